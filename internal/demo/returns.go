package demo

import (
	"context"
	"fmt"
	"strings"
	"time"

	"nianlun/internal/base/org"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formtest/forms"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/i18n"
	"nianlun/internal/work/collect"
)

// asking is one campaign of the demo and how its returns are filled.
type asking struct {
	form    string
	section string
	listNo  string
	signs   []collect.SignRole
	fill    func(school int, m month) form.Raw
	// offset moves the school with which the unfinished returns begin, so that
	// the two campaigns do not stand alike.
	offset int
	id     string
}

func (b *builder) collectMonths(ctx context.Context) error {
	projects := make([][]project, len(b.cast.schools))
	teachers := 0
	for i, s := range b.cast.schools {
		projects[i] = projectsOf(b.rand, s)
		teachers += s.teachers
	}
	scale(projects, b.plan.months[len(b.plan.months)-1].m)
	trainers := make([]*trainer, len(b.cast.schools))
	for i, s := range b.cast.schools {
		trainers[i] = newTrainer(s, teachers)
	}
	askings := []*asking{
		{form: forms.BuildingProgress, section: "jicai", listNo: "云教报表〔2026〕1号", signs: []collect.SignRole{collect.Filler, collect.Chief},
			fill: func(school int, m month) form.Raw { return buildingReturn(projects[school], int(m.m)) }},
		{form: forms.TeacherTraining, section: "renshi", listNo: "云教报表〔2026〕2号", signs: []collect.SignRole{collect.Filler}, offset: 11,
			fill: func(school int, m month) form.Raw { return trainers[school].month(b.rand, int(m.m)) }},
	}
	for _, a := range askings {
		if err := b.open(ctx, a); err != nil {
			return err
		}
	}
	for _, m := range b.plan.months {
		for _, a := range askings {
			if err := b.app.InTx(ctx, func(ctx context.Context) error { return b.fillMonth(ctx, a, m) }); err != nil {
				return fmt.Errorf("%s %s: %w", a.form, m.id(), err)
			}
		}
	}
	if err := b.app.InTx(ctx, b.safety); err != nil {
		return err
	}
	return b.app.InTx(ctx, b.quarterly)
}

// open sends the form to every school for the months of the demo. The present
// month is left for whoever tries to open a campaign.
func (b *builder) open(ctx context.Context, a *asking) error {
	return b.openFor(ctx, a, b.plan.months...)
}

// openFor sends the form to every school for some months.
func (b *builder) openFor(ctx context.Context, a *asking, months ...month) error {
	first := months[0]
	b.clock.at(first.year, first.m, 1, 9, 30)
	var periods []period.Period
	for _, m := range months {
		periods = append(periods, b.monthOf(m))
	}
	workdays, err := b.app.Params.Int(ctx, b.bureau.ID, "collect.due.workdays", period.DateOf(b.clock.Now()))
	if err != nil {
		return err
	}
	opened, err := b.app.Collect.OpenCampaign(ctx, b.clerkOf(a.section), collect.NewCampaign{
		Form: a.form, Owner: b.cast.sections[a.section].ID, Year: b.plan.today.Year(), Periods: periods,
		Due: collect.DueRule{Workdays: workdays, After: collect.AfterEnd}, ListNo: a.listNo, Signatures: a.signs,
		EndsOn: period.Date{Year: b.plan.today.Year() + 1, Month: time.January, Day: 31}, Units: collect.UnitRule{Types: org.SchoolTypes()},
	})
	a.id = opened.Campaign.ID
	return err
}

func (b *builder) monthOf(m month) period.Period {
	p, err := period.Parse(m.id())
	if err != nil {
		panic(err) // made from a time
	}
	return p
}

// fillMonth lets every school hand a month in, and the section work through it.
// Of the newest month some returns are left where real ones would be.
func (b *builder) fillMonth(ctx context.Context, a *asking, m month) error {
	matrix, err := b.app.Collect.Matrix(ctx, b.clerkOf(a.section), a.id)
	if err != nil {
		return err
	}
	ids := returnsOf(matrix, m.id())
	next := time.Date(m.year, m.m+1, 1, 8, 0, 0, 0, b.clock.Now().Location())
	for i, s := range b.cast.schools {
		id, owed := ids[s.unit.ID]
		if !owed {
			continue
		}
		raw := a.fill(i, m)
		stop := finished
		if b.plan.last(m) {
			stop = b.leftAt((i + a.offset) % len(b.cast.schools))
		}
		day := 1 + b.rand.IntN(4)
		b.clock.set(next.AddDate(0, 0, day).Add(time.Duration(b.rand.IntN(9*60)) * time.Minute))
		if err := b.carry(ctx, a, s, id, raw, stop); err != nil {
			return fmt.Errorf("%s: %w", s.unit.Name, err)
		}
	}
	return nil
}

