package collect_test

import (
	"context"
	"testing"

	"nianlun/internal/base/org"
	"nianlun/internal/engine/form"
	"nianlun/internal/kit/fault"
	"nianlun/internal/work/collect"
)

// fundsYAML asks again, in one way or another, what works asks.
const fundsYAML = `
form: funds
title: 经费月报
period: month
basis: 经费监管
sections:
  - title: 总体
    fields:
      - {code: invested, name: 本年完成投资（元）, type: money, unit: 元}
      - {code: building, name: 施工中的数目, type: integer, unit: 个}
      - {code: contact, name: 联系人, type: text}
      - {code: remark, name: 备注, type: text}
      - {code: left, name: 结余资金, type: money, unit: 万元}
      - {code: sum, name: 已完工, type: calculated, value: 施工中的数目 * 2, unit: 个}
  - title: 明细
    rows: {code: items, name: 项目, max: 20, key: 名称}
    fields:
      - {code: name, name: 名称, type: text, required: true}
      - {code: given, name: 已付金额, type: money, unit: 元}
  - title: 设备
    rows: {code: tools, name: 设备, max: 20, key: 名称}
    fields:
      - {code: name, name: 名称, type: text, required: true}
`

func (w *world) second(yaml string) *form.Definition {
	w.t.Helper()
	def, err := form.Parse([]byte(yaml), nil)
	if err != nil {
		w.t.Fatal(err)
	}
	w.recs.other = def
	return def
}

func alikes(all []collect.Asked) map[string]string {
	out := map[string]string{}
	for _, a := range all {
		out[a.Field] = string(a.How) + " " + string(a.From) + " " + a.Code + "." + a.Path
	}
	return out
}

func TestAlreadyAsked(t *testing.T) {
	w := newWorld(t)
	def := w.second(fundsYAML)
	if none, err := w.AlreadyAsked(context.Background(), bureau, def); err != nil || len(none) != 0 {
		t.Fatalf("no campaign runs: %v %+v", err, none)
	}
	w.open()
	got, err := w.AlreadyAsked(context.Background(), bureau, def)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		"invested":    "name form works.spent",     // 元 and 万元 are one question
		"building":    "code form works.building",  // a code that means something
		"items.name":  "name form works.list.name", // general words, in tables that are alike
		"items.given": "name form works.list.paid", // 已付 and 已付金额
	}
	if found := alikes(got); len(found) != len(want) {
		t.Errorf("found %v", found)
	} else {
		for field, how := range want {
			if found[field] != how {
				t.Errorf("%s: %q, want %q", field, found[field], how)
			}
		}
	}
	first := got[0]
	if first.Units != 1 || first.Title != "校舍进度月报" || len(first.Campaigns) != 1 || !first.SameKind || first.Reused ||
		first.Reuse != "{form: works, field: spent, period: same}" || first.TheirUnit != "万元" {
		t.Errorf("%+v", first)
	}
}

func TestAlreadyAskedLooksAtWhatRuns(t *testing.T) {
	cases := map[string]struct {
		change func(*world)
		want   int
	}{
		"running": {func(*world) {}, 4},
		"ended":   {func(w *world) { w.campaigns(func(c *collect.Campaign) { c.State = collect.Ended }) }, 0},
		"past its end": {func(w *world) {
			w.campaigns(func(c *collect.Campaign) { c.EndsOn = c.EndsOn.AddDays(-365) })
		}, 0},
		"asks nobody who is there": {func(w *world) {
			w.campaigns(func(c *collect.Campaign) { c.Units = collect.UnitRule{Include: []string{other}} })
		}, 0},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			def := w.second(fundsYAML)
			w.open()
			c.change(w)
			got, err := w.AlreadyAsked(context.Background(), bureau, def)
			if err != nil || len(got) != c.want {
				t.Errorf("%v %v", err, alikes(got))
			}
		})
	}
}

func (w *world) campaigns(change func(*collect.Campaign)) {
	for id, c := range w.store.campaigns {
		change(&c)
		w.store.campaigns[id] = c
	}
}

// holdings are an indicator over another form, one over the form itself and a
// field of the unit register.
type holdings struct{}

func (holdings) Holdings(context.Context, string) ([]collect.Holding, error) {
	return []collect.Holding{
		{From: collect.FromIndicator, Code: "left", Name: "结余经费", Unit: "元", Number: true, Forms: []string{"other"}},
		{From: collect.FromIndicator, Code: "own", Name: "结余资金", Unit: "元", Number: true, Forms: []string{"funds"}},
		{From: collect.FromRegister, Code: "code", Name: "学校标识码"},
	}, nil
}

