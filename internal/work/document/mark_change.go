package document

import (
	"context"
	"slices"
	"strings"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/docread"
	"nianlun/internal/engine/docread/docmark"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/id"
)

// mend runs an act on the marks of a reading: the marks old go, the marks now
// stand in their place, and open proposals follow.
func (s *Readings) mend(ctx context.Context, by access.Actor, reading string, kind docmark.Kind, op docmark.Op, act func(r *Reading, d Directory) (old, now []Mark, err error)) (Reading, error) {
	return s.change(ctx, by, reading, "mark."+string(op), func(ctx context.Context, r *Reading) error {
		d, err := s.directory(ctx, by)
		if err != nil {
			return err
		}
		old, now, err := act(r, d)
		if err != nil {
			return err
		}
		if slices.EqualFunc(old, now, func(a, b Mark) bool { return a.Start == b.Start && a.Seen() == b.Seen() && !a.Loose }) {
			return nil
		}
		before := *r
		c, err := r.replace(d, kind, old, now)
		if err != nil {
			return err
		}
		c.ID, c.Op, c.By, c.Name, c.At, c.Rev = id.New(), op, by.Person, by.Name, s.Now(), r.Rev+1
		r.Corrections = append(r.Corrections, c)
		r.correct()
		r.follow(&before, d, c.Place.Start, c.Place.End)
		return nil
	})
}

// replace takes the corrections that a new one overlaps out of the reading and
// makes the new one, which rules their parts of the text too and keeps the other
// marks there as they are. So no two corrections of a kind overlap.
func (r *Reading) replace(d Directory, kind docmark.Kind, old, now []Mark) (Correction, error) {
	start, end := bounds(slices.Concat(old, now))
	var kept []Correction
	for _, c := range r.Corrections {
		if c.Kind == kind && !c.Lost && c.Place.Start < end && c.Place.End > start {
			start, end = min(start, c.Place.Start), max(end, c.Place.End)
		}
	}
	for _, c := range r.Corrections {
		if c.Kind != kind || c.Lost || c.Place.Start >= end || c.Place.End <= start {
			kept = append(kept, c)
		}
	}
	marks := slices.Clone(now)
	for _, m := range r.marksOf(d, kind) {
		if m.Loose || m.Start >= end || m.End <= start || slices.ContainsFunc(old, func(o Mark) bool { return o.Start == m.Start }) {
			continue
		}
		for _, n := range now {
			if m.Start < n.End && m.End > n.Start {
				return Correction{}, fault.New(fault.Invalid, "mark.invalid").With("words", "fault.mark.taken", "words", m.Words)
			}
		}
		marks = append(marks, m)
	}
	slices.SortFunc(marks, func(a, b Mark) int { return a.Start - b.Start })
	r.Corrections = kept
	return correctionOf(docmark.NewText(r.Doc.Text), kind, start, end, marks), nil
}

func correctionOf(text *docmark.Text, kind docmark.Kind, start, end int, marks []Mark) Correction {
	c := Correction{Correction: docmark.Correction{Kind: kind, Place: text.Place(start, end)}}
	for _, m := range marks {
		mark := docmark.Mark{Start: m.Start - start, End: m.End - start}
		switch kind {
		case docmark.Figure:
			f := m.Figure
			mark.Value = &docmark.FigureValue{
				Value: f.Value, Value2: f.Value2, Kind: f.Kind, Unit: f.Unit, UnitLength: max(f.UnitEnd-f.End, 0),
				Subject: f.Subject, Approx: f.Approx, Role: f.Role, Masked: f.Masked,
			}
		case docmark.Deadline:
			mark.Due = &docmark.DeadlineDate{Date: m.Deadline.Date}
		case docmark.Owner:
			mark.Unit = m.Unit
		}
		c.Marks = append(c.Marks, mark)
	}
	return c
}

func bounds(marks []Mark) (start, end int) {
	start, end = marks[0].Start, marks[0].End
	for _, m := range marks {
		start, end = min(start, m.Start), max(end, m.End)
	}
	return start, end
}

// paragraph is the paragraph that holds a place; false when none does.
func (r *Reading) paragraph(at int) (docread.Paragraph, bool) {
	for _, p := range r.Doc.Paragraphs {
		if p.Start <= at && at < p.End {
			return p, true
		}
	}
	return docread.Paragraph{}, false
}

// spanOf is where words stand in the paragraph of a place, the nearest to it.
func (r *Reading) spanOf(words string, at int) (start, end int, found bool) {
	p, ok := r.paragraph(at)
	want := solid([]rune(words), nil)
	if !ok || len(want) == 0 {
		return 0, 0, false
	}
	var offsets []int
	have := solid(r.characters()[p.Start:p.End], &offsets)
	for i := indexOf(have, want, 0); i >= 0; i = indexOf(have, want, i+1) {
		from := p.Start + offsets[i]
		if !found || abs(from-at) < abs(start-at) {
			start, end, found = from, p.Start+offsets[i+len(want)-1]+1, true
		}
	}
	return start, end, found
}

// trimmed is a span without blanks and punctuation at its ends.
func (r *Reading) trimmed(start, end int) (int, int) {
	text := r.characters()
	start, end = max(start, 0), min(end, len(text))
	const outside = " 　\t\n，,。；;、：:（）()“”\u2060"
	for start < end && strings.ContainsRune(outside, text[start]) {
		start++
	}
	for end > start && strings.ContainsRune(outside, text[end-1]) {
		end--
	}
	return start, end
}
