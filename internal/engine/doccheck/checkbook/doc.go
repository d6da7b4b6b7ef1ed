// Package checkbook owns how a comparison of a plan with a summary leaves the
// product: as a workbook and as JSON, with the words of both texts. The command
// line and the pages write the same.
//
// It judges nothing: doccheck has done so.
package checkbook
