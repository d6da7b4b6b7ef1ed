package design_test

import (
	"context"
	"testing"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formdraft"
	"nianlun/internal/work/design"
)

func TestASampleIsCheckedAsAReturnIs(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	w.Params = params{"填报校验.人数波动上限": "0.3"}
	d := w.do(w.start(), append(pupils(),
		design.EditField{Key: "heji", Field: formdraft.Field{Name: "合计", Type: "integer", Required: "true"}},
		design.EditCheck{At: -1, Check: formdraft.Check{Experience: "abs(合计 - 上期.合计) <= 上期.合计 * param.填报校验.人数波动上限", Say: "上期 {上期.合计}"}},
		design.AddField{At: 9, Type: "calculated", Title: "差"},
		design.EditField{Key: "cha", Field: formdraft.Field{Name: "差", Type: "calculated", Value: "男生 - 女生"}},
	)...)
	try := func(now, last form.Raw) design.Trial {
		must(t, w.SetSample(ctx, hewei, d.ID, design.Sample{Now: now, Last: last}))
		trial, err := w.Try(ctx, hewei, d.ID)
		must(t, err)
		return trial
	}
	trial := try(form.Raw{"nansheng": "60", "nvsheng": "40", "gone": "1"}, nil)
	if len(trial.Missing) != 1 || trial.Missing[0].Path != "heji" || len(form.Open(trial.Findings)) != 0 {
		t.Errorf("missing %+v, findings %+v", trial.Missing, trial.Findings)
	}
	if got := trial.Now.Values.Get("cha").String(); got != "20" {
		t.Errorf("calculated %q", got)
	}
	if len(trial.Now.Issues) != 0 {
		t.Errorf("a cell that is gone is an issue: %+v", trial.Now.Issues)
	}
	trial = try(form.Raw{"nansheng": "60", "nvsheng": "40", "heji": "90"}, form.Raw{"heji": "50"})
	open := form.Open(trial.Findings)
	if len(open) != 2 || open[0].Message != "应为 100" || open[1].Message != "上期 50" {
		t.Errorf("%+v", open)
	}
}
