package formimport

import (
	"slices"
	"strings"

	"nianlun/internal/engine/form/formdraft"
	"nianlun/internal/engine/form/formxlsx"
)

// TableOptions say what of a workbook is the table. The zero value looks for itself.
type TableOptions struct {
	Sheet  string // the first sheet with a head when empty
	Limits formxlsx.Limits
}

// maxColumns and maxBody bound what is looked at.
const (
	maxColumns = 300
	maxBody    = 5_000
	maxHead    = 8
	maxFixed   = 200
)

// Table makes a draft of a sheet whose head rows become fields. Several rows of head with joined cells give groups; what
// stands in brackets behind a name is its unit; the type is guessed from the values below. A table with many rows
// becomes a table of the form, known by its first column of texts; one that has a row for each school becomes plain
// fields, since each school answers its own row. The refusal is nil unless nothing could be read.
func Table(data []byte, o TableOptions) (Result, *Note) {
	sheets, issue := formxlsx.Sheets(data, o.Limits)
	if issue != nil {
		return Result{}, ofBook(issue)
	}
	t, refused := findTable(sheets, o.Sheet)
	if refused != nil {
		return Result{}, refused
	}
	t.draft.Title = oneLine(firstFilled(t.title, t.grid.sheet.Name))
	t.draft.Code = strings.ReplaceAll((&codes{map[string]bool{}}).of(t.grid.sheet.Name, "form"), "_", "-")
	t.columns()
	t.build()
	t.others(sheets)
	return Result{Draft: t.draft, Notes: t.notes.all}, nil
}

// findTable takes the sheet that is named, or the first that has a head.
func findTable(sheets []formxlsx.Sheet, name string) (*table, *Note) {
	for _, s := range sheets {
		if name != "" && s.Name != name {
			continue
		}
		t := &table{grid: gridOf(s), codes: codes{map[string]bool{}}}
		if t.findHead() {
			return t, nil
		}
		if name != "" {
			return nil, refusal(NoTable, "sheet", s.Name)
		}
	}
	if name != "" {
		return nil, refusal(NoSheet, "sheet", name)
	}
	return nil, refusal(NoTable, "sheet", "")
}

// table is one sheet that is being taken over.
type table struct {
	grid        sheetGrid
	title       string
	unit        string // of the whole sheet
	top, bottom int    // the rows of the head
	body        []int  // the rows below it with values
	total       int    // the row of totals, 0 for none

	cols  []*column
	draft Draft
	notes notes
	codes codes
}

// column is one column of the table.
type column struct {
	place  int
	name   string
	groups []string // from the outermost in
	unit   string
	remark string // what else stood in brackets
	texts  []formxlsx.SheetCell
	typ    guess
	role   columnRole
	field  formdraft.Field // that it became; none without a code
}

type columnRole int

const (
	asksValue columnRole = iota
	namesUnit            // the school that answers
	numbers              // 序号
	keysRow              // by which a row is known
)

// build makes the sections.
func (t *table) build() {
	key := t.keyColumn()
	switch {
	case t.perUnit():
		t.plain()
	case key != nil && len(t.body) > 1:
		t.rows(key)
	default:
		t.plain()
	}
}

// perUnit reports whether each row is the answer of one school.
func (t *table) perUnit() bool {
	for _, c := range t.cols {
		if c.role == namesUnit {
			return true
		}
	}
	return false
}

// keyColumn is the first column that holds texts.
func (t *table) keyColumn() *column {
	for _, c := range t.cols {
		if c.role != asksValue {
			continue
		}
		if len(c.texts) > 1 && (c.typ.typ == "text" || c.typ.typ == "longtext" || c.typ.typ == "choice") {
			return c
		}
		return nil
	}
	return nil
}

// plain makes one section for each outermost group, and one for what has none.
func (t *table) plain() {
	taken, titles := &names{map[string]bool{}}, &names{map[string]bool{}}
	last := ""
	for _, c := range t.cols {
		switch c.role {
		case namesUnit:
			t.notes.add(false, t.headAt(c), UnitColumn, "name", c.name)
			continue
		case numbers:
			t.notes.add(false, t.headAt(c), Numbering, "name", c.name)
			continue
		}
		title := firstFilled(t.title, t.grid.sheet.Name)
		prefix := c.groups
		if len(c.groups) > 0 {
			title, prefix = c.groups[0], c.groups[1:]
		}
		if n := len(t.draft.Sections); n == 0 || last != title {
			t.draft.Sections = append(t.draft.Sections, formdraft.Section{Title: titles.of(title, "-")})
			last = title
		}
		s := &t.draft.Sections[len(t.draft.Sections)-1]
		if len(c.groups) > 0 && (taken.taken[c.name] || len(prefix) == 0 && slices.Contains(bareNames, c.name)) { // 小学 男生, 初中 男生
			prefix = c.groups
		}
		s.Fields = append(s.Fields, t.field(c, prefix, taken))
	}
	t.totals("")
}

