package desk

import (
	"context"
	"net/http"
	"slices"
	"strconv"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/period"
	"nianlun/internal/engine/workdays"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/collect"
	"nianlun/internal/work/document"
	"nianlun/internal/work/plan"
)

type deskView struct {
	Title, Under string
	Year         int
	All, Done    int
	Spread       []ui.SpreadPart
	MayRing      bool
	Owed         []ui.OwedRow
	OwedCount    string
	Waiting      []ui.OwedRow
	WaitingCount int
	Changed      []ui.Moment
}

func (p Pages) desk(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	view, err := p.view(ctx, door.By(ctx), door.Year(ctx))
	if err != nil {
		return err
	}
	return door.Page(w, r, door.View{Title: ui.T(ctx, "desk.title"), Nav: "desk"}, deskPage(view))
}

func (p Pages) view(ctx context.Context, by access.Actor, year int) (deskView, error) {
	day := p.Calendar.Today()
	days, err := p.Calendar.Calendar(ctx, by.Bureau)
	if err != nil {
		return deskView{}, err
	}
	dated := dating{day: day, days: days}
	if dated.near, err = p.Params.Int(ctx, by.Bureau, near, day); err != nil {
		return deskView{}, err
	}
	var due []dueRow
	returns, err := p.Returns.Owed(ctx, by)
	if err != nil {
		return deskView{}, err
	}
	for _, item := range returns {
		due = append(due, rowOfReturn(ctx, item, dated))
	}
	board, err := p.board(ctx, by, year)
	if err != nil {
		return deskView{}, err
	}
	above, err := p.Mandates.Turns(ctx, by)
	if err != nil {
		return deskView{}, err
	}
	due = append(due, aboveRows(ctx, above, dated)...)
	due = append(due, taskRows(ctx, by, board)...)
	if due, err = p.draftRows(ctx, by, year, due); err != nil {
		return deskView{}, err
	}
	view := deskView{Year: year, Under: under(ctx, day, days), MayRing: mayRead(by, access.Plan)}
	view.owed(ctx, due, day)
	view.spread(ctx, board)
	if view.Waiting, view.WaitingCount, err = p.waiting(ctx, by); err != nil {
		return view, err
	}
	signing := signRows(ctx, above)
	view.Waiting, view.WaitingCount = append(signing, view.Waiting...), view.WaitingCount+len(signing)
	view.Changed, err = p.changed(ctx, by)
	return view, err
}

// board is the year's tasks; empty for posts that see none.
func (p Pages) board(ctx context.Context, by access.Actor, year int) (plan.Board, error) {
	if access.Scope(by, access.Read, access.Task).Empty() {
		return plan.Board{}, nil
	}
	return p.Tasks.Board(ctx, by, year)
}

func mayRead(by access.Actor, kind access.Kind) bool {
	return !access.Scope(by, access.Read, kind).Empty()
}

// dueRow is a row with the day that it is sorted and grouped by.
type dueRow struct {
	ui.OwedRow
	day period.Date
}

func rowOfReturn(ctx context.Context, item collect.Item, d dating) dueRow {
	deadline := item.Deadline()
	colour, words := dueLight(ctx, d, deadline)
	hint := ui.T(ctx, "desk.return.hint", "unit", item.UnitName)
	if item.State == collect.Back {
		hint = ui.T(ctx, "desk.return.back", "unit", item.UnitName)
	}
	if item.HeirName != "" {
		hint = ui.T(ctx, "desk.return.for", "unit", item.UnitName)
	}
	return dueRow{day: deadline, OwedRow: ui.OwedRow{
		Light: colour, Words: words, What: ui.T(ctx, "desk.return.what", "title", item.Title, "period", item.Period.Text().In(ui.Lang(ctx))),
		Href: "/collect/returns/" + item.ID, Hint: hint, Due: ui.Lang(ctx).Date(deadline.Time()),
		Act: ui.BtnView{Words: ui.T(ctx, "desk.act.fill"), Href: "/collect/returns/" + item.ID},
	}}
}

