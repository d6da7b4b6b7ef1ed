package collect_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"nianlun/internal/base/org"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/period"
	"nianlun/internal/work/collect"
)

// Sizes of the lists of the register of pupils: 60 towns of 50 villages each, and schools' majors.
const (
	towns    = 60
	villages = 3000
	majors   = 3000
)

const heavenly, earthly = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"

// longName is a name of two or three characters that no other number below 3,600 has.
func longName(n int, kind string) string {
	a, b := []rune(heavenly), []rune(earthly)
	name := string(a[n%10]) + string(b[n/10%12])
	if n >= 120 {
		name += string([]rune("东南西北中上下前后左右大小新老青白红黄金银铜铁石木水火土山河")[n/120])
	}
	return name + kind
}

// register is a table of pupils with a place of birth, which is a village of a town, and a major.
func register(rows int) string {
	var b strings.Builder
	b.WriteString("form: register\ntitle: 学生登记\nperiod: month\nbasis: 区教育局制度\nlists:\n  乡镇:\n")
	for i := range towns {
		fmt.Fprintf(&b, "    \"35%04d\": %s\n", i, longName(i, "镇"))
	}
	b.WriteString("  村:\n")
	for i := range villages {
		fmt.Fprintf(&b, "    \"35%04d%03d\": {name: %s, under: [\"35%04d\"]}\n", i/50, i%50, longName(i, "村"), i/50)
	}
	b.WriteString("  专业:\n")
	for i := range majors {
		fmt.Fprintf(&b, "    \"%06d\": %s\n", 10000+i, longName(i, "学"))
	}
	fmt.Fprintf(&b, `sections:
  - title: 概况
    fields:
      - {code: main, name: 主要专业, type: choice, of: 专业}
      - {code: all, name: 开设专业, type: multichoice, of: 专业}
      - {code: who, name: 填表人, type: text}
  - title: 名册
    rows: {code: list, name: 学生, max: %d, key: 姓名}
    fields:
      - {code: name, name: 姓名, type: text}
      - {code: town, name: 乡镇, type: choice, of: 乡镇}
      - {code: village, name: 村, type: choice, of: 村, under: 乡镇}
      - {code: major, name: 专业, type: choice, of: 专业}
`, rows)
	return b.String()
}

// register publishes the register and opens it for September.
func (b *bureau) register(rows int) collect.Obligation {
	b.t.Helper()
	return b.asks("register", register(rows))
}

// asks publishes a form and asks a school for September's.
func (b *bureau) asks(code, definition string) collect.Obligation {
	b.t.Helper()
	_, err := b.forms.Publish(context.Background(), b.chief, definition)
	must(b.t, err)
	month, err := period.Parse("2026-09")
	must(b.t, err)
	_, err = b.OpenCampaign(context.Background(), b.chief, collect.NewCampaign{
		Form: code, Owner: "sec", Year: 2026, ListNo: "云教表〔2026〕6号", EndsOn: period.Date{Year: 2026, Month: 12, Day: 31},
		Due: collect.DueRule{Workdays: 5, After: collect.AfterEnd}, Signatures: alone, Periods: []period.Period{month},
		Units: collect.UnitRule{Types: []org.UnitType{org.Primary}},
	})
	must(b.t, err)
	return b.owed(0, "2026-09")
}

// registered are rows of the register, each with its village and major.
func registered(rows int) []form.Raw {
	all := make([]form.Raw, rows)
	for i := range all {
		key := fmt.Sprintf("r%d", i+1)
		v := i * 6 % villages
		all[i] = form.Raw{
			form.CellPath("list", key, "name"): fmt.Sprintf("学生%d", i+1), form.CellPath("list", key, "town"): fmt.Sprintf("35%04d", v/50),
			form.CellPath("list", key, "village"): fmt.Sprintf("35%04d%03d", v/50, v%50), form.CellPath("list", key, "major"): fmt.Sprintf("%06d", 10000+i),
		}
	}
	return all
}

