//go:build !unix

package convert

import "os/exec"

// endAsGroup does nothing where there are no process groups: the program itself
// is killed.
func endAsGroup(*exec.Cmd) {}
