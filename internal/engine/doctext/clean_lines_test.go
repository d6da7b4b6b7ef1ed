package doctext

import (
	"fmt"
	"strings"
	"testing"
)

const longLine = "全年围绕提高教育质量这一中心任务，深入推进课程改革，不断完善教研制度，积极开展各类教学研讨活动，教育教学质量稳步提升，群众满意度明显提高。"

func TestCleanPage(t *testing.T) {
	page := longLine + "\n各校认真落实。\n" + longLine + "\n各科室认真配合。\n" + longLine + "\n"
	checkCleaned(t, CleanPageNumber, []cleaned{
		{"dashed", "甲。\n- 3 -\n乙。\n—12—\n丙。\n－ 4 －\n", "甲。\n乙。\n丙。\n"},
		{"page of pages", "甲。\n第3页 共12页\n乙。\n第 4 页 / 共 12 页\n丙。\n5 / 12\n丁。\nPage 6 of 12\n", "甲。\n乙。\n丙。\n丁。\n"},
		{"between halves of a sentence", "全年围绕提高教育质量这一中心任务，深入推进\n- 3 -\n课程改革，完善教研制度。\n", "全年围绕提高教育质量这一中心任务，深入推进课程改革，完善教研制度。\n"},
		{"bare between halves", "全年围绕提高教育质量这一中心任务，深入推\n7\n进课程改革，完善教研制度。\n", "全年围绕提高教育质量这一中心任务，深入推进课程改革，完善教研制度。\n"},
		{"inside a line", "深入推进课程第3页 共12页改革，完善教研 - 4 - 制度。", "深入推进课程改革，完善教研制度。"},
		{"counting up", page + "1\n各校。\n" + page + "2\n各科。\n" + page + "3\n各镇。\n" + page, page + "各校。\n" + page + "各科。\n" + page + "各镇。\n" + page},
		{"one bare number stays", page + "7\n各校。\n" + page, page + "7\n各校。\n" + page},
		{"cells stay", "序号\n1\n2\n3\n4\n", "序号\n1\n2\n3\n4\n"},
		{"score stays", "比分3-2，得分率3 / 12，第3页有误。\n", "比分3-2，得分率3 / 12，第3页有误。\n"},
	})
}

func TestCleanSharedPages(t *testing.T) {
	part := longLine + longLine + longLine
	text := "《云溪县教育局工作总结》由会员分享，可在线阅读，更多相关《云溪县教育局工作总结（4页珍藏版）》请在文库网上搜索。\n1、" +
		"云溪县" + part + "努力办好人2、民满意的教育。" + part + "加强校园安3、全管理。" + part
	want := "云溪县" + part + "努力办好人民满意的教育。" + part + "加强校园安全管理。" + part
	checkCleaned(t, CleanPageNumber, []cleaned{{"sharing site", text, want}})
	listed := "1、" + part + "\n2、" + part + "\n3、" + part + "\n"
	checkCleaned(t, CleanPageNumber, []cleaned{
		{"a list stays", listed, listed},
		{"a list without full stops stays", "一、任务\n1、" + longLine + "\n2、" + longLine + "\n", "一、任务\n1、" + longLine + "\n2、" + longLine + "\n"},
		{"the first number opens the text", "1、云溪县教育局工作总结" + part + "目前已办结173\n\n2、件，还有7件。" + part, "云溪县教育局工作总结" + part + "目前已办结173件，还有7件。" + part},
		{"the title stands twice", "1、关于云溪县教育局工作要点关于云溪县教育局工作要点" + part + "\n2、完善制度。" + part, "关于云溪县教育局工作要点关于云溪县教育局工作要点" + part + "\n完善制度。" + part},
		{"a sample's title", "1、云溪县教育局工作计划范文" + part, "云溪县教育局工作计划范文" + part},
	})
}

func TestCleanWeb(t *testing.T) {
	body := "一、总体要求\n" + longLine + "\n"
	checkCleaned(t, CleanWeb, []cleaned{
		{"head", "云溪县教育局2031年工作总结\n来源：本站 作者：佚名 点击数：120\n发布时间：2031-12-20 09:30\n【字体：大 中 小】\n" + body, "云溪县教育局2031年工作总结\n" + body},
		{"date line", "云溪县教育局2031年工作总结\n时间：2031-12-20 09:30:00\n" + body, "云溪县教育局2031年工作总结\n" + body},
		{"labels in one line", "云溪县教育局2031年工作总结\n【收藏】  作者: 佚名  来源: 原创  阅读 次 【加入会员\n" + body, "云溪县教育局2031年工作总结\n" + body},
		{"site and date", "云溪县教育局2031年工作总结\n某某文档网    时间: 2031-12-21 06:00:35     阅读:\n" + body, "云溪县教育局2031年工作总结\n" + body},
		{"listed counts", "- 1\n- 约8.25千字\n- 约 10页\n云溪县教育局2031年工作总结\n" + body, "云溪县教育局2031年工作总结\n" + body},
		{"an event's head stays", "云溪县教研活动安排\n时间：2031年9月\n地点：城北小学\n主办：教研室\n" + body, "云溪县教研活动安排\n时间：2031年9月\n地点：城北小学\n主办：教研室\n" + body},
		{"tail", body + "责任编辑：某某\n【打印本页】【关闭窗口】\n上一篇：某县教育局工作计划\n下一篇：某市教育局工作要点\n某区教育工作汇报\n某校3月工作安排\n", body},
		{"sharing site", "《工作总结.doc》由会员分享，可在线阅读，更多相关《工作总结（5页珍藏版）》请在某网上搜索。\n" + body, body},
		{"document sheet", "上传人：b****6 文档编号：16151491 上传时间：2031-07-10 格式：DOCX 页数：12 大小：24.28KB\n下载 相关 举报\n" + body, body},
		{"size note", body + "本文共5073字，仅供站内会员学习参考\n", body},
		{"welcome", "前言：本站为你精心整理了教育局工作计划范文，希望能为你的创作提供参考价值。\n" + body, body},
		{"sentence in the text", "云溪县教育局计划\n" + longLine + "本文由某某网友分享。" + longLine + "\n", "云溪县教育局计划\n" + longLine + longLine + "\n"},
		{"address", "详见 http://www.example.com/2031/a.html 的附件。", "详见  的附件。"},
		{"words of a bureau stay", "云溪县教育局2031年工作要点\n阅读 提升工程\n来源多样化。\n开通微信公众号，发布信息120条，阅读量3万次。\n分类推进。\n联系人：张三\n", "云溪县教育局2031年工作要点\n阅读 提升工程\n来源多样化。\n开通微信公众号，发布信息120条，阅读量3万次。\n分类推进。\n联系人：张三\n"},
	})
}

