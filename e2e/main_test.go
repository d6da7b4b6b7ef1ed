package e2e

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"sync"
	"testing"
)

// stage is what all journeys share: one program, one demo bureau, one browser.
// It is made by the first journey that needs it.
var stage struct {
	once    sync.Once
	dir     string
	err     error
	bureau  *bureau
	browser *browser
	told    string // the last journey for whose failure the log was shown
}

func TestMain(m *testing.M) {
	code := m.Run()
	if err := strike(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = max(code, 1)
	}
	os.Exit(code)
}

// set makes the stage. Without a browser the journey is skipped, in CI it fails.
func set(t *testing.T) {
	t.Helper()
	chromium, err := exec.LookPath("chromium")
	if err != nil {
		missing(t, "no chromium: the journeys drive Debian's (apt-get install chromium)")
	}
	stage.once.Do(func() { stage.err = raise(chromium) })
	if stage.err != nil {
		t.Fatal(stage.err)
	}
}

func raise(chromium string) (err error) {
	if stage.dir, err = os.MkdirTemp("", "nianlun-e2e-"); err != nil {
		return err
	}
	program, err := build(stage.dir)
	if err != nil {
		return err
	}
	if stage.bureau, err = open(program, stage.dir); err != nil {
		return err
	}
	stage.browser, err = launch(chromium, stage.dir)
	return err
}

// strike stops what raise has started and removes its folder.
func strike() error {
	var all []error
	if stage.browser != nil {
		stage.browser.quit()
	}
	if stage.bureau != nil {
		all = append(all, stage.bureau.close())
	}
	if stage.dir != "" {
		all = append(all, os.RemoveAll(stage.dir))
	}
	return errors.Join(all...)
}

// missing skips a journey for want of a tool. CI has all tools: there it fails.
func missing(t *testing.T, what string) {
	t.Helper()
	if os.Getenv("CI") != "" {
		t.Fatal(what)
	}
	t.Skip(what)
}
