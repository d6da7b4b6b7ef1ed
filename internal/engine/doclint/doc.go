// Package doclint checks the arithmetic of a read document: totals against
// their parts, shares against counts, growth against the earlier value, one
// subject with two values, units that do not fit, percentages and dates that
// cannot be.
//
// It takes figures and how they belong together from docread; only dates, ranges
// written as codes and lists of names it reads itself. It never corrects anything
// and holds no words for people: a finding carries a message key with its values.
package doclint
