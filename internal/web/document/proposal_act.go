package document

import (
	"context"
	"net/http"
	"strings"

	"nianlun/internal/kit/fault"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/document"
)

// proposalAct does what a button of a card says. The card's form carries the
// revision that it showed.
func (p Pages) proposalAct(w http.ResponseWriter, r *http.Request) error {
	form, err := door.Form(r)
	if err != nil {
		return err
	}
	at := document.At{Reading: r.PathValue("id"), Proposal: r.PathValue("proposal")}
	at.Base, _ = form.Int("revision")
	reading, err := p.act(r.Context(), at, form)
	if err != nil {
		return p.refused(w, r, look{Open: at.Proposal, Split: form.Text("act") == "split", Typed: typed(form)}, err)
	}
	open := reading.Last
	if act := form.Text("act"); act == "confirm" || act == "drop" {
		open = nextOpen(&reading, reading.Last)
	}
	return p.done(w, r, reading, open)
}

func (p Pages) act(ctx context.Context, at document.At, form door.Values) (document.Reading, error) {
	by := door.By(ctx)
	switch form.Text("act") {
	case "confirm":
		edit, err := p.editOf(ctx, form)
		if err != nil {
			return document.Reading{}, err
		}
		return p.Readings.Confirm(ctx, by, at, edit)
	case "save":
		edit, err := p.editOf(ctx, form)
		if err != nil {
			return document.Reading{}, err
		}
		if edit == nil {
			return document.Reading{}, fault.New(fault.Invalid, "reading.invalid")
		}
		return p.Readings.Edit(ctx, by, at, *edit)
	case "drop":
		return p.Readings.Drop(ctx, by, at)
	case "reopen":
		return p.Readings.Reopen(ctx, by, at)
	case "merge":
		return p.Readings.Merge(ctx, by, at)
	case "split":
		place, _ := form.Int("place")
		return p.Readings.Split(ctx, by, at, place)
	default:
		return document.Reading{}, fault.New(fault.Invalid, "reading.invalid")
	}
}

// proposalAdd adds a sentence that the reader passed over.
func (p Pages) proposalAdd(w http.ResponseWriter, r *http.Request) error {
	form, err := door.Form(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	reading, err := p.Readings.Add(ctx, door.By(ctx), r.PathValue("id"), form.Text("words"))
	if err != nil {
		return p.refused(w, r, look{Open: form.Text("open"), Add: true, Words: form.Text("words")}, err)
	}
	return p.done(w, r, reading, reading.Last)
}

// refused shows the reading as it is now, with what was typed and why it was not
// taken. Faults that typing cannot mend go on to the door.
func (p Pages) refused(w http.ResponseWriter, r *http.Request, l look, err error) error {
	kind := fault.KindOf(err)
	if kind != fault.Invalid && kind != fault.Conflict {
		return err
	}
	ctx := r.Context()
	reading, readErr := p.Readings.Reading(ctx, door.By(ctx), r.PathValue("id"))
	if readErr != nil {
		return readErr
	}
	if l.Errors = ui.ErrorsOf(ctx, err); len(l.Errors) == 0 {
		f := fault.As(err)
		l.Note = ui.T(ctx, f.Key(), f.Args...)
	}
	return p.showReading(w, r, door.Status(kind), reading, l)
}

// done shows the reading after an act: the part that htmx asked for, or the page
// anew at an address that can be reloaded.
func (p Pages) done(w http.ResponseWriter, r *http.Request, reading document.Reading, open string) error {
	if door.Partial(r) {
		address, _, _ := strings.Cut(addressOf(reading.ID, open), "#")
		w.Header().Set("HX-Replace-Url", address)
		return p.showReading(w, r, http.StatusOK, reading, look{Open: open})
	}
	return door.Redirect(w, r, addressOf(reading.ID, open))
}

// nextOpen is the next proposal that waits for a decision, after one; the first
// such when there is none behind it, and that one itself when none waits.
func nextOpen(r *document.Reading, after string) string {
	first, passed := "", false
	for _, p := range r.Proposals {
		if p.State == document.Proposed {
			if passed {
				return p.ID
			}
			if first == "" {
				first = p.ID
			}
		}
		passed = passed || p.ID == after
	}
	if first == "" {
		return after
	}
	return first
}
