package design

import (
	"context"
	"strings"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formdraft"
	"nianlun/internal/engine/form/formimport"
	"nianlun/internal/engine/period"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/design"
)

// panelView is what was chosen of a form, to be changed. One of its parts is set.
type panelView struct {
	Title, Hint string
	Act         string
	Target      string
	Write       bool
	Names       []nameView // that expressions may use here
	Form        *formPanel
	Section     *sectionPanel
	Field       *fieldPanel
	List        *listPanel
	Refer       *referPanel
	Check       *checkPanel
	Rest        []string // what is wrong and stands in no input
}

type formPanel struct {
	Title, Code, Help, Basis ui.FieldView
	Period                   ui.FieldView
	Periods                  []ui.Option
	Signs                    []ui.CheckView
	Notes                    []noteLine
}

// noteLine is something that an import left to be looked at.
type noteLine struct {
	At, Words string
	Lost      bool // to be written anew
	Guessed   bool // the type of a field was guessed from values
}

type sectionPanel struct {
	Place              int
	Title, Help, Tab   ui.FieldView
	When               expressionView
	Table              bool
	Row, Min, Max, Key ui.FieldView
	Keys               []ui.Option
	Fixed              optionsView
	Remove             string
	Count              int
}

type fieldPanel struct {
	Key                    string
	Name, Code, Type, Help ui.FieldView
	Types                  []ui.OptionGroup
	Keep                   string // why code and type stay
	Replace                string
	Inputs                 []ui.FieldView // of the type: unit, min, max, …
	Of                     *ui.FieldView
	Ofs                    []ui.Option
	Bureau                 []ui.Option // lists of the bureau that it may choose from
	Alike                  *alikeView
	List                   *codeListView // the list of the bureau that it chooses from
	Own                    optionsView   // options of its own
	HasOwn                 bool
	Under                  *ui.FieldView
	Unders                 []ui.Option
	Missing                *ui.FieldView
	Missings               []ui.Option
	Value                  *expressionView
	Typed                  bool // somebody fills it in
	Required               ui.FieldView
	Requireds              []ui.Option
	RequiredWhen, When     expressionView
	Default                ui.FieldView
	Prefill                ui.FieldView
	Prefills               []ui.Option
	PrefillField           ui.FieldView
	PrefillFields          []ui.OptionGroup
	PrefillPeriod          ui.FieldView
	PrefillPeriods         []ui.Option
	PrefillUnit            ui.FieldView
	PrefillUnits           []ui.Option
	PrefillIndicator       ui.FieldView
	Total                  *ui.CheckView
	Asked                  []askedView
	Again                  ui.FieldView
	Copy, Remove           string
}

// askedView is another form that asks the field already.
type askedView struct{ Words, Why, Reuse string }

type listPanel struct {
	List   string
	Code   *codeListView // set for a list of the bureau: its items are written there
	Alike  *alikeView
	Make   string // where it is made the bureau's; empty where it is or may not be
	To     ui.FieldView
	Rows   optionsView
	Copy   *ui.FieldView // what a new list begins with
	Copies []ui.Option
	Remove string
	Used   int
}

type checkPanel struct {
	At         string
	Class      ui.FieldView
	Classes    []ui.Option
	Each       ui.FieldView
	Eachs      []ui.Option
	Rule       expressionView
	Say        ui.FieldView
	Mark       ui.FieldView
	Missing    ui.FieldView
	Missings   []ui.Option
	MendField  ui.FieldView
	MendFields []ui.Option
	MendValue  ui.FieldView
	Remove     string
}

// panel makes the inputs of what was chosen.
type panel struct {
	ctx      context.Context
	s        shown
	problems map[string]string
	errs     ui.Errors
	used     map[string]bool // inputs that have shown their problem
}

func viewOfPanel(ctx context.Context, s shown) panelView {
	p := &panel{ctx: ctx, s: s, problems: problemsAt(ctx, s.Open, s.At), errs: ui.ErrorsOf(ctx, s.Wrong), used: map[string]bool{}}
	view := panelView{Target: s.At.String(), Write: s.May.Write}
	switch s.At.Kind {
	case atSection:
		view.Title, view.Act, view.Section = ui.T(ctx, "design.at.section"), "section.edit", p.section(s.At.number())
		view.Names = namesAbove(ctx, s.Content, s.At.number(), 0)
	case atField:
		at, _ := s.Content.Find(s.At.Name)
		view.Title, view.Act, view.Field = ui.T(ctx, "design.at.field"), "field.edit", p.field(at)
		view.Names = namesAbove(ctx, s.Content, at.Section, at.Field)
		if s.Content.Field(at).Type == "calculated" {
			view.Names = namesOf(ctx, s.Content, rowsOf(s.Content.Sections[at.Section]))
		}
	case atList:
		view.Title, view.Act, view.List = ui.T(ctx, "design.at.list"), "list.edit", p.list(s.At.Name)
	case atRefer:
		view.Title, view.Act, view.Refer = ui.T(ctx, "design.at.refer"), "refer.edit", p.refer(s.At.Name)
	case atCheck:
		view.Title, view.Act, view.Check = ui.T(ctx, "design.at.check"), "check.edit", p.check(s.At.number())
		view.Names = namesOf(ctx, s.Content, p.eachCode())
	default:
		view.Title, view.Act, view.Form = ui.T(ctx, "design.at.form"), "form.edit", p.form()
	}
	for name, words := range p.problems {
		if !p.used[name] {
			view.Rest = append(view.Rest, words)
		}
	}
	return view
}