// rows makes one table.
func (t *table) rows(key *column) {
	title := oneLine(firstFilled(t.title, t.grid.sheet.Name))
	s := formdraft.Section{Title: title, Rows: &formdraft.Rows{Code: t.codes.number("t"), Name: title}}
	taken := &names{map[string]bool{}}
	if fixed := t.fixed(key); fixed != nil {
		s.Rows.Fixed, s.Rows.Name = fixed, oneLine(key.name)
		key.role = keysRow
		t.notes.add(false, t.headAt(key), TableFixed, "n", itoa(len(fixed)))
	} else {
		key.typ = guess{typ: "text"}
		t.notes.add(false, t.headAt(key), TableOpen, "name", key.name, "n", itoa(len(t.body)))
	}
	for _, c := range t.cols {
		if c.role == keysRow {
			continue
		}
		if c.role == numbers {
			t.notes.add(false, t.headAt(c), Numbering, "name", c.name)
			continue
		}
		f := t.field(c, c.groups, taken)
		if c == key {
			f.Required = "true"
			s.Rows.Key = f.Name
		}
		f.Total = t.total > 0 && (f.Type == "integer" || f.Type == "decimal" || f.Type == "money")
		s.Fields = append(s.Fields, f)
	}
	t.draft.Sections = []formdraft.Section{s}
	t.totals(s.Rows.Name)
}

// fixed are the rows where they are given: every row has its name and, but for totals, nothing else yet.
func (t *table) fixed(key *column) []formdraft.Option {
	if len(key.texts) != len(t.body) || len(t.body) > maxFixed {
		return nil
	}
	for _, c := range t.cols {
		if c != key && c.role != numbers && len(c.texts) > 0 {
			return nil
		}
	}
	given, taken := &names{map[string]bool{}}, &codes{map[string]bool{}}
	var out []formdraft.Option
	for _, cell := range key.texts {
		out = append(out, formdraft.Option{Code: taken.of(cell.Text, "r"), Name: given.of(cell.Text, "-")})
	}
	return out
}

// field makes a field of a column; the groups in front of its name make it plain which of several it is.
func (t *table) field(c *column, groups []string, taken *names) formdraft.Field {
	wanted := strings.Join(append(append([]string{}, groups...), c.name), "")
	f := formdraft.Field{Code: t.codes.of(wanted, "f"), Name: taken.of(wanted, "项"), Unit: c.unit, Help: c.remark, Type: c.typ.typ, Decimals: c.typ.decimals,
		Of: c.typ.of, Options: c.typ.options}
	if f.Name != oneLine(wanted) {
		t.notes.add(false, t.headAt(c), Renamed, "old", wanted, "new", f.Name)
	}
	if f.Type == "money" && f.Unit == "" {
		f.Unit = firstFilled(t.unit, "元")
	}
	if f.Unit == "" && (f.Type == "integer" || f.Type == "decimal") {
		f.Unit = t.unit
	}
	if f.Type == "percent" || f.Type != "integer" && f.Type != "decimal" && f.Type != "money" {
		f.Unit = ""
	}
	c.field = f
	t.notes.add(false, t.headAt(c), Guessed, "name", f.Name, "type", f.Type, "values", examples(c))
	for _, cell := range c.texts {
		if cell.Formula != "" {
			t.notes.add(true, t.headAt(c), Calculation, "name", f.Name, "formula", "="+cell.Formula)
			break
		}
	}
	return f
}

func examples(c *column) string {
	var texts []string
	for _, cell := range c.texts {
		if len(texts) == 3 {
			break
		}
		if cell.Text != "" && !containsWord(texts, cell.Text) {
			texts = append(texts, cell.Text)
		}
	}
	if len(texts) == 0 {
		return "-"
	}
	return strings.Join(texts, "、")
}

func (t *table) headAt(c *column) formxlsx.Address { return t.grid.sheet.At(c.place, t.bottom) }

// others tells of sheets that were not looked at.
func (t *table) others(sheets []formxlsx.Sheet) {
	var left []string
	for _, s := range sheets {
		if s.Name != t.grid.sheet.Name && len(s.Rows) > 0 {
			left = append(left, s.Name)
		}
	}
	if len(left) > 0 {
		t.notes.add(false, formxlsx.Address{Sheet: t.grid.sheet.Name}, OtherSheets, "names", strings.Join(left, "、"))
	}
}
