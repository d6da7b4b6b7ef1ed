package formxlsx

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"nianlun/internal/engine/expr"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/nearest"
)

// Past is the workbook in which an office brings the returns of past periods: a row for each unit and period. Its rows
// are known by what stands visibly in them, since they are pasted from older tables: the code of the school, or its
// name, and the period.
type Past struct {
	Form    // without a period
	Units   []PastUnit
	Periods []string // ids of periods of the form's kind
	T       form.T
}

// PastUnit is a unit by which rows may be known.
type PastUnit struct{ ID, Code, Name string }

// The columns by which the rows of past periods are known.
const (
	schoolColumn = "c:school" // the code of the school (学校(机构)标识码)
	periodColumn = "c:period"
)

// maxPastRows bounds the rows that are written in advance.
const maxPastRows = 20_000

// ErrTooManyPast says that more units and periods are asked for at once than a workbook should hold.
var ErrTooManyPast = errors.New("formxlsx: too many units and periods for one workbook")

// WritePast renders the workbook, with a row for each unit and period and nothing filled in.
func WritePast(w io.Writer, p Past) (err error) {
	if len(p.Units)*len(p.Periods) > maxPastRows {
		return ErrTooManyPast
	}
	b := newBook(p.Form, p.T)
	defer func() { err = errors.Join(err, b.file.Close()) }()
	b.meta.past = true
	pw := &pastWriter{campaignWriter: &campaignWriter{bookWriter: b, campaign: Campaign{Form: p.Form, T: p.T}}, past: p}
	if err := pw.write(); err != nil {
		return fmt.Errorf("formxlsx: %w", err)
	}
	return b.finish(w)
}

// pastWriter differs from the writer of a campaign in the columns by which rows are known.
type pastWriter struct {
	*campaignWriter
	past Past
}

func (p *pastWriter) write() error {
	p.begin("", "")
	p.identity = []identityColumn{
		{schoolColumn, p.t("formxlsx.head.code"), 14}, {unitColumn, p.t("formxlsx.head.school"), nameWidth}, {periodColumn, p.t("formxlsx.head.period"), columnWidth},
	}
	if err := p.open(); err != nil {
		return err
	}
	for _, s := range p.sheets {
		for _, unit := range p.past.Units {
			for _, id := range p.past.Periods {
				if err := p.pastRows(s, unit, id); err != nil {
					return err
				}
			}
		}
		if s.section == nil || len(s.section.Rows.Fixed) == 0 {
			for range DefaultCampaignSpare {
				if err := p.pastRow(s, "", "", PastUnit{}, ""); err != nil {
					return err
				}
			}
		}
		if err := p.checks(s); err != nil {
			return err
		}
	}
	return nil
}

// pastRows writes the rows of a unit and period; an open table has blank rows at its end instead.
func (p *pastWriter) pastRows(s *unitSheet, unit PastUnit, period string) error {
	if s.section == nil {
		return p.pastRow(s, "", "", unit, period)
	}
	for _, option := range s.section.Rows.Fixed {
		if err := p.pastRow(s, form.RowPath(s.section.Rows.Code, option.Code), option.Name, unit, period); err != nil {
			return err
		}
	}
	return nil
}

func (p *pastWriter) pastRow(s *unitSheet, path form.Path, name string, unit PastUnit, period string) error {
	open := look{role: roleValue, format: textFormat, align: "left"}
	cells := []cell{{value: legible(unit.Code), look: open}, {value: legible(unit.Name), look: open}, {value: p.periodText(period), look: open}}
	if s.section != nil && len(s.section.Rows.Fixed) > 0 {
		cells = append(cells, cell{value: legible(name), look: look{role: roleLabel, format: textFormat, align: "left"}})
	}
	for _, f := range s.fields {
		cells = append(cells, p.valueCell(f, form.Value{}, false))
	}
	return s.page.write(rowOptions{code: string(path)}, cells...)
}

// periodText is a period as the workbook writes it: in words that lead back to it, otherwise its id.
func (p *pastWriter) periodText(id string) string {
	if id == "" {
		return ""
	}
	if f, found := periodField(p.form.Def); found {
		return periodText(p.t, f, id)
	}
	return id
}

// periodField stands for the column of periods: it reads what a field of periods reads.
func periodField(def *form.Definition) (*form.Field, bool) {
	typ, found := form.TypeByName("period")
	return &form.Field{Type: typ, Of: string(def.Period)}, found && def.Period != ""
}

// ExpectPast is which form's workbook of past periods must come back.
type ExpectPast struct {
	Form   // without a period
	Units  []PastUnit
	Limits Limits
}

// PastAnswer is what a workbook says for one unit and period.
type PastAnswer struct {
	Answer
	Period string // the id
}

