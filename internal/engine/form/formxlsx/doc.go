// Package formxlsx owns the workbooks in which forms are filled: one return as a workbook with drop lists, protected
// labels and checks, or all returns of a campaign in one, and the way back to raw texts with the address of each.
//
// Places are found again by codes in a hidden column and in hidden rows, never by position: rows and columns may be
// moved, inserted and sorted. Whatever a workbook holds is hostile: it is read within limits, formulas are not
// computed, and decoding belongs to form.Decode. It stores nothing, and makes no text of its own.
package formxlsx
