package app_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"nianlun/internal/api"
	"nianlun/internal/app"
	"nianlun/internal/base/access"
	"nianlun/internal/base/account"
	"nianlun/internal/base/org"
	"nianlun/internal/demo"
	"nianlun/internal/engine/period"
	"nianlun/internal/work/collect"
)

// The demo's county and the city above it.
const countyCode, cityCode = "990107", "990100"

func signInTo(t testing.TB, bureau, login string) *visitor {
	t.Helper()
	v := newVisitor(t)
	if p := v.post("/signin", url.Values{"login": {login}, "password": {demo.Password}, "bureau": {bureau}}); p.status != http.StatusSeeOther {
		t.Fatalf("sign-in of %s to %s: %d %s", login, bureau, p.status, text(p.Find("main")))
	}
	return v
}

func cityID(t testing.TB) string {
	t.Helper()
	all, err := world.Org.Bureaus(context.Background())
	must(t, err)
	at := slices.IndexFunc(all, func(b org.Bureau) bool { return b.Code == cityCode })
	if at < 1 {
		t.Fatalf("the demo has no city, or it is the first: %+v", all)
	}
	return all[at].ID
}

func TestEachRequestServesTheSessionsBureau(t *testing.T) {
	for _, c := range []struct{ bureau, login, name string }{{cityCode, "shibgs1", "云州市教育局"}, {countyCode, "bangongshi1", "云湖区教育局"}, {"", "bangongshi1", "云湖区教育局"}} {
		v := newVisitor(t)
		form := url.Values{"login": {c.login}, "password": {demo.Password}}
		if c.bureau != "" {
			form.Set("bureau", c.bureau)
		}
		if p := v.post("/signin", form); p.status != http.StatusSeeOther {
			t.Fatalf("%+v: %d", c, p.status)
		}
		for _, path := range v.open("/desk").rail() {
			p := v.open(path)
			if got := text(p.Find("header.bar a").First()); p.status != http.StatusOK || got != c.name {
				t.Errorf("%+v %s: %d, the frame names %q", c, path, p.status, got)
			}
		}
	}
	city := signInTo(t, cityCode, "shibgs1")
	if p := city.open("/units"); !strings.Contains(text(p.Find("main")), "青山县教育局") || strings.Contains(text(p.Find("main")), "小学") {
		t.Errorf("the city's units: %s", text(p.Find("main")))
	}
}

func TestALoginOfAnotherBureauIsUnknown(t *testing.T) {
	try := func(bureau, login string) page {
		return newVisitor(t).post("/signin", url.Values{"login": {login}, "password": {demo.Password}, "bureau": {bureau}})
	}
	foreign, nobody := try(cityCode, "renshi2"), try(cityCode, "nobody-at-all")
	if foreign.status != http.StatusUnauthorized || nobody.status != http.StatusUnauthorized {
		t.Fatalf("%d and %d", foreign.status, nobody.status)
	}
	one := strings.ReplaceAll(text(foreign.Find("main")), "renshi2", "x")
	if other := strings.ReplaceAll(text(nobody.Find("main")), "nobody-at-all", "x"); one != other {
		t.Errorf("%q and %q", one, other)
	}
	// What failed in the city does not count in the county.
	for range 6 {
		try(cityCode, "jijiao2")
	}
	if p := try(cityCode, "jijiao2"); p.status != http.StatusLocked {
		t.Errorf("the city lets one try for ever: %d", p.status)
	}
	if p := try(countyCode, "jijiao2"); p.status != http.StatusSeeOther {
		t.Errorf("the city's lock holds in the county: %d", p.status)
	}
	ctx := context.Background()
	person, err := world.Org.PersonByLogin(ctx, world.id, "jijiao2")
	must(t, err)
	log, err := world.Audit.Of(ctx, world.id, access.Person, person.ID)
	must(t, err)
	for _, e := range log {
		if e.Verb == "signin.wrong" || e.Verb == "signin.lock" {
			t.Errorf("the city's failure stands in the county's log: %+v", e)
		}
	}
}

