package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"time"

	"nianlun/internal/app"
	"nianlun/internal/base/access"
	"nianlun/internal/base/account"
	"nianlun/internal/base/org"
	"nianlun/internal/demo"
	"nianlun/internal/engine/period"
	"nianlun/internal/work/collect"
)

const (
	seed = 20260901
	// monthsOfYear are reported in the demo.
	monthsOfYear = 12
)

// quick is the least that a password hash may cost, for a bureau whose thousand
// people never sign in. Those of an evening do, and have what a bureau has:
// a cheap hash would be checked and then renewed, which is work for two.
var quick = account.Cost{Memory: 8 * 1024, Time: 1, Threads: 1}

// bureau is the demo at the size of the measurement, with a campaign of each wide
// form that nobody has answered yet.
type bureau struct {
	data, database string
	made           time.Duration
	id             string
	year           string // twelve months that every school has reported
	campaign       string // of a demo form, with its months filled
	office         string // a token
	book           []owed // returns of one month that a workbook holds
	bookCampaign   string
	bookPeriod     string
	bookLogin      string // of the section that brings it
	open           map[wideForm][]owed
	evening        []owed            // of formEvening
	clerks, heads  map[string]string // logins by unit
}

// owed is a return of a wide form, with the token of the clerk who fills it.
type owed struct {
	id            string
	unit          string
	token         string
	school, month int
}

func (s settings) config(b *bureau) app.Config {
	log := slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError}))
	cost := account.Recommended
	if s.evening == 0 {
		cost = quick
	}
	return app.Config{Data: b.data, Database: b.database, PasswordCost: cost, Log: log}
}

// makeBureau makes the demo and what the load needs beside it.
func (s settings) makeBureau(ctx context.Context, name, database string) (_ *bureau, err error) {
	b := &bureau{data: filepath.Join(s.temp, name), database: database}
	began := time.Now()
	day := demoDay(began)
	clock := demo.NewClock(day)
	config := s.config(b)
	config.Now = clock.Now
	a, err := app.Open(ctx, config)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	empty, err := a.Empty(ctx)
	if err != nil {
		return nil, err
	}
	if !empty {
		return nil, errors.New("the database is not empty")
	}
	b.year = fmt.Sprint(day.Year() - 1)
	opt := demo.Options{Schools: s.schools, Months: monthsOfYear, Today: day, Seed: seed}
	if _, err := demo.Build(ctx, a, clock, opt, func(string) {}); err != nil {
		return nil, err
	}
	b.made = time.Since(began)
	if err := a.InTx(ctx, func(ctx context.Context) error { return b.ask(ctx, a, s, began) }); err != nil {
		return nil, err
	}
	return b, a.Audit.Seal(ctx) // else the server to be measured would begin with it
}

// demoDay is the day on which the demo's year stands: the newest year that is
// over is then whole, twelve months that every school has reported. What has
// come due since then is owed and late, so the desks and the campaign are fuller
// than a working bureau's.
func demoDay(now time.Time) time.Time {
	return time.Date(now.Year(), time.January, 8, 9, 0, 0, 0, now.Location())
}

// ask opens the campaigns of the wide forms and gives tokens.
func (b *bureau) ask(ctx context.Context, a *app.App, s settings, today time.Time) error {
	bureaus, err := a.Org.Bureaus(ctx)
	if err != nil {
		return err
	}
	b.id = bureaus[0].ID
	day := period.DateOf(today)
	if b.office, _, err = b.token(ctx, a, day, access.Office, ""); err != nil {
		return err
	}
	_, section, err := b.token(ctx, a, day, access.Section, "")
	if err != nil {
		return err
	}
	campaigns, err := a.Collect.Campaigns(ctx, section, 0)
	if err != nil {
		return err
	}
	if len(campaigns) == 0 {
		return errors.New("the demo has no campaign")
	}
	widest := slices.MaxFunc(campaigns, func(x, y collect.Summary) int {
		return cmp.Compare(len(x.Campaign.Periods), len(y.Campaign.Periods))
	})
	b.campaign = widest.Campaign.ID
	tokens := map[string]string{}
	b.open = map[wideForm][]owed{}
	for form, months := range map[wideForm]int{form250: s.months, form5000: max(1, s.months/12)} {
		if b.open[form], err = b.deal(ctx, a, section, form, pastMonths(day, months), tokens, collect.Filler); err != nil {
			return err
		}
	}
	if b.evening, err = b.deal(ctx, a, section, formEvening, pastMonths(day, 1), tokens, collect.Filler, collect.Chief); err != nil {
		return err
	}
	if err := b.askBook(ctx, a, section, tokens); err != nil {
		return err
	}
	if b.clerks, err = b.logins(ctx, a, day, access.Clerk); err != nil {
		return err
	}
	b.heads, err = b.logins(ctx, a, day, access.Head)
	return err
}

