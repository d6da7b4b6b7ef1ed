package collect_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/shopspring/decimal"

	"nianlun/internal/base/access"
	"nianlun/internal/base/org"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/work/collect"
)

// moneyYAML asks the same schools about money and takes over what the first form
// has asked already.
const moneyYAML = `
form: funds
title: 经费月报
period: month
basis: 经费管理办法
refers:
  进度: {form: works}
  上月进度: {form: works, period: last}
sections:
  - title: 总体
    fields:
      - {code: projects, name: 项目数, type: integer, unit: 个, prefill: 进度.项目总数}
      - {code: spent, name: 本年完成投资, type: money, unit: 万元, decimals: 2, prefill: 进度.本年完成投资}
      - {code: was, name: 上月投资, type: money, unit: 万元, decimals: 2, prefill: 上月进度.本年完成投资}
      - {code: school, name: 学校, type: text, prefill: {unit: name}}
      - {code: rate, name: 开工率, type: percent, prefill: {indicator: start-rate, period: last}}
      - {code: note, name: 备注, type: text}
checks:
  - {id: agree, logic: 本年完成投资 == 进度.本年完成投资, say: '进度月报是 {进度.本年完成投资} 万元'}
  - {id: fewer, experience: 项目数 >= 进度.项目总数, say: '项目比进度月报少 {进度.项目总数 - 项目数} 个'}
`

// startRate is an indicator that says one thing of every school.
type startRate struct{ asked []string }

func (f *startRate) UnitFigure(_ context.Context, _ access.Actor, code, unit string, p period.Period) (collect.UnitFigure, bool, error) {
	f.asked = append(f.asked, code+" "+unit+" "+p.String())
	return collect.UnitFigure{Name: "项目开工率", Value: decimal.RequireFromString("87.5"), Period: p}, true, nil
}

// twoForms is a world in which the school owes both forms for two months.
func twoForms(t *testing.T) (w *world, works, funds func(month string) collect.Obligation, rate *startRate) {
	t.Helper()
	return twoFormsOf(t, moneyYAML)
}

func twoFormsOf(t *testing.T, yaml string) (w *world, works, funds func(month string) collect.Obligation, rate *startRate) {
	t.Helper()
	w = newWorld(t)
	def, err := form.ParseWith([]byte(yaml), form.Library{Form: func(string) (*form.Definition, bool) { return w.recs.def, true }})
	if err != nil {
		t.Fatal(err)
	}
	rate = &startRate{}
	w.recs.other, w.Figures = def, rate
	in := newCampaign()
	in.Signatures = []collect.SignRole{collect.Filler}
	for _, code := range []string{"works", "funds"} {
		in.Form = code
		in.Again = map[string]string{}
		for _, f := range def.Fields() {
			in.Again[f.Key()] = "两张表口径不同"
		}
		if _, err := w.OpenCampaign(context.Background(), chief, in); err != nil {
			t.Fatalf("%v %+v", err, fault.As(err).Fields)
		}
	}
	of := func(code string) func(string) collect.Obligation {
		return func(month string) collect.Obligation {
			for _, o := range w.store.rows {
				if o.Unit == school && o.Form == code && o.Period.String() == month {
					return o
				}
			}
			t.Fatalf("no %s for %s", code, month)
			return collect.Obligation{}
		}
	}
	return w, of("works"), of("funds"), rate
}

func TestCellsAreFilledInFromOtherReturns(t *testing.T) {
	w, works, funds, rate := twoForms(t)
	ctx := context.Background()
	w.submit(works("2026-08"), sheet(3, 1, 2, "90"))
	draft := collect.SaveInput{Return: works("2026-09").ID, Raw: sheet(3, 1, 2, "100.5")}
	if _, err := w.SaveDraft(ctx, clerk, draft); err != nil {
		t.Fatal(err)
	}

	// A draft is nobody's statement; the month before was handed in.
	r, err := w.Return(ctx, clerk, funds("2026-09").ID)
	if err != nil {
		t.Fatal(err)
	}
	want := form.Raw{"was": "90", "school": "青溪小学", "rate": "87.5"}
	if got := form.RawOf(r.Definition, r.Values); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("offered %v, want %v", got, want)
	}
	if !slices.Equal(rate.asked, []string{"start-rate school-a 2026-08"}) {
		t.Errorf("asked for %v", rate.asked)
	}

	handed := w.submit(works("2026-09"), sheet(3, 1, 2, "100.5"))
	if r, err = w.Return(ctx, clerk, funds("2026-09").ID); err != nil {
		t.Fatal(err)
	}
	if got := r.Values.Get("spent").String(); got != "100.5" {
		t.Errorf("offered %s", got)
	}
	f, _ := r.Definition.Field("spent")
	source, known := r.Source(f)
	if !known || source.From != form.FromForm || source.Name != "校舍进度月报" || source.Period.String() != "2026-09" || source.Return != handed.ID {
		t.Errorf("source %+v", source)
	}
	f, _ = r.Definition.Field("rate")
	if source, _ := r.Source(f); source.Name != "项目开工率" || source.Period.String() != "2026-08" {
		t.Errorf("source %+v", source)
	}
	if f, _ = r.Definition.Field("note"); f != nil {
		if _, known := r.Source(f); known {
			t.Error("a source of what nobody fills in")
		}
	}

	// What a person changed stays, the source's value stands beside it.
	raw := form.RawOf(r.Definition, r.Values)
	raw["was"], raw["note"] = "91", "核对过"
	if _, err := w.SaveDraft(ctx, clerk, collect.SaveInput{Return: r.Obligation.ID, Raw: raw}); err != nil {
		t.Fatal(err)
	}
	if r, err = w.Return(ctx, clerk, r.Obligation.ID); err != nil || r.Values.Get("was").String() != "91" || r.Known.Get("was").String() != "90" {
		t.Errorf("%v: %s beside %s", err, r.Values.Get("was"), r.Known.Get("was"))
	}
	out := w.submit(r.Obligation, nil)
	if share := out.Paper.Prefilled; share == nil || *share != (collect.Share{Cells: 6, Offered: 5, Kept: 4}) {
		t.Errorf("share %+v", share)
	}
}

