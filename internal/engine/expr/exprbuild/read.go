package exprbuild

import (
	"unicode"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/conf"
	"github.com/expr-lang/expr/parser"
	"github.com/shopspring/decimal"

	"nianlun/internal/engine/expr"
)

// Bounds of what is read as rows; longer expressions stay text.
const (
	maxBytes = 4000
	maxNodes = 600
)

// Read takes a condition apart. It reports false when the expression has another shape. The empty text is the empty
// rule.
func Read(source string) (Rule, bool) {
	if source == "" {
		return Rule{}, true
	}
	r, root := parse(source)
	if root == nil {
		return Rule{}, false
	}
	if either, ok := root.(*ast.BinaryNode); ok && isOr(either) {
		if not, ok := either.Left.(*ast.UnaryNode); ok && isNot(not) {
			when, ok := r.group(not.Node)
			then, found := r.group(either.Right)
			return Rule{If: when, Then: then}, ok && found
		}
	}
	then, ok := r.group(root)
	return Rule{Then: then}, ok
}

// ReadSide takes a calculation apart.
func ReadSide(source string) (Side, bool) {
	if source == "" {
		return Side{}, true
	}
	r, root := parse(source)
	if root == nil {
		return Side{}, false
	}
	return r.side(root)
}

func parse(source string) (reader, ast.Node) {
	if len(source) > maxBytes {
		return reader{}, nil
	}
	config := conf.CreateNew()
	config.MaxNodes = maxNodes
	tree, err := parser.ParseWithConfig(source, config)
	if err != nil {
		return reader{}, nil
	}
	return reader{source: []rune(source)}, tree.Node
}

// reader takes a parsed expression apart. Its methods report whether the node has the wanted shape.
type reader struct{ source []rune }

func isOr(n *ast.BinaryNode) bool { return n.Operator == "or" || n.Operator == "||" }

func isAnd(n *ast.BinaryNode) bool { return n.Operator == "and" || n.Operator == "&&" }

func isNot(n *ast.UnaryNode) bool { return n.Operator == "not" || n.Operator == "!" }

// group reads rows that are joined by one word only.
func (r reader) group(n ast.Node) (Group, bool) {
	joined := isAnd
	g := Group{}
	if b, ok := n.(*ast.BinaryNode); ok && isOr(b) {
		joined, g.Any = isOr, true
	}
	var rows func(n ast.Node) bool
	rows = func(n ast.Node) bool {
		if b, ok := n.(*ast.BinaryNode); ok && joined(b) {
			return rows(b.Left) && rows(b.Right)
		}
		row, ok := r.row(n)
		g.Rows = append(g.Rows, row)
		return ok
	}
	return g, rows(n)
}

func (r reader) row(n ast.Node) (Row, bool) {
	switch n := n.(type) {
	case *ast.BinaryNode:
		return r.comparison(n)
	case *ast.UnaryNode:
		return r.denied(n)
	}
	if name, args := called(n); len(args) == 1 && (name == "filled" || name == "empty") {
		left, ok := r.named(args[0])
		return Row{Left: left, Is: Relation(name)}, ok
	}
	left, ok := r.named(n)
	return Row{Left: left, Is: Yes}, ok
}

// denied reads "not 有无停工" and "not filled(备注)".
func (r reader) denied(n *ast.UnaryNode) (Row, bool) {
	row, ok := r.row(n.Node)
	if !ok || !isNot(n) {
		return row, false
	}
	opposite := map[Relation]Relation{Filled: Empty, Empty: Filled, Yes: No, No: Yes}
	row.Is = opposite[row.Is]
	return row, row.Is != ""
}

func (r reader) comparison(n *ast.BinaryNode) (Row, bool) {
	switch n.Operator {
	case "in":
		return r.among(n)
	case "contains":
		left, ok := r.named(n.Left)
		word, isText := n.Right.(*ast.StringNode)
		if !ok || !isText {
			return Row{}, false
		}
		return Row{Left: left, Is: Contains, Words: []string{word.Value}}, true
	case "==", "!=", "<", "<=", ">", ">=":
	default:
		return Row{}, false
	}
	if row, ok := r.near(n); ok {
		return row, true
	}
	if row, ok := r.equality(n); ok {
		return row, true
	}
	left, ok := r.side(n.Left)
	right, found := r.side(n.Right)
	return Row{Left: left, Is: Relation(n.Operator), Right: right}, ok && found
}

