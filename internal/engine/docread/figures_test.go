package docread

import (
	"fmt"
	"strings"
	"testing"
)

// show writes a figure as the tables below do:
// text=value[~value2] unit (subject) approx role, masked values as ?.
func show(f Figure) string {
	value := "?"
	if f.Value != nil {
		value = f.Value.String()
	}
	if f.Value2 != nil {
		value += "~" + f.Value2.String()
	}
	s := fmt.Sprintf("%s=%s %s (%s)", f.Text, value, f.Unit, f.Subject)
	if f.Approx != ApproxExact {
		s += " " + string(f.Approx)
	}
	if f.Role == RoleTarget {
		s += " target"
	}
	return s
}

func showFigures(doc *Document) string {
	var list []string
	for _, f := range doc.Figures {
		list = append(list, show(f))
	}
	return strings.Join(list, "; ")
}

func TestFigures(t *testing.T) {
	cases := []struct{ name, text, want string }{
		{"thousands", "在校学生（幼儿）86,543人，教职工6230名", "86,543=86543 人 (在校学生（幼儿）); 6230=6230 名 (教职工)"},
		{"comma list is no thousands", "小学12,345人", "12,345=12345 人 (小学)"},
		{"full width", "专任教师５８７６人，电脑３００台", "5876=5876 人 (专任教师); 300=300 台 (电脑)"},
		{"multipliers", "校舍12.6万平方米，贷款1.5亿多元", "12.6万=126000 平方米 (校舍); 1.5亿多=150000000 元 (贷款) over"},
		{"more inside", "学位4500余个，学员3千多人", "4500余=4500 个 (学位) over; 3千多=3000 人 (学员) over"},
		{"kilograms and kilometres", "大米5千克，道路3千米", "5=5 千克 (大米); 3=3 千米 (道路)"},
		{"percent signs", "巩固率达到99.8％，入学率为92%以上", "99.8=99.8 % (巩固率); 92=92 % (入学率) over"},
		{"percentage points", "上线率提高3.5个百分点", "3.5=3.5 个百分点 (上线率)"},
		{"percent in words", "达标率为百分之九十五", "九十五=95 % (达标率)"},
		{"growth carries its subject", "招生3200人，比上年增长6.5%", "3200=3200 人 (招生); 6.5=6.5 % (招生)"},
		{"change carries its subject", "校车由29辆增加到45辆", "29=29 辆 (校车); 45=45 辆 (校车)"},
		{"share", "寄宿生占在校生总数的35%", "35=35 % (寄宿生)"},
		{"range", "每校配备2-3名保安", "2-3=2~3 名 (保安)"},
		{"range of money", "奖励5—8万元", "5—8万=50000~80000 元 (奖励)"},
		{"range with both units", "合格率为85%—90%", "85%—90=85~90 % (合格率)"},
		{"range in words", "派出三至五名教师", "三至五=3~5 名 (教师) about"},
		{"ratio", "师生比为1:13.5，职普比达到4.5：5.5", "1:13.5=1~13.5  (师生比); 4.5：5.5=4.5~5.5  (职普比)"},
		{"clock is no ratio", "上午8:30开会，9：15结束", ""},
		{"about", "约1000名学生，近40名教师，100人左右", "1000=1000 名 (学生) about; 40=40 名 (教师) about; 100=100 人 () about"},
		{"recent is not about", "最近3所学校停课", "3=3 所 (学校)"},
		{"under and over", "不足300万元，不少于20次，超过50所学校", "300万=3000000 元 () under; 20=20 次 () over; 50=50 所 (学校) over"},
		{"bare multiplier", "突破万人大关，上千人参加", "万=10000 人 () over; 千=1000 人 () over"},
		{"Chinese things", "十二所完全小学，征文三百余篇，捐款五十万元", "十二=12 所 (完全小学); 三百余=300 篇 (征文) over; 五十万=500000 元 (捐款)"},
		{"Chinese slogans", "突出三个重点，抓好五个方面，十项重点工作，四位一体，三支一扶", ""},
		{"Chinese list", "提出六条措施：一是严格管理。", ""},
		{"small Chinese", "举办两次会议，一批学校，两所中学", ""},
		{"campaign names", "开展千名教师访万家活动和百校联盟", ""},
		{"no number said", "几十所学校，数百名学生，好几个项目", ""},
		{"masked", "新增学位xxxx余个，投入xx万元，选派__名校长，**所学校", "xxxx余=? 个 (学位) over; xx万=? 元 (投入); __=? 名 (校长); **=? 所 (学校)"},
		{"masked names", "xx区xx中学xx项目，某校，某个学校，xx名校，XX县区规划", ""},
		{"masked range", "培育x-x个工作室", "x-x=? 个 (工作室)"},
		{"dates and ages", "2015年12月25日，连续8年，45岁，3个月，九年义务教育，第36个教师节，1-8年级", ""},
		{"years", "2013-2015年，2013、2014年，二〇一五年", ""},
		{"ordinals", "第三批，第3届，一等奖，前10名，三级，二类", ""},
		{"names", "46中、第十中学、316工程、5+1模式、12345热线、A4纸、4.28会议", ""},
		{"document numbers", "（教发〔2015〕95号）", ""},
		{"money without yuan", "落实奖补资金300万，用于改造", "300万=3000000 元 (奖补资金)"},
		{"brackets", "教师120名（其中硕士23名）", "120=120 名 (教师); 23=23 名 (硕士)"},
		{"amounts in brackets", "提高公用经费标准（小学700元，初中900元）", "700=700 元 (公用经费标准); 900=900 元 (公用经费标准)"},
		{"clause before the noun", "下发4个涉及安全和稳定的文件", "4=4 个 (文件)"},
		{"possessor", "对186所学校的收费情况进行检查", "186=186 所 (学校)"},
		{"shared unit", "小学、初中分别为35和8所", "35=35 所 (小学); 8=8 所 (初中)"},
		{"markers are no figures", "1、检查3次。\n2.召开5次会议", "3=3 次 (检查); 5=5 次 (会议)"},
		{"planned amounts", "计划投资3200万元，实际投资1200万元", "3200万=32000000 元 (投资) target; 1200万=12000000 元 (实际投资)"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			doc := ReadText("全县情况总结\n"+c.text+"。\n", Options{})
			if got := showFigures(doc); got != c.want {
				t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
			}
			for _, f := range doc.Figures {
				if doc.Slice(f.Start, f.End) != f.Text && !cleanedIn(doc, f.Start, f.End) {
					t.Errorf("span of %q holds %q", f.Text, doc.Slice(f.Start, f.End))
				}
			}
		})
	}
}

func TestRolesInPlans(t *testing.T) {
	cases := []struct{ text, want string }{
		{"新增学位1800个", "1800=1800 个 (学位) target"},
		{"目前有大班额56个，力争消除大班额30个", "56=56 个 (大班额); 30=30 个 (大班额) target"},
		{"去年建成12所幼儿园，今年再建8所幼儿园", "12=12 所 (幼儿园); 8=8 所 (幼儿园) target"},
	}
	for _, c := range cases {
		doc := ReadText("全县教育工作计划\n一、主要任务\n"+c.text+"。\n", Options{})
		if got := showFigures(doc); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}
