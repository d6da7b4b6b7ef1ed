package design

import (
	"context"
	"strings"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formdraft"
	"nianlun/internal/kit/fault"
)

// Other is another return that the form reads, with the values that whoever tries
// the form has given it: as much of that form as is looked at.
type Other struct {
	form.Reference
	Key   string   // in Sample.Others
	Names []string // by which the form refers to it; none for a prefill that names no reference
	Title string   // of the other form
	Def   *form.Definition
	Filled
}

// OtherKey is the key of another return in Sample.Others.
func OtherKey(r form.Reference) string { return r.Form + "@" + string(r.Period) }

// others are the returns that the shown form reads. A form that is not known, or of
// which nothing is looked at, is none.
func (s *Service) others(ctx context.Context, o Open, dir *Directory) ([]Other, error) {
	library, failed := s.Forms.Library(ctx, o.Bureau)
	var out []Other
	for _, ref := range o.Shown.ForChecks().With(o.Shown.ForPrefill()).With(o.Shown.ForValues()).Returns {
		keys := o.Shown.LooksAt(ref)
		content, found, err := s.contentOf(ctx, o, ref.Form)
		if err != nil {
			return nil, err
		}
		if !found || len(keys) == 0 {
			continue
		}
		def, err := form.Parse(content.Only(keys).YAML(), library.Lists)
		if err != nil {
			continue // the draft refers to itself and cannot be read yet
		}
		one := Other{Reference: ref, Key: OtherKey(ref), Title: content.Title, Def: def}
		for _, r := range o.Shown.Refers() {
			if r.Reference == ref {
				one.Names = append(one.Names, r.Name)
			}
		}
		one.Filled = fill(def, o.Sample.Others[one.Key], dir, nil)
		out = append(out, one)
	}
	return out, failed()
}

// contentOf is what a form asks: the draft itself, or the newest version of another.
func (s *Service) contentOf(ctx context.Context, o Open, code string) (formdraft.Draft, bool, error) {
	if code == o.Shown.Code {
		return o.Content, true, nil
	}
	version, err := s.Forms.Latest(ctx, o.Bureau, code)
	if fault.Is(err, "record.form") {
		return formdraft.Draft{}, false, nil
	}
	if err != nil {
		return formdraft.Draft{}, false, err
	}
	content, err := formdraft.Read([]byte(version.YAML))
	return content, err == nil, nil
}

// sample is what a form is tried with: its values, those of the period before, and
// those of other returns. What is empty is a return that nobody has handed in.
type sample struct {
	now, last Filled
	others    []Other
	from      form.Sources
}

// sampled reads what the shown form is tried with. As long as nothing was typed the
// form begins as a new return does: with what it takes over from the others, and its
// defaults.
func (s *Service) sampled(ctx context.Context, o Open, dir *Directory) (sample, error) {
	var out sample
	var err error
	if out.others, err = s.others(ctx, o, dir); err != nil {
		return out, err
	}
	out.last = fill(o.Shown, o.Sample.Last, dir, o.Shown.Read(form.Sources{}))
	if !out.last.Values.IsEmpty() {
		out.from.Previous = &out.last.Values
	}
	out.from.Returns = map[form.Reference]form.Answer{}
	for _, other := range out.others {
		if !other.Values.IsEmpty() {
			out.from.Returns[other.Reference] = form.Answer{Def: other.Def, Values: other.Values}
		}
	}
	raw := o.Sample.Now
	if len(raw) == 0 {
		raw = form.RawOf(o.Shown, form.WithDefaults(o.Shown, form.Prefilled(o.Shown, out.from)))
	}
	out.now = fill(o.Shown, raw, dir, o.Shown.Read(out.from))
	return out, nil
}

// validOther tells whether a key of Sample.Others can name another return.
func validOther(key string) bool {
	code, when, found := strings.Cut(key, "@")
	return found && code != "" && len(key) < 200 && when != ""
}
