package param

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/txn"
)

// Service is the bureau's parameters.
type Service struct {
	Tx    txn.Runner
	Store Store
	Audit Audit
}

// Audit is the log.
type Audit interface {
	Write(ctx context.Context, by access.Actor, event audit.Event) error
}

// Store keeps what a bureau has set itself.
type Store interface {
	// Values are the bureau's own values of a code, or of all codes when it is empty.
	Values(ctx context.Context, bureau, code string) ([]Value, error)
	// Set writes a value over the one with the same code and first day.
	Set(ctx context.Context, bureau string, value Value) error
}

// Get is the value of a parameter on a day: the newest of the bureau's own, else
// the newest that comes with the program. The NotFound fault "param.unknown" when
// there is neither.
func (s *Service) Get(ctx context.Context, bureau, code string, day period.Date) (Value, error) {
	own, err := s.Store.Values(ctx, bureau, code)
	if err != nil {
		return Value{}, err
	}
	if v, ok := on(own, code, day); ok {
		return v, nil
	}
	if v, ok := on(defaults, code, day); ok {
		return v, nil
	}
	return Value{}, fault.New(fault.NotFound, "param.unknown", "code", code)
}

// Int is Get for a whole number.
func (s *Service) Int(ctx context.Context, bureau, code string, day period.Date) (int, error) {
	v, err := s.Get(ctx, bureau, code, day)
	if err != nil {
		return 0, err
	}
	return v.Int()
}

// Number is Get for definitions, which may name what is not there: found is false then.
func (s *Service) Number(ctx context.Context, bureau, code string, day period.Date) (number decimal.Decimal, found bool, err error) {
	v, err := s.Get(ctx, bureau, code, day)
	if fault.Is(err, "param.unknown") {
		return decimal.Decimal{}, false, nil
	}
	if err != nil {
		return decimal.Decimal{}, false, err
	}
	number, err = v.Number()
	return number, err == nil, err
}

// List is what every parameter is on a day, by code.
func (s *Service) List(ctx context.Context, bureau string, day period.Date) ([]Value, error) {
	own, err := s.Store.Values(ctx, bureau, "")
	if err != nil {
		return nil, err
	}
	var list []Value
	for _, code := range codes(own) {
		v, ok := on(own, code, day)
		if !ok {
			v, ok = on(defaults, code, day)
		}
		if ok {
			list = append(list, v)
		}
	}
	return list, nil
}

// History is everything that a parameter ever was or will be: what comes with the
// program first, then the bureau's own, each by day.
func (s *Service) History(ctx context.Context, bureau, code string) ([]Value, error) {
	own, err := s.Store.Values(ctx, bureau, code)
	if err != nil {
		return nil, err
	}
	var history []Value
	for _, v := range defaults {
		if v.Code == code {
			history = append(history, v)
		}
	}
	slices.SortFunc(own, byDay)
	return append(history, own...), nil
}

// Set makes a parameter something else from a day on. It needs a number and the
// source that says so.
func (s *Service) Set(ctx context.Context, by access.Actor, v Value) error {
	if err := access.Check(by, access.Write, access.Thing{Bureau: by.Bureau, Kind: access.Calendar}); err != nil {
		return err
	}
	v.Code, v.Text, v.Source, v.Own = strings.TrimSpace(v.Code), strings.TrimSpace(v.Text), strings.TrimSpace(v.Source), true
	if err := check(v); err != nil {
		return err
	}
	return s.Tx.InTx(ctx, func(ctx context.Context) error {
		old, err := s.History(ctx, by.Bureau, v.Code)
		if err != nil {
			return err
		}
		if err := s.Store.Set(ctx, by.Bureau, v); err != nil {
			return err
		}
		before, _ := on(old, v.Code, v.From)
		return s.Audit.Write(ctx, by, audit.Event{Verb: "param.set", Kind: access.Calendar, Thing: v.Code,
			Data: map[string]any{"old": before.Text, "new": v.Text, "from": v.From, "source": v.Source}})
	})
}

func check(v Value) error {
	f := fault.New(fault.Invalid, "invalid")
	if v.Code == "" {
		f = f.With("code", "fault.param.required")
	}
	if v.Source == "" {
		f = f.With("source", "fault.param.required")
	}
	if _, err := decimal.NewFromString(v.Text); err != nil {
		f = f.With("value", "fault.param.number", "code", v.Code)
	}
	for path, text := range map[string]string{"code": v.Code, "unit": v.Unit, "source": v.Source} {
		if !utf8.ValidString(text) || strings.ContainsRune(text, 0) {
			f = f.With(path, "fault.text.bytes")
		}
	}
	if len(f.Fields) == 0 {
		return nil
	}
	f.Args = []any{"n", len(f.Fields)}
	return f
}

// on is the value of a code that holds on a day: the one that began last.
func on(values []Value, code string, day period.Date) (Value, bool) {
	var best Value
	var found bool
	for _, v := range values {
		if v.Code != code || !v.From.IsZero() && v.From.After(day) {
			continue
		}
		if !found || !v.From.Before(best.From) {
			best, found = v, true
		}
	}
	return best, found
}

func byDay(a, b Value) int { return a.From.Compare(b.From) }

// codes are the codes of the program and of the bureau, sorted.
func codes(own []Value) []string {
	var all []string
	for _, v := range defaults {
		all = append(all, v.Code)
	}
	for _, v := range own {
		all = append(all, v.Code)
	}
	slices.Sort(all)
	return slices.Compact(all)
}
