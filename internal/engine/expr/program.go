package expr

import (
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/expr-lang/expr/conf"
	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/parser"

	"nianlun/internal/kit/i18n"
)

// Bounds of an expression. They protect the server, they are no numbers of the field.
const (
	maxBytes  = 4000
	maxNodes  = 600
	maxNested = 3 // predicates within predicates: each level multiplies by the rows of its table
	maxSteps  = 1_000_000
	maxCells  = 20_000 // places that a result remembers
)

// Program is a compiled expression. It is immutable and safe to use from many goroutines.
type Program struct {
	source string
	root   node
	typ    Type
	names  []string
}

// Compile reads an expression against the names of a scope. When want is given, the result must be of one of these
// kinds. The error is always an *Error.
func Compile(source string, scope *Scope, want ...Kind) (*Program, error) {
	return compile(source, scope, false, want)
}

// CompileAgain compiles an expression that was taken before times and periods had to be compared with their like: one
// that Compile refuses for that compares texts, as it did when it was taken.
func CompileAgain(source string, scope *Scope, want ...Kind) (*Program, error) {
	p, err := compile(source, scope, false, want)
	var e *Error
	if errors.As(err, &e) && (e.Code == Misshapen || e.Code == WrongType) {
		return compile(source, scope, true, want)
	}
	return p, err
}

func compile(source string, scope *Scope, lax bool, want []Kind) (*Program, error) {
	if len(source) > maxBytes {
		return nil, &Error{Code: TooLong, Line: 1, Column: 1, Params: params("limit", i18n.Size(maxBytes))}
	}
	if !utf8.ValidString(source) || strings.ContainsRune(source, 0) {
		return nil, &Error{Code: Syntax, Line: 1, Column: 1, Params: params("token", "")}
	}
	config := conf.CreateNew()
	config.MaxNodes = maxNodes
	tree, err := parser.ParseWithConfig(source, config)
	if err != nil {
		return nil, syntaxError(source, err)
	}
	c := &compiler{source: []rune(source), scope: scope, used: map[string]bool{}, lax: lax}
	root, typ, fault := c.node(tree.Node)
	if fault == nil {
		fault = c.wantKind(tree.Node, typ, want...)
	}
	if fault != nil {
		return nil, fault.located(source)
	}
	return &Program{source: source, root: root, typ: typ, names: c.names}, nil
}

func syntaxError(source string, err error) *Error {
	var at *file.Error
	if !errors.As(err, &at) {
		return (&Error{Code: Syntax, Params: params("token", "")}).located(source)
	}
	if strings.Contains(at.Message, "maximum allowed nodes") {
		return (&Error{Code: TooComplex, Params: params("limit", itoa(maxNodes))}).located(source)
	}
	token := cut([]rune(source), at.From, max(at.To, at.From+1))
	if strings.TrimSpace(cut([]rune(source), at.From+1, len(source))) == "" && strings.Contains(at.Message, "EOF") {
		return (&Error{Code: Unfinished, Offset: at.From, Params: params()}).located(source)
	}
	return (&Error{Code: Syntax, Offset: at.From, Params: params("token", token)}).located(source)
}

func cut(source []rune, from, to int) string {
	from, to = min(max(from, 0), len(source)), min(max(to, 0), len(source))
	if from >= to {
		return ""
	}
	return string(source[from:to])
}

// Source is the text that was compiled.
func (p *Program) Source() string { return p.source }

// Type of the result.
func (p *Program) Type() Type { return p.typ }

// Uses lists the canonical codes that the expression reads, in order of appearance: "spent", "list", "list.paid",
// "previous.spent".
func (p *Program) Uses() []string { return p.names }

// Options change how an expression is computed.
type Options struct {
	// MissingAsZero takes every number that is missing as 0. Only a definition that says so may set it.
	MissingAsZero bool
}

// Result is what an expression came to.
type Result struct {
	// Value is missing when a value that decides the result is missing.
	Value Value
	// Cells are the places that the result was computed from, as Locator names them, each once. When all() is
	// false they are those of the members for which it is false.
	Cells []string
	// Missing are the places among them that hold no value.
	Missing []string
}

// Holds reports whether the expression comes to yes. It is Eval for what nearly always holds: it keeps no places,
// and says nothing of why an expression does not hold or cannot be computed.
func (p *Program) Holds(names Names, options Options) bool {
	v, fault := p.root.eval(&run{names: names, options: options, quiet: true})
	return fault == nil && v.Bool()
}

// Eval computes the expression. The error is an *Error with the code divide_by_zero, too_big or over_budget: the
// expression cannot be computed. A missing value is no error.
func (p *Program) Eval(names Names, options Options) (Result, error) {
	r := &run{names: names, options: options}
	v, fault := p.root.eval(r)
	if fault != nil {
		return Result{}, fault.located(p.source)
	}
	return Result{Value: v, Cells: r.cells(false), Missing: r.cells(true)}, nil
}
