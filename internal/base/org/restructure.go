package org

import (
	"context"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/i18n"
	"nianlun/internal/kit/id"
)

// Restructuring is a change of structure to be entered.
type Restructuring struct {
	Kind  EventKind
	Unit  string      // not for Opened
	New   Unit        // Opened: name, short name, type, code, zone
	On    period.Date // the first day on which it holds
	Into  string      // Merged
	Name  string      // Renamed
	Short string
	DocNo string
	Note  string
	// Seen is the last event of the unit that the person saw, by id, or Nothing; ""
	// when nobody looked at a page.
	Seen string
}

// Nothing is what was seen of a unit to which nothing had happened.
const Nothing = "nothing"

// UnitsHold is the name that transactions hold which change the register of units: its
// rules (names, parents, what follows what) are over all of them. Whoever draws up
// something for every unit that is there holds it, too.
const UnitsHold = "units"

// Foresee says what a change of structure would do, and writes nothing.
func (s *Service) Foresee(ctx context.Context, by access.Actor, in Restructuring) ([]i18n.Text, error) {
	e, _, err := s.event(ctx, by, in)
	if err != nil {
		return nil, err
	}
	all, err := s.foreseeRank(ctx, by.Bureau, e)
	if err != nil {
		return nil, err
	}
	for _, f := range s.Followers {
		some, err := f.Foresee(ctx, by.Bureau, e)
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	return all, nil
}

// foreseeRank says whether a new unit of the type bureau will be the bureau of its
// code, and what is missing where it will not.
func (s *Service) foreseeRank(ctx context.Context, bureau string, e Event) ([]i18n.Text, error) {
	if e.Kind != Opened {
		return nil, nil
	}
	rank, asked, err := s.RankOf(ctx, bureau, e.Subject)
	if err != nil || !asked {
		return nil, err
	}
	return []i18n.Text{i18n.Msg(rank.Key(), "code", e.Subject.Code)}, nil
}

// Restructure enters a change of structure: the unit, the event and whatever the
// followers do are one transaction. Posts in a closed unit stay until somebody
// ends them: what the unit owed for the time before is still to be handed in.
//
// Faults: invalid with the wrong fields; org.taken; org.event.meanwhile with who did
// what when the unit is no longer as it was seen.
func (s *Service) Restructure(ctx context.Context, by access.Actor, in Restructuring) (Event, error) {
	var e Event
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.Store.Hold(ctx, by.Bureau, UnitsHold); err != nil {
			return err
		}
		var old Unit
		var err error
		if e, old, err = s.event(ctx, by, in); err != nil {
			return err
		}
		if in.Kind == Opened {
			err = s.Store.InsertUnits(ctx, by.Bureau, []Unit{e.Subject})
		} else {
			err = s.Store.UpdateUnit(ctx, by.Bureau, e.Subject)
		}
		if err != nil {
			return err
		}
		if err := s.Store.InsertEvent(ctx, by.Bureau, e); err != nil {
			return err
		}
		for _, f := range s.Followers {
			if err := f.Follow(ctx, by, e); err != nil {
				return err
			}
		}
		return s.Audit.Write(ctx, by, audit.Event{Verb: "unit." + string(e.Kind), Kind: access.Unit, Thing: e.Unit, Unit: e.Unit,
			Data: map[string]any{"on": e.On, "into": e.Into, "paper": e.DocNo, "old": old, "new": e.Subject}})
	})
	if err != nil {
		return Event{}, err
	}
	return e, nil
}

// event checks a change of structure and works out the unit as it will be.
func (s *Service) event(ctx context.Context, by access.Actor, in Restructuring) (e Event, old Unit, err error) {
	if err := canRestructure(by); err != nil {
		return e, old, err
	}
	units, err := s.Store.Units(ctx, by.Bureau)
	if err != nil {
		return e, old, err
	}
	events, err := s.Store.Events(ctx, by.Bureau)
	if err != nil {
		return e, old, err
	}
	byID := make(map[string]Unit, len(units))
	for _, u := range units {
		byID[u.ID] = u
	}
	e = Event{
		ID: id.New(), Unit: in.Unit, Kind: in.Kind, On: in.On, Into: in.Into, DocNo: in.DocNo, Note: in.Note,
		Person: by.Person, PersonName: by.Name, At: s.Now(),
	}
	check := fields{}
	if in.On.IsZero() {
		check.add("on", "fault.org.day")
	}
	check.require("paper", in.DocNo)
	check.text("note", in.Note)
	if in.Kind == Opened {
		s.opening(&check, &e, in, units)
		return e, old, check.err()
	}
	old, known := byID[in.Unit]
	if !known {
		return e, old, fault.New(fault.NotFound, "notfound")
	}
	if err := seen(in, events); err != nil {
		return e, old, err
	}
	checkOrder(&check, old, events, in.On)
	e.Subject = old
	switch in.Kind {
	case Renamed:
		renaming(&check, &e, in, units)
	case Merged:
		merging(&check, &e, in, byID)
		fallthrough
	case Closed:
		closing(&check, &e, in, units)
	default:
		check.add("kind", "fault.org.event")
	}
	return e, old, check.err()
}

