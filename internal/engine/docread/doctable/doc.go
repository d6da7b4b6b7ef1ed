// Package doctable owns the one table that many read documents make together:
// their commitments, their figures, the findings of their sums, and the files
// themselves with what went wrong.
//
// It reads no document and writes no file: docread does the one, engine/sheet the
// other. Its words come from the catalogue of the language asked for.
package doctable
