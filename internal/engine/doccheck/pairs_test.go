package doccheck_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"nianlun/internal/engine/doccheck"
	"nianlun/internal/engine/docread"
)

// truth is one labelled line of a pair.
type truth struct {
	verdict doccheck.Verdict
	start   int // offset in the plan
	text    string
	answers []int // offsets in the summary
}

// pair is a plan with its summary and what a person says of them.
type pair struct {
	plan, summary *docread.Document
	truths        []truth
	extra         []int // offsets of what the summary reports beyond the plan
}

func readPair(t *testing.T, name string) pair {
	t.Helper()
	text := func(file string) string {
		data, err := os.ReadFile(filepath.Join("testdata", name, file))
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	p := pair{plan: docread.ReadText(text("plan.txt"), docread.Options{}), summary: docread.ReadText(text("summary.txt"), docread.Options{})}
	find := func(doc *docread.Document, words string) int {
		at := strings.Index(doc.Text, words)
		if at < 0 {
			t.Fatalf("%s: no %q", name, words)
		}
		return len([]rune(doc.Text[:at]))
	}
	for line := range strings.Lines(text("truth.txt")) {
		cells := strings.Split(strings.TrimSpace(line), "|")
		if cells[0] == "+" {
			p.extra = append(p.extra, find(p.summary, cells[1]))
			continue
		}
		tr := truth{verdict: doccheck.Verdict(cells[0]), start: find(p.plan, cells[1]), text: cells[1]}
		if cells[2] != "" {
			for a := range strings.SplitSeq(cells[2], " / ") {
				tr.answers = append(tr.answers, find(p.summary, a))
			}
		}
		p.truths = append(p.truths, tr)
	}
	return p
}

// score counts how a report agrees with the labels.
type score struct {
	labels, found, verdicts    int
	right, given, wanted       int // answers
	extras, extraFound, listed int
}

// spreads is how far before the label's words an answer may end or after them
// begin and still be of the same statement.
const spreads = 45

func judge(t *testing.T, name string) score {
	t.Helper()
	p := readPair(t, name)
	r := doccheck.Compare(p.plan, p.summary, doccheck.Options{})
	s := score{labels: len(p.truths), extras: len(p.extra), listed: len(r.Unplanned)}
	for _, tr := range p.truths {
		e := entryAt(p, r, tr.start)
		if e == nil {
			t.Logf("%s: not read as a commitment: %s", name, tr.text)
			continue
		}
		s.found++
		if e.Verdict == tr.verdict {
			s.verdicts++
		} else {
			t.Logf("%s: %s (%s %.2f), want %s: %s", name, e.Verdict, e.Reason, e.Score, tr.verdict, tr.text)
			for _, a := range e.Answers {
				t.Logf("    %.2f %s %s", a.Score, a.Reason, p.summary.Slice(a.Start, a.End))
			}
		}
		if tr.verdict == doccheck.Missing {
			continue
		}
		s.wanted += len(tr.answers)
		for _, want := range tr.answers {
			if within(e.Answers, want, len([]rune(tr.text))) {
				s.right++
			} else {
				t.Logf("%s: unanswered %q at %q", name, tr.text, p.summary.Slice(want, want+16))
			}
		}
		for _, a := range e.Answers {
			if a.Reason == doccheck.ReasonPromised {
				continue
			}
			s.given++
		}
	}
	for _, at := range p.extra {
		for _, u := range r.Unplanned {
			if u.Start <= at && at < u.End || at <= u.Start && u.Start < at+spreads/3 {
				s.extraFound++
				break
			}
		}
	}
	return s
}

func entryAt(p pair, r doccheck.Report, at int) *doccheck.Entry {
	for i := range r.Entries {
		c := p.plan.Commitments[r.Entries[i].Commitment]
		if c.Start <= at && at < c.End {
			return &r.Entries[i]
		}
	}
	return nil
}

// within tells that an answer lies at the labelled words: it overlaps them, or
// stands in the same statement.
func within(answers []doccheck.Answer, at, length int) bool {
	for _, a := range answers {
		if a.Start < at+max(length, 12) && at < a.End {
			return true
		}
	}
	return false
}

// TestPairs measures the comparison on pairs of texts. valley and harbour were
// used to tune it; plain was measured first (verdicts 0.83, precision 1.00,
// recall 0.81) and was in sight, not an aim, when the others were tuned.
func TestPairs(t *testing.T) {
	for _, c := range []struct {
		name                      string
		verdicts, precise, recall float64
	}{
		{"valley", 0.88, 0.85, 0.92},
		{"harbour", 0.90, 0.84, 0.82},
		{"plain", 0.80, 0.85, 0.80},
	} {
		if _, err := os.Stat(filepath.Join("testdata", c.name, "plan.txt")); err != nil {
			t.Fatal(err)
		}
		s := judge(t, c.name)
		verdicts := ratio(s.verdicts, s.found)
		recall := ratio(s.right, s.wanted)
		precise := min(1, ratio(s.right, s.given))
		t.Logf("%s: %d of %d labels read; verdicts %.2f; answers precision %.2f recall %.2f; unplanned %d of %d found, %d listed",
			c.name, s.found, s.labels, verdicts, precise, recall, s.extraFound, s.extras, s.listed)
		if verdicts < c.verdicts || recall < c.recall || precise < c.precise {
			t.Errorf("%s is below its bars", c.name)
		}
	}
}

func ratio(a, b int) float64 {
	if b == 0 {
		return 1
	}
	return float64(a) / float64(b)
}
