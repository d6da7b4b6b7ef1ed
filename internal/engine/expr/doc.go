// Package expr owns the expression language of definitions: checks, conditions, computed figures and the messages
// that go with them.
//
// The grammar is that of expr-lang/expr, whose parser it uses, so Chinese names, `.field` within all, sum and the
// like, and the usual operators read as its documentation says. The meaning is our own, in a typed tree, for four
// reasons that the library's virtual machine cannot give together: numbers are exact decimals from the literal on
// (0.1 + 0.2 == 0.3), an empty cell makes a result "missing" and never a silent zero, a division by zero is
// "cannot compute" and never Inf, and a failed all() names the cells that made it fail.
//
// It never reads a clock, a database or a parameter table: names get their values from the caller.
package expr
