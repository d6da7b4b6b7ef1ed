package indicator

import (
	"context"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/base/calendar"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/txn"
)

// Service answers what the bureau's figures are.
type Service struct {
	Tx     txn.Runner
	Store  Store
	Source Source
	Units  Directory
	Forms  Forms
	Params Parameters
	Audit  Audit
	Now    func() time.Time
}

// Store keeps published versions, as they were written.
type Store interface {
	// Insert adds a version; when its number is taken, the Conflict fault
	// "indicator.taken".
	Insert(ctx context.Context, bureau string, v Version) error
	// Versions are those of one indicator, the oldest first; none when there is
	// no such indicator.
	Versions(ctx context.Context, bureau, code string) ([]Version, error)
	// All are the versions of all indicators, by code, the oldest first.
	All(ctx context.Context, bureau string) ([]Version, error)
}

// Audit is the log.
type Audit interface {
	Write(ctx context.Context, by access.Actor, event audit.Event) error
}

// today is the bureau's day.
func (s *Service) today() period.Date { return calendar.Today(s.Now()) }

// mayRead asks whether the actor may read figures of a scope. Somebody who may
// read the own unit's figures only is told of others that there are none.
func mayRead(by access.Actor, scope Scope) error {
	return access.Check(by, access.Read, access.Thing{Bureau: by.Bureau, Kind: access.Indicator, Unit: scope.Unit})
}

// Reach is the widest scope whose figures the actor may read: everything, or
// the own unit; a NotFound fault when neither.
func (s *Service) Reach(by access.Actor) (Scope, error) {
	if mayRead(by, All) == nil {
		return All, nil
	}
	own := Scope{Unit: by.Post.Unit}
	return own, mayRead(by, own)
}

// versions are those of one indicator, read; NotFound when there is none.
func (s *Service) versions(ctx context.Context, bureau, code string) ([]Version, error) {
	stored, err := s.Store.Versions(ctx, bureau, code)
	if err != nil {
		return nil, err
	}
	if len(stored) == 0 {
		return nil, fault.New(fault.NotFound, "notfound")
	}
	return readAll(stored)
}

func readAll(stored []Version) ([]Version, error) {
	all := make([]Version, len(stored))
	for i, v := range stored {
		read, err := v.Read()
		if err != nil {
			return nil, err
		}
		all[i] = read
	}
	return all, nil
}
