package audit

import (
	"context"

	"nianlun/internal/base/access"
)

// Of is the history of one thing, newest first. It judges no rights: the work
// that owns the thing has done so.
func (s *Service) Of(ctx context.Context, bureau string, kind access.Kind, thing string) ([]Entry, error) {
	return s.store.Find(ctx, Query{Bureau: bureau, Kind: kind, Thing: thing, Limit: 500})
}

// Recent are entries of the whole bureau, newest first, for those who may read
// the log.
func (s *Service) Recent(ctx context.Context, by access.Actor, q Query) ([]Entry, error) {
	if err := access.Check(by, access.Read, access.Thing{Bureau: by.Bureau, Kind: access.Audit}); err != nil {
		return nil, err
	}
	q.Bureau = by.Bureau
	return s.store.Find(ctx, q)
}

// Head is the present head of the actor's bureau, to be kept outside the database.
func (s *Service) Head(ctx context.Context, by access.Actor) (Head, error) {
	if err := access.Check(by, access.Read, access.Thing{Bureau: by.Bureau, Kind: access.Audit}); err != nil {
		return Head{}, err
	}
	return s.store.Head(ctx, by.Bureau)
}
