package form

import (
	"fmt"
	"hash/fnv"
	"slices"
	"strings"

	"nianlun/internal/engine/expr"
	"nianlun/internal/engine/nearest"
	"nianlun/internal/engine/period"
	"nianlun/internal/engine/yamldoc"
)

// The codes of problems in a form's definition, beside those of yamldoc. Each has the key "form.definition.<code>".
const (
	BadCode       = "bad_code"       // text: codes are a-z, 0-9 and _, beginning with a letter
	BadName       = "bad_name"       // text: of forms and checks, as a code, with hyphens
	NoTotal       = "no_total"       // only numbers in tables have a total
	DuplicateName = "duplicate_name" // name
	NameOfCode    = "name_of_code"   // name, other: an option's name that is another one's code
	ReservedWord  = "reserved_word"  // name
	MinAboveMax   = "min_above_max"  // min, max
	OutOfRange    = "out_of_range"   // key, min, max
	UnknownList   = "unknown_list"   // name, suggest, known
	EmptyList     = "empty_list"     // name
	UnknownField  = "unknown_field"  // name, suggest
	TwoClasses    = "two_classes"    // a check is either logic or experience
	NoClass       = "no_class"
	DuplicateID   = "duplicate_id" // id

	Ring            = "ring"             // name, other, ring: forms of one period that compute from each other
	Circle          = "circle"           // name, circle: a calculated field that depends on itself
	CalculatedBelow = "calculated_below" // name, below: a condition on a number that depends on fields below it
	BelowCondition  = "below_condition"  // name: a condition looks at a field below it
	NotTyped        = "not_typed"        // name: a calculated field or note where something to be typed is wanted
	NoteInTable     = "note_in_table"    //
	TabApart        = "tab_apart"        // name: a tab that comes again further down
	BadDefault      = "bad_default"      // text, name: the field does not take it
	DefaultUnder    = "default_under"    // name, parent: the default is not offered under that of the field that decides
	UnderField      = "under_field"      // name, suggest: no choice above of that name
	UnderNothing    = "under_nothing"    // name: no option of the field says what it is under
	UnderUnknown    = "under_unknown"    // option, text, parent, suggest: the field that decides has no such option

	UnknownForm    = "unknown_form"     // name, suggest
	UnknownRefer   = "unknown_refer"    // name, suggest: of no reference
	BadReferName   = "bad_refer_name"   // text: cannot stand in an expression
	RefersItself   = "refers_itself"    // name: a return that refers to its own values
	NoPeriods      = "no_periods"       // name: of a form without periods
	TwoSources     = "two_sources"      // a prefill has one source
	NoSource       = "no_source"        // a prefill names none
	SourceInTable  = "source_in_table"  // one value for the rows of a table
	SourceIsColumn = "source_is_column" // name: a column of texts for a single field
	SourceType     = "source_type"      // name: of another type
	SourceUnit     = "source_unit"      // name, own, theirs: in another unit of measure

	UnknownCodeList = "unknown_codelist" // name, suggest: the bureau has no such list

	BadExpression = "expr." // prefix of the codes of expr.Error
)

// The names that every form has beside its own.
const (
	previousCode, previousName = "previous", "上期"
	paramCode, paramName       = "param", "参数"
)

// Lists are lists of options kept outside a definition, by name.
type Lists map[string][]Option

// Parse reads a definition. Lists that the definition names and does not hold itself are looked up in shared. The
// error is a yamldoc.Problems with every mistake, and no definition is returned then.
func Parse(data []byte, shared Lists) (*Definition, error) {
	return ParseWith(data, Library{Lists: shared})
}

// ParseWith reads a definition that may refer to other forms.
func ParseWith(data []byte, library Library) (*Definition, error) {
	doc, root := yamldoc.Read(data)
	p := &parser{library: library, def: &Definition{fields: map[string]*Field{}, scope: expr.NewScope()},
		fields: expr.NewScope(), tables: map[string]*expr.Scope{}, seen: map[string]bool{}, notes: map[string]bool{}, others: map[string]*Definition{}, namedTabs: map[string]bool{}}
	p.def.names, p.def.columns, p.def.kinds, p.def.titles = p.fields, p.tables, map[string]period.Kind{}, map[string]string{}
	p.form(root)
	if err := doc.Err(); err != nil {
		return nil, err
	}
	return p.def, nil
}

