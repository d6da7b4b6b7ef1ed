// Package docread reads the text of an office document and finds in it what a
// bureau works with: the outline, the figures, the deadlines and the
// commitments. It owns the reading of Chinese official prose.
//
// It never stores, fetches or asks: text in, findings out. It knows no file
// format (doctext does) and writes no text for people; kinds are codes.
//
// The reading is a pipeline, one step a file:
//
//	outline        text -> marked headings and items, their parents
//	sections       headings -> review | plan | problem | other
//	numerals       text -> numerals (Arabic, Chinese, masked, ranges, ratios)
//	figures        numerals -> figures: unit, subject, approx, role
//	deadlines      text -> time expressions that bind something not yet done
//	commitments    units of plan sections -> promised actions
//
// Every offset is a count of Unicode code points into Document.Text. Every step
// takes time in proportion to the text: context is looked at through windows of
// bounded size.
package docread
