//go:build race

package collect_test

// raceOn: the race detector makes everything ten times slower, so that a test
// of speed says nothing.
const raceOn = true
