package org

import (
	"context"
	"slices"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/kit/fault"
)

// Consent is a bureau's own word that another is above it. It is needed only
// where the codes do not show it.
type Consent struct {
	Above      string // the bureau above
	Person     string // who gave it
	PersonName string
	At         time.Time
}

// Rank is how a unit of the type bureau stands to the bureau in whose tree it is;
// its words have the key "org.rank." + code.
type Rank string

// The ranks. Only Below and Agreed count: campaigns go down to such a bureau.
const (
	Below   Rank = "below"   // its code lies under the own one
	Agreed  Rank = "agreed"  // its code does not, and it has agreed
	Waiting Rank = "waiting" // its code does not, and it has not agreed
	Absent  Rank = "absent"  // no bureau of this installation has the code
)

// Counts tells whether the unit is the bureau of its code, below the own one.
func (r Rank) Counts() bool { return r == Below || r == Agreed }

// Key is the message key of what the rank means.
func (r Rank) Key() string { return "org.rank." + string(r) }

// Below are the bureaus below another, by the id of the unit as which each stands
// in its tree: a unit of the type bureau whose code is theirs and lies under the
// own code (Under), or to which they have agreed.
func (s *Service) Below(ctx context.Context, bureau string) (map[string]Bureau, error) {
	all, err := s.Store.Bureaus(ctx)
	if err != nil {
		return nil, err
	}
	units, err := s.Store.Units(ctx, bureau)
	if err != nil {
		return nil, err
	}
	found := map[string]Bureau{}
	for _, u := range units {
		if u.Type != BureauUnit || u.Code == "" {
			continue
		}
		lower, rank, err := s.rank(ctx, bureau, u.Code, all)
		if err != nil {
			return nil, err
		}
		if rank.Counts() {
			found[u.ID] = lower
		}
	}
	return found, nil
}

// RankOf is how a unit of the type bureau stands to the bureau, and whether the
// question makes sense for it at all: not for schools, not for the bureau's own
// unit.
func (s *Service) RankOf(ctx context.Context, bureau string, unit Unit) (Rank, bool, error) {
	all, err := s.Store.Bureaus(ctx)
	if err != nil {
		return "", false, err
	}
	if unit.Type != BureauUnit || unit.Code == "" || unit.Code == byID(all, bureau).Code {
		return "", false, nil
	}
	_, rank, err := s.rank(ctx, bureau, unit.Code, all)
	return rank, err == nil, err
}

// rank judges the bureau of a code.
func (s *Service) rank(ctx context.Context, bureau, code string, all []Bureau) (Bureau, Rank, error) {
	at := slices.IndexFunc(all, func(b Bureau) bool { return b.Code == code && b.ID != bureau })
	if at < 0 {
		return Bureau{}, Absent, nil
	}
	lower := all[at]
	if Under(lower, byID(all, bureau)) {
		return lower, Below, nil
	}
	given, err := s.Store.Consents(ctx, lower.ID)
	if err != nil {
		return Bureau{}, "", err
	}
	if slices.ContainsFunc(given, func(c Consent) bool { return c.Above == bureau }) {
		return lower, Agreed, nil
	}
	return lower, Waiting, nil
}

// Upper is a bureau that is above, or that says so.
type Upper struct {
	Bureau  Bureau
	Rank    Rank    // of the own bureau in its eyes: Below, Agreed or Waiting
	Consent Consent // of Agreed
}

// Above are the bureaus in whose tree the actor's own stands, with the rank that
// it has there. Who may read all units may see it.
func (s *Service) Above(ctx context.Context, by access.Actor) ([]Upper, error) {
	if !access.Scope(by, access.Read, access.Unit).All {
		return nil, fault.New(fault.NotFound, "notfound")
	}
	all, err := s.Store.Bureaus(ctx)
	if err != nil {
		return nil, err
	}
	own := byID(all, by.Bureau)
	given, err := s.Store.Consents(ctx, by.Bureau)
	if err != nil || own.Code == "" {
		return nil, err
	}
	var uppers []Upper
	for _, b := range all {
		if b.ID == by.Bureau {
			continue
		}
		claims, err := s.Store.HasBureauUnit(ctx, b.ID, own.Code)
		if err != nil {
			return nil, err
		}
		at := slices.IndexFunc(given, func(c Consent) bool { return c.Above == b.ID })
		switch {
		case at >= 0:
			uppers = append(uppers, Upper{b, Agreed, given[at]})
		case claims && Under(own, b):
			uppers = append(uppers, Upper{Bureau: b, Rank: Below})
		case claims:
			uppers = append(uppers, Upper{Bureau: b, Rank: Waiting})
		}
	}
	return uppers, nil
}

// Agree is the bureau's word that another, which lists it in its tree, is above
// it. Only the office may give it. Faults: notfound where that bureau does not
// list it; org.consent.given.
func (s *Service) Agree(ctx context.Context, by access.Actor, above string) error {
	if err := canConsent(by); err != nil {
		return err
	}
	upper, err := s.upper(ctx, by, above)
	if err != nil {
		return err
	}
	if upper.Rank != Waiting {
		return fault.New(fault.Conflict, "org.consent.given", "bureau", upper.Bureau.Name)
	}
	given := Consent{Above: above, Person: by.Person, PersonName: by.Name, At: s.Now()}
	return s.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.Store.InsertConsent(ctx, by.Bureau, given); err != nil {
			return err
		}
		return s.Audit.Write(ctx, by, audit.Event{Verb: "bureau.agree", Kind: access.Unit, Thing: by.Bureau,
			Data: map[string]any{"above": above, "name": upper.Bureau.Name, "code": upper.Bureau.Code}})
	})
}

// Withdraw takes the word back: from now on nothing new comes down from that
// bureau. What has been asked already stays owed.
func (s *Service) Withdraw(ctx context.Context, by access.Actor, above string) error {
	if err := canConsent(by); err != nil {
		return err
	}
	return s.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.Store.DeleteConsent(ctx, by.Bureau, above); err != nil {
			return err
		}
		return s.Audit.Write(ctx, by, audit.Event{Verb: "bureau.withdraw", Kind: access.Unit, Thing: by.Bureau, Data: map[string]any{"above": above}})
	})
}

func (s *Service) upper(ctx context.Context, by access.Actor, above string) (Upper, error) {
	uppers, err := s.Above(ctx, by)
	if err != nil {
		return Upper{}, err
	}
	for _, u := range uppers {
		if u.Bureau.ID == above {
			return u, nil
		}
	}
	return Upper{}, fault.New(fault.NotFound, "notfound")
}

// canConsent: the office enters what the bureau has decided.
func canConsent(by access.Actor) error {
	return access.Check(by, access.Decide, access.Thing{Bureau: by.Bureau, Kind: access.Unit})
}

func byID(all []Bureau, bureau string) Bureau {
	for _, b := range all {
		if b.ID == bureau {
			return b
		}
	}
	return Bureau{}
}
