package recorddb_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"nianlun/internal/base/access"
	"nianlun/internal/base/codelist"
	"nianlun/internal/base/codelist/codelistdb"
	"nianlun/internal/base/record"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
)

const choosing = `# 学校基本情况
form: schools
title: 学校
codelists:
  类别: {list: kinds}
sections:
  - title: 基本
    fields:
      - {code: kind, name: 学校类别, type: choice, of: 类别}
`

// withLists are records whose forms may name the bureau's lists, with one list in its
// first version.
func withLists(t *testing.T, st *store.Store) (*record.Service, *codelist.Service) {
	t.Helper()
	s, l := newRecords(st)
	lists := &codelist.Service{Tx: st, Store: codelistdb.New(st), Audit: l, Now: s.Now}
	s.CodeLists = lists
	_, err := lists.Start(context.Background(), section, codelist.Start{Code: "kinds", Draft: drafted("211 小学", "312 职业初中")})
	check(t, err)
	publishList(t, lists, "kinds")
	return s, lists
}

func drafted(items ...string) codelist.Draft {
	d := codelist.Draft{Name: "学校类别"}
	for _, item := range items {
		words := append(strings.Fields(item), "")
		d.Rows = append(d.Rows, codelist.Row{Code: words[0], Name: words[1], Retired: words[2]})
	}
	return d
}

func publishList(t *testing.T, lists *codelist.Service, code string) {
	t.Helper()
	l, err := lists.Open(context.Background(), section, code)
	check(t, err)
	_, err = lists.Publish(context.Background(), section, codelist.Publish{List: code, Base: l.Rev, Reason: "首次"})
	check(t, err)
}

func nextList(t *testing.T, lists *codelist.Service, code string, items ...string) {
	t.Helper()
	l, err := lists.Open(context.Background(), section, code)
	check(t, err)
	_, err = lists.Save(context.Background(), section, codelist.Save{List: code, Base: l.Rev, Draft: drafted(items...)})
	check(t, err)
	publishList(t, lists, code)
}

func optionsOf(t *testing.T, v record.Version) string {
	t.Helper()
	f, found := v.Definition.Field("kind")
	if !found {
		t.Fatal("no field")
	}
	var out []string
	for _, o := range f.Options {
		out = append(out, o.Code+o.Name+o.Retired.String())
	}
	return strings.Join(out, " ")
}

// A published form holds the options of its time, also for a program that starts
// anew; the next version takes what the list says then.
func TestAPublishedFormKeepsTheOptionsOfItsTime(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		ctx := context.Background()
		s, lists := withLists(t, st)
		first := publish(t, s, choosing)
		if !strings.Contains(first.YAML, "# 学校基本情况") || !strings.Contains(first.YAML, "version: 1") {
			t.Errorf("published as\n%s", first.YAML)
		}
		nextList(t, lists, "kinds", "211 普通小学", "312 职业初中 2026-09-01", "345 完全中学")
		fresh, _ := newRecords(st) // knows no lists at all
		kept, err := fresh.Version(ctx, "b", "schools", 1)
		check(t, err)
		if got := optionsOf(t, kept); got != "211小学 312职业初中" {
			t.Errorf("the first version now offers %s", got)
		}
		text, err := s.LetGo(ctx, "b", first.YAML)
		check(t, err)
		if strings.Contains(text, "职业初中") || !strings.Contains(text, "version: 1") {
			t.Errorf("the next version begins with\n%s", text)
		}
		second := publish(t, s, text)
		if got := optionsOf(t, second); second.No != 2 || got != "211普通小学 312职业初中2026-09-01 345完全中学" {
			t.Errorf("version %d offers %s", second.No, got)
		}
		own, err := s.OwnList(ctx, "b", "kinds", []record.Version{second})
		if err != nil || len(own) != 1 || own["schools"] != 2 {
			t.Errorf("%+v %v", own, err)
		}
		if before, err := s.OwnList(ctx, "b", "kinds", []record.Version{first}); err != nil || before["schools"] != 1 {
			t.Errorf("%+v %v", before, err)
		}
		if none, err := s.OwnList(ctx, "b", "others", []record.Version{second}); err != nil || len(none) != 0 {
			t.Errorf("%+v %v", none, err)
		}
		if again := publish(t, s, text); again.No != 2 {
			t.Errorf("the same text with the same list became version %d", again.No)
		}
	})
}

