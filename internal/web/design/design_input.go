package design

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"nianlun/internal/engine/form/formdraft"
	"nianlun/internal/kit/fault"
	"nianlun/internal/web/door"
	"nianlun/internal/work/design"
)

// The acts that are no work of design.Change.
const (
	doUndo    = "undo"
	doRedo    = "redo"
	doDiscard = "discard"
	doNotes   = "notes.done"
)

// actOf decodes what is to be done. A button says it in "do": the act, then what
// it is done to, with blanks between. A panel says it in "act" with its fields.
func actOf(ctx context.Context, v door.Values) (design.Act, error) {
	if parts := strings.Fields(v.Text("do")); len(parts) > 0 {
		return commandOf(parts, v)
	}
	switch v.Text("act") {
	case "form.edit":
		return design.EditForm{Code: v.Text("code"), Title: v.Text("title"), Help: v.Text("help"), Period: v.Text("period"),
			Basis: v.Text("basis"), Sign: v.Texts("sign")}, nil
	case "section.add":
		after, _ := v.Int("after")
		return design.AddSection{After: after, Title: v.Text("title"), Table: v.Text("kind") == "table"}, nil
	case "section.edit":
		return sectionOf(v), nil
	case "field.add":
		section, _ := v.Int("section")
		at, given := v.Int("place")
		if !given {
			at = maxFields
		}
		return design.AddField{Section: section, At: at, Type: v.Text("type"), Title: v.Text("name")}, nil
	case "field.edit":
		edit := design.EditField{Key: v.Text("key"), Field: fieldOf(v)}
		if code, found := strings.CutPrefix(edit.Field.Of, bureauPrefix); found {
			edit.Field.Of, edit.CodeList = "", code
		}
		return edit, nil
	case "refer.edit":
		return referOfInput(v), nil
	case "list.edit":
		return listInput(v), nil
	case "check.edit":
		at, err := strconv.Atoi(v.Text("at"))
		if err != nil {
			at = -1
		}
		return design.EditCheck{At: at, Check: checkOf(ctx, v)}, nil
	}
	return nil, fault.New(fault.Invalid, "door.form")
}

// maxFields is a place behind every field.
const maxFields = 1 << 20

// commandOf decodes a button: "field.move spent 0 3".
func commandOf(parts []string, v door.Values) (design.Act, error) {
	number := func(i int) int {
		if i >= len(parts) {
			return -1
		}
		n, err := strconv.Atoi(parts[i])
		if err != nil {
			return -1
		}
		return n
	}
	key := ""
	if len(parts) > 1 {
		key = parts[1]
	}
	switch parts[0] {
	case "section.move":
		return design.MoveSection{Section: number(1), To: max(0, number(2))}, nil
	case "section.remove":
		return design.RemoveSection{Section: number(1)}, nil
	case "field.move":
		return design.MoveField{Key: key, Section: number(2), At: max(0, number(3))}, nil
	case "field.remove":
		return design.RemoveField{Key: key}, nil
	case "field.copy":
		return design.CopyField{Key: key}, nil
	case "field.replace":
		return design.CopyField{Key: key, Replace: true}, nil
	case "field.reuse":
		return reuseAct(key, parts)
	case "check.move":
		return design.MoveCheck{At: number(1), To: max(0, number(2))}, nil
	case "check.remove":
		return design.RemoveCheck{At: number(1)}, nil
	case "refer.remove":
		return design.RemoveRefer{Refer: strings.TrimPrefix(v.Text("do"), "refer.remove ")}, nil
	case "list.adopt":
		_, code, name := adoptAct(v.Text("do"))
		return design.AdoptList{List: name, Code: code}, nil
	case "field.adopt":
		_, code, field := adoptAct(v.Text("do"))
		return design.AdoptField{Key: field, Code: code}, nil
	case "list.remove":
		return design.RemoveList{List: strings.TrimPrefix(v.Text("do"), "list.remove ")}, nil
	}
	return nil, fault.New(fault.Invalid, "door.form")
}

// reuseAct decodes "field.reuse spent form works paid same", "… unit code" and
// "… indicator code".
func reuseAct(key string, parts []string) (design.Act, error) {
	act := design.ReuseField{Key: key}
	switch {
	case len(parts) == 6 && parts[2] == prefillForm:
		act.From = formdraft.Prefill{Form: parts[3], Field: parts[4], Period: parts[5]}
	case len(parts) == 4 && parts[2] == prefillUnit:
		act.From = formdraft.Prefill{Unit: parts[3]}
	case len(parts) == 4 && parts[2] == prefillIndicator:
		act.From = formdraft.Prefill{Indicator: parts[3]}
	default:
		return nil, fault.New(fault.Invalid, "door.form")
	}
	return act, nil
}

