package indicator

import (
	"slices"

	"github.com/shopspring/decimal"

	"nianlun/internal/base/org"
	"nianlun/internal/engine/expr"
	"nianlun/internal/engine/period"
)

// Definition says what a figure means. It is immutable; a change is a new
// version.
type Definition struct {
	Code     string
	Name     string
	Meaning  string
	Basis    string // the document that defines or demands it; may be empty
	Unit     string // 万元, %, 人; may be empty
	Decimals int32  // shown and compared with so many; computed with all
	Better   Better
	Period   period.Kind // how often it is collected
	Since    period.Date // first day on which this version holds; zero for always

	Formula  string         // as written, over the operands' names
	Operands []Operand      // at least one
	Types    []org.UnitType // unit types that count; none for all
	Over     Over
	Missing  MissingRule
	Base     BaseRule
	Target   Target
	Owner    string // name of the section that answers for it

	program *expr.Program // nil when the formula is one operand
}

// Operand is one field that the formula reads, under the name that it has there.
type Operand struct {
	Name  string `json:"name"`
	Form  string `json:"form"`
	Field string `json:"field"` // as written in the definition; its code once published
}

// Over says how the values of units and of periods become one.
type Over struct {
	Units  Aggregate
	Weight string // the operand that weighs, for mean and cv
	Time   Aggregate
}

// Aggregate is a way to make one number of several.
type Aggregate string

// The aggregates. Over units, Sum adds up each operand first and then computes
// the formula, so that a share of the district is a share of sums and never a
// sum of shares; the others compute the formula for each unit first. Over time
// every operand is put together before anything else; Last is that of the last
// period with values, for figures that are reported cumulatively.
const (
	Sum  Aggregate = "sum"
	Mean Aggregate = "mean"
	Min  Aggregate = "min"
	Max  Aggregate = "max"
	CV   Aggregate = "cv"   // 差异系数, weighted; over units only
	Last Aggregate = "last" // over time only
)

// Better says which way is good.
type Better string

// The ways.
const (
	More    Better = "more"
	Less    Better = "less"
	Neither Better = "neither"
)

// MissingRule says what happens when a unit owes a value and has not given it.
type MissingRule string

// The rules. Whatever the rule, the figure names the units, and is a draft.
const (
	// CarryLast takes the unit's last value of the same year; without one the
	// unit is left out. It never crosses the turn of the year, where cumulative
	// figures begin anew.
	CarryLast MissingRule = "carry last and say so"
	// LeaveOut computes without the unit.
	LeaveOut MissingRule = "leave out and say so"
	// TakeZero counts the unit with nothing.
	TakeZero MissingRule = "take as zero and say so"
	// CannotCompute gives no figure before all units have reported.
	CannotCompute MissingRule = "cannot compute"
)

// BaseRule says from where progress towards a target is measured.
type BaseRule string

// The rules.
const (
	BaseFirst    BaseRule = "first"     // the first period of the year that has a value
	BaseZero     BaseRule = "zero"      // zero, for what is counted from the year's start
	BaseLastYear BaseRule = "last year" // the last period of the year before
)

// Target is what the figure should reach: a number, or the code of a dated
// parameter; neither when there is none.
type Target struct {
	Value     *decimal.Decimal
	Parameter string
}

// Shown rounds a value to the definition's decimals, halves away from zero
// (四舍五入).
func (d Definition) Shown(v decimal.Decimal) decimal.Decimal { return v.Round(d.Decimals) }

// Text writes a value with the definition's decimals: "12.30".
func (d Definition) Text(v decimal.Decimal) string { return v.StringFixed(d.Decimals) }

// operand is the place of a name among the operands, -1 when it is none.
func (d Definition) operand(name string) int {
	for i, o := range d.Operands {
		if o.Name == name {
			return i
		}
	}
	return -1
}

// counts tells whether units of the kind are in the figure.
func (d Definition) counts(u org.Unit) bool {
	return len(d.Types) == 0 || slices.Contains(d.Types, u.Type)
}
