package document

import (
	"context"
	"net/http"
	"strings"

	"github.com/shopspring/decimal"

	"nianlun/internal/engine/docread"
	"nianlun/internal/engine/docread/docmark"
	"nianlun/internal/kit/fault"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/document"
)

// markAct does what a button of a mark's editor says. The form carries the sign
// of the mark that it showed.
func (p Pages) markAct(w http.ResponseWriter, r *http.Request) error {
	form, err := door.Form(r)
	if err != nil {
		return err
	}
	at := document.MarkAt{Reading: r.PathValue("id"), Kind: kindOf(form.Text("mark")), Seen: form.Text("seen")}
	at.Start, _ = form.Int("at")
	reading, err := p.mark(r.Context(), at, form)
	if err != nil {
		return p.markRefused(w, r, at, form, err)
	}
	return p.done(w, r, reading, form.Text("open"))
}

func (p Pages) mark(ctx context.Context, at document.MarkAt, form door.Values) (document.Reading, error) {
	by := door.By(ctx)
	switch form.Text("act") {
	case "save", "add":
		edit, err := markEditOf(at.Kind, typedMarkOf(form))
		if err != nil {
			return document.Reading{}, err
		}
		if form.Text("act") == "add" {
			return p.Readings.AddMark(ctx, by, at.Reading, at.Kind, at.Start, edit)
		}
		return p.Readings.CorrectMark(ctx, by, at, edit)
	case "drop":
		return p.Readings.DropMark(ctx, by, at)
	case "merge":
		return p.Readings.MergeMarks(ctx, by, at)
	case "split":
		place, _ := form.Int("place")
		return p.Readings.SplitMark(ctx, by, at, place)
	default:
		return document.Reading{}, fault.New(fault.Invalid, "mark.invalid")
	}
}

func typedMarkOf(form door.Values) typedMark {
	return typedMark{
		Words: form.Text("words"), Value: form.Text("value"), Value2: form.Text("value2"), Kind: form.Text("kind"), Unit: form.Text("unit"),
		Subject: form.Text("subject"), Approx: form.Text("approx"), Role: form.Text("role"), Due: form.Text("due"), Owner: form.Text("owner"),
	}
}

// markEditOf understands an editor's form.
func markEditOf(kind docmark.Kind, t typedMark) (document.MarkEdit, error) {
	wrong := fault.New(fault.Invalid, "mark.invalid")
	edit := document.MarkEdit{
		Words: t.Words, Kind: docread.Kind(t.Kind), Unit: t.Unit, Subject: t.Subject, Approx: docread.Approx(t.Approx), Role: docread.Role(t.Role),
	}
	var err error
	if edit.Due, err = dayOf(t.Due); err != nil {
		wrong = wrong.With("due", "fault.reading.due")
	}
	if kind == docmark.Owner {
		edit.Unit = t.Owner
	}
	if edit.Value, err = numberTyped(t.Value); err != nil {
		wrong = wrong.With("value", "fault.mark.number")
	}
	if edit.Value2, err = numberTyped(t.Value2); err != nil {
		wrong = wrong.With("value2", "fault.mark.number")
	}
	if len(wrong.Fields) > 0 {
		return edit, wrong
	}
	return edit, nil
}

// numberTyped is nil when nothing was typed.
func numberTyped(text string) (*decimal.Decimal, error) {
	text = strings.TrimSuffix(strings.NewReplacer(",", "", "，", "", " ", "").Replace(text), "%")
	if text == "" {
		return nil, nil
	}
	value, err := decimal.NewFromString(text)
	if err != nil || len(text) > longestNumber || value.Exponent() > longestNumber {
		return nil, fault.New(fault.Invalid, "mark.number")
	}
	return &value, nil
}

// markRefused shows the editor again, with what was typed and what is wrong with
// it. Faults that typing cannot mend go on to the door.
func (p Pages) markRefused(w http.ResponseWriter, r *http.Request, at document.MarkAt, form door.Values, err error) error {
	kind := fault.KindOf(err)
	if kind != fault.Invalid && kind != fault.Conflict {
		return err
	}
	ctx := r.Context()
	reading, readErr := p.Readings.Reading(ctx, door.By(ctx), at.Reading)
	if readErr != nil {
		return readErr
	}
	d, readErr := p.Readings.Directory(ctx, door.By(ctx))
	if readErr != nil {
		return readErr
	}
	typed := typedMarkOf(form)
	l := markLook{Open: form.Text("open"), Errors: ui.ErrorsOf(ctx, err), Split: form.Text("act") == "split", Adding: form.Text("act") == "add"}
	l.Mark = document.Mark{Kind: at.Kind, Start: at.Start, End: at.Start}
	if !l.Adding {
		now, found := reading.Mark(d, at.Kind, at.Start)
		if !found {
			return err
		}
		l.Mark = now
	}
	if len(l.Errors) > 0 {
		l.Typed = &typed
	} else {
		f := fault.As(err)
		l.Note = ui.T(ctx, f.Key(), f.Args...)
	}
	w.Header().Set("HX-Retarget", "#markpop")
	w.Header().Set("HX-Reswap", "innerHTML")
	return showMark(w, r, door.Status(kind), &reading, d, l)
}

// readingAgain reads the kept file with the reader of today.
func (p Pages) readingAgain(w http.ResponseWriter, r *http.Request) error {
	form, err := door.Form(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	base, _ := form.Int("revision")
	reading, err := p.Readings.ReadAgain(ctx, door.By(ctx), r.PathValue("id"), base)
	if err != nil {
		return p.refused(w, r, look{Open: form.Text("open")}, err)
	}
	if !door.Partial(r) {
		door.Flash(ctx, againWords(ctx, reading.Again))
	}
	return p.done(w, r, reading, form.Text("open"))
}
