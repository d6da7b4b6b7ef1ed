package collect

import (
	"context"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/form"
)

// EnterRaw enters a school's part of a campaign's workbook as it stands after its
// sheet was read.
func (s *Service) EnterRaw(ctx context.Context, by access.Actor, def *form.Definition, o Obligation, raw form.Raw) error {
	return s.enter(ctx, by, def, CampaignBookLook{Name: "汇总.xlsx"}, SchoolBook{o: o, raw: raw})
}
