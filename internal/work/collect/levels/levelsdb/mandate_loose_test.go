package levelsdb_test

import (
	"context"
	"testing"

	"nianlun/internal/base/org"
	"nianlun/internal/base/record"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
	"nianlun/internal/work/collect"
	"nianlun/internal/work/collect/levels"
)

// looseYAML was taken by an earlier release: today its check would be refused.
const looseYAML = `
form: loose
title: 早年的报表
period: month
basis: 专项资金月报制度
sections:
  - title: 总体
    fields:
      - {code: sheds, name: 车棚面积, type: integer, unit: 平方米, required: true}
checks:
  - logic: 没有这个 > 3
    say: 这条校验今天发布不了
`

// A form that was published under looser rules goes down as any: the county reads it as
// leniently as the city does, issues it, collects and puts it together.
func TestAFormOfLooserRulesIsIssuedBelow(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		l, ctx := newChain(t, s), context.Background()
		records := l.city.Records.(*record.Service)
		if _, err := records.Publish(ctx, l.city.Chief, looseYAML); !fault.Is(err, "record.definition") {
			t.Fatalf("it may be published today: %v", err)
		}
		must(t, records.Store.InsertVersion(ctx, l.city.Bureau, record.StoredVersion{Form: "loose", No: 1, YAML: looseYAML, Published: l.city.Time(), By: "zhou"}))
		_, err := l.city.OpenCampaign(ctx, l.city.Chief, collect.NewCampaign{
			Form: "loose", Owner: "sec", Year: 2026, ListNo: "云州教表〔2026〕2号", EndsOn: on(12, 31), Periods: []period.Period{l.county.Month("2026-09")},
			Due: collect.DueRule{Workdays: 10, After: collect.AfterEnd}, Signatures: []collect.SignRole{collect.Filler}, Units: collect.UnitRule{Types: []org.UnitType{org.BureauUnit}},
		})
		must(t, err)
		_, err = l.levels.Deliver(ctx, l.city.Bureau)
		must(t, err)
		all, err := l.kept.Mandates(ctx, l.county.Bureau)
		must(t, err)
		var loose levels.Mandate
		for _, m := range all {
			if m.Title == "早年的报表" {
				loose = m
			}
		}
		v, err := l.levels.Open(ctx, l.county.Chief, loose.ID)
		must(t, err)
		if v.Definition == nil {
			t.Error("the mandate's page shows no form")
		}
		_, err = l.levels.IssueChoices(ctx, l.county.Chief, loose.ID)
		must(t, err)
		opened, err := l.levels.Issue(ctx, l.county.Chief, loose.ID, issue(5))
		must(t, err)
		if opened.Units != 3 {
			t.Errorf("%+v", opened)
		}
		r, err := l.levels.RollUp(ctx, l.county.Chief, loose.ID, l.county.Month("2026-09"))
		must(t, err)
		if len(r.Waiting) != 3 {
			t.Errorf("%d wait", len(r.Waiting))
		}
		// What the county publishes itself is read as strictly as ever.
		if _, err := l.county.Records.(*record.Service).Publish(ctx, l.county.Chief, looseYAML); !fault.Is(err, "record.definition") {
			t.Errorf("%v", err)
		}
	})
}
