// Package form owns what a form is: its definition (sections, fields, checks), the values that answer it, and what
// can be said about them by looking at nothing else: mistakes of writing, broken checks, differences between two
// answers, and whether a new version of a definition can take over the answers of an old one.
//
// It never knows who fills a form, when it is due, or where it is stored, and makes no text for people: mistakes are
// codes with parameters. The texts of a definition itself are data and are passed on as they are.
package form

import (
	"github.com/shopspring/decimal"

	"nianlun/internal/engine/expr"
	"nianlun/internal/engine/period"
)

// Definition is one form, as read by Parse. It is immutable and safe to use from many goroutines; a caller must
// not change what it reaches through it.
type Definition struct {
	Code   string
	Title  string
	Help   string
	Period period.Kind // empty for a form that is not filled periodically
	Basis  string      // why the bureau may ask; shown to whoever fills it
	Sign   []string    // the parts in which people sign, in order

	Sections []Section
	Checks   []Rule
	// CodeLists are the lists of options that are not the form's own, in the order of the definition.
	CodeLists []CodeList

	fields map[string]*Field // by canonical path without row key: "spent", "list.paid"
	hides  bool              // a condition may hide something
	worn   []*Field          // those with options that are retired

	calculated []*Field    // each after those that it reads
	dependent  []*Field    // those whose options depend on another field, in the order of the form
	scope      *expr.Scope // the names of the whole form

	refers     []Refer
	checkNeeds Needs
	valueNeeds Needs                  // of calculated fields and conditions
	readings   map[string]*reading    // what these read, by the name of the reference
	looks      map[string]*reading    // what checks read, likewise
	kinds      map[string]period.Kind // the periods of the forms that are referred to
	titles     map[string]string      // and what they are called
	names      *expr.Scope            // the fields and tables alone
	columns    map[string]*expr.Scope // of each table, with the fields around it
}

// Section is a group of fields, or a table when Rows is set.
type Section struct {
	Title  string
	Tab    string // consecutive sections of one tab are shown together; empty for none
	Help   string
	When   *Condition // shown only when it holds; nil is always
	Rows   *Rows
	Fields []Field
}

// Rows says that a section is a table.
type Rows struct {
	Code     string // ASCII, the path of the table
	Name     string // Chinese, the name of the table in expressions and of one row in texts
	Min, Max int    // how many rows; Max 0 is DefaultMaxRows
	// Key is the code of the field by which a person knows a row again, such as the name of a project. It must not
	// repeat, and joins a row with the row of the period before.
	Key string
	// Fixed are the rows of a table whose rows are given, such as the grades of a school. The code of each is the key
	// of its row.
	Fixed []expr.Option

	keyed *Field // the field that Key names
}

// DefaultMaxRows bounds a table that does not say how many rows it may have.
const DefaultMaxRows = 500

// Field is one question.
type Field struct {
	Code string // ASCII, stable: storage, API, hidden row in Excel
	Name string // Chinese: screens and expressions
	Help string
	Type Type
	Unit string // 个, 万元; for people
	List string // the code of the table that the field is a column of, or ""

	Required     bool       // always, or
	RequiredWhen *Condition // when it holds
	When         *Condition // shown only when it holds; nil is always
	Prefill      Prefill
	Default      string // the canonical text that a new document offers where nothing else is known; empty for none
	Total        bool   // the table shows the sum of the column

	Decimals int // digits after the point that may be written
	Min, Max *decimal.Decimal
	From, To period.Date // bounds of a date, zero for none
	Length   int         // most characters of a text
	Count    int         // most choices or files; 0 is no bound of its own
	Options  []Option    // what a choice is made from
	Under    string      // the key of the field under whose choice the options are offered, or ""
	// Of is the name of the list of options; of units, the type of units; of persons, the role; of periods, the kind;
	// of phones, mobile or landline.
	Of          string
	First, Last string // bounds of a time or period, as canonical texts; empty for none
	Datum       string // the coordinate system of a place that names none
	Value       string // the expression of a calculated field

	formula *formula       // of a calculated field
	places  map[string]int // of the options, by code, where they are many
	called  map[string]int // of the options, by name, where they are many; one in use goes before retired ones
	parent  *Field         // the field that Under names
}

