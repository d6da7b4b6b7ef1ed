package docread

import (
	"fmt"
	"strings"
	"testing"
)

func showCommitments(doc *Document) string {
	var b strings.Builder
	for _, c := range doc.Commitments {
		fmt.Fprintf(&b, "%s | %s | %s | %s %s | %s\n", c.Kind, c.Title, c.Owner, c.Deadline, c.DeadlineDate, strings.Join(c.Targets, ","))
	}
	return b.String()
}

func TestCommitments(t *testing.T) {
	const plan = `某县教育局2031年工作要点
以科学理论为指导，办好人民满意的教育。
一、指导思想
坚持育人为本，牢固树立质量意识。
二、主要任务
（一）项目建设
1.加快学校建设。9月底前建成城北小学，新增学位1800个；年底前完成一中迁建。
2.开展危房排查，投入资金300万元，改造校舍12栋。（责任单位：项目办）
（二）队伍建设
由人事科牵头，举办骨干教师研修班6期。制定教师轮岗管理办法。
督导室每季度通报检查结果。
各学校要建立考勤制度。
（三）下半年重点工作
组织开展校园足球联赛。
努力实现教育又好又快发展。
重点做好以下工作：
以上是今年的要点，请认真落实。
`
	const want = `build | 9月底前建成城北小学 |  | 9月底前 2031-09-30 | 1800
build | 年底前完成一中迁建 |  | 年底前 2031-12-31 | 
build | 开展危房排查 | 项目办 |   | 300万,12
train | 举办骨干教师研修班6期 | 人事科 |   | 6
rule | 制定教师轮岗管理办法 |  |   | 
check | 督导室每季度通报检查结果 | 督导室 |   | 
rule | 各学校要建立考勤制度 | 各学校 |   | 
event | 组织开展校园足球联赛 |  | 下半年 2031-12-31 | 
`
	doc := ReadText(plan, Options{})
	if got := showCommitments(doc); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	for _, c := range doc.Commitments {
		if doc.Slice(c.Start, c.End) != c.Text {
			t.Errorf("span of %q holds %q", c.Text, doc.Slice(c.Start, c.End))
		}
		if len([]rune(c.Title)) > maxTitle || c.Confidence < 0 || c.Confidence > 1 {
			t.Errorf("%q: title %q, confidence %v", c.Text, c.Title, c.Confidence)
		}
		for i, k := range c.TargetFigures {
			if doc.Figures[k].Text != c.Targets[i] {
				t.Errorf("%q: target %d is %q", c.Text, k, doc.Figures[k].Text)
			}
		}
	}
}

func TestReviewsPromiseNothing(t *testing.T) {
	doc := ReadText("某县2031年工作总结\n一、主要成绩\n举办了培训班6期，制定了管理办法，完成投资300万元。\n", Options{})
	if got := showCommitments(doc); got != "" {
		t.Errorf("a review promises\n%s", got)
	}
}

// TestJudgement lists units of a plan on both sides of the line between a
// promise and guiding thought.
func TestJudgement(t *testing.T) {
	cases := []struct {
		name, text string
		want       int
	}{
		{"opening", "2031年，我局将坚持育人为本，完善制度，开展活动。\n一、任务\n1.略\n", 0},
		{"under guiding thought", "一、指导思想\n围绕质量，开展活动，健全制度。\n二、任务\n", 0},
		{"purpose that ran into its heading", "一、活动目的1.开展活动培养习惯。\n2.组织比赛树立榜样。\n二、步骤\n", 0},
		{"heading that its text follows", "一、任务\n1．组织管理。推进有序。\n", 0},
		{"item of a list is a sentence", "一、任务\n1.建成城北小学，迁建一中；新增幼儿园3所。\n", 2},
		{"short heading of a run", "一、任务\n要求如下：一是建立片区教研新机制。每月教研一次。\n", 1},
		{"unmarked heading", "一、任务\n评估内容和标准\n开展评估，覆盖全部学校，结果向社会公布，并与奖励挂钩，由专人负责。\n", 1},
		{"share in brackets", "一、任务\n1、培训机制（20分）\n完善培训制度。\n", 1},
		{"what describes", "一、任务\n评选范围：各校培训活动。\n", 0},
		{"names of people", "一、任务\n成立领导小组：\n组长：培训中心主任\n", 1},
		{"duty that returns", "一、任务\n教师每学期撰写笔记。\n", 1},
		{"piece of work", "一、任务\n做好适龄儿童入学工作。\n", 1},
		{"a time alone", "一、任务\n1.略\n二、活动时间\n5月10日至20日\n三、要求\n", 0},
		{"heading over items of its own", "一、任务\n（一）完善评估制度。一要抓好考核；二要抓好培训，举办培训3期。\n", 2},
		{"a heading that ran into its text", "一、任务开展培训二、要求（一）建立考核制度。（二）开展督导评估。\n", 2},
		{"single act of an item", "一、任务\n10．开展师德专题警示教育。9月10日前表彰教师100名。\n11．编制《云溪发展规划》。推行集中采购。\n12．建立预警工作机制。办结率达到98%。\n", 6},
		{"short headings of items", "一、任务\n1．开展培训。推进有序。\n2．狠抓落实。增强意识。\n", 0},
		{"tasks under a heading of what is lacking", "一、补齐设施短板\n一是抓学位。新开办云溪小学，开工建设二中。二是抓装备。更新计算机1200台。\n", 2},
		{"aims with figures", "一、任务\n事业目标：幼儿入园率达到85%以上。\n学校目的：争创优质学校20所。\n", 2},
		{"a ratio that a torn line cut", "一、任务\n升学比例达到95%以上，普职比例保持在1:\n\n正文略。\n", 1},
		{"share in words", "一、任务\n力争全县三分之二以上的乡镇学校有独立的场所。\n", 1},
		{"meaning", "一、任务\n2031年是规划的开局之年，做好8项工作十分重要。\n", 0},
		{"guiding idea", "一、任务\n今年工作的总体要求是：召开5次会议，建立制度。\n", 0},
		{"behind a guiding heading with its words", "一、指导思想：以质量为中心。\n1.新建学校3所，开展评估。\n2.整顿办园秩序，举办展演。\n", 2},
		{"signature", "一、任务\n开展培训。\n某县教育培训中心\n2031年3月1日\n", 1},
	}
	for _, c := range cases {
		doc := ReadText("全县2031年工作计划\n"+c.text, Options{})
		if len(doc.Commitments) != c.want {
			t.Errorf("%s: %d of %d\n%s", c.name, len(doc.Commitments), c.want, showCommitments(doc))
		}
	}
}

func TestOwners(t *testing.T) {
	cases := []struct{ text, want string }{
		{"一、项目建设（责任科室：项目办）\n1.举办培训3期。\n2.开展评估。\n", "项目办 项目办"},
		{"（六）活动安全：（责任部门：校长室，教导处）。\n1、开展演练3次。\n2、签订责任书。\n", "校长室，教导处 校长室，教导处"},
		{"一、任务\n开展评估。（牵头单位：督导室；配合单位：各学校）\n", "督导室"},
		{"一、任务\n举办培训3期（责任科室：人事科），开展评估。\n", "人事科"},
		{"一、任务\n各县（市、区）教育局要制定方案。\n", "各县（市、区）教育局"},
		{"一、任务\n组织评估，由督导室负责，教研室配合。\n", "督导室"},
	}
	for _, c := range cases {
		var who []string
		for _, found := range ReadText("全县2031年工作计划\n"+c.text, Options{}).Commitments {
			who = append(who, found.Owner)
		}
		if got := strings.Join(who, " "); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}
