package document

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/docread"
	"nianlun/internal/engine/docread/docmark"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
)

// MarkEdit is what somebody wrote into the fields of a mark. Words are those of
// the text that the mark shall cover. A figure uses the fields up to Role, a
// deadline Due (none: the words name no single day), an owner Unit as the unit's id.
type MarkEdit struct {
	Words         string
	Value, Value2 *decimal.Decimal
	Kind          docread.Kind
	Unit          string
	Subject       string
	Approx        docread.Approx
	Role          docread.Role
	Due           period.Date
}

// How much may be written.
const (
	longestMark    = 60 // characters of the text
	longestUnit    = 12
	longestSubject = 40
)

// FigureKinds are the kinds of figures in the order in which they are offered.
func FigureKinds() []docread.Kind {
	return []docread.Kind{docread.KindCount, docread.KindPercent, docread.KindMoney, docread.KindMeasure, docread.KindRange, docread.KindRatio}
}

// Approximations are the qualifications of figures in the order in which they are offered.
func Approximations() []docread.Approx {
	return []docread.Approx{docread.ApproxExact, docread.ApproxAbout, docread.ApproxOver, docread.ApproxUnder}
}

// CorrectMark writes what a mark says. Wrong fields come back as the fields of
// the Invalid fault mark.invalid.
func (s *Readings) CorrectMark(ctx context.Context, by access.Actor, at MarkAt, in MarkEdit) (Reading, error) {
	return s.mend(ctx, by, at.Reading, at.Kind, docmark.Set, func(r *Reading, d Directory) (old, now []Mark, err error) {
		m, err := r.seen(d, at)
		if err != nil {
			return nil, nil, err
		}
		edited, err := r.edited(d, m, in)
		return []Mark{m}, []Mark{edited}, err
	})
}

// DropMark says that a mark is none.
func (s *Readings) DropMark(ctx context.Context, by access.Actor, at MarkAt) (Reading, error) {
	return s.mend(ctx, by, at.Reading, at.Kind, docmark.Drop, func(r *Reading, d Directory) (old, now []Mark, err error) {
		m, err := r.seen(d, at)
		return []Mark{m}, nil, err
	})
}

// AddMark marks a part of the text that the reader passed over. The words of the
// edit must stand there.
func (s *Readings) AddMark(ctx context.Context, by access.Actor, reading string, kind docmark.Kind, start int, in MarkEdit) (Reading, error) {
	return s.mend(ctx, by, reading, kind, docmark.Add, func(r *Reading, d Directory) (old, now []Mark, err error) {
		if !slices.Contains(docmark.Kinds(), kind) {
			return nil, nil, fault.New(fault.Invalid, "mark.invalid")
		}
		m, err := r.edited(d, Mark{Kind: kind, Start: start, End: start}, in)
		return nil, []Mark{m}, err
	})
}

// edited is a mark with what somebody wrote.
func (r *Reading) edited(d Directory, m Mark, in MarkEdit) (Mark, error) {
	f := fault.New(fault.Invalid, "mark.invalid")
	in.Words = strings.TrimSpace(in.Words)
	start, end, found := r.spanOf(in.Words, m.Start)
	switch {
	case utf8.RuneCountInString(in.Words) > longestMark:
		f.With("words", "fault.mark.long", "max", longestMark)
	case !found:
		f.With("words", "fault.mark.nowhere")
	}
	was := m
	m.Start, m.End, m.Loose, m.Words = start, end, false, r.Slice(start, end)
	switch m.Kind {
	case docmark.Figure:
		in.checkFigure(f)
		m.Figure = r.figureOf(start, end, in, was.Figure)
	case docmark.Deadline:
		m.Deadline = docread.Deadline{Start: start, End: end, Text: m.Words, Date: in.Due.String(), Vague: in.Due.IsZero()}
	case docmark.Owner:
		m.Unit = in.Unit
		if _, ok := d.Unit(in.Unit); !ok && in.Unit != was.Unit {
			f.With("unit", "fault.reading.unit")
		}
	}
	if len(f.Fields) > 0 {
		return m, f
	}
	return m, nil
}