// leaving is where a return of the newest month is left.
type leaving int

const (
	finished leaving = iota
	leftReviewed
	leftSubmitted
	leftBack
	leftDraft
	leftOwed
)

// leftAt spreads the unfinished returns over a district of forty: two not begun,
// one being filled, three sent back, four waiting, two reviewed. The third school
// is the one whose clerk the demo offers for trying: it has one to mend.
func (b *builder) leftAt(i int) leaving {
	switch i % 40 {
	case 2, 13, 27:
		return leftBack
	case 5, 31:
		return leftOwed
	case 8:
		return leftDraft
	case 10, 16, 22, 36:
		return leftSubmitted
	case 19, 33:
		return leftReviewed
	default:
		return finished
	}
}

func returnsOf(m collect.Matrix, period string) map[string]string {
	ids := map[string]string{}
	for _, row := range m.Rows {
		for _, cell := range row.Cells {
			if cell.Period == period {
				ids[row.Unit.ID] = cell.ID
			}
		}
	}
	return ids
}

// carry takes one return through its life as far as stop says.
func (b *builder) carry(ctx context.Context, a *asking, s school, id string, raw form.Raw, stop leaving) error {
	if stop == leftOwed {
		return nil
	}
	if err := b.app.Collect.Burdens.Opened(ctx, b.bureau.ID, id, b.clock.Now()); err != nil {
		return err
	}
	b.clock.tick(2 + len(raw)%4) // a longer sheet takes longer, up to a gap that counts whole
	if stop == leftDraft {
		_, err := b.app.Collect.SaveDraft(ctx, s.clerk, collect.SaveInput{Return: id, Raw: raw})
		return err
	}
	o, err := b.submit(ctx, s, collect.SaveInput{Return: id, Raw: raw})
	if err != nil {
		return err
	}
	b.clock.tick(35)
	seen := collect.Seen{Return: id, Base: o.RecordNo}
	if len(a.signs) > 1 {
		if _, err := b.app.Collect.Sign(ctx, s.head, seen); err != nil {
			return err
		}
		b.clock.tick(50)
	}
	return b.examine(ctx, a, seen, stop)
}

// submit hands a return in and explains what the checks find unusual: in January
// the year's sums begin anew and are smaller than in December.
func (b *builder) submit(ctx context.Context, s school, in collect.SaveInput) (collect.Obligation, error) {
	o, err := b.app.Collect.Submit(ctx, s.clerk, collect.SubmitInput{SaveInput: in})
	if !fault.Is(err, "return.checks") {
		return o, err
	}
	in.Explanations = map[string]string{}
	for _, field := range fault.As(err).Fields {
		key, ok := strings.CutPrefix(field.Path, "explain:")
		if !ok {
			return o, err
		}
		in.Explanations[key] = "新的年度从 1 月起重新累计"
	}
	return b.app.Collect.Submit(ctx, s.clerk, collect.SubmitInput{SaveInput: in})
}

// examine is the section's part.
func (b *builder) examine(ctx context.Context, a *asking, seen collect.Seen, stop leaving) error {
	section := b.clerkOf(a.section)
	switch stop {
	case leftSubmitted:
		return nil
	case leftBack:
		_, err := b.app.Collect.SendBack(ctx, section, collect.SendBackInput{Seen: seen, Workdays: b.backDays(), Label: i18n.Chinese.T,
			Reasons: []collect.Reason{{Path: "spent", Text: "与财务支付台账不一致，请按台账核对后重填"}}})
		return err
	default:
	}
	if _, err := b.app.Collect.Review(ctx, section, seen); err != nil || stop == leftReviewed {
		return err
	}
	b.clock.tick(10)
	_, err := b.app.Collect.Lock(ctx, section, seen)
	return err
}

// backDays: the return must still be open to mend on the demo's day.
func (b *builder) backDays() int {
	return 3 + int(b.plan.today.Sub(b.clock.Now()).Hours()/24*5/7)
}
