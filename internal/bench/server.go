package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// server is a running program, or one that make has started.
type server struct {
	cmd     *exec.Cmd
	address string
	ready   time.Duration // from the start to the line that names the address
	log     *bytes.Buffer
	ended   chan error
}

var listening = regexp.MustCompile(`http://127\.0\.0\.1:\d+`)

// start runs a command that ends in a server and waits until it says where. The
// command gets a process group of its own, so that stop reaches all of it.
func start(ctx context.Context, data string, settings []string, command ...string) (*server, error) {
	s := &server{log: &bytes.Buffer{}, ended: make(chan error, 1)}
	s.cmd = exec.CommandContext(ctx, command[0], command[1:]...) //nolint:gosec // the program to measure
	s.cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	s.cmd.Cancel = func() error { return s.signal(syscall.SIGKILL) }
	s.cmd.Env = append(append(os.Environ(), "NIANLUN_DATA="+data, "NIANLUN_ADDR=127.0.0.1:0"), settings...)
	s.cmd.Stderr = s.log
	out, err := s.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	began := time.Now()
	if err := s.cmd.Start(); err != nil {
		return nil, err
	}
	said := make(chan string, 1)
	go func() {
		lines := bufio.NewScanner(out)
		for lines.Scan() {
			if address := listening.FindString(lines.Text()); address != "" {
				said <- address
			}
		}
		_, _ = io.Copy(io.Discard, out)
		s.ended <- s.cmd.Wait()
	}()
	select {
	case s.address = <-said:
		s.ready = time.Since(began)
		return s, nil
	case err := <-s.ended:
		return nil, fmt.Errorf("%s ended: %w\n%s", command[0], err, s.log)
	}
}

// serve starts the program on a bureau.
func (s settings) serve(ctx context.Context, b *bureau) (*server, error) {
	return start(ctx, b.data, []string{"NIANLUN_DATABASE=" + b.database}, s.program, "serve")
}

func (s *server) signal(what syscall.Signal) error { return syscall.Kill(-s.cmd.Process.Pid, what) }

// stop asks the program to end and waits for it.
func (s *server) stop() error {
	if err := s.signal(syscall.SIGTERM); err != nil {
		return err
	}
	err := <-s.ended
	var exit *exec.ExitError
	if errors.As(err, &exit) { // make reports the signal that it got
		return nil
	}
	return err
}

// resident is the server's memory in MiB: all that the kernel keeps for it.
func (s *server) resident() (float64, error) {
	text, err := os.ReadFile("/proc/" + strconv.Itoa(s.cmd.Process.Pid) + "/status")
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(text)) {
		if fields := strings.Fields(line); len(fields) == 3 && fields[0] == "VmRSS:" {
			kib, err := strconv.ParseFloat(fields[1], 64)
			return kib / 1024, err
		}
	}
	return 0, errors.New("the kernel does not say how large the process is")
}
