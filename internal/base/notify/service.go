package notify

import (
	"context"
	"errors"
	"strings"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/i18n"
	"nianlun/internal/kit/id"
)

// Service is the inbox.
type Service struct {
	Store Store
	Now   func() time.Time
}

// Reader is whose inbox is asked for: a person in a post.
type Reader struct {
	Bureau string
	Person string
	Unit   string
	Role   access.Role
}

// Store keeps notices and who has read them.
type Store interface {
	Insert(ctx context.Context, notices []Notice) error
	// Inbox are the reader's notices, unread ones first, then the newest first.
	Inbox(ctx context.Context, reader Reader, limit int) ([]Notice, error)
	Unread(ctx context.Context, reader Reader) (int, error)
	// MarkRead marks the reader's notice; the NotFound fault "notfound" when it
	// is not the reader's.
	MarkRead(ctx context.Context, reader Reader, notice string, at time.Time) error
	MarkAllRead(ctx context.Context, reader Reader, at time.Time) error
	// Withdraw removes the notices about a thing.
	Withdraw(ctx context.Context, bureau string, kind access.Kind, thing string) error
	// Clear removes the notices before a moment.
	Clear(ctx context.Context, bureau string, before time.Time) error
}

// shown is how many notices an inbox shows.
const shown = 200

// Send puts one notice into the caller's transaction.
func (s *Service) Send(ctx context.Context, notice Notice) error {
	return s.SendAll(ctx, []Notice{notice})
}

// SendAll puts many notices into the caller's transaction, in hundreds.
func (s *Service) SendAll(ctx context.Context, notices []Notice) error {
	if len(notices) == 0 {
		return nil
	}
	ready := make([]Notice, len(notices))
	for i, n := range notices {
		if err := sound(n); err != nil {
			return err
		}
		n.ID, n.At, n.Read = id.New(), s.Now(), false
		ready[i] = n
	}
	return s.Store.Insert(ctx, ready)
}

// sound refuses what no reader could use; it is a programmer's mistake.
func sound(n Notice) error {
	switch {
	case n.Bureau == "":
		return errors.New("notify: a notice without a bureau")
	case n.Person == "" && (n.Unit == "" || n.Role == ""):
		return errors.New("notify: a notice needs a person, or a unit and a role")
	case !i18n.Has(n.Text.Key):
		return errors.New("notify: no text " + n.Text.Key)
	case n.Link != "" && (!strings.HasPrefix(n.Link, "/") || strings.HasPrefix(n.Link, "//")):
		return errors.New("notify: a link must be a path of this site")
	default:
		return nil
	}
}

// Inbox are the notices of the actor's person and present post, unread ones
// first, then the newest first.
func (s *Service) Inbox(ctx context.Context, by access.Actor) ([]Notice, error) {
	reader, err := readerOf(by)
	if err != nil {
		return nil, err
	}
	return s.Store.Inbox(ctx, reader, shown)
}

// Unread counts what the actor has not read.
func (s *Service) Unread(ctx context.Context, by access.Actor) (int, error) {
	reader, err := readerOf(by)
	if err != nil {
		return 0, err
	}
	return s.Store.Unread(ctx, reader)
}

// Read marks a notice as read by the actor; others who hold the same role still
// see it as new.
func (s *Service) Read(ctx context.Context, by access.Actor, notice string) error {
	reader, err := readerOf(by)
	if err != nil {
		return err
	}
	return s.Store.MarkRead(ctx, reader, notice, s.Now())
}

// ReadAll marks all of the actor's notices as read.
func (s *Service) ReadAll(ctx context.Context, by access.Actor) error {
	reader, err := readerOf(by)
	if err != nil {
		return err
	}
	return s.Store.MarkAllRead(ctx, reader, s.Now())
}

// Withdraw removes the notices about a thing, when they no longer hold.
func (s *Service) Withdraw(ctx context.Context, bureau string, kind access.Kind, thing string) error {
	return s.Store.Withdraw(ctx, bureau, kind, thing)
}

// Clear removes the notices before a moment; what they told lies in the log.
func (s *Service) Clear(ctx context.Context, bureau string, before time.Time) error {
	return s.Store.Clear(ctx, bureau, before)
}

// readerOf is who reads; only somebody who has signed in has an inbox.
func readerOf(by access.Actor) (Reader, error) {
	if by.Bureau == "" || by.Person == "" {
		return Reader{}, fault.New(fault.SignIn, "signin")
	}
	return Reader{Bureau: by.Bureau, Person: by.Person, Unit: by.Post.Unit, Role: by.Post.Role}, nil
}
