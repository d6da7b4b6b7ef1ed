package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"nianlun/client"
)

// idle is how long a server rests before its memory is read.
const idle = 5 * time.Second

// The people of the demo who look at pages, and the indicator that is rolled up:
// it sums the months of a year.
const (
	officeClerk = "bangongshi1"
	schoolClerk = "school03"
	rolledUp    = "training-people"
)

// measureBureau measures the program on one database: memory, pages, the
// roll-up, and at the end the load.
func (s settings) measureBureau(ctx context.Context, t *table, name, database string) (err error) {
	b, err := s.makeBureau(ctx, name, database)
	if err != nil {
		return err
	}
	t.add("demo of "+fmt.Sprint(s.schools)+" schools made, "+name, "s", b.made.Seconds(), "once")
	server, err := s.serve(ctx, b)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, server.stop()) }()
	if err := measureMemory(ctx, t, server, "memory, idle after start, "+name); err != nil {
		return err
	}
	if err := s.measurePages(ctx, t, server, b, name); err != nil {
		return err
	}
	if err := s.measureRollUp(ctx, t, server, b, name); err != nil {
		return err
	}
	if err := s.measureBook(ctx, t, server, b, name); err != nil {
		return err
	}
	if s.evening > 0 {
		if err := s.measureEvening(ctx, t, server, b, name); err != nil {
			return err
		}
	}
	for _, form := range []wideForm{form250, form5000} {
		l, err := s.hand(ctx, form, server.address, b)
		if err != nil {
			return err
		}
		l.report(t, name)
	}
	return measureMemory(ctx, t, server, "memory, idle after the load, "+name)
}

func measureMemory(ctx context.Context, t *table, server *server, name string) error {
	select {
	case <-time.After(idle):
	case <-ctx.Done():
		return ctx.Err()
	}
	resident, err := server.resident()
	if err == nil {
		t.add(name, "MiB", resident, "once, VmRSS")
	}
	return err
}

// measurePages times what people open first.
func (s settings) measurePages(ctx context.Context, t *table, server *server, b *bureau, name string) error {
	for _, page := range []struct{ name, login, path string }{
		{"desk of the office clerk", officeClerk, "/desk"},
		{"desk of a school clerk", schoolClerk, "/desk"},
		{fmt.Sprintf("campaign of %d units", s.schools), officeClerk, "/collect/campaigns/" + b.campaign},
		{fmt.Sprintf("figure page, %d × 12", s.schools), officeClerk, "/figures/" + rolledUp + "/" + b.year},
	} {
		v, err := signIn(ctx, server.address, page.login)
		if err != nil {
			return err
		}
		times, body, err := v.again(ctx, page.path, s.asks)
		if err != nil {
			return err
		}
		t.times(page.name+", first byte, "+name, times)
		t.rows[len(t.rows)-1].spread += fmt.Sprintf(", %d kB", len(body)/1000)
	}
	return nil
}

// measureRollUp times one indicator over all schools and twelve months, and
// looks whether the figure is exactly the sum of what the schools have stated.
func (s settings) measureRollUp(ctx context.Context, t *table, server *server, b *bureau, name string) error {
	v := asProgram(server.address, b.office)
	times, body, err := v.again(ctx, "/api/v1/indicators/"+rolledUp+"/figures?period="+b.year, s.asks)
	if err != nil {
		return err
	}
	var f client.Figure
	if err := json.Unmarshal(body, &f); err != nil {
		return err
	}
	returns, err := exact(f)
	if err != nil {
		return err
	}
	if len(f.Parts) != s.schools || returns < 11*s.schools {
		return fmt.Errorf("the roll-up has %d schools and %d returns", len(f.Parts), returns)
	}
	t.times(fmt.Sprintf("roll-up, %d × 12, API, first byte, %s", s.schools, name), times)
	t.rows[len(t.rows)-1].spread += fmt.Sprintf(", %d returns, exact", returns)
	return nil
}

// exact compares a figure with the sum of its parts and counts its returns.
func exact(f client.Figure) (returns int, err error) {
	if f.Value == nil {
		return 0, fmt.Errorf("%s has no value: %v", f.Ref, f.Notes)
	}
	sum := decimal.Zero
	for _, part := range f.Parts {
		if part.Value == nil {
			continue
		}
		n, err := decimal.NewFromString(*part.Value)
		if err != nil {
			return 0, err
		}
		sum = sum.Add(n)
		returns += len(part.Returns)
	}
	value, err := decimal.NewFromString(*f.Value)
	if err == nil && !value.Equal(sum) {
		err = fmt.Errorf("%s is %s, its parts are %s", f.Ref, value, sum)
	}
	return returns, err
}
