package recorddb_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/base/record"
	"nianlun/internal/base/record/recorddb"
	"nianlun/internal/engine/expr"
	"nianlun/internal/engine/form"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
)

const monthly = `
form: monthly
title: 月报
sections:
  - title: 总体
    fields:
      - {code: done, name: 完成, type: integer}
      - {code: spent, name: 投资, type: money, unit: 万元, decimals: 2}
      - {code: stopped, name: 停工, type: yesno}
      - {code: note, name: 说明, type: text}
  - title: 明细
    rows: {code: list, name: 项目}
    fields:
      - {code: name, name: 名称, type: text}
      - {code: paid, name: 已付, type: money, unit: 万元}
`

type log struct{ events []audit.Event }

func (l *log) Write(_ context.Context, _ access.Actor, e audit.Event) error {
	l.events = append(l.events, e)
	return nil
}

var (
	section = access.Actor{Bureau: "b", Person: "p1", Name: "科长", Post: access.Post{ID: "o", Unit: "s", Role: access.Section}, Door: access.Screen}
	now     = time.Date(2026, 11, 21, 8, 0, 0, 0, time.UTC)
)

func newRecords(s *store.Store) (*record.Service, *log) {
	l := &log{}
	return &record.Service{Tx: s, Store: recorddb.New(s), Audit: l, Now: func() time.Time { return now }}, l
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func publish(t testing.TB, s *record.Service, yaml string) record.Version {
	t.Helper()
	v, err := s.Publish(context.Background(), section, yaml)
	check(t, err)
	return v
}

func decode(t testing.TB, v record.Version, raw form.Raw) form.Values {
	t.Helper()
	values, issues := form.Decode(v.Definition, raw)
	if len(issues) > 0 {
		t.Fatalf("%+v", issues)
	}
	return values
}

func TestPublish(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		s, l := newRecords(st)
		ctx := context.Background()
		if _, err := s.Latest(ctx, "b", "monthly"); !fault.Is(err, "record.form") {
			t.Errorf("before anything is published: %v", err)
		}
		first := publish(t, s, monthly)
		again := publish(t, s, monthly)
		if first.No != 1 || again.No != 1 || len(l.events) != 1 || l.events[0].Verb != "form.publish" {
			t.Errorf("versions %d, %d, log %+v", first.No, again.No, l.events)
		}
		second := publish(t, s, strings.Replace(monthly, "title: 月报", "title: 进度月报", 1))
		if second.No != 2 {
			t.Errorf("version %d", second.No)
		}

		// A second program reads what the first has published.
		other, _ := newRecords(st)
		latest, err := other.Latest(ctx, "b", "monthly")
		check(t, err)
		old, err := other.Version(ctx, "b", "monthly", 1)
		check(t, err)
		if latest.No != 2 || latest.Definition.Title != "进度月报" || old.Definition.Title != "月报" || !latest.Published.Equal(now) || latest.By != "p1" {
			t.Errorf("latest %+v, old %+v", latest, old)
		}
		if _, err := other.Version(ctx, "c", "monthly", 1); fault.KindOf(err) != fault.NotFound {
			t.Errorf("another bureau: %v", err)
		}
		publish(t, s, "form: aaa\ntitle: 甲\nsections: [{title: x, fields: [{code: a, name: 甲, type: integer}]}]")
		forms, err := other.Forms(ctx, "b")
		check(t, err)
		if len(forms) != 2 || forms[0].Form != "aaa" || forms[1].No != 2 {
			t.Errorf("forms %+v", forms)
		}
	})
}

// A version whose transaction failed leaves nothing behind, also when it was read
// inside: its number goes to another text.
func TestPublishedInATransactionThatFailed(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		s, _ := newRecords(st)
		boom := errors.New("boom")
		err := st.InTx(t.Context(), func(ctx context.Context) error {
			v, err := s.Publish(ctx, section, monthly)
			check(t, err)
			_, err = s.Save(ctx, section, record.Save{Form: "monthly", Version: v.No, Values: form.NewValues()})
			check(t, err)
			return boom
		})
		if !errors.Is(err, boom) {
			t.Fatal(err)
		}
		publish(t, s, strings.Replace(monthly, "title: 月报", "title: 另一张", 1))
		v, err := s.Version(t.Context(), "b", "monthly", 1)
		check(t, err)
		if v.Definition.Title != "另一张" {
			t.Errorf("the version that was rolled back is remembered: %s", v.Definition.Title)
		}
	})
}

