package doctext

import "testing"

func TestPageTables(t *testing.T) {
	cases := []struct{ name, pages, want, rows string }{
		{"cells of several lines", `    附件是任务分解表。
序号         工作任务          责任单位   完成时限
1          新建小学 3 所，新增   项目办    9 月底前
           学位 2400 个
2          招聘教师 126 名    人事股    8 月底前
    表后的话。
`, "附件是任务分解表。\n序号\t工作任务\t责任单位\t完成时限\n1\t新建小学3所，新增学位2400个\t项目办\t9月底前\n2\t招聘教师126名\t人事股\t8月底前\n表后的话。\n",
			"序号|工作任务|责任单位|完成时限\n1|新建小学3所，新增学位2400个|项目办|9月底前\n2|招聘教师126名|人事股|8月底前\n"},
		{"numbers in the middle", `序号    工作任务        责任单位
1     新建小学        项目办
      改造食堂 12
2     处，配齐设        后勤股
      备
3     招聘教师        人事股
`, "序号\t工作任务\t责任单位\n1\t新建小学改造食堂12\t项目办\n2\t处，配齐设备\t后勤股\n3\t招聘教师\t人事股\n",
			"序号|工作任务|责任单位\n1|新建小学改造食堂12|项目办\n2|处，配齐设备|后勤股\n3|招聘教师|人事股\n"},
		{"over two pages", "序号    任务      单位\n1     新建小学    项目办\n          — 1 —\n\f2     改造食堂    后勤股\n          — 2 —\n\f",
			"序号\t任务\t单位\n1\t新建小学\t项目办\n2\t改造食堂\t后勤股\n", "序号|任务|单位\n1|新建小学|项目办\n2|改造食堂|后勤股\n"},
		{"without numbers", "学校      人数\n城北小学    120\n城南小学    98\n", "学校\t人数\n城北小学\t120\n城南小学\t98\n", "学校|人数\n城北小学|120\n城南小学|98\n"},
		{"two lines with gaps are none", "电话：1    传真：2\n邮编：3    网址：4\n", "电话：1\t传真：2\n邮编：3\t网址：4\n", ""},
	}
	for _, c := range cases {
		text := readPages(t, c.pages)
		if text.String() != c.want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, text, c.want)
		}
		var rows string
		for _, table := range text.Tables {
			rows += cells(text, table)
		}
		if rows != c.rows {
			t.Errorf("%s: table\n%s\nwant\n%s", c.name, rows, c.rows)
		}
	}
}
