package docread

import "testing"

func TestDocumentTitle(t *testing.T) {
	const body = "\n一、总体要求\n全年新建学校3所，招聘教师120名，开展督导24次，各项工作按计划推进。\n"
	cases := []struct{ name, head, want string }{
		{"plain", "云溪县教育局2031年工作要点", "云溪县教育局2031年工作要点"},
		{"behind the bureau", "云溪县教育局\n2031年工作总结", "2031年工作总结"},
		{"letterhead", "云溪县教育局文件\n云教〔2031〕3号\n签发人：某某\n云溪县教育局关于加强校园安全工作的意见", "云溪县教育局关于加强校园安全工作的意见"},
		{"issued plan", "云溪县教育局文件\n云教〔2031〕3号\n关于印发《云溪县教育局2031年工作要点》的通知\n各中小学：\n现将《云溪县教育局2031年工作要点》印发给你们，请认真执行。\n云溪县教育局\n2031年2月10日\n\n云溪县教育局 2031年工作要点", "云溪县教育局 2031年工作要点"},
		{"notice alone", "关于印发《云溪县教育局2031年工作要点》的通知\n各中小学：", "关于印发《云溪县教育局2031年工作要点》的通知"},
		{"two lines", "云溪县人民政府2031年履行教育职责\n自评报告", "云溪县人民政府2031年履行教育职责自评报告"},
		{"doubled", "云溪县教育局工作总结\n云溪县教育局工作总结", "云溪县教育局工作总结"},
		{"navigation", "当前位置：首页 > 范文 > 总结\n云溪县教育局工作总结\n发布时间：2031-12-20 来源：网络", "云溪县教育局工作总结"},
		{"sharing site", "云溪县教育局工作总结.docx\n《云溪县教育局工作总结.docx》由会员分享，可在线阅读，更多相关《云溪县教育局工作总结.docx（5页珍藏版）》请在某网上搜索。", "云溪县教育局工作总结"},
		{"label in brackets", "【Word文档】 云溪县教育局工作总结", "云溪县教育局工作总结"},
		{"kind above the title", "情况报告\n关于云溪县落实双减工作情况的报告", "关于云溪县落实双减工作情况的报告"},
		{"kind alone", "工作总结", "工作总结"},
		{"prose", "2031年，全县教育系统认真落实各项部署，圆满完成目标任务。", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := ReadText(c.head+body, Options{}).Title; got != c.want {
				t.Errorf("title %q, want %q", got, c.want)
			}
		})
	}
	flat := "云溪县教育局2031年工作总结一、过去一年的工作。新建学校3所。二、今后的打算。招聘教师。"
	if got := ReadText(flat, Options{}).Title; got != "云溪县教育局2031年工作总结" {
		t.Errorf("title of a text on one line: %q", got)
	}
}
