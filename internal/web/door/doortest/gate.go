// Package doortest owns the door through which tests of pages go: a gate that opens to
// any password of whoever works in the bureau, and a site behind it.
//
// It never judges a right: posts are those that a test gives, and the services judge them.
package doortest

import (
	"context"
	"log/slog"
	"net/http/httptest"
	"net/netip"
	"testing"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/base/calendar"
	"nianlun/internal/base/org"
	"nianlun/internal/kit/fault"
	"nianlun/internal/web/door"
	"nianlun/internal/web/pagetest"
)

// Gate lets in everybody of a bureau. Logins are the ids of people.
type Gate struct {
	Bureau string
	Org    *org.Service
	Now    func() time.Time // posts are those of that day
}

// Found makes a bureau with these units and its gate.
func Found(t testing.TB, all *org.Service, units ...org.Unit) Gate {
	t.Helper()
	ctx := context.Background()
	one, err := all.AddBureau(ctx, access.Actor{Door: access.Command}, org.Bureau{Name: "云湖区教育局", Code: "350201"})
	must(t, err)
	_, err = all.AddUnits(ctx, access.System(one.ID), units)
	must(t, err)
	return Gate{Bureau: one.ID, Org: all, Now: all.Now}
}

// Add makes a person with one post.
func (g Gate) Add(t testing.TB, id, name, unit string, role access.Role) {
	t.Helper()
	ctx, by := context.Background(), access.System(g.Bureau)
	_, err := g.Org.AddPerson(ctx, by, org.Person{ID: id, Name: name, Login: id, Active: true})
	must(t, err)
	_, err = g.Org.AddPost(ctx, by, org.Post{ID: "p-" + id, Person: id, Unit: unit, Role: role})
	must(t, err)
}

// Actor is a person in the first post, at a screen.
func (g Gate) Actor(t testing.TB, id string) access.Actor {
	t.Helper()
	ctx, today := context.Background(), calendar.Today(g.Now())
	posts, err := g.Org.Posts(ctx, g.Bureau, id, today)
	must(t, err)
	if len(posts) == 0 {
		t.Fatalf("%s has no post", id)
	}
	by, err := g.Org.ActorOf(ctx, g.Bureau, posts[0].ID, access.Screen, today)
	must(t, err)
	return by
}

// SignIn implements door.Gate.
func (g Gate) SignIn(ctx context.Context, _, login, _ string, _ netip.Addr) (door.Person, error) {
	p, err := g.Org.Person(ctx, g.Bureau, login)
	if err != nil {
		return door.Person{}, fault.New(fault.SignIn, "signin.wrong", "left", 1)
	}
	return door.Person{ID: p.ID, Name: p.Name}, nil
}

// Standing implements door.Gate.
func (g Gate) Standing(ctx context.Context, _, person string) (door.Standing, error) {
	posts, err := g.Org.Posts(ctx, g.Bureau, person, calendar.Today(g.Now()))
	if err != nil {
		return door.Standing{}, err
	}
	var standing door.Standing
	for _, p := range posts {
		unit, err := g.Org.Unit(ctx, g.Bureau, p.Unit)
		if err != nil {
			return door.Standing{}, err
		}
		standing.Posts = append(standing.Posts, door.Post{ID: p.ID, Unit: p.Unit, UnitName: unit.Label(), Role: p.Role, RoleName: access.RoleName(p.Role)})
	}
	return standing, nil
}

// Bureaus implements door.Gate.
func (g Gate) Bureaus(context.Context, string) ([]door.Bureau, error) {
	return []door.Bureau{{ID: g.Bureau, Name: "云湖区教育局"}}, nil
}

// Config is a door at the gate that leads home; a test changes what it needs otherwise.
func (g Gate) Config(home string) door.Config {
	return door.Config{
		Gate: g, Sessions: &pagetest.Sessions{}, Log: slog.New(slog.DiscardHandler), Now: time.Now, Settings: door.DefaultSettings(), Home: home,
		Years: func(context.Context, access.Actor) ([]int, error) { return []int{2026}, nil },
	}
}

// Serve opens a site behind a door and gives its address.
func Serve(t testing.TB, c door.Config, routes []door.Route) string {
	t.Helper()
	d, err := door.New(c)
	must(t, err)
	handler, err := d.Serve(routes)
	must(t, err)
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return server.URL
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
