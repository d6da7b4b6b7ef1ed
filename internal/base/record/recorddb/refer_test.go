package recorddb_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"nianlun/internal/base/record"
	"nianlun/internal/base/record/recorddb"
	"nianlun/internal/engine/form"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
)

const budget = `
form: budget
title: 经费对照
refers:
  月报: {form: monthly}
sections:
  - title: 总体
    fields:
      - {code: paid, name: 支出, type: money, unit: 万元, decimals: 2, prefill: 月报.投资}
checks:
  - {logic: 支出 == 月报.投资, say: '月报是 {月报.投资}'}
`

// The names of another form are held against its newest version when a form is published, and mean the same for ever:
// what that form becomes later makes no published form unreadable.
func TestFormsThatReferToOthers(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := context.Background()
		clock := now
		records, _ := newRecords(s)
		records.Now = func() time.Time { clock = clock.Add(time.Minute); return clock }

		_, err := records.Publish(ctx, section, budget)
		if f := fault.As(err); f == nil || f.Code != "record.definition" || len(f.Fields) != 1 || f.Fields[0].Path != "5:14" || f.Fields[0].Key != "form.definition.unknown_form" {
			t.Fatalf("%+v", err)
		}
		publish(t, records, monthly)
		_, err = records.Publish(ctx, section, strings.Replace(budget, "logic: 支出 == 月报.投资,", "logic: 支出 == 月报.投资额,", 1))
		if f := fault.As(err); f == nil || len(f.Fields) != 1 || f.Fields[0].Key != "form.definition.expr.unknown_name.near" || !strings.HasPrefix(f.Fields[0].Path, "11:") {
			t.Fatalf("%+v", err)
		}
		_, err = records.Publish(ctx, section, strings.Replace(budget, "form: monthly", "form: monthy", 1))
		if f := fault.As(err); f == nil || f.Fields[0].Key != "form.definition.unknown_form.near" {
			t.Fatalf("%+v", err)
		}
		v := publish(t, records, budget)

		// The other form gives the field up, and later asks something else under its code.
		publish(t, records, strings.Replace(monthly, "      - {code: spent, name: 投资, type: money, unit: 万元, decimals: 2}\n", "", 1))
		later := publish(t, records, strings.Replace(monthly, "{code: spent, name: 投资, type: money, unit: 万元, decimals: 2}", "{code: spent, name: 投资, type: text}", 1))

		fresh := &record.Service{Tx: s, Store: recorddb.New(s), Audit: records.Audit, Now: records.Now} // has read nothing yet
		again, err := fresh.Version(ctx, "b", "budget", v.No)
		check(t, err)
		values := decode(t, again, form.Raw{"paid": "12"})
		ref := form.Reference{Form: "monthly", Period: form.SamePeriod}
		first, err := fresh.Version(ctx, "b", "monthly", 1)
		check(t, err)
		returns := map[form.Reference]form.Answer{ref: {Def: first.Definition, Values: decode(t, first, form.Raw{"spent": "11.5"})}}
		if found := form.Check(again.Definition, values, form.Context{Returns: returns}); len(found) != 1 || found[0].Message != "月报是 11.5" {
			t.Errorf("%+v", found)
		}
		returns[ref] = form.Answer{Def: later.Definition, Values: decode(t, later, form.Raw{"spent": "不少"})}
		if found := form.Check(again.Definition, values, form.Context{Returns: returns}); len(found) != 1 || found[0].Skipped != form.SkipChanged {
			t.Errorf("%+v", found)
		}
		if _, err := fresh.Forms(ctx, "b"); err != nil {
			t.Error(err)
		}

		stored := recorddb.New(s)
		if _, err := stored.VersionAt(ctx, "b", "monthly", now); !fault.Is(err, "notfound") {
			t.Errorf("a version before the first: %v", err)
		}
		if at, err := stored.VersionAt(ctx, "b", "monthly", later.Published.Add(-time.Second)); err != nil || at.No != 2 {
			t.Errorf("version %d at its time: %v", at.No, err)
		}
		if _, err := stored.VersionAt(ctx, "other", "monthly", later.Published); !fault.Is(err, "notfound") {
			t.Errorf("another bureau's version: %v", err)
		}
	})
}

// Two forms of one period that compute from each other are refused when the second one is published, however it comes.
func TestFormsThatComputeFromEachOtherAreNotPublished(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := context.Background()
		clock := now
		records, _ := newRecords(s)
		records.Now = func() time.Time { clock = clock.Add(time.Minute); return clock }
		publish(t, records, monthly)
		publish(t, records, strings.NewReplacer("prefill: 月报.投资}", "prefill: 月报.投资}\n      - {code: rest, name: 结余, type: calculated, value: 支出 - 月报.投资}").Replace(budget))
		back := strings.NewReplacer("title: 月报\n", "title: 月报\nrefers:\n  经费: {form: budget}\n",
			"      - {code: stopped,", "      - {code: sum, name: 合计, type: calculated, value: 投资 + 经费.支出}\n      - {code: stopped,").Replace(monthly)
		_, err := records.Publish(ctx, section, back)
		f := fault.As(err)
		if f == nil || f.Code != "record.definition" || len(f.Fields) != 1 || f.Fields[0].Key != "form.definition.ring" || !strings.HasPrefix(f.Fields[0].Path, "11:") {
			t.Fatalf("%+v", err)
		}
		if args := fmt.Sprint(f.Fields[0].Args...); !strings.Contains(args, "月报·合计 ← 经费对照·支出；经费对照·结余 ← 月报·投资") {
			t.Errorf("the ring is not named: %s", args)
		}
		if latest, err := records.Latest(ctx, "b", "monthly"); err != nil || latest.No != 1 {
			t.Errorf("version %d was published, %v", latest.No, err)
		}
		publish(t, records, strings.Replace(back, "{form: budget}", "{form: budget, period: last}", 1))
	})
}
