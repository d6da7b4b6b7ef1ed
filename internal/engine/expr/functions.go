package expr

import "github.com/shopspring/decimal"

// listFunc is all, any, none, filter, map, count and sum. A nil body counts or sums the members themselves.
type listFunc struct {
	name       string
	list, body node
	at         int
}

func (n listFunc) eval(r *run) (Value, *Error) {
	start := r.mark()
	list, fault := n.list.eval(r)
	if fault != nil || list.IsMissing() {
		return Value{}, fault
	}
	if n.body == nil {
		return n.plain(r, list)
	}
	r.forget(start)
	results := make([]Value, len(list.Items()))
	spans := make([][]touch, len(list.Items()))
	for i, item := range list.Items() {
		from := r.mark()
		r.push(item)
		results[i], fault = n.body.eval(r)
		r.pop()
		if fault == nil {
			fault = r.step(n.at)
		}
		if fault != nil {
			return Value{}, fault
		}
		if n.quantifies() {
			spans[i] = append([]touch(nil), r.touched[from:]...)
		}
	}
	return n.fold(r, start, list, results, spans)
}

func (n listFunc) quantifies() bool { return n.name == "all" || n.name == "any" || n.name == "none" }

func (n listFunc) plain(r *run, list Value) (Value, *Error) {
	if n.name == "count" {
		return IntOf(int64(len(list.Items()))), r.step(n.at)
	}
	return sumOf(list.Items(), n.at)
}

func (n listFunc) fold(r *run, start int, list Value, results []Value, spans [][]touch) (Value, *Error) {
	switch n.name {
	case "map":
		return ListOf(results...), nil
	case "sum":
		return sumOf(results, n.at)
	case "all":
		return n.quantify(r, start, results, spans, false)
	case "any":
		return n.quantify(r, start, results, spans, true)
	case "none":
		v, fault := n.quantify(r, start, results, spans, true)
		if v.kind == Bool {
			v.yes = !v.yes
		}
		return v, fault
	}
	var kept []Value
	for i, v := range results {
		if v.IsMissing() {
			return Value{}, nil
		}
		if v.yes {
			kept = append(kept, list.Items()[i])
		}
	}
	if n.name == "filter" {
		return ListOf(kept...), nil
	}
	return IntOf(int64(len(kept))), nil
}

// quantify looks for members whose result is deciding: false decides all, true decides any. The places of the
// others are forgotten then, so that a message can point at the rows that matter.
func (n listFunc) quantify(r *run, start int, results []Value, spans [][]touch, deciding bool) (Value, *Error) {
	unsure, decided := false, false
	var places []touch
	for i, v := range results {
		unsure = unsure || v.IsMissing()
		if v.kind == Bool && v.yes == deciding {
			decided = true
			places = append(places, spans[i]...)
		}
	}
	if decided {
		r.touched = append(r.touched[:start], places...)
		return BoolOf(deciding), nil
	}
	if unsure {
		return Value{}, nil
	}
	return BoolOf(!deciding), nil
}

func sumOf(values []Value, at int) (Value, *Error) {
	total := decimal.Zero
	for _, v := range values {
		if v.IsMissing() {
			return Value{}, nil
		}
		total = total.Add(v.num)
	}
	return bounded(total, at)
}

// numbersFunc is min, max and mean, of a list or of its arguments. Of no numbers there is none: the result is missing.
type numbersFunc struct {
	name string
	list node
	args []node
	at   int
}

func (n numbersFunc) eval(r *run) (Value, *Error) {
	source := n.list
	if source == nil {
		source = listNode{items: n.args, at: n.at}
	}
	list, fault := source.eval(r)
	if fault != nil || len(list.Items()) == 0 {
		return Value{}, fault
	}
	for _, v := range list.Items() {
		if v.IsMissing() {
			return Value{}, nil
		}
	}
	if n.name == "mean" {
		total, fault := sumOf(list.Items(), n.at)
		if fault != nil {
			return Value{}, fault
		}
		return bounded(total.num.DivRound(decimal.NewFromInt(int64(len(list.Items()))), quotientPlaces), n.at)
	}
	best := list.Items()[0]
	for _, v := range list.Items()[1:] {
		if (n.name == "max") == v.num.GreaterThan(best.num) {
			best = v
		}
	}
	return best, r.step(n.at)
}

// mathFunc is abs, ceil, floor, round and percent of one number; the second argument is a number of decimals.
type mathFunc struct {
	name string
	args []node
	at   int
}

func (n mathFunc) eval(r *run) (Value, *Error) {
	v, fault := n.args[0].eval(r)
	if fault != nil || v.IsMissing() {
		return Value{}, fault
	}
	places, ok, fault := n.places(r)
	if fault != nil || !ok {
		return Value{}, fault
	}
	switch n.name {
	case "abs":
		return NumberOf(v.num.Abs()), r.step(n.at)
	case "ceil":
		return NumberOf(v.num.Ceil()), r.step(n.at)
	case "floor":
		return NumberOf(v.num.Floor()), r.step(n.at)
	case "percent":
		return TextOf(v.num.Shift(2).StringFixed(places) + "%"), r.step(n.at)
	}
	return NumberOf(v.num.Round(places)), r.step(n.at)
}

func (n mathFunc) places(r *run) (places int32, ok bool, fault *Error) {
	if len(n.args) < 2 {
		return 0, true, nil
	}
	v, fault := n.args[1].eval(r)
	if fault != nil || v.IsMissing() {
		return 0, false, fault
	}
	if !v.num.IsInteger() || v.num.Abs().GreaterThan(decimal.NewFromInt(20)) {
		return 0, false, &Error{Code: TooBig, Offset: n.at}
	}
	return int32(v.num.IntPart()), true, nil
}

// cvNode is the coefficient of variation of values, each weighted by the pupils behind it (差异系数, 教督〔2012〕3号 and
// 教督〔2017〕6号): the weighted deviation around the weighted mean, over that mean.
type cvNode struct {
	values, weights node
	at              int
}

func (n cvNode) eval(r *run) (Value, *Error) {
	values, weights, ok, fault := twoNodes{left: n.values, right: n.weights, at: n.at}.operands(r)
	if fault != nil || !ok || len(values.Items()) != len(weights.Items()) || len(values.Items()) == 0 {
		return Value{}, fault
	}
	weight, total := decimal.Zero, decimal.Zero
	for i, w := range weights.Items() {
		if w.IsMissing() || values.Items()[i].IsMissing() {
			return Value{}, nil
		}
		weight = weight.Add(w.num)
		total = total.Add(w.num.Mul(values.Items()[i].num))
	}
	if !weight.IsPositive() || !total.IsPositive() {
		return Value{}, &Error{Code: DivideByZero, Offset: n.at}
	}
	mean := total.DivRound(weight, quotientPlaces)
	squares := decimal.Zero
	for i, w := range weights.Items() {
		away := values.Items()[i].num.Sub(mean)
		squares = squares.Add(w.num.Mul(away).Mul(away))
	}
	if squares.IsNegative() {
		return Value{}, &Error{Code: TooBig, Offset: n.at}
	}
	deviation := squareRoot(squares.DivRound(weight, quotientPlaces))
	return bounded(deviation.DivRound(mean, quotientPlaces), n.at)
}
