package docread

import (
	"fmt"
	"strings"
	"testing"
)

// tree writes the outline as one line per node, indented by level.
func tree(doc *Document) string {
	var b strings.Builder
	for _, n := range doc.Outline {
		fmt.Fprintf(&b, "%s%s%s [%s]\n", strings.Repeat("  ", n.Level-1), n.Marker, n.Title, n.Section)
	}
	return b.String()
}

func TestOutline(t *testing.T) {
	cases := []struct{ name, text, want string }{
		{"official order", `全区工作总结
一、主要成绩
（一）条件改善
1.校舍。全年开工。
2.设备。全年采购。
（1）电脑。
（2）图书。
（二）队伍加强
二、存在的问题
三、下一步打算
`, `一、主要成绩 [review]
  （一）条件改善 [review]
    1.校舍 [review]
    2.设备 [review]
      （1）电脑 [review]
      （2）图书 [review]
  （二）队伍加强 [review]
二、存在的问题 [problem]
三、下一步打算 [plan]
`},
		{"inline run", `全区工作总结
一、加强管理。一是建章立制；二是严格检查；三要落实整改。
二、改善条件。统一是关键，不是一是。
`, `一、加强管理 [review]
  一是建章立制 [review]
  二是严格检查 [review]
  三要落实整改 [review]
二、改善条件 [review]
`},
		{"inline numbers", `全区工作总结
一、主要做法：（1）走访学校；（2）召开座谈会。
`, `一、主要做法 [review]
  （1）走访学校 [review]
  （2）召开座谈会 [review]
`},
		{"problems inside a review", `全区工作总结
一、工作回顾
（一）成绩明显。全年顺利。
总的看，还存在以下问题：一是投入不足；二是师资偏少。
`, `一、工作回顾 [review]
  （一）成绩明显 [review]
  一是投入不足 [problem]
  二是师资偏少 [problem]
`},
		{"restart under a heading that stands alone", `全区总结
一、去年工作回顾
全年平稳。
二、今年工作思路
一、抓队伍
二、抓质量
三、抓安全
`, `一、去年工作回顾 [review]
二、今年工作思路 [plan]
  一、抓队伍 [plan]
  二、抓质量 [plan]
  三、抓安全 [plan]
`},
		{"restart beside items that ran on", `全区总结
1、党建。完成了培训。
2、宣传。完成了报道。
1、教学。完成了教研。
2、科研。完成了课题。
`, `1、党建 [review]
2、宣传 [review]
1、教学 [review]
2、科研 [review]
`},
		{"dashes", `全区工作计划
一、突出重点
——抓建设。一要快；二要好。
——抓管理。
`, `一、突出重点 [plan]
  ——抓建设 [plan]
    一要快 [plan]
    二要好 [plan]
  ——抓管理 [plan]
`},
		{"decimal above bracketed Chinese", `全区工作计划
1、项目建设
（一）新建
（二）改建
2、队伍建设
`, `1、项目建设 [plan]
  （一）新建 [plan]
  （二）改建 [plan]
2、队伍建设 [plan]
`},
		{"parts and dotted numbers", `全区工作计划
第一部分 总体要求
1.1 目标
1.2 原则
第二部分 主要任务
`, `第一部分总体要求 [plan]
  1.1目标 [plan]
  1.2原则 [plan]
第二部分主要任务 [plan]
`},
		{"no markers", `全区总结
一、二年级学生参加活动。
2.5亿元用于建设。
3.15活动顺利。
4.28会议召开。
1、2、3号楼竣工。
`, ``},
		{"years after a marker", `全区总结
1.2014年工作。完成了任务。
2、2015年工作。完成了任务。
`, `1.2014年工作 [review]
2、2015年工作 [review]
`},
		{"headings that mention plans and problems", `全区工作总结
一、学前教育三年行动计划顺利实施
二、落实第二期行动计划
（一）着力解决大班额问题
（二）资助困难学生
三、存在问题和今后打算
`, `一、学前教育三年行动计划顺利实施 [review]
二、落实第二期行动计划 [review]
  （一）着力解决大班额问题 [review]
  （二）资助困难学生 [review]
三、存在问题和今后打算 [plan]
`},
		{"unmarked headings", `全区上半年总结和下半年计划
上半年工作总结
1、党建。完成了培训。
2、宣传。完成了报道。
存在的主要问题
1、师资不足。
下半年工作计划
1、教学。举办比赛。
`, `1、党建 [review]
2、宣传 [review]
1、师资不足 [problem]
1、教学 [plan]
`},
		{"headings that lost their line ends", `全区工作总结一、主要成绩（一）条件改善。全年开工。（二）队伍加强。全年培训。二、下一步打算1.抓项目。开工建设。2.抓队伍。开展培训。
`, `一、主要成绩 [review]
  （一）条件改善 [review]
  （二）队伍加强 [review]
二、下一步打算 [plan]
  1.抓项目 [plan]
  2.抓队伍 [plan]
`},
		{"chapters, sections and clauses", `全区管理办法
第一章 总则
第一节 目的
第一条 为了规范管理。
第二条 本办法适用于学校。
第二节 原则
第二章 职责
`, `第一章总则 [plan]
  第一节目的 [plan]
    第一条为了规范管理 [plan]
    第二条本办法适用于学校 [plan]
  第二节原则 [plan]
第二章职责 [plan]
`},
		{"numbers that go on across headings", `全区工作计划
一、明确任务1、普及目标。全面达标。
2、质量目标。全面提高。
二、健全网络3、理顺体制。分级管理。
`, `一、明确任务 [plan]
  1、普及目标 [plan]
  2、质量目标 [plan]
二、健全网络 [plan]
  3、理顺体制 [plan]
`},
		{"tasks and measures of a report", `全区工作总结
一、主要成绩
（一）主要措施
（二）工作任务
二、存在问题
三、保障措施
`, `一、主要成绩 [review]
  （一）主要措施 [review]
  （二）工作任务 [review]
二、存在问题 [problem]
三、保障措施 [plan]
`},
		{"a report that plans, too", `全区2031年总结和2032年计划
一、2031年主要工作
二、工作目标
三、主要措施
`, `一、2031年主要工作 [review]
二、工作目标 [plan]
三、主要措施 [plan]
`},
		{"months behind a number", `全区工作计划
一、教学安排
1、3月中旬召开动员会。
2、6月份组织统考。
3、7-8月份落实招生。
1、2月份放假。
`, `一、教学安排 [plan]
  1、3月中旬召开动员会 [plan]
  2、6月份组织统考 [plan]
  3、7-8月份落实招生 [plan]
`},
		{"numbers under bullets", `全区工作计划
一、任务
★ 保教
①备课。
②教研。
★ 后勤
①采购。
`, `一、任务 [plan]
  ★保教 [plan]
    ①备课 [plan]
    ②教研 [plan]
  ★后勤 [plan]
    ①采购 [plan]
`},
		{"items that start again under unmarked lines", `全区工作计划
一、月份安排
二月：
1、制订计划。
2、召开会议。
三月：
1、开展活动。
`, `一、月份安排 [plan]
  1、制订计划 [plan]
  2、召开会议 [plan]
  1、开展活动 [plan]
`},
		{"a speech", `在全区教育工作会议上的讲话
一、去年工作回顾
二、今年的主要任务
（一）质量。
`, `一、去年工作回顾 [review]
二、今年的主要任务 [plan]
  （一）质量 [plan]
`},
		{"bracketed numbers behind a comma", `全区工作总结
一、围绕重点，（1）开展宣传；（2）开展培训。
`, `一、围绕重点， [review]
  （1）开展宣传 [review]
  （2）开展培训 [review]
`},
		{"work that mentions a plan", `全区工作总结
（一）圆满完成目标任务。全年达标。
（二）理清发展思路。开展调研。
二、目标任务完成情况
三、明年重点工作
`, `（一）圆满完成目标任务 [review]
（二）理清发展思路 [review]
二、目标任务完成情况 [review]
三、明年重点工作 [plan]
`},
		{"a plan stays a plan", `全区2031年工作计划
一、主要工作
（一）掌握学生情况
（二）推广先进经验
二、上年工作回顾
三、保障措施
`, `一、主要工作 [plan]
  （一）掌握学生情况 [plan]
  （二）推广先进经验 [plan]
二、上年工作回顾 [review]
三、保障措施 [plan]
`},
		{"a sentence that turns to the plan", `全区工作总结
一、主要成绩
（一）平稳。
（二）有序。
下一步，我局将做好以下工作：
1.建校舍。
2.招教师。
（三）安全。
`, `一、主要成绩 [review]
  （一）平稳 [review]
  （二）有序 [review]
    1.建校舍 [plan]
    2.招教师 [plan]
  （三）安全 [review]
`},
		{"dashes that lost their line ends", `全区工作计划
一、突出重点。——抓建设。加快施工。——抓管理。从严要求。
`, `一、突出重点 [plan]
  ——抓建设 [plan]
  ——抓管理 [plan]
`},
		{"numbers inside running words", `全区工作总结
坚持统一、规范的标准，校舍分为A类1、B类2，见附件1、附件2。全区（一）类学校不多。
`, ``},
		{"a run of one", `全区工作计划
一、改善条件。一是加快施工。其余照旧。
`, `一、改善条件 [plan]
  一是加快施工 [plan]
`},
		{"a run whose first number is missing", `全区工作总结
其一略。2.采购设备。全年采购。3.培训教师。全年培训。
`, `2.采购设备 [review]
3.培训教师 [review]
`},
		{"an item behind a remark", `全区工作计划
一、任务
1.建校舍。年内开工。（责任科室：项目科）2.招教师。年内到岗。（责任科室：人事科）3.办活动。
`, `一、任务 [plan]
  1.建校舍 [plan]
  2.招教师 [plan]
  3.办活动 [plan]
`},
		{"circled and enclosed", "全区总结\n㈠党建\n①会议\n②学习\n⒈检查\n", `㈠党建 [review]
  ①会议 [review]
  ②学习 [review]
  ⒈检查 [review]
`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := tree(ReadText(c.text, Options{})); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

func TestNodeEnds(t *testing.T) {
	doc := ReadText("工作总结\n一、甲\n（一）乙\n正文。\n二、丙\n", Options{})
	if got := doc.Slice(doc.Outline[0].Start, doc.Outline[0].End); got != "一、甲\n（一）乙\n正文。\n" {
		t.Errorf("first node holds %q", got)
	}
}

func TestTitleBehindTheBody(t *testing.T) {
	doc := ReadText("某区教育局\n2031年工作总结及2032年工作思路\n（2031年12月5日）\n一、成绩\n平稳。\n", Options{})
	if doc.Title != "2031年工作总结及2032年工作思路" || doc.Year != 2031 {
		t.Errorf("title %q, year %d", doc.Title, doc.Year)
	}
}

func TestTitleAndParagraphs(t *testing.T) {
	doc := ReadText("\n  某县教育局2031年工作要点  \n\n一、总体要求\n正文在此。\n", Options{})
	if doc.Title != "某县教育局2031年工作要点" || doc.Year != 2031 {
		t.Errorf("title %q, year %d", doc.Title, doc.Year)
	}
	levels := ""
	for _, p := range doc.Paragraphs {
		levels += fmt.Sprint(p.Level)
	}
	if levels != "010" {
		t.Errorf("levels %s", levels)
	}
}

func TestHeadingLines(t *testing.T) {
	doc := ReadText("全区工作计划\n一、任务\n1．组织活动。4月底前举办比赛。\n2．培训教师\n内容另定。\n3.建好校舍，添置设备。\n", Options{})
	levels := ""
	for _, p := range doc.Paragraphs {
		levels += fmt.Sprint(p.Level)
	}
	if levels != "010200" {
		t.Errorf("levels %s", levels)
	}
}
