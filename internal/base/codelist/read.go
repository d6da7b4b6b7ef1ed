package codelist

import (
	"context"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
)

// Lists are all lists of a bureau by code, without what is typed in their drafts.
func (s *Service) Lists(ctx context.Context, by access.Actor) ([]List, error) {
	if err := access.Check(by, access.Read, access.Thing{Bureau: by.Bureau, Kind: access.Form}); err != nil {
		return nil, err
	}
	return s.Store.Lists(ctx, by.Bureau)
}

// Opened is a list with everything to be seen of it.
type Opened struct {
	List
	// Newest is the newest version; its number is 0 when nothing is published.
	Version Version
	// Wrong is what is wrong with the draft, as Judge tells it; Changes what the draft
	// does differently, as far as it can be read.
	Wrong   *fault.Error
	Changes []Change
	Today   period.Date // the bureau's day: what is retired now is retired from it on
	May     struct{ Write bool }
}

// Open is a list as it is now.
func (s *Service) Open(ctx context.Context, by access.Actor, code string) (Opened, error) {
	l, err := s.find(ctx, by, code, access.Read)
	if err != nil {
		return Opened{}, err
	}
	out := Opened{List: l, Today: s.today()}
	out.May.Write = access.Can(by, access.Write, l.thing()) == access.Allowed
	before, err := s.newest(ctx, l.Bureau, l.Code)
	if err != nil {
		return out, err
	}
	if before != nil {
		out.Version = *before
	}
	if l.Draft == nil {
		return out, nil
	}
	judged, err := s.judge(ctx, l)
	if err != nil && fault.KindOf(err) != fault.Invalid {
		return out, err
	}
	if err != nil {
		out.Wrong = fault.As(err)
	}
	out.Changes = Changes(out.Version.Sheet, judged.Sheet)
	return out, nil
}

// Edition is a published version with what it did differently from the one before.
type Edition struct {
	Version
	Changes []Change // none for the first
}

// History are the versions of a list, the newest first.
func (s *Service) History(ctx context.Context, by access.Actor, code string) ([]Edition, error) {
	if _, err := s.find(ctx, by, code, access.Read); err != nil {
		return nil, err
	}
	versions, err := s.Store.Versions(ctx, by.Bureau, code)
	if err != nil {
		return nil, err
	}
	editions := make([]Edition, len(versions))
	for i, v := range versions {
		editions[i] = Edition{Version: v}
		if i+1 < len(versions) {
			editions[i].Changes = Changes(versions[i+1].Sheet, v.Sheet)
		}
	}
	return editions, nil
}

// Version is one version of a list; no 0 asks for the newest.
func (s *Service) Version(ctx context.Context, by access.Actor, code string, no int) (Version, error) {
	if _, err := s.find(ctx, by, code, access.Read); err != nil {
		return Version{}, err
	}
	if no == 0 {
		return s.Store.Newest(ctx, by.Bureau, code)
	}
	return s.Store.Version(ctx, by.Bureau, code, no)
}

// Newest is the newest version of a list, for forms; the NotFound fault "notfound"
// when there is none. Rights are those of the form that asks.
func (s *Service) Newest(ctx context.Context, bureau, code string) (Version, error) {
	return s.Store.Newest(ctx, bureau, code)
}

// Numbered is one version of a list, for forms.
func (s *Service) Numbered(ctx context.Context, bureau, code string, no int) (Version, error) {
	return s.Store.Version(ctx, bureau, code, no)
}

// Offered are the newest versions of the lists that further fields may take, by
// code, for forms.
func (s *Service) Offered(ctx context.Context, bureau string) ([]Version, error) {
	lists, err := s.Store.Lists(ctx, bureau)
	if err != nil {
		return nil, err
	}
	closed := map[string]bool{}
	for _, l := range lists {
		closed[l.Code] = !l.Closed.IsZero()
	}
	all, err := s.Store.AllNewest(ctx, bureau)
	var out []Version
	for _, v := range all {
		if !closed[v.List] {
			out = append(out, v)
		}
	}
	return out, err
}

// Shared is a version as a definition takes it.
func (v Version) Shared() form.SharedList {
	return form.SharedList{Code: v.List, Version: v.No, Options: v.Options()}
}
