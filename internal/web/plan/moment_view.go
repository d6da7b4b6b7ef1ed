package plan

import (
	"context"
	"strings"

	"nianlun/internal/engine/period"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/plan"
)

// momentWords are what each entry of the log reads as.
var momentWords = map[string]string{
	"task.create": "plan.moment.create", "task.freeze": "plan.moment.freeze", "task.assign": "plan.moment.assign",
	"task.report": "plan.moment.report", "task.remind": "plan.moment.remind", "task.ask": "plan.moment.ask",
	"task.extend": "plan.moment.extend", "task.refuse": "plan.moment.refuse", "task.pause": "plan.moment.pause",
	"task.resume": "plan.moment.resume", "task.close": "plan.moment.close", "task.reopen": "plan.moment.reopen",
	"task.step": "plan.moment.step", "task.step.add": "plan.moment.step.add", "task.step.drop": "plan.moment.step.drop",
	"task.edit": "plan.moment.edit",
}

var momentColours = map[string]ui.Colour{
	"task.close": ui.Blue, "task.report": ui.Green, "task.pause": ui.Grey, "task.remind": ui.Amber, "task.refuse": ui.Red,
}

func momentsOf(ctx context.Context, d plan.Detail) []ui.Moment {
	moments := make([]ui.Moment, 0, len(d.Moments))
	for _, m := range d.Moments {
		key, known := momentWords[m.Verb]
		if !known {
			continue
		}
		moment := ui.Moment{
			When: clockWords(ctx, m.At, d.Day), Colour: momentColours[m.Verb], What: ui.T(ctx, key),
			Who: strings.TrimSpace(d.Units[m.PostUnit] + " " + m.Name), Quote: m.Trace.Text,
		}
		if m.Progress != nil {
			reported(&moment, d, *m.Progress)
		}
		if strings.HasPrefix(m.Verb, "task.step") {
			moment.What, moment.Quote = ui.T(ctx, key)+" "+m.Trace.Text, ""
		}
		if m.Verb != "task.create" && len(m.Trace.Changes) > 0 {
			moment.Body = changesPart(changesOf(ctx, d, m.Trace.Changes))
		}
		moment.Hint = reasonWords(ctx, m.Trace)
		moments = append(moments, moment)
	}
	return moments
}

func reported(moment *ui.Moment, d plan.Detail, p plan.Progress) {
	moment.Quote = p.Text
	if p.Value != nil && d.Target != nil {
		moment.What += " " + amount(*p.Value, d.Target.Unit)
	}
	for _, f := range p.Files {
		moment.Files = append(moment.Files, ui.FileView{Name: f.Name, Href: plan.Link(d.ID) + "/files/" + f.ID})
	}
}

func reasonWords(ctx context.Context, trace plan.Trace) string {
	switch {
	case trace.Reason != "" && trace.Basis != "":
		return ui.T(ctx, "plan.reason.basis", "reason", trace.Reason, "basis", trace.Basis)
	case trace.Reason != "":
		return ui.T(ctx, "plan.reason", "reason", trace.Reason)
	case trace.Basis != "":
		return ui.T(ctx, "plan.basis", "basis", trace.Basis)
	default:
		return ""
	}
}

// changeView is one member before and after, in words.
type changeView struct{ Name, Old, New string }

var fieldWords = map[string]string{
	"title": "plan.col.task", "leader": "plan.col.leader", "lead": "plan.col.lead", "participants": "plan.field.participants",
	"start": "plan.field.start", "due": "plan.col.due", "target": "plan.col.target",
}

// changesOf leaves out the state: the moment's own words say it.
func changesOf(ctx context.Context, d plan.Detail, all []plan.Change) []changeView {
	var views []changeView
	for _, c := range all {
		key, shown := fieldWords[c.Field]
		if !shown {
			continue
		}
		views = append(views, changeView{Name: ui.T(ctx, key), Old: changed(ctx, d, c.Field, c.Old), New: changed(ctx, d, c.Field, c.New)})
	}
	return views
}

func changed(ctx context.Context, d plan.Detail, field, value string) string {
	if value == "" {
		return ui.T(ctx, "plan.unset")
	}
	switch field {
	case "lead", "participants":
		return joined(ctx, unitNames(strings.Fields(value), d.Units))
	case "leader":
		return d.People[value]
	case "start", "due":
		if day, err := period.ParseDate(value); err == nil {
			return dayWords(ctx, day, d.Day.Year)
		}
	}
	return value
}