// canRestructure: the system administrator keeps the register; the office enters
// what the bureau has decided.
func canRestructure(by access.Actor) error {
	thing := access.Thing{Bureau: by.Bureau, Kind: access.Unit}
	if access.Can(by, access.Decide, thing) == access.Allowed {
		return nil
	}
	return access.Check(by, access.Write, thing)
}

// seen refuses a change of a unit to which something has happened since the person
// looked, and says who entered what.
func seen(in Restructuring, events []Event) error {
	last, happened := lastOf(in.Unit, events)
	if in.Seen == "" || in.Seen == last.ID || in.Seen == Nothing && !happened {
		return nil
	}
	return fault.New(fault.Conflict, "org.event.meanwhile", "who", last.PersonName, "what", i18n.Msg(last.Kind.Key()), "on", last.On.String(), "paper", last.DocNo)
}

// lastOf is what was entered last of a unit.
func lastOf(unit string, events []Event) (last Event, found bool) {
	for _, e := range events {
		if e.Unit == unit && (!found || !e.At.Before(last.At)) {
			last, found = e, true
		}
	}
	return last, found
}

// checkOrder refuses a day on which the unit is not there, and one before the last
// thing that happened to it.
func checkOrder(check *fields, u Unit, events []Event, on period.Date) {
	if on.IsZero() {
		return
	}
	if !u.On(on.AddDays(-1)) || !u.On(on) {
		if last, happened := lastOf(u.ID, events); happened {
			check.add("on", "fault.org.event.gone.by", "who", last.PersonName, "what", i18n.Msg(last.Kind.Key()), "on", last.On.String())
			return
		}
		check.add("on", "fault.org.event.gone")
		return
	}
	for _, e := range events {
		if e.Unit == u.ID && !on.After(e.On) {
			check.add("on", "fault.org.event.order")
			return
		}
	}
}

func (s *Service) opening(check *fields, e *Event, in Restructuring, units []Unit) {
	u := in.New
	u.ID, u.From, u.Until = id.New(), in.On, period.Date{}
	if u.Type == BureauUnit { // a bureau below: without a code it is nobody's, without a parent it is never asked
		check.require("code", u.Code)
		u.Parents = underRoot(units, in.On)
	}
	checkUnit(check, "", u)
	checkName(check, u, units)
	e.Unit, e.Subject = u.ID, u
}

// underRoot puts a unit under the bureau's own, the top of its tree on a day.
func underRoot(units []Unit, day period.Date) []Parent {
	for _, u := range units {
		if u.Type == BureauUnit && u.On(day) && u.ParentOn(day) == "" {
			return []Parent{{Unit: u.ID, From: day}}
		}
	}
	return nil
}

func renaming(check *fields, e *Event, in Restructuring, units []Unit) {
	check.require("name", in.Name)
	check.text("short", in.Short)
	e.Name, e.Short, e.NewName, e.NewShort = e.Subject.Name, e.Subject.Short, in.Name, in.Short
	e.Subject.Name, e.Subject.Short = in.Name, in.Short
	checkName(check, e.Subject, units)
}

// checkName refuses a name that another unit bears on that day.
func checkName(check *fields, u Unit, units []Unit) {
	for _, other := range units {
		if other.ID != u.ID && other.Name == u.Name && (other.Until.IsZero() || !u.From.After(other.Until)) {
			check.add("name", "fault.org.event.name")
		}
	}
}

func merging(check *fields, e *Event, in Restructuring, byID map[string]Unit) {
	into, known := byID[in.Into]
	if !known || into.ID == in.Unit || !into.On(in.On) || into.Type.School() != e.Subject.Type.School() {
		check.add("into", "fault.org.event.into")
	}
}

// closing ends the unit; nothing may stand below it.
func closing(check *fields, e *Event, in Restructuring, units []Unit) {
	e.Subject.Until = in.On.AddDays(-1)
	for _, u := range units {
		if u.On(in.On) && u.ParentOn(in.On) == in.Unit {
			check.add("on", "fault.org.event.below", "unit", u.Label())
			return
		}
	}
}

// Events are what happened to one unit, the newest first; unit "" asks for all.
func (s *Service) Events(ctx context.Context, by access.Actor, unit string) ([]Event, error) {
	if err := access.Check(by, access.Read, access.Thing{Bureau: by.Bureau, Kind: access.Unit, Unit: unit}); err != nil {
		return nil, err
	}
	all, err := s.Store.Events(ctx, by.Bureau)
	if err != nil {
		return nil, err
	}
	var out []Event
	for i := len(all) - 1; i >= 0; i-- {
		if unit == "" || all[i].Unit == unit || all[i].Into == unit {
			out = append(out, all[i])
		}
	}
	return out, nil
}
