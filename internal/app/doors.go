package app

import (
	"context"
	"fmt"
	"net/http"
	"slices"

	"nianlun/internal/api"
	"nianlun/internal/api/apidb"
	"nianlun/internal/base/access"
	"nianlun/internal/base/calendar"
	"nianlun/internal/web"
	"nianlun/internal/web/account"
	webcalendar "nianlun/internal/web/calendar"
	"nianlun/internal/web/codelist"
	"nianlun/internal/web/collect"
	"nianlun/internal/web/collect/burdens"
	"nianlun/internal/web/collect/mandates"
	"nianlun/internal/web/collect/workbooks"
	"nianlun/internal/web/design"
	"nianlun/internal/web/desk"
	"nianlun/internal/web/document"
	"nianlun/internal/web/door"
	"nianlun/internal/web/hook"
	"nianlun/internal/web/indicator"
	"nianlun/internal/web/plan"
	"nianlun/internal/web/unit"
)

// openDoors puts the browser's and the programs' doors in front of the services.
func (a *App) openDoors() (http.Handler, error) {
	assets, err := web.Assets()
	if err != nil {
		return nil, err
	}
	settings := door.DefaultSettings()
	settings.Secure = a.config.Secure
	d, err := door.New(door.Config{
		Gate: gate{a}, Sessions: a.Sessions, Assets: assets, Log: a.config.Log, Now: a.config.Now,
		Settings: settings, Home: "/home", Account: account.Home, Password: account.Password, Nav: web.Nav, Years: a.years, Notices: a.Notices.Unread,
	})
	if err != nil {
		return nil, err
	}
	programs, err := api.New(api.Config{
		Tokens: a.Accounts, Returns: api.Collected{Collect: a.Collect}, Indicators: a.Indicators, Replays: apidb.New(a.db), Hooks: a.Hooks, Corrections: api.Corrected{Collect: a.Collect}, CodeLists: a.CodeLists,
		Log: a.config.Log, Now: a.config.Now, Settings: api.DefaultSettings(),
	})
	if err != nil {
		return nil, err
	}
	return d.Serve(a.pages().Routes(), door.Mount{Pattern: api.Prefix + "/", Handler: programs})
}

func (a *App) pages() web.Pages {
	asked := mandates.Pages{Returns: a.Collect, Levels: a.Levels}
	return web.Pages{
		Desk:       desk.Pages{Tasks: a.Plan, Returns: a.Collect, Mandates: a.Levels, Drafts: a.Drafts, Inbox: a.Notices, Calendar: a.Calendar, Params: a.Params, Now: a.config.Now},
		Plan:       plan.Pages{Plans: a.Plan},
		Collect:    collect.Routes(a.Collect, asked),
		Mandates:   asked,
		Workbooks:  workbooks.Pages{Returns: a.Collect},
		Burdens:    burdens.Pages{Returns: a.Collect},
		Designs:    design.Routes(a.Designs),
		CodeLists:  codelist.Routes(a.CodeLists, a.Designs, a.Org),
		Indicators: indicator.Routes(a.Indicators, a.Collect, uses{a}),
		Units:      unit.Routes(a.Org, a.Calendar.Today),
		Calendar:   webcalendar.Routes(a.Calendar),
		Account:    account.Routes(a.Accounts, a.Org),
		Documents:  document.Pages{Readings: a.Readings, Batches: a.Batches},
		Drafts:     document.DraftPages{Drafts: a.Drafts, Blobs: a.Blobs, Jobs: a.Jobs, Spans: spans{}},
		Hooks:      hook.Routes(a.Hooks),
	}
}

// years are the years with a plan, and the present one.
func (a *App) years(ctx context.Context, by access.Actor) ([]int, error) {
	now := calendar.Today(a.config.Now()).Year
	if access.Scope(by, access.Read, access.Plan).Empty() {
		return []int{now}, nil
	}
	counts, err := a.Plan.Years(ctx, by)
	if err != nil {
		return nil, err
	}
	years := []int{now}
	for _, c := range counts {
		if !slices.Contains(years, c.Year) {
			years = append(years, c.Year)
		}
	}
	slices.Sort(years)
	slices.Reverse(years)
	return years, nil
}

// spans finds the period that a summary takes its figures from.
type spans struct{}

// SpanOf implements document.Spans: the first half of the year, or the year.
func (spans) SpanOf(year int, half bool) string {
	if half {
		return fmt.Sprintf("%04d-H1", year)
	}
	return fmt.Sprintf("%04d", year)
}