func sectionOf(v door.Values) design.EditSection {
	at, _ := v.Int("section")
	out := design.EditSection{Section: at, Title: v.Text("title"), Tab: v.Text("tab"), Help: v.Text("help"), When: ruleText(v, "when")}
	if v.Has("row") {
		out.Row = &design.RowRule{Name: v.Text("row"), Min: v.Text("min"), Max: v.Text("max"), Key: v.Text("rowkey"), Fixed: optionsOf(v)}
	}
	return out
}

// The ways in which a field is required, as the panel says them.
const (
	requiredYes  = "yes"
	requiredWhen = "when"
)

// The sources of a value offered at first, as the panel says them.
const (
	prefillLast      = "last"
	prefillForm      = "form"
	prefillUnit      = "unit"
	prefillIndicator = "indicator"
)

func fieldOf(v door.Values) formdraft.Field {
	f := formdraft.Field{
		Code: v.Text("code"), Name: v.Text("name"), Type: v.Text("type"), Unit: v.Text("unit"), Decimals: v.Text("decimals"),
		Min: v.Text("min"), Max: v.Text("max"), Under: v.Text("under"), Datum: v.Text("datum"), Value: sideText(v, "value"),
		Missing: v.Text("missing"), When: ruleText(v, "when"), Default: v.Text("default"), Total: v.Has("total"), Help: v.Text("help"),
		Prefill: prefillOf(v),
	}
	if f.Of = v.Text("of"); f.Of == ownOptions {
		f.Of, f.Options = "", optionsOf(v)
	}
	switch v.Text("required") {
	case requiredYes:
		f.Required = "true"
	case requiredWhen:
		f.Required = ruleText(v, "requiredwhen")
	}
	return f
}

// ownOptions is the choice of options that belong to the field alone. No list can
// be called so: names have no blanks round them.
const ownOptions = "-"

func prefillOf(v door.Values) formdraft.Prefill {
	switch v.Text("prefill") {
	case prefillLast:
		return formdraft.LastPeriod
	case prefillForm:
		if named, found := strings.CutPrefix(v.Text("prefillfield"), namedPrefix); found {
			return formdraft.Prefill{Named: named}
		}
		form, field, _ := strings.Cut(v.Text("prefillfield"), "|")
		return formdraft.Prefill{Form: form, Field: field, Period: v.Text("prefillperiod")}
	case prefillUnit:
		return formdraft.Prefill{Unit: v.Text("prefillunit")}
	case prefillIndicator:
		return formdraft.Prefill{Indicator: v.Text("prefillindicator")}
	}
	return formdraft.Prefill{}
}

// optionsOf reads the rows of options, then those that were pasted one a line.
func optionsOf(v door.Values) []formdraft.Option {
	var rows []int
	for _, name := range v.Names() {
		if n, err := strconv.Atoi(strings.TrimPrefix(name, "option.")); err == nil && strings.HasPrefix(name, "option.") {
			rows = append(rows, n)
		}
	}
	slices.Sort(rows)
	var out []formdraft.Option
	for _, n := range rows {
		row := strconv.Itoa(n)
		out = append(out, formdraft.Option{Code: v.Text("code." + row), Name: v.Text("option." + row), Under: splitWords(v.Text("under." + row))})
	}
	return append(out, pastedOptions(v.Text("options"))...)
}

func checkOf(ctx context.Context, v door.Values) formdraft.Check {
	rule := ruleText(v, "rule")
	c := formdraft.Check{Each: v.Text("each"), Say: v.Text("say"), At: splitWords(v.Text("mark")), Missing: v.Text("missing")}
	if v.Text("class") == "experience" {
		c.Experience = rule
	} else {
		c.Logic = rule
	}
	if c.Say == "" {
		c.Say = sayOf(ctx, rule)
	}
	if field := v.Text("mendfield"); field != "" {
		c.Mend = formdraft.Mend{Field: field, Value: v.Text("mendvalue")}
	}
	return c
}

// splitWords takes a list of words apart, as people write it.
func splitWords(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("、,，;； \t\n", r) })
}
