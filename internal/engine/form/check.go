package form

import (
	"errors"

	"github.com/shopspring/decimal"

	"nianlun/internal/engine/expr"
)

// Context is what checks may look at beside the values.
type Context struct {
	// Previous are the values of the period before; nil when there are none.
	Previous *Values
	// Params looks a dated parameter up by its dotted name; nil knows none.
	Params func(name string) (decimal.Decimal, bool)
	// Explanations are what was said to experience checks, by Finding.Key.
	Explanations map[string]string
}

// The reasons for which a check is skipped.
const (
	SkipMissing    = "missing"     // a value that it needs is missing: Finding.Missing
	SkipNoPrevious = "no_previous" // there is nothing to compare with, or no parameter
	// SkipCannot is the prefix of the reasons for which a rule cannot be computed: cannot.divide_by_zero.
	SkipCannot = "cannot."
)

// Finding is a check that does not hold, or one that had to be skipped.
type Finding struct {
	CheckID     string
	Class       Class
	Row         string      // the key of the row, for a check of each row
	Cells       []Path      // the places to mark
	Message     string      // from the definition; empty when skipped
	Explanation string      // what was said to it
	Mend        *Correction // a value that would satisfy the check
	Skipped     string      // why the check was skipped; empty when it does not hold
	Missing     []Path      // the cells without which it is skipped
}

// Correction is a value that would satisfy a check.
type Correction struct {
	Path  Path
	Value Value
	Text  string // canonical, to put into the cell
	Show  string // for people
}

// Key names the finding among those of its document: the check, and the row for a check of each row. It is the key
// of its explanation.
func (f Finding) Key() string {
	if f.Row == "" {
		return f.CheckID
	}
	return f.CheckID + "@" + f.Row
}

// SkipKey is the message key of the reason for which the check was skipped.
func (f Finding) SkipKey() string { return "form.skip." + f.Skipped }

// Open reports whether the finding still keeps the document from being handed in: a logic check that does not hold,
// or an experience check without explanation.
func (f Finding) Open() bool {
	return f.Skipped == "" && (f.Class == Logic || f.Explanation == "")
}

// Open are the findings that still keep a document from being handed in.
func Open(findings []Finding) []Finding {
	var open []Finding
	for _, f := range findings {
		if f.Open() {
			open = append(open, f)
		}
	}
	return open
}

// Check computes every check and returns those that do not hold and those that were skipped, in the order of the
// definition, then of the rows.
func Check(def *Definition, values Values, ctx Context) []Finding {
	doc := docNames{def: def, values: values, ctx: ctx}
	var findings []Finding
	add := func(f *Finding) {
		if f != nil {
			f.Explanation = ctx.Explanations[f.Key()]
			findings = append(findings, *f)
		}
	}
	for i := range def.Checks {
		c := &def.Checks[i]
		section, perRow := def.Table(c.Each)
		if !perRow {
			add(c.run(def, doc, ""))
			continue
		}
		for _, row := range values.Rows(c.Each) {
			add(c.run(def, eachNames{section: section, row: rowNames{list: c.Each, row: row}, doc: doc}, row.Key))
		}
	}
	return findings
}

// run computes one check; nil when it holds.
func (c *Rule) run(def *Definition, names expr.Names, row string) *Finding {
	options := expr.Options{MissingAsZero: c.MissingAsZero}
	result, err := c.rule.Eval(names, options)
	f := &Finding{CheckID: c.ID, Class: c.Class, Row: row}
	if err != nil {
		var e *expr.Error
		errors.As(err, &e)
		f.Skipped = SkipCannot + e.Code
		f.Cells = paths(result.Cells)
		return f
	}
	if result.Value.IsMissing() {
		f.Skipped, f.Missing = SkipMissing, paths(result.Missing)
		if len(f.Missing) == 0 {
			f.Skipped = SkipNoPrevious
		}
		return f
	}
	if result.Value.Bool() {
		return nil
	}
	f.Cells = c.mark(row, result.Cells)
	f.Message = c.say.Render(names, options)
	f.Mend = c.correct(def, names, row, options)
	return f
}

// mark are the fields that the check names, or the places that it was computed from.
func (c *Rule) mark(row string, touched []string) []Path {
	if len(c.At) == 0 {
		return paths(touched)
	}
	var marked []Path
	for _, code := range c.At {
		marked = append(marked, c.cell(row, code))
	}
	return marked
}

func (c *Rule) cell(row, code string) Path {
	if row == "" {
		return FieldPath(code)
	}
	return CellPath(c.Each, row, code)
}

// correct computes the value that would satisfy the check; none when it cannot be computed or the field would not
// take it.
func (c *Rule) correct(def *Definition, names expr.Names, row string, options expr.Options) *Correction {
	if c.mend == nil {
		return nil
	}
	path := c.cell(row, c.mend.Field)
	field, found := def.fields[path.Key()]
	if !found {
		return nil
	}
	result, err := c.mend.value.Eval(names, options)
	if err != nil || result.Value.Kind() != field.Type.Holds() {
		return nil
	}
	text := field.Type.Text(field, result.Value)
	value, flt := field.Type.Decode(field, text)
	if flt != nil {
		return nil
	}
	return &Correction{Path: path, Value: value, Text: text, Show: field.Type.Show(field, value)}
}

func paths(texts []string) []Path {
	out := make([]Path, len(texts))
	for i, text := range texts {
		out[i] = Path(text)
	}
	return out
}
