package org

import (
	"context"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/i18n"
)

// EventKind is what happened to a unit; its name for people has the key
// "org.event." + kind.
type EventKind string

// The kinds of events (学校的设立、更名、合并、撤销).
const (
	Opened  EventKind = "opened"
	Renamed EventKind = "renamed"
	Merged  EventKind = "merged"
	Closed  EventKind = "closed"
)

// EventKinds are all kinds in the order in which they are offered.
func EventKinds() []EventKind { return []EventKind{Opened, Renamed, Merged, Closed} }

// Key is the message key of the kind's name.
func (k EventKind) Key() string { return "org.event." + string(k) }

// Event is a change of structure: what happened to a unit from a day on, and the
// paper that says so. Events are never changed or taken away.
type Event struct {
	ID   string
	Unit string
	Kind EventKind
	On   period.Date // the first day on which it holds
	Into string      // Merged: the unit that carries on
	// Renamed: the names before, and since.
	Name, Short       string
	NewName, NewShort string
	DocNo             string // of the paper
	Note              string
	Person            string // who entered it
	PersonName        string
	At                time.Time
	// Subject is the unit as it stands with the event; it is not stored.
	Subject Unit
}

// Former is a name that a unit bore until a day.
type Former struct {
	Name  string
	Short string
	Until period.Date // the last day
}

// AsOf is the unit under the name that it bore on a day.
func (u Unit) AsOf(day period.Date) Unit {
	for _, f := range u.Former {
		if !day.After(f.Until) {
			u.Name, u.Short = f.Name, f.Short
			return u
		}
	}
	return u
}

// Follower is told of a change of structure within its transaction, and can say
// beforehand what it would do. A work that keeps things by unit is one.
type Follower interface {
	Foresee(ctx context.Context, bureau string, e Event) ([]i18n.Text, error)
	Follow(ctx context.Context, by access.Actor, e Event) error
}

// happened tells a unit's names and its successor by its events, in their order.
func happened(u Unit, events []Event, today period.Date) Unit {
	for _, e := range events {
		switch e.Kind {
		case Renamed:
			u.Former = append(u.Former, Former{Name: e.Name, Short: e.Short, Until: e.On.AddDays(-1)})
		case Merged:
			u.Into = e.Into
		}
	}
	return u.AsOf(today)
}
