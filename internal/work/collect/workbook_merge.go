package collect

import (
	"slices"
	"strings"

	"nianlun/internal/engine/form"
	"nianlun/internal/kit/i18n"
)

// typedSheet is a sheet as it was typed, and what that means.
type typedSheet struct {
	raw    form.Raw
	values form.Values
	issues form.Issues // texts that are no values
}

// sheetOf reads what was typed, with the units and people whom dir knows; nil takes every id.
func sheetOf(def *form.Definition, raw form.Raw, dir *Directory) typedSheet {
	return sheetWith(def, raw, dir, nil)
}

// sheetWith is the sheet with what is read of other returns.
func sheetWith(def *form.Definition, raw form.Raw, dir *Directory, read *form.Readings) typedSheet {
	values, issues := form.DecodeWith(def, raw, dir.asDirectory(), read)
	return typedSheet{raw, values, issues}
}

// storedSheet is a sheet as it is stored: raw is there only when some texts are
// no values.
func storedSheet(def *form.Definition, values form.Values, raw form.Raw, dir *Directory) typedSheet {
	if raw == nil {
		return typedSheet{raw: form.RawOf(def, values), values: values}
	}
	return sheetOf(def, raw, dir)
}

// text is what stands in a cell, in full: the value as it is stored, or the text that is none.
func (s typedSheet) text(def *form.Definition, path form.Path) string {
	f, found := def.Field(path.Key())
	if v := s.values.Get(path); found && !v.IsMissing() {
		return f.Type.Text(f, v)
	}
	return s.raw[path]
}

// BookClash is a cell that was changed in the workbook and, since the workbook
// was made, in the return itself, differently. The texts are as people read them.
type BookClash struct {
	Path         form.Path
	Place        form.Place
	Mine, Theirs i18n.Text // in the workbook, in the return
}

// stays tells at which clashes what is stored in the return stays.
type stays func(form.Path) bool

// everyClash lets the return's own value stay everywhere.
func everyClash(form.Path) bool { return true }

// joinedSheets lays what a workbook says over what is stored now. base is what
// the workbook was made from. What only one side changed is taken from that side;
// where both did the cell is a clash, and the workbook's is taken unless takeTheirs
// says that the return's stays. Texts that are no values are kept as well.
func joinedSheets(w words, base, mine, theirs typedSheet, takeTheirs stays) (form.Raw, []BookClash) {
	def := w.def
	merged, differ := Merge(def, base.values, mine.values, theirs.values)
	raw := form.RawOf(def, merged)
	clashes := make([]BookClash, 0, len(differ))
	for _, c := range differ {
		clashes = append(clashes, w.clash(merged, mine, theirs, c.Path))
	}
	for _, i := range theirs.issues {
		if text := theirs.raw[i.Path]; text != "" && raw[i.Path] == "" {
			raw[i.Path] = text
		}
	}
	for _, i := range mine.issues {
		text := mine.raw[i.Path]
		if text == "" || text == base.raw[i.Path] {
			continue
		}
		if old, now := base.values.Get(i.Path), theirs.values.Get(i.Path); !now.IsMissing() && !now.Equal(old) && !clashesAt(clashes, i.Path) {
			clashes = append(clashes, w.clash(merged, mine, theirs, i.Path))
		}
		raw[i.Path] = text
	}
	for _, c := range clashes {
		if takeTheirs(c.Path) {
			keepRow(raw, merged, theirs, c.Path)
			raw[c.Path] = theirs.raw[c.Path]
		}
	}
	return raw, clashes
}

// keepRow lets a row that was taken out in the workbook, while somebody wrote into it
// in the return, stay as the return has it: not only with the cell that was written.
func keepRow(raw form.Raw, merged form.Values, theirs typedSheet, path form.Path) {
	list, key, _ := path.Split()
	if list == "" || hasRow(merged, list, key) {
		return
	}
	order := form.FieldPath(list)
	if keys := rowKeys(raw[order]); !slices.Contains(keys, key) {
		raw[order] = strings.Join(append(keys, key), ",")
	}
	for at, text := range theirs.raw {
		if l, k, _ := at.Split(); l == list && k == key {
			raw[at] = text
		}
	}
}

