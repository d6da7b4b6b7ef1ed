package plan

import (
	"context"
	"slices"

	"github.com/a-h/templ"

	"nianlun/internal/base/access"
	"nianlun/internal/kit/fault"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/plan"
)

// dialogView is one act on a task: the button that opens it, and its fields.
type dialogView struct {
	ID     string
	Act    ui.BtnView // without words the dialog is opened from elsewhere
	Beside bool       // the button stands with the facts, not in the head
	Title  string
	Action string
	Submit string
	Open   bool
	Wrong  string // what is wrong as a whole
	Fields []fieldView
	Files  bool // takes files
	Steps  []ui.CheckView
	Hidden map[string]string
}

// fieldView is one field of a dialog. A kind of "" is a line.
type fieldView struct {
	ui.FieldView
	Kind    string
	Options []ui.Option
}

const (
	area    = "area"
	choice  = "choice"
	choices = "choices"
)

// dialogsOf are the acts that the actor may do with the task now. The first
// report comes last: it is the page's one primary button.
func dialogsOf(ctx context.Context, by access.Actor, d plan.Detail, c plan.Choices, a again) []dialogView {
	b := builder{ctx: ctx, task: d, again: a}
	may := func(verb access.Verb) bool { return plan.May(by, verb, d.Task) }
	decide, basis := plan.MayDecide(by, d.Task)
	open, live := d.State == plan.Open, d.State != plan.Done
	if live && may(access.Assign) {
		b.assign(c, d.Plan.State == plan.Baseline)
	}
	if live && may(access.Write) {
		b.edit()
	}
	if decide {
		b.decisions(basis, may(access.Decide))
	}
	if live && may(access.Report) && !decide && d.Asked == nil {
		b.ask()
	}
	if open && may(access.Remind) {
		b.remind()
	}
	if live && (may(access.Report) || may(access.Write)) {
		b.step()
	}
	if open && may(access.Report) {
		b.report()
	}
	return b.dialogs
}

func has(dialogs []dialogView, id string) bool {
	return slices.ContainsFunc(dialogs, func(d dialogView) bool { return d.ID == id })
}

// builder puts dialogs together, with what was typed when one is shown again.
type builder struct {
	ctx     context.Context
	task    plan.Detail
	again   again
	dialogs []dialogView
}

func (b *builder) t(key string) string { return ui.T(b.ctx, key) }

func (b *builder) add(id, actKey, titleKey string, fields ...fieldView) *dialogView {
	d := dialogView{
		ID: id, Act: ui.BtnView{Words: b.t(actKey), Dialog: id}, Title: b.t(titleKey), Submit: b.t(actKey),
		Action: plan.Link(b.task.ID) + "/" + id, Fields: fields,
	}
	if b.again.dialog == id && b.again.err != nil {
		d.Open = true
		errs := ui.ErrorsOf(b.ctx, b.again.err)
		if len(errs) == 0 || len(fault.As(b.again.err).Fields) == 0 {
			d.Wrong = faultWords(b.ctx, b.again.err)
		}
		for i := range d.Fields {
			f := &d.Fields[i]
			f.Error, f.Value = errs.For(f.Name), b.again.form.Text(f.Name)
		}
	}
	for i := range d.Fields {
		d.Fields[i].ID = id + "-" + d.Fields[i].Name
	}
	b.dialogs = append(b.dialogs, d)
	return &b.dialogs[len(b.dialogs)-1]
}

func (b *builder) reason(required bool) fieldView {
	return fieldView{Kind: area, FieldView: ui.FieldView{Name: "reason", Label: b.t("plan.field.reason"), Required: required}}
}

// basis is asked only from those who record what others approved.
func (b *builder) basis(needed bool) []fieldView {
	if !needed {
		return nil
	}
	return []fieldView{{FieldView: ui.FieldView{Name: "basis", Label: b.t("plan.field.basis"), Hint: b.t("plan.field.basis.hint"), Required: true}}}
}

func (b *builder) date(name, label, value string, required bool) fieldView {
	return fieldView{FieldView: ui.FieldView{Name: name, Label: b.t(label), Type: "date", Value: value, Required: required}}
}

