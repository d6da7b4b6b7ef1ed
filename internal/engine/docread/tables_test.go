package docread

import (
	"fmt"
	"strings"
	"testing"

	"nianlun/internal/engine/doctext"
)

// tabled is a text with its tables: every block of lines with tabs is one. A cell
// "^" continues the one above, "/" parts the lines of a cell.
func tabled(source string) doctext.Text {
	var out doctext.Text
	var table *doctext.Table
	for _, line := range strings.Split(strings.TrimSuffix(source, "\n"), "\n") {
		if !strings.Contains(line, "\t") {
			table = nil
			out.Runes = append(out.Runes, []rune(line+"\n")...)
			continue
		}
		if table == nil {
			out.Tables = append(out.Tables, doctext.Table{})
			table = &out.Tables[len(out.Tables)-1]
		}
		var row []doctext.Span
		mark := "\t"
		if strings.Contains(line, "/") {
			mark = "\n"
		}
		for i, cell := range strings.Split(line, "\t") {
			if i > 0 {
				out.Runes = append(out.Runes, []rune(mark)...)
			}
			if cell == "^" {
				row = append(row, table.Rows[len(table.Rows)-1][i])
				continue
			}
			start := len(out.Runes)
			out.Runes = append(out.Runes, []rune(strings.ReplaceAll(cell, "/", "\n"))...)
			row = append(row, doctext.Span{Start: start, End: len(out.Runes)})
		}
		out.Runes = append(out.Runes, '\n')
		table.Rows = append(table.Rows, row)
	}
	return out
}

func showRows(doc *Document) string {
	var b strings.Builder
	for _, c := range doc.Commitments {
		heading := "-"
		if c.Heading >= 0 {
			heading = string([]rune(doc.Text)[c.Heading : c.Heading+2])
		}
		fmt.Fprintf(&b, "%s | %s | %s | %s %s | %s | %s\n", c.Kind, c.Text, c.Owner, c.Deadline, c.DeadlineDate, strings.Join(c.Targets, ","), heading)
	}
	return b.String()
}

func TestTaskTables(t *testing.T) {
	cases := []struct{ name, source, want string }{
		{"plain", `某县教育局2031年重点工作任务分解表
序号	工作任务	牵头责任单位	完成时限
1	新建小学3所	项目办	9月底前
2	招聘教师126名	人事股	2031-08-31
3	开展校园安全专项整治	安稳股/督导室	全年
合计	3项		
`, `build | 新建小学3所 | 项目办 | 9月底前 2031-09-30 | 3 | -
train | 招聘教师126名 | 人事股 | 2031-08-31 2031-08-31 | 126 | -
check | 开展校园安全专项整治 | 安稳股、督导室 | 全年 2031-12-31 |  | -
`},
		{"groups and a unit for several rows", `某县教育局2031年工作要点责任清单
序号	目标与任务	指标值	责任科室	分管领导	时间节点
一、项目建设					
1	新建幼儿园	4所	项目办	王某	6月底前
2	改造食堂	12处	^	^	10月底前
二、队伍建设					
3	骨干教师培训	6期	人事股	李某	长期坚持
`, `build | 新建幼儿园 | 项目办 | 6月底前 2031-06-30 | 4 | 一、
build | 改造食堂 | 项目办 | 10月底前 2031-10-31 | 12 | 一、
train | 骨干教师培训 | 人事股 | 长期坚持  | 6 | 二、
`},
		{"measures of one task", `2031年教育工作台账
序号	主要任务	工作措施	责任单位	时限
1	加强教师队伍建设	招聘教师126名	人事股	8月底前
^	^	举办骨干教师研修班6期	师训中心	11月底前
2	建成城北小学	倒排工期，挂图作战	项目办	9月底前
`, `train | 招聘教师126名 | 人事股 | 8月底前 2031-08-31 | 126 | -
train | 举办骨干教师研修班6期 | 师训中心 | 11月底前 2031-11-30 | 6 | -
build | 建成城北小学 | 项目办 | 9月底前 2031-09-30 |  | -
`},
		{"numbered items", `2031年任务分解表
任务	牵头单位	时间
1.新建小学3所。/2.改造食堂12处。	项目办	9月
`, `build | 新建小学3所 | 项目办 | 9月 2031-09-30 | 3 | -
build | 改造食堂12处 | 项目办 | 9月 2031-09-30 | 12 | -
`},
		{"two rows of titles", `2031年任务分解表
序号	重点任务	责任单位		完成时间
^	^	牵头	配合	^
1	制定招生方案	基教股	各学校	4月底前
`, `rule | 制定招生方案 | 基教股 | 4月底前 2031-04-30 |  | -
`},
	}
	for _, c := range cases {
		if got := showRows(analyse(tabled(c.source), Options{})); got != c.want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}

func TestTablesThatPromiseNothing(t *testing.T) {
	for name, source := range map[string]string{
		"statistics": "某县教育局2031年工作要点\n一、基本情况\n学校类别\t学校数\t在校生\n小学\t37所\t12000人\n初中\t12所\t8000人\n",
		"units":      "2031年工作计划\n单位\t联系人\t电话\n城北小学\t某某\t1\n",
		"a review":   "2031年工作总结\n一、主要成绩\n序号\t工作任务\t责任单位\t完成情况\n1\t新建小学3所\t项目办\t已完成\n",
		"no row":     "2031年工作计划\n序号\t工作任务\t责任单位\n",
		"weights":    "2031年考核办法\n指标\t分值\t责任单位\n巩固率\t10分\t基教股\n",
	} {
		if got := showRows(analyse(tabled(source), Options{})); got != "" {
			t.Errorf("%s promises\n%s", name, got)
		}
	}
}

// TestTaskTableIsReadOnce: what a row promises is no promise of the prose too, its
// times are deadlines, and its figures targets.
func TestTaskTableIsReadOnce(t *testing.T) {
	doc := analyse(tabled("2031年工作要点\n一、任务\n举办运动会2场。\n序号\t工作任务\t责任单位\t完成时限\n1\t新建小学3所；改造食堂12处。\t项目办\t9月底前\n2\t建立巡查制度\t^\t^\n二、要求\n制定考核办法。\n"), Options{})
	const want = `event | 举办运动会2场 |  |   | 2 | 一、
build | 新建小学3所；改造食堂12处。 | 项目办 | 9月底前 2031-09-30 | 3,12 | 一、
rule | 建立巡查制度 | 项目办 | 9月底前 2031-09-30 |  | 一、
rule | 制定考核办法 |  |   |  | 二、
`
	if got := showRows(doc); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if len(doc.Deadlines) != 1 || doc.Deadlines[0].Text != "9月底前" {
		t.Errorf("deadlines %v", doc.Deadlines)
	}
	for _, f := range doc.Figures {
		if f.Role != RoleTarget {
			t.Errorf("%s is %s", f.Text, f.Role)
		}
	}
}

func TestNumericDates(t *testing.T) {
	for source, want := range map[string]string{
		"2031-09-30": "2031-09-30", "2031.9.3": "2031-09-03", "2031/2": "2031-02-28", "2031-02-31": "2031-02-28", "2031.3-2031.9": "2031-03-31",
		"12031-1-1": "", "2031-13-1": "", "2031": "", "3.5": "", "2031-": "",
	} {
		r := []rune(source)
		if got, _ := numericDate(newText(r), 0, len(r)); got != want {
			t.Errorf("%s: got %q, want %q", source, got, want)
		}
	}
}
