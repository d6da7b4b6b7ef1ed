package cli

import (
	"context"
	"encoding/json"
	"path/filepath"
	"strings"

	"github.com/alecthomas/kong"

	"nianlun/internal/engine/doccheck"
	"nianlun/internal/engine/docread"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/i18n"
)

// checkCommand sets a plan against a summary.
type checkCommand struct {
	Plan    string `help:"${check_plan}" required:"" type:"existingfile"`
	Summary string `help:"${check_summary}" required:"" type:"existingfile"`
	Format  string `help:"${check_format}" enum:"text,json,xlsx" default:"text"`
	Out     string `help:"${check_out}" type:"path"`
}

// Run prints what the summary answers. What it finds is no failure: the exit code
// is 0 unless a file cannot be read.
//
// JSON, offsets in code points of the summary's text for answers and unplanned
// statements, of the plan's for commitments:
//
//	{"commitments": [{"text", "start", "end", "heading", "owner", "deadline",
//	    "verdict": "done|partly|missing", "reason", "score", "confidence",
//	    "answers": [{"start", "end", "text", "score", "reason"}],
//	    "targets": [{"planned", "result", "unit", "met": true|false|null}]}],
//	 "unplanned": [{"start", "end", "text"}],
//	 "counts": {"commitments", "done", "partly", "missing", "unplanned", "targets_met", "targets_missed"}}
func (c checkCommand) Run(s streams) error {
	if c.Format == "xlsx" && c.Out == "" {
		return fault.New(fault.Invalid, "check.out")
	}
	r := reconciled{lang: s.lang, planName: filepath.Base(c.Plan), summaryName: filepath.Base(c.Summary)}
	var err error
	if r.plan, err = readDocument(context.Background(), c.Plan, docread.Options{}); err != nil {
		return err
	}
	if r.summary, err = readDocument(context.Background(), c.Summary, docread.Options{}); err != nil {
		return err
	}
	r.report = doccheck.Compare(r.plan, r.summary, doccheck.Options{})
	if c.Format == "xlsx" {
		return writeBook(c.Out, r.book())
	}
	return s.toFileOr(c.Out, func(s streams) error {
		if c.Format == "json" {
			return s.writeCheck(r)
		}
		r.print(s)
		return nil
	})
}

// checkWords are the texts of the command's help.
func checkWords(lang i18n.Lang) kong.Vars {
	return kong.Vars{
		"check":         lang.T("check.help"),
		"check_plan":    lang.T("check.help.plan"),
		"check_summary": lang.T("check.help.summary"),
		"check_format":  lang.T("check.help.format"),
		"check_out":     lang.T("check.help.out"),
	}
}

// reconciled is a report with its two texts.
type reconciled struct {
	lang                  i18n.Lang
	plan, summary         *docread.Document
	planName, summaryName string
	report                doccheck.Report
}

func (r reconciled) commitment(e doccheck.Entry) docread.Commitment {
	return r.plan.Commitments[e.Commitment]
}

func (r reconciled) verdict(e doccheck.Entry) string {
	return r.lang.T("compare.verdict." + string(e.Verdict))
}

// heading is the nearest heading above a commitment, "" when there is none.
func (r reconciled) heading(start int) string {
	for _, n := range r.plan.Outline {
		if n.Start == start {
			return n.Marker + n.Title
		}
	}
	return ""
}

// oneLine keeps a quotation on one line.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// planned and result are the two sides of a target as the texts write them.
func (r reconciled) planned(t doccheck.Target) string {
	f := r.plan.Figures[t.Planned]
	return f.Text + f.Unit
}

func (r reconciled) result(t doccheck.Target) string {
	if t.Result < 0 {
		return ""
	}
	f := r.summary.Figures[t.Result]
	return f.Text + f.Unit
}