func TestChecksReadOtherReturns(t *testing.T) {
	w, works, funds, _ := twoForms(t)
	ctx := context.Background()
	in := collect.SubmitInput{SaveInput: collect.SaveInput{Return: funds("2026-09").ID, Raw: form.Raw{"projects": "2", "spent": "99"}}}

	r, err := w.Preview(ctx, clerk, in.SaveInput)
	if err != nil || len(r.Findings) != 0 || len(r.Skipped) != 2 || r.Skipped[0].Skipped != form.SkipNoReturn || !slices.Equal(r.Skipped[0].Lacks, []string{"进度"}) {
		t.Fatalf("%v %+v %+v", err, r.Findings, r.Skipped)
	}
	w.submit(works("2026-09"), sheet(3, 1, 2, "100.5"))
	w.store.asked = nil
	_, err = w.Submit(ctx, clerk, in)
	f := wantFault(t, err, "return.checks")
	if !hasField(f, "spent") || !hasField(f, "explain:fewer") {
		t.Errorf("%+v", f.Fields)
	}
	if len(w.store.asked) != 1 || len(w.store.asked[0]) != 2 {
		t.Errorf("asked for other returns: %v", w.store.asked)
	}
	in.Raw["spent"], in.Explanations = "100.5", map[string]string{"fewer": "一个项目本月移交"}
	if _, err := w.Submit(ctx, clerk, in); err != nil {
		t.Fatalf("%v %+v", err, fault.As(err).Fields)
	}

	// The other return is sent back: what it says is not known until it is mended.
	if _, err := w.SendBack(ctx, chief, collect.SendBackInput{Seen: seen(works("2026-09")), Workdays: 2, Label: plain, Reasons: []collect.Reason{{Text: "核对"}}}); err != nil {
		t.Fatal(err)
	}
	if r, err = w.Return(ctx, chief, in.Return); err != nil || len(r.Skipped) != 2 {
		t.Errorf("%v %+v", err, r.Skipped)
	}
	again := collect.SaveInput{Return: works("2026-09").ID, Base: works("2026-09").RecordNo, Raw: sheet(4, 1, 3, "120"), Answers: map[string]string{"": "已核对"}}
	if _, err := w.Submit(ctx, clerk, collect.SubmitInput{SaveInput: again}); err != nil {
		t.Fatal(err)
	}
	if r, err = w.Return(ctx, chief, in.Return); err != nil || len(r.Findings) != 2 {
		t.Errorf("whoever reviews sees what no longer agrees: %v %+v", err, r.Findings)
	}
}

// Handing in a form that compares with nothing asks for nothing beside it.
func TestNothingIsLoadedInVain(t *testing.T) {
	w := newWorld(t)
	def, err := form.Parse([]byte(`{form: works, title: 一, period: month, basis: x, sections: [{title: 一, fields: [{code: a, name: 甲, type: integer}]}], checks: [{logic: 甲 > 0, say: 小}]}`), nil)
	if err != nil {
		t.Fatal(err)
	}
	w.recs.def = def
	o := w.open(collect.Filler)("2026-09")
	out := w.submit(o, form.Raw{"a": "5"})
	if w.store.befores != 0 || w.store.asked != nil {
		t.Errorf("asked %d times for the period before, %v for other returns", w.store.befores, w.store.asked)
	}
	if *out.Paper.Prefilled != (collect.Share{Cells: 1}) {
		t.Errorf("%+v", out.Paper.Prefilled)
	}
}

func TestRegisterFillsIn(t *testing.T) {
	w := newWorld(t)
	def, err := form.Parse([]byte(`
form: works
title: 基本情况
period: month
basis: x
sections:
  - title: 一
    fields:
      - {code: code, name: 标识码, type: text, prefill: {unit: code}}
      - {code: kind, name: 办学类型, type: choice, of: {primary: 小学, junior: 初级中学}, prefill: {unit: type}}
      - {code: zone, name: 责任区, type: text, prefill: {unit: zone}}
      - {code: above, name: 主管, type: text, prefill: {unit: parent}}
      - {code: opened, name: 建校日期, type: date, prefill: {unit: opened}}
`), nil)
	if err != nil {
		t.Fatal(err)
	}
	w.recs.def = def
	units := w.Units.(bureauUnits)
	units.all[1].Code, units.all[1].From = "3133001234", period.Date{Year: 1998, Month: 9, Day: 1}
	units.all[1].Parents = []org.Parent{{Unit: section}}
	r, err := w.Return(context.Background(), clerk, w.open(collect.Filler)("2026-09").ID)
	want := form.Raw{"code": "3133001234", "kind": "primary", "zone": "east", "above": "计划财务科", "opened": "1998-09-01"}
	if got := form.RawOf(r.Definition, r.Values); err != nil || fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%v %v", err, got)
	}
}
