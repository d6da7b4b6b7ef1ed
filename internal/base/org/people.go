package org

import (
	"context"
	"slices"
	"strings"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/id"
)

// People are all people of the bureau.
func (s *Service) People(ctx context.Context, bureau string) ([]Person, error) {
	return s.Store.People(ctx, bureau)
}

// Person is one person; NotFound when there is none.
func (s *Service) Person(ctx context.Context, bureau, person string) (Person, error) {
	found, err := s.Store.People(ctx, bureau, person)
	if err != nil {
		return Person{}, err
	}
	if len(found) == 0 {
		return Person{}, fault.New(fault.NotFound, "notfound")
	}
	return found[0], nil
}

// PersonByLogin is the person with a login; NotFound when there is none.
func (s *Service) PersonByLogin(ctx context.Context, bureau, login string) (Person, error) {
	return s.Store.PersonByLogin(ctx, bureau, NormalLogin(login))
}

// PeopleNames are the names of some people by id, for lists.
func (s *Service) PeopleNames(ctx context.Context, bureau string, ids []string) (map[string]string, error) {
	names := map[string]string{}
	for part := range slices.Chunk(unique(ids), 500) {
		people, err := s.Store.People(ctx, bureau, part...)
		if err != nil {
			return nil, err
		}
		for _, p := range people {
			names[p.ID] = p.Name
		}
	}
	return names, nil
}

// NormalLogin is the form in which logins are stored and compared: without
// spaces around, in lower case. What no database can hold becomes a mark that no
// login has, so that such a login is simply unknown.
func NormalLogin(login string) string {
	sound := strings.ReplaceAll(strings.ToValidUTF8(login, "\ufffd"), "\x00", "\ufffd")
	return strings.ToLower(strings.TrimSpace(sound))
}

// AddPerson adds one person and returns it with its ID.
func (s *Service) AddPerson(ctx context.Context, by access.Actor, person Person) (Person, error) {
	added, err := s.AddPeople(ctx, by, []Person{person})
	if err != nil {
		return Person{}, err
	}
	return added[0], nil
}

// AddPeople adds many people at once. Empty IDs are made here.
func (s *Service) AddPeople(ctx context.Context, by access.Actor, people []Person) ([]Person, error) {
	if err := canWrite(by, access.Person); err != nil {
		return nil, err
	}
	check := fields{}
	added := make([]Person, len(people))
	for i, p := range people {
		if p.ID == "" {
			p.ID = id.New()
		}
		p.Login = NormalLogin(p.Login)
		checkPerson(&check, prefix(i, len(people)), p)
		added[i] = p
	}
	if err := check.err(); err != nil {
		return nil, err
	}
	return added, s.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.Store.InsertPeople(ctx, by.Bureau, added); err != nil {
			return err
		}
		for _, p := range added {
			if err := s.Audit.Write(ctx, by, audit.Event{Verb: "person.add", Kind: access.Person, Thing: p.ID, Data: p}); err != nil {
				return err
			}
		}
		return nil
	})
}

// ChangePerson replaces what is known of a person.
func (s *Service) ChangePerson(ctx context.Context, by access.Actor, person Person) error {
	if err := canWrite(by, access.Person); err != nil {
		return err
	}
	person.Login = NormalLogin(person.Login)
	check := fields{}
	checkPerson(&check, "", person)
	if err := check.err(); err != nil {
		return err
	}
	return s.Tx.InTx(ctx, func(ctx context.Context) error {
		old, err := s.Person(ctx, by.Bureau, person.ID)
		if err != nil {
			return err
		}
		if err := s.Store.UpdatePerson(ctx, by.Bureau, person); err != nil {
			return err
		}
		return s.Audit.Write(ctx, by, audit.Event{Verb: "person.change", Kind: access.Person, Thing: person.ID,
			Data: change[Person]{old, person}})
	})
}

func checkPerson(check *fields, at string, p Person) {
	check.require(at+"name", p.Name)
	check.text(at+"login", p.Login)
	check.text(at+"phone", p.Phone)
}

func unique(ids []string) []string {
	sorted := slices.Clone(ids)
	slices.Sort(sorted)
	return slices.Compact(sorted)
}
