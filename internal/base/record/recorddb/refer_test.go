package recorddb_test

import (
	"context"
	"errors"
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

// Two people publish at the same moment what closes a ring together: one of them is refused, on both databases.
func TestOfTwoFormsThatCloseARingAtOnceOneIsPublished(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := context.Background()
		const plain = "form: %s\ntitle: %s表\nsections:\n  - title: 一\n    fields:\n      - {code: n, name: 数, type: integer}\n"
		const reads = plain + "      - {code: twice, name: 倍数, type: calculated, value: 对方.倍数 + 数}\nrefers:\n  对方: {form: %s}\n"
		const calculates = plain + "      - {code: twice, name: 倍数, type: calculated, value: 数 + 数}\n"
		for round := range 6 {
			records, _ := newRecords(s) // who has read nothing yet
			left, right := fmt.Sprintf("left%d", round), fmt.Sprintf("right%d", round)
			publish(t, records, fmt.Sprintf(calculates, left, "甲"))
			publish(t, records, fmt.Sprintf(calculates, right, "乙"))
			other := make(chan error, 1)
			var waited bool
			err := s.InTx(ctx, func(ctx context.Context) error {
				if _, err := records.Publish(ctx, section, fmt.Sprintf(reads, left, "甲", right)); err != nil {
					return err
				}
				go func() {
					_, err := records.Publish(context.WithoutCancel(t.Context()), section, fmt.Sprintf(reads, right, "乙", left))
					other <- err
				}()
				select {
				case err := <-other:
					other <- err
				case <-time.After(30 * time.Millisecond): // it is held up until this one is through
					waited = true
				}
				return nil
			})
			check(t, err)
			f := fault.As(<-other)
			if !waited || f == nil || f.Code != "record.definition" || len(f.Fields) != 1 || f.Fields[0].Key != "form.definition.ring" {
				t.Errorf("the second did not see the first: waited %v, %+v", waited, f)
			}
			if latest, err := records.Latest(ctx, "b", right); err != nil || latest.No != 1 {
				t.Errorf("version %d of the second was published, %v", latest.No, err)
			}
			if _, err := records.Publish(ctx, section, fmt.Sprintf(plain+"      - {code: other, name: 另数, type: integer}\n", "free"+right, "丙")); err != nil {
				t.Errorf("afterwards: %v", err)
			}
		}
		// Another bureau waits for nobody.
		records, _ := newRecords(s)
		elsewhere := section
		elsewhere.Bureau = "c"
		check(t, s.InTx(ctx, func(ctx context.Context) error {
			if err := records.TakeTurn(ctx, "b"); err != nil || s.Dialect == store.SQLite {
				return err // SQLite has one writer for all
			}
			done := make(chan error, 1)
			go func() {
				_, err := records.Publish(context.WithoutCancel(t.Context()), elsewhere, fmt.Sprintf(plain, "elsewhere", "丁"))
				done <- err
			}()
			select {
			case err := <-done:
				return err
			case <-time.After(20 * time.Second):
				return errors.New("another bureau waits")
			}
		}))
		if err := records.TakeTurn(ctx, "b"); !errors.Is(err, store.ErrNoTx) {
			t.Errorf("a turn without a transaction: %v", err)
		}
	})
}
