package param

import (
	"context"
	"slices"
	"testing"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/txn"
)

type memory struct {
	values []Value
	log    []audit.Event
}

func (m *memory) Values(_ context.Context, _, code string) ([]Value, error) {
	return slices.DeleteFunc(slices.Clone(m.values), func(v Value) bool { return code != "" && v.Code != code }), nil
}

func (m *memory) Set(_ context.Context, _ string, v Value) error {
	m.values = append(slices.DeleteFunc(m.values, func(o Value) bool { return o.Code == v.Code && o.From == v.From }), v)
	return nil
}

func (m *memory) Write(_ context.Context, _ access.Actor, e audit.Event) error {
	m.log = append(m.log, e)
	return nil
}

func newService() (*Service, *memory) {
	m := &memory{}
	return &Service{Tx: txn.None{}, Store: m, Audit: m}, m
}

func on2026(month time.Month, day int) period.Date {
	return period.Date{Year: 2026, Month: month, Day: day}
}

// The codes that the program asks for are there, are numbers, and name a source.
func TestDefaults(t *testing.T) {
	s, _ := newService()
	for code, want := range map[string]int{
		"account.lock.tries": 5, "account.lock.minutes": 15, "account.password.length": 8, "account.password.classes": 3,
		"light.amber.workdays": 3, "light.amber.progress": 90, "light.red.behind": 30, "collect.due.workdays": 5, "upload.max.megabytes": 50, "batch.max.files": 200,
	} {
		if got, err := s.Int(t.Context(), "b", code, on2026(1, 1)); err != nil || got != want {
			t.Errorf("%s is %d, want %d: %v", code, got, want, err)
		}
	}
	list, err := s.List(t.Context(), "b", on2026(1, 1))
	if err != nil || len(list) != len(defaults) {
		t.Fatalf("%d listed of %d: %v", len(list), len(defaults), err)
	}
	for _, v := range list {
		if v.Source == "" || v.Unit == "" || v.Own {
			t.Errorf("%+v", v)
		}
	}
}

func TestBadDefaultsAreRefused(t *testing.T) {
	for _, text := range []string{"- {code: a, value: '1'}", "- {code: a, value: x, source: s}", "- {value: '1', source: s}",
		"- {code: a, value: '1', source: s, valid_from: soon}", "a: b"} {
		if _, err := read([]byte(text)); err == nil {
			t.Errorf("%q passed", text)
		}
	}
}

func TestTheValueOfTheDayHolds(t *testing.T) {
	s, m := newService()
	sysadmin := access.Actor{Bureau: "b", Post: access.Post{Role: access.SysAdmin}, Door: access.Screen}
	for _, v := range []Value{
		{Code: "fund.primary", Text: "720", Unit: "元", Source: "甲财〔2025〕1号", From: on2026(1, 1), Certain: true},
		{Code: "fund.primary", Text: " 750.50 ", Unit: "元", Source: "甲财〔2026〕9号", From: on2026(9, 1)},
		{Code: "account.lock.tries", Text: "3", Unit: "次", Source: "本局规定", From: on2026(6, 1)},
	} {
		if err := s.Set(t.Context(), sysadmin, v); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		code string
		day  period.Date
		want string
	}{
		{"fund.primary", on2026(8, 31), "720"},
		{"fund.primary", on2026(9, 1), "750.50"},
		{"account.lock.tries", on2026(5, 31), "5"},
		{"account.lock.tries", on2026(6, 1), "3"},
	} {
		if v, err := s.Get(t.Context(), "b", c.code, c.day); err != nil || v.Text != c.want {
			t.Errorf("%s on %s is %q, want %s: %v", c.code, c.day, v.Text, c.want, err)
		}
	}
	if _, err := s.Get(t.Context(), "b", "fund.primary", period.Date{Year: 2025, Month: 12, Day: 31}); !fault.Is(err, "param.unknown") {
		t.Errorf("before it began: %v", err)
	}
	if _, found, err := s.Number(t.Context(), "b", "nothing", on2026(1, 1)); found || err != nil {
		t.Errorf("an unknown name: %v %v", found, err)
	}
	if d, found, err := s.Number(t.Context(), "b", "fund.primary", on2026(9, 1)); !found || err != nil || d.String() != "750.5" {
		t.Errorf("number: %v %v %v", d, found, err)
	}
	history, err := s.History(t.Context(), "b", "account.lock.tries")
	if err != nil || len(history) != 2 || history[0].Own || !history[1].Own {
		t.Errorf("history: %+v %v", history, err)
	}
	if e := m.log[1]; e.Verb != "param.set" || e.Thing != "fund.primary" || e.Data.(map[string]any)["old"] != "720" {
		t.Errorf("the log says %+v", e)
	}
}

func TestSetRefuses(t *testing.T) {
	s, m := newService()
	sysadmin := access.Actor{Bureau: "b", Post: access.Post{Role: access.SysAdmin}, Door: access.Screen}
	err := s.Set(t.Context(), sysadmin, Value{Text: "many"})
	if f := fault.As(err); f.Kind != fault.Invalid || len(f.Fields) != 3 || f.Args[1] != 3 {
		t.Errorf("got %v %+v", err, f.Fields)
	}
	err = s.Set(t.Context(), sysadmin, Value{Code: "a", Text: "1", Source: "s\x00"})
	if f := fault.As(err); len(f.Fields) != 1 || f.Fields[0].Key != "fault.text.bytes" {
		t.Errorf("a text that no database holds: %v %+v", err, f.Fields)
	}
	clerk := access.Actor{Bureau: "b", Post: access.Post{Role: access.Clerk}, Door: access.Screen}
	if err := s.Set(t.Context(), clerk, Value{Code: "a", Text: "1", Source: "s"}); fault.KindOf(err) != fault.NotFound {
		t.Errorf("a clerk sets parameters: %v", err)
	}
	if len(m.values) > 0 {
		t.Error("something was written")
	}
}