func clashesAt(all []BookClash, path form.Path) bool {
	return slices.ContainsFunc(all, func(c BookClash) bool { return c.Path == path })
}

func (w words) clash(merged form.Values, mine, theirs typedSheet, path form.Path) BookClash {
	c := BookClash{Path: path, Place: w.place(merged, path)}
	c.Theirs, c.Mine = w.change(theirs, mine, path)
	return c
}

// apart gives new keys to rows that were added on both sides under the same key
// but are not the same row: the blank rows of a workbook and the rows that a page
// adds are numbered alike. renamed leads from the new key back to the one in the
// workbook, by table.
func apart(w words, base, mine, theirs typedSheet) (out typedSheet, renamed map[form.Path]form.Path) {
	def := w.def
	renamed = map[form.Path]form.Path{}
	for i := range def.Sections {
		rows := def.Sections[i].Rows
		if rows == nil || len(rows.Fixed) > 0 {
			continue
		}
		used := keysOf(rows.Code, base.values, mine.values, theirs.values)
		for _, row := range mine.values.Rows(rows.Code) {
			other, both := theirs.values.Row(rows.Code, row.Key)
			if _, old := base.values.Row(rows.Code, row.Key); old || !both || sameRow(rows, row, other) {
				continue
			}
			key := twin(rows, row, base.values, mine.values, theirs.values)
			if key == "" {
				key = form.NextRowKey(used...)
			}
			used = append(used, key)
			renamed[form.RowPath(rows.Code, key)] = form.RowPath(rows.Code, row.Key)
		}
	}
	if len(renamed) == 0 {
		return mine, renamed
	}
	return sheetOf(def, withKeys(mine.raw, renamed), w.dir), renamed
}

// twin is the key under which the same new row stands in theirs already, as after
// the same workbook was brought once before; "" when it does not.
func twin(rows *form.Rows, row form.Row, base, mine, theirs form.Values) string {
	for _, other := range theirs.Rows(rows.Code) {
		_, old := base.Row(rows.Code, other.Key)
		_, taken := mine.Row(rows.Code, other.Key)
		if !old && !taken && sameRow(rows, row, other) {
			return other.Key
		}
	}
	return ""
}

func keysOf(list string, all ...form.Values) []string {
	var keys []string
	for _, values := range all {
		for _, row := range values.Rows(list) {
			keys = append(keys, row.Key)
		}
	}
	return keys
}

// sameRow tells whether two new rows are one: by the name that people give a row,
// or, where rows have none, by anything that agrees.
func sameRow(rows *form.Rows, a, b form.Row) bool {
	if rows.Key != "" {
		return a.Fields[rows.Key].Equal(b.Fields[rows.Key])
	}
	for code, v := range a.Fields {
		if other, found := b.Fields[code]; found && other.Equal(v) {
			return true
		}
	}
	return false
}

// withKeys writes a sheet with other keys of rows.
func withKeys(raw form.Raw, renamed map[form.Path]form.Path) form.Raw {
	key := map[form.Path]string{} // old row -> new key
	for now, old := range renamed {
		_, k, _ := now.Split()
		key[old] = k
	}
	out := make(form.Raw, len(raw))
	for path, text := range raw {
		list, row, field := path.Split()
		if now := key[form.RowPath(list, row)]; list != "" && now != "" {
			path = form.CellPath(list, now, field)
		}
		if list == "" {
			text = orderWith(path, text, key)
		}
		if text != "" || out[path] == "" { // the blank rows of the workbook have keys too
			out[path] = text
		}
	}
	return out
}

// orderWith changes the keys in the order of a table's rows; other texts stay.
func orderWith(path form.Path, text string, key map[form.Path]string) string {
	keys := strings.Split(text, ",")
	changed := false
	for i, k := range keys {
		if now := key[form.RowPath(path.String(), k)]; now != "" {
			keys[i], changed = now, true
		}
	}
	if !changed {
		return text
	}
	return strings.Join(keys, ",")
}
