package mandates

import (
	"context"
	"net/http"
	"strconv"
	"strings"

	"nianlun/internal/engine/form"
	"nianlun/internal/kit/fault"
	"nianlun/internal/web/collect/say"
	"nianlun/internal/web/collect/sheet"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/collect"
	"nianlun/internal/work/collect/levels"
)

// cellView is what a sum is made of, school by school.
type cellView struct {
	Head     ui.HeadView
	Sum      string
	Rows     []givenRow
	Action   string // where sending on posts; "" when the post may not
	Path     string
	Errors   ui.Errors
	Reason   ui.FieldView
	Workdays ui.FieldView
	Results  []string // what came of each return
}

type givenRow struct {
	Unit, Href, Value, Box string
	Light                  ui.Colour
	Words                  string
	Ticked                 bool
}

// periodCell opens a sum into the values of the schools.
func (p Pages) periodCell(w http.ResponseWriter, r *http.Request) error {
	in, err := sendOnOf(r, door.Query(r))
	if err != nil {
		return err
	}
	return p.showCell(w, r, in, nil, nil)
}

// sendOnOf reads which cell, which schools and why.
func sendOnOf(r *http.Request, values door.Values) (levels.SendOnInput, error) {
	when, err := periodOf(r)
	in := levels.SendOnInput{Period: when, Path: form.Path(values.Text("path")), Reason: values.Text("reason"), Label: say.T(r.Context()), Workdays: sheet.BackDays}
	if n, ok := values.Int("workdays"); ok || values.Has("workdays") {
		in.Workdays = n
	}
	for _, box := range values.Texts("return") {
		id, no, _ := strings.Cut(box, "@")
		in.Returns = append(in.Returns, collect.Seen{Return: id, Base: number(no)})
	}
	return in, err
}

func number(text string) int {
	n := 0
	for _, r := range text {
		if r < '0' || r > '9' || n > 1<<30 {
			return -1
		}
		n = 10*n + int(r-'0')
	}
	return n
}

// periodSendOn sends the chosen schools' returns back, with the reason on their cell.
func (p Pages) periodSendOn(w http.ResponseWriter, r *http.Request) error {
	values, err := door.Form(r)
	if err != nil {
		return err
	}
	in, err := sendOnOf(r, values)
	if err != nil {
		return err
	}
	ctx := r.Context()
	results, err := p.Levels.SendOn(ctx, door.By(ctx), r.PathValue("mandate"), in)
	if fault.KindOf(err) == fault.Invalid && err != nil {
		return p.showCell(w, r, in, nil, err)
	}
	if err != nil {
		return err
	}
	failed := 0
	for _, one := range results {
		if one.Err != nil {
			failed++
		}
	}
	if failed > 0 {
		return p.showCell(w, r, in, results, nil)
	}
	door.Flash(ctx, ui.T(ctx, "mandate.senton", "n", len(results)))
	return door.Redirect(w, r, levels.MandatePeriodLink(r.PathValue("mandate"), in.Period))
}

func (p Pages) showCell(w http.ResponseWriter, r *http.Request, in levels.SendOnInput, results []collect.Result, wrong error) error {
	ctx := r.Context()
	v, err := p.Levels.OpenPeriod(ctx, door.By(ctx), r.PathValue("mandate"), levels.HandUpInput{Period: in.Period})
	if err != nil {
		return err
	}
	given, f := v.Contributions(in.Path)
	if f == nil {
		return fault.New(fault.NotFound, "notfound")
	}
	view := viewOfCell(ctx, v, in, wrong)
	view.Sum = sheet.ShownValue(ctx, v.Sheet, f, v.Values.Get(in.Path))
	for _, c := range given {
		view.Rows = append(view.Rows, givenRowOf(ctx, v, c, f, in))
	}
	view.Results = resultWords(ctx, v, results)
	status := http.StatusOK
	if wrong != nil {
		status = http.StatusUnprocessableEntity
	}
	return door.Page(w, r, door.View{Title: view.Head.Title, Nav: "collect", Status: status}, cellPage(view))
}

func viewOfCell(ctx context.Context, v levels.PeriodView, in levels.SendOnInput, wrong error) cellView {
	errs := ui.ErrorsOf(ctx, wrong)
	place := form.PlaceOf(v.Definition, v.Values, in.Path).Label(say.T(ctx))
	href := levels.MandatePeriodLink(v.Mandate.ID, v.Period)
	view := cellView{Path: in.Path.String(), Errors: errs,
		Head:     ui.HeadView{Title: place, Under: ui.T(ctx, "mandate.cell.under", "period", say.Period(ctx, v.Period)), Crumbs: mandateCrumbs(ctx, v.Mandate, say.Period(ctx, v.Period), place)},
		Reason:   ui.FieldView{Name: "reason", Label: ui.T(ctx, "collect.back.reason"), Value: in.Reason, Rows: 2, Error: errs.For("reason")},
		Workdays: ui.FieldView{Name: "workdays", Label: ui.T(ctx, "collect.back.workdays"), Value: strconv.Itoa(in.Workdays), Type: "number", Short: true, Error: errs.For("workdays")},
	}
	view.Head.Crumbs[len(view.Head.Crumbs)-2].Href = href
	if v.May.SendOn {
		view.Action = href + "/sendon"
	}
	if in.Reason == "" && wrong == nil {
		for _, m := range v.Above.Paper.Marks {
			if m.Path == in.Path.String() && m.Open() {
				view.Reason.Value = ui.T(ctx, "mandate.sendon.reason", "from", v.Mandate.FromName, "reason", m.Reason)
			}
		}
	}
	return view
}

func givenRowOf(ctx context.Context, v levels.PeriodView, c levels.Contribution, f *form.Field, in levels.SendOnInput) givenRow {
	row := givenRow{Unit: c.Unit.Label(), Href: collect.Link(c.Return.ID) + "#" + sheet.CellID(c.Path.String()), Value: sheet.ShownValue(ctx, v.Sheet, f, c.Value)}
	row.Light, row.Words = say.Light(ctx, c.Return, v.Today, false)
	if c.Return.State != collect.Locked {
		row.Box = c.Return.ID + "@" + strconv.Itoa(c.Return.RecordNo)
	}
	for _, seen := range in.Returns {
		row.Ticked = row.Ticked || seen.Return == c.Return.ID
	}
	return row
}

// resultWords say what came of each return that was chosen.
func resultWords(ctx context.Context, v levels.PeriodView, results []collect.Result) []string {
	var all []string
	for _, one := range results {
		part, _ := v.Part(one.Return)
		words := ui.T(ctx, "mandate.senton.one")
		if one.Err != nil {
			words = ui.T(ctx, fault.As(one.Err).Key(), fault.As(one.Err).Args...)
		}
		all = append(all, ui.T(ctx, "mandate.result", "unit", part.Unit.Label(), "words", words))
	}
	return all
}
