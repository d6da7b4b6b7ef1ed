package expr

import (
	"math/big"

	"github.com/shopspring/decimal"
)

// Bounds of numbers on the way. A district's largest figure in fen has 15 digits; these leave room for products of
// sums and protect against towers of powers.
const (
	quotientPlaces = 28
	maxDigits      = 120
	maxPower       = 100
)

// bounded refuses a number that has grown out of any figure's size.
func bounded(d decimal.Decimal, at int) (Value, *Error) {
	if d.NumDigits() > maxDigits || d.Exponent() > maxDigits || d.Exponent() < -maxDigits {
		return Value{}, &Error{Code: TooBig, Offset: at}
	}
	return NumberOf(d), nil
}

type negNode struct {
	of node
	at int
}

func (n negNode) eval(r *run) (Value, *Error) {
	v, fault := n.of.eval(r)
	if fault != nil || v.IsMissing() {
		return Value{}, fault
	}
	return NumberOf(v.num.Neg()), r.step(n.at)
}

// arithmeticNode is + - * / % and powers, of numbers.
type arithmeticNode struct {
	twoNodes
	op string
}

func (n arithmeticNode) eval(r *run) (Value, *Error) {
	left, right, ok, fault := n.operands(r)
	if fault != nil || !ok {
		return Value{}, fault
	}
	switch n.op {
	case "+":
		return bounded(left.num.Add(right.num), n.at)
	case "-":
		return bounded(left.num.Sub(right.num), n.at)
	case "*":
		return bounded(left.num.Mul(right.num), n.at)
	case "/", "%":
		return n.divide(left.num, right.num)
	}
	return n.power(left.num, right.num)
}

func (n arithmeticNode) divide(left, right decimal.Decimal) (Value, *Error) {
	if right.IsZero() {
		return Value{}, &Error{Code: DivideByZero, Offset: n.at}
	}
	if n.op == "%" {
		return bounded(left.Mod(right), n.at)
	}
	return bounded(left.DivRound(right, quotientPlaces), n.at)
}

// power takes whole exponents only: others have no exact value.
func (n arithmeticNode) power(base, exponent decimal.Decimal) (Value, *Error) {
	if !exponent.IsInteger() || exponent.Abs().GreaterThan(decimal.NewFromInt(maxPower)) {
		return Value{}, &Error{Code: TooBig, Offset: n.at}
	}
	result, count := decimal.NewFromInt(1), exponent.Abs().IntPart()
	for range count {
		v, fault := bounded(result.Mul(base), n.at)
		if fault != nil {
			return Value{}, fault
		}
		result = v.num
	}
	if exponent.IsNegative() {
		if result.IsZero() {
			return Value{}, &Error{Code: DivideByZero, Offset: n.at}
		}
		return bounded(decimal.NewFromInt(1).DivRound(result, quotientPlaces), n.at)
	}
	return NumberOf(result), nil
}

// daysNode is date - date.
type daysNode struct{ twoNodes }

func (n daysNode) eval(r *run) (Value, *Error) {
	left, right, ok, fault := n.operands(r)
	if fault != nil || !ok {
		return Value{}, fault
	}
	return IntOf(int64(left.Date().DaysSince(right.Date()))), nil
}

// moveNode is a date moved by whole days.
type moveNode struct {
	twoNodes
	back bool
}

func (n moveNode) eval(r *run) (Value, *Error) {
	left, right, ok, fault := n.operands(r)
	if fault != nil || !ok {
		return Value{}, fault
	}
	days := right.num
	if !days.IsInteger() || days.Abs().GreaterThan(decimal.NewFromInt(100_000)) {
		return Value{}, &Error{Code: TooBig, Offset: n.at}
	}
	count := int(days.IntPart())
	if n.back {
		count = -count
	}
	return DateOf(left.Date().AddDays(count)), nil
}

// squareRoot is exact to quotientPlaces decimals; d must not be negative.
func squareRoot(d decimal.Decimal) decimal.Decimal {
	scaled := d.Shift(2 * quotientPlaces).BigInt()
	return decimal.NewFromBigInt(new(big.Int).Sqrt(scaled), -quotientPlaces)
}
