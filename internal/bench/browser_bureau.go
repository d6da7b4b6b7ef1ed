package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"nianlun/internal/app"
	"nianlun/internal/base/access"
	"nianlun/internal/base/org"
	"nianlun/internal/engine/period"
	"nianlun/internal/work/collect"
)

// measureBrowser measures what people feel: a long table and a large matrix in
// Chromium. It has a bureau of its own, on SQLite.
func (s settings) measureBrowser(ctx context.Context, t *table) (err error) {
	s.months, s.evening = 1, 0
	b, err := s.makeBureau(ctx, "browser", "")
	if err != nil {
		return err
	}
	path, login, err := s.askLong(ctx, b)
	if err != nil {
		return err
	}
	server, err := s.serve(ctx, b)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, server.stop()) }()
	if err := s.inBrowser(ctx, server.address, login, func(v *visitor, clerk *browser) error {
		return measureSheet(ctx, t, v, clerk, path)
	}); err != nil {
		return err
	}
	return s.inBrowser(ctx, server.address, b.bookLogin, func(v *visitor, section *browser) error {
		return measureMatrix(ctx, t, v, section, "/collect/campaigns/"+b.campaign)
	})
}

// inBrowser signs somebody in twice, in a browser and without one, for something.
func (s settings) inBrowser(ctx context.Context, address, login string, do func(*visitor, *browser) error) error {
	v, err := signIn(ctx, address, login)
	if err != nil {
		return err
	}
	b, closing, err := s.openBrowser(ctx, address, login)
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench: no browser:", err)
		return nil
	}
	defer closing()
	return do(v, b)
}

// askLong asks the schools for the form with the long table and says where the
// first of its returns is, and who fills it.
func (s settings) askLong(ctx context.Context, b *bureau) (path, login string, err error) {
	a, err := app.Open(ctx, s.config(b))
	if err != nil {
		return "", "", err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	day := period.DateOf(time.Now())
	if _, err := a.Records.Publish(ctx, access.System(b.id), longTable()); err != nil {
		return "", "", err
	}
	_, section, err := b.token(ctx, a, day, access.Section, "")
	if err != nil {
		return "", "", err
	}
	out, err := a.Collect.OpenCampaign(ctx, section, collect.NewCampaign{
		Form: "bench-long", Owner: section.Post.Unit, Year: day.Year, Periods: pastMonths(day, 1), Due: collect.DueRule{Workdays: 5, After: collect.AfterEnd},
		ListNo: "1", Signatures: []collect.SignRole{collect.Filler}, EndsOn: day.AddDays(30), Units: collect.UnitRule{Types: org.SchoolTypes()}, AboveCap: true,
		Again: map[string]string{"list.name": "a measurement"},
	})
	if err != nil {
		return "", "", err
	}
	matrix, err := a.Collect.Matrix(ctx, section, out.Campaign.ID)
	if err != nil {
		return "", "", err
	}
	for _, row := range matrix.Rows {
		if login := b.clerks[row.Unit.ID]; login != "" {
			return collect.Link(row.Cells[0].ID), login, nil
		}
	}
	return "", "", errors.New("no school has a clerk")
}
