package document

import (
	"context"
	"unicode/utf8"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/docread"
)

// IssueKind is what is wrong at one place of a draft.
type IssueKind string

// The kinds. Stale and Gone are errors: a text that contradicts a figure is not
// issued. The others may stay with a reason.
const (
	Stale      IssueKind = "stale"      // the figure has another value now
	Gone       IssueKind = "gone"       // the figure is no more
	Unbound    IssueKind = "unbound"    // a number without a source
	Unanswered IssueKind = "unanswered" // a promise that no paragraph answers
)

// Problem is one finding of the checker.
type Problem struct {
	Kind      IssueKind
	Block     int     // index of the block, -1 for a promise
	Paragraph int     // number of the paragraph for people, from 1
	Words     string  // the number as written, or the promise's title
	Bound     *Bound  // the binding that is stale or gone
	Now       *Figure // the figure as it is now; for a number without a source, the nearest one
	Promise   *Promise
}

// Error tells that the draft cannot be issued with this problem.
func (p Problem) Error() bool { return p.Kind == Stale || p.Kind == Gone }

// Report is what the checker found in a draft.
type Report struct {
	Problems []Problem
	Numbers  int // stated quantities in the text
	Bound    int // of them bound to figures
	Promises int // promises of the year's plan
}

// Count is the number of problems of a kind.
func (r Report) Count(kind IssueKind) int {
	n := 0
	for _, p := range r.Problems {
		if p.Kind == kind {
			n++
		}
	}
	return n
}

// Blocked tells that the draft contradicts its figures.
func (r Report) Blocked() bool { return r.Count(Stale)+r.Count(Gone) > 0 }

// Check finds what keeps a draft from being issued: bindings that no longer
// agree, numbers without a source, promises without an answer.
func (s *Drafts) Check(ctx context.Context, by access.Actor, d Draft) (Report, error) {
	if err := access.Check(by, access.Read, thing(by)); err != nil {
		return Report{}, err
	}
	var report Report
	if err := s.checkBounds(ctx, by, d.Content, &report); err != nil {
		return report, err
	}
	if err := s.checkNumbers(ctx, by, d, &report); err != nil {
		return report, err
	}
	return report, s.checkPromises(ctx, by, d, &report)
}

func (s *Drafts) checkBounds(ctx context.Context, by access.Actor, c Content, report *Report) error {
	known := map[string]*Figure{} // nil: gone
	paragraph := 0
	for i, block := range c.Blocks {
		if block.Kind == ParagraphBlock {
			paragraph++
		}
		for _, in := range block.Inlines {
			if in.Figure == nil {
				continue
			}
			report.Bound++
			now, err := s.figureNow(ctx, by, in.Figure.Ref, known)
			if err != nil {
				return err
			}
			if now != nil && in.Figure.agrees(*now) {
				continue
			}
			kind := Stale
			if now == nil {
				kind = Gone
			}
			report.Problems = append(report.Problems, Problem{
				Kind: kind, Block: i, Paragraph: paragraph, Words: in.Figure.Display(), Bound: in.Figure, Now: now,
			})
		}
	}
	return nil
}

func (s *Drafts) figureNow(ctx context.Context, by access.Actor, ref string, known map[string]*Figure) (*Figure, error) {
	if f, ok := known[ref]; ok {
		return f, nil
	}
	f, err := s.Figures.FigureOf(ctx, by, ref)
	switch {
	case err == nil:
		known[ref] = &f
	case isGone(err):
		known[ref] = nil
	default:
		return nil, err
	}
	return known[ref], nil
}

func (s *Drafts) checkNumbers(ctx context.Context, by access.Actor, d Draft, report *Report) error {
	var candidates []Figure
	paragraph := 0
	for i, block := range d.Content.Blocks {
		if block.Kind != ParagraphBlock {
			continue
		}
		paragraph++
		loose := block.looseNumbers(d.Year, &report.Numbers)
		if len(loose) > 0 && candidates == nil {
			var err error
			if candidates, err = s.Figures.FindFigures(ctx, by, "", d.Period, nearLimit); err != nil {
				return err
			}
		}
		for _, number := range loose {
			report.Problems = append(report.Problems, Problem{
				Kind: Unbound, Block: i, Paragraph: paragraph, Words: number.words, Now: nearest(number, candidates),
			})
		}
	}
	return nil
}

// looseNumber is a stated quantity that no figure and no cited source stands behind.
type looseNumber struct {
	words  string
	figure docread.Figure
}

// looseNumbers reads the paragraph as a document and keeps the quantities that
// lie in plain text. It adds all quantities to count.
func (b Block) looseNumbers(year int, count *int) []looseNumber {
	text := b.Text()
	read := docread.ReadText(text, docread.Options{Year: year})
	covered := b.covered()
	var loose []looseNumber
	for _, f := range read.Figures {
		*count++
		if f.Masked || overlapsAny(f.Start, f.End, covered) {
			continue
		}
		loose = append(loose, looseNumber{words: read.Slice(f.Start, max(f.End, f.UnitEnd)), figure: f})
	}
	return loose
}

// covered are the spans, in code points of the block's text, that have a source.
func (b Block) covered() [][2]int {
	var spans [][2]int
	at := 0
	for _, in := range b.Inlines {
		n := utf8.RuneCountInString(in.shown())
		if in.Figure != nil || in.Cited != "" {
			spans = append(spans, [2]int{at, at + n})
		}
		at += n
	}
	return spans
}

func overlapsAny(start, end int, spans [][2]int) bool {
	for _, s := range spans {
		if start < s[1] && s[0] < end {
			return true
		}
	}
	return false
}

func (s *Drafts) checkPromises(ctx context.Context, by access.Actor, d Draft, report *Report) error {
	promises, err := s.Promises.Promises(ctx, by, d.Year)
	if err != nil {
		return err
	}
	answered := map[string]bool{}
	for _, block := range d.Content.Blocks {
		for _, task := range block.Answers {
			answered[task] = answered[task] || block.Text() != ""
		}
	}
	report.Promises = len(promises)
	for _, p := range promises {
		if !answered[p.Task] {
			report.Problems = append(report.Problems, Problem{Kind: Unanswered, Block: -1, Words: p.Title, Promise: &p})
		}
	}
	return nil
}
