package expr

import (
	"strings"

	"github.com/expr-lang/expr/ast"

	"nianlun/internal/engine/nearest"
)

func (c *compiler) unary(n *ast.UnaryNode) (node, Type, *Error) {
	of, typ, fault := c.node(n.Node)
	if fault != nil {
		return nil, Type{}, fault
	}
	at := n.Location().From
	switch n.Operator {
	case "-", "+":
		if fault := c.wantKind(n.Node, typ, Number); fault != nil {
			return nil, Type{}, fault
		}
		if n.Operator == "+" {
			return of, typ, nil
		}
		return negNode{of: of, at: at}, typ, nil
	case "!", "not":
		return notNode{of: of, at: at}, typ, c.wantKind(n.Node, typ, Bool)
	}
	return nil, Type{}, c.fail(n, Unsupported, "what", n.Operator)
}

func (c *compiler) binary(n *ast.BinaryNode) (node, Type, *Error) {
	left, leftType, fault := c.node(n.Left)
	if fault != nil {
		return nil, Type{}, fault
	}
	right, rightType, fault := c.node(n.Right)
	if fault != nil {
		return nil, Type{}, fault
	}
	at := n.Location().From
	pair := twoNodes{left: left, right: right, at: at}
	switch n.Operator {
	case "and", "&&", "or", "||":
		fault = c.both(n, leftType, rightType, Bool)
		return logicNode{twoNodes: pair, and: n.Operator == "and" || n.Operator == "&&"}, Type{Kind: Bool}, fault
	case "==", "!=":
		return c.equality(n, pair, leftType, rightType)
	case "<", "<=", ">", ">=":
		return c.order(n, pair, leftType, rightType)
	case "in":
		return c.in(n, pair, leftType, rightType)
	case "contains", "startsWith", "endsWith":
		fault = c.both(n, leftType, rightType, Text)
		return textNode{twoNodes: pair, op: n.Operator}, Type{Kind: Bool}, fault
	case "??":
		return c.orElse(n, pair, leftType, rightType)
	case "+", "-", "*", "/", "%", "^", "**":
		return c.arithmetic(n, pair, leftType, rightType)
	}
	return nil, Type{}, c.fail(n, Unsupported, "what", n.Operator)
}

func (c *compiler) both(n *ast.BinaryNode, left, right Type, want Kind) *Error {
	if fault := c.wantKind(n.Left, left, want); fault != nil {
		return fault
	}
	return c.wantKind(n.Right, right, want)
}

// order takes what has one: numbers, dates, and texts of one shape.
func (c *compiler) order(n *ast.BinaryNode, pair twoNodes, left, right Type) (node, Type, *Error) {
	left, right, fault := c.meet(n, &pair, left, right)
	if fault == nil {
		fault = c.wantOrder(n.Left, left)
	}
	if fault == nil {
		fault = c.wantKind(n.Right, right, left.Kind)
	}
	return orderNode{twoNodes: pair, op: n.Operator}, Type{Kind: Bool}, fault
}

// orElse is what a value is taken for where it is missing: for a time another time, or any words to show, which then
// have no order.
func (c *compiler) orElse(n *ast.BinaryNode, pair twoNodes, left, right Type) (node, Type, *Error) {
	fault := c.wantKind(n.Right, right, left.Kind)
	if left.Shape != nil && fault == nil {
		if item, typ, misshapen := c.shaped(n.Right, pair.right, right, left); misshapen == nil {
			pair.right, right = item, typ
		}
		if left.word() != right.word() {
			left.Shape = nil
		}
	}
	return elseNode{pair}, left, fault
}

// arithmetic also takes date - date, in whole days, and a date moved by days.
func (c *compiler) arithmetic(n *ast.BinaryNode, pair twoNodes, left, right Type) (node, Type, *Error) {
	if n.Operator == "-" && (left.Kind == Date || right.Kind == Date) {
		var fault *Error
		if left, right, fault = c.meet(n, &pair, left, right); fault != nil {
			return nil, Type{}, fault
		}
	}
	out := arithmeticNode{twoNodes: pair, op: n.Operator}
	if left.Kind != Date || (n.Operator != "+" && n.Operator != "-") {
		return out, Type{Kind: Number}, c.both(n, left, right, Number)
	}
	if n.Operator == "-" && right.Kind == Date {
		return daysNode{pair}, Type{Kind: Number}, nil
	}
	return moveNode{twoNodes: pair, back: n.Operator == "-"}, Type{Kind: Date}, c.wantKind(n.Right, right, Number)
}

func (c *compiler) equality(n *ast.BinaryNode, pair twoNodes, left, right Type) (node, Type, *Error) {
	left, right, fault := c.meet(n, &pair, left, right)
	if fault == nil {
		fault = c.wantKind(n.Left, left, Number, Text, Bool, Date)
	}
	if fault == nil {
		fault = c.wantKind(n.Right, right, left.Kind)
	}
	if fault == nil {
		pair.right, fault = c.option(n.Right, pair.right, left.Options)
	}
	if fault == nil {
		pair.left, fault = c.option(n.Left, pair.left, right.Options)
	}
	return equalNode{twoNodes: pair, not: n.Operator == "!="}, Type{Kind: Bool}, fault
}

func (c *compiler) in(n *ast.BinaryNode, pair twoNodes, left, right Type) (node, Type, *Error) {
	fault := c.wantKind(n.Right, right, List)
	if fault == nil {
		fault = c.among(n, &pair, left, &right)
	}
	if fault == nil {
		fault = c.wantKind(n.Right, *right.Elem, left.Kind)
	}
	if fault != nil {
		return nil, Type{}, fault
	}
	pair.left, fault = c.option(n.Left, pair.left, right.Elem.Options)
	if list, ok := pair.right.(listNode); ok && fault == nil {
		for i := range list.items {
			if list.items[i], fault = c.option(n.Right, list.items[i], left.Options); fault != nil {
				break
			}
		}
	}
	return inNode{pair}, Type{Kind: Bool}, fault
}

// among makes a value and the members of a list alike, as meet does for two values.
func (c *compiler) among(n *ast.BinaryNode, pair *twoNodes, left Type, right *Type) *Error {
	elem := *right.Elem
	if list, ok := pair.right.(listNode); ok {
		for i := range list.items {
			item, typ, fault := c.shaped(n.Right, list.items[i], Type{Kind: elem.Kind}, left)
			if fault != nil {
				return fault
			}
			if list.items[i] = item; i == 0 && typ.Kind != elem.Kind || typ.Shape != nil {
				elem = typ
			}
		}
	}
	var fault *Error
	if pair.left, left, fault = c.shaped(n.Left, pair.left, left, elem); fault != nil {
		return fault
	}
	right.Elem = &elem
	if !c.lax && left.Kind == Text && elem.Kind == Text && left.word() != elem.word() {
		return c.fail(n.Right, WrongType, "want", left.word(), "got", elem.word())
	}
	return nil
}

// option turns a text that is compared with a choice into the code of the entry that it names.
func (c *compiler) option(at ast.Node, n node, options []Option) (node, *Error) {
	text, ok := n.(literal)
	if !ok || len(options) == 0 || text.value.kind != Text {
		return n, nil
	}
	var known []string
	for _, option := range options {
		if text.value.text == option.Code || text.value.text == option.Name {
			return literal{TextOf(option.Code)}, nil
		}
		known = append(known, option.Name)
	}
	return nil, c.fail(at, UnknownOption, "text", text.value.text,
		"suggest", nearest.Word(text.value.text, known), "known", strings.Join(known, "、"))
}
