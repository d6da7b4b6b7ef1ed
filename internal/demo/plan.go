package demo

import (
	"context"
	_ "embed"
	"fmt"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"nianlun/internal/engine/docread"
	"nianlun/internal/engine/period"
	"nianlun/internal/work/plan"
)

//go:embed plan.txt
var planText string

// PlanText is the demo's plan document of a year.
func PlanText(year int) string { return strings.ReplaceAll(planText, "{{.Year}}", fmt.Sprint(year)) }

// measured are the promises of the plan that an indicator measures.
var measured = []struct{ words, indicator string }{
	{"校舍建设投资", "building-spend"},
	{"培训教师", "training-people"},
}

func (b *builder) makePlan(ctx context.Context) error {
	year := b.plan.today.Year()
	office := b.clerkOf("bangongshi")
	b.clock.at(year, time.January, 12, 10, 0)
	doc := docread.ReadText(PlanText(year), docread.Options{Year: year})
	return b.app.InTx(ctx, func(ctx context.Context) error {
		p, err := b.app.Plan.NewPlan(ctx, office, plan.NewPlan{Year: year, Title: fmt.Sprintf("%d年工作要点", year), Number: fmt.Sprintf("云教〔%d〕3号", year)})
		if err != nil {
			return err
		}
		var tasks []plan.NewTask
		for _, c := range doc.Commitments {
			if t := b.taskOf(doc, c, year); t.Lead != "" {
				tasks = append(tasks, t)
			}
		}
		if _, err := b.app.Plan.NewTasks(ctx, office, p.ID, tasks); err != nil {
			return err
		}
		b.clock.at(year, time.January, 20, 15, 0)
		_, err = b.app.Plan.Freeze(ctx, office, p.ID)
		return err
	})
}

func (b *builder) taskOf(doc *docread.Document, c docread.Commitment, year int) plan.NewTask {
	t := plan.NewTask{
		Title: c.Title, Kind: string(c.Kind), SourceStart: c.Start, SourceEnd: c.End, Quote: c.Text,
		Start: period.Date{Year: year, Month: time.January, Day: 20}, Due: period.Date{Year: year, Month: time.December, Day: 31}, DueWords: c.Deadline,
	}
	if due, err := period.ParseDate(c.DeadlineDate); err == nil {
		t.Due = due
	}
	for _, code := range b.cast.script.Sections {
		if strings.Contains(c.Text, code.Name+"牵头") || strings.Contains(c.Text, code.Name+"负责") {
			t.Lead = b.cast.sections[code.Code].ID
		} else if strings.Contains(c.Text, code.Name) {
			t.Participants = append(t.Participants, b.cast.sections[code.Code].ID)
		}
	}
	if len(c.TargetFigures) > 0 {
		f := doc.Figures[c.TargetFigures[0]]
		if f.Value != nil {
			t.Target = &plan.Target{Op: plan.AtLeast, Value: *f.Value, Unit: f.Unit}
		}
	}
	if t.Target != nil && t.Target.Unit == "元" {
		t.Target.Value, t.Target.Unit = t.Target.Value.Div(decimal.NewFromInt(10_000)), "万元"
	}
	for _, m := range measured {
		if strings.Contains(c.Text, m.words) && t.Target != nil {
			t.Target.Indicator = m.indicator
		}
	}
	if t.Target == nil || t.Target.Indicator == "" {
		t.Start = b.startOf(t.Due)
	}
	for i, node := range doc.Outline {
		if node.Level == 2 && node.Start <= c.Start {
			t.ThemeNo, t.ThemeTitle = strings.Trim(node.Marker, "（）()"), doc.Outline[i].Title
		}
	}
	return t
}

// startOf is when work on a task begins: two to seven months before its day, not
// before the plan is out.
func (b *builder) startOf(due period.Date) period.Date {
	start := due.AddDays(-60 - b.rand.IntN(150))
	if first := (period.Date{Year: due.Year, Month: time.January, Day: 20}); start.Before(first) {
		return first
	}
	return start
}