// Whatever address one knows of another bureau, nothing is there.
func TestPagesOfAnotherBureauAreNotFound(t *testing.T) {
	x := someThings(t)
	v := signInTo(t, cityCode, "shijc1")
	seen := 0
	for _, r := range routes() {
		if r.Method != http.MethodGet || !hole.MatchString(strings.ReplaceAll(r.Path, "{year}", "")) {
			continue
		}
		at := x.fill(r.Path)
		if p := v.get(at); p.status != http.StatusNotFound {
			t.Errorf("%s (%s): %d to %q", r.Path, at, p.status, p.location)
		}
		seen++
	}
	if seen < 20 {
		t.Errorf("only %d addresses were tried", seen)
	}
	for _, post := range []string{collect.Link(x.ret) + "/submit", "/plan/tasks/" + x.task + "/progress", "/collect/campaigns/" + x.campaign + "/end"} {
		if p := v.post(post, url.Values{"note": {"x"}, "reason": {"x"}}); p.status != http.StatusNotFound {
			t.Errorf("POST %s: %d", post, p.status)
		}
	}
}

func TestATokenActsInItsOwnBureauOnly(t *testing.T) {
	ctx := context.Background()
	city := access.System(cityID(t))
	person, err := world.Org.PersonByLogin(ctx, city.Bureau, "shijc1")
	must(t, err)
	posts, err := world.Org.Posts(ctx, city.Bureau, person.ID, period.DateOf(today))
	must(t, err)
	_, secret, err := world.Accounts.NewToken(ctx, city, person.ID, posts[0].ID, "对接", time.Time{})
	must(t, err)
	v := newVisitor(t)
	v.header.Set("Authorization", "Bearer "+secret)
	if p := v.get(api.Prefix + "/returns?limit=5"); p.status != http.StatusOK || strings.Contains(p.body, "building-progress") || !strings.Contains(p.body, "after-school") {
		t.Errorf("%d %s", p.status, p.body)
	}
	if p := v.get(api.Prefix + "/returns/" + someThings(t).ret); p.status != http.StatusNotFound {
		t.Errorf("the county's return: %d", p.status)
	}
}

// A host name of a bureau's own offers that bureau alone.
func TestHostsOfBureaus(t *testing.T) {
	ctx := context.Background()
	a, err := app.Open(ctx, app.Config{
		Data: t.TempDir(), PasswordCost: account.Cost{Memory: 64, Time: 1, Threads: 1},
		Hosts: map[string]string{"city.example.cn": "330200", "gone.example.cn": "330299"},
	})
	must(t, err)
	t.Cleanup(func() { must(t, a.Close()) })
	ask := func(host, path string) *http.Response {
		r := httptest.NewRequest(http.MethodGet, path, nil)
		r.Host = host
		w := httptest.NewRecorder()
		a.Handler().ServeHTTP(w, r)
		return w.Result()
	}
	read := func(host string) string {
		answer := ask(host, "/signin")
		defer func() { _ = answer.Body.Close() }()
		body, err := io.ReadAll(answer.Body)
		must(t, err)
		return string(body)
	}
	if got := ask("any.example.cn", "/signin").StatusCode; got != http.StatusServiceUnavailable {
		t.Errorf("without a bureau: %d", got)
	}
	for code, name := range map[string]string{"330200": "甲市教育局", "330212": "乙区教育局"} {
		_, logins, err := a.AddBureau(ctx, app.NewBureau{Code: code, Name: name, Admin: "root", AdminName: "管理员"})
		must(t, err)
		if len(logins) != 1 || len(logins[0].Password) < 16 {
			t.Errorf("%+v", logins)
		}
	}
	if got := read("city.example.cn:8443"); strings.Contains(got, "乙区教育局") || strings.Contains(got, `name="bureau"`) || !strings.Contains(got, "甲市教育局") {
		t.Error("the city's host offers more than the city")
	}
	if got := read("any.example.cn"); !strings.Contains(got, "乙区教育局") || !strings.Contains(got, `name="bureau"`) {
		t.Error("another host does not offer both")
	}
	if got := ask("gone.example.cn", "/signin").StatusCode; got != http.StatusServiceUnavailable {
		t.Errorf("a host of a bureau that is not there: %d", got)
	}
	if _, _, err := a.AddBureau(ctx, app.NewBureau{Code: "330200", Name: "丙市教育局", Admin: "root", AdminName: "管理员"}); err == nil {
		t.Error("two bureaus of one code")
	}
}
