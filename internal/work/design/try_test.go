package design_test

import (
	"context"
	"strings"
	"testing"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formdraft"
	"nianlun/internal/kit/fault"
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

// What other forms say is typed by whoever tries the form: checks, prefills, calculated fields and conditions see it.
func TestASampleHasOtherReturns(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	other, err := w.Forms.Publish(ctx, hewei, "form: xueji\ntitle: 学籍月报\nperiod: month\nsections:\n  - title: 一\n    fields:\n"+
		"      - {code: boys, name: 男生数, type: integer, required: true}\n      - {code: girls, name: 女生数, type: integer, when: 男生数 > 1}\n      - {code: all, name: 总数, type: calculated, value: 男生数 + 女生数, decimals: 0}\n      - {code: fee, name: 学费, type: integer}\n")
	must(t, err)
	d := w.do(w.start(), append(pupils(),
		design.EditRefer{To: "学籍", Form: other.Form, Period: form.SamePeriod},
		design.EditRefer{To: "上月学籍", Form: other.Form, Period: form.LastPeriod},
		design.EditField{Key: "heji", Field: formdraft.Field{Name: "合计", Type: "integer", Prefill: formdraft.Prefill{Named: "学籍.总数"}}},
		design.EditField{Key: "nvsheng", Field: formdraft.Field{Name: "女生", Type: "integer", When: "学籍.男生数 > 50"}},
		design.EditCheck{At: -1, Check: formdraft.Check{Logic: "合计 == 学籍.总数", Say: "学籍 {学籍.总数}"}},
		design.AddField{At: 9, Type: "calculated", Title: "增"},
		design.EditField{Key: "zeng", Field: formdraft.Field{Name: "增", Type: "calculated", Value: "学籍.总数 - 上月学籍.总数"}},
	)...)
	try := func(s design.Sample) design.Trial {
		t.Helper()
		must(t, w.SetSample(ctx, hewei, d.ID, s))
		trial, err := w.Try(ctx, hewei, d.ID)
		must(t, err)
		return trial
	}
	same, last := "xueji@same", "xueji@last"
	trial := try(design.Sample{})
	if len(trial.Others) != 2 || trial.Others[0].Key != same && trial.Others[1].Key != same {
		t.Fatalf("others %+v", trial.Others)
	}
	for _, o := range trial.Others {
		want := map[string]string{same: "boys all", last: "all"}[o.Key]
		var got []string
		for _, f := range o.Def.Fields() {
			got = append(got, f.Code)
			if !f.Typed() {
				t.Errorf("%s of %s is not to be typed", f.Code, o.Key)
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s asks for %v, want %s", o.Key, got, want)
		}
	}
	trial = try(design.Sample{Others: map[string]form.Raw{same: {"boys": "60", "all": "100"}, last: {"all": "90"}}})
	if got := trial.Now.Values.Get("heji").String(); got != "100" {
		t.Errorf("taken over: %q", got)
	}
	if got := trial.Now.Values.Get("zeng").String(); got != "10" {
		t.Errorf("calculated: %q", got)
	}
	trial = try(design.Sample{Now: form.Raw{"nansheng": "60", "nvsheng": "30", "heji": "90"}, Others: map[string]form.Raw{same: {"boys": "40", "all": "100"}}})
	if got := trial.Now.Values.Get("nvsheng"); !got.IsMissing() || trial.Known.Get("heji").String() != "100" {
		t.Errorf("hidden %v, known %v", got, trial.Known.Get("heji"))
	}
	said := ""
	for _, f := range form.Open(trial.Findings) {
		said += f.Message + ";"
	}
	if !strings.Contains(said, "学籍 100") {
		t.Errorf("findings: %s", said)
	}
	out, err := w.Outcomes(ctx, trial.Open, []design.Expression{{Input: "value", Source: "学籍.总数 * 2"}})
	if must(t, err); out[0].Attempts[0].Value.String() != "200" {
		t.Errorf("outcome %+v", out)
	}
	if err := w.SetSample(ctx, hewei, d.ID, design.Sample{Others: map[string]form.Raw{"": {"a": "1"}}}); !fault.Is(err, "design.sample.other") {
		t.Errorf("a key of nothing: %v", err)
	}
}
