package codelist

import (
	"slices"
	"strings"

	"nianlun/internal/base/codelist"
	"nianlun/internal/engine/form/formxlsx"
)

// headWords are how the columns of a table of codes are headed, in offices, in
// standards and in other programs.
var headWords = map[string][]string{
	"code":    {"代码", "编码", "编号", "代码值", "值", "code", "id", "value"},
	"name":    {"名称", "中文名称", "含义", "选项", "代码名称", "name", "label", "meaning"},
	"under":   {"上级", "上级代码", "父级", "父代码", "所属", "parent", "parent code", "under"},
	"retired": {"停用", "停用日期", "停用时间", "废止日期", "retired", "end date"},
}

// columnOf is what a head says of its column; empty for nothing known.
func columnOf(head string) string {
	head = strings.ToLower(strings.Join(strings.Fields(head), " "))
	for column, words := range headWords {
		if slices.Contains(words, head) {
			return column
		}
	}
	return ""
}

// headless drops a first line that is the head of the columns.
func headless(rows []codelist.Row) []codelist.Row {
	if len(rows) > 0 && columnOf(rows[0].Code) == "code" && columnOf(rows[0].Name) == "name" {
		return rows[1:]
	}
	return rows
}

// table is what a workbook says, and of which columns it says that they are there:
// what is blank below their heads is meant to be.
type table struct {
	rows           []codelist.Row
	under, retired bool
}

// tableOf reads the table of codes in a workbook: the columns below heads that are
// known, on the first sheet that has some; else the first columns of the first sheet
// as code, name, what is above, and the day from which it is retired.
func tableOf(sheets []formxlsx.Sheet) table {
	for _, s := range sheets {
		for i, row := range s.Rows {
			if at := headsOf(row); at["code"] > 0 && at["name"] > 0 {
				return table{rows: rowsBelow(s.Rows[i+1:], at), under: at["under"] > 0, retired: at["retired"] > 0}
			}
		}
	}
	for _, s := range sheets {
		if rows := rowsBelow(s.Rows, map[string]int{"code": 1, "name": 2, "under": 3, "retired": 4}); len(rows) > 0 {
			return table{rows: rows}
		}
	}
	return table{}
}

// headsOf finds the columns by what heads them, from 1.
func headsOf(row formxlsx.SheetRow) map[string]int {
	at := map[string]int{}
	for _, cell := range row.Cells {
		if column := columnOf(cell.Text); column != "" && at[column] == 0 {
			at[column] = cell.Column
		}
	}
	return at
}

func rowsBelow(rows []formxlsx.SheetRow, at map[string]int) []codelist.Row {
	var out []codelist.Row
	for _, row := range rows {
		text := map[int]string{}
		for _, cell := range row.Cells {
			text[cell.Column] = strings.TrimSpace(cell.Text)
		}
		line := codelist.Row{Code: text[at["code"]], Name: text[at["name"]], Under: text[at["under"]], Retired: text[at["retired"]]}
		if !line.Empty() && line.Code+line.Name != "" {
			out = append(out, line)
		}
	}
	return out
}
