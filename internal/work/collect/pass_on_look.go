package collect

import (
	"context"
	"slices"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
)

// PassOnLook is what somebody sees before returns are passed on.
type PassOnLook struct {
	Rows  []PassRow
	Heirs []Named // units that can hand in for others: they are there and have a clerk
	Today period.Date
}

// PassRow is one return with the unit that would hand it in.
type PassRow struct {
	Obligation
	Title     string
	UnitName  string
	Successor string // that the register names; "" for none
	Err       error  // why it cannot be passed on at all, whoever takes it
}

// LookPassOn shows returns of units that are no more with those that carry them on.
// Returns of other sections' campaigns are shown to whoever may remind of them; the rest is
// left out.
//
// Faults: notfound for whoever reminds of nothing; collect.none when nothing is left.
func (s *Service) LookPassOn(ctx context.Context, by access.Actor, ids []string) (PassOnLook, error) {
	look := PassOnLook{Today: s.today()}
	if access.Scope(by, access.Remind, access.Campaign).Empty() {
		return look, fault.New(fault.NotFound, "notfound")
	}
	p, err := s.passing(ctx, by.Bureau)
	if err != nil {
		return look, err
	}
	all, err := s.Store.Obligations(ctx, by.Bureau, ids)
	if err != nil {
		return look, err
	}
	campaigns, err := s.CampaignsOf(ctx, by.Bureau, 0)
	if err != nil {
		return look, err
	}
	for _, o := range all {
		at := slices.IndexFunc(campaigns, func(c Campaign) bool { return c.ID == o.Campaign })
		if at < 0 || access.Can(by, access.Remind, campaigns[at].thing()) != access.Allowed {
			continue
		}
		row := PassRow{Obligation: o, Title: campaigns[at].Title, UnitName: p.units[o.Unit].Label(), Successor: p.units[p.successor(o.Answers())].Label()}
		if _, err := p.next(o, PassOnInput{}); err != nil && !choosable(err) {
			row.Err = err
		}
		if access.Can(by, access.Write, campaigns[at].thing()) != access.Allowed {
			row.Err = fault.New(fault.Denied, "passon.owner", "section", p.units[o.Owner].Label())
		}
		look.Rows = append(look.Rows, row)
	}
	if len(look.Rows) == 0 {
		return look, fault.New(fault.Invalid, "collect.none")
	}
	slices.SortStableFunc(look.Rows, func(a, b PassRow) int {
		return compareText(a.UnitName+a.Title+a.Period.String(), b.UnitName+b.Title+b.Period.String())
	})
	for _, u := range p.all {
		if p.fits(u.ID) {
			look.Heirs = append(look.Heirs, Named{u.ID, u.Label()})
		}
	}
	return look, nil
}

// choosable reports whether another unit than the register's would do.
func choosable(err error) bool { return fault.Is(err, "passon.none") || fault.Is(err, "passon.heir") }
