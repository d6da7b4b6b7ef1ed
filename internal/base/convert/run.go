package convert

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"time"

	"nianlun/internal/kit/fault"
)

// result is how a program ended.
type result struct {
	out  []byte
	said string // the beginning of what it complained
	exit int
	err  error
	over int // megabytes, when it gave back more than it may
}

// fault says why a program did not do its work.
func (r result) fault(ctx context.Context) error {
	switch {
	case r.over > 0:
		return fault.New(fault.TooLarge, "convert.toolarge", "megabytes", r.over)
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return fault.Wrap(r.err, fault.Invalid, "convert.slow")
	case ctx.Err() != nil:
		return ctx.Err()
	}
	return fault.Wrap(errors.Join(r.err, errors.New(r.said)), fault.Invalid, "convert.failed")
}

// leaveTime is how long a killed program's pipes may stay open.
const leaveTime = 3 * time.Second

// complaintBytes bounds what is kept of a program's complaints.
const complaintBytes = 4096

// run runs a program to its end or to that of ctx, with nothing of this
// program's environment but the path, at home in the room, as a process group of
// its own that ends as a whole.
func (c *Converter) run(ctx context.Context, home room, program string, args ...string) result {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	out := &bounded{left: c.MaxOutput, full: stop}
	said := &bounded{left: complaintBytes}
	cmd := exec.CommandContext(ctx, program, args...) //nolint:gosec // the program is found by its name, the arguments are ours
	cmd.Dir = string(home)
	cmd.Env = []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + string(home), "TMPDIR=" + string(home), "LANG=C.UTF-8", "LC_ALL=C.UTF-8",
		"SAL_USE_VCLPLUGIN=svp",
	}
	cmd.Stdout, cmd.Stderr = out, said
	cmd.WaitDelay = leaveTime
	endAsGroup(cmd)
	err := cmd.Run()
	r := result{out: out.kept.Bytes(), said: said.kept.String(), exit: cmd.ProcessState.ExitCode(), err: err}
	if out.over {
		r.over = max(c.MaxOutput/megabyte, 1)
		r.err = errors.Join(err, errors.New("too much output"))
	}
	return r
}

// bounded keeps the beginning of what is written to it and tells when more came.
type bounded struct {
	kept bytes.Buffer
	left int
	over bool
	full func() // called once when more comes than is kept; nil: the rest is forgotten
}

func (b *bounded) Write(p []byte) (int, error) {
	n := min(len(p), b.left)
	b.kept.Write(p[:n])
	b.left -= n
	if n < len(p) && !b.over {
		b.over = true
		if b.full != nil {
			b.full()
		}
	}
	return len(p), nil
}