func TestCleanRepeat(t *testing.T) {
	checkCleaned(t, CleanRepeat, []cleaned{
		{"doubled title", "云溪县教育局工作总结\n\n云溪县教育局 工作总结\n一、成绩\n", "云溪县教育局工作总结\n\n一、成绩\n"},
		{"title twice on a line", "云溪县教育局工作总结 云溪县教育局工作总结\n一、成绩\n", "云溪县教育局工作总结\n一、成绩\n"},
		{"paragraph", "一、成绩\n" + longLine + "\n" + longLine + "\n二、不足\n", "一、成绩\n" + longLine + "\n二、不足\n"},
		{"short lines stay", "成绩\n优秀\n优秀\n优秀\n", "成绩\n优秀\n优秀\n优秀\n"},
	})
}

func TestCleanWrap(t *testing.T) {
	checkCleaned(t, CleanWrap, []cleaned{
		{"number and unit", "全年新建校舍面积12.23 万\n平方米，改造运动场8个，办学条件明显改善。\n", "全年新建校舍面积12.23万平方米，改造运动场8个，办学条件明显改善。\n"},
		{"number on its own line", "全市在校学生达到\n9.38\n万名，比上年增加。\n", "全市在校学生达到9.38万名，比上年增加。\n"},
		{"numeral, no page number", "全市共有各级各类学校共计\n12\n所学校通过验收，成绩突出。\n", "全市共有各级各类学校共计12所学校通过验收，成绩突出。\n"},
		{"comma", "全年招聘教师，\n培训校长，完成任务。\n", "全年招聘教师，培训校长，完成任务。\n"},
		{"mark begins a line", "全年招聘教师\n，培训校长\n。\n", "全年招聘教师，培训校长。\n"},
		{"Chinese number", "各级各类学校共同努力，接受十五\n年教育，成为全省先进。\n", "各级各类学校共同努力，接受十五年教育，成为全省先进。\n"},
		{"headings stay", "一、加强管理，\n（一）安全\n1.检查\n二、提高质量\n", "一、加强管理，\n（一）安全\n1.检查\n二、提高质量\n"},
		{"cells stay", "学校\n12\n名称\n25\n所数\n", "学校\n12\n名称\n25\n所数\n"},
		{"title and year", "云溪县教育局工作总结2031\n名师工程\n", "云溪县教育局工作总结2031\n名师工程\n"},
	})
}

// wrap breaks a text at a width in characters, as a viewer does.
func wrap(text string, width int) string {
	var out strings.Builder
	for _, paragraph := range strings.Split(text, "\n") {
		r := []rune("　　" + paragraph)
		for len(r) > width {
			out.WriteString(string(r[:width]) + "\n")
			r = r[width:]
		}
		out.WriteString(string(r) + "\n")
	}
	return out.String()
}

func TestCleanHardWraps(t *testing.T) {
	text := "一、过去一年的工作\n" + longLine + "新建学校13所。\n（一）加强队伍\n" + longLine + longLine + "招聘教师126名。\n（二）改善条件\n" + longLine + "投入资金1.35亿元。"
	for _, width := range []int{24, 31, 40} {
		t.Run(fmt.Sprint(width), func(t *testing.T) {
			source := Plain(wrap(text, width))
			view := Clean(source)
			checkView(t, source, view)
			if got := strings.TrimSpace(strings.ReplaceAll(string(view.Runes), "　　", "")); got != text {
				t.Errorf("got\n%s\nwant\n%s", got, text)
			}
		})
	}
	doubled := strings.ReplaceAll(wrap(text, 30), "\n", "\n\n")
	if got := strings.Count(string(Clean(Plain(doubled)).Runes), "\n\n"); got > 8 {
		t.Errorf("%d line ends are left of a text with doubled lines", got)
	}
}

func TestCleanLeavesRows(t *testing.T) {
	row := "1\t新建 学校，12\t规划 科，\n2\t改造学校，所\t年底前，\n"
	checkCleaned(t, CleanWrap, []cleaned{{"rows", row, row}})
}

func TestCleanLeavesTables(t *testing.T) {
	text := Plain("任务表\n序号\n1\n新建学校12\n所，年底前\n2\n")
	text.Tables = []Table{{Rows: [][]Span{{{4, 6}}, {{7, 8}}, {{9, 20}}, {{20, 22}}}}}
	if view := Clean(text); view.At != nil {
		t.Errorf("cleaned %+v", view.Cleaned)
	}
}
