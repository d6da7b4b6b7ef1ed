package cli

import (
	"context"
	"encoding/json"
	"path/filepath"
	"strings"

	"nianlun/internal/engine/doclint"
	"nianlun/internal/engine/docread"
	"nianlun/internal/kit/i18n"
)

// lintCommand checks the arithmetic of documents.
type lintCommand struct {
	Files  []string `arg:"" name:"file" help:"${files}" type:"existingfile"`
	Format string   `help:"${format}" enum:"text,json" default:"text"`
	Year   int      `help:"${year}"`
	All    bool     `help:"${all}"`
}

// Run prints the findings. Exit code 1 says that there is an error or a warning,
// 2 that a file could not be read. JSON is one object for one file and a list of
// objects for several.
func (c lintCommand) Run(s streams) error {
	if err := checkYear(c.Year); err != nil {
		return err
	}
	alarming := false
	var reports []lintReport
	for _, file := range c.Files {
		doc, err := readDocument(context.Background(), file, docread.Options{Year: c.Year})
		if err != nil {
			return inFile(err, file, len(c.Files))
		}
		found := doclint.Lint(doc)
		alarming = alarming || found.Alarming()
		if c.Format == "json" {
			reports = append(reports, s.wireReport(file, found, c.All))
			continue
		}
		s.printReport(filepath.Base(file), doc, found, c.All)
	}
	if c.Format == "json" {
		if err := s.writeReports(reports); err != nil {
			return err
		}
	}
	if alarming {
		return errFound
	}
	return nil
}

func (s streams) printReport(name string, doc *docread.Document, found doclint.Report, all bool) {
	count := map[doclint.Severity]int{}
	for _, f := range found.Findings {
		count[f.Severity]++
	}
	s.say("lint.file", "file", name, "errors", count[doclint.SeverityError], "warnings", count[doclint.SeverityWarning],
		"infos", count[doclint.SeverityInfo], "confirmed", len(found.Confirmed))
	places := newPlaces(doc.Text)
	for _, f := range found.Findings {
		s.printPlaces(places, string(f.Severity), f.Message, f.Spans)
	}
	if !all {
		return
	}
	for _, f := range found.Confirmed {
		s.printPlaces(places, "ok", f.Message, f.Spans)
	}
}

func (s streams) printPlaces(p places, severity string, message i18n.Text, spans []doclint.Span) {
	s.say("lint.found", "severity", i18n.Msg("lint.severity."+severity).In(s.lang), "message", message.In(s.lang))
	for _, span := range spans {
		line, column := p.of(span.Start)
		s.say("lint.place", "line", line, "column", column, "words", p.quote(span))
	}
}

// places tells lines and columns, counted from 1, of offsets in a text.
type places struct {
	text  []rune
	lines []int // offset of each line's first character
}

func newPlaces(text string) places {
	p := places{text: []rune(text), lines: []int{0}}
	for i, r := range p.text {
		if r == '\n' {
			p.lines = append(p.lines, i+1)
		}
	}
	return p
}

func (p places) of(offset int) (line, column int) {
	low, high := 0, len(p.lines)
	for high-low > 1 {
		if mid := (low + high) / 2; p.lines[mid] <= offset {
			low = mid
		} else {
			high = mid
		}
	}
	return low + 1, offset - p.lines[low] + 1
}

// quote is the place in its line with a few words on both sides, the place itself
// in brackets.
func (p places) quote(span doclint.Span) string {
	const around = 12
	line, _ := p.of(span.Start)
	first, last := max(p.lines[line-1], span.Start-around), span.End
	for last < len(p.text) && last-span.End < around && p.text[last] != '\n' {
		last++
	}
	return strings.TrimSpace(string(p.text[first:span.Start])) + "【" + string(p.text[span.Start:span.End]) + "】" +
		strings.TrimSpace(string(p.text[span.End:last]))
}

// lintReport is the wire form of a report.
type lintReport struct {
	File      string          `json:"file,omitempty"`
	Findings  []lintFinding   `json:"findings"`
	Confirmed []lintConfirmed `json:"confirmed,omitempty"`
}

type lintFinding struct {
	Severity string     `json:"severity"`
	Kind     string     `json:"kind"`
	Message  string     `json:"message"`
	Spans    []lintSpan `json:"spans"`
	Expected string     `json:"expected,omitempty"`
	Found    string     `json:"found,omitempty"`
}

type lintConfirmed struct {
	Kind    string     `json:"kind"`
	Message string     `json:"message"`
	Spans   []lintSpan `json:"spans"`
}

type lintSpan struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

func (s streams) wireReport(file string, found doclint.Report, all bool) lintReport {
	out := lintReport{File: file, Findings: []lintFinding{}}
	for _, f := range found.Findings {
		out.Findings = append(out.Findings, lintFinding{
			string(f.Severity), string(f.Kind), f.Message.In(s.lang), wireSpans(f.Spans), f.Expected, f.Found,
		})
	}
	if !all {
		return out
	}
	for _, f := range found.Confirmed {
		out.Confirmed = append(out.Confirmed, lintConfirmed{string(f.Kind), f.Message.In(s.lang), wireSpans(f.Spans)})
	}
	return out
}

func wireSpans(spans []doclint.Span) []lintSpan {
	out := make([]lintSpan, 0, len(spans))
	for _, p := range spans {
		out = append(out, lintSpan(p))
	}
	return out
}

// writeReports writes one object for one file, without its name, and a list for
// several.
func (s streams) writeReports(reports []lintReport) error {
	enc := json.NewEncoder(s.out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if len(reports) == 1 {
		reports[0].File = ""
		return enc.Encode(reports[0])
	}
	return enc.Encode(reports)
}
