package cli

import (
	"context"
	"path/filepath"
	"strings"

	"github.com/alecthomas/kong"

	"nianlun/internal/engine/doccheck"
	"nianlun/internal/engine/doccheck/checkbook"
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

// Run prints what the summary answers; checkbook describes JSON and the workbook.
// What it finds is no failure: the exit code is 0 unless a file cannot be read.
func (c checkCommand) Run(s streams) error {
	if c.Format == "xlsx" && c.Out == "" {
		return fault.New(fault.Invalid, "check.out")
	}
	r := checkbook.Comparison{PlanName: named(c.Plan), SummaryName: named(c.Summary)}
	var err error
	if r.Plan, err = readDocument(context.Background(), c.Plan, docread.Options{}); err != nil {
		return err
	}
	if r.Summary, err = readDocument(context.Background(), c.Summary, docread.Options{}); err != nil {
		return err
	}
	r.Report = doccheck.Compare(r.Plan, r.Summary, doccheck.Options{})
	if c.Format == "xlsx" {
		return writeBook(c.Out, r.Book(s.lang))
	}
	return s.toFileOr(c.Out, func(s streams) error {
		if c.Format == "json" {
			return r.WriteJSON(s.out)
		}
		s.sayCheck(r)
		return nil
	})
}

// named is a file as people call it.
func named(path string) string {
	return strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
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

// sayCheck writes a comparison for a terminal.
func (s streams) sayCheck(r checkbook.Comparison) {
	n := r.Report.Counts
	s.say("check.head", "plan", r.PlanName, "summary", r.SummaryName)
	s.say("check.counts", "n", n.Commitments, "done", n.Done, "partly", n.Partly, "missing", n.Missing, "unplanned", n.Unplanned)
	for i, e := range r.Report.Entries {
		s.say("check.entry", "no", i+1, "verdict", s.lang.T("compare.verdict."+string(e.Verdict)), "text", oneLine(r.Commitment(e).Text))
		for _, a := range e.Answers {
			key := "check.answer"
			if a.Reason == doccheck.ReasonPromised {
				key = "check.answer.promised"
			}
			s.say(key, "text", oneLine(r.Summary.Slice(a.Start, a.End)))
		}
		for _, t := range e.Targets {
			switch {
			case t.Result < 0 && t.Met == doccheck.MetNo:
				s.say("check.target.none", "planned", r.Planned(t))
			case t.Result >= 0:
				s.say("check.target", "planned", r.Planned(t), "result", r.Result(t), "met", s.lang.T("compare.met."+metCode(t)))
			}
		}
	}
	if n.Unplanned == 0 {
		return
	}
	s.say("check.unplanned", "n", n.Unplanned)
	for i, u := range r.Report.Unplanned {
		s.say("check.unplanned.entry", "no", i+1, "text", oneLine(r.Summary.Slice(u.Start, u.End)))
	}
}

// oneLine keeps a quotation on one line.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

func metCode(t doccheck.Target) string {
	if t.Met == doccheck.MetUnknown {
		return "unknown"
	}
	return string(t.Met)
}
