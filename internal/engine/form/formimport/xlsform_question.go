package formimport

import (
	"slices"
	"strings"

	"nianlun/internal/engine/form/formdraft"
)

// exactTypes are the types of XLSForm that a type of ours equals.
var exactTypes = map[string]string{"text": "text", "string": "text", "integer": "integer", "int": "integer", "decimal": "decimal",
	"date": "date", "time": "time", "note": "note", "calculate": "calculated", "image": "photo", "photo": "photo", "file": "file", "geopoint": "place",
	"location": "place", "select_one": "choice", "select_multiple": "multichoice", "range": "decimal", "datetime": "date"}

// nearTypes are taken as the nearest type of ours.
var nearTypes = map[string]string{"audio": "file", "video": "file", "barcode": "text", "acknowledge": "yesno", "trigger": "yesno", "geotrace": "text",
	"geoshape": "text", "rank": "multichoice", "background-audio": "file", "draw": "photo", "signature": "photo", "annotate": "photo"}

// automatic are kept by the record of every return, without a field.
var automatic = []string{"start", "end", "today", "deviceid", "subscriberid", "simserial", "phonenumber", "username", "email", "audit", "start-geopoint",
	"background-geopoint"}

// typeWords takes the type of a row apart: select_one list or_other; older forms write "select one from list".
func typeWords(text string) (kind, list string, other bool) {
	words := strings.Fields(strings.ToLower(text))
	given := strings.Fields(text)
	if len(words) > 1 && words[0] == "select" {
		words = append([]string{"select_" + words[1]}, words[2:]...)
		given = append([]string{words[0]}, given[2:]...)
	}
	switch words[0] {
	case "select1", "select_one":
		kind = "select_one"
	case "select", "select_multiple", "select_all_that_apply":
		kind = "select_multiple"
	default:
		return words[0], strings.Join(given[1:], " "), false
	}
	given = given[1:]
	if n := len(given); n > 1 && strings.EqualFold(given[n-1], "or_other") {
		given, other = given[:n-1], true
	} else if n > 2 && strings.EqualFold(given[n-2], "or") && strings.EqualFold(given[n-1], "other") {
		given, other = given[:n-2], true
	}
	if len(given) > 1 && strings.EqualFold(given[0], "from") {
		given = given[1:]
	}
	return kind, strings.Join(given, " "), other
}

func (x *xlsform) question(row xlsRow) {
	kind, list, other := typeWords(row.get("type"))
	if containsWord(automatic, kind) {
		x.notes.add(false, row.at("type"), Automatic, "text", row.get("type"))
		return
	}
	if row.get("name") == "" && kind != "note" {
		x.notes.add(true, row.at("name"), NoName, "text", firstFilled(x.label(row), row.get("type")))
		return
	}
	if kind == "note" && x.table() != nil {
		x.tableNote(row)
		return
	}
	section := x.place()
	it := &item{row: row, kind: kind, section: section}
	f := x.field(it)
	x.typed(it, &f, list)
	x.append(it, f)
	if kind == "datetime" {
		x.timeBeside(it, f)
	}
	if other && it.list != nil {
		x.otherBeside(it, f)
	}
}

// append puts a field into the section of its item and makes the item known.
func (x *xlsform) append(it *item, f formdraft.Field) {
	s := &x.draft.Sections[it.section]
	s.Fields = append(s.Fields, f)
	it.field, it.order = len(s.Fields)-1, len(x.items)
	if s.Rows != nil {
		it.table, it.rows = s.Rows.Code, s.Rows.Name
	}
	x.items = append(x.items, it)
	if name := it.row.get("name"); x.known[name] == nil && name != "" {
		x.known[name] = it
	}
}

func (x *xlsform) fieldOf(it *item) *formdraft.Field {
	return &x.draft.Sections[it.section].Fields[it.field]
}

// field is the field of an item without what its type decides.
func (x *xlsform) field(it *item) formdraft.Field {
	label := x.label(it.row)
	f := formdraft.Field{Code: x.code(it.row, "f"), Help: x.helpOf(it.row, label)}
	wanted := firstFilled(oneLine(label), it.row.get("name"), f.Code)
	f.Name = x.namesHere().of(wanted, f.Code)
	if f.Name != wanted {
		x.notes.add(false, it.row.at("label"), Renamed, "old", wanted, "new", f.Name)
	}
	return f
}

func (x *xlsform) namesHere() *names {
	if t := x.table(); t != nil {
		return t.names
	}
	return &x.names
}

// helpOf joins what helps to answer: the whole label where it is too long for a name, hint and guidance.
func (x *xlsform) helpOf(row xlsRow, label string) string {
	var parts []string
	if oneLine(label) != strings.TrimSpace(label) {
		parts = append(parts, label)
	}
	for _, column := range []string{"hint", "guidance_hint"} {
		if text := strings.TrimSpace(markup.ReplaceAllString(x.spoken(row, column), "")); text != "" {
			parts = append(parts, text)
		}
	}
	return strings.Join(parts, "\n")
}

// tableNote puts a note that stands within a repeat into the help of the table.
func (x *xlsform) tableNote(row xlsRow) {
	text := x.label(row)
	s := &x.draft.Sections[x.table().section]
	s.Help = strings.TrimSpace(s.Help + "\n" + text)
	x.notes.add(true, row.at("label"), TableNote, "text", text)
}

