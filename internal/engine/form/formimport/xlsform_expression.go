package formimport

import (
	"nianlun/internal/engine/expr/exprbuild"
	"regexp"
	"strings"

	"nianlun/internal/engine/form/formdraft"
)

// expressions takes over everything that reads other questions, once all of them are known.
func (x *xlsform) expressions() {
	for _, a := range x.around {
		source := a.row.get("relevant")
		if source == "" {
			continue
		}
		s := &x.draft.Sections[a.section]
		when, ok := x.said(a.row, "relevant", func(t *translator) said { return t.condition(t.parsed(source), false) }, &item{order: a.order, section: a.section}, false)
		if ok {
			s.When = joined(s.When, when)
		}
	}
	for _, it := range x.items {
		x.itemExpressions(it)
	}
}

func (x *xlsform) itemExpressions(it *item) {
	f := x.fieldOf(it)
	if source := it.row.get("relevant"); source != "" {
		if when, ok := x.said(it.row, "relevant", func(t *translator) said { return t.condition(t.parsed(source), false) }, it, false); ok {
			f.When = joined(f.When, when)
		}
	}
	x.required(it, f)
	x.readOnly(it, f)
	x.constraint(it, f)
	x.calculation(it, f)
	x.filter(it, f)
	x.preset(it, f)
}

func joined(a, b string) string {
	if a == "" {
		return b
	}
	return "(" + a + ") and (" + b + ")"
}

// said translates a cell; what cannot be said is noted.
func (x *xlsform) said(row xlsRow, column string, say func(*translator) said, it *item, check bool) (string, bool) {
	t := &translator{x: x, it: it, check: check}
	out := say(t)
	if t.fault != "" {
		x.notes.add(true, row.at(column), Expression, "column", column, "text", row.get(column), "why", string(t.fault))
		return "", false
	}
	return out.text, true
}

func (x *xlsform) required(it *item, f *formdraft.Field) {
	source := it.row.get("required")
	switch strings.ToLower(strings.ReplaceAll(source, " ", "")) {
	case "", "no", "false", "false()", "0", "否":
		return
	case "yes", "true", "true()", "1", "是":
		if f.Type != "note" && f.Type != "calculated" {
			f.Required = "true"
		}
		return
	}
	if needed, ok := x.said(it.row, "required", func(t *translator) said { return t.condition(t.parsed(source), false) }, it, false); ok {
		f.Required = needed
	}
}

func (x *xlsform) readOnly(it *item, f *formdraft.Field) {
	for _, column := range []string{"readonly", "read_only"} {
		text := strings.ToLower(it.row.get(column))
		if text != "" && text != "no" && text != "false" && text != "false()" && f.Type != "note" && f.Type != "calculated" {
			x.notes.add(true, it.row.at(column), Setting, "column", column, "text", text, "name", f.Name)
		}
	}
}

// constraint becomes bounds where it is nothing but bounds and says nothing of its own; otherwise a check.
func (x *xlsform) constraint(it *item, f *formdraft.Field) {
	source := it.row.get("constraint")
	if source == "" {
		return
	}
	message := x.spoken(it.row, "constraint_message")
	if n, fault := parseXPath(source); fault == "" && message == "" && bounds(n, f) {
		return
	}
	rule, ok := x.said(it.row, "constraint", func(t *translator) said { return t.condition(t.parsed(source), false) }, it, true)
	if !ok {
		if message != "" {
			f.Help = strings.TrimSpace(f.Help + "\n" + message)
		}
		return
	}
	if message == "" {
		message = f.Name + "：" + rule
	}
	x.draft.Checks = append(x.draft.Checks, formdraft.Check{Logic: rule, Each: it.table, At: []string{f.Code}, Say: doubled(message)})
}

// doubled writes braces so that a message shows them.
func doubled(text string) string {
	return strings.NewReplacer("{", "{{", "}", "}}").Replace(text)
}

var numberText = regexp.MustCompile(`^-?[0-9]{1,15}(\.[0-9]{1,6})?$`)

// bounds sets min and max from a constraint such as . >= 0 and . <= 100. It reports false, and sets nothing, when the
// constraint says more.
func bounds(n *xnode, f *formdraft.Field) bool {
	low, high := f.Min, f.Max
	if !boundsOf(n, f.Type, &low, &high) {
		return false
	}
	f.Min, f.Max = low, high
	return true
}

func boundsOf(n *xnode, typ string, low, high *string) bool {
	if n.kind != xBinary {
		return false
	}
	if n.text == "and" {
		return boundsOf(n.under[0], typ, low, high) && boundsOf(n.under[1], typ, low, high)
	}
	left, right, op := n.under[0], n.under[1], n.text
	if literal(left) != "" {
		left, right, op = right, left, turned(op)
	}
	bound := literal(right)
	if !numberText.MatchString(bound) {
		return false
	}
	if left.kind == xCall && left.text == "string-length" && len(left.under) == 1 && left.under[0].kind == xSelf {
		if (typ != "text" && typ != "longtext") || op != "<=" || *high != "" || !wholeNumber.MatchString(bound) || bound == "0" {
			return false
		}
		*high = bound
		return true
	}
	if left.kind != xSelf || (typ != "integer" && typ != "decimal") || typ == "integer" && strings.Contains(bound, ".") {
		return false
	}
	return setBound(op, bound, low, high)
}

