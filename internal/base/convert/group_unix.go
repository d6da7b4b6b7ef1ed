//go:build unix

package convert

import (
	"os/exec"
	"syscall"
)

// endAsGroup has the program's children die with it: soffice is a script that
// starts another program.
func endAsGroup(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
}
