package doctext

import "testing"

func TestPlainTables(t *testing.T) {
	cases := []struct{ name, text, want string }{
		{"copied from a sheet", "任务分解表\n序号\t任务\t单位\n1\t新建\t项目办\n2\t改建\t\n完\n", "序号|任务|单位\n1|新建|项目办\n2|改建|\n"},
		{"at the end without a line end", "甲\t乙\n丙\t丁\n戊\t己", "甲|乙\n丙|丁\n戊|己\n"},
		{"two tables", "甲\t乙\n丙\t丁\n戊\t己\n甲\t乙\t丙\n丙\t丁\t丙\n戊\t己\t丙\n", "甲|乙\n丙|丁\n戊|己\n甲|乙|丙\n丙|丁|丙\n戊|己|丙\n"},
		{"indents", "\t第一段。\n\t第二段。\n\t第三段。\n", ""},
		{"two lines", "甲\t乙\n丙\t丁\n", ""},
		{"other widths", "甲\t乙\n丙\n丁\t戊\n己\t庚\t辛\n", ""},
		{"no tab", "甲\n乙\n丙\n", ""},
	}
	for _, c := range cases {
		text := Plain(c.text)
		got := ""
		for _, table := range text.Tables {
			got += cells(text, table)
		}
		if got != c.want || text.String() != c.text {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}

func TestBarTables(t *testing.T) {
	text := Plain("| 任务 | 完成时限 |\n|---|---|\n| 建成小学 | 9月底前 |\n| 改造厕所 |  |\n一、要求\n| 不是表格\n")
	if len(text.Tables) != 1 || len(text.Tables[0].Rows) != 3 {
		t.Fatalf("tables %+v", text.Tables)
	}
	cell := text.Tables[0].Rows[1][1]
	if got := string(text.Runes[cell.Start:cell.End]); got != "9月底前" {
		t.Errorf("cell %q", got)
	}
	if empty := text.Tables[0].Rows[2][1]; empty.Start != empty.End {
		t.Errorf("the empty cell holds %+v", empty)
	}
}
