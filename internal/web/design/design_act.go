package design

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"

	"nianlun/internal/kit/fault"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/design"
)

// designAct does what a button or a panel says. Scripts that save while somebody
// types get JSON, others the designer as it is then.
func (p pages) designAct(w http.ResponseWriter, r *http.Request) error {
	values, err := door.Form(r)
	if err != nil {
		return err
	}
	draft := r.PathValue("draft")
	base, _ := values.Int("revision")
	switch do := values.Text("do"); do {
	case doUndo, doRedo, doDiscard, doNotes:
		return p.designStep(w, r, draft, base, do, values.Text("look"))
	}
	act, err := actOf(r.Context(), values)
	if err != nil {
		return err
	}
	ctx := r.Context()
	if act, err = p.named(ctx, act); err != nil {
		return err
	}
	if list, ok := act.(design.EditList); ok && list.List == "" && values.Text("copy") != "" {
		lines, err := p.forms.List(ctx, door.By(ctx))
		if err != nil {
			return err
		}
		list.Options = append(copied(lines, values.Text("copy")), list.Options...)
		act = list
	}
	changed, err := p.forms.Change(ctx, door.By(ctx), design.Change{Draft: draft, Base: base, Act: act})
	if err == nil && values.Has("again") {
		err = p.forms.SetReason(ctx, door.By(ctx), draft, values.Text("key"), values.Text("again"))
	}
	look := targetOf(changed.Look)
	if changed.Look == "" {
		look = targetOf(values.Text("look"))
	}
	switch {
	case strings.HasPrefix(r.Header.Get("Accept"), "application/json"):
		asked, _ := values.Int("asked")
		return p.tellSaved(w, r, changed, act, look, asked, err)
	case err != nil && (fault.KindOf(err) == fault.Invalid || fault.KindOf(err) == fault.Conflict):
		return p.showRefused(w, r, draft, targetOf(values.Text("look")), act, err)
	case err != nil:
		return err
	}
	return p.after(w, r, draft, look)
}

// designStep undoes, redoes or gives up.
func (p pages) designStep(w http.ResponseWriter, r *http.Request, draft string, base int, do, look string) error {
	ctx := r.Context()
	var err error
	switch do {
	case doUndo:
		_, err = p.forms.Undo(ctx, door.By(ctx), draft, base)
	case doRedo:
		_, err = p.forms.Redo(ctx, door.By(ctx), draft, base)
	case doNotes:
		err = p.forms.ClearNotes(ctx, door.By(ctx), draft)
	default:
		if err = p.forms.Discard(ctx, door.By(ctx), draft, base); err == nil {
			door.Flash(ctx, ui.T(ctx, "design.discarded"))
			return door.Redirect(w, r, "/forms")
		}
	}
	if err != nil && fault.KindOf(err) == fault.Conflict {
		return p.showRefused(w, r, draft, targetOf(look), nil, err)
	}
	if err != nil {
		return err
	}
	return p.after(w, r, draft, targetOf(look))
}

// after shows the designer once an act is done: at once for htmx, by its address
// for plain forms.
func (p pages) after(w http.ResponseWriter, r *http.Request, draft string, look target) error {
	if !door.Partial(r) {
		return door.Redirect(w, r, atHref(draft, look.String()))
	}
	ctx := r.Context()
	o, err := p.forms.Open(ctx, door.By(ctx), draft)
	if err != nil {
		return err
	}
	w.Header().Set("HX-Replace-Url", atHref(draft, look.String()))
	return p.showDesign(w, r, shown{Open: o, At: look})
}

// showRefused shows the draft as it is now with what was typed.
func (p pages) showRefused(w http.ResponseWriter, r *http.Request, draft string, at target, typed design.Act, wrong error) error {
	ctx := r.Context()
	o, err := p.forms.Open(ctx, door.By(ctx), draft)
	if err != nil {
		return err
	}
	return p.showDesign(w, r, shown{Open: o, At: at, Typed: typed, Wrong: wrong})
}

// saved is what a script is told after a saving: the revision, what is wrong with
// what was typed by the input that it stands in, and whether the panel must be
// shown anew.
type saved struct {
	Revision int               `json:"revision"`
	Problems map[string]string `json:"problems"`
	// Texts are the expressions as they were written, Now what they come to.
	Texts  map[string]string `json:"texts"`
	Now    map[string]string `json:"now"`
	Reload string            `json:"reload,omitempty"`
}

func (p pages) tellSaved(w http.ResponseWriter, r *http.Request, changed design.Changed, act design.Act, look target, asked int, err error) error {
	if err != nil {
		return err // the door writes it as JSON
	}
	ctx := r.Context()
	o, err := p.forms.Open(ctx, door.By(ctx), changed.ID)
	if err != nil {
		return err
	}
	out := saved{Revision: o.Rev, Problems: problemsAt(ctx, o, look.in(o.Content)), Texts: map[string]string{}, Now: map[string]string{}}
	expressions := expressionsAt(o.Content, look.in(o.Content))
	for _, e := range expressions {
		out.Texts[e.Input], out.Now[e.Input] = e.Source, ""
	}
	if a, ok := act.(design.EditCheck); ok {
		out.Texts["say"] = a.Check.Say
	}
	outcomes, err := p.forms.Outcomes(ctx, o, expressions)
	if err != nil {
		return err
	}
	for _, outcome := range outcomes {
		out.Now[outcome.Input] = outcomeWords(ctx, o.Shown, outcome)
	}
	again, err := p.newlyAsked(ctx, o, act, asked)
	if err != nil {
		return err
	}
	if again || turns(act, changed) {
		out.Reload = atHref(o.ID, look.String())
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	return json.NewEncoder(w).Encode(out)
}

// newlyAsked tells whether other forms ask a field otherwise than its panel says,
// since it goes by another name now.
func (p pages) newlyAsked(ctx context.Context, o design.Open, act design.Act, shown int) (bool, error) {
	edit, ok := act.(design.EditField)
	if !ok {
		return false, nil
	}
	all, err := p.forms.Again(ctx, door.By(ctx), o)
	n := 0
	for _, a := range all {
		if a.Field == edit.Key {
			n++
		}
	}
	return err == nil && n != shown, err
}

// turns tells whether the panel no longer fits what was saved: the field has
// another type, code or source of options.
func turns(act design.Act, changed design.Changed) bool {
	switch a := act.(type) {
	case design.EditField:
		return changed.Look != "" && targetOf(changed.Look).Name != a.Key || changed.Turned
	case design.EditList:
		return targetOf(changed.Look).Name != a.List
	case design.EditRefer:
		return targetOf(changed.Look).Name != a.Refer
	case design.EditCheck:
		return a.At < 0
	}
	return false
}
