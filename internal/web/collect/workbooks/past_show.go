package workbooks

import (
	"context"
	"net/http"
	"slices"
	"strconv"

	"nianlun/internal/web/collect/links"
	"nianlun/internal/web/collect/say"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/collect"
)

// pastLookView is the dry run of an import, or what came of it.
type pastLookView struct {
	Head    ui.HeadView
	Action  string // "" when it is done or nothing can be stored
	Save    string
	Reason  *ui.FieldView // asked for when some rows need one
	Rows    []schoolRow
	More    int
	Issues  []bookIssueRow
	MoreBad int
	Marked  string
	Again   string
}

// pastShow is the dry run: what would be stored.
func (p Pages) pastShow(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	look, err := p.Returns.LookAtPastBook(ctx, door.By(ctx), r.PathValue("form"), r.PathValue("file"))
	if err != nil {
		return err
	}
	return showPastLook(w, r, viewOfPast(ctx, look, false))
}

// pastSave stores it and shows what came of each row.
func (p Pages) pastSave(w http.ResponseWriter, r *http.Request) error {
	values, err := door.Form(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	look, err := p.Returns.SavePastBook(ctx, door.By(ctx), collect.SavePast{
		Form: r.PathValue("form"), File: r.PathValue("file"), Reason: values.Text("reason"), T: say.T(ctx),
	})
	if err != nil {
		return err
	}
	return showPastLook(w, r, viewOfPast(ctx, look, true))
}

func showPastLook(w http.ResponseWriter, r *http.Request, view pastLookView) error {
	return door.Page(w, r, door.View{Title: view.Head.Title, Nav: "collect"}, pastLookPage(view))
}

// pastMarked sends the workbook back with its issues marked.
func (p Pages) pastMarked(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	book, err := p.Returns.MarkedPastBook(ctx, door.By(ctx), r.PathValue("form"), r.PathValue("file"), say.T(ctx))
	if err != nil {
		return err
	}
	return sendBook(w, r, book)
}

func viewOfPast(ctx context.Context, look collect.PastLook, done bool) pastLookView {
	title := look.Form.Definition.Title
	here := links.Past + "/" + look.Form.Form + "/files/" + look.File
	ready, doubt, there, refused := look.Count(collect.PastReady), look.Count(collect.PastDoubt), look.Count(collect.PastThere), look.Count(collect.PastRefused)
	view := pastLookView{Again: pastQuery(links.Past, collect.PastScope{Form: look.Form.Form}), Head: ui.HeadView{
		Crumbs: []ui.Crumb{{Words: ui.T(ctx, "collect.title"), Href: "/collect"}, {Words: ui.T(ctx, "past.title"), Href: links.Past}, {Words: title}},
		Title:  ui.T(ctx, "past.title.of", "title", title), Under: look.Name, Light: ui.Amber, Words: ui.T(ctx, "past.light.dry"),
		Why: ui.T(ctx, "past.why", "ready", ready, "doubt", doubt, "there", there, "refused", refused),
	}}
	switch {
	case done:
		view.Head.Light, view.Head.Words = ui.Blue, ui.T(ctx, "workbook.light.done")
		view.Head.Why = ui.T(ctx, "past.done", "stored", look.Stored(), "left", len(look.Rows)-look.Stored())
	case ready+doubt > 0:
		view.Action, view.Save = here, ui.T(ctx, "past.save", "n", ready)
		if ready == 0 {
			view.Save = ui.T(ctx, "past.save.reason")
		}
		if doubt > 0 {
			view.Reason = &ui.FieldView{Name: "reason", Label: ui.T(ctx, "past.reason", "n", doubt), Hint: ui.T(ctx, "past.reason.hint"), Rows: 2}
		}
	default:
		view.Head.Light, view.Head.Words = ui.Grey, ui.T(ctx, "past.light.none")
	}
	all := look.All()
	view.Issues, view.MoreBad = issueRows(ctx, look.Issues)
	for _, row := range look.Rows {
		view.Issues, view.MoreBad = partRows(ctx, view.Issues, view.MoreBad, row.Issues, row.Unit.Label()+ui.T(ctx, "ui.comma")+say.Period(ctx, row.Period))
	}
	if len(all) > 0 && !done {
		view.Marked = here + "/marked.xlsx"
	}
	for _, row := range look.Rows {
		view.Rows = append(view.Rows, pastRowOf(ctx, row))
	}
	slices.SortStableFunc(view.Rows, func(a, b schoolRow) int { return weightOf(a.Light) - weightOf(b.Light) })
	if len(view.Rows) > shownRows {
		view.Rows, view.More = view.Rows[:shownRows], len(view.Rows)-shownRows
	}
	return view
}

func pastRowOf(ctx context.Context, row collect.PastRow) schoolRow {
	out := schoolRow{Name: row.Unit.Name + ui.T(ctx, "ui.comma") + say.Period(ctx, row.Period), Words: ui.T(ctx, "past.fate."+string(row.Fate)), Cells: strconv.Itoa(row.Cells)}
	if row.Return != "" {
		out.Href = collect.Link(row.Return)
	}
	switch row.Fate {
	case collect.PastReady:
		out.Light = ui.Green
	case collect.PastDoubt:
		out.Light = ui.Amber
	case collect.PastThere:
		out.Light = ui.Grey
	case collect.PastRefused:
		out.Light = ui.Red
	}
	if row.Stored {
		out.Light, out.Words = ui.Blue, ui.T(ctx, "past.fate.stored")
	}
	if n := len(row.Issues); n > 0 {
		out.Why = ui.T(ctx, "workbook.school.issues", "n", n)
	}
	if row.Why != nil {
		out.Why = row.Why.In(ui.Lang(ctx))
	}
	return out
}
