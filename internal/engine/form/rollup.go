package form

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"nianlun/internal/engine/expr"
)

// Part is the answer of one unit that goes into a roll-up.
type Part struct {
	Unit   string // its name, put before what is joined from several units
	Values Values
}

// RollUp puts the answers of many units to one form together into one answer to
// the same form, as a bureau states it to the one above: numbers are summed, also
// row by row in tables with given rows; the rows of free tables follow each other;
// texts are joined, each behind the name of its unit. What cannot be put together
// is left empty and named: shares, choices, dates, files, and tables that grow
// longer than the form allows. Calculated fields are computed from the sums.
func RollUp(def *Definition, parts []Part) (Values, []Path) {
	r := rollUp{def: def, parts: parts, out: NewValues()}
	for i := range def.Sections {
		s := &def.Sections[i]
		switch {
		case s.Rows == nil:
			for j := range s.Fields {
				r.field(&s.Fields[j], FieldPath(s.Fields[j].Code))
			}
		case len(s.Rows.Fixed) > 0:
			r.given(s)
		default:
			r.free(s)
		}
	}
	return Calculate(def, r.out), r.left
}

type rollUp struct {
	def   *Definition
	parts []Part
	out   Values
	left  []Path
}

// summed are the types whose values may be added: a share is none of them.
func summed(t Type) bool { return slices.Contains([]string{"integer", "decimal", "money"}, t.Name()) }

func (r *rollUp) field(f *Field, path Path) {
	switch {
	case !f.Typed():
	case summed(f.Type):
		r.sum(path)
	case f.Type.Name() == "text" || f.Type.Name() == "longtext":
		r.join(f, path)
	default:
		if slices.ContainsFunc(r.parts, func(p Part) bool { return !p.Values.Get(path).IsMissing() }) {
			r.left = append(r.left, path)
		}
	}
}

// sum adds what is there; nothing is there where nobody has answered.
func (r *rollUp) sum(path Path) {
	total, some := decimal.Zero, false
	for _, p := range r.parts {
		if v := p.Values.Get(path); v.Kind() == expr.Number {
			total, some = total.Add(v.Number()), true
		}
	}
	if some {
		r.out.Set(path, expr.NumberOf(total))
	}
}

// join writes the texts of the units below each other; a text that several gave
// alike stands alone, and one that grows too long is left.
func (r *rollUp) join(f *Field, path Path) {
	var texts, lines []string
	for _, p := range r.parts {
		text := strings.TrimSpace(p.Values.Get(path).Text())
		if text == "" {
			continue
		}
		if !slices.Contains(texts, text) {
			texts = append(texts, text)
		}
		lines = append(lines, p.Unit+"："+text)
	}
	joined := strings.Join(lines, "\n")
	if f.Type.Name() == "text" {
		joined = strings.Join(lines, "；")
	}
	if len(texts) == 1 {
		joined = texts[0]
	}
	switch {
	case joined == "":
	case f.Length > 0 && utf8.RuneCountInString(joined) > f.Length:
		r.left = append(r.left, path)
	default:
		r.out.Set(path, expr.TextOf(joined))
	}
}

// given adds a table with given rows cell by cell.
func (r *rollUp) given(s *Section) {
	for _, row := range s.Rows.Fixed {
		for j := range s.Fields {
			r.field(&s.Fields[j], CellPath(s.Rows.Code, row.Code, s.Fields[j].Code))
		}
	}
}

// free puts the rows of a table behind each other. Where a row is known by a text,
// two of the same name are told apart by their units.
func (r *rollUp) free(s *Section) {
	most := s.Rows.Max
	if most == 0 {
		most = DefaultMaxRows
	}
	var rows []Row
	var keys []string
	for _, p := range r.parts {
		for _, row := range p.Values.Rows(s.Rows.Code) {
			key := NextRowKey(keys...)
			keys = append(keys, key)
			rows = append(rows, r.named(s.Rows, Row{Key: key, Fields: row.Fields}, p.Unit))
		}
	}
	if len(rows) > most {
		r.left = append(r.left, Path(s.Rows.Code))
		return
	}
	if len(rows) > 0 {
		r.out.SetRows(s.Rows.Code, rows)
	}
}

// named is a copy of a row; the text that it is known by says its unit.
func (r *rollUp) named(of *Rows, row Row, unit string) Row {
	fields := make(map[string]Value, len(row.Fields))
	for code, v := range row.Fields {
		fields[code] = v
	}
	if v := fields[of.Key]; of.Key != "" && v.Kind() == expr.Text && of.keyed != nil && of.keyed.Type.Name() == "text" {
		fields[of.Key] = expr.TextOf(unit + "：" + v.Text())
	}
	row.Fields = fields
	return row
}
