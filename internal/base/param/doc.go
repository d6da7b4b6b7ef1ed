// Package param owns the numbers of the field: thresholds, amounts, day counts.
// Each has a source and the day from which it holds, so that what was decided
// last year can be computed again with last year's numbers.
//
// It never holds a number in code: the ones that come with the program stand in
// defaults.yaml, and a bureau sets its own over them.
package param