// near is the parameter that says with how many working days left a deadline is near.
const near = "light.amber.workdays"

// dating is what the light of a deadline follows from.
type dating struct {
	day  period.Date
	days workdays.Calendar
	near int
}

func dueLight(ctx context.Context, d dating, deadline period.Date) (ui.Colour, string) {
	day, days := d.day, d.days
	if deadline.Before(day) {
		return ui.Red, ui.T(ctx, "desk.late", "n", day.DaysSince(deadline))
	}
	if deadline == day {
		return ui.Amber, ui.T(ctx, "desk.today")
	}
	left := days.WorkdaysBetween(day, deadline).Days
	colour := ui.Green
	if left <= d.near {
		colour = ui.Amber
	}
	return colour, ui.T(ctx, "desk.left", "n", deadline.DaysSince(day)) // days, as the pages behind say it
}

// taskRows are the tasks that the post must act on: those of the own unit, and
// for whoever watches all of them those that are overdue.
func taskRows(ctx context.Context, by access.Actor, board plan.Board) []dueRow {
	watches := access.Scope(by, access.Remind, access.Task).All || access.Scope(by, access.Report, access.Task).Empty()
	var rows []dueRow
	for _, r := range board.Rows {
		if r.State == plan.Done || r.State == plan.Paused || r.Light.Colour.Urgency() > plan.Amber.Urgency() {
			continue
		}
		mine := r.Lead == by.Post.Unit || r.Leader == by.Person
		if !mine && (!watches || r.Light.Colour != plan.Red) {
			continue
		}
		act := ui.BtnView{Words: ui.T(ctx, "desk.act.open"), Href: "/plan/tasks/" + r.ID}
		if mine {
			act.Words = ui.T(ctx, "desk.act.report")
		}
		rows = append(rows, dueRow{day: r.Due, OwedRow: ui.OwedRow{
			Light: ui.Colour(r.Light.Colour), Words: r.Light.Word.In(ui.Lang(ctx)), What: r.Title, Href: "/plan/tasks/" + r.ID,
			Hint: ui.T(ctx, "desk.task.hint", "no", r.No, "lead", board.Units[r.Lead]), Due: ui.Lang(ctx).Date(r.Due.Time()), Act: act,
		}})
	}
	return rows
}

func (p Pages) draftRows(ctx context.Context, by access.Actor, year int, rows []dueRow) ([]dueRow, error) {
	if access.Can(by, access.Write, access.Thing{Bureau: by.Bureau, Kind: access.Document}) != access.Allowed {
		return rows, nil
	}
	drafts, err := p.Drafts.List(ctx, by, year)
	if err != nil {
		return nil, err
	}
	for _, d := range drafts {
		if d.State == document.Issued {
			continue
		}
		rows = append(rows, dueRow{OwedRow: ui.OwedRow{
			Light: ui.Green, Words: ui.T(ctx, "desk.draft"), What: d.Title, Href: "/drafts/" + d.ID, Hint: ui.T(ctx, "desk.draft.hint"),
			Act: ui.BtnView{Words: ui.T(ctx, "desk.act.write"), Href: "/drafts/" + d.ID},
		}})
	}
	return rows, nil
}

// owedShown bounds the list: who owes more needs the full lists behind it.
const owedShown = 30

func (v *deskView) owed(ctx context.Context, rows []dueRow, day period.Date) {
	slices.SortStableFunc(rows, func(a, b dueRow) int {
		switch {
		case a.day.IsZero() != b.day.IsZero():
			if a.day.IsZero() {
				return 1
			}
			return -1
		default:
			return a.day.Compare(b.day)
		}
	})
	now := 0
	last := ""
	for i, row := range rows {
		group := groupOf(row.day, day)
		if group == "desk.group.now" {
			now++
		}
		if i >= owedShown {
			continue
		}
		if group != last {
			row.Group, last = ui.T(ctx, group), group
		}
		v.Owed = append(v.Owed, row.OwedRow)
	}
	v.OwedCount = ui.T(ctx, "desk.owed.count", "n", len(rows))
	v.Title = ui.T(ctx, "desk.head.none")
	if now > 0 {
		v.Title = ui.T(ctx, "desk.head", "n", now)
	}
}

