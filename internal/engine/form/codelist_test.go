package form_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/period"
	"nianlun/internal/engine/yamldoc"
)

const kindsForm = `
form: schools
title: 学校
codelists:
  类别: {list: school-kinds, version: 2}
sections:
  - title: 基本
    fields:
      - {code: kind, name: 学校类别, type: choice, of: 类别}
      - {code: had, name: 办过的类别, type: multichoice, of: 类别}
`

var schoolKinds = []form.Option{{Code: "211", Name: "小学"}, {Code: "311", Name: "初级中学"}, {Code: "312", Name: "职业初中", Retired: day("2026-09-01")}}

func day(text string) period.Date {
	d, err := period.ParseDate(text)
	if err != nil {
		panic(err)
	}
	return d
}

// bureauLists is a library with one list in its third version.
func bureauLists() form.Library {
	return form.Library{
		CodeList: func(code string) (form.SharedList, bool) {
			return form.SharedList{Code: code, Version: 3, Options: schoolKinds}, code == "school-kinds"
		},
		CodeLists: func() []string { return []string{"school-kinds"} },
	}
}

func TestADefinitionTakesTheNewestVersionOfASharedList(t *testing.T) {
	def, err := form.ParseWith([]byte(kindsForm), bureauLists())
	if err != nil {
		t.Fatal(err)
	}
	kind, _ := def.Field("kind")
	if len(kind.Options) != 3 || kind.Options[1].Name != "初级中学" {
		t.Errorf("options: %+v", kind.Options)
	}
	if want := (form.CodeList{Name: "类别", List: "school-kinds", Version: 3}); len(def.CodeLists) != 1 || def.CodeLists[0] != want {
		t.Errorf("lists: %+v, want %+v", def.CodeLists, want)
	}
}

// What is published holds its options: it is read with no list at hand, and a newer version of the list changes nothing.
func TestOptionsThatTheDefinitionHoldsAreItsOwn(t *testing.T) {
	held := strings.Replace(kindsForm, "sections:", "lists:\n  类别: {211: 小学}\nsections:", 1)
	for name, library := range map[string]form.Library{"no lists": {}, "a newer list": bureauLists(), "published": {Published: true}} {
		def, err := form.ParseWith([]byte(held), library)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		kind, _ := def.Field("kind")
		if use := def.CodeLists[0]; len(kind.Options) != 1 || use.Version != 2 || !use.Held {
			t.Errorf("%s: options %+v of %+v", name, kind.Options, use)
		}
	}
}

func TestAListThatTheBureauDoesNotHaveIsNamed(t *testing.T) {
	text := strings.Replace(kindsForm, "school-kinds", "school-kind", 1)
	var problems yamldoc.Problems
	if _, err := form.ParseWith([]byte(text), bureauLists()); !errors.As(err, &problems) || len(problems) != 1 {
		t.Fatalf("%v", err)
	}
	if p := problems[0]; p.Code != form.UnknownCodeList || p.Params["suggest"] != "school-kinds" || p.Line != 5 {
		t.Errorf("%+v", p)
	}
}

func TestARetiredOptionKeepsItsAnswersAndTakesNoNewOnes(t *testing.T) {
	def, err := form.ParseWith([]byte(kindsForm), bureauLists())
	if err != nil {
		t.Fatal(err)
	}
	values, issues := form.Decode(def, form.Raw{"kind": "职业初中", "had": "小学、职业初中"})
	if len(issues) > 0 || values.Get("kind").Text() != "312" {
		t.Fatalf("%v %v", values.Get("kind"), issues)
	}
	kind, _ := def.Field("kind")
	if words := kind.Type.Show(kind, values.Get("kind")); words != "职业初中" {
		t.Errorf("shown as %q", words)
	}
	if got := form.Outworn(def, values, day("2026-08-31")); len(got) != 0 {
		t.Errorf("a period that ended before: %+v", got)
	}
	got := form.Outworn(def, values, day("2026-09-01"))
	if len(got) != 2 || got[0].Path != "kind" || got[1].Path != "had" || got[0].Code != form.Retired || got[0].Params["day"] != "2026-09-01" {
		t.Errorf("%+v", got)
	}
	names := func(on string, chosen map[string]bool) string {
		var out []string
		at := period.Date{}
		if on != "" {
			at = day(on)
		}
		for _, o := range form.InUse(kind.Options, at, chosen) {
			out = append(out, o.Name)
		}
		return strings.Join(out, " ")
	}
	for _, c := range []struct {
		on     string
		chosen map[string]bool
		want   string
	}{
		{"", nil, "小学 初级中学"}, {"2026-08-31", nil, "小学 初级中学 职业初中"}, {"2026-09-01", nil, "小学 初级中学"},
		{"2026-09-01", map[string]bool{"312": true}, "小学 初级中学 职业初中"},
	} {
		if got := names(c.on, c.chosen); got != c.want {
			t.Errorf("on %q: %s, want %s", c.on, got, c.want)
		}
	}
}

