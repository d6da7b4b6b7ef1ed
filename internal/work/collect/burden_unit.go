package collect

import (
	"context"

	"nianlun/internal/base/access"
	"nianlun/internal/kit/fault"
)

// UnitAccount is one unit's year with the returns behind each number.
type UnitAccount struct {
	UnitBurden
	Year    int
	Caps    []Cap
	Forms   []FormBurden
	Returns []ReturnCost // the earliest due first
}

// ReturnCost is what one return costs.
type ReturnCost struct {
	Item
	Cells int // answered, or asked while it is not handed in
}

// UnitBurden is one unit's account. A unit whose returns the post may not read
// looks as if it did not exist.
func (s *Service) UnitBurden(ctx context.Context, by access.Actor, year int, unit string) (UnitAccount, error) {
	thing := access.Thing{Bureau: by.Bureau, Kind: access.Return, Unit: unit}
	if access.Check(by, access.Read, thing) != nil {
		return UnitAccount{}, fault.New(fault.NotFound, "notfound")
	}
	u, err := s.Units.Unit(ctx, by.Bureau, unit)
	if err != nil {
		return UnitAccount{}, err
	}
	b, err := s.burden(ctx, by.Bureau, year, unit)
	if err != nil {
		return UnitAccount{}, err
	}
	account := UnitAccount{UnitBurden: UnitBurden{Unit: u}, Year: year, Caps: b.Caps, Forms: b.Forms}
	if len(b.Units) > 0 {
		account.UnitBurden = b.Units[0]
	}
	due, err := s.Burdens.Due(ctx, by.Bureau, year, unit)
	if err != nil {
		return UnitAccount{}, err
	}
	items, err := s.items(ctx, by.Bureau, due, nil)
	if err != nil {
		return UnitAccount{}, err
	}
	account.Returns = make([]ReturnCost, len(items))
	for i, item := range items {
		account.Returns[i] = ReturnCost{Item: item, Cells: item.Work.Cells}
		if !item.Work.Counted {
			v, err := s.versionOf(ctx, by.Bureau, FormVersion{item.Form, item.Version})
			if err != nil {
				return UnitAccount{}, err
			}
			account.Returns[i].Cells = v.asks
		}
	}
	return account, nil
}

// OverCaps are the caps that the actor's own unit is above this year; none for a
// post that belongs to the bureau.
func (s *Service) OverCaps(ctx context.Context, by access.Actor) ([]Excess, error) {
	own := access.Scope(by, access.Read, access.Return).Unit
	if own == "" || s.Burdens == nil {
		return nil, nil
	}
	b, err := s.burden(ctx, by.Bureau, s.today().Year, own)
	if err != nil || len(b.Units) == 0 {
		return nil, err
	}
	return b.Units[0].Excess, nil
}
