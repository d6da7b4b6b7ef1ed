package collect_test

import (
	"context"
	"testing"

	"nianlun/internal/base/org"
	"nianlun/internal/engine/period"
	"nianlun/internal/work/collect"
)

// A clerk reads, at the field, why another form's figure is asked once more.
func TestClerkReadsWhyAFieldIsAskedAgain(t *testing.T) {
	b := newBureau(t, 2)
	b.open(alone, "2026-09")
	b.publish(plain)
	september, err := period.Parse("2026-09")
	must(t, err)
	out, err := b.OpenCampaign(context.Background(), b.chief, collect.NewCampaign{
		Form: "spending", Owner: "sec", Year: 2026, Periods: []period.Period{september}, ListNo: "云教表〔2026〕9号",
		EndsOn: period.Date{Year: 2026, Month: 12, Day: 31}, Due: collect.DueRule{Workdays: 5, After: collect.AfterEnd}, Signatures: alone,
		Units: collect.UnitRule{Types: []org.UnitType{org.Primary}}, Again: map[string]string{"total": "按<财政>口径核对"},
	})
	must(t, err)
	clerk, section := b.browser("wangxue"), b.browser("hewei")
	for _, o := range b.allOf(0) {
		p := clerk.get(collect.Link(o.ID)).want(200)
		if o.Campaign != out.Campaign.ID {
			p.Lacks(".asked")
			continue
		}
		p.has("[data-field=total] .asked", "“教育事业月报”的“本年支出”已有这个数，这里再报的原因：按<财政>口径核对")
		p.Lacks("[data-field=heating] .asked")
		section.get(collect.Link(o.ID)).want(200).Lacks(".asked")
	}
}

// allOf are all returns of a school.
func (b *bureau) allOf(i int) []collect.Obligation {
	b.t.Helper()
	all, err := b.Store.Find(context.Background(), collect.Query{Bureau: b.id, Unit: schoolID(i), Begun: period.Date{Year: 2027, Month: 12, Day: 31}, Limit: 100})
	must(b.t, err)
	return all
}