// setBound takes the bounds that include themselves; the others stay checks.
func setBound(op, bound string, low, high *string) bool {
	switch {
	case op == ">=" && *low == "":
		*low = bound
	case op == "<=" && *high == "":
		*high = bound
	default:
		return false
	}
	return true
}

// literal is the text of a number, with its sign.
func literal(n *xnode) string {
	if n.kind == xMinus && n.under[0].kind == xNumber {
		return "-" + n.under[0].text
	}
	if n.kind == xNumber {
		return n.text
	}
	return ""
}

// turned is the comparison read from right to left.
func turned(op string) string {
	switch op {
	case "<":
		return ">"
	case "<=":
		return ">="
	case ">":
		return "<"
	case ">=":
		return "<="
	}
	return op
}

func (x *xlsform) calculation(it *item, f *formdraft.Field) {
	source := it.row.get("calculation")
	switch {
	case source == "" && f.Type == "calculated":
		x.notes.add(true, it.row.at("calculation"), Expression, "column", "calculation", "text", "", "why", f.Name)
		return
	case source == "":
		return
	case f.Type != "calculated":
		x.notes.add(true, it.row.at("calculation"), Expression, "column", "calculation", "text", source, "why", it.row.get("type"))
		return
	}
	if value, ok := x.said(it.row, "calculation", func(t *translator) said { return t.number(t.parsed(source)) }, it, true); ok {
		f.Value, f.Decimals = value, "6"
		if x.whole(value) {
			f.Decimals = ""
		}
	}
}

var (
	filterShape = regexp.MustCompile(`^\s*([A-Za-z_][\w-]*)\s*=\s*\$\{\s*([^}]+?)\s*\}\s*$`)
	filterTurn  = regexp.MustCompile(`^\s*\$\{\s*([^}]+?)\s*\}\s*=\s*([A-Za-z_][\w-]*)\s*$`)
	filterMany  = regexp.MustCompile(`^\s*selected\(\s*\$\{\s*([^}]+?)\s*\}\s*,\s*([A-Za-z_][\w-]*)\s*\)\s*$`)
)

// filter makes choices depend on the choice of another field above.
func (x *xlsform) filter(it *item, f *formdraft.Field) {
	source := it.row.get("choice_filter")
	if source == "" {
		return
	}
	column, parent := "", ""
	if m := filterShape.FindStringSubmatch(source); m != nil {
		column, parent = m[1], m[2]
	} else if m := filterTurn.FindStringSubmatch(source); m != nil {
		column, parent = m[2], m[1]
	} else if m := filterMany.FindStringSubmatch(source); m != nil {
		column, parent = m[2], m[1]
	}
	to := x.known[parent]
	ok := to != nil && to.order < it.order && to.kind == "select_one" && to.list != nil && it.list != nil && (to.table == "" || to.table == it.table)
	if ok {
		list, narrowed := x.narrowed(it.list, strings.ToLower(column), to.list)
		if narrowed {
			it.list, f.Of, f.Under = list, list.name, x.fieldOf(to).Code
		}
		ok = narrowed
	}
	if !ok {
		x.notes.add(true, it.row.at("choice_filter"), Filter, "text", source, "name", f.Name)
	}
}

// preset takes a default that is a plain value.
func (x *xlsform) preset(it *item, f *formdraft.Field) {
	text := it.row.get("default")
	if text == "" || f.Type == "calculated" || f.Type == "note" {
		return
	}
	switch {
	case strings.ContainsAny(text, "(${"), f.Type == "photo", f.Type == "file", f.Type == "place":
	case it.list == nil:
		f.Default = text
		return
	default:
		var codes []string
		for _, word := range strings.Fields(text) {
			code, found := it.list.byName[word]
			if !found {
				codes = nil
				break
			}
			codes = append(codes, code)
		}
		if len(codes) > 0 && (it.kind != "select_one" || len(codes) == 1) {
			f.Default = strings.Join(codes, ",")
			return
		}
	}
	x.notes.add(true, it.row.at("default"), Setting, "column", "default", "text", text, "name", f.Name)
}

// whole tells whether a calculation only adds whole numbers up, so that it has no decimals.
func (x *xlsform) whole(value string) bool {
	side, read := exprbuild.ReadSide(value)
	if !read || len(side.By)+len(side.Over) > 0 || side.Times != "" {
		return false
	}
	integers := map[string]bool{}
	for _, s := range x.draft.Sections {
		for _, f := range s.Fields {
			integers[f.Name] = f.Type == "integer"
			integers[f.Code] = f.Type == "integer"
		}
	}
	for _, t := range side.Terms {
		isWhole := t.Number != "" || t.How == exprbuild.Count || t.How == "" && integers[t.Name]
		if !isWhole {
			return false
		}
	}
	return true
}
