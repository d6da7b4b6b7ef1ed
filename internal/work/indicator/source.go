package indicator

import (
	"context"
	"time"

	"github.com/shopspring/decimal"

	"nianlun/internal/base/org"
	"nianlun/internal/base/record"
	"nianlun/internal/engine/period"
)

// Source gives the values that units have reported.
type Source interface {
	// Facts lists what the units owe and have given for some fields of a form in
	// the periods, which are ids of one kind: a Fact for each unit and period in
	// which the form is owed, with nil values while nothing has been handed in.
	// What is exempt, or only being typed, is no value. The order does not matter.
	Facts(ctx context.Context, bureau, form string, fields, periods []string) ([]Fact, error)
}

// Fact is what one unit has given for one period, and where it stands.
type Fact struct {
	Unit   string
	Period string
	Values []*decimal.Decimal // in the order of the fields; nil: owed and not there
	State  State
	Return string // id of the return
	Record string
	At     time.Time
}

// State is how settled a value or a figure is.
type State string

// The states, the weakest first.
const (
	Draft    State = "draft"    // handed in, not checked; or not complete
	Reviewed State = "reviewed" // checked by the section
	Locked   State = "locked"   // changes by a correction case only
)

var strength = map[State]int{Draft: 0, Reviewed: 1, Locked: 2}

// weaker is the weaker of two states.
func weaker(a, b State) State {
	if strength[b] < strength[a] {
		return b
	}
	return a
}

// Directory knows the units of all times, also those that are closed: a figure
// of an old period still names them.
type Directory interface {
	AllUnits(ctx context.Context, bureau string) ([]org.Unit, error)
}

// Forms knows the published forms; base/record fulfils it.
type Forms interface {
	// Latest is a form's newest version; a NotFound fault when it has none.
	Latest(ctx context.Context, bureau, form string) (record.Version, error)
}

// Parameters knows the dated numbers of the field.
type Parameters interface {
	// Number is the parameter's value on the day; found is false when it has none.
	Number(ctx context.Context, bureau, code string, day period.Date) (v decimal.Decimal, found bool, err error)
}