// parser reads one definition from top to bottom.
type parser struct {
	library Library
	own     Lists
	def     *Definition
	fields  *expr.Scope            // the form's fields and tables: what conditions may look at
	tables  map[string]*expr.Scope // the columns of each table
	seen    map[string]bool        // codes declared so far, "list.paid" for columns
	notes   map[string]bool        // those among them that are notes
	count   int                    // fields read so far

	watched   []watched // the conditions that hide something
	whens     []when    // all conditions
	under     []noted   // where fields say on which field their options depend
	presets   []noted   // where fields say what they offer at first
	namedTabs map[string]bool
	referAt   []yamldoc.Node // where each reference is declared
	unlinked  []unlinked     // prefills from other forms
	others    map[string]*Definition
}

// noted is a place to come back to once every field is known.
type noted struct {
	at  yamldoc.Node
	key string // of the field
}

func (p *parser) form(root yamldoc.Node) {
	m := root.Map("form", "title", "help", "period", "basis", "sign", "codelists", "lists", "refers", "sections", "checks")
	if !m.Here() {
		return
	}
	d := p.def
	d.Code = p.formCode(m.Need("form"))
	d.Title = m.Need("title").Text()
	d.Help = m.At("help").Text()
	d.Basis = m.At("basis").Text()
	d.Sign = m.At("sign").Texts()
	d.Period = period.Kind(m.At("period").OneOf(periodWords()...))
	p.lists(m.At("lists"))
	p.codeLists(m.At("codelists"))
	p.refers(m.At("refers"))
	for _, node := range m.Need("sections").List() {
		p.section(node)
	}
	p.linkFields()
	p.dependencies()
	p.defaults()
	p.linkPrefills()
	p.referNames()
	p.conditions()
	p.calculations()
	p.readings()
	p.ring()
	d.hides = mayHide(d)
	d.worn = wornFields(d)
	p.rootScope()
	for _, node := range m.At("checks").List() {
		p.check(node)
	}
	p.checkReadings()
}

// mayHide tells whether the definition has a condition under which something is
// not shown.
func mayHide(d *Definition) bool {
	return slices.ContainsFunc(d.Sections, func(s Section) bool {
		return s.When != nil || slices.ContainsFunc(s.Fields, func(f Field) bool { return f.When != nil })
	})
}

func periodWords() []string {
	var words []string
	for _, kind := range period.Kinds() {
		words = append(words, string(kind))
	}
	return words
}

// formCode allows hyphens: it is the name of the form's file and address, and no name in expressions.
func (p *parser) formCode(n yamldoc.Node) string {
	code := n.Text()
	if code != "" && !validCode(strings.ReplaceAll(code, "-", "_")) {
		n.Report(BadName, "text", code)
	}
	return code
}

func (p *parser) section(n yamldoc.Node) {
	m := n.Map("title", "tab", "help", "when", "rows", "fields")
	s := Section{Title: m.Need("title").Text(), Tab: p.tab(m.At("tab")), Help: m.At("help").Text()}
	s.When = p.hiding(m.At("when"), p.fields, "")
	list := ""
	if m.Has("rows") {
		s.Rows = p.rows(m.At("rows"))
		list = s.Rows.Code
	}
	scope := p.fields
	if s.Rows != nil {
		scope = expr.Within(p.fields)
	}
	for _, node := range m.Need("fields").List() {
		s.Fields = append(s.Fields, p.field(node, list, scope))
	}
	if s.Rows != nil {
		p.tableKey(m.At("rows"), &s)
		p.tables[list] = scope
		p.declare(m.At("rows"), p.fields, list, expr.Rows(scope), s.Rows.Name)
		p.seen[list] = true
	}
	p.def.Sections = append(p.def.Sections, s)
}

