//go:build unix

package convert

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"nianlun/internal/kit/fault"
)

// pretending is a converter whose only program is a script.
func pretending(t *testing.T, script string) *Converter {
	t.Helper()
	path := filepath.Join(t.TempDir(), "heif-convert")
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+script), 0o700); err != nil {
		t.Fatal(err)
	}
	c := New()
	c.TempDir = t.TempDir()
	c.LookPath = func(name string) (string, error) {
		if name == "heif-convert" {
			return path, nil
		}
		return "", os.ErrNotExist
	}
	return c
}

func TestPhoto(t *testing.T) {
	for name, c := range map[string]struct {
		script, out, code string
	}{
		"one photo":               {`cp "$1" "$2"`, "heic", ""},
		"several: the first":      {`for i in 1 2; do echo "no $i" > "${2%.jpg}-$i.jpg"; done`, "no 1\n", ""},
		"not a photo":             {`echo "Could not read HEIF file" >&2; exit 1`, "", "convert.failed"},
		"ends well with no photo": {`true`, "", "convert.failed"},
		"more than it may":        {`head -c 300 /dev/zero > "$2"`, "", "convert.toolarge"},
		"too long":                {`sleep 60`, "", "convert.slow"},
	} {
		t.Run(name, func(t *testing.T) {
			converter := pretending(t, c.script)
			converter.MaxOutput, converter.Timeout = 200, 2*time.Second
			out, err := converter.Photo(t.Context(), []byte("heic"))
			if string(out) != c.out || (c.code == "") != (err == nil) || c.code != "" && !fault.Is(err, c.code) {
				t.Errorf("%q %v, want %q %s", out, err, c.out, c.code)
			}
			if left, err := os.ReadDir(converter.TempDir); err != nil || len(left) > 0 {
				t.Errorf("left behind: %v %v", left, err)
			}
		})
	}
}

func TestPhotoWithoutTheProgram(t *testing.T) {
	c := New()
	c.LookPath = func(string) (string, error) { return "", os.ErrNotExist }
	if _, err := c.Photo(t.Context(), nil); !fault.Is(err, "convert.missing") {
		t.Errorf("%v", err)
	}
	c = pretending(t, `cp "$1" "$2"`)
	c.MaxInput = 3
	if _, err := c.Photo(t.Context(), []byte("heic")); !fault.Is(err, "convert.toolarge") {
		t.Errorf("%v", err)
	}
}

// Whoever uploads does not wait behind photos that take for ever.
func TestPhotosTakeTurns(t *testing.T) {
	c := pretending(t, `cp "$1" "$2"`)
	for range photosAtOnce {
		c.photos <- struct{}{}
	}
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	if _, err := c.Photo(ctx, []byte("heic")); !fault.Is(err, "convert.busy") {
		t.Errorf("%v", err)
	}
}
