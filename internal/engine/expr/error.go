package expr

import (
	"fmt"
	"sort"
	"strings"
)

// The codes of errors. A caller shows them through message keys; Params fill the placeholders named here.
const (
	TooLong         = "too_long"         // limit: in KB
	TooComplex      = "too_complex"      // limit: nodes
	TooNested       = "too_nested"       // limit: predicates within predicates
	Syntax          = "syntax"           // token: what was met
	Unfinished      = "unfinished"       // the expression ends too early
	UnknownName     = "unknown_name"     // name, suggest
	UnknownFunction = "unknown_function" // name, suggest
	Unresolved      = "unresolved"       // name: of a member of an open row
	UnknownOption   = "unknown_option"   // text, suggest
	Unsupported     = "unsupported"      // what
	WrongType       = "wrong_type"       // want, got
	Misshapen       = "misshapen"        // text, want, example: a text beside a date, a time or a period that is none
	WrongCount      = "wrong_count"      // name, want, got: arguments
	BadNumber       = "bad_number"       // text: a literal with more than 15 digits
	UnclosedBrace   = "unclosed_brace"   // in a message template

	DivideByZero = "divide_by_zero"
	TooBig       = "too_big"
	OverBudget   = "over_budget" // the evaluation took too many steps
)

// Error says why an expression cannot be compiled or computed, as a code for a message and never as text for people.
// Line and Column count characters from 1 within the expression; Offset counts them from 0.
type Error struct {
	Code         string
	Params       map[string]string
	Line, Column int
	Offset       int
}

// Error is for logs and tests.
func (e *Error) Error() string {
	names := make([]string, 0, len(e.Params))
	for name := range e.Params {
		names = append(names, name)
	}
	sort.Strings(names)
	var b strings.Builder
	fmt.Fprintf(&b, "expr: %s at %d:%d", e.Code, e.Line, e.Column)
	for _, name := range names {
		fmt.Fprintf(&b, " %s=%q", name, e.Params[name])
	}
	return b.String()
}

// located returns a copy of e with line and column worked out from its offset in source.
func (e *Error) located(source string) *Error {
	at := *e
	at.Line, at.Column = 1, 1
	n := 0
	for _, r := range source {
		if n == e.Offset {
			break
		}
		n++
		at.Column++
		if r == '\n' {
			at.Line, at.Column = at.Line+1, 1
		}
	}
	return &at
}

func params(pairs ...string) map[string]string {
	m := make(map[string]string, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		m[pairs[i]] = pairs[i+1]
	}
	return m
}