// askBook asks for the form that goes out and comes back in one workbook.
func (b *bureau) askBook(ctx context.Context, a *app.App, section access.Actor, tokens map[string]string) (err error) {
	day := period.DateOf(time.Now())
	months := pastMonths(day, 1)
	b.bookPeriod = months[0].String()
	if b.book, err = b.deal(ctx, a, section, formBook, months, tokens, collect.Filler); err != nil {
		return err
	}
	campaigns, err := a.Collect.Campaigns(ctx, section, day.Year)
	if err != nil {
		return err
	}
	for _, c := range campaigns {
		if c.Campaign.Form == formBook.code {
			b.bookCampaign = c.Campaign.ID
		}
	}
	person, err := a.Org.Person(ctx, b.id, section.Person)
	b.bookLogin = person.Login
	return err
}

// logins are those of whoever holds a role, by unit.
func (b *bureau) logins(ctx context.Context, a *app.App, day period.Date, role access.Role) (map[string]string, error) {
	holders, err := a.Org.HoldersOf(ctx, b.id, day, role)
	logins := map[string]string{}
	for _, h := range holders {
		logins[h.Post.Unit] = h.Person.Login
	}
	return logins, err
}

func pastMonths(today period.Date, months int) []period.Period {
	p, _ := period.Of(period.Month, today, nil)
	all := make([]period.Period, months)
	for i := range all {
		p = p.Prev(nil)
		all[len(all)-1-i] = p
	}
	return all
}

// deal asks all schools for a wide form and gives every school's clerk a token,
// month after month, as a district would.
func (b *bureau) deal(ctx context.Context, a *app.App, section access.Actor, form wideForm, months []period.Period, tokens map[string]string, signs ...collect.SignRole) (open []owed, err error) {
	day := period.DateOf(time.Now())
	if _, err := a.Records.Publish(ctx, access.System(b.id), form.definition()); err != nil {
		return nil, err
	}
	in := collect.NewCampaign{
		Form: form.code, Owner: section.Post.Unit, Year: day.Year, Periods: months,
		Due: collect.DueRule{Workdays: 5, After: collect.AfterEnd}, ListNo: "1", Signatures: signs,
		EndsOn: day.AddDays(30), Units: collect.UnitRule{Types: org.SchoolTypes()}, Again: map[string]string{}, AboveCap: true,
	}
	asked, err := a.Collect.WouldAsk(ctx, section, in)
	if err != nil {
		return nil, err
	}
	for _, field := range asked {
		in.Again[field.Field] = "a measurement"
	}
	opened, err := a.Collect.OpenCampaign(ctx, section, in)
	if err != nil {
		return nil, err
	}
	matrix, err := a.Collect.Matrix(ctx, section, opened.Campaign.ID)
	if err != nil {
		return nil, err
	}
	for month := range months {
		for n, row := range matrix.Rows {
			unit := row.Unit.ID
			if tokens[unit] == "" {
				if tokens[unit], _, err = b.token(ctx, a, day, access.Clerk, unit); err != nil {
					return nil, err
				}
			}
			open = append(open, owed{row.Cells[month].ID, unit, tokens[unit], n, month})
		}
	}
	return open, nil
}

// token makes a token for the first holder of a role, in a unit when one is
// named, and says who that is.
func (b *bureau) token(ctx context.Context, a *app.App, day period.Date, role access.Role, unit string) (string, access.Actor, error) {
	holders, err := a.Org.PostsOfUnit(ctx, b.id, unit, role, day)
	if unit == "" {
		holders, err = a.Org.HoldersOf(ctx, b.id, day, role)
	}
	if err != nil {
		return "", access.Actor{}, err
	}
	if len(holders) == 0 {
		return "", access.Actor{}, fmt.Errorf("nobody is %s of %q", role, unit)
	}
	h := holders[0]
	_, secret, err := a.Accounts.NewToken(ctx, access.System(b.id), h.Person.ID, h.Post.ID, "bench", time.Time{})
	return secret, h.Actor(b.id, access.Command), err
}
