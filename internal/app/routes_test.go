package app_test

import (
	"context"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"nianlun/internal/web"
	"nianlun/internal/web/account"
	"nianlun/internal/web/codelist"
	"nianlun/internal/web/collect"
	"nianlun/internal/web/design"
	"nianlun/internal/web/door"
	"nianlun/internal/web/hook"
	"nianlun/internal/web/indicator"
	"nianlun/internal/web/unit"
	work "nianlun/internal/work/collect"
	"nianlun/internal/work/document"
)

func routes() []door.Route {
	return web.Pages{
		Collect: collect.Routes(nil, nil), Designs: design.Routes(nil), CodeLists: codelist.Routes(nil, nil, nil), Indicators: indicator.Routes(nil, nil, nil), Units: unit.Routes(nil, nil), Hooks: hook.Routes(nil),
		Account: account.Routes(nil, nil),
	}.Routes()
}

// things are ids of the demo bureau that fill the holes of paths, so that what
// answers is the rule about the thing and not its absence.
type things struct {
	task, plan, campaign, ret, reading, draft string
	unit, form, design, hook, list            string // of the bureau of the rights alone
}

func someThings(t *testing.T) things {
	t.Helper()
	ctx := context.Background()
	board, err := world.Plan.Board(ctx, system(), today.Year())
	must(t, err)
	returns, err := world.Collect.List(ctx, system(), work.Filter{})
	must(t, err)
	readings, err := world.Readings.List(ctx, system(), today.Year())
	must(t, err)
	if len(board.Rows) == 0 || len(returns) == 0 || len(readings) == 0 {
		t.Fatalf("the demo bureau is empty: %d tasks, %d returns, %d readings", len(board.Rows), len(returns), len(readings))
	}
	return things{
		task: board.Rows[0].ID, plan: board.Plans[0].ID, campaign: returns[0].Campaign, ret: returns[0].ID,
		reading: readings[0].ID, draft: someDraft(t),
	}
}

// someDraft is a draft of the office; one is made when there is none.
func someDraft(t *testing.T) string {
	t.Helper()
	ctx := context.Background()
	drafts, err := world.Drafts.List(ctx, system(), today.Year())
	must(t, err)
	if len(drafts) > 0 {
		return drafts[0].ID
	}
	d, err := world.Drafts.Start(ctx, system(), document.NewDraft{Kind: document.Annual, Year: today.Year(), Period: "2026"})
	must(t, err)
	return d.ID
}

var hole = regexp.MustCompile(`\{\w+\}`)

// fill makes an address of a route's path.
func (x things) fill(path string) string {
	return hole.ReplaceAllStringFunc(path, func(name string) string {
		switch {
		case name == "{year}":
			return "2026"
		case name == "{task}":
			return x.task
		case name == "{plan}":
			return x.plan
		case name == "{campaign}":
			return x.campaign
		case name == "{return}":
			return x.ret
		case name == "{code}":
			return "training-people"
		case name == "{period}":
			return "2026-09"
		case name == "{id}" && strings.HasPrefix(path, "/documents"):
			return x.reading
		case name == "{id}" && strings.HasPrefix(path, "/drafts"):
			return x.draft
		case name == "{unit}" && x.unit != "":
			return x.unit
		case name == "{form}" && x.form != "":
			return x.form
		case name == "{draft}" && x.design != "":
			return x.design
		case name == "{list}" && x.list != "":
			return x.list
		case name == "{hook}" && x.hook != "":
			return x.hook
		default:
			return "019b0000-0000-7000-8000-000000000000"
		}
	})
}

// Nothing but the door's own pages answers people who have not signed in.
func TestEveryRouteAsksForSignIn(t *testing.T) {
	x := someThings(t)
	for _, r := range routes() {
		at := x.fill(r.Path)
		v := newVisitor(t)
		ask := func() page {
			if r.Method == http.MethodPost {
				return v.post(at, url.Values{"reason": {"x"}})
			}
			return v.get(at)
		}
		if p := ask(); p.status != http.StatusSeeOther || !strings.HasPrefix(p.location, "/signin") {
			t.Errorf("%s %s: %d to %q", r.Method, at, p.status, p.location)
		}
		v.header.Set("Accept", "application/json")
		if p := ask(); p.status != http.StatusUnauthorized {
			t.Errorf("%s %s for a script: %d", r.Method, at, p.status)
		}
		v.header.Del("Accept")
		v.header.Set("HX-Request", "true")
		if p := ask(); p.status != http.StatusOK || !strings.HasPrefix(p.header.Get("HX-Redirect"), "/signin") || p.body != "" {
			t.Errorf("%s %s for htmx: %d to %q, %d bytes", r.Method, at, p.status, p.header.Get("HX-Redirect"), len(p.body))
		}
	}
}

// Another site's page cannot press a button in somebody's name.
func TestOtherSitesPressNothing(t *testing.T) {
	x := someThings(t)
	v := signIn(t, "bangongshi1")
	v.header.Set("Sec-Fetch-Site", "cross-site")
	for _, r := range routes() {
		if r.Method != http.MethodPost {
			continue
		}
		if p := v.post(x.fill(r.Path), nil); p.status != http.StatusForbidden {
			t.Errorf("%s: %d", r.Path, p.status)
		}
	}
}
