package collect

import (
	"context"
	"slices"

	"nianlun/internal/engine/form"
)

// Changes are what became of a return after it was last sent back.
type Changes struct {
	Mark  BackMark // the last reason: who sent it back, and when
	Cells []ChangedCell
}

// ChangedCell is a cell that was changed, or one that was sent back and was not.
type ChangedCell struct {
	Path     form.Path
	Old, New form.Value
	Marks    []BackMark // the reasons on the cell, with what was answered
}

// Same tells that the cell was sent back and holds what it held.
func (c ChangedCell) Same() bool { return c.Old.Equal(c.New) }

// changes compares a return that was handed in again with what was sent back.
// Returns that were sent back before the revision was kept with the reasons have
// none, and are shown whole.
func (s *Service) changes(ctx context.Context, r *Return) error {
	o := r.Obligation
	marks := lastRound(o.Paper.Marks)
	if !o.State.HandedIn() || len(marks) == 0 || o.Record == "" {
		return nil
	}
	was, err := s.Records.LoadRev(ctx, o.Bureau, o.Record, marks[0].No)
	if err != nil {
		return err
	}
	out := &Changes{Mark: marks[len(marks)-1]}
	seen := map[form.Path]bool{}
	for _, change := range form.Diff(r.Definition, was.Values, r.Values) {
		if _, isCell := r.Definition.Field(change.Path.Key()); !isCell {
			continue // a row that came or went is told by its cells
		}
		seen[change.Path] = true
		out.Cells = append(out.Cells, ChangedCell{Path: change.Path, Old: change.Old, New: change.New, Marks: marksAt(marks, change.Path)})
	}
	for _, m := range marks {
		if path := form.Path(m.Path); m.Path != "" && !seen[path] {
			seen[path] = true
			v := r.Values.Get(path)
			out.Cells = append(out.Cells, ChangedCell{Path: path, Old: v, New: v, Marks: marksAt(marks, path)})
		}
	}
	r.Changes = out
	return nil
}

// lastRound are the reasons of the last time that a return was sent back.
func lastRound(marks []BackMark) []BackMark {
	if len(marks) == 0 {
		return nil
	}
	last := marks[len(marks)-1]
	if last.No == 0 {
		return nil
	}
	var out []BackMark
	for _, m := range marks {
		if m.No == last.No && m.At.Equal(last.At) {
			out = append(out, m)
		}
	}
	return out
}

func marksAt(marks []BackMark, path form.Path) []BackMark {
	return slices.DeleteFunc(slices.Clone(marks), func(m BackMark) bool { return m.Path != path.String() })
}
