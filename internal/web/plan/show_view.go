package plan

import (
	"context"
	"strconv"

	"nianlun/internal/base/access"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/plan"
)

// taskView is a task's page, ready to be shown.
type taskView struct {
	ID      string
	Head    ui.HeadView
	Notes   []ui.NoteView
	Target  *targetView
	Steps   []stepRow
	StepSum string
	AddStep bool
	Moments []ui.Moment
	Facts   []ui.Fact
	Beside  []ui.BtnView // acts on the facts
	Source  *sourceView
	Uses    []plan.Use
	Dialogs []dialogView
}

// targetView is the figure of a task: now, promised, at the start, and the year.
type targetView struct {
	Note  string
	Tiles []tileView
	Chart string // SVG; empty when there is nothing to draw
	Pace  string // what the slanted line means
}

// tileView is a tile of the target. At is where on this page its source stands;
// empty for a figure that opens the panel.
type tileView struct {
	ui.TileView
	At string
}

type stepRow struct {
	ID, Title, Owner string
	Light            ui.Colour
	Word             string
	Due, Done        string
	Finish, Drop     string // where the buttons post; empty without the right
}

// sourceView is the sentence of the plan document.
type sourceView struct {
	Quote string
	Href  string
	From  string
}

func viewOfTask(ctx context.Context, by access.Actor, d plan.Detail, choices plan.Choices, a again) taskView {
	v := taskView{ID: d.ID, Uses: d.Uses, Target: targetOf(ctx, d), Source: sourceOf(ctx, d)}
	v.Dialogs = dialogsOf(ctx, by, d, choices, a)
	v.Head = headOf(ctx, d)
	for _, dialog := range v.Dialogs {
		switch {
		case dialog.Act.Words == "":
		case dialog.Beside:
			dialog.Act.Small = true
			v.Beside = append(v.Beside, dialog.Act)
		default:
			v.Head.Acts = append(v.Head.Acts, dialog.Act)
		}
	}
	v.Notes = notesOf(ctx, d, v.Dialogs, a)
	v.Steps = stepsOf(ctx, by, d)
	v.AddStep = has(v.Dialogs, "step")
	if d.Steps > 0 {
		v.StepSum = ui.T(ctx, "plan.steps.sum", "n", d.Steps, "done", d.Stepped)
	}
	v.Moments = momentsOf(ctx, d)
	v.Facts = factsOf(ctx, d)
	return v
}

func headOf(ctx context.Context, d plan.Detail) ui.HeadView {
	return ui.HeadView{
		Title: d.Title, Light: colour(d.Light.Colour), Words: word(ctx, d.Light), Why: why(ctx, d.Light) + gapWords(ctx, d.Row),
		Crumbs: []ui.Crumb{
			{Words: ui.T(ctx, "plan.list.title"), Href: listQuery{Year: d.Year}.with(func(*listQuery) {})},
			{Words: themeWords(ctx, d.ThemeNo, d.ThemeTitle), Href: listQuery{Year: d.Year, view: viewAll, Theme: d.Theme}.with(func(*listQuery) {})},
			{Words: d.No},
		},
	}
}

// gapWords says what is missing to the target: 现值 57.8%，还差 2.2 个百分点。
func gapWords(ctx context.Context, r plan.Row) string {
	if r.Reading == nil || r.Target == nil || r.Measure.Reached || r.State == plan.Done {
		return ""
	}
	gap := r.Target.Value.Sub(*r.Reading.Value).Abs()
	words := amount(gap, r.Target.Unit)
	if r.Target.Unit == "%" {
		words = ui.T(ctx, "plan.points", "n", gap.String())
	}
	return ui.T(ctx, "plan.gap", "value", amount(*r.Reading.Value, r.Reading.Unit), "gap", words)
}

// notesOf are what waits for an answer, and what went wrong outside of a dialog.
func notesOf(ctx context.Context, d plan.Detail, dialogs []dialogView, a again) []ui.NoteView {
	var notes []ui.NoteView
	if a.err != nil && !has(dialogs, a.dialog) {
		notes = append(notes, ui.NoteView{Colour: ui.Red, Words: faultWords(ctx, a.err)})
	}
	if d.Asked != nil {
		notes = append(notes, ui.NoteView{Colour: ui.Amber, Words: ui.T(ctx, "plan.asked",
			"who", d.Asked.Name, "due", dayWords(ctx, d.Asked.Due, d.Day.Year), "reason", d.Asked.Reason)})
	}
	if d.Paused != nil {
		notes = append(notes, ui.NoteView{Colour: ui.Grey, Words: ui.T(ctx, "plan.paused",
			"who", d.People[d.Paused.By], "day", clockWords(ctx, d.Paused.At, d.Day), "reason", d.Paused.Reason)})
	}
	return notes
}

