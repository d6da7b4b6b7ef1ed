package doclint

import (
	"strings"

	"github.com/shopspring/decimal"
)

// gatherings are acts that each person takes part in once and in one post.
var gatherings = []string{"培训", "参训", "轮训", "选派", "选送", "派出", "招聘", "招录", "录用", "引进", "补充", "聘用", "新聘"}

// trainings have classes for each sort of people, backbone teachers too.
var trainings = []string{"培训", "参训", "轮训"}

// posts are what a person is called in a list of those who took part. Two of them
// seldom name the same person there.
var posts = [][]string{
	{"园长"}, {"校长", "书记"}, {"班主任"}, {"教研员"}, {"辅导员"}, {"保育员"}, {"新教师", "新任教师", "新入职"},
	{"骨干"}, {"学科教师", "任课教师", "科任教师", "普通教师", "一线教师"}, {"幼儿教师", "幼儿园教师"}, {"小学教师"}, {"初中教师", "中学教师"}, {"高中教师"},
	{"管理干部", "管理人员", "中层干部", "行政人员", "教务主任"}, {"财务人员", "会计"}, {"后勤", "工勤"}, {"博士"}, {"硕士", "研究生"}, {"本科"}, {"专科", "大专"},
}

// gathered tells people who took part in one thing and are listed by their posts or
// degrees, each once: 培训1200人，其中校长80人，班主任420人，学科教师800人.
func (d *division) gathered() bool {
	if !d.clauseHas(gatherings) {
		return false
	}
	seen := map[int]bool{}
	for _, label := range d.labels {
		at := postOf(label)
		if at < 0 || seen[at] || strings.Contains(label, "以上") || strings.Contains(label, "骨干") && !d.clauseHas(trainings) {
			return false
		}
		seen[at] = true
	}
	return true
}

func postOf(label string) int {
	for k, words := range posts {
		for _, w := range words {
			if strings.Contains(label, w) {
				return k
			}
		}
	}
	return -1
}

// clauseHas tells whether one of the words stands in the clause of the whole.
func (d *division) clauseHas(words []string) bool {
	clause := d.clauseBefore(d.doc.Figures[d.whole.index].Start) + d.labelOf(d.whole.index)
	for _, w := range words {
		if strings.Contains(clause, w) {
			return true
		}
	}
	return false
}

// claimsAll tells a list after 包括 or 分为 that names what as a rule is all there
// is: schools of three stages and more, or three kinds that make up nine tenths of
// the whole.
func (d *division) claimsAll() bool {
	const fewest, longest = 3, 40
	if d.list.after || len(d.parts) < fewest || d.overlaps {
		return false
	}
	end := d.spanOf(d.whole.index).End
	cue := d.slice(end, min(d.doc.Figures[d.parts[0].index].Start, end+longest))
	if strings.Contains(cue, "其中") || !strings.Contains(cue, "包括") && !strings.Contains(cue, "包含") && !strings.Contains(cue, "分为") && !strings.Contains(cue, "涵盖") {
		return false
	}
	last := d.spanOf(d.parts[len(d.parts)-1].index).End
	if d.at(last) == '等' || d.at(last+1) == '等' {
		return false
	}
	if d.sameAxis && d.places[0].axis.name == "stage" {
		return true
	}
	return d.diff.Abs().Mul(decimal.NewFromInt(10)).LessThanOrEqual(d.whole.value)
}

// fromSources tells three and more sources of one sum of money, each named once.
func (d *division) fromSources() bool {
	const fewest = 3
	return len(d.parts) >= fewest && d.sameAxis && d.places[0].axis.name == "source"
}

// stagesAll tells three and more stages of school before a total that they miss by
// less than a fifth.
func (d *division) stagesAll() bool {
	const fewest = 3
	if len(d.parts) < fewest || !d.sameAxis || d.places[0].axis.name != "stage" {
		return false
	}
	return !d.farOff()
}

// farOff tells parts that miss the total by more than a fifth of it.
func (d *division) farOff() bool {
	const part = 5
	off := sumOf(d.parts).Sub(d.whole.value).Abs()
	return off.Mul(decimal.NewFromInt(part)).GreaterThan(d.whole.value)
}

// stockTotal tells a total of what there is (教师总数), of which the list before it
// may name some.
func (d *division) stockTotal() bool {
	return d.clauseHas([]string{"总数", "总量", "总人数"})
}

// byTimes tells parts of several times of the year. The same people may be counted
// in each (资助414名学生，春季375人、秋季336人).
func (d *division) byTimes() bool {
	for _, label := range d.labels {
		if !strings.Contains(label, "春") && !strings.Contains(label, "秋") && !strings.Contains(label, "半年") && !strings.Contains(label, "季度") && !strings.Contains(label, "学期") {
			return false
		}
	}
	return true
}
