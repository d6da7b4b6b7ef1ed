package expr

import (
	"fmt"
	"strings"
)

// Grid tells where the names of an expression stand in a spreadsheet. Each answer is a formula; false means that there
// is none, and the expression has no formula either. A value that is missing is #N/A, so that, as here, nothing can be
// said of a result that needs it.
type Grid interface {
	// Value is the value of a name, or, with a list, of a column in the row at hand. Choices are the names of options.
	Value(list, code string) (formula string, ok bool)
	// Filled tells whether there is one.
	Filled(list, code string) (formula string, ok bool)
	// Sum adds a column up; where a row lacks it, it is missing.
	Sum(list, code string) (formula string, ok bool)
	// Count is the number of rows in which something stands.
	Count(list string) (formula string, ok bool)
	// Before is the value of a name in the period before.
	Before(code string) (formula string, ok bool)
}

// Formula renders the expression in the language of spreadsheets, for a program that shows at once what the server will
// say; false where that has no words for it, or for a part of it. What it says is never more than what Eval says: a
// formula that comes to TRUE or FALSE comes to the same there, and one that comes to an error says nothing. Numbers are
// compared after rounding, since a spreadsheet counts in binary fractions.
//
// Rendered are numbers, choices and yes or no; + - * / and minus; all comparisons; and, or, not; in a list of constants;
// the conditional; filled and empty of a name; abs, round, ceil, floor; min, max and mean of several numbers; sum of a
// column; count of a table; and the period before. An expression that is all(table, …) is rendered for the row at hand:
// see EachRow.
func (p *Program) Formula(g Grid) (formula string, ok bool) {
	r := &rendering{grid: g, fine: true}
	root := p.root
	if list, body, each := eachRow(root); each {
		r.list, root = list, body
	}
	formula = r.node(root)
	return formula, r.fine
}

// EachRow is the code of the table of whose every row the expression says the same: all(table, …).
func (p *Program) EachRow() (list string, ok bool) {
	list, _, ok = eachRow(p.root)
	return list, ok
}

func eachRow(root node) (list string, body node, ok bool) {
	all, isFunc := root.(listFunc)
	if !isFunc || all.name != "all" || all.body == nil {
		return "", nil, false
	}
	name, isName := all.list.(nameNode)
	return name.code, all.body, isName
}

// rendering writes one formula.
type rendering struct {
	grid Grid
	list string // the table of the row at hand
	fine bool
}

// known takes an answer of the grid over.
func (r *rendering) known(formula string, ok bool) string {
	r.fine = r.fine && ok
	return formula
}

func (r *rendering) never() string { return r.known("", false) }

func (r *rendering) node(n node) string {
	switch n := n.(type) {
	case literal:
		return r.literal(n.value)
	case nameNode:
		return r.known(r.grid.Value("", n.code))
	case memberNode:
		return r.member(n, r.grid.Value)
	case negNode:
		return "(-" + r.node(n.of) + ")"
	case arithmeticNode:
		return r.arithmetic(n)
	case daysNode:
		return "(" + r.node(n.left) + "-" + r.node(n.right) + ")"
	case condNode:
		return "IF(" + r.node(n.test) + "," + r.node(n.yes) + "," + r.node(n.no) + ")"
	case logicNode:
		return r.logic(n)
	case notNode:
		return "NOT(" + r.node(n.of) + ")"
	case equalNode:
		return r.equal(n.left, n.right, n.not)
	case orderNode:
		if kindIn(n.left, n.right) == Text { // a workbook keeps times and periods in more than one way
			return r.never()
		}
		return "(ROUND(" + r.node(n.left) + "-" + r.node(n.right) + "," + comparedPlaces + ")" + n.op + "0)"
	case inNode:
		return r.in(n)
	case filledNode:
		return r.filled(n)
	case mathFunc:
		return r.math(n)
	case numbersFunc:
		return r.numbers(n)
	case listFunc:
		return r.fold(n)
	}
	return r.never()
}

// comparedPlaces is how many decimals a comparison looks at. A spreadsheet keeps 15 digits of a number.
const comparedPlaces = "9"

func (r *rendering) literal(v Value) string {
	switch v.kind {
	case Number:
		return v.num.String()
	case Bool:
		return map[bool]string{true: "TRUE()", false: "FALSE()"}[v.yes]
	case Text:
		return QuoteFormula(v.text)
	case Date:
		d := v.Date()
		return fmt.Sprintf("DATE(%d,%d,%d)", d.Year, int(d.Month), d.Day)
	}
	return r.never()
}

// QuoteFormula is a text as a formula writes it.
func QuoteFormula(text string) string { return `"` + strings.ReplaceAll(text, `"`, `""`) + `"` }

// member is a column of the row at hand, or a name of the period before.
func (r *rendering) member(n memberNode, of func(list, code string) (string, bool)) string {
	switch row := n.of.(type) {
	case itemNode:
		if r.list != "" {
			return r.known(of(r.list, n.code))
		}
	case nameNode:
		if row.code == "previous" {
			return r.known(r.grid.Before(n.code))
		}
	}
	return r.never()
}