// typed gives the field its type with what the type must be told.
func (x *xlsform) typed(it *item, f *formdraft.Field, list string) {
	typ, exact := exactTypes[it.kind]
	if !exact {
		typ = nearTypes[it.kind]
		if typ == "" {
			typ = "text"
			x.notes.add(true, it.row.at("type"), UnknownType, "text", it.row.get("type"), "name", f.Name)
		} else {
			x.notes.add(false, it.row.at("type"), TypeNear, "text", it.row.get("type"), "name", f.Name, "type", typ)
		}
	}
	f.Type = typ
	look := strings.ToLower(it.row.get("appearance"))
	switch it.kind {
	case "text", "string":
		if strings.Contains(look, "multiline") {
			f.Type = "longtext"
		}
		if strings.Contains(look, "numbers") {
			x.notes.add(false, it.row.at("appearance"), TypeNear, "text", "text, "+look, "name", f.Name, "type", f.Type)
		}
	case "decimal":
		f.Decimals = "6"
		x.measured(f)
	case "integer", "int":
		x.measured(f)
	case "date":
		x.dateLook(f, look)
	case "geopoint", "location":
		f.Datum = "WGS84" // https://docs.getodk.org/form-question-types/#location-widgets
	case "range":
		x.rangeOf(it, f)
	case "select_one", "select_multiple", "rank":
		x.choiceOf(it, f, list)
	}
}

// measured takes the unit out of a label: 投资（万元）.
func (x *xlsform) measured(f *formdraft.Field) {
	name, unit, _ := takeApart(f.Name)
	taken := x.namesHere().taken
	if unit != "" && !slices.Contains(shareUnits, unit) && !taken[name] {
		f.Name, f.Unit = name, unit
		taken[name] = true
	}
}

func (x *xlsform) dateLook(f *formdraft.Field, look string) {
	switch {
	case strings.Contains(look, "month-year"):
		f.Type, f.Of = "period", "month"
	case look == "year":
		f.Type, f.Of = "period", "year"
	}
}

// rangeOf reads start, end and step; without them a range goes from 1 to 10 (pyxform).
func (x *xlsform) rangeOf(it *item, f *formdraft.Field) {
	parameters := map[string]string{"start": "1", "end": "10", "step": "1"}
	for _, pair := range strings.FieldsFunc(it.row.get("parameters"), func(r rune) bool { return r == ' ' || r == ';' || r == ',' }) {
		if key, value, found := strings.Cut(pair, "="); found {
			parameters[strings.ToLower(strings.TrimSpace(key))] = strings.TrimSpace(value)
		}
	}
	f.Min, f.Max = parameters["start"], parameters["end"]
	if strings.ContainsRune(f.Min+f.Max+parameters["step"], '.') {
		f.Decimals = "6"
	} else {
		f.Type = "integer"
	}
	if parameters["step"] != "1" {
		x.notes.add(true, it.row.at("parameters"), Setting, "column", "parameters", "text", it.row.get("parameters"), "name", f.Name)
	}
}

func (x *xlsform) choiceOf(it *item, f *formdraft.Field, list string) {
	it.list = x.lists[list]
	if it.list == nil {
		f.Of = list
		x.notes.add(true, it.row.at("type"), NoList, "text", list, "name", f.Name)
		return
	}
	f.Of = list
}

// timeBeside adds the time of a field that has date and time.
func (x *xlsform) timeBeside(it *item, date formdraft.Field) {
	f := formdraft.Field{Code: x.codes.free(date.Code + "_time"), Name: x.namesHere().of(date.Name+"时间", date.Code), Type: "time"}
	row := it.row
	beside := &item{row: xlsRow{table: row.table, number: row.number, texts: map[int]string{}}, kind: "time", section: it.section}
	x.append(beside, f)
	x.notes.add(false, row.at("type"), TwoFields, "name", date.Name)
}

// otherBeside adds the option other and a field for what is meant by it.
func (x *xlsform) otherBeside(it *item, f formdraft.Field) {
	l := it.list
	if _, found := l.byName["other"]; !found {
		l.byName["other"] = "other"
		l.options = append(l.options, choice{Option: formdraft.Option{Code: "other", Name: "其他"}, row: it.row})
	}
	text := formdraft.Field{Code: x.codes.free(f.Code[:min(len(f.Code), maxCode-6)] + "_other"), Name: x.namesHere().of(f.Name+"（其他）", f.Code), Type: "text", Required: "true"}
	subject := firstFilled(speakableOr(f), f.Code)
	text.When = subject + ` == "other"`
	if it.kind != "select_one" {
		text.When = `"other" in ` + subject
	}
	row := it.row
	x.append(&item{row: xlsRow{table: row.table, number: row.number, texts: map[int]string{}}, kind: "text", section: it.section}, text)
	x.notes.add(false, row.at("type"), OtherOption, "name", f.Name)
}

// speakableOr is the name of a field where expressions can use it, otherwise its code.
func speakableOr(f formdraft.Field) string {
	if speakable(f.Name) {
		return f.Name
	}
	return f.Code
}
