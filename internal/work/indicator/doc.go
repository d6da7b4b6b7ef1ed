// Package indicator owns figures: the definitions (口径) that say what a number
// means, and the computation that answers it from committed returns each time
// it is asked for, down to the cells that it came from.
//
// It never stores a computed figure, so none can be stale; it never knows how a
// return is filled or where it lies (a Source tells), and never rounds before
// the end.
package indicator
