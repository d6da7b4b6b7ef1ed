// Package formdraft owns the definition of a form while it is being written: a mirror of its YAML with plain members
// that may be changed, in whatever state the author has left it, and the way from YAML and back.
//
// It never judges a definition: what is wrong with it is for form.Parse to say. It does not keep comments, the order of
// keys, or the way in which a text was quoted.
package formdraft

// Draft is a definition that may be changed. Every member is as written; a member that is empty is not written. Texts
// are kept without blanks around them.
type Draft struct {
	Code   string
	Title  string
	Help   string
	Period string // a word of period.Kinds, empty for none
	Basis  string
	Sign   []string

	// CodeLists are the lists of the bureau that fields choose from. One whose options stand in Lists under the same name
	// came with the form and is not looked up.
	CodeLists []CodeList
	Lists     []List
	Refers    []Refer
	Sections  []Section
	Checks    []Check
}

// CodeList is a list of options that is kept for all forms, with the name that fields of this one give it.
type CodeList struct {
	Name    string
	List    string // its code
	Version string // a whole number; the version that the form was published with last
}

// List is a named list of options.
type List struct {
	Name    string
	Options []Option
}

// Option is one option, or one row of a table whose rows are given.
type Option struct {
	Code string
	Name string
	// Under are the codes of the options of another field below which alone this one is offered; none for always.
	Under []string
	// Retired is the day from which it is no longer chosen, YYYY-MM-DD; empty for one in use.
	Retired string
}

// Refer is another form whose return of the same unit can be read in expressions as 名.字段.
type Refer struct {
	Name   string
	Form   string
	Period string // same, last or year-ago; empty is same
}

// Section is a group of fields, or a table when Rows is set.
type Section struct {
	Title  string
	Tab    string
	Help   string
	When   string
	Rows   *Rows
	Fields []Field
}

// Rows says that a section is a table.
type Rows struct {
	Code     string
	Name     string
	Min, Max string // whole numbers
	Key      string // the name or code of a field
	Fixed    []Option
}

// Field is one question. Required is empty, "true" or an expression; Min, Max, Decimals and Default are as typed. The
// Default of several choices names them with commas between.
type Field struct {
	Code     string
	Name     string
	Type     string
	Unit     string
	Decimals string
	Min, Max string
	// Of names a list, or is one of the words that the type knows; Options are written in place of it when there are any.
	Of       string
	Options  []Option
	Under    string // the name or code of the choice field above that narrows the options
	Datum    string
	Value    string // the expression of a calculated field
	Missing  string // zero or skip
	Required string
	When     string
	Default  string
	Prefill  Prefill
	Total    bool
	Help     string
}

// Prefill says where the value offered at first comes from: the same form's return of the period before when only Period
// is "last"; what a named reference reads; the field of another form; a field of the unit's register; or an indicator.
type Prefill struct {
	Named       string // 名.字段, with the name of a Refer
	Form, Field string
	Period      string // same, last, …; of the form or indicator
	Unit        string // a field of the register of units
	Indicator   string
}

// LastPeriod is the source "the answer of the period before".
var LastPeriod = Prefill{Period: lastPeriod}

const lastPeriod = "last"

// Check is a check. Exactly one of Logic and Experience is meant to be written.
type Check struct {
	ID         string
	Logic      string
	Experience string
	Each       string // the name or code of a table
	Say        string
	At         []string
	Missing    string // zero, skip or fail
	Mend       Mend
}

// Mend is the value that would satisfy a check.
type Mend struct {
	Field string
	Value string
}

// Key is the path of a field within a form: its code, or table.code for a column.
func (s *Section) Key(f *Field) string {
	if s.Rows == nil {
		return f.Code
	}
	return s.Rows.Code + "." + f.Code
}
