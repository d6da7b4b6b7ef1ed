package document

import (
	"context"
	"net/http"
	"strconv"
	"strings"

	"nianlun/internal/kit/i18n"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/document"
)

// look is what of a reading a page shows: the open proposal, whether the form
// to add one is open, whether the open one is about to be split, and the part of
// the text that a link points at (at=120-148, or at=120 for the sentence there).
type look struct {
	Open  string
	Add   bool
	Split bool
	From  int
	Until int

	Shown   string         // the kinds of marks that the browser shows
	Present *ui.FigureView // what the indicator of the open proposal is now
	Words   string         // what somebody selected or wrote to add
	Typed   *typedEdit     // fields that were refused, as they were written
	Errors  ui.Errors
	Note    string // why the last act was refused
}

// documentShow is the reader.
func (p Pages) documentShow(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	reading, err := p.Readings.Reading(ctx, door.By(ctx), r.PathValue("id"))
	if err != nil {
		return err
	}
	return p.showReading(w, r, http.StatusOK, reading, lookOf(door.Query(r)))
}

func (p Pages) showReading(w http.ResponseWriter, r *http.Request, status int, reading document.Reading, l look) error {
	ctx := r.Context()
	by := door.By(ctx)
	directory, err := p.Readings.Directory(ctx, by)
	if err != nil {
		return err
	}
	l.Shown = shownKinds(r)
	if l.Present, err = p.present(ctx, reading, directory, &l); err != nil {
		return err
	}
	view := viewOfReading(ctx, reading, directory, l, mayWrite(by))
	return door.Page(w, r, door.View{Title: reading.Title, Nav: "documents", Status: status}, readingPage(view))
}

// present is the present value of the open proposal's indicator; nil when there
// is none.
func (p Pages) present(ctx context.Context, reading document.Reading, d document.Directory, l *look) (*ui.FigureView, error) {
	open := openProposal(&reading, l)
	if open == nil {
		return nil, nil
	}
	figure, found, err := p.Readings.Present(ctx, door.By(ctx), *open)
	if err != nil || !found {
		return nil, err
	}
	choice, _ := d.Indicator(open.Target.Indicator)
	return &ui.FigureView{
		Before: ui.T(ctx, "mark.card.present", "name", choice.Name), Number: i18n.Group(figure.Value.String()), Unit: figure.Unit,
		State: ui.FigureState(figure.State), Href: figureHref(figure.Ref), Long: true,
	}, nil
}

func lookOf(q door.Values) look {
	l := look{Open: q.Text("open"), Add: q.Has("add"), Split: q.Has("split"), Words: q.Text("words")}
	from, until, _ := strings.Cut(q.Text("at"), "-")
	a, err := strconv.Atoi(from)
	if err != nil || a < 0 {
		return l
	}
	l.From, l.Until = a, a+1
	if b, err := strconv.Atoi(until); err == nil && b > a {
		l.Until = b
	}
	return l
}
