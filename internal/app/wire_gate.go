package app

import (
	"context"
	"net/netip"

	"nianlun/internal/base/access"
	"nianlun/internal/base/calendar"
	"nianlun/internal/base/org"
	"nianlun/internal/kit/fault"
	"nianlun/internal/web/door"
)

// gate lets people in: accounts prove them, the organisation knows their posts.
type gate struct {
	app *App
}

// SignIn implements door.Gate.
func (g gate) SignIn(ctx context.Context, bureau, login, password string, from netip.Addr) (door.Person, error) {
	person, err := g.app.Accounts.SignIn(ctx, bureau, login, password, from)
	return door.Person{ID: person.ID, Name: person.Name}, err
}

// Standing implements door.Gate.
func (g gate) Standing(ctx context.Context, bureau, person string) (door.Standing, error) {
	posts, err := g.posts(ctx, bureau, person)
	if err != nil {
		return door.Standing{}, err
	}
	kept, err := g.app.Accounts.Standing(ctx, bureau, person)
	if err != nil && fault.KindOf(err) != fault.NotFound {
		return door.Standing{}, err
	}
	return door.Standing{Posts: posts, MustChange: kept.MustChange, Changed: kept.Changed}, nil
}

func (g gate) posts(ctx context.Context, bureau, person string) ([]door.Post, error) {
	day := calendar.Today(g.app.config.Now())
	posts, err := g.app.Org.Posts(ctx, bureau, person, day)
	if err != nil {
		return nil, err
	}
	out := make([]door.Post, len(posts))
	for i, p := range posts {
		// Asked at every request: one unit by its key, not the names of all.
		unit, err := g.app.Org.Unit(ctx, bureau, p.Unit)
		if err != nil {
			return nil, err
		}
		out[i] = door.Post{ID: p.ID, Unit: p.Unit, UnitName: unit.Label(), Role: p.Role, RoleName: roleName(p)}
	}
	return out, nil
}

// roleName is the title that a post carries, or its role's name.
func roleName(p org.Post) string {
	if p.Title != "" {
		return p.Title
	}
	return access.RoleName(p.Role)
}

// Bureaus implements door.Gate: the one that the deployment's settings give the
// host name to, or all.
func (g gate) Bureaus(ctx context.Context, host string) ([]door.Bureau, error) {
	all, err := g.app.Org.Known(ctx)
	if err != nil {
		return nil, err
	}
	if len(all) == 0 {
		return nil, fault.New(fault.Unavailable, "nobureau")
	}
	code, own := g.app.config.Hosts[host]
	var reached []door.Bureau
	for _, b := range all {
		if !own || b.Code == code {
			reached = append(reached, door.Bureau{ID: b.ID, Code: b.Code, Name: b.Name})
		}
	}
	if len(reached) == 0 {
		return nil, fault.New(fault.Unavailable, "nobureau.host", "code", code)
	}
	return reached, nil
}

var _ door.Gate = gate{}
