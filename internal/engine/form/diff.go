package form

import "slices"

// ChangeKind is what happened to a cell or row.
type ChangeKind string

// The kinds of changes.
const (
	Added   ChangeKind = "added"
	Removed ChangeKind = "removed"
	Changed ChangeKind = "changed"
)

// Change is one difference between two answers. For a row that came or went as a whole the path is that of the row
// and both values are missing; its cells follow as changes of their own.
type Change struct {
	Path     Path
	Kind     ChangeKind
	Old, New Value
}

// Diff lists what differs between two answers to one definition, in the order of the form; removed rows come after
// the rows that are there. Rows are the same when their keys are; their order does not count.
func Diff(def *Definition, before, after Values) []Change {
	var changes []Change
	for i := range def.Sections {
		s := &def.Sections[i]
		if s.Rows == nil {
			changes = diffCells(changes, s.Fields, before.fields, after.fields, FieldPath)
			continue
		}
		changes = diffRows(changes, s, before, after)
	}
	return changes
}

func diffRows(changes []Change, s *Section, before, after Values) []Change {
	list := s.Rows.Code
	if len(before.Rows(list)) == 0 { // filled for the first time: everything is new
		changes = slices.Grow(changes, len(after.Rows(list))*(len(s.Fields)+1))
	}
	for _, row := range after.Rows(list) {
		old, found := before.Row(list, row.Key)
		if !found {
			changes = append(changes, Change{Path: RowPath(list, row.Key), Kind: Added})
		}
		changes = diffCells(changes, s.Fields, old.Fields, row.Fields, cellPaths(list, row.Key))
	}
	for _, row := range before.Rows(list) {
		if _, found := after.Row(list, row.Key); found {
			continue
		}
		changes = append(changes, Change{Path: RowPath(list, row.Key), Kind: Removed})
		changes = diffCells(changes, s.Fields, row.Fields, nil, cellPaths(list, row.Key))
	}
	return changes
}

func cellPaths(list, key string) func(code string) Path {
	return func(code string) Path { return CellPath(list, key, code) }
}

func diffCells(changes []Change, fields []Field, before, after map[string]Value, path func(string) Path) []Change {
	for i := range fields {
		code := fields[i].Code
		old, new := before[code], after[code]
		if old.Equal(new) {
			continue
		}
		kind := Changed
		switch {
		case old.IsMissing():
			kind = Added
		case new.IsMissing():
			kind = Removed
		}
		changes = append(changes, Change{Path: path(code), Kind: kind, Old: old, New: new})
	}
	return changes
}