// ReadPast takes the workbook of past periods back: an answer for each unit and period in whose rows something stands.
// A unit is known by its code or by its exact name; a near name is offered in the issue and never taken.
func ReadPast(data []byte, e ExpectPast) ([]PastAnswer, Issues) {
	w, issue := openWorkbook(data, e.Limits.orDefault())
	if issue != nil {
		return nil, Issues{*issue}
	}
	m, issue := w.readMeta()
	if issue == nil {
		issue = belongs(m, e.Form)
	}
	if issue == nil && !m.past {
		other := newIssue(Fatal, NotPast)
		issue = &other
	}
	if issue != nil {
		return nil, Issues{*issue}
	}
	r := newReader(w, e.Form, m)
	r.past = newPastKeys(e.Units)
	if issue := r.sheets(); issue != nil {
		return nil, Issues{*issue}
	}
	var out []PastAnswer
	for _, id := range r.order {
		answer := r.answers[id]
		r.finish(answer)
		out = append(out, PastAnswer{Answer: *answer, Period: r.past.periods[id]})
	}
	r.missingColumns()
	r.tellVersion()
	return out, r.issues
}

// pastKeys finds the unit and period of a row.
type pastKeys struct {
	byCode  map[string]PastUnit
	byName  map[string][]PastUnit
	names   []string
	periods map[string]string // by the id of the answer
}

func newPastKeys(units []PastUnit) *pastKeys {
	k := &pastKeys{byCode: map[string]PastUnit{}, byName: map[string][]PastUnit{}, periods: map[string]string{}}
	for _, u := range units {
		if u.Code != "" {
			k.byCode[u.Code] = u
		}
		k.byName[u.Name] = append(k.byName[u.Name], u)
		k.names = append(k.names, u.Name)
	}
	slices.Sort(k.names)
	return k
}

// pastAnswer is the answer of a row, or nil after the reason was told. A row without values is nobody's.
func (r *reader) pastAnswer(h *head, row rawRow) *Answer {
	if !r.anyValue(h, row) {
		return nil
	}
	unit, ok := r.pastUnit(h, row)
	if !ok {
		return nil
	}
	id, ok := r.pastPeriod(h, row)
	if !ok {
		return nil
	}
	key := unit.ID + "/" + id
	if _, known := r.ids[key]; !known {
		r.ids[key] = Identity{ID: key, UnitID: unit.ID, Unit: unit.Name}
		r.past.periods[key] = id
	}
	return r.answer(key)
}

func (r *reader) anyValue(h *head, row rawRow) bool {
	for _, f := range r.columnsOf(h) {
		if c, found := row.at(h.columns[f.Code]); found && answerable(f) && strings.TrimSpace(c.text) != "" {
			return true
		}
	}
	return false
}

func (r *reader) pastUnit(h *head, row rawRow) (PastUnit, bool) {
	code, _ := row.at(h.columns[schoolColumn])
	name, _ := row.at(h.columns[unitColumn])
	number, text := narrowDigits(code.text), strings.TrimSpace(name.text)
	place := Address{h.grid.name, at(max(1, h.columns[unitColumn]), row.number)}
	byCode, known := r.past.byCode[number]
	switch {
	case number != "" && !known:
		place.Cell = at(max(1, h.columns[schoolColumn]), row.number)
		r.tell(newIssue(Refused, UnknownCode, "text", clip(number)), place, "", "")
		return PastUnit{}, false
	case known && text != "" && text != byCode.Name:
		r.tell(newIssue(Refused, CodeAndName, "code", number, "name", byCode.Name, "text", clip(text)), place, "", "")
		return PastUnit{}, false
	case known:
		return byCode, true
	}
	switch found := r.past.byName[text]; len(found) {
	case 1:
		return found[0], true
	case 0:
		near := ""
		if text != "" {
			near = nearest.Word(text, r.past.names)
		}
		issue := newIssue(Refused, UnknownUnit, "text", clip(text))
		if near != "" {
			issue = newIssue(Refused, NearUnit, "text", clip(text), "near", near)
		}
		r.tell(issue, place, "", "")
	default:
		r.tell(newIssue(Refused, SeveralUnits, "text", clip(text)), place, "", "")
	}
	return PastUnit{}, false
}

func (r *reader) pastPeriod(h *head, row rawRow) (string, bool) {
	c, _ := row.at(h.columns[periodColumn])
	place := Address{h.grid.name, at(max(1, h.columns[periodColumn]), row.number)}
	f, found := periodField(r.form.Def)
	if !found {
		return "", false
	}
	v, flt := f.Type.Decode(f, r.book.take(f, c).text)
	if flt != nil || v.Kind() != expr.Text {
		r.tell(newIssue(Refused, UnknownPeriod, "text", clip(c.text)), place, "", "")
		return "", false
	}
	return v.Text(), true
}

// narrowDigits is a code without blanks, in half-width digits.
func narrowDigits(text string) string {
	return strings.Map(func(c rune) rune {
		switch {
		case c >= '０' && c <= '９':
			return c - '０' + '0'
		case c == ' ' || c == '\u3000' || c == '\'' || c == '\t' || c == '\n':
			return -1
		}
		return c
	}, text)
}