// A city's form goes to a county with its options. The county has another list of the
// same code, which has nothing to do with it.
func TestAFormFromAnotherBureauKeepsTheOptionsItCameWith(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		ctx := context.Background()
		s, lists := withLists(t, st)
		city := publish(t, s, choosing)
		county := access.Actor{Bureau: "county", Person: "p2", Name: "科长", Post: access.Post{ID: "o", Unit: "s", Role: access.Section}, Door: access.Screen}
		_, err := lists.Start(ctx, county, codelist.Start{Code: "kinds", Draft: codelist.Draft{Name: "别的", Rows: []codelist.Row{{Code: "1", Name: "甲"}, {Code: "2", Name: "乙"}}}})
		check(t, err)
		l, err := lists.Open(ctx, county, "kinds")
		check(t, err)
		_, err = lists.Publish(ctx, county, codelist.Publish{List: "kinds", Base: l.Rev, Reason: "首次"})
		check(t, err)
		below, err := s.Publish(ctx, county, city.YAML)
		check(t, err)
		if got := optionsOf(t, below); got != "211小学 312职业初中" || below.YAML != city.YAML {
			t.Errorf("the county offers %s", got)
		}
		if text, err := s.LetGo(ctx, "county", below.YAML); err != nil || text != below.YAML {
			t.Errorf("the county's next version would take its own list: %v\n%s", err, text)
		}
		if own, err := s.OwnList(ctx, "county", "kinds", []record.Version{below}); err != nil || len(own) != 0 {
			t.Errorf("taken for the county's own: %+v %v", own, err)
		}
	})
}

func TestAFormWithoutItsListIsNotPublished(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		s, _ := withLists(t, st)
		_, err := s.Publish(context.Background(), section, strings.Replace(choosing, "kinds", "kind", 1))
		if !fault.Is(err, "record.definition") || fault.As(err).Fields[0].Key != "form.definition.unknown_codelist.near" {
			t.Errorf("%v %+v", err, fault.As(err).Fields)
		}
	})
}

// counted counts which versions of a list are read.
type counted struct {
	*codelist.Service
	read []string
}

func (c *counted) Numbered(ctx context.Context, bureau, code string, no int) (codelist.Version, error) {
	c.read = append(c.read, fmt.Sprint(code, no))
	return c.Service.Numbered(ctx, bureau, code, no)
}

// However many forms choose from a list, each version of it is read once, and for a form that does not name it none.
func TestWhoseListItIsReadsEachVersionOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		ctx := context.Background()
		s, lists := withLists(t, st)
		for i := range 5 {
			publish(t, s, strings.Replace(choosing, "form: schools", fmt.Sprint("form: schools", i), 1))
		}
		nextList(t, lists, "kinds", "211 普通小学", "312 职业初中")
		publish(t, s, strings.Replace(choosing, "form: schools", "form: later", 1))
		publish(t, s, monthly)
		reading := &counted{Service: lists}
		s.CodeLists = reading
		forms, err := s.Forms(ctx, "b")
		check(t, err)
		own, err := s.OwnList(ctx, "b", "kinds", forms)
		if err != nil || len(own) != 6 || own["schools3"] != 1 || own["later"] != 2 {
			t.Errorf("%v %v", own, err)
		}
		slices.Sort(reading.read)
		if got := strings.Join(reading.read, " "); got != "kinds1 kinds2" {
			t.Errorf("read %s", got)
		}
	})
}
