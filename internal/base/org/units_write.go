package org

import (
	"context"
	"fmt"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/id"
)

// AddUnit adds one unit and returns it with its ID.
func (s *Service) AddUnit(ctx context.Context, by access.Actor, unit Unit) (Unit, error) {
	added, err := s.AddUnits(ctx, by, []Unit{unit})
	if err != nil {
		return Unit{}, err
	}
	return added[0], nil
}

// AddUnits adds many units at once; a unit's parent may stand in the same list.
// Empty IDs are made here.
func (s *Service) AddUnits(ctx context.Context, by access.Actor, units []Unit) ([]Unit, error) {
	if err := canWrite(by, access.Unit); err != nil {
		return nil, err
	}
	check := fields{}
	added := make([]Unit, len(units))
	for i, u := range units {
		if u.ID == "" {
			u.ID = id.New()
		}
		checkUnit(&check, prefix(i, len(units)), u)
		added[i] = u
	}
	if err := check.err(); err != nil {
		return nil, err
	}
	return added, s.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.Store.Hold(ctx, by.Bureau, UnitsHold); err != nil {
			return err
		}
		if err := s.Store.InsertUnits(ctx, by.Bureau, added); err != nil {
			return err
		}
		if err := s.checkTree(ctx, by.Bureau); err != nil {
			return err
		}
		for _, u := range added {
			if err := s.Audit.Write(ctx, by, audit.Event{Verb: "unit.add", Kind: access.Unit, Thing: u.ID, Unit: u.ID, Data: u}); err != nil {
				return err
			}
		}
		return nil
	})
}

// ChangeUnit replaces what is known of a unit, but not its parents.
func (s *Service) ChangeUnit(ctx context.Context, by access.Actor, unit Unit) error {
	if err := canWrite(by, access.Unit); err != nil {
		return err
	}
	check := fields{}
	checkUnit(&check, "", unit)
	if err := check.err(); err != nil {
		return err
	}
	return s.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.Store.Hold(ctx, by.Bureau, UnitsHold); err != nil {
			return err
		}
		old, err := s.Unit(ctx, by.Bureau, unit.ID)
		if err != nil {
			return err
		}
		unit.Parents = old.Parents
		if unit.Name == old.Name && unit.Short == old.Short {
			stored, err := s.Store.Units(ctx, by.Bureau, unit.ID)
			if err != nil {
				return err
			}
			unit.Name, unit.Short = stored[0].Name, stored[0].Short // a renaming may be to come
		}
		if err := s.Store.UpdateUnit(ctx, by.Bureau, unit); err != nil {
			return err
		}
		return s.Audit.Write(ctx, by, audit.Event{Verb: "unit.change", Kind: access.Unit, Thing: unit.ID, Unit: unit.ID,
			Data: change[Unit]{old, unit}})
	})
}

// MoveUnit puts a unit under another from a day on; the parent before counts to
// the day before. An empty parent takes it out of the tree.
func (s *Service) MoveUnit(ctx context.Context, by access.Actor, unit, parent string, from period.Date) error {
	if err := canWrite(by, access.Unit); err != nil {
		return err
	}
	return s.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.Store.Hold(ctx, by.Bureau, UnitsHold); err != nil {
			return err
		}
		old, err := s.Unit(ctx, by.Bureau, unit)
		if err != nil {
			return err
		}
		parents := moved(old.Parents, parent, from)
		if err := s.Store.SetParents(ctx, by.Bureau, unit, parents); err != nil {
			return err
		}
		if err := s.checkTree(ctx, by.Bureau); err != nil {
			return err
		}
		return s.Audit.Write(ctx, by, audit.Event{Verb: "unit.move", Kind: access.Unit, Thing: unit, Unit: unit,
			Data: change[[]Parent]{old.Parents, parents}})
	})
}

// change is an audit entry's old and new.
type change[T any] struct {
	Old T `json:"old"`
	New T `json:"new"`
}

// canWrite checks the right to change the bureau's things of a kind.
func canWrite(by access.Actor, kind access.Kind) error {
	return access.Check(by, access.Write, access.Thing{Bureau: by.Bureau, Kind: kind})
}

// prefix names the place in a list of inputs; a single input needs none.
func prefix(i, of int) string {
	if of == 1 {
		return ""
	}
	return fmt.Sprintf("%d.", i+1)
}

func checkUnit(check *fields, at string, u Unit) {
	check.require(at+"name", u.Name)
	check.text(at+"short", u.Short)
	check.text(at+"zone", u.Zone)
	check.span(at+"until", Span{u.From, u.Until})
	for _, p := range u.Parents {
		check.span(at+"parents", Span{p.From, p.Until})
	}
	if !u.Type.Known() {
		check.add(at+"type", "fault.org.type")
	}
	if u.Type.School() && u.Code != "" && !schoolCode(u.Code) {
		check.add(at+"code", "fault.org.schoolcode")
	}
	if u.Type == BureauUnit && u.Code != "" && !IsRegion(u.Code) {
		check.add(at+"code", "fault.org.bureaucode")
	}
}

// schoolCode tells whether text has the form of a 学校(机构)标识码: ten digits,
// two for the type, two for the province, six for the number.
func schoolCode(text string) bool {
	if len(text) != 10 {
		return false
	}
	for _, c := range text {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}

// moved is a history of parents with a new one from a day on.
func moved(history []Parent, parent string, from period.Date) []Parent {
	var kept []Parent
	for _, p := range history {
		if !p.From.IsZero() && !p.From.Before(from) || from.IsZero() {
			continue // it would only have begun later
		}
		if p.Until.IsZero() || !p.Until.Before(from) {
			p.Until = from.AddDays(-1)
		}
		kept = append(kept, p)
	}
	if parent == "" {
		return kept
	}
	return append(kept, Parent{Unit: parent, From: from})
}

// checkTree refuses parents that are not there and units that stand below
// themselves on any day.
func (s *Service) checkTree(ctx context.Context, bureau string) error {
	units, err := s.Store.Units(ctx, bureau)
	if err != nil {
		return err
	}
	byID := make(map[string]Unit, len(units))
	for _, u := range units {
		byID[u.ID] = u
	}
	for _, u := range units {
		for _, p := range u.Parents {
			if _, ok := byID[p.Unit]; !ok {
				return fault.New(fault.Invalid, "org.parent.unknown", "unit", u.Label())
			}
			if circles(byID, u.ID, p.From) {
				return fault.New(fault.Invalid, "org.parent.circle", "unit", u.Label())
			}
		}
	}
	return nil
}

// circles tells whether the way up from a unit on a day comes back to it. It is
// enough to look on the first days of parents: a circle closes on one of them.
func circles(byID map[string]Unit, unit string, day period.Date) bool {
	at := unit
	for range len(byID) {
		at = byID[at].ParentOn(day)
		if at == "" {
			return false
		}
		if at == unit {
			return true
		}
	}
	return true
}
