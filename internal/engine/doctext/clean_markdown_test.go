package doctext

import "testing"

func TestCleanMarkdown(t *testing.T) {
	head := "# 云溪县教育局工作要点\n## 一、总体要求\n**二、主要任务**\n"
	plain := "云溪县教育局工作要点\n一、总体要求\n二、主要任务\n"
	checkCleaned(t, CleanMarkup, []cleaned{
		{"headings", "#### 一、总体要求\n", "一、总体要求\n"},
		{"a bold line", "**云溪县教育局工作要点**\n", "云溪县教育局工作要点\n"},
		{"a bold label", "**1. 政策支持**：落实经费。\n", "1. 政策支持：落实经费。\n"},
		{"a bold label with its colon", "**1. 政策支持：**落实经费。\n", "1. 政策支持：落实经费。\n"},
		{"items and quotations", head + "- 招聘教师\n* 培训教师\n> 由办公室起草\n---\n", plain + "招聘教师\n培训教师\n由办公室起草\n"},
		{"bold words in a sentence", head + "新增学位**3200个**，达到**95%**以上。\n", plain + "新增学位3200个，达到95%以上。\n"},
		{"blanked digits in Markdown", head + "20**年新建**所，改造**所。\n", plain + "20**年新建**所，改造**所。\n"},
		{"a table", head + "| 项目 | 数量 |\n|---|---|\n| 学校 | 5所 |\n", plain + "项目\t数量\n学校\t5所\n"},
	})
	checkCleaned(t, CleanMarkup, []cleaned{
		{"a table alone", "| 项目 | 数量 |\n| :--- | ---: |\n| 学校 | 5所 |\n| 教师 | 9名 |\n", "项目\t数量\n学校\t5所\n教师\t9名\n"},
	})
	for _, text := range []string{
		"**所中学，**名教师。\n", "20**年，**县完成**万元。\n", "**年，我局新建**所小学。\n", "**镇中心小学、**乡中学。\n",
		"#1楼完工。\n", "- 招聘教师\n", "总投资*万元\n***\n", "| 项目 | 数量 |\n", "> 5所\n",
	} {
		checkCleaned(t, CleanMarkup, []cleaned{{"stays", text, text}})
	}
}

func TestCleanDoubledQuotes(t *testing.T) {
	checkCleaned(t, CleanRepeat, []cleaned{
		{"doubled", "落实““双减””政策，做好\"\"五项管理\"\"工作。\n", "落实“双减”政策，做好\"五项管理\"工作。\n"},
		{"a quotation in another", "落实““双减”政策”。\n", "落实““双减”政策”。\n"},
		{"empty", "填写\"\"和“”。\n", "填写\"\"和“”。\n"},
	})
}

func TestCleanShreds(t *testing.T) {
	checkCleaned(t, CleanWrap, []cleaned{
		{
			"numbers on lines of their own",
			"20XX年总结\n支付资金\n1304\n万元\n为\n1464\n名大学生办理贷款\n惠及\n316\n所农村学校\n每天\n4\n元的营养餐\n",
			"20XX年总结\n支付资金1304万元\n为1464名大学生办理贷款\n惠及316所农村学校\n每天4元的营养餐\n",
		},
		{"heads of columns", "学校\n12\n名称\n教师\n35\n所属\n学生\n40\n人员\n", "学校\n12\n名称\n教师\n35\n所属\n学生\n40\n人员\n"},
		{"one number stays", "学校数\n12\n所\n", "学校数\n12\n所\n"},
	})
}
