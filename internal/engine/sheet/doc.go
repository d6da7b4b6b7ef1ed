// Package sheet owns the .xlsx workbooks that the product gives out: a title, a
// head row, typed rows and notes in the house style, ready to filter and to print.
//
// It never reads workbooks, computes nothing, and never lets a text act as a
// formula: what people typed leaves as text.
package sheet
