package levelsdb_test

import (
	"context"
	"strings"
	"testing"

	"nianlun/internal/base/param"
	"nianlun/internal/base/record"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
	"nianlun/internal/work/collect"
	"nianlun/internal/work/collect/collecttest"
)

// atMost are caps of a few returns a year.
type atMost struct{ returns string }

func (a atMost) Get(_ context.Context, _, code string, _ period.Date) (param.Value, error) {
	if !strings.HasSuffix(code, ".forms") {
		return param.Value{}, fault.New(fault.NotFound, "param.unknown")
	}
	return param.Value{Code: code, Text: a.returns, Source: "测试"}, nil
}

// Periods that are added above are asked of the own schools by the rules of any campaign:
// what is held already needs a reason, and going above a cap somebody who accepts it.
func TestAddedPeriodsNeedReasonsAndCaps(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		l, ctx := newChain(t, s), context.Background()
		l.deliver(t)
		_, err := l.levels.Issue(ctx, l.county.Chief, l.mandate.ID, issue(5))
		must(t, err)
		other := strings.NewReplacer("form: works", "form: sites", "校舍进度月报", "工地月报").Replace(collecttest.Works)
		_, err = l.county.Records.(*record.Service).Publish(ctx, l.county.Chief, other)
		must(t, err)
		own := collect.NewCampaign{
			Form: "sites", Owner: "sec", Year: 2026, ListNo: "云教表〔2026〕9号", EndsOn: on(12, 31), Periods: []period.Period{l.county.Month("2026-10")},
			Due: collect.DueRule{Workdays: 5, After: collect.AfterEnd}, Signatures: []collect.SignRole{collect.Filler}, Units: issue(5).Units,
		}
		_, err = l.county.OpenCampaign(ctx, l.county.Chief, own)
		must(t, err)
		l.addAbove(t, "2026-10")
		l.deliver(t)

		in := accept(l.mandate, 5)
		_, err = l.levels.Accept(ctx, l.county.Chief, l.mandate.ID, in)
		if f := fault.As(err); !fault.Is(err, "collect.again") || len(f.Fields) != 2 {
			t.Fatalf("without reasons: %v", err)
		}
		asked, _, err := l.levels.AskedAdded(ctx, l.county.Chief, l.mandate.ID)
		if err != nil || len(asked) != 2 || asked[0].Title != "工地月报" {
			t.Fatalf("asked %+v %v", asked, err)
		}
		in.Again = map[string]string{"total": "市里的口径含在建", "spent": "市里按到账统计"}
		l.county.Caps = atMost{"2"}
		_, err = l.levels.Accept(ctx, l.county.Chief, l.mandate.ID, in)
		if above := collect.AboveOf(err); !fault.Is(err, "collect.above") || len(above) != 3 {
			t.Fatalf("above the cap: %v", err)
		}
		in.AboveCap = true
		done, err := l.levels.Accept(ctx, l.county.Chief, l.mandate.ID, in)
		must(t, err)
		l.read(t)
		c, err := l.county.DB.Campaign(ctx, l.county.Bureau, l.mandate.Campaign)
		must(t, err)
		if done.Added != 3 || len(c.Again) != 2 || c.Again[0].Reason != "市里的口径含在建" || len(c.AboveYears) != 1 {
			t.Errorf("%+v: again %+v, above in %v", done, c.Again, c.AboveYears)
		}
	})
}
