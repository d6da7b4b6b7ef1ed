package formxlsx_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formxlsx"
)

const outside = `form: outside
title: 看别处的
period: month
sections:
  - title: 一
    fields:
      - {code: n, name: 人数, type: integer}
      - {code: more, name: 比上期多, type: calculated, value: 人数 - 上期.人数, decimals: 0}
      - {code: why, name: 原因, type: text, when: 上期.人数 > 5}
checks:
  - {id: own, logic: 人数 < 100, say: 太多}
  - {id: more, logic: 比上期多 < 50, say: 多了}
  - {id: why, logic: 人数 < 50 or filled(原因), say: 要说明}
`

// What is computed from another return stands in the workbook as a value, with a word on where it comes from; checks that
// rest on it are left to the server, which computes it anew when the workbook comes back.
func TestWorkbooksHoldWhatOtherReturnsSaidAsValues(t *testing.T) {
	def := definition(t, outside)
	before, _ := form.Decode(def, form.Raw{"n": "10"})
	values, issues := form.DecodeWith(def, form.Raw{"n": "30", "why": "扩班"}, nil, def.Read(form.Sources{Previous: &before}))
	if len(issues) > 0 {
		t.Fatal(issues)
	}
	book := bookOf(def, values)
	book.Previous = &before
	data := write(t, book)
	file, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := file.Close(); err != nil {
			t.Error(err)
		}
	}()
	rows, err := file.GetRows(file.GetSheetName(0))
	if err != nil {
		t.Fatal(err)
	}
	line, checks := "", ""
	for at, row := range rows {
		text := strings.Join(row, "|")
		if strings.Contains(text, "|比上期多|") {
			line = text
			for column := range row {
				cell, _ := excelize.CoordinatesToCellName(column+1, at+1)
				if formula, _ := file.GetCellFormula(file.GetSheetName(0), cell); formula != "" {
					t.Errorf("%s holds the formula %s", cell, formula)
				}
			}
		}
		for _, rule := range []string{"人数 < 100", "比上期多 < 50", "filled(原因)"} {
			if strings.Contains(text, rule) {
				checks += rule + ";"
			}
		}
	}
	if !strings.Contains(line, "|20|") || !strings.Contains(line, "上期、别的报表") {
		t.Errorf("the computed cell stands as %q", line)
	}
	if checks != "人数 < 100;" {
		t.Errorf("checks in the workbook: %s", checks)
	}
	answer, told := formxlsx.Read(data, expectOf(def))
	back, _ := form.DecodeWith(def, answer.Over(nil, nil), nil, values.Readings())
	if len(told) > 0 || string(form.Marshal(back)) != string(form.Marshal(values)) {
		t.Errorf("%v came back as %s", told, form.Marshal(back))
	}
}
