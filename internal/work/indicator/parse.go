package indicator

import (
	"errors"
	"regexp"
	"strings"

	"nianlun/internal/base/org"
	"nianlun/internal/engine/expr"
	"nianlun/internal/engine/period"
	"nianlun/internal/engine/yamldoc"
	"nianlun/internal/kit/i18n"
)

// The codes of problems that only indicators have; indicator_x has the message
// key "indicator.definition.x".
const (
	badCode      = "indicator_code"      // text
	badReference = "indicator_reference" // text
	badDate      = "indicator_date"      // text
	noOperands   = "indicator_operands"
	unusedName   = "indicator_unused" // name
	needsWeight  = "indicator_weight" // aggregate
	noWeight     = "indicator_noweight"
	carrySum     = "indicator_carry"
	manyDecimals = "indicator_decimals" // most
	unknownField = "indicator_field"    // form, field
	notNumeric   = "indicator_numeric"  // form, field
	changedUnit  = "indicator_changed"  // key, was
	unknownOwner = "indicator_owner"    // name, suggest
	exprPrefix   = "expr."              // and a code of engine/expr, as in forms
)

// mostDecimals bounds what is shown: the statutory coefficients have three.
const mostDecimals = 6

var codeShape = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)

// Parse reads a definition. The error is yamldoc.Problems, every mistake with
// its line and column. Whether forms and fields exist is found when it is
// published.
func Parse(data []byte) (Definition, error) {
	d, _, err := parse(data)
	return d, err
}

// places are where the parts of a definition stand in the file, for mistakes
// that are found later.
type places struct {
	doc      *yamldoc.Doc
	root     yamldoc.Map
	operands []yamldoc.Node
}

// key is the place of a key's value, of the whole definition when it is not there.
func (p places) key(name string) yamldoc.Node {
	if p.root.Has(name) {
		return p.root.At(name)
	}
	return p.root.Node
}

func parse(data []byte) (Definition, places, error) {
	doc, node := yamldoc.Read(data)
	root := node.Map("indicator", "name", "meaning", "basis", "unit", "decimals", "better", "period", "since",
		"from", "where", "units", "over", "missing", "base", "target", "owner")
	at := places{doc: doc, root: root}
	if !node.Here() || !node.IsMap() {
		return Definition{}, at, doc.Err()
	}
	d := Definition{
		Name:    root.Need("name").Text(),
		Meaning: root.Need("meaning").Text(),
		Basis:   root.At("basis").Text(),
		Unit:    root.At("unit").Text(),
		Owner:   root.Need("owner").Text(),
	}
	d.Code = parseCode(root.Need("indicator"))
	d.Decimals = parseDecimals(root.At("decimals"))
	d.Better = Better(root.Need("better").OneOf(string(More), string(Less), string(Neither)))
	d.Period = period.Kind(root.Need("period").OneOf(periodWords()...))
	d.Since = parseSince(root.At("since"))
	d.Types = parseTypes(root.At("units").Map("type").At("type"))
	d.Target = parseTarget(root.At("target"))
	at.operands = d.parseFormula(root)
	d.parseOver(root.Need("over"))
	d.parseMissing(root.Need("missing"))
	d.parseBase(root.At("base"))
	return d, at, doc.Err()
}

// periodWords are the kinds that an indicator can have. Terms are left out:
// their boundaries are a bureau's own, and a definition is not.
func periodWords() []string {
	var words []string
	for _, kind := range period.Kinds() {
		if kind != period.Term {
			words = append(words, string(kind))
		}
	}
	return words
}

func parseCode(at yamldoc.Node) string {
	code := at.Text()
	if code != "" && (!codeShape.MatchString(code) || len(code) > 60) {
		at.Report(badCode, "text", code)
	}
	return code
}

func parseDecimals(at yamldoc.Node) int32 {
	n := at.Whole()
	if n < 0 || n > mostDecimals {
		at.Report(manyDecimals, "most", mostDecimals)
		return 0
	}
	return int32(n)
}

func parseSince(at yamldoc.Node) period.Date {
	if !at.Here() {
		return period.Date{}
	}
	day, err := period.ParseDate(at.Text())
	if err != nil {
		at.Report(badDate, "text", at.Text())
	}
	return day
}

// parseTypes reads unit types by their codes or their Chinese names.
func parseTypes(at yamldoc.Node) []org.UnitType {
	byWord := map[string]org.UnitType{}
	var words []string
	for _, t := range org.UnitTypes() {
		name := i18n.Chinese.T(t.Key())
		byWord[string(t)], byWord[name] = t, t
		words = append(words, string(t), name)
	}
	var types []org.UnitType
	for _, node := range at.OneOrMany() {
		if word := node.OneOf(words...); word != "" {
			types = append(types, byWord[word])
		}
	}
	return types
}