// equality reads a comparison with a text or with yes or no.
func (r reader) equality(n *ast.BinaryNode) (Row, bool) {
	if n.Operator != "==" && n.Operator != "!=" {
		return Row{}, false
	}
	left, ok := r.named(n.Left)
	if !ok {
		return Row{}, false
	}
	if word, isText := n.Right.(*ast.StringNode); isText {
		return Row{Left: left, Is: Relation(n.Operator), Words: []string{word.Value}}, true
	}
	yes, ok := truth(n.Right)
	if yes != (n.Operator == "==") {
		return Row{Left: left, Is: No}, ok
	}
	return Row{Left: left, Is: Yes}, ok
}

func truth(n ast.Node) (yes, ok bool) {
	switch n := n.(type) {
	case *ast.BoolNode:
		return n.Value, true
	case *ast.IdentifierNode:
		return n.Value == expr.Yes, n.Value == expr.Yes || n.Value == expr.No
	}
	return false, false
}

// among reads 等级 in ["甲", "乙"] and "甲" in 特色.
func (r reader) among(n *ast.BinaryNode) (Row, bool) {
	if word, ok := n.Left.(*ast.StringNode); ok {
		left, ok := r.named(n.Right)
		return Row{Left: left, Is: Includes, Words: []string{word.Value}}, ok
	}
	left, ok := r.named(n.Left)
	list, isList := n.Right.(*ast.ArrayNode)
	if !ok || !isList || len(list.Nodes) == 0 {
		return Row{}, false
	}
	row := Row{Left: left, Is: OneOf}
	for _, item := range list.Nodes {
		word, ok := item.(*ast.StringNode)
		if !ok {
			return row, false
		}
		row.Words = append(row.Words, word.Value)
	}
	return row, true
}

// near reads abs(a - b) <= 5 and abs(a - b) <= b * 0.3.
func (r reader) near(n *ast.BinaryNode) (Row, bool) {
	name, args := called(n.Left)
	if n.Operator != "<=" || name != "abs" || len(args) != 1 {
		return Row{}, false
	}
	apart, ok := args[0].(*ast.BinaryNode)
	if !ok || apart.Operator != "-" {
		return Row{}, false
	}
	left, ok := r.side(apart.Left)
	right, found := r.side(apart.Right)
	if !ok || !found {
		return Row{}, false
	}
	if limit, isNumber := r.number(n.Right); isNumber {
		return Row{Left: left, Is: Near, Right: right, Within: limit}, true
	}
	share, ok := n.Right.(*ast.BinaryNode)
	if !ok || share.Operator != "*" {
		return Row{}, false
	}
	of, ok := r.side(share.Left)
	limit, isNumber := r.number(share.Right)
	if !ok || !isNumber || of.String() != right.String() {
		return Row{}, false
	}
	return Row{Left: left, Is: NearShare, Right: right, Within: shifted(limit, 2)}, true
}

// side reads a sum that may be multiplied, divided and rounded, from the outside in.
func (r reader) side(n ast.Node) (Side, bool) {
	var s Side
	if name, args := called(n); name == "round" && len(args) == 2 {
		places, ok := r.number(args[1])
		if !ok {
			return s, false
		}
		s.Places, n = places, args[0]
	}
	if b, ok := n.(*ast.BinaryNode); ok && b.Operator == "*" {
		if times, isNumber := r.number(b.Right); isNumber {
			s.Times, n = times, b.Left
		}
	}
	divided, multiplied := true, true
	if b, isBinary := n.(*ast.BinaryNode); isBinary && b.Operator == "/" {
		s.Over, divided = r.terms(b.Right)
		n = b.Left
	}
	if b, isBinary := n.(*ast.BinaryNode); isBinary && b.Operator == "*" {
		s.By, multiplied = r.terms(b.Right)
		n = b.Left
	}
	terms, ok := r.terms(n)
	s.Terms = terms
	return s, ok && divided && multiplied
}

