package indicator

import (
	"time"

	"github.com/shopspring/decimal"

	"nianlun/internal/base/org"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/i18n"
)

// Figure is a number with everything that it came from.
type Figure struct {
	Definition Definition
	Version    int
	Period     period.Period
	Scope      Scope
	ScopeName  string // of the unit, when the scope is one unit

	// Value is rounded to the definition's decimals; nil when it cannot be
	// computed, and Notes say why.
	Value *decimal.Decimal
	Exact *decimal.Decimal // before rounding
	State State
	Notes []i18n.Text

	Through period.Period     // the last period that was used
	Totals  []decimal.Decimal // of the operands over the units, in their order; with Over.Units Sum only
	Parts   []Part            // by unit, in the order of the directory
	Missing []Gap

	Target *decimal.Decimal
	Met    *bool // the target is reached; nil without target or value

	Changed time.Time // the last change of a cell that counts
	AsOf    time.Time // when it was computed, from what was committed then
}

// Ref names the figure for a text that cites it.
func (f Figure) Ref() string {
	return Ref{Code: f.Definition.Code, Version: f.Version, Period: f.Period, Scope: f.Scope}.String()
}

// Part is what one unit gives to a figure.
type Part struct {
	Unit     string
	UnitName string
	UnitType org.UnitType
	Value    *decimal.Decimal  // the formula for this unit alone, rounded; nil when it cannot be computed
	Inputs   []decimal.Decimal // the operands over the time asked for
	State    State
	Carried  period.Period // the earlier period that its values were carried from; zero when they are its own
	Cells    []Cell
}

// Cell is one value in one return.
type Cell struct {
	Operand int // place among the definition's operands
	Period  string
	Value   decimal.Decimal
	State   State
	Return  string
	Record  string
	Path    string
	At      time.Time
}

// Gap is a unit that should be in a figure and is not, or not with its own value.
type Gap struct {
	Unit     string
	UnitName string
	Reason   GapReason
	Period   period.Period // for Carried: where the value is from; else the period that lacks
}

// GapReason says why.
type GapReason string

// The reasons.
const (
	Absent     GapReason = "absent"     // not handed in; left out, or taken as zero
	Carried    GapReason = "carried"    // not handed in; an earlier value stands for it
	Impossible GapReason = "impossible" // handed in, but the formula divides by zero
)

// Point is a figure in a series, without its parts.
type Point struct {
	Period  period.Period
	Value   *decimal.Decimal
	State   State
	Missing int

	through period.Period // the last period that was used
}
