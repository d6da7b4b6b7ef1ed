package collect

import (
	"context"

	"nianlun/internal/base/param"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
)

// ParamBook gives parameters with their sources; base/param fulfils it.
type ParamBook interface {
	// Get is the NotFound fault "param.unknown" for a name that nothing has.
	Get(ctx context.Context, bureau, code string, day period.Date) (param.Value, error)
}

// Measure is one side of the burden.
type Measure string

// The measures.
const (
	Forms   Measure = "forms"   // returns due
	Cells   Measure = "cells"   // cells answered
	Minutes Measure = "minutes" // of work on the screen
)

// Measures are all measures that have a cap.
func Measures() []Measure { return []Measure{Forms, Cells, Minutes} }

// capParam is the parameter of a measure's yearly cap for one school.
func (m Measure) capParam() string { return "burden.year." + string(m) }

// of is what a load has of the measure.
func (m Measure) of(l Load) int {
	switch m {
	case Forms:
		return l.Returns
	case Cells:
		return l.Cells
	case Minutes:
		return l.Minutes()
	}
	return 0
}

// Cap is how much of a measure one school may be asked in a year, with the paper
// that says so.
type Cap struct {
	Measure Measure
	Most    int
	Source  string
	Certain bool // a paper says so; otherwise it is our own choice
}

// caps are the caps that a bureau has set or the program brings; a measure whose
// cap is not above 0 has none.
func (s *Service) caps(ctx context.Context, bureau string) ([]Cap, error) {
	if s.Caps == nil {
		return nil, nil
	}
	var all []Cap
	for _, m := range Measures() {
		v, err := s.Caps.Get(ctx, bureau, m.capParam(), s.today())
		if fault.Is(err, "param.unknown") {
			continue
		}
		if err != nil {
			return nil, err
		}
		number, err := v.Number()
		if err != nil {
			return nil, err
		}
		if most := int(number.IntPart()); most > 0 {
			all = append(all, Cap{Measure: m, Most: most, Source: v.Source, Certain: v.Certain})
		}
	}
	return all, nil
}

// Excess is by how much a unit goes above a cap.
type Excess struct {
	Cap  Cap
	Has  int
	Over int
}

// exceeds lists the caps that a year's load is above.
func exceeds(caps []Cap, year Load) []Excess {
	var all []Excess
	for _, c := range caps {
		if has := c.Measure.of(year); has > c.Most {
			all = append(all, Excess{Cap: c, Has: has, Over: has - c.Most})
		}
	}
	return all
}
