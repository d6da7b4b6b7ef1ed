package formhtml_test

import (
	"maps"
	"strconv"
	"testing"

	"nianlun/internal/engine/form/formhtml"
	"nianlun/internal/kit/i18n"
)

// What a page hears of its cells while somebody types is what a new page would show.
func TestJudgedAsBuilt(t *testing.T) {
	text := i18n.Chinese.T
	readOnly := buildingInput(t)
	readOnly.ReadOnly = true
	for name, in := range map[string]formhtml.Input{"building": buildingInput(t), "read": readOnly, "types": typesInput(t, everyType())} {
		page, judged := formhtml.Build(in, text), formhtml.Judge(in, text)
		if got, want := marksOf(judged), marksOn(page); !maps.Equal(got, want) {
			t.Errorf("%s: judged %v, built %v", name, got, want)
		}
		if judged.Page.Wrong != page.Wrong || judged.Page.Odd != page.Odd || judged.Page.Back != page.Back ||
			judged.Page.Asked != page.Asked || judged.Page.Answered != page.Answered {
			t.Errorf("%s: counts %+v", name, judged.Page)
		}
		if got, want := render(t, formhtml.Problems(judged.Page, text)), render(t, formhtml.Problems(page, text)); got != want {
			t.Errorf("%s: problems\n%s\nwant\n%s", name, got, want)
		}
		for _, section := range page.Sections {
			if section.Table != nil && len(section.Table.Totals) != len(judged.Totals[section.Table.Code]) {
				t.Errorf("%s: totals of %s are %v", name, section.Table.Code, judged.Totals)
			}
		}
	}
	if len(formhtml.Judge(buildingInput(t), text).Marks) < 5 {
		t.Error("hardly a cell is marked: the test shows nothing")
	}
}

func marksOf(judged formhtml.Judged) map[formhtml.MarkedCell]bool {
	marks := map[formhtml.MarkedCell]bool{}
	for _, m := range judged.Marks {
		marks[m] = true
	}
	return marks
}

func marksOn(page formhtml.Page) map[formhtml.MarkedCell]bool {
	marks := map[formhtml.MarkedCell]bool{}
	note := func(cells []formhtml.Cell) {
		for _, c := range cells {
			if c.Mark != formhtml.NoMark {
				marks[formhtml.MarkedCell{ID: c.ID, Mark: c.Mark, Number: c.Number}] = true
			}
		}
	}
	for _, section := range page.Sections {
		for _, c := range section.Fields { // what a field outside tables says below it
			m := formhtml.MarkedCell{ID: c.ID, Mark: c.Mark, Number: c.Number, Why: c.Why}
			if m.Why == "" && m.Number > 0 {
				m.See = i18n.Chinese.T("form.problem.see", "n", strconv.Itoa(c.Number))
			}
			if c.Mark != formhtml.NoMark {
				marks[m] = true
			}
		}
		if section.Table != nil {
			for _, row := range section.Table.Rows {
				note(row.Cells)
			}
		}
	}
	return marks
}
