package app_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/base/org"
	"nianlun/internal/engine/period"
)

// newcomer is a person of the office whose password the administrator has set.
func newcomer(t *testing.T, login, password string) {
	t.Helper()
	ctx := context.Background()
	person, err := world.Org.AddPerson(ctx, system(), org.Person{Name: "新来", Login: login, Active: true})
	must(t, err)
	units, err := world.Org.Sections(ctx, world.id, period.DateOf(today))
	must(t, err)
	_, err = world.Org.AddPosts(ctx, system(), []org.Post{{Person: person.ID, Unit: units[0].ID, Role: access.Section}})
	must(t, err)
	must(t, world.Accounts.SetPassword(ctx, system(), person.ID, password))
}

func TestANewcomerChoosesAPasswordAndThenWorks(t *testing.T) {
	newcomer(t, "newcomer", "Set-By-Admin-1")
	v := newVisitor(t)
	p := v.post("/signin", url.Values{"login": {"newcomer"}, "password": {"Set-By-Admin-1"}, "next": {"/collect"}})
	if p.location != "/account/password?next=%2Fcollect" {
		t.Fatalf("sign-in leads to %q", p.location)
	}
	for _, path := range []string{"/desk", "/collect", "/account", "/units"} {
		if p := v.get(path); !strings.HasPrefix(p.location, "/account/password") {
			t.Errorf("%s is open: %d %q", path, p.status, p.location)
		}
	}
	p = v.get("/account/password?next=%2Fcollect")
	if p.status != http.StatusOK || p.Find("#password-form input[type=password]").Length() != 3 || p.Find("#password-form input[name=next]").AttrOr("value", "") != "/collect" {
		t.Fatalf("%d %s", p.status, text(p.Find("main")))
	}
	other := newVisitor(t)
	other.post("/signin", url.Values{"login": {"newcomer"}, "password": {"Set-By-Admin-1"}})
	change := func(old, password, again string) page {
		return v.post("/account/password", url.Values{"old": {old}, "password": {password}, "again": {again}, "next": {"/collect"}})
	}
	for _, c := range []struct{ old, password, again, field string }{
		{"Set-By-Admin-1", "short", "short", "password"},
		{"Set-By-Admin-1", "newcomer-2026-A", "newcomer-2026-A", "password"},
		{"Set-By-Admin-1", "Set-By-Admin-1", "Set-By-Admin-1", "password"},
		{"Set-By-Admin-1", "My-Own-Word-7", "My-Own-Word-8", "again"},
		{"not it at all", "My-Own-Word-7", "My-Own-Word-7", "old"},
	} {
		p := change(c.old, c.password, c.again)
		if p.status != http.StatusUnprocessableEntity || p.Find("#"+c.field+"-why").Length() != 1 || strings.Contains(p.body, c.password) {
			t.Errorf("%+v: %d %s", c, p.status, text(p.Find("main")))
		}
	}
	wait(t, time.Millisecond) // the clock of these tests stands still
	if p := change("Set-By-Admin-1", "My-Own-Word-7", "My-Own-Word-7"); p.location != "/collect" {
		t.Fatalf("%d %q %s", p.status, p.location, text(p.Find("main")))
	}
	if p := v.get("/collect"); p.status != http.StatusOK || !strings.Contains(p.body, "别处的登录已全部退出") {
		t.Errorf("after the change: %d", p.status)
	}
	if p := other.get("/desk"); !strings.HasPrefix(p.location, "/signin?ended=password") {
		t.Errorf("another session of the same person: %d %q", p.status, p.location)
	}
	p = v.get("/account")
	rows := p.Find("#visits").Parent().Parent().Find("tbody tr")
	if p.status != http.StatusOK || rows.Length() < 4 || !strings.Contains(text(rows.First()), "更改口令") {
		t.Errorf("%d rows: %s", rows.Length(), text(p.Find("main")))
	}
}

func TestAResetEndsEverySession(t *testing.T) {
	newcomer(t, "reset", "Set-By-Admin-1")
	v := newVisitor(t)
	v.post("/signin", url.Values{"login": {"reset"}, "password": {"Set-By-Admin-1"}})
	wait(t, time.Millisecond) // the clock of these tests stands still
	if p := v.post("/account/password", url.Values{"old": {"Set-By-Admin-1"}, "password": {"My-Own-Word-7"}, "again": {"My-Own-Word-7"}}); p.location != "/account" {
		t.Fatalf("%d %s", p.status, text(p.Find("main")))
	}
	if p := v.get("/desk"); p.status != http.StatusOK {
		t.Fatal(p.status)
	}
	person, err := world.Org.PersonByLogin(context.Background(), world.id, "reset")
	must(t, err)
	wait(t, time.Millisecond)
	must(t, world.Accounts.SetPassword(context.Background(), system(), person.ID, "Set-By-Admin-2"))
	if p := v.get("/desk"); p.status != http.StatusSeeOther || !strings.HasPrefix(p.location, "/signin?ended=password") {
		t.Errorf("%d %q", p.status, p.location)
	}
}

func TestTheDemosPeopleAreNotForced(t *testing.T) {
	if p := signIn(t, "school01").get("/desk"); p.status != http.StatusOK {
		t.Errorf("%d %q", p.status, p.location)
	}
}
