package docread

import "testing"

// The rows hold one rule of the language each, with sentences made for it.
func TestFigureLanguage(t *testing.T) {
	cases := []struct{ name, text, want string }{
		{"money without yuan before a verb", "投资4.6亿迁建县职专", "4.6亿=460000000 元 (投资)"},
		{"money without yuan in a bracket", "专项资金860万元（含乡镇自筹40万）", "860万=8600000 元 (专项资金); 40万=400000 元 (专项资金)"},
		{"population without a measure word", "总人口28.4万，学校56所", "28.4万=284000  (总人口); 56=56 所 (学校)"},
		{"tenths", "9成家长表示满意", "9=9 成 (家长)"},
		{"neighbouring digits", "每镇建设2、3所幼儿园", "2、3=2~3 所 (幼儿园)"},
		{"digits in a list are no range", "2号楼、3号楼各1栋", "1=1 栋 (号楼)"},
		{"running comma as thousands", "在园幼儿15，208人", "15，208=15208 人 (在园幼儿)"},
		{"running comma between values", "分别为15，208人", "15=15 人 (); 208=208 人 ()"},
		{"size is no masked number", "篮球场28×15米", ""},
		{"clock with Chinese marks", "上午9时30分集合", ""},
		{"prizes", "作品获2个一等奖、6个二等奖", "2=2 个 (一等奖); 6=6 个 (二等奖)"},
		{"slogan with one", "开展五个一活动", ""},
		{"school year", "九年级学生1208人", "1208=1208 人 (九年级学生)"},
		{"rare units", "变压器630千伏安，校园网带宽500Mbps，发布微信36条次", "630=630 千伏安 (变压器); 500=500 Mbps (校园网带宽); 36=36 条次 (微信)"},
		{"per mille points", "流失率下降0.4个千分点", "0.4=0.4 个千分点 (流失率)"},
		{"verb before the noun", "组织编印家校联系手册5200本", "5200=5200 本 (家校联系手册)"},
		{"verb and object between money and number", "取暖经费已拨付各学校350万元", "350万=3500000 元 (取暖经费)"},
		{"gift after the amount", "给予每名特困生每年800元资助", "800=800 元 (资助)"},
		{"lean words for money keep theirs", "财务审核不规范金额36万元", "36万=360000 元 (不规范金额)"},
		{"fund verbs are no part of the money", "校安工程落实资金730万元", "730万=7300000 元 (资金)"},
		{"share of the noun after it", "全县90%以上的村小配了图书", "90=90 % (村小) over"},
		{"share of the figure before", "本科学历教师620人（占71.3%）", "620=620 人 (本科学历教师); 71.3=71.3 % (本科学历教师)"},
		{"figure beside another", "建成公租房36套1980平方米", "36=36 套 (公租房); 1980=1980 平方米 (公租房)"},
		{"schools go on", "改制学校9所，完成7所，剩余2所", "9=9 所 (改制学校); 7=7 所 (改制学校); 2=2 所 (改制学校)"},
		{"award after people", "今年有6人荣获市级师德标兵称号", "6=6 人 (市级师德标兵称号)"},
		{"what they are", "新办幼儿园12所（其中8所为普惠园）", "12=12 所 (幼儿园); 8=8 所 (普惠园)"},
		{"clause before the school", "办成3所规模超过两千人的初中", "3=3 所 (初中); 两千=2000 人 (初中) over"},
		{"share as a noun", "公办园在园幼儿占比达到60%，中职毕业生占62%", "60=60 % (公办园在园幼儿占比); 62=62 % (中职毕业生)"},
		{"blank before more", "新增学位 4500 余个，培训 xx 余名教师", "4500 余=4500 个 (学位) over; xx 余=? 名 (教师) over"},
		{"number of the item", "（二）中考合格率达到65%", "65=65 % (中考合格率)"},
		{"each class", "每班不超过45人", "45=45 人 (每班) under"},
		{"change with a year", "小学由2011年的86所减至2015年的52所", "86=86 所 (小学); 52=52 所 (小学)"},
		{"mock exams are no plans", "举行模拟考试4次，批改试卷1200份", "4=4 次 (模拟考试); 1200=1200 份 (试卷)"},
		{"plan as a noun", "薄弱学校改造计划建设项目开工6个", "6=6 个 (建设项目开工)"},
		{"plan as a verb", "今年计划引进研究生16名", "16=16 名 (研究生) target"},
		{"shifted object is no future", "将18所学校列入改造范围", "18=18 所 (学校)"},
		{"future", "全部建成后将新增学位2600个", "2600=2600 个 (学位) target"},
		{"blank as thousands", "实施改建项目1 280个，共96万平方米", "1 280=1280 个 (改建项目); 96万=960000 平方米 (改建项目)"},
		{"verb before, noun after a measure", "完成了2.4万平方米操场硬化", "2.4万=24000 平方米 (操场硬化)"},
		{"rate of another place", "普惠率城区达到91%，乡镇达到84%", "91=91 % (普惠率城区); 84=84 % (普惠率城区)"},
		{"place with a bracket", "走访16个县（市）教育部门", "16=16 个 (县（市）)"},
		{"noun before a verb", "在9个乡镇设立站点40个", "9=9 个 (乡镇); 40=40 个 (站点)"},
		{"age groups", "35岁以下的620人，36—45岁的410人", "620=620 人 (35岁以下); 410=410 人 (36—45岁)"},
		{"quoted kind", "走访12名“三留守”儿童", "12=12 名 (三留守”儿童)"},
		{"verb after the measure word", "清查机构20家，3家停办", "20=20 家 (机构); 3=3 家 (机构)"},
		{"verbs only carry on", "发出问卷300份，回收296份", "300=300 份 (问卷); 296=296 份 (问卷)"},
		{"time of day", "下午5点放学，提出3点要求", "3=3 点 (要求)"},
		{"long noun after the measure word", "12个乡村学校运动场塑胶改造项目", "12=12 个 (塑胶改造项目)"},
		{"broken by a line end", "累计投入2650\n万元", "2650\n万=26500000 元 (投入)"},
		{"values shared out", "入园率、巩固率和入学率分别达到86%、97%和93%", "86=86 % (入园率); 97=97 % (巩固率); 93=93 % (入学率)"},
		{"values shared out to figures before", "上线率41%，录取率66%，分别提高1.4和2.5个百分点", "41=41 % (上线率); 66=66 % (录取率); 1.4=1.4 个百分点 (上线率); 2.5=2.5 个百分点 (录取率)"},
		{"shared head", "小学、初中生均公用经费分别为620元和820元", "620=620 元 (生均公用经费); 820=820 元 (生均公用经费)"},
		{"rate before a colon", "学历合格率：小学98%，初中97%", "98=98 % (学历合格率); 97=97 % (学历合格率)"},
		{"above the mean", "优秀率61%，高于全省平均水平3.2个百分点", "61=61 % (优秀率); 3.2=3.2 个百分点 (优秀率)"},
		{"expected completion", "预计全年完成投资2.6亿元", "2.6亿=260000000 元 (投资) target"},
		{"blanked scores", "全区_分以上考生_人，_分以上上线率为_%", "_=? 分 (考生) over; _=? 人 (考生); _=? 分 (上线率) over; _=? % (上线率)"},
		{"noun behind a qualified number", "550分以上考生32人", "550=550 分 (考生) over; 32=32 人 (考生)"},
		{"blanked counts of firms and people", "现有培训机构xx家，惠及 XX 名师生，印发xx家长手册", "xx=? 家 (培训机构); XX=? 名 (师生)"},
		{"blanked places", "来件最多的是××县26件（占14.2%），XX区、**市9件", "26=26 件 (××县); 14.2=14.2 % (××县); 9=9 件 (**市)"},
		{"very is no ten points", "家校沟通十分必要", ""},
		{"sessions are numbered", "学习八届人大四次会议和政协五次会议精神", ""},
		{"line broken before the unit", "维修校舍 8.46 万\n平方米", "8.46 万=84600 平方米 (校舍)"},
		{"adverbs end no noun", "入学率均保持100%，达标比例力争达到90%", "100=100 % (入学率); 90=90 % (达标比例) target"},
		{"rates in a row", "小学巩固率、毕业率、升学率分别为99.1%、98.2%、97.3%", "99.1=99.1 % (小学巩固率); 98.2=98.2 % (毕业率); 97.3=97.3 % (升学率)"},
		{"fates in a row", "新建校舍9所。清理培训机构，取缔12所、颁证21所、整改7所", "9=9 所 (校舍); 12=12 所 (取缔); 21=21 所 (颁证); 7=7 所 (整改)"},
		{"verbs that follow verbs", "申报验收4个，需要整改2个", "4=4 个 (验收); 2=2 个 (整改)"},
		{"possessor of a rate", "初三升高中的比例88%", "88=88 % (初三升高中的比例)"},
		{"pair of kinds", "残疾幼儿、儿童入学率达93%", "93=93 % (残疾幼儿、儿童入学率)"},
		{"kind of investment", "完成教育固定资产投资2.3亿元", "2.3亿=230000000 元 (教育固定资产投资)"},
		{"clause with a verb before the noun", "新建8间配备录播设备的标准化语音教室", "8=8 间 (标准化语音教室)"},
		{"people before, deed behind", "学科骨干6名驻校指导", "6=6 名 (学科骨干)"},
		{"share that is done", "屋面防水完成60%", "60=60 % (屋面防水)"},
		{"remark in a bracket", "组织教研活动（含公开课、课例研讨等）18场次", "18=18 场次 (教研活动)"},
		{"people serve people", "860名教师服务学生9700名", "860=860 名 (教师); 9700=9700 名 (学生)"},
		{"what is left carries on", "收到来信件86件，已办结80件，还有6件正在办理中", "86=86 件 (来信件); 80=80 件 (来信件); 6=6 件 (来信件)"},
		{"words begin like adverbs", "争创现代化初中6所，基层党组织换届9个", "6=6 所 (现代化初中); 9=9 个 (基层党组织换届)"},
		{"core figures look back", "入学率98%，三项核心指标居全市前列", "98=98 % (入学率)"},
		{"share told on a line of its own", "教育支出增长\n占一般公共预算支出的比例超过18%", "18=18 % (一般公共预算支出的比例) over"},
		{"figures of speech", "打好三张牌，守住三道防线", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			doc := ReadText("全县情况总结\n"+c.text+"。\n", Options{})
			if got := showFigures(doc); got != c.want {
				t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
			}
		})
	}
}

func TestRolesByYear(t *testing.T) {
	cases := []struct{ text, want string }{
		{"2030年全县有高中12所，在校生9600人", "12=12 所 (高中); 9600=9600 人 (在校生)"},
		{"上线率均比上年提高2-4个百分点", "2-4=2~4 个百分点 (上线率) target"},
		{"到2033年普惠率达到92%", "92=92 % (普惠率) target"},
		{"前期化解了大班额36个，再化解大班额20个", "36=36 个 (大班额); 20=20 个 (大班额) target"},
	}
	for _, c := range cases {
		doc := ReadText("某县2031年教育工作计划\n一、主要任务\n"+c.text+"。\n", Options{})
		if got := showFigures(doc); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

func TestYearWithoutItsWord(t *testing.T) {
	doc := ReadText("2031县教育局工作总结\n全县有初中9所。\n", Options{})
	if got, want := showFigures(doc), "9=9 所 (初中)"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
