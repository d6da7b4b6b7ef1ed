package workbooks

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"nianlun/internal/web/collect/links"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/collect"
)

// schoolsView is what a campaign's workbook would change, or has changed.
type schoolsView struct {
	Head    ui.HeadView
	Action  string // where saving posts; "" when there is nothing to save or it is done
	Save    string // words of the button
	Rows    []schoolRow
	Same    []string // schools of which there is nothing to tell
	Issues  []bookIssueRow
	MoreBad int
	Marked  string
	Again   string
	Note    string
	Doubt   string // the words of the choice to leave doubtful schools out; "" when there are none
}

type schoolRow struct {
	Name, Href string
	Light      ui.Colour
	Words      string
	Cells      string
	Why        string
	Changes    []bookChangeRow
	More       int
}

// changesOfSchool bounds what is listed of one school.
const changesOfSchool = 20

func viewOfSchools(ctx context.Context, look collect.CampaignBookLook, done bool) schoolsView {
	taken, same, refused := look.Count(collect.BookTaken), look.Count(collect.BookSame), look.Count(collect.BookRefused)
	id := look.Campaign.ID
	view := schoolsView{Head: campaignBookHead(ctx, look.Campaign, look.Name), Again: links.CampaignBook(id)}
	view.Head.Light, view.Head.Words = ui.Amber, ui.T(ctx, "workbook.light.look")
	view.Head.Why = ui.T(ctx, "workbook.why.campaign", "taken", taken, "same", same, "refused", refused)
	switch {
	case done:
		view.Head.Light, view.Head.Words = ui.Blue, ui.T(ctx, "workbook.light.done")
		view.Head.Why = ui.T(ctx, "workbook.done.campaign", "taken", taken, "same", same, "refused", refused)
		view.Note = ui.T(ctx, "workbook.entered.note")
	case taken > 0:
		view.Action, view.Save = links.CampaignBook(id)+"/"+look.File, ui.T(ctx, "workbook.save.campaign", "n", taken)
		if n := look.Doubtful(); n > 0 {
			view.Doubt, view.Save = ui.T(ctx, "workbook.doubt", "n", n), ui.T(ctx, "workbook.save.doubt")
		}
	default:
		view.Head.Light, view.Head.Words = ui.Grey, ui.T(ctx, "workbook.light.same")
	}
	all := look.All()
	view.Issues, view.MoreBad = issueRows(ctx, look.Issues)
	for _, one := range look.Schools {
		view.Issues, view.MoreBad = partRows(ctx, view.Issues, view.MoreBad, one.Issues, one.Unit.Label())
	}
	if len(all) > 0 && !done {
		view.Marked = links.CampaignBook(id) + "/" + look.File + "/marked.xlsx"
	}
	for _, one := range look.Schools {
		if one.Fate == collect.BookSame && len(one.Issues) == 0 {
			view.Same = append(view.Same, one.Unit.Label())
			continue
		}
		view.Rows = append(view.Rows, schoolRowOf(ctx, one, done))
	}
	slices.SortStableFunc(view.Rows, func(a, b schoolRow) int { return weightOf(a.Light) - weightOf(b.Light) })
	return view
}

// partRows adds the issues of one part to a table, each with the name of the part,
// as far as the table has room.
func partRows(ctx context.Context, all []bookIssueRow, more int, issues []collect.BookIssue, name string) ([]bookIssueRow, int) {
	room := max(0, shownRows-len(all))
	rows, _ := issueRows(ctx, issues[:min(room, len(issues))])
	for i := range rows {
		rows[i].Place = strings.TrimSuffix(name+ui.T(ctx, "ui.comma")+rows[i].Place, ui.T(ctx, "ui.comma"))
	}
	return append(all, rows...), more + len(issues) - len(rows)
}

// weightOf puts what needs eyes first.
func weightOf(light ui.Colour) int {
	return slices.Index([]ui.Colour{ui.Red, ui.Amber, ui.Green, ui.Blue, ui.Grey}, light)
}

func schoolRowOf(ctx context.Context, one collect.SchoolBook, done bool) schoolRow {
	row := schoolRow{Name: one.Unit.Name, Href: collect.Link(one.Return)}
	switch one.Fate {
	case collect.BookRefused:
		row.Light, row.Words = ui.Red, ui.T(ctx, "workbook.fate.refused")
	case collect.BookSame:
		row.Light, row.Words = ui.Grey, ui.T(ctx, "workbook.fate.same")
	case collect.BookTaken:
		row.Light, row.Words = ui.Green, ui.T(ctx, "workbook.fate.taken")
		if done {
			row.Light, row.Words = ui.Blue, ui.T(ctx, "workbook.fate.saved")
		}
	}
	if n := len(one.Issues); n > 0 {
		if row.Light != ui.Red {
			row.Light = ui.Amber
		}
		row.Why = ui.T(ctx, "workbook.school.issues", "n", n)
	}
	if one.Why != nil {
		row.Why = one.Why.In(ui.Lang(ctx))
	}
	if n := len(one.Changes); n > 0 {
		row.Cells = strconv.Itoa(n)
	}
	shown := one.Changes[:min(len(one.Changes), changesOfSchool)]
	row.Changes, _ = changeRows(ctx, shown)
	row.More = len(one.Changes) - len(shown)
	return row
}
