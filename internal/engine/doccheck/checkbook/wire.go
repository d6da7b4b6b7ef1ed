package checkbook

import (
	"encoding/json"
	"io"
	"strings"

	"nianlun/internal/engine/doccheck"
	"nianlun/internal/engine/docread"
)

// Wire is a comparison as JSON. Places are code points of the two texts.
type Wire struct {
	Plan      string      `json:"plan"`
	Summary   string      `json:"summary"`
	Counts    Counts      `json:"counts"`
	Entries   []Entry     `json:"entries"`
	Unplanned []Statement `json:"unplanned"`
}

// Counts sums it up.
type Counts struct {
	Commitments   int `json:"commitments"`
	Done          int `json:"done"`
	Partly        int `json:"partly"`
	Missing       int `json:"missing"`
	Unplanned     int `json:"unplanned"`
	TargetsMet    int `json:"targetsMet"`
	TargetsMissed int `json:"targetsMissed"`
}

// Entry is a commitment with its answer.
type Entry struct {
	No         int         `json:"no"`
	Start      int         `json:"start"`
	End        int         `json:"end"`
	Text       string      `json:"text"`
	Owner      string      `json:"owner,omitempty"`
	Deadline   string      `json:"deadline,omitempty"` // yyyy-mm-dd, or the words
	Verdict    string      `json:"verdict"`
	Reason     string      `json:"reason"`
	Confidence float64     `json:"confidence"`
	Answers    []Statement `json:"answers"`
	Targets    []Target    `json:"targets"`
}

// Statement is a place of the summary.
type Statement struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

// Target is a planned figure and its result; Result is "" when there is none.
type Target struct {
	Subject string `json:"subject"`
	Planned string `json:"planned"`
	Result  string `json:"result,omitempty"`
	Bound   string `json:"bound"`
	Met     string `json:"met,omitempty"`
}

// WireOf is a comparison with the words of both texts.
func WireOf(plan, summary *docread.Document, r doccheck.Report) Wire {
	w := Wire{Plan: plan.Title, Summary: summary.Title, Counts: Counts(r.Counts), Entries: []Entry{}, Unplanned: []Statement{}}
	for i, e := range r.Entries {
		w.Entries = append(w.Entries, entryOf(plan, summary, i, e))
	}
	for _, s := range r.Unplanned {
		w.Unplanned = append(w.Unplanned, said(summary, s.Start, s.End))
	}
	return w
}

func entryOf(plan, summary *docread.Document, i int, e doccheck.Entry) Entry {
	promise := plan.Commitments[e.Commitment]
	out := Entry{
		No: i + 1, Start: promise.Start, End: promise.End, Text: strings.TrimSpace(promise.Text), Owner: promise.Owner, Deadline: promise.DeadlineDate,
		Verdict: string(e.Verdict), Reason: string(e.Reason), Confidence: e.Confidence, Answers: []Statement{}, Targets: []Target{},
	}
	if out.Deadline == "" {
		out.Deadline = promise.Deadline
	}
	for _, a := range e.Answers {
		out.Answers = append(out.Answers, said(summary, a.Start, a.End))
	}
	for _, t := range e.Targets {
		planned := plan.Figures[t.Planned]
		target := Target{Subject: planned.Subject, Planned: figure(plan, planned), Bound: string(t.Bound), Met: string(t.Met)}
		if t.Result >= 0 {
			target.Result = figure(summary, summary.Figures[t.Result])
		}
		out.Targets = append(out.Targets, target)
	}
	return out
}

func said(doc *docread.Document, start, end int) Statement {
	return Statement{Start: start, End: end, Text: strings.TrimSpace(doc.Slice(start, end))}
}

func figure(doc *docread.Document, f docread.Figure) string {
	return strings.TrimSpace(doc.Slice(f.Start, max(f.End, f.UnitEnd)))
}

// WriteJSON writes a comparison as JSON.
func WriteJSON(out io.Writer, w Wire) error {
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(w)
}
