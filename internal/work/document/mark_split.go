package document

import (
	"context"
	"strings"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/docread"
	"nianlun/internal/engine/docread/docmark"
	"nianlun/internal/kit/fault"
)

// joints part the things that one mark may hold: 2、3所, 甲科、乙科, 3月至5月.
const joints = "、，,和及与至到或/／—–-－~～:："

// nearNext is how many characters may stand between two marks that are merged.
const nearNext = 12

// MarkCuts are the places where a mark can be split: at what joins its parts,
// else between any two characters.
func (r *Reading) MarkCuts(m Mark) []Cut {
	text := r.characters()
	var cuts []Cut
	for i := m.Start + 1; i < m.End-1; i++ {
		if strings.ContainsRune(joints, text[i]) && !strings.ContainsRune(joints, text[i+1]) {
			cuts = append(cuts, r.cutOf(m, i+1))
		}
	}
	if len(cuts) > 0 {
		return cuts
	}
	for i := m.Start + 1; i < m.End; i++ {
		cuts = append(cuts, r.cutOf(m, i))
	}
	return cuts
}

func (r *Reading) cutOf(m Mark, at int) Cut {
	return Cut{At: at, First: strings.TrimRight(r.Slice(m.Start, at), joints+" "), Second: r.Slice(at, m.End)}
}

// SplitMark makes two marks of one at a place that MarkCuts offers; 0 takes the
// only place. Each part says what the reader finds in it.
func (s *Readings) SplitMark(ctx context.Context, by access.Actor, at MarkAt, place int) (Reading, error) {
	return s.mend(ctx, by, at.Reading, at.Kind, docmark.Split, func(r *Reading, d Directory) (old, now []Mark, err error) {
		m, err := r.seen(d, at)
		if err != nil {
			return nil, nil, err
		}
		cuts := r.MarkCuts(m)
		if place == 0 && len(cuts) == 1 {
			place = cuts[0].At
		}
		for _, cut := range cuts {
			if cut.At != place {
				continue
			}
			first, err := r.markPart(d, m, m.Start, m.Start+len([]rune(cut.First)))
			if err != nil {
				return nil, nil, err
			}
			second, err := r.markPart(d, m, cut.At, m.End)
			return []Mark{m}, []Mark{first, second}, err
		}
		if len(cuts) == 0 {
			return nil, nil, fault.New(fault.Conflict, "mark.split.short", "words", m.Words)
		}
		return nil, nil, fault.New(fault.Invalid, "mark.invalid").With("place", "fault.mark.split.where")
	})
}

// markPart is a part of a mark as a mark of its own.
func (r *Reading) markPart(d Directory, whole Mark, start, end int) (Mark, error) {
	m := Mark{Kind: whole.Kind, Start: start, End: end, Words: r.Slice(start, end)}
	switch whole.Kind {
	case docmark.Figure:
		f, ok := readFigure(m.Words, whole.Figure.Unit)
		if !ok {
			return m, fault.New(fault.Invalid, "mark.invalid").With("place", "fault.mark.split.nothing", "words", m.Words)
		}
		w := whole.Figure
		m.Figure = docread.Figure{
			Start: start, End: end, Text: m.Words, Value: f.Value, Value2: f.Value2, Kind: f.Kind, Unit: w.Unit, UnitEnd: end,
			Subject: w.Subject, Approx: w.Approx, Role: w.Role, Masked: f.Masked,
		}
		if end == whole.End {
			m.Figure.UnitEnd = w.UnitEnd
		}
	case docmark.Deadline:
		when := dueOf(m.Words, m.Words, "", r.planYear())
		m.Deadline = docread.Deadline{Start: start, End: end, Text: m.Words, Date: when.date.String(), Vague: when.date.IsZero()}
	case docmark.Owner:
		m.Unit = whole.Unit
		for _, found := range d.Mentions([]rune(m.Words)) {
			m.Unit = found.Unit
		}
	}
	return m, nil
}

// MergeMarks joins a mark to the next one of its kind, with the words between
// them. Of two figures the reader's reading of the joined words counts, else they
// are a range; of two deadlines the later day; of two units the first.
func (s *Readings) MergeMarks(ctx context.Context, by access.Actor, at MarkAt) (Reading, error) {
	return s.mend(ctx, by, at.Reading, at.Kind, docmark.Merge, func(r *Reading, d Directory) (old, now []Mark, err error) {
		m, err := r.seen(d, at)
		if err != nil {
			return nil, nil, err
		}
		next, ok := r.markAfter(d, m)
		if !ok {
			return nil, nil, fault.New(fault.Conflict, "mark.merge.last", "words", m.Words)
		}
		p, _ := r.paragraph(m.Start)
		if next.End > p.End || next.Start-m.End > nearNext {
			return nil, nil, fault.New(fault.Conflict, "mark.merge.far", "words", m.Words, "next", next.Words)
		}
		return []Mark{m, next}, []Mark{r.joinMarks(m, next)}, nil
	})
}

// markAfter is the next mark of the same kind.
func (r *Reading) markAfter(d Directory, m Mark) (Mark, bool) {
	var found Mark
	ok := false
	for _, n := range r.marksOf(d, m.Kind) {
		if n.Start >= m.End && (!ok || n.Start < found.Start) {
			found, ok = n, true
		}
	}
	return found, ok
}

func (r *Reading) joinMarks(a, b Mark) Mark {
	m := Mark{Kind: a.Kind, Start: a.Start, End: b.End, Words: r.Slice(a.Start, b.End), Unit: a.Unit}
	switch a.Kind {
	case docmark.Figure:
		m.Figure = joinFigures(m, a.Figure, b.Figure)
	case docmark.Deadline:
		date := max(a.Deadline.Date, b.Deadline.Date) // yyyy-mm-dd sorts as text
		m.Deadline = docread.Deadline{Start: m.Start, End: m.End, Text: m.Words, Date: date, Vague: date == ""}
	}
	return m
}

func joinFigures(m Mark, a, b docread.Figure) docread.Figure {
	joined := b
	joined.Start, joined.End, joined.Text, joined.UnitEnd = m.Start, m.End, m.Words, max(b.UnitEnd, m.End)
	joined.Subject, joined.Approx = a.Subject, a.Approx
	if a.Role == docread.RoleTarget {
		joined.Role = docread.RoleTarget
	}
	if joined.Subject == "" {
		joined.Subject = b.Subject
	}
	if f, ok := readFigure(m.Words, b.Unit); ok && f.Start == 0 && f.End == len([]rune(m.Words)) {
		joined.Value, joined.Value2, joined.Kind, joined.Masked = f.Value, f.Value2, f.Kind, f.Masked
		return joined
	}
	joined.Value, joined.Value2, joined.Kind = a.Value, b.Value, docread.KindRange
	if a.Value != nil && b.Value != nil && a.Value.GreaterThan(*b.Value) {
		joined.Value, joined.Value2 = b.Value, a.Value
	}
	return joined
}