// Typed reports whether a person answers the field: calculated fields and notes are only shown.
func (f *Field) Typed() bool {
	c := f.Type.Control()
	return c != ControlShown && c != ControlNote
}

// Outside reports whether a calculated field depends on other returns: of the period before, of another form.
func (f *Field) Outside() bool { return f.formula != nil && f.formula.outside }

// Masked reports whether Show hides part of the value, because it is personal. Whoever shows the whole of it must
// have reason to; Text gives it.
func (f *Field) Masked() bool {
	return masksValues(f.Type)
}

func masksValues(t Type) bool {
	_, masks := t.(interface{ masks() })
	return masks
}

// Condition is an expression that is yes or no.
type Condition struct {
	Source  string
	program *expr.Program // nil when it reads another form that is not known here
	outside bool          // it depends on other returns
}

// Class of a check.
type Class string

// The classes of checks.
const (
	Logic      Class = "logic"      // must be fixed
	Experience Class = "experience" // must be fixed or explained
)

// Missing is a strategy for missing values.
type Missing string

// The strategies. MissingSkips is that of a rule that names none.
const (
	MissingSkips Missing = "skip" // the rule is not computed
	MissingZero  Missing = "zero" // missing numbers count as 0
	// MissingFails: the rule does not hold while a cell is empty that it needs, or while a return of the same period is
	// not handed in that it refers to. What lies before the first period can be missing for good and skips it.
	MissingFails Missing = "fail"
)

// Rule is a check: what must hold of the values.
type Rule struct {
	// ID is stable over versions of the definition as long as the rule is not rewritten: the id written in the
	// definition, or one made from class and rule.
	ID    string
	Class Class
	Holds string // the expression that must hold
	Say   string // the message when it does not
	Each  string // the code of the table for each row of which the rule is computed, or ""
	// At are the codes of the fields to mark, when the definition names them; otherwise the places that the rule
	// was computed from are marked.
	At []string
	// Missing says what becomes of a rule that needs a missing value.
	Missing Missing

	rule  *expr.Program // nil when it reads another form that is not known here
	reads []string      // the names of the references that it reads
	say   *expr.Template
	mend  *Mend
}

// Mend is a value that would satisfy a check: "改为 216".
type Mend struct {
	Field string
	Value string // the expression
	value *expr.Program
}

// Field finds a field by its code, or by "table.code" for a column of a table.
func (d *Definition) Field(path string) (*Field, bool) {
	f, found := d.fields[path]
	return f, found
}

// Fields lists every field in the order of the form.
func (d *Definition) Fields() []*Field {
	var fields []*Field
	for i := range d.Sections {
		for j := range d.Sections[i].Fields {
			fields = append(fields, &d.Sections[i].Fields[j])
		}
	}
	return fields
}

// Table finds the section of a table by its code.
func (d *Definition) Table(code string) (*Section, bool) {
	for i := range d.Sections {
		if rows := d.Sections[i].Rows; rows != nil && rows.Code == code {
			return &d.Sections[i], true
		}
	}
	return nil, false
}

// Scope declares the names of the form, codes and Chinese names, for expressions about it elsewhere.
func (d *Definition) Scope() *expr.Scope { return d.scope }

// Key is the path of a field without a row: "spent", "list.paid".
func (f *Field) Key() string {
	if f.List == "" {
		return f.Code
	}
	return f.List + "." + f.Code
}

// Option is one entry of a list from which a choice is made.
type Option struct {
	Code, Name string
	// Under are the codes of the options of another field under which this one is offered; none is under all.
	Under []string
	// Retired is the day from which the option is no longer chosen; zero for one that is in use. Answers that chose it
	// before keep it, with its name.
	Retired period.Date
}

// Option finds an option by its code.
func (f *Field) Option(code string) (Option, bool) {
	if f.places != nil {
		at, found := f.places[code]
		if !found {
			return Option{}, false
		}
		return f.Options[at], true
	}
	for _, option := range f.Options {
		if option.Code == code {
			return option, true
		}
	}
	return Option{}, false
}
