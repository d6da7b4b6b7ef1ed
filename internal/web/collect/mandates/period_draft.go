package mandates

import (
	"encoding/json"
	"errors"
	"net/http"

	"nianlun/internal/engine/form"
	"nianlun/internal/kit/fault"
	"nianlun/internal/web/collect/say"
	"nianlun/internal/web/collect/sheet"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/collect/levels"
)

// wasName holds what was said by hand when the page was made, so that cells that others
// have saved since are joined and not overwritten.
const wasName = "return:was"

// keepDraft keeps what was typed by hand. It answers the request itself (done) when the
// button was not to hand up, or when others have saved in the meantime: nobody hands up
// what he has not seen. in.Draft is then the revision that is handed up.
func (p Pages) keepDraft(w http.ResponseWriter, r *http.Request, in *levels.HandUpInput, typed sheet.Input) (done bool, err error) {
	ctx := r.Context()
	draft, err := p.Levels.SaveDraftUp(ctx, door.By(ctx), r.PathValue("mandate"), *in, wasOf(r))
	if clash, is := clashOf(err); is {
		in.Said, in.Explanations, in.Answers = clash.Text.Raw, clash.Text.Explanations, clash.Text.Answers
		return true, p.showPeriod(w, r, *in, err)
	}
	if err != nil {
		if kind := fault.KindOf(err); kind == fault.Invalid || kind == fault.Conflict {
			return true, p.showPeriod(w, r, *in, err)
		}
		return true, err
	}
	href := levels.MandatePeriodLink(r.PathValue("mandate"), in.Period)
	switch {
	case draft.Joined:
		door.FlashAlert(ctx, ui.T(ctx, "mandate.draft.joined", "who", draft.Name))
	case typed.Submit:
		in.Draft = draft.Rev
		return false, nil
	case typed.Add != "":
		href += "?spare=3#" + sheet.CellID(typed.Add)
	case typed.Mended != "":
		href += "#" + sheet.CellID(typed.Mended.String())
	default:
		door.Flash(ctx, ui.T(ctx, "mandate.draft.kept"))
	}
	return true, door.Redirect(w, r, href)
}

// wasOf is what the page began with; one that does not say it began with nothing.
func wasOf(r *http.Request) levels.DraftText {
	var was levels.DraftText
	if json.Unmarshal([]byte(r.PostFormValue(wasName)), &was) != nil {
		return levels.DraftText{}
	}
	return was
}

// draftAnswer is the wire type of what a page hears after it has saved itself.
type draftAnswer struct {
	Title string            `json:"title,omitempty"` // what to say instead of that it is saved
	Carry map[string]string `json:"carry"`           // fields of the page that say something else from now on
}

// periodDraft keeps what is said by hand while somebody types.
func (p Pages) periodDraft(w http.ResponseWriter, r *http.Request) error {
	when, err := periodOf(r)
	if err != nil {
		return err
	}
	typed, err := sheet.InputOf(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	in := levels.HandUpInput{Period: when, Said: saidOf(typed), Explanations: typed.Explanations, Answers: typed.Answers}
	kept, err := p.Levels.SaveDraftUp(ctx, door.By(ctx), r.PathValue("mandate"), in, wasOf(r))
	if clash, is := clashOf(err); is {
		return fault.Wrap(err, fault.Conflict, "mandate.draft.clash", "who", clash.Theirs.Name, "n", len(clash.Cells))
	}
	if err != nil {
		return err
	}
	answer := draftAnswer{Carry: map[string]string{wasName: wasText(kept.Own)}}
	if kept.Joined {
		answer.Title = ui.T(ctx, "mandate.draft.beside")
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	return json.NewEncoder(w).Encode(answer)
}

func clashOf(err error) (*levels.DraftClash, bool) {
	var clash *levels.DraftClash
	is := errors.As(err, &clash)
	return clash, is
}

// draftLine says who has kept what is typed, and when; "" when nobody has.
func (p periodPainter) draftLine() string {
	d := p.v.Draft
	if d.Rev == 0 || !p.v.Standing.Acts() {
		return ""
	}
	return ui.T(p.ctx, "mandate.draft.last", "who", d.Name, "at", say.Clock(p.ctx, d.At))
}

// was is the draft as the page carries it.
func (p periodPainter) was() string {
	return wasText(p.v.Draft.DraftText)
}

func wasText(said levels.DraftText) string {
	text, err := json.Marshal(said)
	if err != nil {
		return "" // texts can always be written
	}
	return string(text)
}

// clashLine is a cell that another has saved with another text.
type clashLine struct{ Place, Href, Mine, Theirs, Take string }

type clashView struct {
	Who, At string
	Rows    []clashLine
}

// clash shows what two people typed differently; nil when they did not.
func (p periodPainter) clash(wrong error) *clashView {
	clash, is := clashOf(wrong)
	if !is {
		return nil
	}
	view := &clashView{Who: clash.Theirs.Name, At: say.Clock(p.ctx, clash.Theirs.At)}
	for _, c := range clash.Cells {
		view.Rows = append(view.Rows, p.clashLine(c))
	}
	return view
}

func (p periodPainter) clashLine(c levels.ClashedText) clashLine {
	line := clashLine{Place: ui.T(p.ctx, "mandate.draft.explanation"), Mine: c.Mine, Theirs: c.Theirs}
	if c.Path == "" {
		return line
	}
	line.Place = form.PlaceOf(p.v.Definition, p.v.Sheet.Values, c.Path).Label(p.p.T)
	f, known := p.v.Definition.Field(c.Path.Key())
	if !known || !p.v.Sayable(c.Path) {
		return line
	}
	line.Href, line.Take = "#"+sheet.CellID(c.Path.String()), c.Path.String()+"="+c.Theirs
	line.Mine, line.Theirs = p.shown(f, c.Mine), p.shown(f, c.Theirs)
	return line
}

// shown is a text of a cell as people read it; one that is no value as it was typed.
func (p periodPainter) shown(f *form.Field, text string) string {
	value, unreadable := f.Type.Decode(f, text)
	if unreadable != nil {
		return text
	}
	return sheet.ShownValue(p.ctx, p.v.Sheet, f, value)
}
