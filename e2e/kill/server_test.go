package kill

import (
	"bufio"
	"bytes"
	"io"
	"os"
	"os/exec"
	"regexp"
	"syscall"
	"testing"
	"time"
)

// server is a running program.
type server struct {
	cmd     *exec.Cmd
	address string
	log     *bytes.Buffer
	ended   chan error
}

var listening = regexp.MustCompile(`http://127\.0\.0\.1:\d+`)

// serve starts the program on a free port and waits until it says where.
func (b *bureau) serve(t *testing.T) *server { return b.start(t, "serve") }

func (b *bureau) start(t *testing.T, command ...string) *server {
	t.Helper()
	s := &server{log: &bytes.Buffer{}, ended: make(chan error, 1)}
	s.cmd = exec.Command(b.program, append(command, "--data", b.data, "--addr", "127.0.0.1:0")...)
	s.cmd.Env = b.environment()
	s.cmd.Stderr = s.log
	out, err := s.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.cmd.Start(); err != nil {
		t.Fatal(err)
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
	t.Cleanup(func() { _ = s.cmd.Process.Kill() })
	select {
	case s.address = <-said:
	case err := <-s.ended:
		t.Fatalf("the program ended: %v\n%s", err, s.log)
	case <-time.After(time.Minute):
		t.Fatal("the program did not say where it listens")
	}
	return s
}

// environment names the database to the program.
func (b *bureau) environment() []string {
	return append(os.Environ(), "NIANLUN_DATABASE="+b.address)
}

// kill ends the program as a power switch would end it: nothing of it runs any more.
func (s *server) kill(t *testing.T) {
	t.Helper()
	if err := s.cmd.Process.Signal(syscall.SIGKILL); err != nil {
		t.Fatalf("kill: %v\n%s", err, s.log)
	}
	if err := <-s.ended; err == nil {
		t.Fatalf("it ended well before it was killed\n%s", s.log)
	}
	if status, ok := s.cmd.ProcessState.Sys().(syscall.WaitStatus); !ok || status.Signal() != syscall.SIGKILL {
		t.Fatalf("it ended by itself: %v\n%s", s.cmd.ProcessState, s.log)
	}
}

// stop asks the program to end, and waits for it.
func (s *server) stop(t *testing.T) {
	t.Helper()
	if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatalf("stop: %v\n%s", err, s.log)
	}
	if err := <-s.ended; err != nil {
		t.Errorf("it did not end well: %v\n%s", err, s.log)
	}
}

// verify runs the command that checks the whole log.
func (b *bureau) verify(t *testing.T) {
	t.Helper()
	cmd := exec.CommandContext(limited(t), b.program, "verify", "--data", b.data)
	cmd.Env = b.environment()
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Errorf("verify: %v\n%s", err, out)
	}
}
