package app_test

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/demo"
	"nianlun/internal/work/collect"
	"nianlun/internal/work/plan"
)

// people are one account of each role and the places that its post may open,
// besides the desk.
var people = []struct {
	login string
	role  access.Role
	rail  []string
}{
	{"bangongshi1", access.Office, []string{"/ring", "/plan/tasks", "/collect", "/indicators", "/documents", "/units", "/hooks"}},
	{"fang", access.Director, []string{"/ring", "/plan/tasks", "/collect", "/indicators", "/documents", "/units"}},
	{"wuhy", access.Deputy, []string{"/ring", "/plan/tasks", "/collect", "/indicators", "/documents", "/units"}},
	{"jicai1", access.Section, []string{"/ring", "/plan/tasks", "/collect", "/indicators", "/documents", "/units"}},
	{"school01", access.Clerk, []string{"/plan/tasks", "/collect", "/indicators"}},
	{"head01", access.Head, []string{"/ring", "/plan/tasks", "/collect", "/indicators"}},
	{"duxue1", access.Inspector, []string{"/ring", "/plan/tasks", "/collect", "/indicators", "/units"}},
	{"dingyi", access.SysAdmin, []string{"/units"}},
	{"baij", access.SecAdmin, []string{"/units"}},
	{"zhongm", access.Auditor, nil},
}

// administrators run the house and read nothing of its work.
var administrators = []string{"dingyi", "baij", "zhongm"}

func TestRailShowsWhatThePostMayOpen(t *testing.T) {
	for _, p := range people {
		v := signIn(t, p.login)
		desk := v.get("/desk")
		if desk.status != http.StatusOK || text(desk.Find("main h1")) == "" {
			t.Errorf("%s: the desk answers %d", p.role, desk.status)
		}
		if got, want := desk.rail(), append([]string{"/desk"}, p.rail...); !slices.Equal(got, want) {
			t.Errorf("%s: the rail shows %q, want %q", p.role, got, want)
		}
		for _, href := range desk.rail() {
			at := v.open(href)
			if at.status != http.StatusOK {
				t.Errorf("%s: %s answers %d", p.role, href, at.status)
			}
			if n := at.Find("nav.rail > a.to[aria-current=true]").Length(); n != 1 {
				t.Errorf("%s: on %s %d places of the rail are marked", p.role, href, n)
			}
		}
	}
}

func TestHomeIsWhereThePostBegins(t *testing.T) {
	for _, p := range people {
		want := "/desk"
		if p.role == access.Director {
			want = "/ring/2026"
		}
		if at := signIn(t, p.login).get("/home"); at.location != want {
			t.Errorf("%s begins at %q", p.role, at.location)
		}
	}
}

// Every page of the table, asked by every post: what the rail does not offer is
// refused, and nothing breaks.
func TestPagesBeyondThePostAreRefused(t *testing.T) {
	x := someThings(t)
	x.ret = ownReturn(t, "school02").ID
	for _, p := range people {
		v := signIn(t, p.login)
		for _, r := range routes() {
			if r.Method != http.MethodGet {
				continue
			}
			at := v.open(x.fill(r.Path))
			if at.status >= http.StatusInternalServerError {
				t.Errorf("%s: %s answers %d", p.role, r.Path, at.status)
			}
			if !offered(p.rail, r.Path) && at.status != http.StatusNotFound && at.status != http.StatusForbidden {
				if slices.Contains(bare, string(p.role)+" "+r.Path) {
					continue
				}
				t.Errorf("%s: %s answers %d to a post that may not open it", p.role, r.Path, at.status)
			}
		}
	}
}

// bare are pages that answer a post which the rail does not lead there: an empty
// page or a form that its own act refuses. They show no business; each line goes
// when its page asks for the right first.
var bare = []string{"clerk /ring", "clerk /ring/{year}"}

