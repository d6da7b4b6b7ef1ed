package codelist

import (
	"context"
	"regexp"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/base/calendar"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/txn"
)

// The bounds of what a bureau keeps.
const (
	maxItems  = 5000
	maxName   = 200
	maxSource = 500
	maxReason = 500
)

// Service is the lists of codes.
type Service struct {
	Tx    txn.Runner
	Store Store
	Audit Audit
	Now   func() time.Time
}

// Audit is the log.
type Audit interface {
	Write(ctx context.Context, by access.Actor, event audit.Event) error
}

// codeShape is how lists are called: as forms are.
var codeShape = regexp.MustCompile(`^[a-z][a-z0-9_-]{0,39}$`)

func (s *Service) today() period.Date { return calendar.Today(s.Now()) }

// find loads a list on which the actor has the right.
func (s *Service) find(ctx context.Context, by access.Actor, code string, verb access.Verb) (List, error) {
	if !codeShape.MatchString(code) {
		return List{}, fault.New(fault.NotFound, "notfound")
	}
	l, err := s.Store.List(ctx, by.Bureau, code)
	if err != nil {
		return List{}, err
	}
	return l, access.Check(by, verb, l.thing())
}

// findSeen loads a list to be changed as it was seen at a revision.
func (s *Service) findSeen(ctx context.Context, by access.Actor, code string, base int) (List, error) {
	l, err := s.find(ctx, by, code, access.Write)
	if err == nil && l.Rev != base {
		return l, fault.New(fault.Conflict, "codelist.stale")
	}
	return l, err
}

// keep writes a list over the revision that was seen.
func (s *Service) keep(ctx context.Context, by access.Actor, l List) (List, error) {
	base := l.Rev
	l.Rev, l.ChangedBy, l.Changed = base+1, by.Person, s.Now()
	return l, s.Store.Update(ctx, l, base)
}

// log writes what happened to a list.
func (s *Service) log(ctx context.Context, by access.Actor, verb string, l List, data map[string]any) error {
	data["name"] = l.Name
	return s.Audit.Write(ctx, by, audit.Event{Verb: verb, Kind: access.Form, Thing: "codelist:" + l.Code, Unit: l.Owner, Data: data})
}
