// Package demo owns the demo bureau 云湖区教育局: its people, schools, plan and
// eight months of returns, and the city above it, all invented, all from a fixed seed, and all made
// through the same services that people use, on a clock that moves through the
// year. What the demo can do is therefore what the product can do.
//
// It never writes a table and never skips a rule.
package demo

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"go.yaml.in/yaml/v3"

	"nianlun/internal/app"
	"nianlun/internal/base/access"
	"nianlun/internal/base/org"
	"nianlun/internal/engine/period"
)

// Password is what every demo account signs in with. The bureau is invented and
// the program says so when it starts.
const Password = "Nianlun-2026" //nolint:gosec // invented people's

// Options are how large the demo is.
type Options struct {
	Schools int       // 40 when 0; more are named by number
	Months  int       // months of returns before the present one; 8 when 0
	Today   time.Time // the day on which the year stands
	Seed    uint64
}

// Login is an account that the demo offers for trying a role.
type Login struct {
	Bureau, Login, Name, Post string
}

// builder makes the bureau step by step.
type builder struct {
	app    *app.App
	clock  *Clock
	opt    Options
	rand   *rand.Rand
	plan   year
	bureau org.Bureau
	system access.Actor
	cast   cast
}

// year is the time that the demo spans.
type year struct {
	today  time.Time
	months []month
}

// month is a month of returns.
type month struct {
	year int
	m    time.Month
}

func (m month) id() string { return fmt.Sprintf("%04d-%02d", m.year, m.m) }

// Build makes the demo bureau in an empty app that runs on the clock. Say is
// told what is being done, for whoever waits.
func Build(ctx context.Context, a *app.App, clock *Clock, opt Options, say func(step string)) ([]Login, error) {
	if opt.Schools == 0 {
		opt.Schools = 40
	}
	if opt.Months == 0 {
		opt.Months = 8
	}
	b := &builder{app: a, clock: clock, opt: opt, rand: rand.New(rand.NewPCG(opt.Seed, 2026)), plan: spanOf(opt)} //nolint:gosec // believable numbers, no secrets
	steps := []struct {
		name string
		do   func(context.Context) error
	}{
		{"bureau", b.makeBureau},
		{"forms", b.publish},
		{"codes", b.codeLists},
		{"plan", b.makePlan},
		{"returns", b.collectMonths},
		{"hazards", b.collectHazards},
		{"progress", b.progress},
		{"city", b.makeCity},
	}
	for _, step := range steps {
		say(step.name)
		if err := step.do(ctx); err != nil {
			return nil, fmt.Errorf("demo %s: %w", step.name, err)
		}
	}
	return Logins(ctx, a)
}

func spanOf(opt Options) year {
	y := year{today: opt.Today}
	first := time.Date(opt.Today.Year(), opt.Today.Month(), 1, 0, 0, 0, 0, opt.Today.Location()).AddDate(0, -opt.Months, 0)
	for i := range opt.Months {
		at := first.AddDate(0, i, 0)
		y.months = append(y.months, month{at.Year(), at.Month()})
	}
	return y
}

// last tells whether a month is the newest that is over: its returns are still
// being reviewed.
func (y year) last(m month) bool { return m == y.months[len(y.months)-1] }

// Logins are the accounts that a demo bureau made earlier and the city above it
// offer; none when no bureau is the demo's.
func Logins(ctx context.Context, a *app.App) ([]Login, error) {
	bureaus, err := a.Org.Bureaus(ctx)
	if err != nil {
		return nil, err
	}
	var county script
	var above cityScript
	if err := errors.Join(yaml.Unmarshal(bureauYAML, &county), yaml.Unmarshal(cityYAML, &above)); err != nil {
		return nil, err
	}
	var logins []Login
	for _, bureau := range bureaus {
		var some []Login
		switch bureau.Name {
		case county.Name:
			some, err = loginsOf(ctx, a, bureau, offered)
		case above.Name:
			some, err = loginsOf(ctx, a, bureau, above.logins())
		}
		if err != nil {
			return nil, err
		}
		logins = append(logins, some...)
	}
	return logins, nil
}

// loginsOf leaves out who is not there: a smaller demo has fewer schools.
func loginsOf(ctx context.Context, a *app.App, bureau org.Bureau, names []string) ([]Login, error) {
	day := period.DateOf(time.Now())
	var logins []Login
	for _, login := range names {
		person, err := a.Org.PersonByLogin(ctx, bureau.ID, login)
		if err != nil {
			continue
		}
		posts, err := a.Org.Posts(ctx, bureau.ID, person.ID, day)
		if err != nil || len(posts) == 0 {
			continue
		}
		unit, err := a.Org.Unit(ctx, bureau.ID, posts[0].Unit)
		if err != nil {
			return nil, err
		}
		logins = append(logins, Login{Bureau: bureau.Name, Login: login, Name: person.Name, Post: unit.Label() + " " + posts[0].Title})
	}
	return logins, nil
}
