package document

import (
	"context"
	"slices"
)

// corrections notes in a step which corrections an act made, changed and
// removed, and returns those to be written.
func (s *Step) corrections(was, now []Correction) (written []Correction) {
	for _, c := range now {
		old := slices.IndexFunc(was, func(o Correction) bool { return o.ID == c.ID })
		switch {
		case old < 0:
			s.Corrected = append(s.Corrected, c.ID)
			written = append(written, c)
		case was[old].Place != c.Place || was[old].Lost != c.Lost:
			s.Mended = append(s.Mended, was[old])
			written = append(written, c)
		}
	}
	for _, c := range was {
		if !slices.ContainsFunc(now, func(n Correction) bool { return n.ID == c.ID }) {
			s.Mended = append(s.Mended, c)
		}
	}
	return written
}

// keepCorrections removes corrections and writes others. One that was only
// changed may stand in both lists.
func (s *Readings) keepCorrections(ctx context.Context, r *Reading, written []Correction, gone []string) error {
	if len(gone) > 0 {
		if err := s.Store.DropCorrections(ctx, r.Bureau, r.ID, gone); err != nil {
			return err
		}
	}
	if len(written) == 0 {
		return nil
	}
	return s.Store.PutCorrections(ctx, r.Bureau, r.ID, written)
}

// restoreMarks puts text and corrections back as a step found them.
func (s *Readings) restoreMarks(ctx context.Context, r *Reading, step Step) error {
	if step.Text != nil {
		r.Title, r.Number, r.Version = step.Text.Title, step.Text.Number, step.Text.Version
		if err := s.Store.SaveText(ctx, *r, step.Text.Doc); err != nil {
			return err
		}
		doc := step.Text.Doc
		r.asRead, r.Doc, r.runes = &doc, doc, nil
	}
	if step.Text == nil && len(step.Mended)+len(step.Corrected) == 0 {
		return nil
	}
	gone := slices.Concat(step.Corrected, idsOfCorrections(step.Mended))
	r.Corrections = slices.DeleteFunc(slices.Clone(r.Corrections), func(c Correction) bool { return slices.Contains(gone, c.ID) })
	r.Corrections = append(r.Corrections, step.Mended...)
	if err := s.keepCorrections(ctx, r, step.Mended, gone); err != nil {
		return err
	}
	r.correct()
	return nil
}

func idsOfCorrections(all []Correction) []string {
	ids := make([]string, len(all))
	for i, c := range all {
		ids[i] = c.ID
	}
	return ids
}
