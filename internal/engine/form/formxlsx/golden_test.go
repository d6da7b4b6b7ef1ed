package formxlsx_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formtest"
	"nianlun/internal/engine/form/formxlsx"
	"nianlun/internal/kit/goldentest"
	"nianlun/internal/kit/i18n"
)

// dump lists what a workbook says, cell by cell, with the rules at its cells.
func dump(t *testing.T, data []byte) string {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	var b strings.Builder
	for _, sheet := range f.GetSheetList() {
		visible, err := f.GetSheetVisible(sheet)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "== %s visible=%v\n", sheet, visible)
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range rows {
			for j, text := range row {
				if text == "" || strings.HasPrefix(text, "digest") || (sheet == "_nianlun" && row[0] == "digest") {
					continue
				}
				name, _ := excelize.CoordinatesToCellName(j+1, i+1)
				fmt.Fprintf(&b, "%s %s%s\n", name, strings.ReplaceAll(text, "\n", "⏎"), locked(t, f, sheet, name))
			}
		}
		rules, err := f.GetDataValidations(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for _, rule := range rules {
			fmt.Fprintf(&b, "rule %s %s %s %s\n", rule.Sqref, rule.Type, rule.Formula1, rule.Formula2)
		}
	}
	return b.String()
}

func locked(t *testing.T, f *excelize.File, sheet, cell string) string {
	t.Helper()
	id, err := f.GetCellStyle(sheet, cell)
	if err != nil {
		t.Fatal(err)
	}
	style, err := f.GetStyle(id)
	if err != nil {
		t.Fatal(err)
	}
	if style.Protection != nil && !style.Protection.Locked {
		return " [open]"
	}
	return ""
}

func load(t testing.TB, code string) *form.Definition {
	t.Helper()
	def, err := formtest.Load(code)
	if err != nil {
		t.Fatal(err)
	}
	return def
}

// progress is a month of building projects.
func progress(t testing.TB) (*form.Definition, form.Values) {
	t.Helper()
	def := load(t, formtest.BuildingProgress)
	values, issues := form.Decode(def, form.Raw{"projects": "5", "done": "2", "building": "2", "preparing": "1", "spent": "1234.5", "stopped": "是", "why": "=等待管线迁改",
		"list[r1].name": "实验小学教学楼", "list[r1].phase": "装修", "list[r1].area": "8600", "list[r1].plan": "3200", "list[r1].paid": "2950.25", "list[r1].due": "2026-12-31",
		"list[r2].name": "+第二幼儿园", "list[r2].phase": "立项", "list[r2].area": "3200.5", "list[r2].plan": "1500", "list[r2].paid": "0"})
	if len(issues) > 0 {
		t.Fatal(issues)
	}
	return def, values
}

func TestLayout(t *testing.T) {
	def, values := progress(t)
	book := bookOf(def, values)
	book.Spare = 2
	book.Known = form.NewValues()
	book.Known.Set("projects", values.Get("projects"))
	goldentest.Same(t, "testdata/return.txt", dump(t, write(t, book)))
}

func TestCampaignLayout(t *testing.T) {
	def := load(t, formtest.TeacherTraining)
	goldentest.Same(t, "testdata/campaign.txt", dump(t, writeCampaign(t, campaignOf(def, 2, func(int) form.Values {
		values := form.NewValues()
		values.SetRows("classes", []form.Row{{Key: "r1", Fields: map[string]form.Value{}}})
		return values
	}), 2)))
}

func campaignOf(def *form.Definition, n int, values func(i int) form.Values) formxlsx.Campaign {
	return formxlsx.Campaign{Form: formOf(def), ID: "camp-1", Scope: "城东片区", T: i18n.Chinese.T, Returns: func(yield func(formxlsx.Return, error) bool) {
		for i := range n {
			if !yield(formxlsx.Return{ID: fmt.Sprintf("ret-%03d", i), UnitID: fmt.Sprintf("unit-%03d", i), Unit: fmt.Sprintf("第%d小学", i+1), Base: "rev-1", Values: values(i)}, nil) {
				return
			}
		}
	}}
}

func writeCampaign(t testing.TB, c formxlsx.Campaign, spare int) []byte {
	t.Helper()
	c.Spare = spare
	var out bytes.Buffer
	if err := formxlsx.WriteCampaign(&out, c); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// Every text that could act as a formula is a quoted text in the file itself, and no cells but the totals and the results of
// checks have formulas.
func TestTextsNeverActAsFormulas(t *testing.T) {
	def, values := progress(t)
	data := write(t, bookOf(def, values))
	sheet := part(t, data, "xl/worksheets/sheet1.xml")
	styles := part(t, data, "xl/styles.xml")
	cellStyles := strings.Split(strings.Split(styles, "<cellXfs")[1], "<xf ")
	risky := 0
	for _, c := range strings.Split(sheet, "<c ")[1:] {
		c, _, _ = strings.Cut(c, "</c>")
		if formula := between(c, "<f>", "</f>"); formula != "" && !strings.HasPrefix(formula, "SUM(") && !strings.HasPrefix(formula, "IFERROR(IF(") {
			t.Errorf("formula %q", formula)
		}
		text := between(c[strings.LastIndex(c, "<t")+1:], ">", "</t>")
		if !slices.ContainsFunc([]string{"=", "+", "-", "@", "\t", "\r"}, func(start string) bool { return strings.HasPrefix(text, start) }) {
			continue
		}
		risky++
		if !strings.Contains(c, `t="inlineStr"`) {
			t.Errorf("%s is no text", c)
		}
		style := cellStyles[1+number(t, between(c, `s="`, `"`))]
		if !strings.Contains(style, `quotePrefix="1"`) && !strings.Contains(style, `quotePrefix="true"`) {
			t.Errorf("%s is not quoted: %s", c, style)
		}
	}
	if risky != 2 {
		t.Errorf("%d risky texts, want 2", risky)
	}
}

func between(text, from, to string) string {
	_, rest, found := strings.Cut(text, from)
	if !found {
		return ""
	}
	inner, _, _ := strings.Cut(rest, to)
	return inner
}
