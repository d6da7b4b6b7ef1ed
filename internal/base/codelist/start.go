package codelist

import (
	"context"
	"strings"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/fieldcode"
	"nianlun/internal/kit/fault"
)

// Start is a new list. Without a code it is made from the name.
type Start struct {
	Code  string
	Draft Draft
}

// Start makes a list with a draft of its first version. It belongs to the unit of
// whoever makes it. Mistakes of its rows do not keep it from being made: they are
// shown in the draft.
func (s *Service) Start(ctx context.Context, by access.Actor, in Start) (List, error) {
	draft := in.Draft
	l := List{Bureau: by.Bureau, Owner: by.Post.Unit, Rev: 1, Code: strings.TrimSpace(in.Code), Name: strings.TrimSpace(draft.Name),
		Draft: &draft, ChangedBy: by.Person, Changed: s.Now()}
	if err := access.Check(by, access.Write, l.thing()); err != nil {
		return l, err
	}
	wrong := fault.New(fault.Invalid, "codelist.wrong", "n", 1)
	if l.Name == "" {
		return l, wrong.With("name", "codelist.need.name")
	}
	if err := bounded(draft); err != nil {
		return l, err
	}
	if l.Code == "" {
		code, err := s.freeCode(ctx, by.Bureau, strings.ReplaceAll(fieldcode.Of(l.Name), "_", "-"))
		if err != nil {
			return l, err
		}
		l.Code = code
	}
	if !codeShape.MatchString(l.Code) {
		return l, wrong.With("code", "codelist.need.listcode")
	}
	return l, s.Tx.InTx(ctx, func(ctx context.Context) error {
		err := s.Store.Insert(ctx, l)
		if fault.Is(err, "codelist.taken") {
			return wrong.With("code", "codelist.taken", "code", l.Code)
		}
		if err != nil {
			return err
		}
		return s.log(ctx, by, "codelist.start", l, map[string]any{"rows": len(draft.Rows)})
	})
}

// freeCode is the first of base, base-2, … that no list has.
func (s *Service) freeCode(ctx context.Context, bureau, base string) (string, error) {
	lists, err := s.Store.Lists(ctx, bureau)
	taken := map[string]bool{}
	for _, l := range lists {
		taken[l.Code] = true
	}
	if base == "" {
		base = "list"
	}
	base = base[:min(len(base), 36)]
	code := base
	for n := 2; taken[code]; n++ {
		code = base + "-" + itoa(n)
	}
	return code, err
}

// bounded refuses at the door what no list is.
func bounded(d Draft) error {
	size := len(d.Name) + len(d.Source)
	for _, row := range d.Rows {
		size += len(row.Code) + len(row.Name) + len(row.Under) + len(row.Retired)
	}
	if len(d.Rows) > 2*maxItems || size > maxItems*maxName {
		return fault.New(fault.Invalid, "codelist.wrong", "n", 1).With("rows", "codelist.need.fewer", "most", maxItems, "n", len(d.Rows))
	}
	return nil
}
