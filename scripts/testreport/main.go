// Command testreport reads the events of `go test -json` from standard input
// and prints what a person wants of them: failures with their output, the
// slowest packages, and one line of counts. It exits with 1 when a test failed,
// when none ran, and, with CI set, when one was skipped.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"sort"
	"strings"
)

type event struct {
	Action  string
	Package string
	Test    string
	Output  string
	Elapsed float64
}

type report struct {
	passed, failed, skipped int
	broken                  []string // packages that failed outside a test: build, panic, time-out
	output                  map[string]*strings.Builder
	packages                map[string]float64
}

func main() {
	r := report{output: map[string]*strings.Builder{}, packages: map[string]float64{}}
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(make([]byte, 1<<20), 1<<26)
	for lines.Scan() {
		var e event
		if json.Unmarshal(lines.Bytes(), &e) != nil {
			fmt.Println(lines.Text())
			continue
		}
		r.add(e)
	}
	if err := lines.Err(); err != nil {
		fmt.Println("testreport:", err)
		os.Exit(1)
	}
	os.Exit(r.finish(os.Getenv("CI") != ""))
}

func (r *report) add(e event) {
	key := e.Package + " " + e.Test
	switch e.Action {
	case "output", "build-output":
		if r.output[key] == nil {
			r.output[key] = &strings.Builder{}
		}
		r.output[key].WriteString(e.Output)
		if e.Action == "build-output" {
			fmt.Print(e.Output)
		}
	case "pass", "fail", "skip":
		r.end(e, key)
	}
}

func (r *report) end(e event, key string) {
	if e.Test == "" {
		r.packages[e.Package] = e.Elapsed
		if e.Action == "fail" {
			r.broken = append(r.broken, e.Package)
			r.show("FAIL "+e.Package, key)
		} else if e.Elapsed >= 1 {
			fmt.Printf("ok   %-52s %5.1fs\n", e.Package, e.Elapsed)
		}
		return
	}
	switch e.Action {
	case "pass":
		r.passed++
	case "skip":
		r.skipped++
		r.show("SKIP "+key, key)
	case "fail":
		r.failed++
		r.show("FAIL "+key, key)
	}
	delete(r.output, key)
}

func (r *report) show(title, key string) {
	fmt.Println("--", title)
	if out := r.output[key]; out != nil {
		fmt.Print(out.String())
	}
}

func (r *report) finish(ci bool) int {
	r.slowest(8)
	failed := r.failed
	if failed == 0 {
		failed = len(r.broken)
	}
	if ci && r.skipped > 0 {
		fmt.Printf("%d tests were skipped; in CI nothing may be skipped\n", r.skipped)
	}
	fmt.Printf("\n%d passed, %d failed, %d skipped\n", r.passed, failed, r.skipped)
	if failed > 0 || r.passed == 0 || ci && r.skipped > 0 {
		return 1
	}
	return 0
}

func (r *report) slowest(n int) {
	names := make([]string, 0, len(r.packages))
	for name := range r.packages {
		names = append(names, name)
	}
	sort.Slice(names, func(i, j int) bool { return r.packages[names[i]] > r.packages[names[j]] })
	fmt.Println("\nslowest packages")
	for _, name := range names[:min(n, len(names))] {
		fmt.Printf("  %6.1fs  %s\n", r.packages[name], name)
	}
}
