package levelsdb_test

import (
	"context"
	"nianlun/internal/work/collect/collecttest"
	"testing"

	"nianlun/internal/base/org"
	"nianlun/internal/base/record"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
	"nianlun/internal/work/collect"
	"nianlun/internal/work/collect/levels"
)

const readingYAML = `form: rooms
title: 教室月报
period: month
basis: 专项报表制度
refers:
  校舍: {form: works, period: same}
  本表去年: {form: rooms, period: year-ago}
sections:
  - title: 总体
    fields:
      - {code: rooms, name: 教室, type: integer, unit: 个, prefill: {form: works, field: total}}
      - {code: spent, name: 另用, type: calculated, value: "rooms - 校舍.项目总数"}
`

const fundsYAML = `form: funds
title: 经费月报
period: month
basis: 专项报表制度
sections:
  - title: 总体
    fields:
      - {code: sum, name: 合计, type: integer}
`

const readsFundsYAML = `form: loans
title: 债务月报
period: month
basis: 专项报表制度
refers:
  经费: {form: funds, period: same}
sections:
  - title: 总体
    fields:
      - {code: loans, name: 债务, type: integer, prefill: {form: funds, field: sum}}
`

// ask lets the city publish a form and ask the county for it.
func (l *chain) ask(t *testing.T, yaml, code string) {
	t.Helper()
	ctx := context.Background()
	_, err := l.city.Records.(*record.Service).Publish(ctx, l.city.Chief, yaml)
	must(t, err)
	if code == "" {
		return
	}
	_, err = l.city.OpenCampaign(ctx, l.city.Chief, collect.NewCampaign{
		Form: code, Owner: "sec", Year: 2026, ListNo: "云州教表〔2026〕2号", EndsOn: on(12, 31), Periods: []period.Period{l.county.Month("2026-09")},
		Due: collect.DueRule{Workdays: 10, After: collect.AfterEnd}, Signatures: []collect.SignRole{collect.Filler},
		Units: collect.UnitRule{Types: []org.UnitType{org.BureauUnit}},
	})
	if err != nil {
		t.Fatalf("%v %+v", err, fault.As(err).Fields)
	}
}

// of is the county's mandate of a form.
func (l *chain) of(t *testing.T, code string) levels.Mandate {
	t.Helper()
	ctx := context.Background()
	all, err := l.kept.Mandates(ctx, l.county.Bureau)
	must(t, err)
	for _, m := range all {
		if m.Form == code {
			m, err := l.kept.Mandate(ctx, l.county.Bureau, m.ID)
			must(t, err)
			return m
		}
	}
	t.Fatalf("no mandate of %s among %d", code, len(all))
	return levels.Mandate{}
}

// A form that reads another one reads below what came down of that other one, and is
// issued after it; the county's own form of the same code is another matter.
func TestAFormThatReadsAnotherIsIssuedAfterIt(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		l, ctx := newChain(t, s), context.Background()
		l.ask(t, readingYAML, "rooms")
		_, err := l.levels.Deliver(ctx, l.city.Bureau)
		must(t, err)
		rooms := l.of(t, "up-rooms")
		for name, try := range map[string]func() error{
			"choices":   func() error { _, err := l.levels.IssueChoices(ctx, l.county.Chief, rooms.ID); return err },
			"asked":     func() error { _, err := l.levels.WouldAskBelow(ctx, l.county.Chief, rooms.ID, issue(5)); return err },
			"the issue": func() error { _, err := l.levels.Issue(ctx, l.county.Chief, rooms.ID, issue(5)); return err },
		} {
			err := try()
			if f := fault.As(err); err == nil || f.Code != "mandate.refers" || len(f.Args) != 2 || f.Args[1] != "校舍进度月报" {
				t.Errorf("%s before the form that it reads: %v", name, err)
			}
		}
		_, err = l.levels.Issue(ctx, l.county.Chief, l.of(t, "up-works").ID, issue(5))
		must(t, err)
		_, err = l.levels.Issue(ctx, l.county.Chief, rooms.ID, issue(5))
		must(t, err)
		clerk := l.county.Clerk("clerk", 0)
		for _, o := range l.both(t, 0) {
			values := collecttest.Sheet("4", "1.50")
			if o.Form == "up-rooms" {
				values = form.Raw{"rooms": "10"}
			}
			_, err := l.county.Submit(ctx, clerk, collect.SubmitInput{SaveInput: collect.SaveInput{Return: o.ID, Raw: values}})
			must(t, err)
		}
		for _, o := range l.both(t, 0) {
			if o.Form != "up-rooms" {
				continue
			}
			got, err := l.county.Return(ctx, clerk, o.ID)
			must(t, err)
			if spent := got.Values.Get(form.Path("spent")).String(); spent != "6" {
				t.Errorf("10 rooms less 4 of the form that came down, not of the county's own: %q", spent)
			}
		}
	})
}

// both are a school's two returns, that of up-works first.
func (l *chain) both(t *testing.T, school int) []collect.Obligation {
	t.Helper()
	all, err := l.county.DB.Find(context.Background(), collect.Query{Bureau: l.county.Bureau, Unit: collecttest.SchoolID(school), Begun: on(12, 31), Limit: 100})
	must(t, err)
	if len(all) != 2 {
		t.Fatalf("%d returns", len(all))
	}
	if all[0].Form != "up-works" {
		all[0], all[1] = all[1], all[0]
	}
	return all
}

func TestAFormThatReadsWhatNeverCameDownIsRefusedInWords(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		l, ctx := newChain(t, s), context.Background()
		l.ask(t, fundsYAML, "")
		l.ask(t, readsFundsYAML, "loans")
		_, err := l.county.Records.(*record.Service).Publish(ctx, l.county.Chief, fundsYAML) // the county's own
		must(t, err)
		_, err = l.levels.Deliver(ctx, l.city.Bureau)
		must(t, err)
		_, err = l.levels.Issue(ctx, l.county.Chief, l.of(t, "up-loans").ID, issue(5))
		if f := fault.As(err); err == nil || f.Code != "mandate.refers.never" || f.Args[1] != "云州市教育局" || f.Args[3] != "funds" {
			t.Errorf("%v", err)
		}
	})
}
