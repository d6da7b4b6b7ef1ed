package design

import (
	"context"
	"slices"
	"strings"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formdraft"
)

// asked are the fields of a form that schools are asked already. A field that is
// filled in from the other form is not asked again.
func (s *Service) asked(ctx context.Context, bureau string, def *form.Definition) ([]Asked, error) {
	if s.Asking == nil || def == nil {
		return nil, nil
	}
	return s.Asking.AlreadyAsked(ctx, bureau, def)
}

// Again are the fields of a draft that schools are asked already, each with the
// forms that ask it, without those that are filled in from there.
func (s *Service) Again(ctx context.Context, by access.Actor, o Open) ([]Asked, error) {
	if err := access.Check(by, access.Read, o.thing()); err != nil {
		return nil, err
	}
	asked, err := s.asked(ctx, o.Bureau, o.Shown)
	return slices.DeleteFunc(asked, func(a Asked) bool { return reused(o.Content, a) }), err
}

// reused tells whether a field is filled in from the form that asks it. What the
// register or an indicator holds is told only as long as it is not filled in from there.
func reused(content formdraft.Draft, a Asked) bool {
	at, found := content.Find(a.Field)
	return found && a.Form != "" && content.Field(at).Prefill.Form == a.Form
}

// reasons are those that are known, with those given now, for fields that are
// asked already.
func reasons(asked []Asked, known, given map[string]string) map[string]string {
	out := map[string]string{}
	for _, a := range asked {
		for _, said := range []map[string]string{known, given} {
			if reason := strings.TrimSpace(said[a.Field]); reason != "" {
				out[a.Field] = reason
			}
		}
	}
	return out
}

// unreasoned are the keys of the fields that are asked already without a reason.
func unreasoned(asked []Asked, said map[string]string) []string {
	var keys []string
	for _, a := range asked {
		if said[a.Field] == "" && !slices.Contains(keys, a.Field) {
			keys = append(keys, a.Field)
		}
	}
	return keys
}

// SetReason keeps why a field is asked although another form asks it already.
func (s *Service) SetReason(ctx context.Context, by access.Actor, draft, key, reason string) error {
	return s.Tx.InTx(ctx, func(ctx context.Context) error {
		d, err := s.findWriting(ctx, by, draft)
		if err != nil {
			return err
		}
		said := map[string]string{}
		for k, v := range d.Reasons {
			said[k] = v
		}
		if said[key] = strings.TrimSpace(reason); said[key] == "" {
			delete(said, key)
		}
		d.Reasons = said
		return s.Store.Update(ctx, d, d.Rev, Revision{}, 0)
	})
}