// print writes the report for a terminal.
func (r reconciled) print(s streams) {
	n := r.report.Counts
	s.say("check.head", "plan", r.planName, "summary", r.summaryName)
	s.say("check.counts", "n", n.Commitments, "done", n.Done, "partly", n.Partly, "missing", n.Missing, "unplanned", n.Unplanned)
	for i, e := range r.report.Entries {
		s.say("check.entry", "no", i+1, "verdict", r.verdict(e), "text", oneLine(r.commitment(e).Text))
		for _, a := range e.Answers {
			key := "check.answer"
			if a.Reason == doccheck.ReasonPromised {
				key = "check.answer.promised"
			}
			s.say(key, "text", oneLine(r.summary.Slice(a.Start, a.End)))
		}
		for _, t := range e.Targets {
			if t.Result >= 0 {
				s.say("check.target", "planned", r.planned(t), "result", r.result(t), "met", i18n.Msg("compare.met."+metCode(t)).In(r.lang))
			}
		}
	}
	if n.Unplanned == 0 {
		return
	}
	s.say("check.unplanned", "n", n.Unplanned)
	for i, u := range r.report.Unplanned {
		s.say("check.unplanned.entry", "no", i+1, "text", oneLine(r.summary.Slice(u.Start, u.End)))
	}
}

func metCode(t doccheck.Target) string {
	if t.Met == doccheck.MetUnknown {
		return "unknown"
	}
	return string(t.Met)
}

// The wire form, described at Run.
type (
	checkReport struct {
		Commitments []checkEntry     `json:"commitments"`
		Unplanned   []checkStatement `json:"unplanned"`
		Counts      checkCounts      `json:"counts"`
	}
	checkEntry struct {
		Text       string        `json:"text"`
		Start      int           `json:"start"`
		End        int           `json:"end"`
		Heading    string        `json:"heading"`
		Owner      string        `json:"owner"`
		Deadline   string        `json:"deadline"`
		Verdict    string        `json:"verdict"`
		Reason     string        `json:"reason"`
		Score      float64       `json:"score"`
		Confidence float64       `json:"confidence"`
		Answers    []checkAnswer `json:"answers"`
		Targets    []checkTarget `json:"targets"`
	}
	checkAnswer struct {
		checkStatement
		Score  float64 `json:"score"`
		Reason string  `json:"reason"`
	}
	checkStatement struct {
		Start int    `json:"start"`
		End   int    `json:"end"`
		Text  string `json:"text"`
	}
	checkTarget struct {
		Planned string  `json:"planned"`
		Result  *string `json:"result"`
		Unit    string  `json:"unit"`
		Met     *bool   `json:"met"`
	}
	checkCounts struct {
		Commitments   int `json:"commitments"`
		Done          int `json:"done"`
		Partly        int `json:"partly"`
		Missing       int `json:"missing"`
		Unplanned     int `json:"unplanned"`
		TargetsMet    int `json:"targets_met"`
		TargetsMissed int `json:"targets_missed"`
	}
)

func (s streams) writeCheck(r reconciled) error {
	out := checkReport{Commitments: []checkEntry{}, Unplanned: []checkStatement{}, Counts: checkCounts(r.report.Counts)}
	for _, e := range r.report.Entries {
		out.Commitments = append(out.Commitments, r.wireEntry(e))
	}
	for _, u := range r.report.Unplanned {
		out.Unplanned = append(out.Unplanned, r.quote(u.Start, u.End))
	}
	enc := json.NewEncoder(s.out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(out)
}

func (r reconciled) quote(start, end int) checkStatement {
	return checkStatement{start, end, r.summary.Slice(start, end)}
}

func (r reconciled) wireEntry(e doccheck.Entry) checkEntry {
	c := r.commitment(e)
	out := checkEntry{
		Text: c.Text, Start: c.Start, End: c.End, Heading: r.heading(c.Heading), Owner: c.Owner, Deadline: c.Deadline,
		Verdict: string(e.Verdict), Reason: string(e.Reason), Score: rounded(e.Score), Confidence: rounded(e.Confidence),
		Answers: []checkAnswer{}, Targets: []checkTarget{},
	}
	for _, a := range e.Answers {
		out.Answers = append(out.Answers, checkAnswer{r.quote(a.Start, a.End), rounded(a.Score), string(a.Reason)})
	}
	for _, t := range e.Targets {
		wire := checkTarget{Planned: r.plan.Figures[t.Planned].Text, Unit: r.plan.Figures[t.Planned].Unit}
		if t.Result >= 0 {
			text := r.summary.Figures[t.Result].Text
			wire.Result = &text
		}
		if t.Met != doccheck.MetUnknown {
			met := t.Met == doccheck.MetYes
			wire.Met = &met
		}
		out.Targets = append(out.Targets, wire)
	}
	return out
}

// rounded keeps two decimals of a score.
func rounded(f float64) float64 { return float64(int(f*100+0.5)) / 100 }
