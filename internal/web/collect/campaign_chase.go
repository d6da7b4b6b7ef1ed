package collect

import (
	"net/http"
	"strings"

	"nianlun/internal/engine/period"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/collect"
)

// campaignChase reminds the ticked units or moves their due day.
func (p pages) campaignChase(w http.ResponseWriter, r *http.Request) error {
	form, err := door.Form(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	by, id := door.By(ctx), r.PathValue("campaign")
	var ids []string
	for _, unit := range form.Texts("return") {
		ids = append(ids, strings.Split(unit, ",")...)
	}
	var results []collect.Result
	done := "collect.reminded"
	if form.Text("act") == "extend" {
		done = "collect.extended"
		due, e := period.ParseDate(form.Text("due"))
		if e != nil {
			due = period.Date{} // the service names the field
		}
		results, err = p.returns.Extend(ctx, by, id, ids, due)
	} else {
		results, err = p.returns.Remind(ctx, by, id, ids)
	}
	if err != nil {
		return err
	}
	tellResults(r, done, results)
	return door.Redirect(w, r, collect.CampaignLink(id))
}

// tellResults says how many returns an act was done on, and on how many not.
func tellResults(r *http.Request, done string, results []collect.Result) {
	ctx := r.Context()
	failed := 0
	for _, result := range results {
		if result.Err != nil {
			failed++
		}
	}
	text := ui.T(ctx, done, "n", len(results)-failed)
	if failed > 0 {
		door.FlashAlert(ctx, text+ui.T(ctx, "collect.passed", "n", failed))
		return
	}
	door.Flash(ctx, text)
}
