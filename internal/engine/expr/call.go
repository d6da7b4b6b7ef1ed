package expr

import (
	"strings"

	"github.com/expr-lang/expr/ast"

	"nianlun/internal/engine/nearest"
)

// Functions lists the functions of the language.
func Functions() []string {
	return []string{"abs", "all", "any", "ceil", "count", "cv", "empty", "filled", "filter", "floor", "len", "map",
		"max", "mean", "min", "none", "percent", "round", "sum"}
}

func (c *compiler) call(n ast.Node, name string, args []ast.Node) (node, Type, *Error) {
	switch name {
	case "all", "any", "none", "filter", "map", "count", "sum":
		return c.overList(n, name, args)
	case "min", "max", "mean":
		return c.overNumbers(n, name, args)
	case "len":
		if fault := c.wantCount(n, name, args, 1, 1); fault != nil {
			return nil, Type{}, fault
		}
		return c.overList(n, "count", args)
	case "abs", "ceil", "floor":
		return c.numberFunc(n, name, args, 1, 1)
	case "round":
		return c.numberFunc(n, name, args, 1, 2)
	case "percent":
		out, _, fault := c.numberFunc(n, name, args, 1, 2)
		return out, Type{Kind: Text}, fault
	case "filled", "empty":
		return c.filled(n, name, args)
	case "cv":
		return c.cv(n, args)
	}
	return nil, Type{}, c.fail(n, UnknownFunction, "name", name, "suggest", nearest.Word(name, Functions()), "known", strings.Join(Functions(), " "))
}

func (c *compiler) wantCount(n ast.Node, name string, args []ast.Node, least, most int) *Error {
	if least <= len(args) && len(args) <= most {
		return nil
	}
	want := itoa(least)
	if most != least {
		want += "-" + itoa(most)
	}
	return c.fail(n, WrongCount, "name", name, "want", want, "got", itoa(len(args)))
}

// overList compiles the functions that go through a list with a predicate; for count and sum it may be left out.
func (c *compiler) overList(n ast.Node, name string, args []ast.Node) (node, Type, *Error) {
	list, listType, fault := c.node(args[0])
	if fault == nil {
		fault = c.wantKind(args[0], listType, List)
	}
	if fault != nil {
		return nil, Type{}, fault
	}
	out := listFunc{name: name, list: list, at: n.Location().From}
	bodyType := *listType.Elem
	if len(args) == 2 {
		if out.body, bodyType, fault = c.body(args[1], listType, out.list); fault != nil {
			return nil, Type{}, fault
		}
	}
	typ := Type{Kind: Bool}
	switch name {
	case "count":
		typ = Type{Kind: Number}
	case "sum":
		return out, Type{Kind: Number}, c.wantKind(args[len(args)-1], bodyType, Number)
	case "filter":
		typ = listType
	case "map":
		return out, Type{Kind: List, Elem: &bodyType}, nil
	}
	if out.body == nil {
		return out, typ, nil
	}
	return out, typ, c.wantKind(args[1], bodyType, Bool)
}

func (c *compiler) body(arg ast.Node, listType Type, list node) (node, Type, *Error) {
	predicate, ok := arg.(*ast.PredicateNode)
	if !ok {
		return nil, Type{}, c.fail(arg, Unsupported, "what", "predicate")
	}
	if len(c.items) == maxNested {
		return nil, Type{}, c.fail(arg, TooNested, "limit", itoa(maxNested))
	}
	from := len(c.names)
	c.items = append(c.items, *listType.Elem)
	body, typ, fault := c.node(predicate.Node)
	c.items = c.items[:len(c.items)-1]
	c.nameItems(from, list)
	return body, typ, fault
}

// nameItems turns the "#.paid" that a body has used into "list.paid".
func (c *compiler) nameItems(from int, list node) {
	name, ok := list.(nameNode)
	if !ok {
		return
	}
	for i := from; i < len(c.names); i++ {
		if rest, found := strings.CutPrefix(c.names[i], "#."); found {
			delete(c.used, c.names[i])
			c.names[i] = name.code + "." + rest
		}
	}
}

// overNumbers compiles min, max and mean, of one list of numbers or of several numbers.
func (c *compiler) overNumbers(n ast.Node, name string, args []ast.Node) (node, Type, *Error) {
	if fault := c.wantCount(n, name, args, 1, 50); fault != nil {
		return nil, Type{}, fault
	}
	out := numbersFunc{name: name, at: n.Location().From}
	for _, arg := range args {
		item, typ, fault := c.node(arg)
		if fault != nil {
			return nil, Type{}, fault
		}
		if len(args) == 1 && typ.Kind == List {
			out.list = item
			return out, Type{Kind: Number}, c.wantKind(arg, *typ.Elem, Number)
		}
		if fault := c.wantKind(arg, typ, Number); fault != nil {
			return nil, Type{}, fault
		}
		out.args = append(out.args, item)
	}
	return out, Type{Kind: Number}, nil
}

func (c *compiler) numberFunc(n ast.Node, name string, args []ast.Node, least, most int) (node, Type, *Error) {
	if fault := c.wantCount(n, name, args, least, most); fault != nil {
		return nil, Type{}, fault
	}
	out := mathFunc{name: name, at: n.Location().From}
	for _, arg := range args {
		item, typ, fault := c.node(arg)
		if fault == nil {
			fault = c.wantKind(arg, typ, Number)
		}
		if fault != nil {
			return nil, Type{}, fault
		}
		out.args = append(out.args, item)
	}
	return out, Type{Kind: Number}, nil
}

func (c *compiler) filled(n ast.Node, name string, args []ast.Node) (node, Type, *Error) {
	if fault := c.wantCount(n, name, args, 1, 1); fault != nil {
		return nil, Type{}, fault
	}
	of, typ, fault := c.node(args[0])
	if fault == nil {
		fault = c.wantKind(args[0], typ, Number, Text, Bool, Date, List, Row)
	}
	return filledNode{of: of, not: name == "empty", at: n.Location().From}, Type{Kind: Bool}, fault
}

func (c *compiler) cv(n ast.Node, args []ast.Node) (node, Type, *Error) {
	if fault := c.wantCount(n, "cv", args, 2, 2); fault != nil {
		return nil, Type{}, fault
	}
	var lists [2]node
	for i, arg := range args {
		list, typ, fault := c.node(arg)
		if fault == nil {
			fault = c.wantKind(arg, typ, List)
		}
		if fault == nil {
			fault = c.wantKind(arg, *typ.Elem, Number)
		}
		if fault != nil {
			return nil, Type{}, fault
		}
		lists[i] = list
	}
	return cvNode{values: lists[0], weights: lists[1], at: n.Location().From}, Type{Kind: Number}, nil
}