// BenchmarkLongChoices is the whole request of a return's page with 500 rows that choose from lists of thousands, as a
// browser makes it: bytes as they travel and as the browser holds them, and one cell that saves itself there.
func BenchmarkLongChoices(t *testing.B) {
	b := newBureau(t, 2)
	o := b.register(500)
	clerk := b.browser("wangxue")
	p, h := clerk.draft(o, "wangxue", "0", "", cellsOf(registered(500)))
	if p.status != http.StatusOK {
		t.Fatal(p.status, p.body)
	}
	t.Run("page", func(t *testing.B) {
		sent, held := int64(0), int64(0)
		for t.Loop() {
			req, err := http.NewRequest(http.MethodGet, b.url+collect.Link(o.ID), nil)
			must(t, err)
			for _, packed := range []bool{true, false} {
				req.Header.Set("Accept-Encoding", map[bool]string{true: "gzip", false: "identity"}[packed])
				resp, err := clerk.client.Do(req)
				must(t, err)
				size, err := io.Copy(io.Discard, resp.Body)
				must(t, err)
				must(t, resp.Body.Close())
				if packed {
					sent = size
				} else {
					held = size
				}
			}
		}
		t.ReportMetric(float64(sent), "sent-bytes")
		t.ReportMetric(float64(held), "bytes")
	})
	t.Run("autosave", func(t *testing.B) {
		seen, n := h.Seen, 0
		for t.Loop() {
			n++
			_, h = clerk.draft(o, "wangxue", fmt.Sprint(h.Revision), seen, form.Raw{form.CellPath("list", fmt.Sprintf("r%d", 1+n%500), "major"): fmt.Sprintf("%06d", 10000+n%majors)})
			seen = h.Seen
		}
	})
}

// A list of thousands stands on the page once, and what is typed into its cells without any script means what it says.
func TestLongChoicesWithoutScript(t *testing.T) {
	b := newBureau(t, 2)
	o := b.register(20)
	href := collect.Link(o.ID)
	clerk := b.browser("wangxue")
	clerk.draft(o, "wangxue", "0", "", cellsOf(registered(12)))
	p := clerk.get(href).want(200)
	for selector, want := range map[string]int{
		"datalist": 3, "datalist#list-main option": majors, "datalist#list-list-village option": villages, "datalist#list-list-town option": towns,
		"main select": 0, "main input[list=list-main]": 16, "template[data-blank=list]": 1, "#f-list-r1-village[data-under=f-list-r1-town]": 1,
	} {
		if got := p.Find(selector).Length(); got != want {
			t.Errorf("%s: %d, want %d", selector, got, want)
		}
	}
	if len(p.body) > 700_000 {
		t.Errorf("the page has %d bytes", len(p.body))
	}
	values := p.fields("return")
	if got := values.Get("list[r3].village"); got != "丙丑村" {
		t.Errorf("the cell holds %q", got)
	}
	for name, text := range map[string]string{"main": "丙子南学", "all": "010122，甲子学", "list[r1].major": "010001", "list[r2].major": "乙子", "list[r2].town": "乙子镇", "return:act": "save"} {
		values.Set(name, text)
	}
	p = clerk.get(clerk.post(href, values).want(303).location).want(200)
	for name, want := range map[string]string{"main": "丙子南学", "all": "丙子南学、甲子学", "list[r1].major": "乙子学", "list[r2].major": "乙子", "list[r2].village": "庚子村", "list[r3].village": "丙丑村"} {
		if got := p.Find(fmt.Sprintf("main [name='%s']", name)).AttrOr("value", ""); got != want {
			t.Errorf("%s shows %q, want %q", name, got, want)
		}
	}
	p.has("aside", "乙子镇")
	values = p.fields("return")
	values.Set("list[r2].major", "乙子学")
	values.Set("list[r2].town", "甲子镇")
	values.Set("return:act", "save")
	clerk.post(href, values).want(303)
	for path, want := range map[form.Path]string{"main": "010122", "all": "010000,010122", "list[r2].major": "010001", "list[r3].village": "350000012"} {
		if got := b.stored(o, path); got != want {
			t.Errorf("%s is stored as %q", path, got)
		}
	}
}
