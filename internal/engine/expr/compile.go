package expr

import (
	"strings"

	"github.com/expr-lang/expr/ast"
	"github.com/shopspring/decimal"

	"nianlun/internal/engine/nearest"
)

// compiler turns the parser's tree into a typed tree.
type compiler struct {
	source []rune
	scope  *Scope
	items  []Type // types of the members that enclosing predicates stand on
	lax    bool   // texts of a shape are compared as any texts
	used   map[string]bool
	names  []string
}

func (c *compiler) fail(at ast.Node, code string, pairs ...string) *Error {
	return &Error{Code: code, Offset: at.Location().From, Params: params(pairs...)}
}

func (c *compiler) use(code string) {
	if !c.used[code] {
		c.used[code] = true
		c.names = append(c.names, code)
	}
}

func (c *compiler) node(n ast.Node) (node, Type, *Error) {
	switch n := n.(type) {
	case *ast.IntegerNode:
		return literal{IntOf(int64(n.Value))}, Type{Kind: Number}, nil
	case *ast.FloatNode:
		return c.float(n)
	case *ast.StringNode:
		return literal{TextOf(n.Value)}, Type{Kind: Text}, nil
	case *ast.BoolNode:
		return literal{BoolOf(n.Value)}, Type{Kind: Bool}, nil
	case *ast.IdentifierNode:
		return c.name(n)
	case *ast.PointerNode:
		return c.pointer(n)
	case *ast.MemberNode:
		return c.member(n)
	case *ast.UnaryNode:
		return c.unary(n)
	case *ast.BinaryNode:
		return c.binary(n)
	case *ast.ConditionalNode:
		return c.conditional(n)
	case *ast.ArrayNode:
		return c.array(n)
	case *ast.BuiltinNode:
		return c.call(n, n.Name, n.Arguments)
	case *ast.CallNode:
		callee, ok := n.Callee.(*ast.IdentifierNode)
		if !ok {
			return nil, Type{}, c.fail(n, Unsupported, "what", "method")
		}
		return c.call(n, callee.Value, n.Arguments)
	}
	return nil, Type{}, c.fail(n, Unsupported, "what", unsupportedWord(n))
}

func unsupportedWord(n ast.Node) string {
	switch n.(type) {
	case *ast.NilNode:
		return "nil"
	case *ast.ChainNode:
		return "?."
	case *ast.SliceNode:
		return "[:]"
	case *ast.VariableDeclaratorNode:
		return "let"
	case *ast.SequenceNode:
		return ";"
	case *ast.MapNode:
		return "{}"
	}
	return "?"
}

// float reads the literal from the source again: the parser has turned it into a binary fraction already.
func (c *compiler) float(n *ast.FloatNode) (node, Type, *Error) {
	text := strings.ReplaceAll(cut(c.source, n.Location().From, n.Location().To), "_", "")
	d, err := decimal.NewFromString(text)
	if err != nil || strings.ContainsAny(text, "eE") || d.NumDigits() > 15 {
		return nil, Type{}, c.fail(n, BadNumber, "text", text)
	}
	return literal{NumberOf(d)}, Type{Kind: Number}, nil
}

func (c *compiler) name(n *ast.IdentifierNode) (node, Type, *Error) {
	if e, found := c.scope.find(n.Value); found {
		if e.typ.Kind == Params { // of use only with the name of a parameter behind it
			return nil, Type{}, c.fail(n, WrongType, "want", Number.String(), "got", Params.String())
		}
		c.use(e.code)
		return nameNode(e), e.typ, nil
	}
	switch n.Value {
	case Yes:
		return literal{BoolOf(true)}, Type{Kind: Bool}, nil
	case No:
		return literal{BoolOf(false)}, Type{Kind: Bool}, nil
	}
	return nil, Type{}, c.unknown(n, n.Value, c.scope)
}

func (c *compiler) unknown(n ast.Node, name string, scope *Scope) *Error {
	return c.fail(n, UnknownName, "name", name, "suggest", nearest.Word(name, scope.Names()))
}

func (c *compiler) pointer(n *ast.PointerNode) (node, Type, *Error) {
	if n.Name != "" || len(c.items) == 0 {
		return nil, Type{}, c.fail(n, Unsupported, "what", "#"+n.Name)
	}
	return itemNode{at: n.Location().From}, c.items[len(c.items)-1], nil
}

