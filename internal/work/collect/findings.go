package collect

import (
	"context"

	"nianlun/internal/engine/form"
)

// findings computes the checks of a sheet: those that do not hold, with what is
// said to them about these very figures, and those that had to be skipped.
func (s *Service) findings(ctx context.Context, bureau string, def *form.Definition, values form.Values, b beside, explained []Explanation) (broken, skipped []form.Finding, err error) {
	checks, failed := s.checkContext(ctx, bureau, b, explained)
	for _, f := range form.Check(def, values, checks) {
		if f.Skipped == "" {
			broken = append(broken, f)
			continue
		}
		skipped = append(skipped, f)
	}
	fallen(explained, broken, def, values)
	return broken, skipped, failed()
}

// check loads what the checks of a sheet look at, unless it is there, and
// computes them.
func (s *Service) check(ctx context.Context, sh *sheet) ([]form.Finding, error) {
	if sh.around == nil {
		b, err := s.beside(ctx, nobody, sh.o, sh.def, sh.def.ForChecks())
		if err != nil {
			return nil, err
		}
		sh.around = &b
	}
	broken, _, err := s.findings(ctx, sh.o.Bureau, sh.def, sh.values, *sh.around, sh.paper.Explanations)
	return broken, err
}
