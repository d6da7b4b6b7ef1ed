package expr

import "strings"

// logicNode is and, or in Kleene's logic: false and missing is false, true or missing is true. The right side is not
// looked at when the left side decides.
type logicNode struct {
	twoNodes
	and bool
}

func (n logicNode) eval(r *run) (Value, *Error) {
	start := r.mark()
	left, fault := n.left.eval(r)
	if fault != nil || n.decides(left) {
		return left, fault
	}
	middle := r.mark()
	right, fault := n.right.eval(r)
	if fault != nil {
		return Value{}, fault
	}
	if fault := r.step(n.at); fault != nil {
		return Value{}, fault
	}
	if n.decides(right) {
		r.touched = append(r.touched[:start], r.touched[middle:]...)
		return right, nil
	}
	if left.IsMissing() || right.IsMissing() {
		return Value{}, nil
	}
	return BoolOf(n.and), nil
}

func (n logicNode) decides(v Value) bool { return v.kind == Bool && v.yes != n.and }

type notNode struct {
	of node
	at int
}

func (n notNode) eval(r *run) (Value, *Error) {
	v, fault := n.of.eval(r)
	if fault != nil || v.IsMissing() {
		return Value{}, fault
	}
	return BoolOf(!v.yes), r.step(n.at)
}

// equalPlaces is how many decimals a comparison looks at. A quotient carries 28, so that 1 / 3 * 3 == 1 holds.
const equalPlaces = 20

func sameValue(a, b Value) bool {
	if a.kind == Number && b.kind == Number {
		return a.num.Round(equalPlaces).Equal(b.num.Round(equalPlaces))
	}
	return a.Equal(b)
}

// equalNode is == and !=.
type equalNode struct {
	twoNodes
	not bool
}

func (n equalNode) eval(r *run) (Value, *Error) {
	left, right, ok, fault := n.operands(r)
	if fault != nil || !ok {
		return Value{}, fault
	}
	return BoolOf(sameValue(left, right) != n.not), nil
}

// orderNode is <, <=, > and >= of numbers, dates, or texts of one shape.
type orderNode struct {
	twoNodes
	op string
}

func (n orderNode) eval(r *run) (Value, *Error) {
	left, right, ok, fault := n.operands(r)
	if fault != nil || !ok {
		return Value{}, fault
	}
	order := compare(left, right)
	switch n.op {
	case "<":
		return BoolOf(order < 0), nil
	case "<=":
		return BoolOf(order <= 0), nil
	case ">":
		return BoolOf(order > 0), nil
	}
	return BoolOf(order >= 0), nil
}

// compare is below, at or above 0 as left stands before, with or behind right, which is of the same kind.
func compare(left, right Value) int {
	switch left.kind {
	case Number:
		return left.num.Round(equalPlaces).Cmp(right.num.Round(equalPlaces))
	case Text:
		return strings.Compare(left.text, right.text)
	}
	return left.Date().Compare(right.Date())
}

type inNode struct{ twoNodes }

func (n inNode) eval(r *run) (Value, *Error) {
	left, right, ok, fault := n.operands(r)
	if fault != nil || !ok {
		return Value{}, fault
	}
	unsure := false
	for _, item := range right.Items() {
		if sameValue(left, item) {
			return BoolOf(true), nil
		}
		unsure = unsure || item.IsMissing()
	}
	if unsure {
		return Value{}, nil
	}
	return BoolOf(false), nil
}

// textNode is contains, startsWith and endsWith.
type textNode struct {
	twoNodes
	op string
}

func (n textNode) eval(r *run) (Value, *Error) {
	left, right, ok, fault := n.operands(r)
	if fault != nil || !ok {
		return Value{}, fault
	}
	switch n.op {
	case "contains":
		return BoolOf(strings.Contains(left.text, right.text)), nil
	case "startsWith":
		return BoolOf(strings.HasPrefix(left.text, right.text)), nil
	}
	return BoolOf(strings.HasSuffix(left.text, right.text)), nil
}
