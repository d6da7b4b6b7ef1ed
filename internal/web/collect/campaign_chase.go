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
	return p.afterAct(w, r, id, done, results)
}

// afterAct goes back to the campaign, or shows it with those that were refused.
func (p pages) afterAct(w http.ResponseWriter, r *http.Request, id, done string, results []collect.Result) error {
	ctx := r.Context()
	did, err := p.didOf(ctx, door.By(ctx), done, results)
	if err != nil {
		return err
	}
	if did.Refused != "" {
		return p.showCampaign(w, r, id, did)
	}
	door.Flash(ctx, ui.T(ctx, done, "n", len(results)))
	return door.Redirect(w, r, collect.CampaignLink(id))
}
