package indicator_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/base/org"
	"nianlun/internal/base/record"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/txn"
	"nianlun/internal/work/indicator"
)

// office reads every figure; section owns some.
var (
	office  = access.Actor{Bureau: "b", Person: "p1", Name: "晓岚", Post: access.Post{ID: "post", Unit: "office", Role: access.Office}, Door: access.Screen}
	finance = access.Actor{Bureau: "b", Person: "p2", Name: "周启明", Post: access.Post{ID: "post2", Unit: "finance", Role: access.Section}, Door: access.Screen}
	clerk   = access.Actor{Bureau: "b", Person: "p3", Name: "吴昊", Post: access.Post{ID: "post3", Unit: "u1", Role: access.Clerk}, Door: access.Screen}
)

// source is facts in memory.
type source struct {
	facts map[string][]indicator.Fact // of one field each
	asked int
}

func (s *source) Facts(_ context.Context, _, form string, fields, periods []string) ([]indicator.Fact, error) {
	s.asked++
	var found []indicator.Fact
	for i, field := range fields {
		for _, f := range s.facts[form+"."+field] {
			if !slices.Contains(periods, f.Period) {
				continue
			}
			same := func(o indicator.Fact) bool { return o.Unit == f.Unit && o.Period == f.Period }
			at := slices.IndexFunc(found, same)
			if at < 0 {
				at = len(found)
				one := f
				one.Values = make([]*decimal.Decimal, len(fields))
				found = append(found, one)
			}
			found[at].Values[i] = f.Values[0]
		}
	}
	return found, nil
}

// give reports a value; "" is owed and not there.
func (s *source) give(field, unit, p, value string, state indicator.State) {
	f := indicator.Fact{
		Unit: unit, Period: p, State: state, Return: unit + "/" + p, Record: "r-" + unit + p, Values: []*decimal.Decimal{nil},
		At: time.Date(2026, 10, 8, 7, 6, 0, 0, time.UTC),
	}
	if value != "" {
		d := decimal.RequireFromString(value)
		f.Values[0] = &d
	}
	s.facts[field] = append(s.facts[field], f)
}

type directory []org.Unit

func (d directory) AllUnits(context.Context, string) ([]org.Unit, error) {
	return append(slices.Clone(d),
		org.Unit{ID: "office", Name: "办公室", Type: org.Section},
		org.Unit{ID: "finance", Name: "计划财务科", Type: org.Section},
		org.Unit{ID: "staff", Name: "人事科", Type: org.Section}), nil
}

// schools are n primary schools u1 … un.
func schools(n int) directory {
	var d directory
	for i := 1; i <= n; i++ {
		d = append(d, org.Unit{ID: fmt.Sprintf("u%d", i), Name: fmt.Sprintf("第%d小学", i), Type: org.Primary})
	}
	return d
}

// forms are the demo forms, and a free one for definitions of tests.
type forms map[string]*form.Definition

const freeForm = `form: free
title: 测试表
period: month
sections:
  - title: 数
    fields:
      - {code: spent, name: 投资, type: money, unit: 万元}
      - {code: books, name: 图书, type: integer}
      - {code: pupils, name: 在校生, type: integer}
      - {code: trained, name: 参训, type: integer}
      - {code: due, name: 应训, type: integer}
      - {code: a, name: 甲, type: decimal}
      - {code: b, name: 乙, type: decimal}
      - {code: stopped, name: 停工, type: yesno}
      - {code: words, name: 文字, type: text}
  - title: 行
    rows: {code: list, name: 项目}
    fields:
      - {code: paid, name: 已付, type: money, unit: 万元}
      - {code: name, name: 名称, type: text}
`

func loadForms(t testing.TB) forms {
	t.Helper()
	all := forms{}
	texts := [][]byte{[]byte(freeForm)}
	names, err := filepath.Glob("../../engine/form/formtest/forms/*.yaml")
	if err != nil || len(names) == 0 {
		t.Fatalf("no demo forms: %v", err)
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, text)
	}
	for _, text := range texts {
		d, err := form.Parse(text, nil)
		if err != nil {
			t.Fatal(err)
		}
		all[d.Code] = d
	}
	return all
}

func (f forms) Latest(_ context.Context, _, code string) (record.Version, error) {
	d := f[code]
	if d == nil {
		return record.Version{}, fault.New(fault.NotFound, "record.form", "form", code)
	}
	return record.Version{Form: code, No: 1, Definition: d}, nil
}

type params map[string]string

func (p params) Number(_ context.Context, _, code string, _ period.Date) (decimal.Decimal, bool, error) {
	text, ok := p[code]
	if !ok {
		return decimal.Decimal{}, false, nil
	}
	return decimal.RequireFromString(text), true, nil
}

type store struct{ all []indicator.Version }

func (s *store) Insert(_ context.Context, _ string, v indicator.Version) error {
	for _, old := range s.all {
		if old.Code == v.Code && old.No == v.No {
			return fault.New(fault.Conflict, "indicator.taken")
		}
	}
	s.all = append(s.all, v)
	slices.SortFunc(s.all, func(a, b indicator.Version) int {
		if a.Code != b.Code {
			return map[bool]int{true: -1, false: 1}[a.Code < b.Code]
		}
		return a.No - b.No
	})
	return nil
}

func (s *store) Versions(_ context.Context, _, code string) ([]indicator.Version, error) {
	var found []indicator.Version
	for _, v := range s.all {
		if v.Code == code {
			found = append(found, v)
		}
	}
	return found, nil
}

func (s *store) All(context.Context, string) ([]indicator.Version, error) {
	return slices.Clone(s.all), nil
}

type log struct{ events []audit.Event }

func (l *log) Write(_ context.Context, _ access.Actor, e audit.Event) error {
	l.events = append(l.events, e)
	return nil
}

// desk is a service over memory.
type desk struct {
	*indicator.Service
	facts *source
	log   *log
}

func newDesk(t testing.TB, units directory, texts ...string) desk {
	t.Helper()
	d := desk{facts: &source{facts: map[string][]indicator.Fact{}}, log: &log{}}
	d.Service = &indicator.Service{
		Tx: txn.None{}, Store: &store{}, Source: d.facts, Units: units, Forms: loadForms(t), Params: params{}, Audit: d.log,
		Now: func() time.Time { return time.Date(2026, 10, 16, 1, 0, 0, 0, time.UTC) },
	}
	for _, text := range texts {
		if _, err := d.Publish(context.Background(), finance, []byte(text)); err != nil {
			t.Fatalf("%+v", fault.As(err))
		}
	}
	return d
}

func (d desk) compute(t testing.TB, code, p, scope string) indicator.Figure {
	t.Helper()
	at, err := period.Parse(p)
	if err != nil {
		t.Fatal(err)
	}
	s, ok := indicator.ParseScope(scope)
	if !ok {
		t.Fatalf("scope %q", scope)
	}
	f, err := d.Compute(context.Background(), office, code, at, s)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// text is a figure's value, "-" when it has none.
func text(v *decimal.Decimal) string {
	if v == nil {
		return "-"
	}
	return v.String()
}