func parseTarget(at yamldoc.Node) Target {
	if !at.Here() {
		return Target{}
	}
	if code, ok := strings.CutPrefix(at.Text(), "param."); ok && code != "" {
		return Target{Parameter: code}
	}
	return Target{Value: at.Decimal()}
}

// parseBase reads the base; what is added up over the year begins at zero by itself.
func (d *Definition) parseBase(at yamldoc.Node) {
	switch {
	case at.Here():
		d.Base = BaseRule(at.OneOf(string(BaseFirst), string(BaseZero), string(BaseLastYear)))
	case d.Over.Time == Sum:
		d.Base = BaseZero
	default:
		d.Base = BaseFirst
	}
}

// parseFormula reads from and where: a single form.field, or an expression over
// the names that where gives to fields.
func (d *Definition) parseFormula(root yamldoc.Map) []yamldoc.Node {
	from, where := root.Need("from"), root.At("where")
	if !from.Here() {
		return nil
	}
	if !where.Here() {
		o, ok := parseReference(from)
		if !ok {
			return nil
		}
		o.Name = o.Field
		d.Formula, d.Operands = o.Name, []Operand{o}
		return []yamldoc.Node{from}
	}
	var nodes []yamldoc.Node
	scope := expr.NewScope()
	for _, entry := range where.Map().Entries() {
		o, ok := parseReference(entry.Value)
		if !ok {
			continue
		}
		o.Name = entry.Name
		scope.Declare(o.Name, expr.Type{Kind: expr.Number})
		d.Operands, nodes = append(d.Operands, o), append(nodes, entry.Value)
	}
	if len(d.Operands) == 0 {
		where.Report(noOperands)
		return nil
	}
	d.Formula = from.Text()
	d.compile(from, scope)
	return nodes
}

// compile turns the formula into a program. Clerks write × and ÷; both are one
// character, so that columns stay true.
func (d *Definition) compile(from yamldoc.Node, scope *expr.Scope) {
	source := strings.NewReplacer("×", "*", "÷", "/").Replace(d.Formula)
	program, err := expr.Compile(source, scope, expr.Number)
	var wrong *expr.Error
	if errors.As(err, &wrong) {
		args := make([]any, 0, 2*len(wrong.Params))
		for name, value := range wrong.Params {
			args = append(args, name, value)
		}
		from.ReportAt(wrong.Offset, exprPrefix+wrong.Code, args...)
		return
	}
	d.program = program
}

// parseReference reads form.field; a form's code holds no dot.
func parseReference(at yamldoc.Node) (Operand, bool) {
	form, field, found := strings.Cut(at.Text(), ".")
	if !found || field == "" || !codeShape.MatchString(form) || strings.ContainsAny(field, " +*/()") {
		at.Report(badReference, "text", at.Text())
		return Operand{}, false
	}
	return Operand{Form: form, Field: field}, true
}

func (d *Definition) parseOver(at yamldoc.Node) {
	m := at.Map("units", "weight", "time")
	d.Over = Over{
		Units:  Aggregate(m.Need("units").OneOf(string(Sum), string(Mean), string(Min), string(Max), string(CV))),
		Time:   Aggregate(m.Need("time").OneOf(string(Last), string(Sum), string(Mean), string(Min), string(Max))),
		Weight: m.At("weight").Text(),
	}
	weighs := d.Over.Units == Mean || d.Over.Units == CV
	switch {
	case d.Over.Units == CV && d.Over.Weight == "":
		m.At("units").Report(needsWeight, "aggregate", string(CV))
	case d.Over.Weight != "" && !weighs:
		m.At("weight").Report(noWeight)
	case d.Over.Weight != "" && d.operand(d.Over.Weight) < 0:
		m.At("weight").Report(yamldoc.UnknownWord, "text", d.Over.Weight, "suggest", "", "known", strings.Join(d.names(), " "))
	}
	d.refuseUnused(at)
}

// refuseUnused finds a name that neither the formula nor the weight reads: it is
// a slip of the pen, and its form would be waited for in vain.
func (d *Definition) refuseUnused(at yamldoc.Node) {
	if d.program == nil {
		return
	}
	used := map[string]bool{d.Over.Weight: true}
	for _, name := range d.program.Uses() {
		used[name] = true
	}
	for _, o := range d.Operands {
		if !used[o.Name] {
			at.Report(unusedName, "name", o.Name)
		}
	}
}

func (d *Definition) parseMissing(at yamldoc.Node) {
	d.Missing = MissingRule(at.OneOf(string(CarryLast), string(LeaveOut), string(TakeZero), string(CannotCompute)))
	if d.Missing == CarryLast && d.Over.Time != Last && d.Over.Time != "" {
		at.Report(carrySum)
	}
}

func (d Definition) names() []string {
	names := make([]string, len(d.Operands))
	for i, o := range d.Operands {
		names[i] = o.Name
	}
	return names
}
