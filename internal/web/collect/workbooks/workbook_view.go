package workbooks

import (
	"context"
	"strconv"

	"nianlun/internal/engine/form"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/i18n"
	"nianlun/internal/web/collect/links"
	"nianlun/internal/web/collect/say"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/collect"
)

// uploadView is a page on which a workbook goes out and comes back.
type uploadView struct {
	Head    ui.HeadView
	Out     string // where the workbook is
	OutHint string
	Action  string // where it is brought
	InHint  string
	Wrong   string // why the last one was refused
	Chips   []ui.ChipMenuView
}

// bookWrong is why a workbook was refused, in a sentence.
func bookWrong(ctx context.Context, err error) string {
	if err == nil {
		return ""
	}
	if words := ui.ErrorsOf(ctx, err).For("file"); words != "" {
		return words
	}
	return ui.T(ctx, fault.As(err).Key(), fault.As(err).Args...)
}

func returnBookHead(ctx context.Context, one collect.Return) ui.HeadView {
	title := one.Campaign.Title + ui.T(ctx, "ui.comma") + say.Period(ctx, one.Obligation.Period)
	return ui.HeadView{
		Crumbs: []ui.Crumb{{Words: ui.T(ctx, "collect.title"), Href: "/collect"}, {Words: title, Href: collect.Link(one.Obligation.ID)}, {Words: ui.T(ctx, "workbook.title")}},
		Title:  ui.T(ctx, "workbook.title.of", "title", title), Under: one.Unit.Name,
	}
}

// bookView is what a workbook would change.
type bookView struct {
	Head     ui.HeadView
	Action   string
	Revision string
	Clashes  []bookClashRow
	Changes  []bookChangeRow
	More     int // changes that are not shown
	Issues   []bookIssueRow
	MoreBad  int
	Marked   string // where the marked workbook is; "" when there is nothing to mark
	Again    string // where another one is brought
	Same     string // why there is nothing to save; "" when there is
	Newer    string // what was saved since the workbook was made
	Closed   string // why nothing can be saved now; "" when it can
	Correct  string // where a correction is asked for; "" where none can be
}

type bookClashRow struct{ Cell, Place, Mine, Theirs, Name string }

type bookChangeRow struct{ Cell, Place, Old, New string }

type bookIssueRow struct {
	Cell, Place, Words string
	Must               bool
}

// shownRows bounds a table of a page; the marked workbook has all.
const shownRows = 300

func viewOfReturnBook(ctx context.Context, look collect.ReturnBookLook) bookView {
	one := look.Return
	view := bookView{
		Head: returnBookHead(ctx, one), Action: links.Book(one.Obligation.ID) + "/" + look.File, Revision: strconv.Itoa(one.Obligation.RecordNo),
		Again: links.Book(one.Obligation.ID),
	}
	view.Head.Under = look.Name
	for _, c := range look.Clashes {
		view.Clashes = append(view.Clashes, bookClashRow{Cell: c.At.String(), Place: c.Place.Label(say.T(ctx)), Mine: cellWords(ctx, c.Mine), Theirs: cellWords(ctx, c.Theirs), Name: theirsPrefix + c.Path.String()})
	}
	view.Changes, view.More = changeRows(ctx, look.Changes)
	view.Issues, view.MoreBad = issueRows(ctx, look.Issues)
	if len(look.Issues) > 0 {
		view.Marked = view.Action + "/marked.xlsx"
	}
	if look.Newer {
		view.Newer = ui.T(ctx, "workbook.newer")
	}
	if look.Closed {
		view.Closed = ui.T(ctx, "workbook.closed", "state", ui.T(ctx, "collect.state."+string(one.Obligation.State)))
		if one.May.Correct {
			view.Correct = collect.Link(one.Obligation.ID) + "/correct"
		}
	}
	if len(look.Changes) == 0 && len(look.Clashes) == 0 {
		view.Same = ui.T(ctx, "workbook.same")
	}
	must := countMust(look.Issues)
	switch {
	case view.Same != "":
		view.Head.Light, view.Head.Words = ui.Grey, ui.T(ctx, "workbook.light.same")
	case must > 0:
		view.Head.Light, view.Head.Words = ui.Amber, ui.T(ctx, "workbook.light.look")
	default:
		view.Head.Light, view.Head.Words = ui.Green, ui.T(ctx, "workbook.light.look")
	}
	view.Head.Why = ui.T(ctx, "workbook.why", "changes", len(look.Changes), "issues", len(look.Issues))
	return view
}

func countMust(issues []collect.BookIssue) int {
	n := 0
	for _, i := range issues {
		if i.Must {
			n++
		}
	}
	return n
}

func changeRows(ctx context.Context, all []collect.BookChange) (rows []bookChangeRow, more int) {
	for _, c := range all[:min(len(all), shownRows)] {
		rows = append(rows, bookChangeRow{Cell: c.At.String(), Place: placeWords(ctx, c.Place), Old: cellWords(ctx, c.Old), New: cellWords(ctx, c.New)})
	}
	return rows, len(all) - len(rows)
}

func issueRows(ctx context.Context, all []collect.BookIssue) (rows []bookIssueRow, more int) {
	for _, i := range all[:min(len(all), shownRows)] {
		rows = append(rows, bookIssueRow{Cell: i.At.String(), Place: placeWords(ctx, i.Place), Words: i.Said.In(ui.Lang(ctx)), Must: i.Must})
	}
	return rows, len(all) - len(rows)
}

// markedWords are the words of the link to the marked workbook, if there is one.
func markedWords(ctx context.Context, href string) string {
	if href == "" {
		return ""
	}
	return ui.T(ctx, "workbook.marked")
}

// cellWords are what stands in a cell, "" in an empty one.
func cellWords(ctx context.Context, text i18n.Text) string {
	if text.Key == "" {
		return ""
	}
	return text.In(ui.Lang(ctx))
}

// orNone writes a word for an empty cell.
func orNone(ctx context.Context, text string) string {
	if text == "" {
		return ui.T(ctx, "workbook.none")
	}
	return text
}

// placeWords names a cell of the form; "" for none.
func placeWords(ctx context.Context, place form.Place) string {
	if place == (form.Place{}) {
		return ""
	}
	return place.Label(say.T(ctx))
}