func TestRetiringAnOptionIsADifferenceThatIsTold(t *testing.T) {
	before, err := form.ParseWith([]byte(strings.Replace(kindsForm, "sections:", "lists:\n  类别: {211: 小学, 311: 初级中学, 312: 职业初中}\nsections:", 1)), form.Library{})
	if err != nil {
		t.Fatal(err)
	}
	after, err := form.ParseWith([]byte(kindsForm), bureauLists())
	if err != nil {
		t.Fatal(err)
	}
	got := form.Compat(before, after)
	if len(got) != 2 || slices.ContainsFunc(got, func(d form.Difference) bool {
		return d.Refused || d.Code != form.OptionRetired || d.Params["new"] != "2026-09-01"
	}) {
		t.Errorf("%+v", got)
	}
}

func TestARetiredOptionNeedsADay(t *testing.T) {
	for _, c := range []struct{ option, code string }{
		{"{name: 小学, retired: 2026年}", form.BadDate}, {"{name: 小学}", yamldoc.MissingKey}, {"{name: 小学, retire: 2026-09-01}", yamldoc.UnknownKey},
	} {
		text := strings.Replace(kindsForm, "sections:", "lists:\n  类别: {211: "+c.option+"}\nsections:", 1)
		var problems yamldoc.Problems
		if _, err := form.ParseWith([]byte(text), form.Library{}); !errors.As(err, &problems) || !slices.ContainsFunc(problems, func(p yamldoc.Problem) bool { return p.Code == c.code }) {
			t.Errorf("%s: %v", c.option, err)
		}
	}
}

// A standard that gives an item another code keeps its name: the name then means the one in use.
func TestANameThatWentOnUnderAnotherCodeMeansTheOneInUse(t *testing.T) {
	text := strings.Replace(kindsForm, "sections:", "lists:\n  类别: {'31': {name: 职业高中, retired: 2024-01-01}, '36': 职业高中}\nsections:", 1)
	def, err := form.ParseWith([]byte(text), form.Library{})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{"职业高中": "36", "31": "31", "36": "36"} {
		if values, issues := form.Decode(def, form.Raw{"kind": text}); len(issues) > 0 || values.Get("kind").Text() != want {
			t.Errorf("%s: %v %v", text, values.Get("kind"), issues)
		}
	}
}

func TestARetiredOptionIsNobodysDefault(t *testing.T) {
	text := strings.NewReplacer("of: 类别}", "of: 类别, default: 职业初中}").Replace(kindsForm)
	def, err := form.ParseWith([]byte(text), bureauLists())
	if err != nil {
		t.Fatal(err)
	}
	if got := form.WithDefaults(def, form.NewValues()); !got.IsEmpty() {
		t.Errorf("offered %v and %v", got.Get("kind"), got.Get("had"))
	}
	text = strings.NewReplacer("of: 类别}", "of: 类别, default: 小学}").Replace(kindsForm)
	if def, err = form.ParseWith([]byte(text), bureauLists()); err != nil || form.WithDefaults(def, form.NewValues()).Get("kind").Text() != "211" {
		t.Errorf("a default in use is not offered: %v", err)
	}
}
