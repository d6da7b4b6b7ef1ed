package param

import (
	"strconv"

	"github.com/shopspring/decimal"

	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
)

// Value is what a parameter is from a day on. Text is the value as written;
// Number and Int read it. Certain is false for a choice of ours that no paper
// backs. Own tells that the bureau has set it.
type Value struct {
	Code    string
	Text    string
	Unit    string
	Source  string
	From    period.Date // zero: has always held
	Certain bool
	Own     bool
}

// Number is the value as an exact number.
func (v Value) Number() (decimal.Decimal, error) {
	d, err := decimal.NewFromString(v.Text)
	if err != nil {
		return d, fault.Wrap(err, fault.Internal, "param.number", "code", v.Code)
	}
	return d, nil
}

// Int is the value as a whole number.
func (v Value) Int() (int, error) {
	n, err := strconv.Atoi(v.Text)
	if err != nil {
		return 0, fault.Wrap(err, fault.Internal, "param.number", "code", v.Code)
	}
	return n, nil
}