func (in *MarkEdit) checkFigure(f *fault.Error) {
	in.Unit, in.Subject = strings.TrimSpace(in.Unit), strings.TrimSpace(in.Subject)
	pair := in.Kind == docread.KindRange || in.Kind == docread.KindRatio
	switch {
	case in.Value == nil && !blanked(in.Words):
		f.With("value", "fault.mark.value")
	case pair && in.Value != nil && in.Value2 == nil:
		f.With("value2", "fault.mark.value2."+string(in.Kind))
	case in.Kind == docread.KindRange && in.Value != nil && in.Value.GreaterThan(*in.Value2):
		f.With("value2", "fault.mark.range")
	}
	if !pair {
		in.Value2 = nil
	}
	if !slices.Contains(FigureKinds(), in.Kind) {
		f.With("kind", "fault.mark.kind")
	}
	if !slices.Contains(Approximations(), in.Approx) {
		f.With("approx", "fault.mark.approx")
	}
	if in.Role != docread.RoleFact && in.Role != docread.RoleTarget {
		f.With("role", "fault.mark.role")
	}
	if utf8.RuneCountInString(in.Unit) > longestUnit {
		f.With("unit", "fault.mark.unit", "max", longestUnit)
	}
	if utf8.RuneCountInString(in.Subject) > longestSubject {
		f.With("subject", "fault.mark.subject", "max", longestSubject)
	}
}

// figureOf is a figure with what somebody wrote. Its unit in the text is the
// written one when it stands behind the numeral, else what the reader took for it
// as long as nobody wrote another.
func (r *Reading) figureOf(start, end int, in MarkEdit, was docread.Figure) docread.Figure {
	f := docread.Figure{
		Start: start, End: end, Text: r.Slice(start, end), Value: in.Value, Value2: in.Value2, Kind: in.Kind,
		Unit: in.Unit, UnitEnd: end, Subject: in.Subject, Approx: in.Approx, Role: in.Role, Masked: in.Value == nil,
	}
	length := utf8.RuneCountInString(in.Unit)
	switch {
	case in.Unit != "" && r.Slice(end, end+length) == in.Unit:
		f.UnitEnd = end + length
	case in.Unit == was.Unit && was.End == end:
		f.UnitEnd = max(was.UnitEnd, end)
	}
	return f
}

// Suggest is what a part of the text would say as a mark of a kind: what the
// form to add one begins with. Start and End are the part without what is not of
// the mark.
func (r *Reading) Suggest(d Directory, kind docmark.Kind, start, end int) Mark {
	start, end = r.trimmed(start, min(end, start+longestMark+1))
	m := Mark{Kind: kind, Start: start, End: end}
	switch kind {
	case docmark.Figure:
		m.Figure = docread.Figure{Kind: docread.KindCount, Role: docread.RoleFact}
		if f, ok := readFigure(r.Slice(start, end), r.Slice(end, end+longestUnit)); ok {
			m.Figure = f
			m.Start, m.End = start+f.Start, start+f.End
		}
		m.Figure.Role = r.roleAt(m.Start)
	case docmark.Deadline:
		words := r.Slice(start, end)
		when := dueOf(words, words, "", r.planYear())
		m.Deadline = docread.Deadline{Text: words, Date: when.date.String()}
	case docmark.Owner:
		for _, found := range d.Mentions(r.characters()[start:end]) {
			m.Unit = found.Unit
		}
	}
	m.Words = r.Slice(m.Start, m.End)
	return m
}

// roleAt: what stands in a commitment is promised.
func (r *Reading) roleAt(at int) docread.Role {
	for _, p := range r.Proposals {
		if p.State != Merged && p.Start <= at && at < p.End {
			return docread.RoleTarget
		}
	}
	return docread.RoleFact
}