// input is an input with what is wrong with it.
func (p *panel) input(name, value string) ui.FieldView {
	p.used[name] = true
	wrong := p.errs.For(name)
	if wrong == "" {
		wrong = p.problems[name]
	}
	return ui.FieldView{Name: name, ID: "p-" + name, Label: ui.T(p.ctx, "design.field."+name), Value: value, Error: wrong, Readonly: !p.s.May.Write}
}

func (p *panel) hinted(name, value string) ui.FieldView {
	f := p.input(name, value)
	f.Hint = ui.T(p.ctx, "design.hint."+name)
	return f
}

// expression is an input that completes names.
func (p *panel) expression(name, value string) ui.FieldView {
	f := p.hinted(name, value)
	f.Attrs = map[string]any{"data-names": "names", "autocomplete": "off", "spellcheck": "false"}
	f.Rows = 2
	return f
}

func (p *panel) options(key string, values ...string) []ui.Option {
	var out []ui.Option
	for _, v := range values {
		out = append(out, ui.Option{Value: v, Words: ui.T(p.ctx, key+wordOf(v))})
	}
	return out
}

// wordOf is the last part of a message key for a value; none for the empty one.
func wordOf(v string) string {
	if v == "" {
		return "none"
	}
	return v
}

func (p *panel) form() *formPanel {
	c := p.s.Content
	if a, ok := p.s.Typed.(design.EditForm); ok {
		c.Title, c.Code, c.Help, c.Basis, c.Period, c.Sign = a.Title, a.Code, a.Help, a.Basis, a.Period, a.Sign
	}
	out := &formPanel{Title: p.input("title", c.Title), Code: p.hinted("code", c.Code), Help: p.hinted("help", c.Help),
		Basis: p.hinted("basis", c.Basis), Period: p.hinted("period", c.Period)}
	out.Code.Hint = ui.T(p.ctx, "design.hint.formcode")
	out.Help.Hint = ui.T(p.ctx, "design.hint.formhelp")
	if p.s.Base > 0 {
		out.Code.Readonly, out.Code.Hint = true, ui.T(p.ctx, "design.keep.formcode")
	}
	for _, n := range p.s.Sample.Notes {
		out.Notes = append(out.Notes, noteLine{At: n.At, Words: noteWords(p.ctx, n), Lost: n.Lost, Guessed: n.Key == guessedKey})
	}
	kinds := []string{""}
	for _, kind := range period.Kinds() {
		kinds = append(kinds, string(kind))
	}
	out.Periods = p.options("design.period.", kinds...)
	offered := []string{"填报人", "审核人", "负责人"}
	for _, sign := range c.Sign {
		if !contains(offered, sign) {
			offered = append(offered, sign)
		}
	}
	for _, sign := range offered {
		out.Signs = append(out.Signs, ui.CheckView{Name: "sign", Value: sign, Words: sign, Checked: contains(c.Sign, sign)})
	}
	return out
}

// guessedKey is the message of a note that says from what a type was guessed.
const guessedKey = "formimport.note." + formimport.Guessed

func guesses(notes []noteLine) int {
	n := 0
	for _, note := range notes {
		if note.Guessed {
			n++
		}
	}
	return n
}

func contains(all []string, one string) bool {
	for _, a := range all {
		if a == one {
			return true
		}
	}
	return false
}

func (p *panel) section(at int) *sectionPanel {
	s := p.s.Content.Sections[at]
	if a, ok := p.s.Typed.(design.EditSection); ok && a.Section == at {
		s.Title, s.Help, s.When, s.Tab = a.Title, a.Help, a.When, a.Tab
		if a.Row != nil && s.Rows != nil {
			rows := *s.Rows
			rows.Name, rows.Min, rows.Max, rows.Key, rows.Fixed = a.Row.Name, a.Row.Min, a.Row.Max, a.Row.Key, a.Row.Fixed
			s.Rows = &rows
		}
	}
	out := &sectionPanel{Place: at, Title: p.input("title", s.Title), Help: p.input("help", s.Help), When: p.built("when", s.When, ruleKind),
		Tab: p.hinted("tab", s.Tab), Table: s.Rows != nil, Remove: "section.remove " + itoa(at), Count: len(s.Fields)}
	out.Title.Label = ui.T(p.ctx, "design.field.sectiontitle")
	if s.Rows == nil {
		return out
	}
	out.Row, out.Min, out.Max = p.hinted("row", s.Rows.Name), p.input("min", s.Rows.Min), p.input("max", s.Rows.Max)
	out.Min.Label, out.Max.Label = ui.T(p.ctx, "design.field.rowmin"), ui.T(p.ctx, "design.field.rowmax")
	out.Key = p.hinted("rowkey", nameOfKey(s))
	out.Keys = []ui.Option{{Words: ui.T(p.ctx, "design.rowkey.none")}}
	for _, f := range s.Fields {
		out.Keys = append(out.Keys, ui.Option{Value: f.Name, Words: f.Name})
	}
	out.Fixed = optionsView{Title: ui.T(p.ctx, "design.fixed"), Hint: ui.T(p.ctx, "design.hint.fixed"), Rows: rowsOfOptions(s.Rows.Fixed, nil)}
	return out
}

