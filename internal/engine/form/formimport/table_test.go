package formimport_test

import (
	"strings"
	"testing"

	"nianlun/internal/engine/form/formimport"
	"nianlun/internal/engine/form/formxlsx"
	"nianlun/internal/kit/goldentest"
)

func table(t *testing.T, sheets ...sheet) formimport.Result {
	t.Helper()
	r, refused := formimport.Table(book(t, sheets...), formimport.TableOptions{})
	if refused != nil {
		t.Fatalf("refused: %s", refused.Code)
	}
	return r
}

// One row for each school, three rows of head with joined cells, a title, a remark with the unit, numbers of columns
// and totals: every school gets plain fields in sections.
func TestTableOfSchools(t *testing.T) {
	r := table(t, sheet{name: "基本情况", lines: `
2026年秋季学校基本情况统计表
填报单位：教育局||||||||单位：人
序号|学校名称|学段|在校生数（人）||||专任教师||学校面积（平方米）|是否寄宿|升学率（%）|建校日期|备注（含合并）
|||小学||初中||人数|本科以上占比|||||
|||男|女|男|女|||||||
甲|乙|丙|1|2|3|4|5|6|7|8|9|10|11
#1|一小|小学|#120|#130|||#20|85.5%|#1200.5|否|#98.5|1998-09-01|
#2|二小|小学|#220|#230|||#30|90%|#2200.25|否|#99|2003-09-01|扩建中
#3|三中|初中|||#320|#330|#40|99%|#3200|是|#97.25|1958-09-01|
合计|||#340|#360|#320|#330|#90|||||
填表人：张三||||||||
`, join: []string{"A1:N1", "A3:A5", "B3:B5", "C3:C5", "D3:G3", "D4:E4", "F4:G4", "H3:I3", "H4:H5", "I4:I5", "J3:J5", "K3:K5", "L3:L5", "M3:M5", "N3:N5"}},
		sheet{name: "说明", lines: "填表说明|见文件"})
	goldentest.Same(t, "testdata/schools.yaml", string(r.Draft.YAML()))
	goldentest.Same(t, "testdata/schools.txt", told(t, r.Notes))
	whole(t, r.Draft)
}

// A unit above a group is that of its columns, several units of a sheet are none, and a total gets a check where the
// rows below agree with it.
func TestTableOfTotals(t *testing.T) {
	r := table(t, sheet{name: "寄宿", lines: `
寄宿情况统计表
填报单位：||||||单位：人、万元
学校名称|在校生数（人）|||年度经费（万元）||教师
|合计|走读生|寄宿生|财政拨款|其他|合计
一小|#320|#200|#120|#88.5|#3.2|#20
二小|#560|#260|#300|#120|#0|#30
`, join: []string{"A1:G1", "A3:A4", "B3:D3", "E3:F3"}})
	yaml := string(r.Draft.YAML())
	for _, want := range []string{"{code: zaixiaoshengshuheji, name: 在校生数合计, type: integer, unit: 人}", "name: 财政拨款, type: money, unit: 万元, decimals: 2",
		"logic: 在校生数合计 == 走读生 + 寄宿生"} {
		if !strings.Contains(yaml, want) {
			t.Errorf("without %s:\n%s", want, yaml)
		}
	}
	if len(r.Draft.Checks) != 1 {
		t.Errorf("%d checks", len(r.Draft.Checks))
	}
	whole(t, r.Draft)
	wrong := table(t, sheet{name: "表", lines: `
学校名称|在校生||
|合计|男|女
一小|#320|#200|#100
`, join: []string{"A1:A2", "B1:D1"}})
	if len(wrong.Draft.Checks) != 0 {
		t.Error("a total that the rows contradict is checked")
	}
}

