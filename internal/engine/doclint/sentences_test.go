package doclint

import (
	"os"
	"slices"
	"strings"
	"testing"

	"nianlun/internal/engine/docread"
	"nianlun/internal/kit/i18n"
)

// TestSentences reads the golden sentences: what is said of each, and that
// nothing else is.
func TestSentences(t *testing.T) {
	for _, c := range sentences(t) {
		doc := docread.ReadText("某县教育局2031年工作总结\n一、基本情况\n"+c.text+"\n", docread.Options{})
		report := Lint(doc)
		var got []string
		for _, f := range report.Findings {
			got = append(got, string(f.Severity)+" "+string(f.Kind))
		}
		for _, f := range report.Confirmed {
			got = append(got, "ok "+string(f.Kind))
		}
		slices.Sort(got)
		slices.Sort(c.want)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s\n got %v\nwant %v\n%s", c.text, got, c.want, words(report))
		}
	}
}

type sentence struct {
	text string
	want []string
}

func sentences(t *testing.T) []sentence {
	t.Helper()
	data, err := os.ReadFile("testdata/sentences.txt")
	if err != nil {
		t.Fatal(err)
	}
	var list []sentence
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '>':
			list = append(list, sentence{text: strings.TrimSpace(line[1:])})
		default:
			last := &list[len(list)-1]
			last.want = append(last.want, line)
		}
	}
	if len(list) < 70 {
		t.Fatalf("only %d sentences", len(list))
	}
	return list
}

// words renders a report for the reader of a failed test.
func words(r Report) string {
	var out strings.Builder
	for _, f := range r.Findings {
		out.WriteString("  " + string(f.Severity) + ": " + f.Message.In(i18n.Chinese) + "\n")
	}
	for _, f := range r.Confirmed {
		out.WriteString("  ok: " + f.Message.In(i18n.Chinese) + "\n")
	}
	return out.String()
}
