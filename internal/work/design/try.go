package design

import (
	"context"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
)

// Trial is a form filled with a sample, as a school would see it.
type Trial struct {
	Open
	Now  Filled
	Last Filled // the period before
	// Others are the other returns that the form reads.
	Others []Other
	// Known are the values that the others give to cells that take them over.
	Known form.Values
	// Missing are what would still have to be filled in, Findings what the checks say.
	Missing  form.Issues
	Findings []form.Finding
	// Directory are the units and people that cells may name; nil when the form asks
	// for none. Today is the bureau's civil day.
	Directory *Directory
	Today     period.Date
}

// Filled is what was typed and what it means.
type Filled struct {
	Raw    form.Raw
	Values form.Values
	Issues form.Issues
}

// Try fills a draft with its sample and checks it.
func (s *Service) Try(ctx context.Context, by access.Actor, draft string) (Trial, error) {
	o, err := s.Open(ctx, by, draft)
	if err != nil {
		return Trial{}, err
	}
	if o.Shown == nil {
		return Trial{Open: o}, nil
	}
	dir, err := s.directory(ctx, o.Bureau, o.Shown)
	if err != nil {
		return Trial{}, err
	}
	typed, err := s.sampled(ctx, o, dir)
	if err != nil {
		return Trial{}, err
	}
	t := Trial{Open: o, Now: typed.now, Last: typed.last, Others: typed.others, Directory: dir, Today: s.today()}
	t.Known = form.Beside(o.Shown, form.Prefilled(o.Shown, typed.from), t.Now.Values)
	params, failed := s.sources(ctx, by.Bureau)
	c := form.Context{Params: params, Previous: typed.from.Previous, Returns: typed.from.Returns}
	t.Missing = append(form.Complete(o.Shown, t.Now.Values), form.Outworn(o.Shown, t.Now.Values, t.Today)...)
	t.Findings = form.Check(o.Shown, t.Now.Values, c)
	return t, failed()
}

// fill reads what was typed. Cells that the form no longer has are left out.
func fill(def *form.Definition, raw form.Raw, dir *Directory, read *form.Readings) Filled {
	kept := form.Raw{}
	for path, text := range raw {
		_, isTable := def.Table(string(path))
		_, isField := def.Field(path.Key())
		if isTable || isField {
			kept[path] = text
		}
	}
	values, issues := form.DecodeWith(def, kept, dir.asDirectory(), read)
	return Filled{Raw: kept, Values: values, Issues: issues}
}

// SetSample keeps what a form is tried with.
func (s *Service) SetSample(ctx context.Context, by access.Actor, draft string, sample Sample) error {
	return s.Tx.InTx(ctx, func(ctx context.Context) error {
		d, err := s.find(ctx, by, draft, access.Write)
		if err != nil {
			return err
		}
		cells := max(len(sample.Now), len(sample.Last))
		for key, raw := range sample.Others {
			if !validOther(key) {
				return fault.New(fault.Invalid, "design.sample.other")
			}
			cells = max(cells, len(raw))
		}
		if cells > maxSample || len(sample.Others) > maxOthers {
			return fault.New(fault.TooLarge, "design.sample", "max", maxSample)
		}
		return s.Store.SetSample(ctx, d.Bureau, d.ID, sample)
	})
}

// maxSample is how many cells a sample may have.
const maxSample = 5000

// maxOthers is of how many other returns a sample may have values.
const maxOthers = 100
