// Package docwrite turns a document tree into a .docx file in the official
// format of GB/T 9704-2012: page, type, 22 lines of 28 characters, page
// numbers, tables, and, when sources are given, a table of where each figure
// comes from.
//
// It owns the layout of an issued document and of its review copy, in which
// every figure carries an underline that tells its state and a Word comment
// that tells its source.
//
// It never decides what a document says: it does not number headings, format
// dates or figures, look anything up, or read a clock. Words for people that
// it must print itself come in through Labels.
package docwrite
