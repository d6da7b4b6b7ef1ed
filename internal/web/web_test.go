package web_test

import (
	"context"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"nianlun/internal/base/access"
	"nianlun/internal/web"
	"nianlun/internal/web/account"
	"nianlun/internal/web/calendar"
	"nianlun/internal/web/codelist"
	"nianlun/internal/web/collect"
	"nianlun/internal/web/design"
	"nianlun/internal/web/door"
	"nianlun/internal/web/hook"
	"nianlun/internal/web/indicator"
	"nianlun/internal/web/unit"
)

// table is the route table; nothing in it is asked, so nothing needs a service.
func table() []door.Route {
	return web.Pages{
		Collect: collect.Routes(nil, nil), Designs: design.Routes(nil), CodeLists: codelist.Routes(nil, nil, nil), Indicators: indicator.Routes(nil, nil, nil), Units: unit.Routes(nil, nil),
		Calendar: calendar.Routes(nil), Account: account.Routes(nil, nil), Hooks: hook.Routes(nil),
	}.Routes()
}

// Whoever opens a page to people without an account adds it here, where a
// reviewer sees it. The door's own public routes are the door's to list.
var public = []string{}

func TestPublicRoutesAreThese(t *testing.T) {
	var found []string
	for _, r := range table() {
		if r.Public {
			found = append(found, r.Method+" "+r.Path)
		}
	}
	if !slices.Equal(found, public) {
		t.Errorf("public: %q, want %q", found, public)
	}
}

func TestNoRouteStandsTwice(t *testing.T) {
	seen := map[string]bool{}
	holes := regexp.MustCompile(`\{\w+\}`)
	for _, r := range table() {
		at := r.Method + " " + holes.ReplaceAllString(r.Path, "{}")
		if seen[at] {
			t.Errorf("%s stands twice", at)
		}
		seen[at] = true
	}
	if len(seen) < 60 {
		t.Errorf("only %d routes: the table is not whole", len(seen))
	}
}

// Two patterns may clash without being equal: the mux that serves them knows.
func TestRoutesFitIntoOneMux(t *testing.T) {
	mux := http.NewServeMux()
	for _, r := range table() {
		func() {
			defer func() {
				if p := recover(); p != nil {
					t.Errorf("%s %s: %v", r.Method, r.Path, p)
				}
			}()
			mux.HandleFunc(r.Method+" "+r.Path, func(http.ResponseWriter, *http.Request) {})
		}()
	}
}

var (
	segment = regexp.MustCompile(`^([a-z]+(-[a-z]+)*(\.[a-z]+)?|\{[a-z]+\})$`)
	places  = []string{"home", "desk", "notices", "ring", "plan", "collect", "indicators", "figures", "documents", "batches", "drafts", "issues", "units",
		"forms", "designs", "codelists", "calendar", "account", "hooks", "deliveries"}
)

func TestPathsAreNounsInLowerCase(t *testing.T) {
	for _, r := range table() {
		parts := strings.Split(strings.TrimPrefix(r.Path, "/"), "/")
		if !slices.Contains(places, parts[0]) {
			t.Errorf("%s begins with no place that the house knows", r.Path)
		}
		for i, part := range parts {
			if !segment.MatchString(part) {
				t.Errorf("%s: %q is no lower-case word", r.Path, part)
			}
			if i > 0 && strings.HasPrefix(part, "{") && strings.HasPrefix(parts[i-1], "{") && r.Path != "/figures/{code}/{period}" {
				t.Errorf("%s: %s stands behind no noun", r.Path, part)
			}
		}
	}
}

func TestRoutesReadOrWrite(t *testing.T) {
	for _, r := range table() {
		if r.Method != http.MethodGet && r.Method != http.MethodPost {
			t.Errorf("%s %s: forms know GET and POST only", r.Method, r.Path)
		}
		if r.Handle == nil {
			t.Errorf("%s %s is answered by nobody", r.Method, r.Path)
		}
		if r.Uploads && r.Method != http.MethodPost {
			t.Errorf("%s takes uploads by %s", r.Path, r.Method)
		}
	}
}

// The rail leads only to pages that the table has.
func TestRailLeadsToRoutes(t *testing.T) {
	gets := map[string]bool{}
	for _, r := range table() {
		if r.Method == http.MethodGet {
			gets[r.Path] = true
		}
	}
	for _, role := range access.Roles() {
		groups, err := web.Nav(context.Background(), access.Actor{
			Bureau: "b", Person: "p", Door: access.Screen, Post: access.Post{ID: "x", Unit: "u", Role: role},
		})
		if err != nil || len(groups) != 1 || len(groups[0].Items) == 0 {
			t.Fatalf("%s: %v %v", role, groups, err)
		}
		for _, item := range groups[0].Items {
			if !gets[item.Href] {
				t.Errorf("%s: %s leads to %s, which nobody answers", role, item.Code, item.Href)
			}
		}
	}
}
