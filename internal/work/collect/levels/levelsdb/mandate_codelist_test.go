package levelsdb_test

import (
	"context"
	"nianlun/internal/work/collect/collecttest"
	"testing"

	"nianlun/internal/base/access"
	"nianlun/internal/base/codelist"
	"nianlun/internal/base/codelist/codelistdb"
	"nianlun/internal/base/record"
	"nianlun/internal/engine/form"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
	"nianlun/internal/work/collect"
)

const kindsYAML = `form: kinds
title: 办学类别月报
period: month
basis: 专项报表制度
codelists:
  类别: {list: school-kinds}
sections:
  - title: 总体
    fields:
      - {code: kind, name: 类别, type: choice, of: 类别}
`

// keeps gives a bureau a list of its own and lets its forms name it.
func (w *world) keeps(t *testing.T, s *store.Store, rows ...codelist.Row) *codelist.Service {
	t.Helper()
	ctx := context.Background()
	lists := &codelist.Service{Tx: s, Store: codelistdb.New(s), Audit: w.Audit, Now: w.Time}
	w.Records.(*record.Service).CodeLists = lists
	by := access.System(w.Bureau)
	l, err := lists.Start(ctx, by, codelist.Start{Code: "school-kinds", Draft: codelist.Draft{Name: "学校类别", Rows: rows}})
	must(t, err)
	_, err = lists.Publish(ctx, by, codelist.Publish{List: l.Code, Base: l.Rev, Reason: "首次"})
	must(t, err)
	return lists
}

// The options of a city's list go with its form to the schools of a county, which has
// another list of the same code.
func TestACitysListGoesDownWithItsForm(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		l, ctx := newChain(t, s), context.Background()
		l.city.keeps(t, s, codelist.Row{Code: "211", Name: "小学"}, codelist.Row{Code: "311", Name: "初级中学"})
		l.county.keeps(t, s, codelist.Row{Code: "1", Name: "甲"})
		l.ask(t, kindsYAML, "kinds")
		_, err := l.levels.Deliver(ctx, l.city.Bureau)
		must(t, err)
		m := l.of(t, "up-kinds")
		_, err = l.levels.Issue(ctx, l.county.Chief, m.ID, issue(5))
		must(t, err)
		clerk := l.county.Clerk("clerk", 0)
		all, err := l.county.DB.Find(ctx, collect.Query{Bureau: l.county.Bureau, Unit: collecttest.SchoolID(0), Begun: on(12, 31), Limit: 10})
		must(t, err)
		for _, o := range all {
			if o.Form != "up-kinds" {
				continue
			}
			opened, err := l.county.Return(ctx, clerk, o.ID)
			must(t, err)
			f, _ := opened.Definition.Field("kind")
			if len(f.Options) != 2 || f.Options[1].Name != "初级中学" {
				t.Errorf("the school chooses from %+v", f.Options)
			}
			_, err = l.county.Submit(ctx, clerk, collect.SubmitInput{SaveInput: collect.SaveInput{Return: o.ID, Raw: form.Raw{"kind": "初级中学"}}})
			if err != nil {
				t.Errorf("%v %+v", err, fault.As(err).Fields)
			}
			return
		}
		t.Error("the school owes nothing")
	})
}
