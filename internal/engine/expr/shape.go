package expr

import (
	"strings"

	"github.com/expr-lang/expr/ast"

	"nianlun/internal/engine/period"
)

// Shape is the one written form of texts that stand for something which has an order: times of day, periods of one
// kind. Texts of a shape sort as what they stand for, so that they can be compared; texts of two shapes cannot.
type Shape struct {
	// Name is the word for it in error parameters, beside those of the kinds.
	Name string
	// Example is one text of it, for who wrote another.
	Example string
	// Read brings what people write into the form; ok is false for what is none.
	Read func(text string) (canonical string, ok bool)
}

// dateShape reads the days that expressions write as texts.
var dateShape = &Shape{Name: Date.String(), Example: "2026-09-01"}

// word names a type in error parameters.
func (t Type) word() string {
	if t.Shape != nil {
		return t.Shape.Name
	}
	return t.Kind.String()
}

// meet makes the two sides of a comparison alike: a text that is written beside a date, a time or a period is read
// as one, once and for all; a text that is none is refused, and so are a time and a period side by side.
func (c *compiler) meet(n *ast.BinaryNode, pair *twoNodes, left, right Type) (Type, Type, *Error) {
	var fault *Error
	if pair.right, right, fault = c.shaped(n.Right, pair.right, right, left); fault != nil {
		return left, right, fault
	}
	if pair.left, left, fault = c.shaped(n.Left, pair.left, left, right); fault != nil {
		return left, right, fault
	}
	if !c.lax && (left.Shape != nil || right.Shape != nil) && left.word() != right.word() {
		fault = c.fail(n.Right, WrongType, "want", left.word(), "got", right.word())
	}
	return left, right, fault
}

// shaped reads a constant text as what stands beside it.
func (c *compiler) shaped(at ast.Node, n node, typ, beside Type) (node, Type, *Error) {
	text, isLiteral := n.(literal)
	if !isLiteral || text.value.kind != Text || typ.Shape != nil || c.lax && beside.Kind == Text {
		return n, typ, nil
	}
	switch {
	case beside.Kind == Date:
		day, err := period.ParseDate(strings.TrimSpace(text.value.text))
		if err != nil || day.IsZero() {
			return n, typ, c.misshapen(at, text.value.text, dateShape)
		}
		return literal{DateOf(day)}, Type{Kind: Date}, nil
	case beside.Kind == Text && beside.Shape != nil:
		canonical, ok := beside.Shape.Read(text.value.text)
		if !ok {
			return n, typ, c.misshapen(at, text.value.text, beside.Shape)
		}
		return literal{TextOf(canonical)}, Type{Kind: Text, Shape: beside.Shape}, nil
	}
	return n, typ, nil
}

func (c *compiler) misshapen(at ast.Node, text string, want *Shape) *Error {
	return c.fail(at, Misshapen, "text", text, "want", want.Name, "example", want.Example)
}

// wantOrder refuses what has no order.
func (c *compiler) wantOrder(n ast.Node, typ Type) *Error {
	if typ.Kind == Number || typ.Kind == Date || typ.Kind == Text && typ.Shape != nil {
		return nil
	}
	return c.fail(n, WrongType, "want", "number|date|time|period", "got", typ.word())
}
