package doccheck_test

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"nianlun/internal/engine/doccheck"
	"nianlun/internal/engine/docread"
)

// checkReport proves what holds for every report.
func checkReport(t *testing.T, plan, summary *docread.Document, r doccheck.Report) {
	t.Helper()
	if len(r.Entries) != len(plan.Commitments) {
		t.Fatalf("%d entries for %d commitments", len(r.Entries), len(plan.Commitments))
	}
	length := len([]rune(summary.Text))
	for i, e := range r.Entries {
		c := plan.Commitments[e.Commitment]
		if e.Commitment != i || e.Score < 0 || e.Score > 1 || e.Confidence < 0 || e.Confidence > 1 || len(e.Targets) != len(c.TargetFigures) {
			t.Fatalf("entry %d: %+v", i, e)
		}
		reported := false
		for _, a := range e.Answers {
			if a.Start < 0 || a.Start >= a.End || a.End > length || a.Score <= 0 || a.Score > 1 {
				t.Fatalf("entry %d: answer %+v of %d", i, a, length)
			}
			reported = reported || a.Reason != doccheck.ReasonPromised
		}
		if reported != (e.Verdict != doccheck.Missing) {
			t.Fatalf("entry %d: %s with answers %+v", i, e.Verdict, e.Answers)
		}
		for _, target := range e.Targets {
			if target.Result < -1 || target.Result >= len(summary.Figures) || target.Result < 0 && target.Met != doccheck.MetUnknown {
				t.Fatalf("entry %d: target %+v", i, target)
			}
		}
	}
	n := r.Counts
	if n.Commitments != n.Done+n.Partly+n.Missing || n.Unplanned != len(r.Unplanned) {
		t.Fatalf("counts %+v", n)
	}
	last := -1
	for _, u := range r.Unplanned {
		if u.Start <= last || u.Start >= u.End || u.End > length {
			t.Fatalf("unplanned %+v", u)
		}
		last = u.Start
	}
}

func FuzzCompare(f *testing.F) {
	for _, name := range []string{"valley", "harbour", "plain"} {
		var texts []string
		for _, file := range []string{"plan.txt", "summary.txt"} {
			data, err := os.ReadFile(filepath.Join("testdata", name, file))
			if err != nil {
				f.Fatal(err)
			}
			texts = append(texts, string(data))
		}
		f.Add(texts[0], texts[1])
		f.Add(texts[1], texts[0])
	}
	f.Add("", "")
	f.Add("一、工作计划\n1．建成三小。", "《《“‘三小小中高第一小学")
	f.Fuzz(func(t *testing.T, plan, summary string) {
		if len(plan)+len(summary) > 20_000 {
			return
		}
		p, s := docread.ReadText(plan, docread.Options{}), docread.ReadText(summary, docread.Options{})
		r := doccheck.Compare(p, s, doccheck.Options{})
		checkReport(t, p, s, r)
		if again := doccheck.Compare(p, s, doccheck.Options{}); !reflect.DeepEqual(r, again) {
			t.Fatal("two runs differ")
		}
	})
}

// grown repeats a text with other names and numbers until it has a size in bytes.
func grown(t testing.TB, file string, size int) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", file))
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for i := 0; out.Len() < size; i++ {
		swap := strings.NewReplacer("石梁", "青"+string(rune(0x4e00+i%2000)), "云岭", string(rune(0x5000+i%3000))+"岭",
			"东坪", string(rune(0x6000+i%3000))+"坪", "85", strconv.Itoa(i+11))
		out.WriteString(swap.Replace(string(data)))
	}
	return out.String()
}

// TestLongTexts compares a plan of two thousand commitments with a summary as
// long; what it costs is measured, not judged (BenchmarkCompare).
func TestLongTexts(t *testing.T) {
	const size = 150 << 10
	plan := docread.ReadText(grown(t, "valley/plan.txt", size), docread.Options{})
	summary := docread.ReadText(grown(t, "valley/summary.txt", size), docread.Options{})
	if len(plan.Commitments) < 1_000 {
		t.Errorf("only %d commitments", len(plan.Commitments))
	}
	checkReport(t, plan, summary, doccheck.Compare(plan, summary, doccheck.Options{}))
}

func BenchmarkCompare(b *testing.B) {
	for _, size := range []int{16 << 10, 64 << 10, 256 << 10, 1 << 20} {
		b.Run(fmt.Sprint(size>>10, " kB"), func(b *testing.B) {
			plan := docread.ReadText(grown(b, "valley/plan.txt", size), docread.Options{})
			summary := docread.ReadText(grown(b, "valley/summary.txt", size), docread.Options{})
			b.SetBytes(int64(size))
			for b.Loop() {
				doccheck.Compare(plan, summary, doccheck.Options{})
			}
		})
	}
}

func TestHostileTexts(t *testing.T) {
	plan := docread.ReadText("石梁县2025年工作计划\n一、建成石梁三小新校区，新增学位1080个。\n二、举办运动会。\n", docread.Options{})
	for name, text := range map[string]string{
		"empty":       "",
		"one line":    strings.Repeat("建成石梁三小新校区", 60_000),
		"one comma":   strings.Repeat("建成石梁三小，", 80_000),
		"repeated":    strings.Repeat("建成石梁三小新校区，新增学位1080个。\n", 20_000),
		"open quotes": strings.Repeat("《“‘", 60_000),
		"schools":     strings.Repeat("第一小学", 60_000),
		"digits":      strings.Repeat("1080个", 60_000),
		"latin":       strings.Repeat("lorem ipsum ", 40_000),
	} {
		summary := docread.ReadText(text, docread.Options{})
		t.Log(name)
		checkReport(t, plan, summary, doccheck.Compare(plan, summary, doccheck.Options{}))
		back := doccheck.Compare(summary, plan, doccheck.Options{})
		checkReport(t, summary, plan, back)
	}
}

// TestRealDocuments compares each labelled document with each other: nothing is
// known of the right answers, only that reports hold together.
func TestRealDocuments(t *testing.T) {
	files, _ := filepath.Glob("../../../../shared/documents/*.txt")
	if len(files) == 0 {
		if os.Getenv("CI") != "" {
			t.Fatal("the labelled documents are missing")
		}
		t.Skip("the labelled documents are not here")
	}
	var docs []*docread.Document
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, docread.ReadText(string(data), docread.Options{}))
	}
	for i, plan := range docs {
		for k, summary := range docs {
			r := doccheck.Compare(plan, summary, doccheck.Options{})
			checkReport(t, plan, summary, r)
			// Bureaus of different places promise alike, yet most of one's acts are not the other's.
			if n := r.Counts; i != k && n.Commitments > 10 && n.Done > n.Commitments/2 {
				t.Errorf("%s answers %s: %+v", filepath.Base(files[k]), filepath.Base(files[i]), n)
			}
		}
	}
}
