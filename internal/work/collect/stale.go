package collect

import (
	"context"
	"errors"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/form"
	"nianlun/internal/kit/fault"
)

// Stale is the cause of the fault return.stale: what somebody else saved in the
// meantime, so that a page can show the difference and lose nothing.
type Stale struct {
	Obligation Obligation
	Base       form.Values // what both began with
	Theirs     form.Values // what is stored now
	By         string      // name
	At         time.Time
}

func (s *Stale) Error() string { return "saved by somebody else in the meantime" }

// staleOr turns a conflict of saving into return.stale with the other's values,
// or into return.moved when the values are the same and only the state changed.
// Other errors pass.
func (s *Service) staleOr(ctx context.Context, by access.Actor, in SaveInput, err error) error {
	if !fault.Is(err, "return.stale") && !fault.Is(err, "return.moved") && !fault.Is(err, "record.stale") {
		return err
	}
	o, e := s.Store.Obligation(ctx, by.Bureau, in.Return)
	if e != nil {
		return e
	}
	if o.RecordNo == in.Base {
		return Moved(o)
	}
	stale, e := s.whatChanged(ctx, by, o, in.Base)
	if e != nil {
		return e
	}
	return fault.Wrap(stale, fault.Conflict, "return.stale", "who", stale.By)
}

func (s *Service) whatChanged(ctx context.Context, by access.Actor, o Obligation, base int) (*Stale, error) {
	now, err := s.Records.LoadRev(ctx, o.Bureau, o.Record, o.RecordNo)
	if err != nil {
		return nil, err
	}
	names, err := s.Units.PeopleNames(ctx, o.Bureau, []string{now.Person})
	if err != nil {
		return nil, err
	}
	stale := &Stale{Obligation: o, Theirs: now.Values, By: names[now.Person], At: now.At}
	if base <= 0 || base > o.RecordNo {
		version, err := s.Records.Version(ctx, o.Bureau, o.Form, o.Version)
		if err != nil {
			return nil, err
		}
		around, err := s.beside(ctx, by, o, version.Definition, forOffer(version.Definition))
		if err != nil {
			return nil, err
		}
		stale.Base = offer(version.Definition, around)
		return stale, nil
	}
	was, err := s.Records.LoadRev(ctx, o.Bureau, o.Record, base)
	if err != nil {
		return nil, err
	}
	stale.Base = was.Values
	return stale, nil
}

// Moved says that a return is no longer in the state that the actor saw.
func Moved(o Obligation) error {
	return fault.New(fault.Conflict, "return.moved", "state", stateText(o.State))
}

// StaleOf finds what somebody else saved in an error of saving.
func StaleOf(err error) (*Stale, bool) {
	var stale *Stale
	ok := errors.As(err, &stale)
	return stale, ok
}