func stepsOf(ctx context.Context, by access.Actor, d plan.Detail) []stepRow {
	report, write := plan.May(by, access.Report, d.Task), plan.May(by, access.Write, d.Task)
	rows := make([]stepRow, len(d.Milestones))
	for i, m := range d.Milestones {
		row := stepRow{ID: m.ID, Title: m.Title, Owner: m.Owner, Due: dayWords(ctx, m.Due, d.Year), Done: dayWords(ctx, m.Done, d.Year)}
		row.Light, row.Word = stepLight(ctx, m, d)
		if m.Done.IsZero() && d.State != plan.Done {
			if report {
				row.Finish = plan.Link(d.ID) + "/steps/" + m.ID + "/done"
			}
			if report || write {
				row.Drop = plan.Link(d.ID) + "/steps/" + m.ID + "/drop"
			}
		}
		rows[i] = row
	}
	return rows
}

// stepLight: a milestone is done, late or neither; it has no figure of its own.
func stepLight(ctx context.Context, m plan.Milestone, d plan.Detail) (ui.Colour, string) {
	switch {
	case !m.Done.IsZero():
		return ui.Blue, ui.T(ctx, "plan.light.done")
	case !m.Due.IsZero() && m.Due.Before(d.Day):
		return ui.Red, ui.T(ctx, "plan.light.late.now")
	default:
		return ui.Green, ui.T(ctx, "plan.light.fine")
	}
}

func factsOf(ctx context.Context, d plan.Detail) []ui.Fact {
	none := func(words string) string {
		if words == "" {
			return ui.T(ctx, "plan.unset")
		}
		return words
	}
	due := ui.Fact{Name: ui.T(ctx, "plan.col.due"), Words: none(dayWords(ctx, d.Due, d.Day.Year)), Hint: d.DueWords}
	if d.Baseline != nil && d.Baseline.Due != d.Due {
		due.Hint = ui.T(ctx, "plan.was", "day", dayWords(ctx, d.Baseline.Due, d.Day.Year))
	}
	facts := []ui.Fact{
		{Name: ui.T(ctx, "plan.col.leader"), Words: none(d.People[d.Leader])},
		{Name: ui.T(ctx, "plan.col.lead"), Words: none(d.Units[d.Lead])},
	}
	if len(d.Participants) > 0 {
		facts = append(facts, ui.Fact{Name: ui.T(ctx, "plan.field.participants"), Words: joined(ctx, unitNames(d.Participants, d.Units))})
	}
	if !d.Start.IsZero() {
		facts = append(facts, ui.Fact{Name: ui.T(ctx, "plan.field.start"), Words: dayWords(ctx, d.Start, d.Day.Year)})
	}
	facts = append(facts, due)
	if !d.DoneOn.IsZero() {
		facts = append(facts, ui.Fact{Name: ui.T(ctx, "plan.field.on"), Words: dayWords(ctx, d.DoneOn, d.Day.Year)})
	}
	baseline := ui.T(ctx, "plan.baseline.none")
	if d.Plan.State == plan.Baseline {
		baseline = ui.T(ctx, "plan.baseline.on", "day", clockWords(ctx, d.Plan.FrozenAt, d.Day))
	}
	return append(facts,
		ui.Fact{Name: ui.T(ctx, "plan.field.plan"), Words: d.Plan.Title, Hint: d.Plan.Number},
		ui.Fact{Name: ui.T(ctx, "plan.field.baseline"), Words: baseline})
}

func sourceOf(ctx context.Context, d plan.Detail) *sourceView {
	if d.Quote == "" {
		return nil
	}
	s := &sourceView{Quote: d.Quote, From: ui.T(ctx, "plan.source.from", "title", d.Plan.Title, "theme", themeWords(ctx, d.ThemeNo, d.ThemeTitle))}
	if d.Document != "" {
		s.Href = "/documents/" + d.Document + "?at=" + strconv.Itoa(d.SourceStart)
	}
	return s
}
