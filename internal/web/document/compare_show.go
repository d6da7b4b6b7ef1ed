package document

import (
	"net/http"
	"net/url"
	"strings"

	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/document"
)

// chooseView offers two documents to hold against each other.
type chooseView struct {
	Plan, Summary string
	Options       []ui.Option
	Errors        ui.Errors
}

// compareShow holds a plan against a summary; without both it offers a choice.
func (p Pages) compareShow(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	q := door.Query(r)
	plan, summary := q.Text("plan"), q.Text("summary")
	if plan == "" || summary == "" || plan == summary {
		return p.compareChoose(w, r, plan, summary)
	}
	c, err := p.Readings.Compare(ctx, door.By(ctx), plan, summary)
	if err != nil {
		return err
	}
	at, _ := q.Int("at")
	view := viewOfComparison(ctx, c, q.Text("only"), at-1)
	return door.Page(w, r, door.View{Title: ui.T(ctx, "compare.title"), Nav: "documents"}, comparePage(view))
}

func (p Pages) compareChoose(w http.ResponseWriter, r *http.Request, plan, summary string) error {
	ctx := r.Context()
	readings, err := p.Readings.List(ctx, door.By(ctx), door.Year(ctx))
	if err != nil {
		return err
	}
	view := chooseView{Plan: plan, Summary: summary}
	status := http.StatusOK
	if plan != "" && plan == summary {
		view.Errors, status = ui.Errors{{Path: "summary", Words: ui.T(ctx, "fault.compare.same")}}, http.StatusUnprocessableEntity
	}
	for _, reading := range readings {
		view.Options = append(view.Options, ui.Option{Value: reading.ID, Words: reading.Title})
	}
	view.guess(readings)
	return door.Page(w, r, door.View{Title: ui.T(ctx, "compare.title"), Nav: "documents", Status: status}, compareChoosePage(view))
}

// guess chooses by the titles what nobody has chosen yet.
func (v *chooseView) guess(readings []document.Reading) {
	for _, reading := range readings {
		sums := strings.Contains(reading.Title, "总结") || strings.Contains(reading.Title, "报告")
		if v.Summary == "" && sums && reading.ID != v.Plan {
			v.Summary = reading.ID
		}
		if v.Plan == "" && !sums && reading.ID != v.Summary {
			v.Plan = reading.ID
		}
	}
}

// compareAddress is the comparison's address, with a commitment selected (from 1)
// and one verdict shown alone.
func compareAddress(plan, summary, only string, at int) string {
	q := url.Values{"plan": {plan}, "summary": {summary}}
	if only != "" {
		q.Set("only", only)
	}
	if at > 0 {
		q.Set("at", number(at))
	}
	return "/documents/compare?" + q.Encode()
}

// compareWith is the address that offers documents to compare with a reading: a
// summary is compared with a plan, everything else with a summary.
func compareWith(r document.Reading) string {
	view := chooseView{}
	view.guess([]document.Reading{r})
	if view.Summary != "" {
		return "/documents/compare?summary=" + r.ID
	}
	return "/documents/compare?plan=" + r.ID
}