// terms reads a sum. What a minus before brackets takes away is taken away one by one.
func (r reader) terms(n ast.Node) ([]Term, bool) {
	switch n := n.(type) {
	case *ast.UnaryNode:
		terms, ok := r.terms(n.Node)
		return minus(terms), ok && n.Operator == "-" && len(terms) > 0
	case *ast.BinaryNode:
		if n.Operator != "+" && n.Operator != "-" {
			return nil, false
		}
		left, ok := r.terms(n.Left)
		right, found := r.terms(n.Right)
		if n.Operator == "-" {
			right = minus(right)
		}
		return append(left, right...), ok && found
	}
	term, ok := r.term(n)
	return []Term{term}, ok
}

func minus(terms []Term) []Term {
	for i := range terms {
		terms[i].Minus = !terms[i].Minus
	}
	return terms
}

func (r reader) term(n ast.Node) (Term, bool) {
	if text, ok := r.number(n); ok {
		return Term{Number: text}, true
	}
	if name, ok := path(n); ok {
		return Term{Name: name}, true
	}
	name, args := called(n)
	switch {
	case (name == "len" || name == "count") && len(args) == 1:
		table, ok := path(args[0])
		return Term{How: Count, Name: table}, ok
	case name == "sum" && len(args) == 2:
		return column(Sum, args)
	case (name == "mean" || name == "min" || name == "max") && len(args) == 1:
		if inner, of := called(args[0]); inner == "map" && len(of) == 2 {
			return column(How(name), of)
		}
	}
	return Term{}, false
}

// column reads the table and the column of sum(项目, .投资).
func column(how How, args []ast.Node) (Term, bool) {
	table, ok := path(args[0])
	predicate, isPredicate := args[1].(*ast.PredicateNode)
	if !ok || !isPredicate {
		return Term{}, false
	}
	member, ok := predicate.Node.(*ast.MemberNode)
	if !ok {
		return Term{}, false
	}
	item, ok := member.Node.(*ast.PointerNode)
	name, isName := member.Property.(*ast.StringNode)
	if !ok || !isName || item.Name != "" || !plain(name.Value) {
		return Term{}, false
	}
	return Term{How: how, Name: table, Column: name.Value}, true
}

// named is a side that is one name.
func (r reader) named(n ast.Node) (Side, bool) {
	name, ok := path(n)
	return Side{Terms: []Term{{Name: name}}}, ok
}

// path is 男生 or 上期.男生.
func path(n ast.Node) (string, bool) {
	switch n := n.(type) {
	case *ast.IdentifierNode:
		return n.Value, plain(n.Value) && n.Value != expr.Yes && n.Value != expr.No
	case *ast.MemberNode:
		of, ok := path(n.Node)
		name, isName := n.Property.(*ast.StringNode)
		if !ok || !isName || n.Optional || n.Method || !plain(name.Value) {
			return "", false
		}
		return of + "." + name.Value, true
	}
	return "", false
}

// plain tells whether a name can be written as it is: a["b c"] cannot.
func plain(name string) bool {
	for i, r := range name {
		if r != '_' && !unicode.IsLetter(r) && (i == 0 || !unicode.IsDigit(r)) {
			return false
		}
	}
	return name != ""
}

// number reads a literal from the source: the parser has made a binary fraction of it.
func (r reader) number(n ast.Node) (string, bool) {
	switch n.(type) {
	case *ast.IntegerNode, *ast.FloatNode:
		at := n.Location()
		if at.From < 0 || at.To > len(r.source) || at.From >= at.To {
			return "", false
		}
		text := number(string(r.source[at.From:at.To]))
		_, err := decimal.NewFromString(text)
		return text, err == nil
	}
	return "", false
}

// called is the name of a function and what it is called with; no name for what is no call.
func called(n ast.Node) (string, []ast.Node) {
	switch n := n.(type) {
	case *ast.BuiltinNode:
		return n.Name, n.Arguments
	case *ast.CallNode:
		if callee, ok := n.Callee.(*ast.IdentifierNode); ok {
			return callee.Value, n.Arguments
		}
	}
	return "", nil
}
