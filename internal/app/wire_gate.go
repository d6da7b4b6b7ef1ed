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
func (g gate) SignIn(ctx context.Context, login, password string, from netip.Addr) (door.Person, error) {
	bureau, _, err := g.Bureau(ctx)
	if err != nil {
		return door.Person{}, err
	}
	person, err := g.app.Accounts.SignIn(ctx, bureau, login, password, from)
	return door.Person{ID: person.ID, Name: person.Name}, err
}

// Posts implements door.Gate.
func (g gate) Posts(ctx context.Context, bureau, person string) ([]door.Post, error) {
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

// Bureau implements door.Gate. An installation serves the bureau that was made
// first; several bureaus behind one address come with host names of their own.
func (g gate) Bureau(ctx context.Context) (id, name string, err error) {
	bureaus, err := g.app.Org.Bureaus(ctx)
	if err != nil {
		return "", "", err
	}
	if len(bureaus) == 0 {
		return "", "", fault.New(fault.Unavailable, "nobureau")
	}
	return bureaus[0].ID, bureaus[0].Name, nil
}

var _ door.Gate = gate{}