func (b *builder) decisions(basis, decides bool) {
	with := func(fields ...fieldView) []fieldView { return append(fields, b.basis(basis)...) }
	switch b.task.State {
	case plan.Done:
		b.add("reopen", "plan.act.reopen", "plan.ask.reopen", with(b.reason(true))...)
		return
	case plan.Paused:
		b.add("resume", "plan.act.resume", "plan.ask.resume", with(b.reason(false))...)
	default:
		b.add("pause", "plan.act.pause", "plan.ask.pause", with(b.reason(true))...)
	}
	due := b.task.Due.String()
	if b.task.Asked != nil {
		due = b.task.Asked.Due.String()
		if decides {
			b.add("refuse", "plan.act.refuse", "plan.ask.refuse", b.reason(true))
		}
	}
	b.add("extend", "plan.act.extend", "plan.ask.extend", with(b.date("due", "plan.field.due", due, true), b.reason(true))...)
	if b.task.State == plan.Open {
		reason := b.reason(false)
		reason.Hint = b.t("plan.field.close.hint")
		b.add("close", "plan.act.close", "plan.ask.close", with(b.date("on", "plan.field.on", b.task.Day.String(), true), reason)...)
	}
}

func (b *builder) ask() {
	b.add("ask", "plan.act.ask", "plan.ask.ask", b.date("due", "plan.field.due", "", true), b.reason(true))
}

func (b *builder) remind() {
	b.add("remind", "plan.act.remind", "plan.ask.remind", fieldView{Kind: area, FieldView: ui.FieldView{
		Name: "text", Label: b.t("plan.field.remind"), Hint: b.t("plan.field.remind.hint"),
	}})
}

func (b *builder) assign(c plan.Choices, frozen bool) {
	fields := []fieldView{
		{Kind: choice, Options: options(b.t("plan.keep"), c.Units), FieldView: ui.FieldView{Name: "lead", Label: b.t("plan.col.lead"), Hint: b.t("plan.field.lead.hint")}},
		{Kind: choice, Options: options(b.t("plan.keep"), c.Leaders), FieldView: ui.FieldView{Name: "leader", Label: b.t("plan.col.leader")}},
		{Kind: choices, Options: options(b.t("plan.keep"), c.Units)[1:], FieldView: ui.FieldView{Name: "participants", Label: b.t("plan.field.participants"), Hint: b.t("plan.field.many")}},
	}
	if !frozen {
		fields = append(fields, b.date("duedate", "plan.col.due", "", false))
	}
	b.add("assign", "plan.bulk.assign", "plan.ask.assign", fields...).Beside = true
}

func (b *builder) step() {
	d := b.add("step", "plan.act.step", "plan.ask.step",
		fieldView{FieldView: ui.FieldView{Name: "step", Label: b.t("plan.col.step"), Required: true}},
		b.date("stepdue", "plan.step.due", "", false),
		fieldView{FieldView: ui.FieldView{Name: "owner", Label: b.t("plan.step.owner")}})
	d.Action = plan.Link(b.task.ID) + "/steps"
	d.Act = ui.BtnView{}
}

func (b *builder) report() {
	fields := []fieldView{{Kind: area, FieldView: ui.FieldView{
		Name: "text", Label: b.t("plan.field.report"), Hint: b.t("plan.field.report.hint"), Rows: 5, Required: true,
	}}}
	if t := b.task.Target; t != nil && t.Indicator == "" {
		fields = append(fields, fieldView{FieldView: ui.FieldView{
			Name: "value", Label: ui.T(b.ctx, "plan.field.value", "unit", t.Unit), Hint: b.t("plan.field.value.hint"), Short: true,
			Attrs: map[string]any{"inputmode": "decimal", "autocomplete": "off"},
		}})
	}
	d := b.add("report", "plan.act.report", "plan.ask.report", fields...)
	d.Act.Kind, d.Act.Key, d.Files = "primary", "r", true
	for _, m := range b.task.Milestones {
		if m.Done.IsZero() {
			d.Steps = append(d.Steps, ui.CheckView{Name: "step", Value: m.ID, Words: m.Title})
		}
	}
}

func enctype(files bool) templ.Attributes {
	if !files {
		return nil
	}
	return templ.Attributes{"enctype": "multipart/form-data"}
}

// several makes a choice of one a choice of many.
func several(f ui.FieldView) ui.FieldView {
	f.Attrs = templ.Attributes{"multiple": true, "size": "5"}
	return f
}
