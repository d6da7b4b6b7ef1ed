package document

import (
	"context"
	"strings"
	"unicode/utf8"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/id"
)

// DraftStore keeps drafts and issues.
type DraftStore interface {
	InsertDraft(ctx context.Context, d Draft) error
	// UpdateDraft stores title, content, state and issue, and counts the
	// revision up from base. A Conflict fault draft.stale when another saving
	// came first.
	UpdateDraft(ctx context.Context, d Draft, base int) error
	Draft(ctx context.Context, bureau, id string) (Draft, error)
	// Drafts lists the drafts of a year, the last changed first, without content.
	Drafts(ctx context.Context, bureau string, year int) ([]Draft, error)

	InsertIssue(ctx context.Context, i Issue) error
	SetIssueFile(ctx context.Context, bureau, issue, file string) error
	Issue(ctx context.Context, bureau, id string) (Issue, error)
	// UsesOf lists the issues that quote a figure of an indicator.
	UsesOf(ctx context.Context, bureau, indicator string) ([]Use, error)
}

// Drafts writes, checks and issues summaries.
type Drafts struct {
	Common
	Store    DraftStore
	Figures  Figures
	Promises Promises
	Jobs     Jobs
	Files    Files
	Bureaus  Bureaus
}

// NewDraft is what a new draft starts from.
type NewDraft struct {
	Kind   DraftKind
	Year   int
	Period string
}

// Start makes a draft whose skeleton comes from the plan's outline: a heading a
// theme, a paragraph for each promise that has something to say.
func (s *Drafts) Start(ctx context.Context, by access.Actor, in NewDraft) (Draft, error) {
	if err := access.Check(by, access.Write, thing(by)); err != nil {
		return Draft{}, err
	}
	if in.Kind != HalfYear && in.Kind != Annual {
		return Draft{}, fault.New(fault.Invalid, "draft.kind")
	}
	bureau, err := s.Bureaus.BureauName(ctx, by.Bureau)
	if err != nil {
		return Draft{}, err
	}
	promises, err := s.Promises.Promises(ctx, by, in.Year)
	if err != nil {
		return Draft{}, err
	}
	content, err := s.skeleton(ctx, by, in, promises)
	if err != nil {
		return Draft{}, err
	}
	d := Draft{
		ID: id.New(), Bureau: by.Bureau, Kind: in.Kind, Year: in.Year, Period: in.Period,
		Title: titleOf(in, bureau), Content: content, State: Writing, Rev: 1, By: by.Person, Changed: s.Now(),
	}
	return d, s.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.Store.InsertDraft(ctx, d); err != nil {
			return err
		}
		return s.Log.Write(ctx, by, audit.Event{Verb: "draft.start", Kind: access.Document, Thing: d.ID,
			Data: map[string]any{"title": d.Title, "promises": len(promises)}})
	})
}

// Get is a draft with its content.
func (s *Drafts) Get(ctx context.Context, by access.Actor, draft string) (Draft, error) {
	if err := access.Check(by, access.Read, thing(by)); err != nil {
		return Draft{}, err
	}
	if !id.Valid(draft) {
		return Draft{}, fault.New(fault.NotFound, "notfound")
	}
	return s.Store.Draft(ctx, by.Bureau, draft)
}

// List is the drafts of a year, the last changed first, without content.
func (s *Drafts) List(ctx context.Context, by access.Actor, year int) ([]Draft, error) {
	if err := access.Check(by, access.Read, thing(by)); err != nil {
		return nil, err
	}
	return s.Store.Drafts(ctx, by.Bureau, year)
}

// SaveDraft is what the editor sends. Base is the revision that it started from.
type SaveDraft struct {
	ID      string
	Base    int
	Title   string
	Content Content
}

// Save stores the text. When another saving came first nothing is stored and the
// Conflict fault draft.stale says so; the editor keeps what was typed.
func (s *Drafts) Save(ctx context.Context, by access.Actor, in SaveDraft) (Draft, error) {
	if err := access.Check(by, access.Write, thing(by)); err != nil {
		return Draft{}, err
	}
	title := strings.TrimSpace(in.Title)
	if title == "" || utf8.RuneCountInString(title) > maxTitleLen {
		return Draft{}, fault.New(fault.Invalid, "draft.title", "max", maxTitleLen)
	}
	content, err := in.Content.Clean()
	if err != nil {
		return Draft{}, err
	}
	d, err := s.Get(ctx, by, in.ID)
	if err != nil {
		return Draft{}, err
	}
	if d.State == Issued {
		return Draft{}, fault.New(fault.Conflict, "draft.issued")
	}
	d.Title, d.Content, d.By, d.Changed = title, content, by.Person, s.Now()
	if err := s.Store.UpdateDraft(ctx, d, in.Base); err != nil {
		return Draft{}, err
	}
	d.Rev = in.Base + 1
	return d, nil
}

// Refresh brings every stale binding of a draft up to date and saves it.
func (s *Drafts) Refresh(ctx context.Context, by access.Actor, draft string, base int) (Draft, error) {
	d, err := s.Get(ctx, by, draft)
	if err != nil {
		return d, err
	}
	known := map[string]*Figure{}
	for i := range d.Content.Blocks {
		inlines := d.Content.Blocks[i].Inlines
		for j := range inlines {
			if inlines[j].Figure == nil {
				continue
			}
			now, err := s.figureNow(ctx, by, inlines[j].Figure.Ref, known)
			if err != nil {
				return d, err
			}
			if now == nil {
				continue
			}
			if bound, ok := Bind(*now); ok {
				inlines[j].Figure = &bound
			}
		}
	}
	return s.Save(ctx, by, SaveDraft{ID: d.ID, Base: base, Title: d.Title, Content: d.Content})
}
