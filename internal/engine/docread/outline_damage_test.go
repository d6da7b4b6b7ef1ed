package docread

import (
	"strings"
	"testing"
)

// TestDamagedMarkers lists texts whose markers lost their line, their bracket or
// their place to a number that is none.
func TestDamagedMarkers(t *testing.T) {
	cases := []struct{ name, text, want string }{
		{"ordinals are no markers", "一、办好学校1.开展活动。做好第二、第三批评估。2.抓好培训。开展比赛。二、抓好安全水平1.落实责任。", "一、 1. 2. 二、 1."},
		{"headings behind a blank", "云溪县下半年工作计划 一、落实情况 (一)强化根基 一是建设学校。投入30万元。二是招聘教师。招聘3名。", "一、 (一) 一是 二是"},
		{"bracket not closed", "一、主要工作（一以质量为中心，抓好教学。做好教研。（二）抓好安全。", "一、 （一 （二）"},
		{"a remark in brackets", "一、主要工作\n评选先进（一等奖三名）。\n二、要求\n落实。", "一、 二、"},
		{"torn list of grades", "一、教学\n合格率：职高高。\n\n一、高二年级的会考达到94%；\n二、安全\n落实。", "一、 二、"},
		{"grades as headings", "一、高一年级工作\n略。\n二、高二年级工作\n略。", "一、 二、"},
		{"page numbers", "1、2031年教育局工作总结范本2031年，全区教育工作者按照年初确定的思路，努力工作，顺利完成了各项任务，办学水平得到了提高，群众的满意程度也提高了，" +
			"各项事业都取得了新的进展，为全区的发展作出了贡献。一、主要工作1、普及成果巩固。小学生3千人。2、高中成绩显著。高中毕业\n\n2、会考一次合格率高于全市。3、成人教育推进。培训8百人。", "一、 1、 2、 3、"},
		{"page number in another style", "1、教育局要点范文2031年工作如下。一、抓学习1.开展学习活动。抓好整改。\n2、完善评价机制。2.抓好规划。做好编制。3.开好大会。做好准备。", "一、 1. 2. 3."},
		{"pages of a shared document", "某站会员分享\n\n1、2031年小学德育工作计划撰写人：张老师2031年小学德育工作计划全文如下，请各班认真落实。1.上好班会。每周一次。2.开展展演。准备节目。\n\n2、学校利用班会开展活动。3.做好志愿服务。每月一次。", "1. 2. 3."},
		{"lists under unmarked headings", "二月主题\n1、开学校会\n2、安全检查\n三月主题\n1、植树活动\n2、读书活动\n", "1、 2、 1、 2、"},
		{"a list at the head stays", "1、制定工作计划。\n2、举办培训。\n3、开展评估。\n", "1、 2、 3、"},
	}
	for _, c := range cases {
		var marks []string
		for _, n := range ReadText(c.text, Options{}).Outline {
			marks = append(marks, n.Marker)
		}
		if got := strings.Join(marks, " "); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}
