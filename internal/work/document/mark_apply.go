package document

import (
	"nianlun/internal/engine/docread"
	"nianlun/internal/engine/docread/docmark"
)

// correct puts the corrections into the text as it was read. It may be called
// again after the corrections have changed.
func (r *Reading) correct() {
	if r.asRead == nil {
		doc := r.Doc
		r.asRead = &doc
	}
	r.Doc = docmark.Apply(*r.asRead, nil, r.standing("")).Document
	r.units = nil
}

// standing are the corrections that stand in the text, of one kind or of all ("").
func (r *Reading) standing(kind docmark.Kind) []docmark.Correction {
	var all []docmark.Correction
	for _, c := range r.Corrections {
		if !c.Lost && (kind == "" || c.Kind == kind) {
			all = append(all, c.Correction)
		}
	}
	return all
}

// Units are the names of units in the text, with what people corrected.
func (r *Reading) Units(d Directory) []Mention {
	if r.units != nil {
		return r.units
	}
	found := d.Mentions(r.characters())
	if corrections := r.standing(docmark.Owner); len(corrections) > 0 {
		owners := make([]docmark.OwnerMark, len(found))
		for i, m := range found {
			owners[i] = docmark.OwnerMark(m)
		}
		owners = docmark.Apply(docread.Document{Text: r.Doc.Text}, owners, corrections).Owners
		found = make([]Mention, len(owners))
		for i, o := range owners {
			found[i] = Mention(o)
		}
	}
	if found == nil {
		found = []Mention{}
	}
	r.units = found
	return found
}

// unitsIn are the units named in a part of the text, with offsets in that part.
func (r *Reading) unitsIn(d Directory, start, end int) []Mention {
	var found []Mention
	for _, m := range r.Units(d) {
		if m.Start >= start && m.End <= end {
			found = append(found, Mention{m.Unit, m.Start - start, m.End - start})
		}
	}
	return found
}

// uncorrected is the reading as the reader alone made it, without corrections.
func (r *Reading) uncorrected() *Reading {
	plain := *r
	plain.Corrections, plain.units = nil, nil
	if r.asRead != nil {
		plain.Doc = *r.asRead
	}
	return &plain
}
