package collect

import (
	"context"

	"nianlun/internal/engine/form"
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

// hearOthers tells the page what is computed from other returns: these may have
// changed since it was opened.
func (out *CellsSaved) hearOthers(def *form.Definition, values form.Values) {
	if !def.Reads() {
		return
	}
	for _, f := range def.Fields() {
		if path := form.FieldPath(f.Code); f.Outside() && f.List == "" {
			out.Computed[path] = f.Type.Show(f, values.Get(path))
		}
	}
}
