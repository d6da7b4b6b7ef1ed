package indicator

import (
	"context"
	"slices"

	"nianlun/internal/base/access"
	"nianlun/internal/base/org"
	"nianlun/internal/engine/period"
)

// Readers are the indicators whose definition in force for a period reads one of
// the fields of a form from units of a type: what changes when such a field
// changes. Fields are paths without rows, as operands name them.
func (s *Service) Readers(ctx context.Context, by access.Actor, form string, fields []string, p period.Period, of org.UnitType) ([]Version, error) {
	if err := mayRead(by, All); err != nil {
		return nil, err
	}
	stored, err := s.Store.All(ctx, by.Bureau)
	if err != nil {
		return nil, err
	}
	all, err := readAll(stored)
	if err != nil {
		return nil, err
	}
	var found []Version
	for _, versions := range byCode(all) {
		v := inForce(versions, p)
		reads := func(o Operand) bool { return o.Form == form && slices.Contains(fields, o.Field) }
		if v.definition.counts(org.Unit{Type: of}) && slices.ContainsFunc(v.definition.Operands, reads) {
			found = append(found, v)
		}
	}
	return found, nil
}
