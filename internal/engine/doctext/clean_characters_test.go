package doctext

import "testing"

func TestCleanWidth(t *testing.T) {
	checkCleaned(t, CleanWidth, []cleaned{
		{"digits and percent", "入园率１２．５％，教师３０名。", "入园率12.5%，教师30名。"},
		{"letters", "开展ＳＴＥＭ课程。", "开展STEM课程。"},
		{"list number", "１．３００名教师参加。", "1．300名教师参加。"},
		{"punctuation stays", "一、（一）甲：乙；丙！", "一、（一）甲：乙；丙！"},
	})
}

func TestCleanLookalike(t *testing.T) {
	checkCleaned(t, CleanLookalike, []cleaned{
		{"low quotes", "落实‚双减‛政策", "落实“双减”政策"},
		{"low comma", "加强管理‚提高质量。", "加强管理，提高质量。"},
		{"small forms", "甲﹑乙﹐丙﹔丁﹕", "甲、乙，丙；丁："},
		{"half-width stop", "开展检查｡整改完毕｡", "开展检查。整改完毕。"},
		{"radicals", "⼀年来，⽤好⻓效机制，⺠办学校⾃查。", "一年来，用好长效机制，民办学校自查。"},
		{"compatibility", "投入⾦额不少于去\uf98e", "投入金额不少于去年"},
		{"ratio", "师生比1∶13", "师生比1:13"},
		{"curly quotes stay", "“双减”与‘五育’", "“双减”与‘五育’"},
	})
}

func TestCleanInvisible(t *testing.T) {
	checkCleaned(t, CleanInvisible, []cleaned{
		{"zero width", "新\u200b建学\u00ad校\ufeff3所", "新建学校3所"},
		{"line separator", "第一段。\u2028第二段。", "第一段。\n第二段。"},
		{"control", "甲\x07乙\x0b丙", "甲乙\n丙"},
		{"lost character", "甲\ufffd乙", "甲乙"},
		{"lost digit stays", "招聘教师12\ufffd名", "招聘教师12\ufffd名"},
		{"tab stays", "甲\t乙", "甲\t乙"},
	})
}

func TestCleanTraditional(t *testing.T) {
	checkCleaned(t, CleanTraditional, []cleaned{
		{"traditional", "全縣教育工作計劃：新建學校3所，招聘教師120名，發展職業教育。", "全县教育工作计划：新建学校3所，招聘教师120名，发展职业教育。"},
		{"a name in simplified text", "聘请専家陳國強老师作报告，全县教师参加培训，学习教育家精神，提升教学能力，做好本职工作，推动全县教育事业发展，再上新台阶，再创新佳绩。", "聘请専家陳國強老师作报告，全县教师参加培训，学习教育家精神，提升教学能力，做好本职工作，推动全县教育事业发展，再上新台阶，再创新佳绩。"},
	})
	for i, c := range simplified {
		if c != 0 && simpler(rune(c)) != 0 {
			t.Errorf("%c becomes %c, which becomes %c", rune(i+firstHan), c, simpler(rune(c)))
		}
	}
}

func TestCleanGloss(t *testing.T) {
	checkCleaned(t, CleanGloss, []cleaned{
		{"syllable", "云溪镇(zhèn)中心小学", "云溪镇中心小学"},
		{"two", "县(xiàn)教育局（jú）", "县教育局"},
		{"labelled", "二(读:èr)、新建园[繁体:園]舍，其中{拼音：zhōng}学（繁:學）2所，办《繁体:辦》学点3个", "二、新建园舍，其中学2所，办学点3个"},
		{"other brackets", "幼儿【ér】园开工", "幼儿园开工"},
		{"one behind the other", "县(繁:縣)(xiàn)城", "县城"},
		{"bare", "古浪làng 县城chéng关小学", "古浪县城关小学"},
		{"other words stay", "播放mp3和café音乐，读《繁体字》，按照(读:后感)写", "播放mp3和café音乐，读《繁体字》，按照(读:后感)写"},
		{"abbreviation stays", "开设人工智能(AI)课程和编程(code)社团", "开设人工智能(AI)课程和编程(code)社团"},
	})
}

func TestCleanMarkup(t *testing.T) {
	checkCleaned(t, CleanMarkup, []cleaned{
		{"entities", "甲&ldquo;乙&rdquo;&#160;丙&amp;nbsp;丁", "甲“乙” 丙 丁"},
		{"hex", "甲&#x3002;乙", "甲。乙"},
		{"paragraphs", "<p>一、甲</p><p>二、乙<br/>丙</p>", "一、甲\n二、乙\n丙"},
		{"spans", "新建<span style=\"font-family:宋体\">学校</span><o:p></o:p>3所", "新建学校3所"},
		{"broken tags", "甲。?/p>\n?p>乙。", "甲。\n乙。"},
		{"comment", "甲<!-- 广告 -->乙", "甲乙"},
		{"arithmetic stays", "a < b > c，《甲》<乙>，A&B;", "a < b > c，《甲》<乙>，A&B;"},
		{"unknown entity stays", "甲&unknown;乙&#;丙&#xD800;", "甲&unknown;乙&#;丙&#xD800;"},
	})
}

func TestCleanSpace(t *testing.T) {
	checkCleaned(t, CleanSpace, []cleaned{
		{"spaced title", "工 作 总 结\n正文。", "工作总结\n正文。"},
		{"inside words", "我们坚持以人民为中心的发展思想，努 力办好人民满意的教育，全年新建 学校3所，招聘教师 120 名。", "我们坚持以人民为中心的发展思想，努力办好人民满意的教育，全年新建学校3所，招聘教师120名。"},
		{"inside a title", "云溪县教 育局 2031年工作总 结和下 半年计 划\n（一）存 在的问题\n", "云溪县教育局 2031年工作总结和下半年计划\n（一）存在的问题\n"},
		{"inside a year", "回顾过去一年的工作，我们深入贯彻 20 31年全县教育工作会议精神，狠抓落实。", "回顾过去一年的工作，我们深入贯彻2031年全县教育工作会议精神，狠抓落实。"},
		{"heading before its text stays", "加强党的建设 我们坚持党的全面领导，开展主题教育，组织党员学习十二次，讲党课六次。", "加强党的建设 我们坚持党的全面领导，开展主题教育，组织党员学习十二次，讲党课六次。"},
		{"part stays", "第一部分 总体要求", "第一部分 总体要求"},
		{"names stay", "组长：张三 副组长：李四 成员：王五 赵六 孙七", "组长：张三 副组长：李四 成员：王五 赵六 孙七"},
		{"inline markers stay", "全面加强管理，落实各项制度，做好全县各项工作 1、抓安全，2、抓质量，都取得了成绩。", "全面加强管理，落实各项制度，做好全县各项工作 1、抓安全，2、抓质量，都取得了成绩。"},
	})
}