// weekAhead: what is due in the next seven days stands together.
const weekAhead = 7

func groupOf(due, day period.Date) string {
	switch {
	case due.IsZero():
		return "desk.group.open"
	case !due.After(day):
		return "desk.group.now"
	case due.DaysSince(day) <= weekAhead:
		return "desk.group.week"
	default:
		return "desk.group.later"
	}
}

func under(ctx context.Context, day period.Date, days workdays.Calendar) string {
	lang := ui.Lang(ctx)
	end := period.Date{Year: day.Year, Month: 12, Day: 31}
	return ui.T(ctx, "desk.under", "date", lang.Date(day.Time()), "weekday", lang.Weekday(day.Time()),
		"n", days.WorkdaysBetween(day, end).Days)
}

func (v *deskView) spread(ctx context.Context, board plan.Board) {
	counts := plan.Lights(board.Rows)
	v.All, v.Done = len(board.Rows), counts[plan.Blue]
	for _, colour := range []plan.Colour{plan.Blue, plan.Green, plan.Amber, plan.Red, plan.Grey} {
		v.Spread = append(v.Spread, ui.SpreadPart{
			Count: counts[colour], Colour: ui.Colour(colour), Words: ui.T(ctx, "desk.light."+string(colour)),
			Href: "/plan/tasks?view=all&light=" + string(colour) + "&year=" + strconv.Itoa(v.Year),
		})
	}
}

// waitingSheet leads to the whole list where only its beginning is shown.
func waitingSheet(ctx context.Context, v deskView) ui.SheetView {
	sheet := ui.SheetView{ID: "decide", Title: ui.T(ctx, "desk.waiting"), Hint: ui.T(ctx, "desk.owed.count", "n", v.WaitingCount)}
	if v.WaitingCount > len(v.Waiting) {
		sheet.Link, sheet.Href = ui.T(ctx, "desk.waiting.all"), "/collect"
	}
	return sheet
}

// waitingShown bounds what waits, of returns and of corrections: the news stand
// below, and the page of returns has them all.
const waitingShown = 8

func (p Pages) waiting(ctx context.Context, by access.Actor) ([]ui.OwedRow, int, error) {
	items, err := p.Returns.Waiting(ctx, by)
	if err != nil {
		return nil, 0, err
	}
	var rows []ui.OwedRow
	for _, item := range items[:min(len(items), waitingShown)] {
		rows = append(rows, ui.OwedRow{
			What: ui.T(ctx, "desk.return.what", "title", item.Title, "period", item.Period.Text().In(ui.Lang(ctx))), Hint: item.UnitName,
			Href: "/collect/returns/" + item.ID, Act: ui.BtnView{Words: ui.T(ctx, "desk.act.review"), Href: "/collect/returns/" + item.ID},
		})
	}
	corrections, err := p.Returns.CorrectionsWaiting(ctx, by)
	if err != nil {
		return nil, 0, err
	}
	for _, item := range corrections[:min(len(corrections), waitingShown)] {
		href := collect.CorrectionLink(item.ID)
		rows = append(rows, ui.OwedRow{
			What: ui.T(ctx, "correction.desk", "title", item.Title, "period", item.Period.Text().In(ui.Lang(ctx))), Hint: item.UnitName,
			Href: href, Act: ui.BtnView{Words: ui.T(ctx, "desk.act.review"), Href: href},
		})
	}
	return rows, len(items) + len(corrections), nil
}
