package formdraft

import (
	"strings"

	"nianlun/internal/engine/yamldoc"
)

// Read takes a definition as far as its structure allows. The error is a yamldoc.Problems with what could not be taken:
// text that is no YAML, a key that no definition has, a list where a text belongs. What was understood is in the Draft
// nevertheless, so that an author never loses it. A definition that Read takes may still be refused by form.Parse.
func Read(data []byte) (Draft, error) {
	doc, root := yamldoc.Read(data)
	d := readForm(root)
	return d, doc.Err()
}

func readForm(n yamldoc.Node) Draft {
	m := n.Map(formKeys...)
	d := Draft{Code: text(m, "form"), Title: text(m, "title"), Help: text(m, "help"), Period: text(m, "period"),
		Basis: text(m, "basis"), Sign: texts(m, "sign")}
	for _, e := range entries(m, "codelists") {
		d.CodeLists = append(d.CodeLists, readCodeList(e))
	}
	for _, e := range entries(m, "lists") {
		d.Lists = append(d.Lists, List{Name: e.Name, Options: options(e.Value)})
	}
	for _, e := range entries(m, "refers") {
		d.Refers = append(d.Refers, readRefer(e))
	}
	for _, node := range members(m, "sections") {
		d.Sections = append(d.Sections, readSection(node))
	}
	for _, node := range members(m, "checks") {
		d.Checks = append(d.Checks, readCheck(node))
	}
	return d
}

func readCodeList(e yamldoc.Entry) CodeList {
	if !e.Value.IsMap() { // 名: code
		return CodeList{Name: e.Name, List: scalar(e.Value)}
	}
	m := e.Value.Map(listKeys...)
	return CodeList{Name: e.Name, List: text(m, "list"), Version: text(m, "version")}
}

func readRefer(e yamldoc.Entry) Refer {
	if !e.Value.IsMap() { // 名: code
		return Refer{Name: e.Name, Form: scalar(e.Value)}
	}
	m := e.Value.Map(referKeys...)
	return Refer{Name: e.Name, Form: text(m, "form"), Period: text(m, "period")}
}

func readSection(n yamldoc.Node) Section {
	m := n.Map(sectionKeys...)
	s := Section{Title: text(m, "title"), Tab: text(m, "tab"), Help: text(m, "help"), When: text(m, "when")}
	if m.At("rows").Here() {
		s.Rows = readRows(m.At("rows"))
	}
	for _, node := range members(m, "fields") {
		s.Fields = append(s.Fields, readField(node))
	}
	return s
}

func readRows(n yamldoc.Node) *Rows {
	m := n.Map(rowsKeys...)
	return &Rows{Code: text(m, "code"), Name: text(m, "name"), Min: text(m, "min"), Max: text(m, "max"), Key: text(m, "key"),
		Fixed: options(m.At("fixed"))}
}

func readField(n yamldoc.Node) Field {
	m := n.Map(fieldKeys...)
	f := Field{Code: text(m, "code"), Name: text(m, "name"), Type: text(m, "type"), Unit: text(m, "unit"), Decimals: text(m, "decimals"),
		Min: text(m, "min"), Max: text(m, "max"), Under: text(m, "under"), Datum: text(m, "datum"), Value: text(m, "value"),
		Missing: text(m, "missing"), Required: yesOr(text(m, "required")), When: text(m, "when"), Default: strings.Join(texts(m, "default"), ","),
		Prefill: readPrefill(m), Help: text(m, "help")}
	if m.At("total").Here() {
		f.Total = m.At("total").Bool()
	}
	if of := m.At("of"); of.IsMap() {
		f.Options = options(of)
	} else {
		f.Of = text(m, "of")
	}
	return f
}

func readPrefill(m yamldoc.Map) Prefill {
	at := m.At("prefill")
	if !at.IsMap() {
		if word := text(m, "prefill"); word != lastPeriod {
			return Prefill{Named: word}
		}
		return LastPeriod
	}
	from := at.Map(prefillKeys...)
	return Prefill{Form: text(from, "form"), Field: text(from, "field"), Period: text(from, "period"), Unit: text(from, "unit"),
		Indicator: text(from, "indicator")}
}

func readCheck(n yamldoc.Node) Check {
	m := n.Map(checkKeys...)
	c := Check{ID: text(m, "id"), Logic: text(m, "logic"), Experience: text(m, "experience"), Each: text(m, "each"), Say: text(m, "say"),
		At: texts(m, "at"), Missing: text(m, "missing")}
	if mend := m.At("mend"); filled(mend) {
		from := mend.Map(mendKeys...)
		c.Mend = Mend{Field: text(from, "field"), Value: text(from, "value")}
	}
	return c
}

// options reads {code: name, code: {name: name, under: [code], retired: day}}.
func options(n yamldoc.Node) []Option {
	if !filled(n) {
		return nil
	}
	var out []Option
	for _, e := range authored(n) {
		o := Option{Code: e.Name}
		if e.Value.IsMap() {
			m := e.Value.Map(optionKeys...)
			o.Name, o.Under, o.Retired = text(m, "name"), texts(m, "under"), text(m, "retired")
		} else {
			o.Name = scalar(e.Value)
		}
		out = append(out, o)
	}
	return out
}

// filled tells a place with something in it from one that is not there or was left blank, as in `help:`. What was begun
// and not filled in is no mistake of a draft.
func filled(n yamldoc.Node) bool { return n.Here() && !n.IsNull() }

func scalar(n yamldoc.Node) string {
	if !filled(n) {
		return ""
	}
	return n.Text()
}

func text(m yamldoc.Map, key string) string { return scalar(m.At(key)) }

func texts(m yamldoc.Map, key string) []string {
	if !filled(m.At(key)) {
		return nil
	}
	var out []string
	for _, node := range m.At(key).OneOrMany() {
		if t := scalar(node); t != "" {
			out = append(out, t)
		}
	}
	return out
}

func members(m yamldoc.Map, key string) []yamldoc.Node {
	if !filled(m.At(key)) {
		return nil
	}
	return m.At(key).List()
}

func entries(m yamldoc.Map, key string) []yamldoc.Entry {
	if !filled(m.At(key)) {
		return nil
	}
	return authored(m.At(key))
}

// authored are the entries of a mapping whose keys the author chooses. Those that repeat, as two that have no code yet,
// are all kept.
func authored(n yamldoc.Node) []yamldoc.Entry {
	if !n.IsMap() {
		n.Report(yamldoc.NotMapping)
	}
	return n.Pairs()
}

// yesOr writes yes in one way and no not at all; anything else is an expression.
func yesOr(t string) string {
	switch strings.ToLower(t) {
	case "true", "是":
		return "true"
	case "false", "否":
		return ""
	}
	return t
}
