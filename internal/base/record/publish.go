package record

import (
	"context"
	"errors"
	"fmt"
	"sort"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/yamldoc"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/i18n"
)

// Publish makes a definition the newest version of its form, with the options of
// the bureau's lists that it names written into it (see Hold). The same text as
// the newest version changes nothing and gives that version. Mistakes are the
// Invalid fault "record.definition" with a field for each, whose path is
// line:column, also for names of other forms and their fields that are not
// there; a version that cannot take over the answers of the one before is
// the Invalid fault "record.compat" with a field for each refused difference.
func (s *Service) Publish(ctx context.Context, by access.Actor, yaml string) (Version, error) {
	thing := access.Thing{Bureau: by.Bureau, Kind: access.Campaign, Unit: by.Post.Unit}
	if err := access.Check(by, access.Write, thing); err != nil {
		return Version{}, err
	}
	return s.publishIn(ctx, by, yaml, s.Parse)
}

// Adopt is Publish for a definition that another bureau has published: what has become
// stricter since it was accepted there is no mistake here.
func (s *Service) Adopt(ctx context.Context, by access.Actor, yaml string) (Version, error) {
	thing := access.Thing{Bureau: by.Bureau, Kind: access.Campaign, Unit: by.Post.Unit}
	if err := access.Check(by, access.Write, thing); err != nil {
		return Version{}, err
	}
	return s.publishIn(ctx, by, yaml, s.ParseAdopted)
}

// TakeTurn lets the transaction in ctx wait until nobody else publishes forms of the
// bureau; until it ends nobody else does. Whether a form may be published depends on the
// newest versions of all others: of two that close a ring the second must see the first.
// Publish and Adopt take it themselves, who judges a text before takes it first.
func (s *Service) TakeTurn(ctx context.Context, bureau string) error {
	return s.Store.Hold(ctx, bureau, "forms")
}

// publishIn publishes a definition as parse reads it.
func (s *Service) publishIn(ctx context.Context, by access.Actor, yaml string, parse func(ctx context.Context, bureau, yaml string) (*form.Definition, error)) (Version, error) {
	var out Version
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.TakeTurn(ctx, by.Bureau); err != nil {
			return err
		}
		yaml, err := s.Hold(ctx, by.Bureau, yaml)
		if err != nil {
			return err
		}
		def, err := parse(ctx, by.Bureau, yaml)
		if err != nil {
			return err
		}
		out, err = s.publish(ctx, by, def, yaml)
		return err
	})
	return out, err
}

func (s *Service) publish(ctx context.Context, by access.Actor, def *form.Definition, yaml string) (Version, error) {
	before, err := s.Latest(ctx, by.Bureau, def.Code)
	switch {
	case fault.Is(err, "record.form"): // the first version
	case err != nil:
		return Version{}, err
	case before.YAML == yaml:
		return before, nil
	default:
		if err := refused(form.Compat(before.Definition, def)); err != nil {
			return Version{}, err
		}
	}
	v := StoredVersion{Form: def.Code, No: before.No + 1, YAML: yaml, Published: s.Now(), By: by.Person}
	// Read before its transaction is committed, it must not be remembered: after
	// a rollback the number goes to another text.
	key := versionKey{by.Bureau, v.Form, v.No}
	s.young.Store(key, true)
	s.Store.AfterCommit(ctx, func() { s.young.Delete(key) })
	if err := s.Store.InsertVersion(ctx, by.Bureau, v); err != nil {
		return Version{}, err
	}
	event := audit.Event{Verb: "form.publish", Kind: access.Campaign, Thing: def.Code, Unit: by.Post.Unit,
		Data: map[string]any{"version": v.No, "title": def.Title}}
	if err := s.Audit.Write(ctx, by, event); err != nil {
		return Version{}, err
	}
	return Version{Form: v.Form, No: v.No, Definition: def, YAML: yaml, Published: v.Published, By: v.By}, nil
}

// mistakes turns the problems of a definition into a fault.
func mistakes(err error) error {
	var problems yamldoc.Problems
	if !errors.As(err, &problems) {
		return err
	}
	f := fault.Wrap(err, fault.Invalid, "record.definition", "n", len(problems))
	for _, p := range problems {
		args := append(args(p.Params), "line", p.Line, "column", p.Column)
		key := "form.definition." + p.Code
		if near := key + ".near"; p.Params["suggest"] != "" && i18n.Has(near) {
			key = near
		}
		f = f.With(fmt.Sprintf("%d:%d", p.Line, p.Column), key, args...)
	}
	return f
}

// refused turns the differences that forbid publishing into a fault.
func refused(differences []form.Difference) error {
	var f *fault.Error
	for _, d := range differences {
		if !d.Refused {
			continue
		}
		if f == nil {
			f = fault.New(fault.Invalid, "record.compat")
		}
		f = f.With(d.Field, "form.compat."+d.Code, args(d.Params)...)
	}
	if f == nil {
		return nil
	}
	f.Args = []any{"n", len(f.Fields)}
	return f
}

func args(params map[string]string) []any {
	names := make([]string, 0, len(params))
	for name := range params {
		names = append(names, name)
	}
	sort.Strings(names)
	var out []any
	for _, name := range names {
		out = append(out, name, params[name])
	}
	return out
}
