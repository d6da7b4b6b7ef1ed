package document

import (
	"context"
	"strings"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/id"
)

// Issue is a draft as it went out: the text, a snapshot of every figure in it,
// and the .docx once it is built.
type Issue struct {
	ID      string
	Bureau  string
	Draft   string
	Title   string
	Content Content
	Figures []Figure // what each ref said at that moment, one a ref
	Open    []string // problems that stayed, in words
	Reason  string   // why they stayed
	By      string
	At      time.Time
	Job     string // builds the .docx
	File    string // the .docx, "" until it is built
}

// Use is an issue that quotes a figure.
type Use struct {
	Issue string
	Draft string
	Title string
	At    time.Time
}

// Jobs is the queue that builds the .docx.
type Jobs interface {
	Enqueue(ctx context.Context, bureau, name string, args any) (string, error)
}

// Bureaus names the bureau on its papers.
type Bureaus interface {
	BureauName(ctx context.Context, bureau string) (string, error)
}

// IssueDraft asks for issuing. Reason is needed when numbers without a source or
// promises without an answer stay.
type IssueDraft struct {
	ID     string
	Base   int
	Reason string
}

// Issue freezes a draft: text, figures and open problems are kept as they are,
// and the .docx is built in the background. A text that contradicts a figure is
// refused with draft.contradicts; open problems without a reason with draft.reason.
func (s *Drafts) Issue(ctx context.Context, by access.Actor, in IssueDraft) (Issue, error) {
	if err := access.Check(by, access.Issue, thing(by)); err != nil {
		return Issue{}, err
	}
	d, err := s.Get(ctx, by, in.ID)
	if err != nil {
		return Issue{}, err
	}
	if d.State == Issued {
		return Issue{}, fault.New(fault.Conflict, "draft.issued")
	}
	report, err := s.Check(ctx, by, d)
	if err != nil {
		return Issue{}, err
	}
	if err := mayIssue(report, in.Reason); err != nil {
		return Issue{}, err
	}
	issue := Issue{
		ID: id.New(), Bureau: by.Bureau, Draft: d.ID, Title: d.Title, Content: d.Content,
		Open: openWords(report), Reason: strings.TrimSpace(in.Reason), By: by.Person, At: s.Now(),
	}
	if issue.Figures, err = s.snapshot(ctx, by, d.Content); err != nil {
		return Issue{}, err
	}
	err = s.Tx.InTx(ctx, func(ctx context.Context) error { return s.freeze(ctx, by, d, in.Base, &issue) })
	return issue, err
}

func mayIssue(report Report, reason string) error {
	if report.Blocked() {
		return fault.New(fault.Invalid, "draft.contradicts", "n", report.Count(Stale)+report.Count(Gone))
	}
	if len(report.Problems) > 0 && strings.TrimSpace(reason) == "" {
		return fault.New(fault.Invalid, "draft.reason", "n", len(report.Problems)).With("reason", "draft.reason.missing")
	}
	return nil
}

func openWords(report Report) []string {
	var words []string
	for _, p := range report.Problems {
		words = append(words, string(p.Kind)+": "+p.Words)
	}
	return words
}

func (s *Drafts) snapshot(ctx context.Context, by access.Actor, c Content) ([]Figure, error) {
	known := map[string]*Figure{}
	var figures []Figure
	for _, bound := range c.Bounds() {
		if _, seen := known[bound.Ref]; seen {
			continue
		}
		now, err := s.figureNow(ctx, by, bound.Ref, known)
		if err != nil {
			return nil, err
		}
		if now != nil {
			figures = append(figures, *now)
		}
	}
	return figures, nil
}

func (s *Drafts) freeze(ctx context.Context, by access.Actor, d Draft, base int, issue *Issue) error {
	d.State, d.Issue, d.Changed = Issued, issue.ID, issue.At
	if err := s.Store.UpdateDraft(ctx, d, base); err != nil {
		return err
	}
	job, err := s.Jobs.Enqueue(ctx, by.Bureau, BuildJob, Build{Issue: issue.ID, Actor: by})
	if err != nil {
		return err
	}
	issue.Job = job
	if err := s.Store.InsertIssue(ctx, *issue); err != nil {
		return err
	}
	return s.Log.Write(ctx, by, audit.Event{Verb: "draft.issue", Kind: access.Document, Thing: d.ID, Data: map[string]any{
		"issue": issue.ID, "title": d.Title, "figures": len(issue.Figures), "open": issue.Open, "reason": issue.Reason,
	}})
}

// IssueOf is an issue with its text and figures.
func (s *Drafts) IssueOf(ctx context.Context, by access.Actor, issue string) (Issue, error) {
	if err := access.Check(by, access.Read, thing(by)); err != nil {
		return Issue{}, err
	}
	if !id.Valid(issue) {
		return Issue{}, fault.New(fault.NotFound, "notfound")
	}
	return s.Store.Issue(ctx, by.Bureau, issue)
}

// UsesOf lists the issues that quote figures of an indicator: what must be
// looked at when one of them is corrected.
func (s *Drafts) UsesOf(ctx context.Context, by access.Actor, indicator string) ([]Use, error) {
	if access.Can(by, access.Read, thing(by)) != access.Allowed {
		return nil, nil
	}
	return s.Store.UsesOf(ctx, by.Bureau, indicator)
}
