package design

import (
	"slices"

	"nianlun/internal/base/access"
	"nianlun/internal/base/org"
	"nianlun/internal/engine/expr"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formdraft"
	"nianlun/internal/engine/period"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/design"
)

func (p *panel) field(at formdraft.At) *fieldPanel {
	section := p.s.Content.Sections[at.Section]
	f := *p.s.Content.Field(at)
	key := section.Key(&f)
	if a, ok := p.s.Typed.(design.EditField); ok && a.Key == key {
		f = a.Field
	}
	out := &fieldPanel{
		Key: key, Name: p.input("name", f.Name), Code: p.hinted("code", f.Code), Type: p.input("type", f.Type), Help: p.hinted("help", f.Help),
		Types: typeGroups(p.ctx), Typed: fieldTyped(f.Type), When: p.built("when", f.When, ruleKind),
		Copy: "field.copy " + key, Remove: "field.remove " + key,
	}
	if p.s.IsPublished(key) {
		out.Keep, out.Code.Readonly, out.Replace = ui.T(p.ctx, "design.keep.field"), true, "field.replace "+key
	}
	p.ofType(out, section, f)
	if section.Rows != nil && (holdsNumber(f.Type) || f.Total) {
		out.Total = &ui.CheckView{Name: "total", Words: ui.T(p.ctx, "design.field.total"), Checked: f.Total}
	}
	if out.Typed {
		p.required(out, f)
		p.prefill(out, f)
		out.Default = p.hinted("default", f.Default)
	}
	p.asked(out, key)
	return out
}

func holdsNumber(name string) bool {
	t, known := form.TypeByName(name)
	return known && t.Holds() == expr.Number
}

// settings are the keys that a type knows.
func settings(name string) []string {
	t, known := form.TypeByName(name)
	if !known {
		return nil
	}
	return t.Settings()
}

// ofType adds what only some types have.
func (p *panel) ofType(out *fieldPanel, section formdraft.Section, f formdraft.Field) {
	known := settings(f.Type)
	if holdsNumber(f.Type) || f.Unit != "" {
		out.Inputs = append(out.Inputs, p.input("unit", f.Unit))
	}
	for _, name := range []string{"decimals", "min", "max", "datum"} {
		if !slices.Contains(known, name) {
			continue
		}
		value := map[string]string{"decimals": f.Decimals, "min": f.Min, "max": f.Max, "datum": f.Datum}[name]
		input := p.input(name, value)
		if name == "max" && !slices.Contains(known, "min") {
			input.Label = ui.T(p.ctx, "design.field.max."+countOf(f.Type))
		}
		input.Short = true
		out.Inputs = append(out.Inputs, input)
	}
	if slices.Contains(known, "value") {
		value, missing := p.built("value", f.Value, sideKind), p.input("missing", f.Missing)
		out.Value, out.Missing, out.Missings = &value, &missing, p.options("design.missing.", "", "zero")
	}
	if slices.Contains(known, "of") {
		p.of(out, section, f)
	}
}

// countOf is what the upper bound of a type counts.
func countOf(name string) string {
	switch name {
	case "multichoice":
		return "choices"
	case "file", "photo":
		return "files"
	}
	return "letters"
}

// of adds what a field chooses from.
func (p *panel) of(out *fieldPanel, section formdraft.Section, f formdraft.Field) {
	of := p.input("of", f.Of)
	of.Label = ui.T(p.ctx, "design.field.of."+f.Type)
	out.Of = &of
	switch f.Type {
	case "choice", "multichoice":
		p.choice(out, section, f)
	case "period":
		var kinds []string
		for _, kind := range period.Kinds() {
			kinds = append(kinds, string(kind))
		}
		out.Ofs = p.options("design.period.", kinds...)
	case "phone":
		out.Ofs = p.options("design.phone.", "", "mobile", "landline")
	case "unit":
		out.Ofs = []ui.Option{{Words: ui.T(p.ctx, "design.unit.any")}, {Value: "school", Words: ui.T(p.ctx, "design.unit.school")}}
		for _, t := range org.UnitTypes() {
			out.Ofs = append(out.Ofs, ui.Option{Value: string(t), Words: ui.T(p.ctx, t.Key())})
		}
	case "person":
		out.Ofs = []ui.Option{{Words: ui.T(p.ctx, "design.person.any")}}
		for _, role := range access.Roles() {
			out.Ofs = append(out.Ofs, ui.Option{Value: string(role), Words: access.RoleName(role)})
		}
	}
	if !slices.ContainsFunc(out.Ofs, func(o ui.Option) bool { return o.Value == out.Of.Value }) && out.Of.Value != "" {
		out.Ofs = append(out.Ofs, ui.Option{Value: out.Of.Value, Words: out.Of.Value})
	}
}

