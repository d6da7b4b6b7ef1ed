package expr

import "strings"

// literal is a constant.
type literal struct{ value Value }

func (n literal) eval(*run) (Value, *Error) { return n.value, nil }

// nameNode is a declared name.
type nameNode struct {
	code string
	typ  Type
}

func (n nameNode) eval(r *run) (Value, *Error) { return r.read(r.names, n.code, n.typ), nil }

// itemNode is the member that a predicate stands on.
type itemNode struct{ at int }

func (n itemNode) eval(r *run) (Value, *Error) { return r.item(), r.step(n.at) }

// memberNode is a named member of a row; of a missing row it is missing.
type memberNode struct {
	of   node
	code string
	typ  Type
	at   int
}

func (n memberNode) eval(r *run) (Value, *Error) {
	row, fault := n.of.eval(r)
	if fault != nil || row.kind != Row {
		return Value{}, fault
	}
	return r.read(row.Row(), n.code, n.typ), r.step(n.at)
}

// paramNode looks a parameter up by its dotted name.
type paramNode struct {
	root string
	path []node
	at   int
}

func (n paramNode) eval(r *run) (Value, *Error) {
	words := make([]string, len(n.path))
	for i, step := range n.path {
		word, fault := step.eval(r)
		if fault != nil || word.IsMissing() {
			return Value{}, fault
		}
		words[i] = word.text
	}
	root := r.names.Get(n.root)
	if root.kind != Row {
		return Value{}, nil
	}
	return root.Row().Get(strings.Join(words, ".")), r.step(n.at)
}

// condNode is test ? yes : no.
type condNode struct {
	test, yes, no node
	at            int
}

func (n condNode) eval(r *run) (Value, *Error) {
	test, fault := n.test.eval(r)
	if fault != nil || test.IsMissing() {
		return Value{}, fault
	}
	if test.yes {
		return n.yes.eval(r)
	}
	return n.no.eval(r)
}

// listNode is [a, b].
type listNode struct {
	items []node
	at    int
}

func (n listNode) eval(r *run) (Value, *Error) {
	values := make([]Value, len(n.items))
	for i, item := range n.items {
		v, fault := item.eval(r)
		if fault != nil {
			return Value{}, fault
		}
		values[i] = v
	}
	return ListOf(values...), r.step(n.at)
}

// filledNode tells whether there is a value; it is how a definition asks about emptiness.
type filledNode struct {
	of  node
	not bool
	at  int
}

func (n filledNode) eval(r *run) (Value, *Error) {
	plain := *r
	plain.options.MissingAsZero = false
	v, fault := n.of.eval(&plain)
	r.steps = plain.steps
	r.touched = append(r.touched, plain.touched[len(r.touched):]...)
	if fault != nil {
		return Value{}, fault
	}
	isFilled := !v.IsMissing() && (v.kind != List || len(v.Items()) > 0)
	return BoolOf(isFilled != n.not), r.step(n.at)
}

// twoNodes is what all binary operators have in common.
type twoNodes struct {
	left, right node
	at          int
}

// operands evaluates both sides; ok is false when one of them is missing or cannot be computed.
func (n twoNodes) operands(r *run) (left, right Value, ok bool, fault *Error) {
	if left, fault = n.left.eval(r); fault != nil {
		return Value{}, Value{}, false, fault
	}
	if right, fault = n.right.eval(r); fault != nil {
		return Value{}, Value{}, false, fault
	}
	return left, right, !left.IsMissing() && !right.IsMissing(), r.step(n.at)
}

// elseNode is left ?? right.
type elseNode struct{ twoNodes }

func (n elseNode) eval(r *run) (Value, *Error) {
	left, fault := n.left.eval(r)
	if fault != nil || !left.IsMissing() {
		return left, fault
	}
	return n.right.eval(r)
}
