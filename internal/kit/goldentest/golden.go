// Package goldentest compares what a test made with a file beside the test that
// somebody has looked at.
//
// It never decides what is right: `go test -update` writes the files anew, and
// whoever runs it reads the difference before committing it.
package goldentest

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew")

// Updating tells that the files are being written: for tests that must clear a
// folder first.
func Updating() bool { return *update }

// Same fails the test where got differs from the file, and names the first line
// that does. The path is relative to the package of the test.
func Same(t testing.TB, path, got string) {
	t.Helper()
	if *update {
		if err := write(path, got); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Errorf("%v; run with -update", err)
		return
	}
	if got != string(want) {
		t.Errorf("%s differs at line %s\nRun with -update if it is right.", path, Difference(got, string(want)))
	}
}

func write(path, text string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		return err
	}
	return os.WriteFile(path, []byte(text), 0o644)
}

// Difference is the number of the first line in which two texts differ, with both
// lines; "" when they are the same.
func Difference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range max(len(g), len(w)) {
		if a, b := line(g, i), line(w, i); a != b {
			return fmt.Sprintf("%d\n got %s\nwant %s", i+1, a, b)
		}
	}
	return ""
}

func line(lines []string, i int) string {
	if i >= len(lines) {
		return "(no more lines)"
	}
	return lines[i]
}
