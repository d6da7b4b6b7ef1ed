package demo_test

import (
	"context"
	"testing"
	"time"

	"nianlun/internal/app"
	"nianlun/internal/base/access"
	"nianlun/internal/base/account"
	"nianlun/internal/base/calendar"
	"nianlun/internal/demo"
	"nianlun/internal/work/plan"
)

func build(t *testing.T, opt demo.Options) (*app.App, access.Actor) {
	t.Helper()
	ctx := context.Background()
	clock := demo.NewClock(opt.Today)
	a, err := app.Open(ctx, app.Config{Data: t.TempDir(), Now: clock.Now, PasswordCost: account.Cost{Memory: 64, Time: 1, Threads: 1}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	logins, err := demo.Build(ctx, a, clock, opt, func(string) {})
	if err != nil {
		t.Fatal(err)
	}
	if len(logins) == 0 {
		t.Error("no account to try")
	}
	bureaus, err := a.Org.Bureaus(ctx)
	if err != nil || len(bureaus) != 2 || bureaus[0].Code != "990107" {
		t.Fatal(bureaus, err)
	}
	return a, access.System(bureaus[0].ID)
}

func day(year int, month time.Month, day int) time.Time {
	return time.Date(year, month, day, 9, 30, 0, 0, calendar.Zone)
}

// The demo's year must show what there is to show, on whatever day it is made.
func TestLightsOfEveryColour(t *testing.T) {
	a, by := build(t, demo.Options{Schools: 12, Months: 2, Today: day(2026, 11, 21), Seed: 7})
	counts, err := a.Plan.Counts(context.Background(), by, 2026)
	if err != nil {
		t.Fatal(err)
	}
	for _, colour := range plan.Colours() {
		if counts[colour] == 0 {
			t.Errorf("no task is %s: %v", colour, counts)
		}
	}
	report, err := a.Verify(context.Background(), by)
	if err != nil || !report.OK() {
		t.Errorf("the log: %+v %v", report, err)
	}
}

// Months reach back over a year's turn, where the sums begin anew.
func TestOverTheYearsTurn(t *testing.T) {
	build(t, demo.Options{Schools: 6, Months: 4, Today: day(2027, 2, 20), Seed: 7})
}

func TestTheSameSeedGivesTheSameFigures(t *testing.T) {
	value := func() string {
		a, by := build(t, demo.Options{Schools: 8, Months: 3, Today: day(2026, 11, 21), Seed: 11})
		today := a.Calendar.Today()
		r, found, err := a.Indicators.Gauge(context.Background(), by, "building-spend", today)
		if err != nil || !found {
			t.Fatal(found, err)
		}
		return r.Value.String()
	}
	if first, second := value(), value(); first != second {
		t.Errorf("%s and %s", first, second)
	}
}