func TestPublishRefuses(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		s, l := newRecords(st)
		publish(t, s, monthly)
		_, err := s.Publish(t.Context(), section, strings.Replace(monthly, "name: 投资, type: money, unit: 万元, decimals: 2", "name: 投资, type: text", 1))
		if f := fault.As(err); f.Code != "record.compat" || len(f.Fields) != 1 || f.Fields[0].Path != "spent" || f.Fields[0].Key != "form.compat.type_changed" {
			t.Errorf("a type changed at its place: %v", err)
		}
		_, err = s.Publish(t.Context(), section, "form: x\ntitle: y\nsections: [{title: z, fields: [{code: A, name: b, type: nothing}]}]")
		if f := fault.As(err); f.Code != "record.definition" || len(f.Fields) < 2 || !strings.HasPrefix(f.Fields[0].Path, "3:") {
			t.Errorf("a broken definition: %v %+v", err, f.Fields)
		}
		clerk := section
		clerk.Post.Role = access.Clerk
		if _, err := s.Publish(t.Context(), clerk, monthly); fault.KindOf(err) != fault.Denied {
			t.Errorf("a clerk publishes: %v", err)
		}
		if len(l.events) != 1 {
			t.Errorf("the log: %+v", l.events)
		}
	})
}

func TestRevisions(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		s, _ := newRecords(st)
		ctx := context.Background()
		v := publish(t, s, monthly)
		raw := form.Raw{"done": "３", "spent": "1,234.50", "stopped": "否", "note": "it's \\ ? \u4e00", "list[r1].name": "甲校", "list[r1].paid": "10.5", "list[r2].paid": "0.25"}
		first, err := s.Save(ctx, section, record.Save{Form: "monthly", Version: 1, Values: decode(t, v, raw), Raw: raw})
		check(t, err)
		if first.ID == "" || first.Rev != 1 {
			t.Fatalf("got %+v", first)
		}
		second, err := s.Save(ctx, section, record.Save{ID: first.ID, Form: "monthly", Version: 1, Base: 1, Values: decode(t, v, form.Raw{"done": "4"})})
		check(t, err)
		if second.Rev != 2 || second.ID != first.ID {
			t.Errorf("got %+v", second)
		}
		for _, base := range []int{0, 1, 3} {
			_, err := s.Save(ctx, section, record.Save{ID: first.ID, Form: "monthly", Version: 1, Base: base, Values: form.NewValues()})
			if !fault.Is(err, "record.stale") {
				t.Errorf("on base %d: %v", base, err)
			}
		}
		loaded, err := s.LoadRev(ctx, "b", first.ID, 1)
		check(t, err)
		if text(t, loaded.Values) != text(t, first.Values) || !maps.Equal(loaded.Raw, raw) {
			t.Errorf("came back as\n%s, was\n%s", text(t, loaded.Values), text(t, first.Values))
		}
		loaded.Values, first.Values = form.Values{}, form.Values{}
		if !reflect.DeepEqual(loaded, first) {
			t.Errorf("came back as %+v, was %+v", loaded, first)
		}
		current, err := s.Load(ctx, "b", first.ID)
		check(t, err)
		if current.Rev != 2 || current.Values.Get("done").Number().String() != "4" || current.Raw != nil || current.Person != "p1" {
			t.Errorf("current is %+v", current)
		}
		history, err := s.History(ctx, "b", first.ID)
		check(t, err)
		if len(history) != 2 || history[0].Rev != 2 || !history[1].At.Equal(now) {
			t.Errorf("history %+v", history)
		}
		for _, err := range []error{
			failure(s.LoadRev(ctx, "b", first.ID, 9)), failure(s.Load(ctx, "c", first.ID)), failure(s.Load(ctx, "b", "none")),
		} {
			if fault.KindOf(err) != fault.NotFound {
				t.Errorf("what is not there: %v", err)
			}
		}
	})
}

func text(t *testing.T, values form.Values) string {
	t.Helper()
	return string(form.Marshal(values))
}

func failure[T any](_ T, err error) error { return err }

// Of many who save on the same base one wins.
func TestSavesAtOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		s, _ := newRecords(st)
		ctx := context.Background()
		v := publish(t, s, monthly)
		first, err := s.Save(ctx, section, record.Save{Form: "monthly", Version: 1, Values: form.NewValues()})
		check(t, err)
		var mu sync.Mutex
		won := 0
		var wg sync.WaitGroup
		for i := range 12 {
			values := decode(t, v, form.Raw{"done": fmt.Sprint(i)})
			wg.Go(func() {
				_, err := s.Save(ctx, section, record.Save{ID: first.ID, Form: "monthly", Version: 1, Base: 1, Values: values})
				mu.Lock()
				defer mu.Unlock()
				if err == nil {
					won++
				} else if !fault.Is(err, "record.stale") {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if won != 1 {
			t.Errorf("%d won", won)
		}
	})
}

func TestForeignValuesAreRefused(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		s, _ := newRecords(st)
		publish(t, s, monthly)
		values := form.NewValues()
		values.Set("nothing", expr.IntOf(1))
		if _, err := s.Save(t.Context(), section, record.Save{Form: "monthly", Version: 1, Values: values}); err == nil {
			t.Error("values of another form were saved")
		}
		if _, err := s.Save(t.Context(), section, record.Save{Form: "monthly", Version: 7}); fault.KindOf(err) != fault.NotFound {
			t.Errorf("a version that is not there: %v", err)
		}
		if _, err := s.Save(t.Context(), section, record.Save{Form: "monthly", Version: 1, Base: 3, Values: form.NewValues()}); !fault.Is(err, "record.stale") {
			t.Errorf("a new record on a base: %v", err)
		}
	})
}

