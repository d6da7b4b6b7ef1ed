package plan

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"nianlun/internal/base/access"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/plan"
)

// listView is the list page, ready to be shown.
type listView struct {
	Query   listQuery
	Acts    []ui.BtnView
	Drafts  []draftNote
	Tabs    []ui.ViewTab
	Dropped []ui.ChipView // filters that are on
	Menus   []ui.ChipMenuView
	Table   ui.TableView
	Rows    []taskRow
	Empty   ui.EmptyView
	Bulk    bulkView
	Batch   *batchView
	Keys    []ui.KeyHint
}

type draftNote struct {
	Words  string
	Action string
	Btn    ui.BtnView
}

// taskRow is one line of the list.
type taskRow struct {
	ID, No, Title, Href string
	Light               ui.Colour
	Word                string
	Figure              *ui.FigureView
	Target              string
	Meter               *ui.MeterView
	Steps               string
	Lead, Leader        string
	Due, Last           string
	Ticked              bool
}

const bulkForm = "bulk"

func viewOfList(ctx context.Context, by access.Actor, q listQuery, board plan.Board, choices plan.Choices) listView {
	rows := q.filter(by, board.Day).Select(board.Rows)
	v := listView{Query: q, Rows: make([]taskRow, len(rows)), Bulk: bulkOf(ctx, by, q, choices)}
	for i, r := range rows {
		v.Rows[i] = rowOf(ctx, board, r)
	}
	v.Tabs = tabs(ctx, by, q, board)
	v.Dropped, v.Menus = chips(ctx, q, board)
	v.Table = columns(ctx, q, v.Bulk.Any())
	v.Empty = emptyList(ctx, by, q, board)
	v.Drafts = drafts(ctx, by, board)
	if mayWrite(by) {
		v.Acts = []ui.BtnView{{Words: ui.T(ctx, "plan.list.new"), Kind: "primary", Icon: "plus", Key: "n", Href: listPath + "/new?year=" + strconv.Itoa(q.Year)}}
	}
	v.Keys = keys(ctx, v.Bulk)
	return v
}

func mayWrite(by access.Actor) bool {
	return access.Can(by, access.Write, access.Thing{Bureau: by.Bureau, Kind: access.Task}) == access.Allowed
}

func rowOf(ctx context.Context, board plan.Board, r plan.Row) taskRow {
	row := taskRow{
		ID: r.ID, No: r.No, Title: r.Title, Href: plan.Link(r.ID), Light: colour(r.Light.Colour), Word: word(ctx, r.Light),
		Target: targetWords(r.Target), Lead: board.Units[r.Lead], Leader: board.People[r.Leader], Due: dayWords(ctx, r.Due, board.Year),
	}
	if r.Reading != nil {
		figure := figureOf(r.Reading)
		row.Figure = &figure
	}
	if r.Steps > 0 {
		row.Steps = strconv.Itoa(r.Stepped) + " / " + strconv.Itoa(r.Steps)
		row.Meter = &ui.MeterView{Share: float64(r.Stepped) / float64(r.Steps), Colour: row.Light, Words: row.Steps}
	}
	if r.Latest != nil {
		row.Last = lastWords(ctx, r.Latest.At, board.Day)
	}
	return row
}

// tabs are the saved views with their counts; those for tasks that wait for an
// answer and for tasks without owner or day show themselves only when there are some.
func tabs(ctx context.Context, by access.Actor, q listQuery, board plan.Board) []ui.ViewTab {
	var all []ui.ViewTab
	for _, view := range listViews() {
		n := viewFilter(view, by, board.Day).Count(board.Rows)
		if n == 0 && view != q.view && (view == viewNobody || view == viewAsked) {
			continue
		}
		all = append(all, ui.ViewTab{
			Words: viewWords(ctx, view, board), Count: strconv.Itoa(n), Current: view == q.view,
			Href: listQuery{Year: q.Year, view: view}.with(func(*listQuery) {}),
		})
	}
	return all
}

func viewWords(ctx context.Context, view string, board plan.Board) string {
	switch view {
	case viewAll:
		return ui.T(ctx, "plan.view.all")
	case viewWatch:
		return ui.T(ctx, "plan.view.watch")
	case viewMine:
		return ui.T(ctx, "plan.view.mine")
	case viewMonth:
		return ui.T(ctx, "plan.view.month", "month", ui.T(ctx, monthKeys[board.Day.Month-1]))
	case viewTarget:
		return ui.T(ctx, "plan.view.target")
	case viewAsked:
		return ui.T(ctx, "plan.view.asked")
	case viewNobody:
		return ui.T(ctx, "plan.view.nobody")
	default:
		return ui.T(ctx, "plan.view.open")
	}
}

