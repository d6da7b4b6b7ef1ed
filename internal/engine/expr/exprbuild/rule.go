// Package exprbuild owns the part of the expression language that people put together by choosing instead of writing:
// conditions as rows of "field, relation, value", and calculations as sums that may be divided. It writes them as
// expressions and reads back every expression that has this shape.
//
// It never judges whether names exist or types fit: expr.Compile does. It never computes anything. What it cannot read
// stays text.
package exprbuild

// Rule is a condition or a check. Where If has rows, Then must hold only when If does.
type Rule struct {
	If   Group `json:"if"`
	Then Group `json:"then"`
}

// Group is rows of which all must hold, or any.
type Group struct {
	Any  bool  `json:"any"`
	Rows []Row `json:"rows"`
}

// Row is one comparison.
type Row struct {
	Left  Side     `json:"left"`
	Is    Relation `json:"is"`
	Right Side     `json:"right"` // of relations between numbers and dates
	// Words are the texts that a text or choice is compared with; several for OneOf.
	Words []string `json:"words,omitempty"`
	// Within is how far both sides may lie apart: a number for Near, percents of the right side for NearShare.
	Within string `json:"within,omitempty"`
}

// Relation says how the sides of a row stand to each other.
type Relation string

// The relations. Equal and NotEqual compare with Words when there are any.
const (
	Equal     Relation = "=="
	NotEqual  Relation = "!="
	Less      Relation = "<"
	AtMost    Relation = "<="
	More      Relation = ">"
	AtLeast   Relation = ">="
	Near      Relation = "near"     // the sides differ by at most Within
	NearShare Relation = "share"    // the sides differ by at most Within percent of the right one
	Filled    Relation = "filled"   // there is a value
	Empty     Relation = "empty"    // there is none
	Yes       Relation = "yes"      // of a yes/no
	No        Relation = "no"       // of a yes/no
	OneOf     Relation = "in"       // a choice is one of Words
	Contains  Relation = "contains" // a text has the first of Words in it
	Includes  Relation = "includes" // several choices have the first of Words among them
)

// Relations are all of them.
func Relations() []Relation {
	return []Relation{Equal, NotEqual, AtMost, AtLeast, Less, More, Near, NearShare, Yes, No, OneOf, Includes, Contains, Filled, Empty}
}

// Side is a number that is put together: terms added up, then multiplied by By, divided by Over, times a number, and
// rounded to Places decimals. All but Terms may be empty. Of what is no number it is one term that names it.
type Side struct {
	Terms  []Term `json:"terms"`
	By     []Term `json:"by,omitempty"`
	Over   []Term `json:"over,omitempty"`
	Times  string `json:"times,omitempty"`
	Places string `json:"places,omitempty"`
}

// Term is what is added up: a number, a name as 男生 or 上期.男生, or with How something made of the rows of a table.
type Term struct {
	Minus  bool   `json:"minus,omitempty"`
	Number string `json:"number,omitempty"`
	How    How    `json:"how,omitempty"`
	Name   string `json:"name,omitempty"`   // of a field, or of the table
	Column string `json:"column,omitempty"` // of the table
}

// How one number is made of the rows of a table.
type How string

// The ways. Count takes no column.
const (
	Sum   How = "sum"
	Count How = "count"
	Mean  How = "mean"
	Least How = "min"
	Most  How = "max"
)

// IsEmpty tells whether nothing was chosen.
func (s Side) IsEmpty() bool { return len(s.Terms) == 0 }

// IsEmpty tells whether the rule says nothing.
func (r Rule) IsEmpty() bool { return r.String() == "" }

// Whole tells whether nothing of the row is still to be chosen.
func (r Row) Whole() bool {
	if r.Left.IsEmpty() {
		return false
	}
	switch r.Is {
	case Filled, Empty, Yes, No:
		return true
	case OneOf, Contains, Includes:
		return len(r.Words) > 0
	case Near, NearShare:
		return !r.Right.IsEmpty() && r.Within != ""
	case Equal, NotEqual:
		return len(r.Words) > 0 || !r.Right.IsEmpty()
	case Less, AtMost, More, AtLeast:
		return !r.Right.IsEmpty()
	}
	return false
}
