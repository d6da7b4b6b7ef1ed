package sheet

import (
	"slices"
	"strings"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formhtml"
	"nianlun/internal/web/collect/say"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/collect"
)

// sourceWords says where the value of a field comes from that was filled in.
func (p Painter) sourceWords(f *form.Field) string {
	source, known := p.one.Source(f)
	if !known {
		return ""
	}
	return ui.T(p.ctx, "collect.from."+string(source.From), p.sourceArgs(source)...)
}

func (p Painter) sourceArgs(source collect.CellSource) []any {
	args := []any{"name", source.Name}
	if !source.Period.IsZero() {
		args = append(args, "period", say.ShortPeriod(p.ctx, source.Period))
	}
	return args
}

// sourcesMatter tells whether it is still of use where values could come from: to
// whoever fills the return or checks it, no longer to those who read it later.
func (p Painter) sourcesMatter() bool {
	return p.one.May.Edit || p.o.State == collect.Submitted || p.o.State == collect.Reviewed
}

// Sources names all sources of the return, for the line above it.
func (p Painter) Sources() string {
	var names []string
	for _, f := range p.one.Definition.Fields() {
		source, known := p.one.Source(f)
		if !known {
			continue
		}
		name := say.ShortPeriod(p.ctx, source.Period)
		if source.From != form.FromLast {
			name = ui.T(p.ctx, "collect.of."+string(source.From), p.sourceArgs(source)...)
		}
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return strings.Join(names, ui.T(p.ctx, "form.place.and"))
}

// saidBefore are the explanations that may be said again: last period's, and
// those that were given to other figures.
func (p Painter) saidBefore() map[string]formhtml.SaidBefore {
	again := map[string]formhtml.SaidBefore{}
	for _, e := range p.one.Offered {
		words := ui.T(p.ctx, "collect.said.other", "text", e.Text)
		if e.From != "" {
			words = ui.T(p.ctx, "collect.said.last", "period", say.ShortPeriod(p.ctx, p.one.Before), "text", e.Text)
		}
		again[e.Finding] = formhtml.SaidBefore{Words: words, Text: e.Text}
	}
	return again
}

// Skipped says why checks were not computed, where the unit's own cells are not
// the cause: a return that is not handed in, a form that has changed.
func (p Painter) Skipped() []string {
	var why []string
	for _, f := range p.one.Skipped {
		if f.Skipped == form.SkipMissing || f.Skipped == form.SkipNoPrevious {
			continue
		}
		why = append(why, p.T(f.SkipKey(), "lacks", strings.Join(f.Lacks, p.T("form.place.and"))))
	}
	return why
}

// Absent names the returns from which cells would be filled in and that are not
// handed in, with how many fields that concerns.
func (p Painter) Absent() []string {
	count := map[form.Reference]int{}
	var order []form.Reference
	for _, f := range p.one.Definition.Fields() {
		if f.Prefill.From != form.FromForm {
			continue
		}
		if _, known := p.one.Source(f); known {
			continue
		}
		ref := f.Prefill.Reference
		if count[ref]++; count[ref] == 1 {
			order = append(order, ref)
		}
	}
	var told []string
	for _, ref := range order {
		told = append(told, ui.T(p.ctx, "collect.absent."+string(ref.Period), "name", p.one.Definition.TitleOf(ref.Form), "n", count[ref]))
	}
	return told
}
