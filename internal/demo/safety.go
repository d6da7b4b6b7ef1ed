package demo

import (
	"context"
	"fmt"
	"time"

	"nianlun/internal/base/org"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formtest/forms"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/i18n"
	"nianlun/internal/work/collect"
)

// safety sends the schools a form that takes over what they have said on another:
// projects and spending come from the month's return on building projects, and
// only the visits are typed. A third of the schools have handed it in; one was
// sent back and has answered.
func (b *builder) safety(ctx context.Context) error {
	m := b.plan.months[len(b.plan.months)-1]
	start := time.Date(m.year, m.m+1, 1, 8, 0, 0, 0, b.clock.Now().Location())
	b.clock.set(start)
	opened, err := b.app.Collect.OpenCampaign(ctx, b.clerkOf("jicai"), collect.NewCampaign{
		Form: forms.SiteSafety, Owner: b.cast.sections["jicai"].ID, Year: b.plan.today.Year(), Periods: []period.Period{b.monthOf(m)},
		Due: collect.DueRule{Workdays: 20, After: collect.AfterEnd}, ListNo: "云教报表〔2026〕3号", Signatures: []collect.SignRole{collect.Filler},
		EndsOn: period.Date{Year: b.plan.today.Year() + 1, Month: time.January, Day: 31}, Units: collect.UnitRule{Types: org.SchoolTypes()},
		Again: map[string]string{"sites": "从进度月报带入，不用再填", "spent": "从进度月报带入，不用再填", "school": "从单位登记带入",
			"list.name": "从进度月报带入", "list.phase": "从进度月报带入", "list.area": "从进度月报带入"},
	})
	if err != nil {
		return err
	}
	matrix, err := b.app.Collect.Matrix(ctx, b.clerkOf("jicai"), opened.Campaign.ID)
	if err != nil {
		return err
	}
	ids := returnsOf(matrix, m.id())
	b.clock.set(start.AddDate(0, 0, 6))
	for i, s := range b.cast.schools {
		if id, owed := ids[s.unit.ID]; owed && i%3 == 0 && b.leftAt(i) != leftOwed && b.leftAt(i) != leftBack && b.leftAt(i) != leftDraft {
			if err := b.visited(ctx, s, id, i); err != nil {
				return fmt.Errorf("%s: %w", s.unit.Name, err)
			}
			b.clock.tick(20)
		}
	}
	return nil
}

// visited hands one return in as it was offered, with the visits.
func (b *builder) visited(ctx context.Context, s school, id string, i int) error {
	r, err := b.app.Collect.Return(ctx, s.clerk, id)
	if err != nil {
		return err
	}
	raw := form.RawOf(r.Definition, r.Values)
	sites := len(r.Values.Rows("list"))
	raw["visits"], raw["found"], raw["fixed"] = fmt.Sprint(sites+i%2), fmt.Sprint(i%4), fmt.Sprint(i%4-i%2)
	for _, row := range r.Values.Rows("list") {
		raw[form.CellPath("list", row.Key, "workers")] = fmt.Sprint(18 + (i*7)%40)
	}
	o, err := b.submit(ctx, s, collect.SaveInput{Return: id, Raw: raw})
	if err != nil || i != 6 {
		return err
	}
	b.clock.tick(60)
	o, err = b.app.Collect.SendBack(ctx, b.clerkOf("jicai"), collect.SendBackInput{Seen: collect.Seen{Return: id, Base: o.RecordNo}, Workdays: b.backDays(), Label: i18n.Chinese.T,
		Reasons: []collect.Reason{{Path: "found", Text: "巡查记录上是 4 处"}, {Path: "visits", Text: "请附巡查记录"}}})
	if err != nil {
		return err
	}
	b.clock.tick(90)
	raw["found"] = "4"
	_, err = b.submit(ctx, s, collect.SaveInput{Return: id, Base: o.RecordNo, Raw: raw,
		Answers: map[string]string{"found": "漏报 2 处，已补", "visits": "记录已送基财科"}})
	return err
}