func TestAlreadyHeldElsewhere(t *testing.T) {
	w := newWorld(t)
	w.Holdings = holdings{}
	def := w.second("form: funds\ntitle: 经费月报\nperiod: month\nbasis: x\nsections:\n  - title: 总体\n    fields:\n" +
		"      - {code: left, name: 结余资金, type: money, unit: 万元}\n      - {code: school, name: 学校代码, type: text}\n")
	got, err := w.AlreadyAsked(context.Background(), bureau, def)
	if err != nil || len(got) != 2 {
		t.Fatalf("%v %+v", err, got)
	}
	if got[0].Code != "left" || got[0].From != collect.FromIndicator || got[0].Reuse != "{indicator: left}" {
		t.Errorf("%+v", got[0])
	}
	if got[1].Field != "school" || got[1].From != collect.FromRegister || got[1].Reuse != "{unit: code}" {
		t.Errorf("%+v", got[1])
	}
}

func TestAskedAgainNeedsAReasonForEachField(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	w.second(fundsYAML)
	w.open()
	in := newCampaign()
	in.Form = "funds"
	_, err := w.OpenCampaign(ctx, chief, in)
	f := wantFault(t, err, "collect.again")
	for _, path := range []string{"again:invested", "again:building", "again:items.name", "again:items.given"} {
		if !hasField(f, path) {
			t.Errorf("%s is not named: %+v", path, f.Fields)
		}
	}
	for name, elsewhere := range map[string]func(*collect.NewCampaign){
		"another month": func(c *collect.NewCampaign) { c.Periods = months("2026-11") },
		"another zone":  func(c *collect.NewCampaign) { c.Units = collect.UnitRule{Include: []string{section}} },
	} {
		asked, err := w.WouldAsk(ctx, chief, with(in, elsewhere))
		if err != nil || len(asked) != 0 {
			t.Errorf("%s is asked for the first time: %v %+v", name, err, asked)
		}
	}
	in.Again = map[string]string{"invested": "财政口径不同", "building": "同上", "items.name": "清单", "items.given": " "}
	_, err = w.OpenCampaign(ctx, chief, in)
	if f := wantFault(t, err, "collect.again"); len(f.Fields) != 1 || f.Fields[0].Path != "again:items.given" {
		t.Errorf("fields %+v", f.Fields)
	}
	in.Again["items.given"] = "分批核对"
	out, err := w.OpenCampaign(ctx, chief, in)
	if err != nil {
		t.Fatal(err)
	}
	stored, err := w.store.Campaign(ctx, bureau, out.Campaign.ID)
	if err != nil || len(stored.Again) != 4 {
		t.Fatalf("%v %+v", err, stored.Again)
	}
	if a := stored.Again[0]; a.Field != "invested" || a.Reason != "财政口径不同" || len(a.Held) != 1 || a.Held[0].Title != "校舍进度月报" {
		t.Errorf("%+v", a)
	}
	last := w.log.events[len(w.log.events)-1]
	logged, _ := last.Data.(map[string]any)
	if again, ok := logged["again"].([]collect.AskedAgain); last.Verb != "campaign.open" || !ok || len(again) != 4 {
		t.Errorf("the log says %+v", last)
	}
}

func with(in collect.NewCampaign, change func(*collect.NewCampaign)) collect.NewCampaign {
	change(&in)
	return in
}

// Two campaigns of one form for different zones ask nobody twice.
func TestOneFormForTwoZones(t *testing.T) {
	w := newWorld(t)
	in := newCampaign()
	in.Units = collect.UnitRule{Types: []org.UnitType{org.Primary}, Zones: []string{"east"}}
	in.Periods = months("2026-08")
	if _, err := w.OpenCampaign(context.Background(), chief, in); err != nil {
		t.Fatal(err)
	}
	in.Units.Zones = []string{"west"}
	if _, err := w.OpenCampaign(context.Background(), chief, in); err != nil {
		t.Errorf("the other zone is asked for the first time: %v", err)
	}
	in.Units.Zones = nil
	_, err := w.OpenCampaign(context.Background(), chief, in)
	if !fault.Is(err, "collect.twice") {
		t.Errorf("both zones are asked again: %v", err)
	}
}
