// Package workdays owns the arithmetic of working days and of legal terms: which days
// are worked, and on which day a term of so many working days, days or months ends.
//
// The working days of a year follow the notice that the State Council's office
// publishes for it (国务院办公厅关于…年部分节假日安排的通知). The notices are data, one file
// a year; a year without data is counted by weekends alone and the result says so.
//
// It never reads a clock, knows no bureau and stores nothing.
package workdays
