package doccheck_test

import (
	"testing"

	"nianlun/internal/engine/doccheck"
	"nianlun/internal/engine/docread"
)

// The very figure of a target finds its report though the words stand in another
// order; an act that was not done missed its target.
func TestFiguresOfAnswers(t *testing.T) {
	const plan = "某县教育局2031年工作要点\n二、重点任务\n"
	const summary = "某县教育局2031年工作总结\n一、主要工作\n"
	tests := []struct {
		name, plan, summary string
		verdict             doccheck.Verdict
		met                 doccheck.Met
	}{
		{"words in another order", "（一）改善条件。①举办教师节表彰会；②修缮办公楼外墙1350平方米，暑假期间完成。",
			"1.外墙修缮1350平方米的工程于8月完工。\n2.召开了座谈会。", doccheck.Done, doccheck.MetYes},
		{"another work of that size", "1.修缮办公楼外墙1350平方米，暑假期间完成。",
			"1.铺设塑胶跑道1350平方米。", doccheck.Missing, doccheck.MetUnknown},
		{"not begun", "1.改造城东小学食堂860平方米。",
			"1.城东小学食堂改造尚未动工。", doccheck.Partly, doccheck.MetNo},
	}
	for _, tt := range tests {
		p, s := docread.ReadText(plan+tt.plan+"\n", docread.Options{}), docread.ReadText(summary+tt.summary+"\n", docread.Options{})
		found := false
		for _, e := range doccheck.Compare(p, s, doccheck.Options{}).Entries {
			if len(e.Targets) == 0 {
				continue
			}
			found = true
			if e.Verdict != tt.verdict || e.Targets[0].Met != tt.met {
				t.Errorf("%s: %s (%s), target %q; want %s, %q", tt.name, e.Verdict, e.Reason, e.Targets[0].Met, tt.verdict, tt.met)
			}
		}
		if !found {
			t.Errorf("%s: no commitment with a target", tt.name)
		}
	}
}
