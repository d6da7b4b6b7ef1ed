package doctable_test

import (
	"fmt"
	"strings"
	"testing"

	"nianlun/internal/engine/docread"
	"nianlun/internal/engine/docread/doctable"
)

const text = `某县教育局2031年工作要点
一、工作目标
公办园在园幼儿占比达到60%，近视率控制在30%—35%。
二、重点任务
（一）改善条件
1.建设食堂。8月底前新建食堂3处、改造运动场12个，由基建科负责。
（二）队伍建设
全年培训教师xx人次。
`

func TestCommitments(t *testing.T) {
	doc := docread.ReadText(text, docread.Options{})
	var got []string
	for _, c := range doctable.Commitments(doc) {
		got = append(got, fmt.Sprintf("%d|%s|%s|%s|%s|%s", c.No, c.Heading, c.Owner, c.Due, c.DueWords, c.Targets))
		if words := doc.Slice(c.Start, c.End); !strings.Contains(words, c.Text) {
			t.Errorf("%q stands at the place of %q", words, c.Text)
		}
	}
	joined := strings.Join(got, "\n")
	for _, want := range []string{"二、重点任务 / （一）改善条件 / 1.建设食堂", "基建科|2031-08-31|8月底前", "食堂 3处；", "运动场 12个"} {
		if !strings.Contains(joined, want) {
			t.Errorf("no %q in\n%s", want, joined)
		}
	}
}

func TestFigures(t *testing.T) {
	doc := docread.ReadText(text, docread.Options{})
	found := map[string]doctable.Figure{}
	for _, f := range doctable.Figures(doc) {
		found[f.Words] = f
		if doc.Slice(f.Start, f.End) != f.Words {
			t.Errorf("%q stands at the place of %q", doc.Slice(f.Start, f.End), f.Words)
		}
	}
	if f := found["3处"]; f.Value == nil || f.Value.String() != "3" || f.Subject != "食堂" || f.Heading != "二、重点任务 / （一）改善条件 / 1.建设食堂" {
		t.Errorf("%+v", f)
	}
	if f := found["60%"]; f.Heading != "一、工作目标" || f.Role != docread.RoleTarget {
		t.Errorf("%+v", f)
	}
	if f := found["30%—35%"]; f.Value2 == nil || f.Value2.String() != "35" {
		t.Errorf("%+v in %v", f, found)
	}
	if f := found["xx人次"]; !f.Masked || f.Value != nil {
		t.Errorf("%+v", f)
	}
}

func TestHeadingsWithoutOutline(t *testing.T) {
	doc := docread.ReadText("全县有学校40所。", docread.Options{})
	for _, f := range doctable.Figures(doc) {
		if f.Heading != "" {
			t.Errorf("%+v", f)
		}
	}
	odd := &docread.Document{Outline: []docread.Node{{Start: 0, End: 9, Parent: 0, Title: "a"}}, Figures: []docread.Figure{{Start: 3, End: 4}}, Commitments: []docread.Commitment{{Heading: 7, TargetFigures: []int{5}}}}
	if rows := doctable.Figures(odd); len(rows) != 1 {
		t.Error("an outline that is a ring") // and it ends
	}
	if rows := doctable.Commitments(odd); rows[0].Heading != "" || rows[0].Targets != "" {
		t.Errorf("%+v", rows)
	}
}
