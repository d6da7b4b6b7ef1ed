package design

import (
	"context"

	"nianlun/internal/kit/i18n"
)

// Campaigns tells which forms are being filled; work/collect fulfils it through app.
type Campaigns interface {
	// Running are the running campaigns of a bureau.
	Running(ctx context.Context, bureau string) ([]Use, error)
}

// Use is a running campaign that asks a form.
type Use struct {
	Campaign string // its id
	Title    string
	Form     string
	Version  int
	Owner    string // the section that asks
	Returns  []Count
}

// Count is how many returns of a campaign stand in a state.
type Count struct {
	State i18n.Text
	N     int
	// Open returns are not handed in yet.
	Open bool
}

// Open is how many returns are not handed in yet, All how many there are.
func (u Use) Open() int {
	n := 0
	for _, c := range u.Returns {
		if c.Open {
			n += c.N
		}
	}
	return n
}

// All is how many returns the campaign has.
func (u Use) All() int {
	n := 0
	for _, c := range u.Returns {
		n += c.N
	}
	return n
}

// uses are the running campaigns by form; none when nobody can tell.
func (s *Service) uses(ctx context.Context, bureau string) (map[string][]Use, error) {
	out := map[string][]Use{}
	if s.Campaigns == nil {
		return out, nil
	}
	running, err := s.Campaigns.Running(ctx, bureau)
	for _, u := range running {
		out[u.Form] = append(out[u.Form], u)
	}
	return out, err
}
