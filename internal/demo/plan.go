package demo

import (
	"bytes"
	"context"
	_ "embed"
	"fmt"
	"strings"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/docwrite"
	"nianlun/internal/engine/period"
	"nianlun/internal/work/document"
	"nianlun/internal/work/plan"
)

//go:embed plan.txt
var planText string

// PlanText is the demo's plan document of a year.
func PlanText(year int) string { return strings.ReplaceAll(planText, "{{.Year}}", fmt.Sprint(year)) }

// PlanDocx is the same as a Word file in the official format.
func PlanDocx(year int, made time.Time) ([]byte, error) {
	doc := docwrite.Document{
		Masthead: "云湖区教育局文件", Number: fmt.Sprintf("云教〔%d〕3号", year), Meta: docwrite.Meta{Created: made},
	}
	for i, line := range strings.Split(strings.TrimSpace(PlanText(year)), "\n") {
		switch {
		case i == 0:
			doc.Title = line
		case strings.HasPrefix(line, "（"):
			doc.Blocks = append(doc.Blocks, docwrite.Heading{Level: 2, Text: line})
		case strings.HasPrefix(line, "一、"), strings.HasPrefix(line, "二、"), strings.HasPrefix(line, "三、"):
			doc.Blocks = append(doc.Blocks, docwrite.Heading{Level: 1, Text: line})
		default:
			doc.Blocks = append(doc.Blocks, docwrite.Paragraph{Inlines: docwrite.Plain(line)})
		}
	}
	var out bytes.Buffer
	err := docwrite.Write(&out, doc, docwrite.Labels{})
	return out.Bytes(), err
}

// measured are the promises of the plan that an indicator measures.
var measured = []struct{ words, indicator string }{
	{"校舍建设投资", "building-spend"},
	{"培训教师", "training-people"},
}

// makePlan uploads the plan document, confirms what the reader proposes, makes
// the tasks and freezes the plan, as the office clerk does in January.
func (b *builder) makePlan(ctx context.Context) error {
	year := b.plan.today.Year()
	office := b.clerkOf("bangongshi")
	b.clock.at(year, time.January, 12, 10, 0)
	data, err := PlanDocx(year, b.clock.Now())
	if err != nil {
		return err
	}
	r, err := b.app.Readings.Upload(ctx, office, document.Upload{
		Name: fmt.Sprintf("云湖区教育局%d年工作要点.docx", year), Year: year, Data: bytes.NewReader(data),
	})
	if err != nil {
		return err
	}
	for _, p := range r.Proposals {
		b.clock.tick(1)
		if err := b.decide(ctx, office, r, p); err != nil {
			return fmt.Errorf("%s: %w", p.Text, err)
		}
	}
	if _, err := b.app.Readings.MakeTasks(ctx, office, r.ID); err != nil {
		return err
	}
	return b.freeze(ctx, office, year)
}

// decide confirms a proposal with what it lacks; what names no section, or stands
// under the closing requirements, is a way of working and is dropped.
func (b *builder) decide(ctx context.Context, by access.Actor, r document.Reading, p document.Proposal) error {
	at := document.At{Reading: r.ID, Proposal: p.ID, Base: p.Rev}
	if p.Lead == "" || p.Start > requirements(r) {
		_, err := b.app.Readings.Drop(ctx, by, at)
		return err
	}
	edit := document.Edit{Title: p.Title, Lead: p.Lead, Participants: p.Participants, Leader: p.Leader, Due: p.Due, Target: p.Target}
	if edit.Due.IsZero() {
		edit.Due = period.Date{Year: b.plan.today.Year(), Month: time.December, Day: 31}
	}
	if strings.Contains(p.Text, "大班额") || strings.Contains(p.Text, "不足") {
		edit.Target = nil // a limit that the sentence speaks of, not what it promises
	}
	for _, m := range measured {
		if strings.Contains(p.Text, m.words) && edit.Target != nil {
			edit.Target.Indicator = m.indicator
		}
	}
	_, err := b.app.Readings.Confirm(ctx, by, at, &edit)
	return err
}

// requirements is where the plan's last chapter begins.
func requirements(r document.Reading) int {
	last := 0
	for _, node := range r.Doc.Outline {
		if node.Level == 1 {
			last = node.Start
		}
	}
	return last
}

// freeze gives each task the month in which its work begins and makes the plan
// the year's baseline.
func (b *builder) freeze(ctx context.Context, by access.Actor, year int) error {
	plans, err := b.app.Plan.Plans(ctx, by, year)
	if err != nil || len(plans) == 0 {
		return err
	}
	board, err := b.app.Plan.Board(ctx, by, year)
	if err != nil {
		return err
	}
	b.clock.at(year, time.January, 19, 15, 0)
	for _, row := range board.Rows {
		edit := plan.Edit{Rev: row.Rev, Title: row.Title, Start: b.startOf(row.Task), Target: row.Target}
		if err := b.app.Plan.Edit(ctx, by, row.ID, edit); err != nil {
			return fmt.Errorf("%s: %w", row.Title, err)
		}
	}
	b.clock.at(year, time.January, 20, 15, 0)
	_, err = b.app.Plan.Freeze(ctx, by, plans[0].ID)
	return err
}

// startOf is when work on a task begins: with the year for what is measured over
// the year, otherwise two to seven months before its day.
func (b *builder) startOf(t plan.Task) period.Date {
	first := period.Date{Year: t.Year, Month: time.January, Day: 1}
	if t.Target != nil && t.Target.Indicator != "" || t.Due.IsZero() {
		return first
	}
	start := t.Due.AddDays(-60 - b.rand.IntN(150))
	if start.Before(first) {
		return first
	}
	return start
}