func (p *panel) choice(out *fieldPanel, section formdraft.Section, f formdraft.Field) {
	out.Ofs = []ui.Option{{Value: ownOptions, Words: ui.T(p.ctx, "design.options.own")}}
	for _, l := range p.s.Content.Lists {
		out.Ofs = append(out.Ofs, ui.Option{Value: l.Name, Words: ui.T(p.ctx, "design.options.list", "name", l.Name)})
	}
	p.codeLists(out, f)
	if f.Of == "" {
		out.Of.Value, out.HasOwn, out.Own = ownOptions, true, p.ofOptions(f.Options, design.ParentOptions(p.s.OptionsOf, section, f))
	}
	unders := []ui.Option{{Words: ui.T(p.ctx, "design.under.none")}}
	for _, other := range section.Fields {
		if other.Code == f.Code {
			break
		}
		if other.Type == "choice" {
			unders = append(unders, ui.Option{Value: other.Name, Words: other.Name})
		}
	}
	if len(unders) > 1 || f.Under != "" {
		under := p.hinted("under", f.Under)
		out.Under, out.Unders = &under, unders
	}
}

func (p *panel) required(out *fieldPanel, f formdraft.Field) {
	mode := ""
	switch f.Required {
	case "":
	case "true":
		mode = requiredYes
	default:
		mode = requiredWhen
	}
	out.Required, out.Requireds = p.input("required", mode), p.options("design.required.", "", requiredYes, requiredWhen)
	condition := ""
	if mode == requiredWhen {
		condition = f.Required
	}
	out.RequiredWhen = p.built("requiredwhen", condition, ruleKind)
}

func (p *panel) prefill(out *fieldPanel, f formdraft.Field) {
	from := f.Prefill
	mode := ""
	switch {
	case from == formdraft.LastPeriod:
		mode = prefillLast
	case from.Form != "" || from.Named != "":
		mode = prefillForm
	case from.Unit != "":
		mode = prefillUnit
	case from.Indicator != "":
		mode = prefillIndicator
	}
	out.Prefill = p.hinted("prefill", mode)
	out.Prefills = p.options("design.prefill.", "", prefillLast, prefillForm, prefillUnit, prefillIndicator)
	chosen := ""
	switch {
	case from.Named != "":
		chosen = namedPrefix + from.Named
	case from.Form != "":
		chosen = from.Form + "|" + from.Field
	}
	out.PrefillField, out.PrefillFields = p.input("prefillfield", chosen), p.sources(chosen)
	out.PrefillPeriod, out.PrefillPeriods = p.input("prefillperiod", from.Period), p.options("design.when.", "same", "last", "year-ago")
	out.PrefillUnit, out.PrefillUnits = p.input("prefillunit", from.Unit), p.options("design.register.", form.RegisterFields()...)
	out.PrefillIndicator = p.hinted("prefillindicator", from.Indicator)
}

// sources are the fields of other forms, by form.
func (p *panel) sources(chosen string) []ui.OptionGroup {
	groups := []ui.OptionGroup{{Words: ui.T(p.ctx, "design.prefill.pick"), Options: []ui.Option{{Words: ui.T(p.ctx, "form.choice.none")}}}}
	known := chosen == ""
	for _, line := range p.s.Forms {
		if line.Version == nil || line.Form == p.s.Form {
			continue
		}
		group := ui.OptionGroup{Words: line.Title}
		for _, f := range line.Version.Definition.Fields() {
			if f.Type.Control() == form.ControlNote {
				continue
			}
			value := line.Form + "|" + f.Key()
			known = known || value == chosen
			group.Options = append(group.Options, ui.Option{Value: value, Words: f.Name})
		}
		groups = append(groups, group)
	}
	for _, group := range p.named() {
		for _, o := range group.Options {
			known = known || o.Value == chosen
		}
		groups = append(groups, group)
	}
	if !known {
		groups[0].Options = append(groups[0].Options, ui.Option{Value: chosen, Words: chosen})
	}
	return groups
}

// namedPrefix begins the choice of a field of a form that is referred to by a name
// of its own, which says the period too. No code of a form begins so.
const namedPrefix = "="

// named are the fields of the forms that this one refers to, by the names of the
// references.
func (p *panel) named() []ui.OptionGroup {
	var groups []ui.OptionGroup
	for _, r := range p.s.Content.Refers {
		group := ui.OptionGroup{Words: ui.T(p.ctx, "design.refer.group", "name", r.Name)}
		for _, f := range p.referred(r) {
			group.Options = append(group.Options, ui.Option{Value: namedPrefix + r.Name + "." + f.path, Words: f.words})
		}
		groups = append(groups, group)
	}
	return groups
}

// asked says which forms ask the field already, and asks why it is asked again.
func (p *panel) asked(out *fieldPanel, key string) {
	for _, a := range p.s.Again {
		if a.Field != key {
			continue
		}
		out.Asked = append(out.Asked, askedOf(p.ctx, a))
	}
	if len(out.Asked) > 0 {
		out.Again = p.hinted("again", p.s.Reasons[key])
		out.Again.Rows = 2
	}
}