// offered tells whether a path lies in a place that the rail offers.
func offered(rail []string, path string) bool {
	places := map[string]string{
		"home": "", "desk": "", "notices": "", "ring": "/ring", "plan": "/plan/tasks", "collect": "/collect",
		"indicators": "/indicators", "figures": "/indicators", "documents": "/documents", "batches": "/documents", "drafts": "/documents", "issues": "/documents", "units": "/units",
	}
	place := places[strings.Split(path, "/")[1]]
	return place == "" || slices.Contains(rail, place)
}

// What administrators press does nothing, and what they see names no task, no
// return, no figure and no document.
func TestAdministratorsSeeNoBusiness(t *testing.T) {
	x := someThings(t)
	ctx := context.Background()
	board, err := world.Plan.Board(ctx, system(), today.Year())
	must(t, err)
	for _, login := range administrators {
		v := signIn(t, login)
		for _, path := range []string{"/desk", "/notices"} {
			shown := text(v.get(path).Find("body"))
			for _, row := range board.Rows {
				if strings.Contains(shown, row.Title) {
					t.Errorf("%s reads %q on %s", login, row.Title, path)
				}
			}
			if n := v.get(path).Find("main .spread, main a.fig, main ul.owed a.what").Length(); n != 0 {
				t.Errorf("%s sees %d parts of the work on %s", login, n, path)
			}
		}
		for _, r := range routes() {
			if r.Method != http.MethodPost || strings.HasPrefix(r.Path, "/notices") {
				continue
			}
			p := v.post(x.fill(r.Path), url.Values{"reason": {"因为"}, "rev": {"1"}, "revision": {"1"}})
			if p.status < http.StatusBadRequest || p.status >= http.StatusInternalServerError {
				t.Errorf("%s: POST %s answers %d", login, r.Path, p.status)
			}
		}
	}
	after, err := world.Plan.Board(ctx, system(), today.Year())
	must(t, err)
	if changed(board, after) {
		t.Error("an administrator changed a task")
	}
}

func changed(a, b plan.Board) bool {
	return !slices.EqualFunc(a.Rows, b.Rows, func(x, y plan.Row) bool { return x.ID == y.ID && x.Rev == y.Rev && x.State == y.State })
}

// ownReturn is a return of the school of a login.
func ownReturn(t *testing.T, login string) collect.Item {
	t.Helper()
	ctx := context.Background()
	person, err := world.Org.PersonByLogin(ctx, world.id, login)
	must(t, err)
	all, err := world.Collect.List(ctx, system(), collect.Filter{})
	must(t, err)
	for _, item := range all {
		holders, err := world.Org.PostsOfUnit(ctx, world.id, item.Unit, access.Clerk, item.Today)
		must(t, err)
		if len(holders) > 0 && holders[0].Person.ID == person.ID {
			return item
		}
	}
	t.Fatalf("%s has no return", login)
	return collect.Item{}
}

// A school sees its own returns; those of another do not exist for it, and the
// log says who looked.
func TestForeignReturnIsHiddenAndNoted(t *testing.T) {
	ctx := context.Background()
	foreign := ownReturn(t, "school02")
	noted := func() int {
		t.Helper()
		entries, err := world.Audit.Of(ctx, world.id, access.Return, foreign.ID)
		must(t, err)
		n := 0
		for _, e := range entries {
			if e.Verb == "return.hidden" {
				n++
			}
		}
		return n
	}
	for _, login := range []string{"school01", "head01"} {
		v, before := signIn(t, login), noted()
		if own := v.get("/collect/returns/" + ownReturn(t, "school01").ID); own.status != http.StatusOK {
			t.Errorf("%s: the own return answers %d", login, own.status)
		}
		p := v.get("/collect/returns/" + foreign.ID)
		if p.status != http.StatusNotFound || strings.Contains(p.body, foreign.UnitName) {
			t.Errorf("%s: a foreign return answers %d", login, p.status)
		}
		if n := noted(); n != before+1 {
			t.Errorf("%s: %d entries in the log after %d", login, n, before)
		}
		for _, act := range []string{"", "/draft", "/sign", "/back", "/review", "/lock", "/withdraw", "/exempt", "/oblige"} {
			before = noted()
			p := v.post("/collect/returns/"+foreign.ID+act, url.Values{"act": {"submit"}, "rev": {"1"}, "base": {"1"}, "reason": {"因为"}})
			if p.status != http.StatusNotFound {
				t.Errorf("%s: POST %s to a foreign return answers %d", login, act, p.status)
			}
			if noted() != before+1 {
				t.Errorf("%s: POST %s to a foreign return is not in the log", login, act)
			}
		}
	}
	entries, err := world.Audit.Of(ctx, world.id, access.Return, foreign.ID)
	must(t, err)
	if e := entries[0]; e.Unit != foreign.Unit || e.Role != access.Head || e.Person == "" {
		t.Errorf("the log says %+v", e)
	}
}

