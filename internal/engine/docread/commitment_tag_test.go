package docread_test

import (
	"testing"

	"nianlun/internal/engine/docread"
)

// Units that only say who acts, by when or how it is measured are bound to the act
// and never take its place.
func TestTagsBindToTheirAct(t *testing.T) {
	const head = "某区教育局2030年工作要点\n二、重点任务\n"
	tests := []struct {
		name, body string
		want       []string // text|owner|deadline
	}{
		{"unit behind a short act", "1.公开选聘幼儿教师。责任科室：人事科。", []string{"公开选聘幼儿教师|人事科|"}},
		{"bracketed unit", "1.新建城东小学，9月底前完成。（责任单位：基建科）", []string{"新建城东小学，9月底前完成|基建科|9月底前"}},
		{"led by", "1.改造旱厕30处，年底前完成。由后勤中心负责。", []string{"改造旱厕30处，年底前完成|后勤中心|年底前"}},
		{"bracket with a verb", "1.举办冬季越野赛。（体卫艺科负责）", []string{"举办冬季越野赛|体卫艺科|"}},
		{"bracket with a name", "1.改造旱厕30处。（后勤中心）", []string{"改造旱厕30处|后勤中心|"}},
		{"bracket inside the act", "1.举办冬季越野赛（体卫艺科负责）。", []string{"举办冬季越野赛（体卫艺科负责）|体卫艺科|"}},
		{"a remark names nobody", "1.新建教学楼2栋（含实验室）。", []string{"新建教学楼2栋（含实验室）||"}},
		{"unit and time on a line", "1.改造旱厕30处。\n责任科室：基建科 完成时限：10月底前", []string{"改造旱厕30处|基建科|10月底前"}},
		{"in a heading's bracket", "（一）办好赛事（体卫艺科负责）\n1.举办冬季越野赛。", []string{"举办冬季越野赛|体卫艺科|"}},
		{"under a heading", "（一）办好赛事\n责任科室：体卫艺科\n1.举办冬季越野赛。\n2.举办校园足球联赛。\n（二）改善条件\n1.改造旱厕30处。",
			[]string{"举办冬季越野赛|体卫艺科|", "举办校园足球联赛|体卫艺科|", "改造旱厕30处||"}},
	}
	for _, tt := range tests {
		doc := docread.ReadText(head+tt.body+"\n", docread.Options{})
		var got []string
		for _, c := range doc.Commitments {
			got = append(got, c.Text+"|"+c.Owner+"|"+c.Deadline)
		}
		if len(got) != len(tt.want) {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
			continue
		}
		for i := range got {
			if got[i] != tt.want[i] {
				t.Errorf("%s: got %q, want %q", tt.name, got[i], tt.want[i])
			}
		}
	}
}

// A text whose title names no kind is judged by its tone.
func TestToneOfTextsWithoutKind(t *testing.T) {
	tests := []struct {
		name, text string
		want       docread.Role
	}{
		{"news that dropped its 了", "某市加大投入优化学校布局\n某市加快建设，加强管理。2029年投入资金2600万元，新建学校7所。", docread.RoleFact},
		{"no title, nothing said", "全市新建学校7所。", docread.RoleFact},
		{"orders", "2030年，某市要办好实事，新建学校7所，确保完成改造9处。", docread.RoleTarget},
	}
	for _, tt := range tests {
		for _, f := range docread.ReadText(tt.text, docread.Options{}).Figures {
			if f.Role != tt.want {
				t.Errorf("%s: %s is %s, want %s", tt.name, f.Text, f.Role, tt.want)
			}
		}
	}
}

// A year to compare with tells nothing of the result that is promised.
func TestComparedYearKeepsTheTarget(t *testing.T) {
	doc := docread.ReadText("某区教育局2030年工作要点\n二、重点任务\n1.抓好队伍。一是选聘教师40名；二是力争合格率达61.5%，比2029年提高4个百分点。\n", docread.Options{})
	for _, f := range doc.Figures {
		if f.Role != docread.RoleTarget {
			t.Errorf("%s is %s, want a target", f.Text, f.Role)
		}
	}
}
