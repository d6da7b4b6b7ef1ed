package collect

import "nianlun/internal/engine/form"

// Clash is a cell that two people changed differently since the revision that
// both began with.
type Clash struct {
	Path         form.Path
	Mine, Theirs form.Value
}

// Merge joins two answers that began with the same one: what only one side
// changed is taken from that side; where both changed a cell differently, mine
// stays and the cell is a clash. Nothing that was typed is lost.
func Merge(def *form.Definition, base, mine, theirs form.Values) (form.Values, []Clash) {
	touched := map[form.Path]bool{}
	for _, change := range form.Diff(def, base, mine) {
		touched[change.Path] = true
		if list, row, _ := change.Path.Split(); list != "" {
			touched[form.RowPath(list, row)] = true
		}
	}
	merged := mine.Clone()
	var clashes []Clash
	for _, change := range form.Diff(def, base, theirs) {
		list, row, field := change.Path.Split()
		switch {
		case computed(def, change.Path): // follows from what is typed
		case list != "" && field == "":
			if change.Kind == form.Removed && !touched[change.Path] {
				removeRow(merged, list, row)
			}
		case !touched[change.Path] && (change.Kind != form.Removed || hasRow(merged, list, row)):
			merged.Set(change.Path, change.New)
		case touched[change.Path]:
			if my := mine.Get(change.Path); !my.Equal(change.New) {
				clashes = append(clashes, Clash{Path: change.Path, Mine: my, Theirs: change.New})
			}
		}
	}
	return form.Calculate(def, merged), clashes
}

// computed tells cells that nobody types.
func computed(def *form.Definition, path form.Path) bool {
	f, found := def.Field(path.Key())
	return found && !f.Typed()
}

func hasRow(values form.Values, list, row string) bool {
	if list == "" {
		return true
	}
	_, found := values.Row(list, row)
	return found
}

func removeRow(values form.Values, list, key string) {
	var kept []form.Row
	for _, row := range values.Rows(list) {
		if row.Key != key {
			kept = append(kept, row)
		}
	}
	values.SetRows(list, kept)
}
