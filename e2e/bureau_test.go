package e2e

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"
)

// password is what every account of the demo bureau signs in with.
const password = "Nianlun-2026"

// bureau is the demo bureau and the program that serves it.
type bureau struct {
	url     string
	process *exec.Cmd
	log     *tail
	ended   chan struct{}
	err     error // of the process; read after ended
}

// build compiles the program as it is shipped.
func build(dir string) (program string, err error) {
	root, err := filepath.Abs("..")
	if err != nil {
		return "", err
	}
	if _, err := os.Stat(filepath.Join(root, "internal", "web", "dist", "manifest.json")); err != nil {
		return "", errors.New("no front end in internal/web/dist: make generate")
	}
	program = filepath.Join(dir, "nianlun")
	command := exec.Command("go", "build", "-o", program, "./cmd/nianlun")
	command.Dir = root
	command.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := command.CombinedOutput(); err != nil {
		return "", fmt.Errorf("build: %w\n%s", err, out)
	}
	return program, nil
}

// making is how long a demo bureau may take to make: some 20 s on two free cores.
const making = 3 * time.Minute

// open makes the demo bureau and waits until it answers.
func open(program, dir string) (*bureau, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	addr := listener.Addr().String()
	if err := listener.Close(); err != nil {
		return nil, err
	}
	b := &bureau{url: "http://" + addr, log: &tail{}, ended: make(chan struct{})}
	b.process = exec.Command(program, "demo", "--data", filepath.Join(dir, "data"), "--addr", addr)
	b.process.Stdout, b.process.Stderr = b.log, b.log
	if err := b.process.Start(); err != nil {
		return nil, err
	}
	go func() {
		b.err = b.process.Wait()
		close(b.ended)
	}()
	if err := b.answers(); err != nil {
		return nil, errors.Join(err, b.close())
	}
	return b, nil
}

// answers waits for the page to sign in.
func (b *bureau) answers() error {
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	limit := time.After(making)
	for {
		if response, err := http.Get(b.url + "/signin"); err == nil {
			_ = response.Body.Close()
			if response.StatusCode == http.StatusOK {
				return nil
			}
		}
		select {
		case <-b.ended:
			return fmt.Errorf("the program ended: %w\n%s", b.err, b.log)
		case <-limit:
			return fmt.Errorf("no answer after %v\n%s", making, b.log)
		case <-tick.C:
		}
	}
}

// close asks the program to stop, as systemd does, and waits for it.
func (b *bureau) close() error {
	select {
	case <-b.ended:
		return fmt.Errorf("the program ended by itself: %w\n%s", b.err, b.log)
	default:
	}
	if err := b.process.Process.Signal(syscall.SIGTERM); err != nil {
		return err
	}
	select {
	case <-b.ended:
	case <-time.After(20 * time.Second):
		_ = b.process.Process.Kill()
		<-b.ended
		return errors.New("the program did not stop within 20 s of SIGTERM")
	}
	if b.err != nil {
		return fmt.Errorf("the program stopped badly: %w\n%s", b.err, b.log)
	}
	return nil
}

// tail keeps the end of what the program said, but for the assets it served.
type tail struct {
	mu    sync.Mutex
	lines []string
	rest  string
}

// tailLines is how much of the log a failure shows.
const tailLines = 40

// Write implements io.Writer.
func (t *tail) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	lines := strings.Split(t.rest+string(p), "\n")
	t.rest = lines[len(lines)-1]
	for _, line := range lines[:len(lines)-1] {
		if !strings.Contains(line, "path=/assets/") {
			t.lines = append(t.lines, line)
		}
	}
	t.lines = t.lines[max(0, len(t.lines)-tailLines):]
	return len(p), nil
}

func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return strings.Join(append(t.lines[:len(t.lines):len(t.lines)], t.rest), "\n")
}
