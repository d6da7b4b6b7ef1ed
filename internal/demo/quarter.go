package demo

import (
	"context"
	"strconv"
	"time"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formtest/forms"
	"nianlun/internal/engine/period"
	"nianlun/internal/work/collect"
)

// quarterly tries a form with three schools that computes from the month in which the quarter ends: only the year's
// target, reasons and what is to be paid are typed. One school has handed it in, one has begun, and the school whose
// clerk the demo offers owes it.
func (b *builder) quarterly(ctx context.Context) error {
	m, found := b.quarterEnd()
	if !found || len(b.cast.schools) < 5 {
		return nil
	}
	quarter, err := period.Of(period.Quarter, period.Date{Year: m.year, Month: m.m, Day: 1}, nil)
	if err != nil {
		return err
	}
	last := b.plan.months[len(b.plan.months)-1]
	b.clock.set(time.Date(last.year, last.m+1, 3, 9, 0, 0, 0, b.clock.Now().Location()))
	tried := []school{b.cast.schools[2], b.cast.schools[3], b.cast.schools[4]}
	var units []string
	for _, s := range tried {
		units = append(units, s.unit.ID)
	}
	opened, err := b.app.Collect.OpenCampaign(ctx, b.clerkOf("jicai"), collect.NewCampaign{
		Form: forms.ProjectQuarter, Owner: b.cast.sections["jicai"].ID, Year: b.plan.today.Year(), Periods: []period.Period{quarter},
		Due: collect.DueRule{Workdays: 60, After: collect.AfterEnd}, ListNo: "云教报表〔2026〕4号", Signatures: []collect.SignRole{collect.Filler},
		EndsOn: period.Date{Year: b.plan.today.Year() + 1, Month: time.January, Day: 31}, Units: collect.UnitRule{Include: units},
		Again: map[string]string{"list.name": "从进度月报带入，不用再填"},
	})
	if err != nil {
		return err
	}
	matrix, err := b.app.Collect.Matrix(ctx, b.clerkOf("jicai"), opened.Campaign.ID)
	if err != nil {
		return err
	}
	ids := returnsOf(matrix, quarter.String())
	for i, s := range tried[1:] {
		b.clock.tick(45)
		if err := b.analysed(ctx, s, ids[s.unit.ID], i == 0); err != nil {
			return err
		}
	}
	return nil
}

// quarterEnd is the newest month of the demo in which a quarter ends and whose returns are in.
func (b *builder) quarterEnd() (month, bool) {
	for i := len(b.plan.months) - 2; i >= 0; i-- {
		if m := b.plan.months[i]; m.m%3 == 0 {
			return m, true
		}
	}
	return month{}, false
}

// analysed fills one return in: a target that is nearly reached, and for every project something to pay.
func (b *builder) analysed(ctx context.Context, s school, id string, handIn bool) error {
	r, err := b.app.Collect.Return(ctx, s.clerk, id)
	if err != nil {
		return err
	}
	raw := form.RawOf(r.Definition, r.Values)
	reached := r.Values.Get("reached").Number().IntPart()
	raw["target"] = strconv.Itoa(int(reached) + int(reached)/4 + 1)
	for i, row := range r.Values.Rows("list") {
		raw[form.CellPath("list", row.Key, "next")] = strconv.Itoa(i + 1)
	}
	in := collect.SaveInput{Return: id, Raw: raw}
	if !handIn {
		_, err = b.app.Collect.SaveDraft(ctx, s.clerk, in)
		return err
	}
	_, err = b.submit(ctx, s, in)
	return err
}
