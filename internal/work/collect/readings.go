package collect

import (
	"cmp"
	"context"
	"strings"

	"nianlun/internal/engine/form"
	"nianlun/internal/kit/fault"
)

// readings are what the calculated fields and conditions of a return take from the
// unit's other returns. While somebody may type into the return they are read
// anew, so that its numbers follow the others; once it is handed in it keeps what
// the others said then, and a correction moves only what follows from the corrected
// cell.
func (s *Service) readings(ctx context.Context, o Obligation, def *form.Definition, stored form.Values) (*form.Readings, error) {
	if !def.Reads() || !o.State.Open() {
		return stored.Readings(), nil
	}
	return s.ReadNow(ctx, o, def)
}

// ReadNow is what the calculated fields and conditions of a return take from the
// unit's other returns as these stand now.
func (s *Service) ReadNow(ctx context.Context, o Obligation, def *form.Definition) (*form.Readings, error) {
	b, err := s.beside(ctx, nobody, o, def, def.ForValues())
	if err != nil {
		return nil, err
	}
	return def.Read(b.sources()), nil
}

// forOffer is what a new return begins with.
func forOffer(def *form.Definition) form.Needs { return def.ForPrefill().With(def.ForValues()) }

// typedChange tells whether a person has changed something: not only what is
// computed from other returns.
func (sh *sheet) typedChange() bool {
	for _, change := range sh.changes {
		if !computed(sh.def, change.Path) {
			return true
		}
	}
	return false
}

// hearOthers tells the page all that is computed when other returns say otherwise than
// when it was shown or told last: they may have changed while it was open, and gone
// back to what is stored, so that nothing differs from that and all from the page.
func (out *CellsSaved) hearOthers(sh *sheet, heard string) {
	if !sh.def.Reads() {
		return
	}
	if out.Heard = sh.values.Readings().Digest(); heard == out.Heard && heard != "" {
		return
	}
	for _, f := range sh.def.Fields() {
		if f.Typed() {
			continue
		}
		if f.List == "" {
			out.Computed[form.FieldPath(f.Code)] = f.Type.Show(f, sh.values.Get(form.FieldPath(f.Code)))
			continue
		}
		for _, row := range sh.values.Rows(f.List) {
			out.Computed[form.CellPath(f.List, row.Key, f.Code)] = f.Type.Show(f, row.Fields[f.Code])
		}
	}
}

// unheard refuses to sign what is computed from other returns when these say
// otherwise than on the page: the cells are named with what they hold now.
func (sh *sheet) unheard(heard string) error {
	if heard == "" || heard == sh.read.Digest() {
		return nil
	}
	var cells []string
	for _, f := range sh.heardCells() {
		if f.List != "" {
			cells = append(cells, f.Name)
			continue
		}
		cells = append(cells, f.Name+" "+cmp.Or(f.Type.Show(f, sh.values.Get(form.FieldPath(f.Code))), "—"))
	}
	return fault.New(fault.Conflict, "return.heard", "cells", strings.Join(cells, "、"))
}

// heardCells are the fields that other returns decide and that hold something else
// than when the sheet was last stored; all of them where none does.
func (sh *sheet) heardCells() []*form.Field {
	var all, other []*form.Field
	for _, f := range sh.def.Fields() {
		if !f.Outside() {
			continue
		}
		all = append(all, f)
		if path := form.FieldPath(f.Code); f.List != "" || !sh.values.Get(path).Equal(sh.old.Get(path)) {
			other = append(other, f)
		}
	}
	if len(other) == 0 {
		return all
	}
	return other
}
