package checkbook

import (
	"encoding/json"
	"io"
	"math"

	"nianlun/internal/engine/doccheck"
)

// The wire form, described at WriteJSON.
type (
	wire struct {
		Commitments []entry     `json:"commitments"`
		Unplanned   []statement `json:"unplanned"`
		Counts      counts      `json:"counts"`
	}
	entry struct {
		Text       string   `json:"text"`
		Start      int      `json:"start"`
		End        int      `json:"end"`
		Heading    string   `json:"heading"`
		Owner      string   `json:"owner"`
		Deadline   string   `json:"deadline"`
		Verdict    string   `json:"verdict"`
		Reason     string   `json:"reason"`
		Score      float64  `json:"score"`
		Confidence float64  `json:"confidence"`
		Answers    []answer `json:"answers"`
		Targets    []target `json:"targets"`
	}
	answer struct {
		statement
		Score  float64 `json:"score"`
		Reason string  `json:"reason"`
	}
	statement struct {
		Start int    `json:"start"`
		End   int    `json:"end"`
		Text  string `json:"text"`
	}
	target struct {
		Planned string  `json:"planned"`
		Result  *string `json:"result"`
		Unit    string  `json:"unit"`
		Met     *bool   `json:"met"`
	}
	counts struct {
		Commitments   int `json:"commitments"`
		Done          int `json:"done"`
		Partly        int `json:"partly"`
		Missing       int `json:"missing"`
		Unplanned     int `json:"unplanned"`
		TargetsMet    int `json:"targets_met"`
		TargetsMissed int `json:"targets_missed"`
	}
)

// WriteJSON writes a comparison. Places are code points: of the plan's text for
// commitments, of the summary's for answers and unplanned statements.
//
//	{"commitments": [{"text", "start", "end", "heading", "owner", "deadline",
//	    "verdict": "done|partly|missing", "reason", "score", "confidence",
//	    "answers": [{"start", "end", "text", "score", "reason"}],
//	    "targets": [{"planned", "result", "unit", "met": true|false|null}]}],
//	 "unplanned": [{"start", "end", "text"}],
//	 "counts": {"commitments", "done", "partly", "missing", "unplanned", "targets_met", "targets_missed"}}
func (c Comparison) WriteJSON(out io.Writer) error {
	w := wire{Commitments: []entry{}, Unplanned: []statement{}, Counts: counts(c.Report.Counts)}
	for _, e := range c.Report.Entries {
		w.Commitments = append(w.Commitments, c.entry(e))
	}
	for _, u := range c.Report.Unplanned {
		w.Unplanned = append(w.Unplanned, c.said(u.Start, u.End))
	}
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(w)
}

func (c Comparison) said(start, end int) statement {
	return statement{Start: start, End: end, Text: c.Summary.Slice(start, end)}
}

func (c Comparison) entry(e doccheck.Entry) entry {
	p := c.Commitment(e)
	out := entry{
		Text: p.Text, Start: p.Start, End: p.End, Heading: c.Heading(p), Owner: p.Owner, Deadline: p.Deadline,
		Verdict: string(e.Verdict), Reason: string(e.Reason), Score: rounded(e.Score), Confidence: rounded(e.Confidence),
		Answers: []answer{}, Targets: []target{},
	}
	for _, a := range e.Answers {
		out.Answers = append(out.Answers, answer{c.said(a.Start, a.End), rounded(a.Score), string(a.Reason)})
	}
	for _, t := range e.Targets {
		out.Targets = append(out.Targets, c.target(t))
	}
	return out
}

func (c Comparison) target(t doccheck.Target) target {
	planned := c.Plan.Figures[t.Planned]
	out := target{Planned: planned.Text, Unit: planned.Unit}
	if t.Result >= 0 {
		result := c.Summary.Figures[t.Result].Text
		out.Result = &result
	}
	if t.Met != doccheck.MetUnknown {
		met := t.Met == doccheck.MetYes
		out.Met = &met
	}
	return out
}

// rounded keeps two decimals of a score.
func rounded(f float64) float64 { return math.Round(f*100) / 100 }
