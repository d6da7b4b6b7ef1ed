// Package e2e owns the browser journeys: what people do with the program as it is
// shipped, on one demo bureau, in a real browser, one journey a file.
//
// It never looks behind the pages: what a journey knows, it has read on a screen
// or in a file that the program handed out.
package e2e
