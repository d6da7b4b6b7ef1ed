package form

import (
	"errors"
	"slices"

	"github.com/shopspring/decimal"

	"nianlun/internal/engine/expr"
)

// Context is what checks may look at beside the values.
type Context struct {
	// Previous are the values of the period before; nil when there are none.
	Previous *Values
	// Returns are the unit's other returns that the definition refers to, as far as they are handed in.
	Returns map[Reference]Answer
	// Params looks a dated parameter up by its dotted name; nil knows none.
	Params func(name string) (decimal.Decimal, bool)
	// Explanations are what was said to experience checks, by Finding.Key.
	Explanations map[string]string
}

// The reasons for which a check is skipped.
const (
	SkipMissing    = "missing"     // a value that it needs is missing: Finding.Missing
	SkipNoPrevious = "no_previous" // there is nothing to compare with, or no parameter
	SkipNoReturn   = "no_return"   // a return that it refers to is not handed in: Finding.Lacks
	SkipChanged    = "changed"     // a form that it refers to no longer asks what it reads: Finding.Lacks
	SkipOutdated   = "outdated"    // it was published before a rule that refuses it now
	SkipEmptyThere = "empty_there" // a return that it refers to does not say: Finding.Lacks
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
	Failed      string      // why it could not be computed although it must be; of the same words as Skipped
	Missing     []Path      // the cells without which it is skipped, or fails
	Lacks       []string    // the names of the references without which it is skipped, or fails
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

// SkipKey is the message key of the reason for which the check was skipped, with the placeholder names: Lacks.
func (f Finding) SkipKey() string { return "form.skip." + f.Skipped }

// FailKey is the message key of the reason for which the check fails that could not be computed, with the placeholder
// names: Lacks. Only for a finding with Failed.
func (f Finding) FailKey() string { return "form.fail." + f.Failed }

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
	var findings []Finding
	add := func(f *Finding) {
		if f != nil {
			f.Explanation = ctx.Explanations[f.Key()]
			findings = append(findings, *f)
		}
	}
	tables := map[string]Value{} // of a document that does not change meanwhile, for all checks
	for i := range def.Checks {
		c := &def.Checks[i]
		doc := docNames{def: def, values: values, ctx: ctx, zero: c.Missing == MissingZero}
		said := &masked{doc: doc} // which reads tables of its own
		doc.tables = tables
		section, perRow := def.Table(c.Each)
		if !perRow {
			add(c.run(doc, nil, "", said))
			continue
		}
		for _, row := range values.Rows(c.Each) {
			add(c.run(doc, &eachNames{section: section, row: rowNames{list: c.Each, row: row}}, row.Key, said))
		}
	}
	return findings
}

// run computes one check, for a row when each is given; nil when it holds.
func (c *Rule) run(doc docNames, each *eachNames, row string, said *masked) *Finding {
	var names expr.Names = doc
	if each != nil {
		each.doc = doc
		names = each
	}
	options := expr.Options{MissingAsZero: c.Missing == MissingZero}
	if c.rule != nil && c.rule.Holds(names, options) {
		return nil
	}
	f := &Finding{CheckID: c.ID, Class: c.Class, Row: row}
	if c.rule == nil {
		f.Skipped, f.Lacks = SkipChanged, c.reads
		if len(c.reads) == 0 {
			f.Skipped = SkipOutdated
		}
		return f
	}
	if len(c.reads) > 0 {
		doc.lacks = &lacks{}
		if names = doc; each != nil {
			each.doc = doc
			names = each
		}
	}
	result, err := c.rule.Eval(names, options)
	if err != nil {
		var e *expr.Error
		errors.As(err, &e)
		f.Skipped = SkipCannot + e.Code
		f.Cells = paths(result.Cells)
		return f
	}
	if result.Value.IsMissing() {
		f.lack(result, doc.lacks)
		if !c.fails(doc.def, f) {
			return f
		}
		f.Failed, f.Skipped = f.Skipped, ""
	}
	f.Cells = c.mark(row, result.Cells)
	if c.say != nil {
		f.Message = c.say.Render(said.in(each, row), options)
	}
	f.Mend = c.correct(doc.def, names, row, options)
	return f
}

// lack says why a check came to nothing: first what can be filled in here.
func (f *Finding) lack(result expr.Result, from *lacks) {
	switch f.Missing = paths(result.Missing); {
	case len(f.Missing) > 0:
		f.Skipped = SkipMissing
	case from == nil:
		f.Skipped = SkipNoPrevious
	case len(from.absent) > 0:
		f.Skipped, f.Lacks = SkipNoReturn, from.absent
	case len(from.changed) > 0:
		f.Skipped, f.Lacks = SkipChanged, from.changed
	case len(from.empty) > 0:
		f.Skipped, f.Lacks = SkipEmptyThere, from.empty
	default:
		f.Skipped = SkipNoPrevious
	}
}

// fails tells whether the check must be computed and could be, by filling in a cell or handing in a return.
func (c *Rule) fails(def *Definition, f *Finding) bool {
	if c.Missing != MissingFails {
		return false
	}
	return f.Skipped == SkipMissing || f.Skipped == SkipNoReturn && slices.ContainsFunc(f.Lacks, func(name string) bool {
		r, found := def.refer(name)
		return found && r.Period == SamePeriod
	})
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