// Numbers come from the layout of each record's own version.
func TestNumbersAcrossVersions(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		s, _ := newRecords(st)
		ctx := context.Background()
		v1 := publish(t, s, monthly)
		// Version 2 puts a field in front, so that every place moves.
		v2 := publish(t, s, strings.Replace(monthly, "      - {code: done,", "      - {code: early, name: 提前, type: integer}\n      - {code: done,", 1))
		raw := form.Raw{"done": "3", "spent": "-0.10", "stopped": "是", "list[r1].paid": "10.5", "list[r2].paid": "0.25", "list[r3].name": "丙"}
		with := func(more form.Raw) form.Raw {
			all := form.Raw{}
			for path, text := range raw {
				all[path] = text
			}
			for path, text := range more {
				all[path] = text
			}
			return all
		}
		records, err := s.Add(ctx, section, []record.Save{
			{Form: "monthly", Version: 1, Values: decode(t, v1, raw)},
			{Form: "monthly", Version: 2, Values: decode(t, v2, with(form.Raw{"early": "7"}))},
			{Form: "monthly", Version: 1, Values: form.NewValues()},
		})
		check(t, err)
		ids := []string{records[0].ID, records[1].ID, records[2].ID, "none"}
		for field, want := range map[string]string{
			"done": "3 3 -", "spent": "-0.1 -0.1 -", "stopped": "1 1 -", "early": "- 7 -", "list": "3 3 0", "list.paid": "10.75 10.75 -",
			"note": "- - -", "nothing": "- - -",
		} {
			got, err := numbersOf(ctx, s, "b", "monthly", field, ids)
			check(t, err)
			if text := line(got, ids[:3]); text != want || len(got) != 3-strings.Count(want, "-")+strings.Count(want, "-0") {
				t.Errorf("%s: %s, want %s", field, text, want)
			}
		}
		vectors, err := s.Vectors(ctx, "b", "monthly", ids)
		check(t, err)
		if len(vectors) != 3 || len(vectors[ids[1]]) != 6 || vectors[ids[1]]["spent"].String() != "-0.1" || len(vectors[ids[2]]) != 1 {
			t.Errorf("vectors %v", vectors)
		}
		if foreign, err := numbersOf(ctx, s, "b", "other", "done", ids); err != nil || len(foreign) != 0 {
			t.Errorf("another form's records: %v %v", foreign, err)
		}
		if foreign, err := numbersOf(ctx, s, "c", "monthly", "done", ids); err != nil || len(foreign) != 0 {
			t.Errorf("another bureau's records: %v %v", foreign, err)
		}
		// The numbers follow the current revision.
		_, err = s.Save(ctx, section, record.Save{ID: ids[0], Form: "monthly", Version: 1, Base: 1, Values: decode(t, v1, form.Raw{"done": "5"})})
		check(t, err)
		got, err := numbersOf(ctx, s, "b", "monthly", "done", ids[:1])
		check(t, err)
		if line(got, ids[:1]) != "5" {
			t.Errorf("after a new revision: %v", got)
		}
	})
}

func line(numbers map[string]decimal.Decimal, ids []string) string {
	var parts []string
	for _, id := range ids {
		if d, ok := numbers[id]; ok {
			parts = append(parts, d.String())
		} else {
			parts = append(parts, "-")
		}
	}
	return strings.Join(parts, " ")
}

func TestAddMany(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		s, _ := newRecords(st)
		ctx := context.Background()
		v := publish(t, s, monthly)
		in := make([]record.Save, 1201)
		for i := range in {
			in[i] = record.Save{Form: "monthly", Version: 1, Values: decode(t, v, form.Raw{"done": fmt.Sprint(i)})}
		}
		records, err := s.Add(ctx, section, in)
		check(t, err)
		ids := make([]string, len(records))
		for i, r := range records {
			ids[i] = r.ID
		}
		numbers, err := numbersOf(ctx, s, "b", "monthly", "done", ids)
		check(t, err)
		if len(numbers) != 1201 || numbers[ids[1200]].String() != "1200" {
			t.Errorf("%d numbers", len(numbers))
		}
	})
}

// numbersOf reads one field of some records.
func numbersOf(ctx context.Context, s *record.Service, bureau, form, field string, ids []string) (map[string]decimal.Decimal, error) {
	vectors, err := s.Vectors(ctx, bureau, form, ids, field)
	numbers := map[string]decimal.Decimal{}
	for id, values := range vectors {
		if v, ok := values[field]; ok {
			numbers[id] = v
		}
	}
	return numbers, err
}