func (c *compiler) member(n *ast.MemberNode) (node, Type, *Error) {
	if root, path, found := c.paramsPath(n); found {
		return c.param(n, root, path)
	}
	of, typ, fault := c.node(n.Node)
	if fault != nil {
		return nil, Type{}, fault
	}
	property, ok := n.Property.(*ast.StringNode)
	if typ.Kind != Row || !ok || n.Method {
		return nil, Type{}, c.fail(n, WrongType, "want", Row.String(), "got", typ.Kind.String())
	}
	if typ.Open {
		return nil, Type{}, c.fail(n, Unresolved, "name", property.Value)
	}
	e, found := typ.Members.find(property.Value)
	if !found {
		return nil, Type{}, c.unknown(n, property.Value, typ.Members)
	}
	c.use(prefix(of) + e.code)
	return memberNode{of: of, code: e.code, typ: e.typ, at: n.Location().From}, e.typ, nil
}

// prefix names a row for Uses.
func prefix(of node) string {
	switch of := of.(type) {
	case nameNode:
		return of.code + "."
	case itemNode:
		return "#."
	}
	return ""
}

// paramsPath unrolls param.a.b[c] when its root is a Params name.
func (c *compiler) paramsPath(n *ast.MemberNode) (entry, []ast.Node, bool) {
	var path []ast.Node
	var at ast.Node = n
	for {
		switch step := at.(type) {
		case *ast.MemberNode:
			path = append([]ast.Node{step.Property}, path...)
			at = step.Node
		case *ast.IdentifierNode:
			e, found := c.scope.find(step.Value)
			return e, path, found && e.typ.Kind == Params
		default:
			return entry{}, nil, false
		}
	}
}

func (c *compiler) param(n *ast.MemberNode, root entry, path []ast.Node) (node, Type, *Error) {
	out := paramNode{root: root.code, at: n.Location().From}
	var words []string
	for _, step := range path {
		part, typ, fault := c.node(step)
		if fault != nil {
			return nil, Type{}, fault
		}
		if fault := c.wantKind(step, typ, Text); fault != nil {
			return nil, Type{}, fault
		}
		out.path = append(out.path, part)
		word := "*"
		if text, ok := part.(literal); ok {
			word = text.value.text
		}
		words = append(words, word)
	}
	c.use(root.code + "." + strings.Join(words, "."))
	return out, Type{Kind: Number}, nil
}

func (c *compiler) conditional(n *ast.ConditionalNode) (node, Type, *Error) {
	test, testType, fault := c.node(n.Cond)
	if fault == nil {
		fault = c.wantKind(n.Cond, testType, Bool)
	}
	if fault != nil {
		return nil, Type{}, fault
	}
	yes, yesType, fault := c.node(n.Exp1)
	if fault != nil {
		return nil, Type{}, fault
	}
	no, noType, fault := c.node(n.Exp2)
	if fault == nil {
		fault = c.wantKind(n.Exp2, noType, yesType.Kind)
	}
	if yesType.Shape != nil && yesType.word() != noType.word() {
		yesType.Shape = nil // one text or the other: nothing to compare by
	}
	if fault != nil {
		return nil, Type{}, fault
	}
	return condNode{test: test, yes: yes, no: no, at: n.Location().From}, yesType, nil
}

func (c *compiler) array(n *ast.ArrayNode) (node, Type, *Error) {
	list := listNode{at: n.Location().From}
	var elem Type
	for i, member := range n.Nodes {
		item, typ, fault := c.node(member)
		if fault != nil {
			return nil, Type{}, fault
		}
		if i == 0 {
			elem = typ
		}
		if fault := c.wantKind(member, typ, elem.Kind); fault != nil {
			return nil, Type{}, fault
		}
		list.items = append(list.items, item)
	}
	return list, Type{Kind: List, Elem: &elem}, nil
}

// wantKind reports a value of the wrong kind; no wanted kind means that any will do.
func (c *compiler) wantKind(n ast.Node, got Type, want ...Kind) *Error {
	words := make([]string, len(want))
	for i, kind := range want {
		if got.Kind == kind {
			return nil
		}
		words[i] = kind.String()
	}
	if len(want) == 0 {
		return nil
	}
	return c.fail(n, WrongType, "want", strings.Join(words, "|"), "got", got.word())
}
