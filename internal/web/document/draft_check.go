package document

import (
	"context"
	"encoding/json"
	"strconv"

	"nianlun/internal/base/access"
	"nianlun/internal/kit/i18n"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/document"
)

type checkView struct {
	Href     string // of the draft
	Rev      int
	Light    ui.Colour
	Words    string
	Why      string
	Count    string
	Problems []problemView
	Promises []promiseView
	Blocked  bool
	Clean    bool
	Stale    bool
	MayWrite bool
	MayIssue bool
}

type problemView struct {
	Colour ui.Colour
	Title  string
	Place  string
	Words  string
	Mark   string // class of the marked words in the text
	Now    *ui.FigureView
	Hint   string
	Insert string // what the editor puts in place of the words
	Act    string
}

type promiseView struct {
	Words, Href, Task, Text string
}

func viewOfReport(ctx context.Context, d document.Draft, report document.Report, href string) checkView {
	t := func(key string, args ...any) string { return ui.T(ctx, key, args...) }
	by := door.By(ctx)
	v := checkView{
		MayWrite: mayWrite(by), MayIssue: access.Can(by, access.Issue, access.Thing{Bureau: by.Bureau, Kind: access.Document}) == access.Allowed,
		Href: href, Rev: d.Rev, Light: ui.Green, Words: t("draft.check.clean"), Clean: len(report.Problems) == 0,
		Count: t("draft.check.count", "n", len(report.Problems)), Blocked: report.Blocked(), Stale: report.Count(document.Stale) > 0,
		Why: t("draft.check.why", "numbers", report.Numbers, "bound", report.Bound, "loose", report.Count(document.Unbound),
			"stale", report.Count(document.Stale)+report.Count(document.Gone), "promises", report.Promises,
			"open", report.Count(document.Unanswered)),
	}
	switch {
	case v.Blocked:
		v.Light, v.Words = ui.Red, t("draft.check.blocked")
	case !v.Clean:
		v.Light, v.Words = ui.Amber, t("draft.check.open")
	}
	for _, p := range report.Problems {
		if p.Kind == document.Unanswered {
			v.Promises = append(v.Promises, promiseView{
				Words: p.Promise.No + " " + p.Promise.Title, Href: "/plan/tasks/" + p.Promise.Task,
				Task: p.Promise.Task, Text: p.Promise.Title,
			})
			continue
		}
		v.Problems = append(v.Problems, viewOfProblem(ctx, p))
	}
	return v
}

func viewOfProblem(ctx context.Context, p document.Problem) problemView {
	t := func(key string, args ...any) string { return ui.T(ctx, key, args...) }
	v := problemView{Colour: ui.Red, Title: t("draft.problem." + string(p.Kind)), Words: p.Words, Mark: "stale",
		Place: t("draft.paragraph", "n", strconv.Itoa(p.Paragraph))}
	if p.Kind == document.Unbound {
		v.Colour, v.Mark = ui.Amber, "loose"
	}
	if p.Now == nil {
		return v
	}
	bound, ok := document.Bind(*p.Now)
	if !ok {
		return v
	}
	now := figureView(bound)
	v.Now, v.Hint = &now, p.Now.Name
	v.Insert, v.Act = insertOf(bound), t("draft.act.bind")
	if p.Kind == document.Stale {
		v.Insert, v.Act = "", ""
	}
	return v
}

func figureView(b document.Bound) ui.FigureView {
	return ui.FigureView{Number: i18n.Group(b.Value), Unit: b.Unit, State: ui.FigureState(b.State), Href: figureHref(b.Ref)}
}

// insertOf is the JSON that the editor takes to put a figure into the text.
func insertOf(b document.Bound) string {
	data, err := json.Marshal(figureAttrs(b))
	if err != nil {
		return ""
	}
	return string(data)
}
