package plan

import (
	"context"
	"strconv"

	"nianlun/internal/web/ui"
	"nianlun/internal/work/plan"
)

// edit is the dialog for what a task promises. In a frozen plan it asks for the
// reason and the document that approves the change.
func (b *builder) edit() {
	t := b.task.Task
	fields := []fieldView{
		{FieldView: ui.FieldView{Name: "title", Label: b.t("plan.col.task"), Value: t.Title, Required: true}},
		b.date("start", "plan.field.start", t.Start.String(), false),
	}
	fields = append(fields, targetFields(b.ctx, t.Target)...)
	if b.task.Plan.State == plan.Baseline {
		fields = append(fields, b.reason(true))
		fields = append(fields, b.basis(true)...)
	}
	d := b.add("edit", "plan.act.edit", "plan.ask.edit", fields...)
	d.Beside = true
	d.Hidden = map[string]string{"rev": strconv.Itoa(t.Rev)}
}

// targetFields are the fields of a target, with what it is now.
func targetFields(ctx context.Context, t *plan.Target) []fieldView {
	var value, unit, base, indicator string
	op := plan.AtLeast
	if t != nil {
		op, value, unit, indicator = t.Op, t.Value.String(), t.Unit, t.Indicator
		if t.Base != nil {
			base = t.Base.String()
		}
	}
	line := func(name, label, value, hint string) fieldView {
		f := fieldView{FieldView: ui.FieldView{Name: name, Label: ui.T(ctx, label), Value: value}}
		if hint != "" {
			f.Hint = ui.T(ctx, hint)
		}
		return f
	}
	return []fieldView{
		{Kind: choice, Options: ops(ctx), FieldView: ui.FieldView{Name: "op", Label: ui.T(ctx, "plan.field.op"), Value: string(op)}},
		line("value", "plan.col.target", value, "plan.field.goal.hint"),
		line("unit", "plan.field.unit", unit, ""),
		line("base", "plan.target.base", base, "plan.field.base.hint"),
		line("indicator", "plan.field.indicator", indicator, "plan.field.indicator.hint"),
	}
}

// ops are the conditions of a target.
func ops(ctx context.Context) []ui.Option {
	return []ui.Option{
		{Value: string(plan.AtLeast), Words: ui.T(ctx, "plan.op.least")}, {Value: string(plan.AtMost), Words: ui.T(ctx, "plan.op.most")},
		{Value: string(plan.Exactly), Words: ui.T(ctx, "plan.op.exactly")},
	}
}