// chips are the filters that are on, each dropped by a click, and menus of those
// that can be put on.
func chips(ctx context.Context, q listQuery, board plan.Board) (on []ui.ChipView, menus []ui.ChipMenuView) {
	add := func(label, value string, options []plan.Choice, set func(*listQuery, string)) {
		for _, o := range options {
			if value != "" && o.ID == value {
				on = append(on, ui.ChipView{Words: ui.T(ctx, "plan.chip", "name", label, "value", o.Name), On: true, Href: q.with(func(q *listQuery) { set(q, "") })})
				return
			}
		}
		menu := ui.ChipMenuView{Words: label}
		for _, o := range options {
			menu.Choices = append(menu.Choices, ui.ChipView{Words: o.Name, Href: q.with(func(q *listQuery) { set(q, o.ID) })})
		}
		if len(menu.Choices) > 0 {
			menus = append(menus, menu)
		}
	}
	add(ui.T(ctx, "plan.col.light"), q.Light, lightChoices(ctx), func(q *listQuery, v string) { q.Light = v })
	add(ui.T(ctx, "plan.col.theme"), q.Theme, themeChoices(ctx, board), func(q *listQuery, v string) { q.Theme = v })
	add(ui.T(ctx, "plan.col.lead"), q.Lead, present(board, board.Units, func(r plan.Row) string { return r.Lead }), func(q *listQuery, v string) { q.Lead = v })
	add(ui.T(ctx, "plan.col.leader"), q.Leader, present(board, board.People, func(r plan.Row) string { return r.Leader }), func(q *listQuery, v string) { q.Leader = v })
	if q.Words != "" {
		on = append(on, ui.ChipView{Words: ui.T(ctx, "plan.chip.words", "words", q.Words), On: true, Href: q.with(func(q *listQuery) { q.Words = "" })})
	}
	return on, menus
}

func lightChoices(ctx context.Context) []plan.Choice {
	var all []plan.Choice
	for _, c := range plan.Colours() {
		all = append(all, plan.Choice{ID: string(c), Name: lightWords(ctx, c)})
	}
	return all
}

func themeChoices(ctx context.Context, board plan.Board) []plan.Choice {
	var all []plan.Choice
	for _, theme := range board.Themes() {
		all = append(all, plan.Choice{ID: theme.ID, Name: themeWords(ctx, theme.No, theme.Title)})
	}
	return all
}

// present are the units or people that stand on the board, by name.
func present(board plan.Board, names map[string]string, of func(plan.Row) string) []plan.Choice {
	seen := map[string]bool{}
	var all []plan.Choice
	for _, r := range board.Rows {
		if id := of(r); id != "" && !seen[id] {
			seen[id] = true
			all = append(all, plan.Choice{ID: id, Name: names[id]})
		}
	}
	slices.SortFunc(all, func(a, b plan.Choice) int { return cmp.Compare(a.Name, b.Name) })
	return all
}

func columns(ctx context.Context, q listQuery, bulk bool) ui.TableView {
	due := ui.Col{Words: ui.T(ctx, "plan.col.due"), Num: true, Sort: q.with(func(q *listQuery) { q.Sort = "due" })}
	if q.Sort == "due" {
		due.Sort, due.Sorted = q.with(func(q *listQuery) { q.Sort = "" }), "ascending"
	}
	return ui.TableView{
		Label: ui.T(ctx, "plan.list.title"), Class: "stack", Keyboard: true, Bulk: bulk, Form: bulkForm,
		Cols: []ui.Col{
			{Words: ui.T(ctx, "plan.col.no"), No: true}, {Words: ui.T(ctx, "plan.col.task")}, {Words: ui.T(ctx, "plan.col.light")},
			{Words: ui.T(ctx, "plan.col.value"), Num: true}, {Words: ui.T(ctx, "plan.col.target"), Num: true},
			{Words: ui.T(ctx, "plan.col.steps")}, {Words: ui.T(ctx, "plan.col.lead")}, {Words: ui.T(ctx, "plan.col.leader")},
			due, {Words: ui.T(ctx, "plan.col.last")},
		},
	}
}

func emptyList(ctx context.Context, by access.Actor, q listQuery, board plan.Board) ui.EmptyView {
	if len(board.Rows) > 0 {
		return ui.EmptyView{Words: ui.T(ctx, "plan.list.nomatch"), Plain: true, Link: ui.T(ctx, "plan.view.all"), Href: listQuery{Year: q.Year, view: viewAll}.with(func(*listQuery) {})}
	}
	empty := ui.EmptyView{Words: ui.T(ctx, "plan.list.empty", "year", q.Year)}
	if mayWrite(by) {
		empty.Act = ui.BtnView{Words: ui.T(ctx, "plan.list.upload"), Kind: "primary", Href: "/documents"}
		empty.Link, empty.Href = ui.T(ctx, "plan.list.byhand"), listPath+"/new?year="+strconv.Itoa(q.Year)
	}
	return empty
}

// drafts say which plans are no baseline yet, with the button that makes them one.
func drafts(ctx context.Context, by access.Actor, board plan.Board) []draftNote {
	if access.Can(by, access.Write, access.Thing{Bureau: by.Bureau, Kind: access.Plan}) != access.Allowed {
		return nil
	}
	var notes []draftNote
	for _, p := range board.Plans {
		if p.State == plan.Draft && len(board.Rows) > 0 {
			notes = append(notes, draftNote{
				Words: ui.T(ctx, "plan.draft.note", "title", p.Title), Action: "/plan/" + p.ID + "/freeze",
				Btn: ui.BtnView{Words: ui.T(ctx, "plan.draft.freeze"), Small: true},
			})
		}
	}
	return notes
}

func keys(ctx context.Context, bulk bulkView) []ui.KeyHint {
	hints := []ui.KeyHint{{Keys: []string{"j", "k"}, Words: ui.T(ctx, "plan.key.move")}}
	if bulk.Any() {
		hints = append(hints, ui.KeyHint{Keys: []string{"x"}, Words: ui.T(ctx, "plan.key.tick")})
	}
	hints = append(hints, ui.KeyHint{Keys: []string{"Enter"}, Words: ui.T(ctx, "plan.key.open")})
	if bulk.Assign {
		hints = append(hints, ui.KeyHint{Keys: []string{"a"}, Words: ui.T(ctx, "plan.bulk.assign")})
	}
	return hints
}
