package plan

import (
	"context"

	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/plan"
)

// formView is the form of a new task.
type formView struct {
	Year   string
	Errors ui.Errors
	Wrong  string // what is wrong as a whole
	Plans  []ui.Option
	Plan   string
	Themes []string // offered; another one may be typed
	Fields map[string]fieldView
	Order  []string // of the fields above the target
	Target []string // of the target's fields
}

func formOf(ctx context.Context, plans []plan.Plan, c plan.Choices, year int, form door.Values, wrong error) formView {
	v := formView{Year: yearText(year), Plan: form.Text("plan"), Errors: ui.ErrorsOf(ctx, wrong)}
	if wrong != nil && len(v.Errors) == 0 {
		v.Wrong = faultWords(ctx, wrong)
	}
	for _, p := range plans {
		v.Plans = append(v.Plans, ui.Option{Value: p.ID, Words: p.Title})
		for _, theme := range p.Themes {
			v.Themes = append(v.Themes, theme.Title)
		}
	}
	v.Fields = map[string]fieldView{}
	add := func(kind, name, label string, more ...func(*fieldView)) {
		f := fieldView{Kind: kind, FieldView: ui.FieldView{Name: name, Label: ui.T(ctx, label), Value: form.Text(name), Error: v.Errors.For(name)}}
		for _, change := range more {
			change(&f)
		}
		v.Fields[name] = f
	}
	hint := func(key string) func(*fieldView) { return func(f *fieldView) { f.Hint = ui.T(ctx, key) } }
	of := func(o []ui.Option) func(*fieldView) { return func(f *fieldView) { f.Options = o } }
	typed := func(t string) func(*fieldView) { return func(f *fieldView) { f.Type = t } }
	required := func(f *fieldView) { f.Required = true }

	nobody := ui.T(ctx, "plan.unset")
	add("", "title", "plan.col.task", required, hint("plan.field.title.hint"))
	add("", "theme", "plan.col.theme", required, hint("plan.field.theme.hint"), func(f *fieldView) { f.Attrs = map[string]any{"list": "themes"} })
	add(choice, "lead", "plan.col.lead", of(options(nobody, c.Units)))
	add(choice, "leader", "plan.col.leader", of(options(nobody, c.Leaders)), hint("plan.field.leader.hint"))
	add(choices, "participants", "plan.field.participants", of(options(nobody, c.Units)[1:]), hint("plan.field.many"))
	add("", "start", "plan.field.start", typed("date"))
	add("", "due", "plan.col.due", typed("date"))
	add(area, "quote", "plan.field.quote", hint("plan.field.quote.hint"))
	for _, f := range targetFields(ctx, nil) {
		f.Error = v.Errors.For(f.Name)
		if typed := form.Text(f.Name); typed != "" {
			f.Value = typed
		}
		v.Fields[f.Name] = f
		v.Target = append(v.Target, f.Name)
	}
	v.Order = []string{"theme", "title", "lead", "leader", "participants", "start", "due", "quote"}
	return v
}