func (r *rendering) arithmetic(n arithmeticNode) string {
	switch n.op {
	case "+", "-", "*", "/":
	default:
		return r.never()
	}
	return "(" + r.node(n.left) + n.op + r.node(n.right) + ")"
}

// logic says nothing where one side cannot be told, also where the other decides.
func (r *rendering) logic(n logicNode) string {
	return map[bool]string{true: "AND(", false: "OR("}[n.and] + r.node(n.left) + "," + r.node(n.right) + ")"
}

func (r *rendering) equal(left, right node, not bool) string {
	if typeOf(left).Shape != nil || typeOf(right).Shape != nil {
		return r.never()
	}
	a, b := r.side(left, right), r.side(right, left)
	var same string
	switch kindIn(left, right) {
	case Number, Date:
		same = "(ROUND(" + a + "-" + b + "," + comparedPlaces + ")=0)"
	case Text:
		same = "EXACT(" + a + "," + b + ")"
	case Bool:
		same = "(" + a + "=" + b + ")"
	default:
		return r.never()
	}
	if not {
		return "NOT(" + same + ")"
	}
	return same
}

// side is one side of a comparison; the code of an option is written by its name, as it stands in a cell.
func (r *rendering) side(n, other node) string {
	text, isLiteral := n.(literal)
	if !isLiteral || text.value.kind != Text {
		return r.node(n)
	}
	for _, option := range optionsOf(other) {
		if option.Code == text.value.text {
			return QuoteFormula(option.Name)
		}
	}
	return r.node(n)
}

func typeOf(n node) Type {
	switch n := n.(type) {
	case nameNode:
		return n.typ
	case memberNode:
		return n.typ
	case literal:
		return Type{Kind: n.value.kind}
	case negNode, arithmeticNode, daysNode, mathFunc, numbersFunc:
		return Type{Kind: Number}
	case listFunc:
		if n.name == "sum" || n.name == "count" {
			return Type{Kind: Number}
		}
	case condNode:
		return typeOf(n.yes)
	case logicNode, notNode, equalNode, orderNode, inNode, filledNode:
		return Type{Kind: Bool}
	}
	return Type{}
}

func optionsOf(n node) []Option { return typeOf(n).Options }

// kindIn is the kind of two sides of which one may not tell.
func kindIn(left, right node) Kind {
	if kind := typeOf(left).Kind; kind != Missing {
		return kind
	}
	return typeOf(right).Kind
}

func (r *rendering) in(n inNode) string {
	list, isList := n.right.(listNode)
	if !isList || len(list.items) == 0 {
		return r.never()
	}
	parts := make([]string, len(list.items))
	for i, item := range list.items {
		if _, isLiteral := item.(literal); !isLiteral {
			return r.never()
		}
		parts[i] = r.equal(n.left, item, false)
	}
	return "OR(" + strings.Join(parts, ",") + ")"
}

func (r *rendering) filled(n filledNode) string {
	var formula string
	switch of := n.of.(type) {
	case nameNode:
		formula = r.known(r.grid.Filled("", of.code))
	case memberNode:
		formula = r.member(of, r.grid.Filled)
	default:
		return r.never()
	}
	if n.not {
		return "NOT(" + formula + ")"
	}
	return formula
}

func (r *rendering) math(n mathFunc) string {
	of := r.node(n.args[0])
	switch {
	case n.name == "abs":
		return "ABS(" + of + ")"
	case n.name == "floor":
		return "INT(" + of + ")"
	case n.name == "ceil":
		return "(-INT(-" + of + "))"
	case n.name == "round" && len(n.args) == 1:
		return "ROUND(" + of + ",0)"
	case n.name == "round":
		return "ROUND(" + of + "," + r.node(n.args[1]) + ")"
	}
	return r.never()
}

func (r *rendering) numbers(n numbersFunc) string {
	name := map[string]string{"min": "MIN", "max": "MAX", "mean": "AVERAGE"}[n.name]
	if name == "" || n.list != nil {
		return r.never()
	}
	args := make([]string, len(n.args))
	for i, arg := range n.args {
		args[i] = r.node(arg)
	}
	return name + "(" + strings.Join(args, ",") + ")"
}

// fold is the sum of a column or the count of a table.
func (r *rendering) fold(n listFunc) string {
	list, isName := n.list.(nameNode)
	if !isName {
		return r.never()
	}
	column, isColumn := n.body.(memberNode)
	switch {
	case n.name == "count" && n.body == nil:
		return r.known(r.grid.Count(list.code))
	case n.name == "sum" && isColumn:
		if _, ofRow := column.of.(itemNode); ofRow {
			return r.known(r.grid.Sum(list.code, column.code))
		}
	}
	return r.never()
}
