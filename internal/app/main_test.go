package app_test

import (
	"context"
	"errors"
	"fmt"
	"net/http/httptest"
	"net/netip"
	"os"
	"sync/atomic"
	"testing"
	"time"

	"nianlun/internal/app"
	"nianlun/internal/base/access"
	"nianlun/internal/base/account"
	"nianlun/internal/base/calendar"
	"nianlun/internal/base/hook"
	"nianlun/internal/demo"
)

// today is the day on which the demo bureau stands in these tests.
var today = time.Date(2026, 10, 12, 9, 0, 0, 0, calendar.Zone)

// bureau is a whole product with a small demo bureau in it, made once: the tests
// look at it through the handler, as people do.
type bureau struct {
	*app.App
	id    string
	url   string
	ahead *atomic.Int64 // nanoseconds by which the clock runs ahead of the demo's
}

var world bureau

func TestMain(m *testing.M) {
	code, err := run(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

func run(m *testing.M) (code int, err error) {
	dir, err := os.MkdirTemp("", "nianlun-app")
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	if world, err = openBureau(dir); err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, world.Close()) }()
	server := httptest.NewServer(world.Handler())
	defer server.Close()
	world.url = server.URL
	return m.Run(), nil
}

// openBureau makes a whole product with a small demo bureau in it.
func openBureau(dir string) (b bureau, err error) {
	ctx := context.Background()
	clock := demo.NewClock(today)
	b.ahead = &atomic.Int64{}
	ahead := b.ahead
	b.App, err = app.Open(ctx, app.Config{
		Data: dir, Now: func() time.Time { return clock.Now().Add(time.Duration(ahead.Load())) },
		Hooks:        hook.Rules{Plain: true, Nets: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}},
		PasswordCost: account.Cost{Memory: 64, Time: 1, Threads: 1},
	})
	if err != nil {
		return b, err
	}
	if _, err = demo.Build(ctx, b.App, clock, demo.Options{Schools: 4, Months: 2, Today: today, Seed: 7}, func(string) {}); err != nil {
		return b, errors.Join(err, b.Close())
	}
	bureaus, err := b.Org.Bureaus(ctx)
	if err != nil {
		return b, errors.Join(err, b.Close())
	}
	b.id = bureaus[0].ID
	return b, nil
}

// system reads what the tests compare the pages with.
func system() access.Actor { return access.System(world.id) }

// wait lets time pass for one test.
func wait(t *testing.T, d time.Duration) {
	t.Helper()
	world.ahead.Add(int64(d))
	t.Cleanup(func() { world.ahead.Add(-int64(d)) })
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
