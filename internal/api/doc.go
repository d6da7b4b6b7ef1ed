// Package api owns the public JSON API, version 1: its addresses, its wire
// types, and what keeps it safe (bearer tokens, limits, clean text).
//
// It holds no rule: every call ends in the same service method as the screen's.
// A wire type never changes its meaning; a change that could break a caller
// makes a version 2 beside it.
package api
