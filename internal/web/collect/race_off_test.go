//go:build !race

package collect_test

const raceOn = false
