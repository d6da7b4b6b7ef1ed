package org

import (
	"context"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/kit/txn"
)

// Service is the bureau's organisation.
type Service struct {
	Tx    txn.Runner
	Store Store
	Audit Audit
	Now   func() time.Time
	// Followers are told of changes of structure; app wires them.
	Followers []Follower

	register register
}

// Audit is the log.
type Audit interface {
	Write(ctx context.Context, by access.Actor, event audit.Event) error
}

// PostQuery says which posts to return; empty members ask for all.
type PostQuery struct {
	Post   string
	Person string
	Unit   string
	Roles  []access.Role
}

// Store keeps the organisation. It returns whole histories, the rules choose the
// day. A missing row is the NotFound fault "notfound"; a code or login that
// another row has is the Conflict fault "org.taken".
type Store interface {
	Bureaus(ctx context.Context) ([]Bureau, error)
	InsertBureau(ctx context.Context, bureau Bureau) error
	// Consents are a bureau's own, by the bureau above.
	Consents(ctx context.Context, bureau string) ([]Consent, error)
	// InsertConsent adds one; the Conflict fault "org.consent.given" when it stands.
	InsertConsent(ctx context.Context, bureau string, given Consent) error
	// DeleteConsent removes one; the NotFound fault when there is none.
	DeleteConsent(ctx context.Context, bureau, above string) error
	// HasBureauUnit tells whether a unit of the type bureau has the code.
	HasBureauUnit(ctx context.Context, bureau, code string) (bool, error)

	// Units returns the units with their parents, by sort, then code, then id.
	// With ids it returns those only.
	Units(ctx context.Context, bureau string, ids ...string) ([]Unit, error)
	// Hold lets the transaction wait until no other holds the name, and then holds
	// it until it ends: hold, read, judge, write.
	Hold(ctx context.Context, bureau, name string) error
	InsertUnits(ctx context.Context, bureau string, units []Unit) error
	UpdateUnit(ctx context.Context, bureau string, unit Unit) error
	// Events are what happened to units, by day and then as they were entered.
	Events(ctx context.Context, bureau string) ([]Event, error)
	InsertEvent(ctx context.Context, bureau string, e Event) error
	// SetParents replaces the whole history of a unit's parents.
	SetParents(ctx context.Context, bureau, unit string, parents []Parent) error

	// People returns the people by id, those with these ids only when there are any.
	People(ctx context.Context, bureau string, ids ...string) ([]Person, error)
	PersonByLogin(ctx context.Context, bureau, login string) (Person, error)
	InsertPeople(ctx context.Context, bureau string, people []Person) error
	UpdatePerson(ctx context.Context, bureau string, person Person) error

	// Posts returns posts with their people, by id.
	Posts(ctx context.Context, bureau string, query PostQuery) ([]Holder, error)
	InsertPosts(ctx context.Context, bureau string, posts []Post) error
	UpdatePost(ctx context.Context, bureau string, post Post) error

	// Leadings returns who led what, by section and first day.
	Leadings(ctx context.Context, bureau string) ([]Leading, error)
	// SetLeadings replaces the whole history of a section.
	SetLeadings(ctx context.Context, bureau, section string, history []Leading) error
}