// Rows that are given become a table of fixed rows, with totals.
func TestTableOfGivenRows(t *testing.T) {
	r := table(t, sheet{name: "Sheet1", lines: `
校舍安全情况
项目|数量（间）|面积（平方米）|整改经费（万元）|完成日期
教室||||
宿舍||||
食堂||||
合计||||
`})
	goldentest.Same(t, "testdata/given.yaml", string(r.Draft.YAML()))
	goldentest.Same(t, "testdata/given.txt", told(t, r.Notes))
	whole(t, r.Draft)
}

// Many rows become a table that is known by its first column of texts; few different words become choices.
func TestTableOfManyRows(t *testing.T) {
	var lines strings.Builder
	lines.WriteString("项目名称|进度|投资（万元）|负责人电话|合计工期（天）\n")
	for i, name := range []string{"一小操场", "二小宿舍", "三中食堂", "四小围墙", "五小厕所", "六中实验室"} {
		lines.WriteString(name + "|" + []string{"在建", "完工"}[i%2] + "|#12.5|1381234567" + string(rune('0'+i)) + "|=C2+1\n")
	}
	r := table(t, sheet{name: "projects", lines: lines.String()})
	goldentest.Same(t, "testdata/many.yaml", string(r.Draft.YAML()))
	goldentest.Same(t, "testdata/many.txt", told(t, r.Notes))
	whole(t, r.Draft)
}

// Groups whose cells nobody joined are seen by the blanks beside them.
func TestTableWithUnjoinedGroups(t *testing.T) {
	r := table(t, sheet{name: "a", lines: "班级|男生||女生|\n|走读|住宿|走读|住宿\n一班|#1|#2|#3|#4\n二班|#1|#2|#3|#4"})
	var names []string
	for _, f := range r.Draft.Sections[0].Fields {
		names = append(names, f.Name)
	}
	if got := strings.Join(names, " "); got != "班级 男生走读 男生住宿 女生走读 女生住宿" {
		t.Errorf("got %s\n%s", got, r.Draft.YAML())
	}
	whole(t, r.Draft)
}

func TestTableIsRefused(t *testing.T) {
	for want, o := range map[string]formimport.TableOptions{
		"no_table":       {Sheet: "空"},
		"no_sheet":       {Sheet: "没有"},
		"too_many_cells": {Limits: formxlsx.Limits{Cells: 3}},
	} {
		r, refused := formimport.Table(book(t, sheet{name: "空", lines: "标题"}, sheet{name: "a", lines: "甲|乙\n#1|#2"}), o)
		if refused == nil || refused.Code != want || len(r.Draft.Sections) > 0 {
			t.Errorf("got %v, want %s", refused, want)
			continue
		}
		told(t, []formimport.Note{*refused})
	}
}

// A merged range over the whole sheet, a column at the end of the world and a formula that starts a program cost
// nothing and do nothing.
func TestTableIsHostile(t *testing.T) {
	text := func(at, text string) string {
		return `<c r="` + at + `" t="inlineStr"><is><t>` + text + `</t></is></c>`
	}
	data := stored(t, map[string]string{"Sheet1": `<worksheet><sheetData><row r="1">` + text("A1", "甲") + text("B1", "乙") + text("XFD1", "远") + `</row>` +
		`<row r="2">` + text("A2", "x") + `<c r="B2"><f>cmd|' /C calc'!A0</f><v>1</v></c></row><row r="1048576">` + text("A1048576", "底") + `</row></sheetData>` +
		`<mergeCells><mergeCell ref="A3:XFD1048575"/><mergeCell ref="A1:A1048576"/></mergeCells></worksheet>`})
	r, refused := formimport.Table(data, formimport.TableOptions{})
	if refused != nil {
		t.Fatal(refused.Code)
	}
	n := 0
	for _, s := range r.Draft.Sections {
		n += len(s.Fields)
	}
	if n > 2 || len(r.Draft.Checks) > 0 {
		t.Errorf("got\n%s", r.Draft.YAML())
	}
	if strings.Contains(string(r.Draft.YAML()), "calc") {
		t.Error("a formula came along")
	}
}