const maxLinks = 300

// A link on the pages that a day begins with leads somewhere.
func TestLinksLeadSomewhere(t *testing.T) {
	someDraft(t)
	from := []string{"/desk", "/ring/2026", "/plan/tasks", "/collect", "/indicators", "/documents", "/drafts"}
	for _, p := range people {
		if len(p.rail) == 0 {
			continue
		}
		v := signIn(t, p.login)
		seen := map[string]bool{}
		for _, start := range from {
			if !offered(p.rail, start) {
				continue
			}
			at := v.get(start)
			if at.status != http.StatusOK {
				t.Errorf("%s: %s answers %d", p.role, start, at.status)
				continue
			}
			for _, href := range at.links() {
				if seen[href] || len(seen) >= maxLinks {
					continue
				}
				seen[href] = true
				if to := v.open(href); to.status != http.StatusOK {
					t.Errorf("%s: %s leads to %s, which answers %d", p.role, start, href, to.status)
				}
			}
		}
		if len(p.rail) > 1 && len(seen) < 15 {
			t.Errorf("%s: only %d links were found", p.role, len(seen))
		}
	}
}

// The log of the whole year that the demo lived holds.
func TestLogOfTheYearHolds(t *testing.T) {
	ctx := context.Background()
	must(t, world.Audit.Seal(ctx))
	report, err := world.Verify(ctx, system())
	must(t, err)
	if len(report.Problems) != 0 {
		t.Errorf("%d problems, the first %+v", len(report.Problems), report.Problems[0])
	}
	if report.Entries < 200 || report.Sealed != report.Entries {
		t.Errorf("%d of %d entries are sealed", report.Sealed, report.Entries)
	}
}

// Five wrong passwords lock an account for the minutes that the parameter says;
// the page says so, and even the right one does not open.
func TestWrongPasswordsLock(t *testing.T) {
	const login = "tiwei2"
	try := func(password string) page {
		return newVisitor(t).post("/signin", url.Values{"login": {login}, "password": {password}})
	}
	for left := 4; left > 0; left-- {
		p := try("wrong")
		if words := text(p.Find("main")); p.status != http.StatusUnauthorized || !strings.Contains(words, "还可以试 "+string(rune('0'+left))+" 次") {
			t.Errorf("%d left: %d %s", left, p.status, words)
		}
	}
	for _, password := range []string{"wrong", demo.Password} {
		p := try(password)
		if words := text(p.Find("main")); p.status != http.StatusLocked || !strings.Contains(words, "15 分钟后再登录") {
			t.Errorf("locked: %d %s", p.status, words)
		}
	}
	wait(t, 5*time.Minute)
	if words := text(try(demo.Password).Find("main")); !strings.Contains(words, "10 分钟后再登录") {
		t.Errorf("five minutes later: %s", words)
	}
	wait(t, 11*time.Minute)
	if p := try(demo.Password); p.status != http.StatusSeeOther {
		t.Errorf("after the lock: %d %s", p.status, text(p.Find("main")))
	}
}
