package formhtml_test

import (
	"fmt"
	"testing"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formhtml"
)

// A long list of options and one of people on the same page stay two, whatever the
// choice is called; what a cell shows comes back as what it holds.
func TestLongListsStayApart(t *testing.T) {
	text := "form: long\ntitle: 长\nlists:\n  民族:\n"
	for i := range 56 {
		text += fmt.Sprintf("    \"%02d\": 第%d族\n", i+1, i+1)
	}
	text += `    "97": {name: 旧族, retired: 2026-01-01}
    "98": {name: 旧族, retired: 2026-01-01}
    "99": {name: 第9族, retired: 2026-01-01}
sections:
  - title: 一
    fields:
      - {code: person, name: 民族, type: choice, of: 民族}
      - {code: older, name: 原民族, type: choice, of: 民族}
      - {code: oldest, name: 最早的民族, type: choice, of: 民族}
      - {code: same, name: 同名的民族, type: choice, of: 民族}
      - {code: who, name: 填表人, type: person}
`
	def, err := form.Parse([]byte(text), nil)
	if err != nil {
		t.Fatal(err)
	}
	raw := form.Raw{"person": "09", "older": "97", "oldest": "98", "same": "99"}
	values, issues := form.Decode(def, raw)
	in := formhtml.Input{Def: def, Raw: raw, Values: values, Issues: issues, FormID: "return"}
	in.People = func(string) []formhtml.Choice {
		var all []formhtml.Choice
		for i := range 100 {
			all = append(all, formhtml.Choice{Value: fmt.Sprintf("p-%d", i), Text: fmt.Sprintf("张%d", i)})
		}
		return all
	}
	doc := pageOf(t, in)
	if n := doc.Find("datalist").Length(); n != 2 {
		t.Errorf("%d lists", n)
	}
	for cell, want := range map[string]string{"f-person": "第1族", "f-who": "张0"} {
		list := doc.Find("#"+cell).AttrOr("list", "")
		if got := doc.Find("datalist#"+list+" option").First().AttrOr("value", ""); got != want {
			t.Errorf("%s offers %q first, want %q", cell, got, want)
		}
	}
	for path, code := range raw {
		shown := doc.Find("#f-"+string(path)).AttrOr("value", "")
		again, _ := form.Decode(def, form.Raw{path: shown})
		if got := again.Get(path).Text(); got != code {
			t.Errorf("%s holds %s, shows %q and comes back as %q", path, code, shown, got)
		}
	}
}
