package calendar

import (
	"context"
	"fmt"
	"net/http"
	"strconv"

	"nianlun/internal/base/access"
	"nianlun/internal/base/calendar"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
)

// lines is how many terms the form has room for; most provinces have two.
const lines = 3

// termsAsk asks for the terms of a school year.
func (p pages) termsAsk(w http.ResponseWriter, r *http.Request) error {
	year, err := p.year(r)
	if err != nil {
		return err
	}
	in := termsInput{Year: year.Year, Seen: year.Rev}
	if year.Known {
		in.Source = year.Source
	}
	for i, t := range year.Terms {
		in.First[i], in.Last[i] = t.First.String(), t.Last.String()
	}
	return p.ask(w, r, termsForm{in: in, known: year.Known})
}

// termsSet enters them, or shows first what they do to running campaigns.
func (p pages) termsSet(w http.ResponseWriter, r *http.Request) error {
	form, err := door.Form(r)
	if err != nil {
		return err
	}
	year, err := p.year(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	in := termsInput{Year: year.Year, Source: form.Text("source")}
	in.Seen, _ = form.Int("seen")
	for i := range lines {
		in.First[i], in.Last[i] = form.Text(field("first", i)), form.Text(field("last", i))
	}
	ask := termsForm{in: in, known: year.Known}
	if form.Text("act") != "save" {
		texts, err := p.terms.ForeseeTerms(ctx, door.By(ctx), in.schoolYear())
		ask.wrong, ask.foreseen = err, err == nil
		for _, t := range texts {
			ask.effects = append(ask.effects, t.In(ui.Lang(ctx)))
		}
		return p.ask(w, r, ask)
	}
	if ask.wrong = p.terms.SetTerms(ctx, door.By(ctx), in.schoolYear()); ask.wrong != nil {
		return p.ask(w, r, ask)
	}
	door.Flash(ctx, ui.T(ctx, "terms.saved", "year", yearWords(ctx, in.Year)))
	return door.Redirect(w, r, listHref)
}

// year is the school year of the address as it stands; whoever may not enter it
// cannot open its form either.
func (p pages) year(r *http.Request) (calendar.SchoolYear, error) {
	by := door.By(r.Context())
	n, err := strconv.Atoi(r.PathValue("year"))
	if err != nil || n < 2000 || n > 2100 {
		return calendar.SchoolYear{}, fault.New(fault.NotFound, "notfound")
	}
	if !may(by) {
		return calendar.SchoolYear{}, access.Check(by, access.Write, access.Thing{Bureau: by.Bureau, Kind: access.Calendar})
	}
	years, err := p.terms.SchoolYears(r.Context(), by, n, n)
	if err != nil {
		return calendar.SchoolYear{}, err
	}
	return years[0], nil
}

// termsInput are the terms of a school year as they were typed.
type termsInput struct {
	Year, Seen  int
	First, Last [lines]string
	Source      string
}

// schoolYear decodes what was typed. A line with both days empty is no term; what is
// no day is left empty, and the service names it.
func (in termsInput) schoolYear() calendar.SchoolYear {
	out := calendar.SchoolYear{Year: in.Year, Rev: in.Seen, Source: in.Source}
	for i := range lines {
		if in.First[i] == "" && in.Last[i] == "" {
			continue
		}
		first, _ := period.ParseDate(in.First[i])
		last, _ := period.ParseDate(in.Last[i])
		out.Terms = append(out.Terms, period.TermDays{First: first, Last: last})
	}
	return out
}

type termsForm struct {
	in       termsInput
	known    bool
	foreseen bool
	effects  []string
	now      *calendar.SchoolYear // as it stands, where somebody else has changed it meanwhile
	wrong    error
}

type askView struct {
	Head     ui.HeadView
	Errors   ui.Errors
	Action   string
	Seen     string
	Lines    []lineView
	Source   ui.FieldView
	Usual    bool // the days shown are the usual ones
	Foreseen bool
	Effects  []string
	Stale    []string // the terms that somebody else has entered meanwhile
}

type lineView struct {
	Name        string
	First, Last ui.FieldView
}

func (p pages) ask(w http.ResponseWriter, r *http.Request, ask termsForm) error {
	ctx, status := r.Context(), http.StatusOK
	if ask.wrong != nil {
		status = door.Status(fault.KindOf(ask.wrong))
		if fault.Is(ask.wrong, "calendar.stale") {
			now, err := p.year(r)
			if err != nil {
				return err
			}
			ask.now, ask.wrong, ask.in.Seen, ask.known = &now, nil, now.Rev, now.Known
		} else if fault.KindOf(ask.wrong) != fault.Invalid {
			return ask.wrong
		}
	}
	view := askOf(ctx, ask)
	return door.Page(w, r, door.View{Title: view.Head.Title, Nav: "units", Status: status}, askPage(view))
}

func askOf(ctx context.Context, ask termsForm) askView {
	in, name := ask.in, yearWords(ctx, ask.in.Year)
	v := askView{
		Errors: ui.ErrorsOf(ctx, ask.wrong), Action: termsHref(in.Year), Seen: strconv.Itoa(in.Seen), Usual: !ask.known, Foreseen: ask.foreseen, Effects: ask.effects,
		Head: ui.HeadView{Title: name, Under: ui.T(ctx, "terms.ask.under"), Crumbs: []ui.Crumb{{Words: ui.T(ctx, "terms.title"), Href: listHref}, {Words: name}}},
	}
	if ask.now != nil {
		v.Stale = rowOf(ctx, *ask.now, false, false).Terms
	}
	day := func(name string, i int, value string) ui.FieldView {
		id := field(name, i)
		return ui.FieldView{Name: id, Label: ui.T(ctx, "terms.field."+name, "term", termWords(ctx, in.Year, i+1)), Value: value, Type: "date", Error: v.Errors.For(id)}
	}
	for i := range lines {
		v.Lines = append(v.Lines, lineView{Name: termWords(ctx, in.Year, i+1), First: day("first", i, in.First[i]), Last: day("last", i, in.Last[i])})
	}
	v.Source = ui.FieldView{Name: "source", Label: ui.T(ctx, "terms.field.source"), Hint: ui.T(ctx, "terms.hint.source"), Value: in.Source, Error: v.Errors.For("source")}
	return v
}

func field(name string, i int) string { return fmt.Sprintf("%s.%d", name, i+1) }

func termID(year, n int) string { return fmt.Sprintf("%04d-%04d-T%d", year, year+1, n) }

func termsHref(year int) string { return listHref + "/terms/" + strconv.Itoa(year) }