// nameOfKey is the name of the field by which a row is known, also where it is
// written by its code.
func nameOfKey(s formdraft.Section) string {
	for _, f := range s.Fields {
		if f.Code == s.Rows.Key {
			return f.Name
		}
	}
	return s.Rows.Key
}

func (p *panel) list(name string) *listPanel {
	list := formdraft.List{Name: name}
	if found := listOf(p.s.Content, name); found != nil {
		list = *found
	}
	to := list.Name
	if a, ok := p.s.Typed.(design.EditList); ok && a.List == name {
		to, list.Options = a.To, a.Options
	}
	out := &listPanel{List: name, To: p.input("to", to), Code: p.codeList(name)}
	if out.Code == nil {
		out.Rows = p.ofOptions(list.Options, parentsOf(p.s, name))
		out.Alike = p.alike("list.adopt "+name, list.Options)
		out.Make = p.makeHref(name, list.Options)
	}
	if name != "" {
		out.Remove = "list.remove " + name
	} else if copies := p.copies(); len(copies) > 1 {
		copy := p.input("copy", "")
		out.Copy, out.Copies = &copy, copies
	}
	for _, s := range p.s.Content.Sections {
		for _, f := range s.Fields {
			if f.Of == name && name != "" {
				out.Used++
			}
		}
	}
	return out
}

// parentsOf are the options of the field under whose choices those of a list are
// offered, by the first field that chooses from the list so.
func parentsOf(o shown, list string) []formdraft.Option {
	for _, s := range o.Content.Sections {
		for _, f := range s.Fields {
			if f.Of == list && list != "" && f.Under != "" {
				return design.ParentOptions(o.OptionsOf, s, f)
			}
		}
	}
	return nil
}

func (p *panel) checkAt(at int) formdraft.Check {
	if a, ok := p.s.Typed.(design.EditCheck); ok && a.At == at {
		return a.Check
	}
	if at < 0 {
		return formdraft.Check{}
	}
	return p.s.Content.Checks[at]
}

// eachCode is the code of the table for each row of which the check is computed.
func (p *panel) eachCode() string {
	each := p.checkAt(p.s.At.number()).Each
	for _, s := range p.s.Content.Sections {
		if s.Rows != nil && (s.Rows.Name == each || s.Rows.Code == each) {
			return s.Rows.Code
		}
	}
	return ""
}

func (p *panel) check(at int) *checkPanel {
	c := p.checkAt(at)
	out := &checkPanel{At: itoa(at), Class: p.hinted("class", string(design.ClassOf(c))), Classes: p.options("design.class.", "logic", "experience"),
		Each: p.hinted("each", c.Each), Rule: p.built("rule", c.Logic+c.Experience, checkKind), Say: p.expression("say", c.Say),
		Mark: p.hinted("mark", strings.Join(c.At, "、")), Missing: p.input("missing", c.Missing),
		Missings:  p.options("design.missing.", "", "zero", "fail"),
		MendField: p.hinted("mendfield", c.Mend.Field), MendValue: p.expression("mendvalue", c.Mend.Value)}
	out.Say.Hint = ui.T(p.ctx, "design.hint.say", "example", "{男生 + 女生}")
	if at >= 0 {
		out.Remove = "check.remove " + itoa(at)
	}
	out.Eachs = []ui.Option{{Words: ui.T(p.ctx, "design.each.none")}}
	each := p.eachCode()
	out.MendFields = []ui.Option{{Words: ui.T(p.ctx, "design.mend.none")}}
	for _, s := range p.s.Content.Sections {
		if s.Rows != nil {
			out.Eachs = append(out.Eachs, ui.Option{Value: s.Rows.Name, Words: s.Rows.Name})
			if s.Rows.Code == each {
				out.Each.Value = s.Rows.Name
			}
		}
		if rowsOf(s) == each {
			for _, f := range s.Fields {
				out.MendFields = append(out.MendFields, ui.Option{Value: f.Name, Words: f.Name})
			}
		}
	}
	return out
}

// fieldTyped tells whether somebody fills a type of fields in.
func fieldTyped(name string) bool {
	t, known := form.TypeByName(name)
	return known && t.Control() != form.ControlShown && t.Control() != form.ControlNote
}
