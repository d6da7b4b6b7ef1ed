package docread_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"nianlun/internal/engine/docread"
	"nianlun/internal/engine/docread/docjson"
	"nianlun/internal/engine/doctext"
)

// labelled is the folder of labelled documents beside the repository.
const labelled = "../../../../shared/documents"

// bars are the least scores over all labelled documents.
var bars = map[string]float64{
	"figures": 0.97, "role": 0.93, "subject": 0.90, "outline": 0.97,
	"parent": 0.95, "deadlines": 0.85, "commitments": 0.85,
}

// tally counts matches, labels and findings of one sort.
type tally struct{ hit, gold, said float64 }

func (t tally) f1() float64 {
	if t.gold+t.said == 0 {
		return 1
	}
	return 2 * t.hit / (t.gold + t.said)
}

// share is the part of matched findings that agree on something.
func (t tally) share() float64 { return t.hit / math.Max(t.gold, 1) }

func TestLabelledDocuments(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join(labelled, "*.txt"))
	if len(files) == 0 {
		if os.Getenv("CI") != "" {
			t.Fatalf("no labelled documents in %s", labelled)
		}
		t.Skipf("no labelled documents in %s", labelled)
	}
	total := map[string]tally{}
	for _, file := range files {
		for name, one := range scoreFile(t, file) {
			sum := total[name]
			total[name] = tally{sum.hit + one.hit, sum.gold + one.gold, sum.said + one.said}
		}
	}
	for name, bar := range bars {
		got := total[name].f1()
		if name == "role" || name == "subject" || name == "parent" {
			got = total[name].share()
		}
		t.Logf("%-12s %.4f", name, got)
		if got < bar {
			t.Errorf("%s: %.4f is under the bar %.2f", name, got, bar)
		}
	}
}

// scoreFile reads one document and compares it with its labels.
func scoreFile(t *testing.T, file string) map[string]tally {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := docread.Read(doctext.Source{Name: file, Data: data}, docread.Options{})
	if err != nil {
		t.Fatal(err)
	}
	said := docjson.From(doc)
	base := strings.TrimSuffix(filepath.Base(file), ".txt")
	figures := match(labels[docjson.Figure](t, base, "figures"), said.Figures, sameFigure)
	nodes := match(labels[docjson.Node](t, base, "outline"), said.Outline, func(a, b docjson.Node) bool { return a.Start == b.Start })
	times := match(labels[docjson.Deadline](t, base, "deadlines"), said.Deadlines, func(a, b docjson.Deadline) bool {
		return a.Start < b.End && b.Start < a.End
	})
	promises := match(labels[docjson.Commitment](t, base, "commitments"), said.Commitments, func(a, b docjson.Commitment) bool {
		return 2*(min(a.End, b.End)-max(a.Start, b.Start)) >= a.End-a.Start
	})
	return map[string]tally{
		"figures": figures.tally, "outline": nodes.tally, "deadlines": times.tally, "commitments": promises.tally,
		"role":    figures.agree(func(a, b docjson.Figure) bool { return a.Role == b.Role }),
		"subject": figures.agree(func(a, b docjson.Figure) bool { return alike(a.Subject, b.Subject) }),
		"parent":  nodes.agree(func(a, b docjson.Node) bool { return a.Parent == b.Parent }),
	}
}

// labels reads one file of labels.
func labels[T any](t *testing.T, base, kind string) []T {
	t.Helper()
	file, err := os.Open(filepath.Join(labelled, "labels", fmt.Sprintf("%s.%s.jsonl", base, kind)))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	var list []T
	scanner := bufio.NewScanner(file)
	scanner.Buffer(nil, 1<<20)
	for scanner.Scan() {
		if strings.TrimSpace(scanner.Text()) == "" {
			continue
		}
		var one T
		if err := json.Unmarshal(scanner.Bytes(), &one); err != nil {
			t.Fatalf("%s %s: %v", base, kind, err)
		}
		list = append(list, one)
	}
	return list
}

// matched is the outcome of pairing labels with findings.
type matched[T any] struct {
	tally
	pairs [][2]T
}

// match pairs every label with the first free finding that equals it.
func match[T any](gold, said []T, equal func(a, b T) bool) matched[T] {
	m := matched[T]{tally: tally{gold: float64(len(gold)), said: float64(len(said))}}
	used := make([]bool, len(said))
	for _, g := range gold {
		for i, s := range said {
			if !used[i] && equal(g, s) {
				used[i] = true
				m.pairs = append(m.pairs, [2]T{g, s})
				break
			}
		}
	}
	m.hit = float64(len(m.pairs))
	return m
}

// agree counts the pairs that agree on something.
func (m matched[T]) agree(same func(a, b T) bool) tally {
	t := tally{gold: m.hit}
	for _, p := range m.pairs {
		if same(p[0], p[1]) {
			t.hit++
		}
	}
	return t
}

func sameFigure(a, b docjson.Figure) bool {
	if a.Start >= b.End || b.Start >= a.End || a.Masked != b.Masked || normalUnit(a.Unit) != normalUnit(b.Unit) {
		return false
	}
	return a.Masked || sameNumber(a.Value, b.Value) && sameNumber(a.Value2, b.Value2)
}

func normalUnit(u string) string {
	switch u {
	case "㎡", "平米", "m2":
		return "平方米"
	case "％":
		return "%"
	case "块":
		return "元"
	}
	return u
}

func sameNumber(a, b *json.Number) bool {
	if a == nil || b == nil {
		return (a == nil) == (b == nil)
	}
	x, _ := a.Float64()
	y, _ := b.Float64()
	return math.Abs(x-y) <= 1e-9*math.Max(1, math.Abs(x))
}

// alike tells whether two subjects share enough characters.
func alike(a, b string) bool {
	x, y := runeSet(a), runeSet(b)
	if len(x) == 0 || len(y) == 0 {
		return len(x) == len(y)
	}
	common := 0.0
	for c := range x {
		if y[c] {
			common++
		}
	}
	least, most := float64(min(len(x), len(y))), float64(max(len(x), len(y)))
	return common >= 0.5*least && common >= 0.34*most
}

func runeSet(s string) map[rune]bool {
	set := map[rune]bool{}
	for _, c := range s {
		set[c] = true
	}
	return set
}