func (p *parser) rows(n yamldoc.Node) *Rows {
	m := n.Map("code", "name", "min", "max", "key", "fixed")
	r := &Rows{Code: p.code(m.Need("code")), Name: m.Need("name").Text(), Min: m.At("min").Whole(), Max: DefaultMaxRows}
	if m.Has("max") {
		r.Max = m.At("max").Whole()
	}
	if r.Max < 1 || r.Max > 5000 {
		m.At("max").Report(OutOfRange, "key", "max", "min", 1, "max", 5000)
	}
	if r.Min < 0 || r.Min > r.Max {
		m.At("min").Report(MinAboveMax, "min", r.Min, "max", r.Max)
	}
	if m.Has("fixed") {
		for _, option := range p.options(m.At("fixed"), r.Name, false) {
			r.Fixed = append(r.Fixed, expr.Option{Code: option.Code, Name: option.Name})
		}
	}
	return r
}

// tableKey finds the field that `key` names, by name or code.
func (p *parser) tableKey(n yamldoc.Node, s *Section) {
	at := n.Map("code", "name", "min", "max", "key", "fixed").At("key")
	if !at.Here() {
		return
	}
	s.Rows.Key = fieldCode(at, s.Fields)
	refuseUntyped(at, s.Fields, s.Rows.Key)
}

// refuseUntyped reports a field that nobody types where a typed one is wanted.
func refuseUntyped(at yamldoc.Node, fields []Field, code string) {
	for i := range fields {
		if f := &fields[i]; f.Code == code && f.Type != nil && !f.Typed() {
			at.Report(NotTyped, "name", f.Name)
		}
	}
}

// fieldCode finds a field by name or code, and reports it when there is none.
func fieldCode(at yamldoc.Node, fields []Field) string {
	text := at.Text()
	var known []string
	for i := range fields {
		if text == fields[i].Name || text == fields[i].Code {
			return fields[i].Code
		}
		known = append(known, fields[i].Name)
	}
	at.Report(UnknownField, "name", text, "suggest", nearest.Word(text, known))
	return ""
}

func (p *parser) code(n yamldoc.Node) string {
	code := n.Text()
	if code != "" && !validCode(code) {
		n.Report(BadCode, "text", code)
	}
	return code
}

// operatorWords cannot be names: the grammar reads them as operators.
var operatorWords = []string{"and", "or", "not", "in", "let", "if", "else", "contains", "matches", "startsWith", "endsWith", "true", "false", "nil",
	expr.Yes, expr.No, previousCode, previousName, paramCode, paramName}

func (p *parser) declare(at yamldoc.Node, scope *expr.Scope, code string, typ expr.Type, name string) {
	for _, word := range []string{code, name} {
		if slices.Contains(operatorWords, word) {
			at.Report(ReservedWord, "name", word)
		}
	}
	for _, taken := range scope.Declare(code, typ, name) {
		at.Report(DuplicateName, "name", taken)
	}
}

// rootScope makes the names that checks may use: those of the form, those of the period before, and parameters.
func (p *parser) rootScope() {
	root := expr.Within(p.fields)
	root.Declare(previousCode, expr.Type{Kind: expr.Row, Members: p.fields}, previousName)
	root.Declare(paramCode, expr.Type{Kind: expr.Params}, paramName)
	p.def.declareRefers(root, "")
	p.def.scope = root
}

// linkFields indexes the fields once the slices no longer grow.
func (p *parser) linkFields() {
	for _, f := range p.def.Fields() {
		p.def.fields[f.Key()] = f
	}
	for i := range p.def.Sections {
		if rows := p.def.Sections[i].Rows; rows != nil && rows.Key != "" {
			rows.keyed = p.def.fields[rows.Code+"."+rows.Key]
		}
	}
}

// checkID makes an id from class and rule, so that moving a check or rewording its message keeps its explanations.
func checkID(class Class, each, rule string) string {
	h := fnv.New32a()
	h.Write([]byte(each + "\x00" + strings.Join(strings.Fields(rule), " ")))
	return fmt.Sprintf("%s-%08x", class, h.Sum32())
}
