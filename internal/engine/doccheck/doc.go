// Package doccheck owns the reconciliation of two read documents: which
// statements of a summary answer the commitments of a plan, whether the target
// figures were reached, and what the summary reports that no plan held.
//
// It compares texts only: it never reads files, never judges whether a statement
// is true, and says nothing in words for people — verdicts and reasons are codes.
package doccheck
