package demo

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/period"
	"nianlun/internal/work/plan"
)

// fate is what became of a task by the demo's day.
type fate int

const (
	fateDone fate = iota
	fateLate
	fatePaused
	fateOpen
)

// progress lets sections report on their tasks and leaders close them, through
// the year up to the present day, so that lights of every colour show.
func (b *builder) progress(ctx context.Context) error {
	year := b.plan.today.Year()
	b.clock.set(b.plan.today)
	board, err := b.app.Plan.Board(ctx, b.cast.leaders["fang"], year)
	if err != nil {
		return err
	}
	rows := slices.Clone(board.Rows)
	slices.SortStableFunc(rows, func(x, y plan.Row) int { return x.Due.Compare(y.Due) })
	today := period.DateOf(b.plan.today)
	past := 0
	for i, row := range rows {
		f := fateOpen
		switch {
		case row.Target != nil && row.Target.Indicator != "":
		case row.Due.Before(today):
			past++
			f = pastFate(past, today.DaysSince(row.Due))
		case i%9 == 4:
			f = fateDone
		case i%11 == 7:
			f = fatePaused
		}
		if err := b.app.InTx(ctx, func(ctx context.Context) error { return b.live(ctx, row.Task, f, today) }); err != nil {
			return fmt.Errorf("%s %s: %w", row.No, row.Title, err)
		}
	}
	b.clock.set(b.plan.today)
	return nil
}

// recently: what has been late for longer than this would have been dealt with.
const recently = 60

// pastFate: of tasks whose day passed lately one in three is late; of the older
// ones one in fifteen stands still with approval, the others are done.
func pastFate(n, daysAgo int) fate {
	switch {
	case daysAgo <= recently && n%3 == 1:
		return fateLate
	case n%15 == 11:
		return fatePaused
	default:
		return fateDone
	}
}

func (b *builder) live(ctx context.Context, t plan.Task, f fate, today period.Date) error {
	start := t.Start
	if start.IsZero() {
		start = period.Date{Year: t.Year, Month: time.February, Day: 1}
	}
	end := t.Due
	if end.IsZero() || end.After(today) {
		end = today
	}
	if f == fateDone {
		end = earlier(end, 1+b.rand.IntN(6), start)
	}
	reporter, leader := b.cast.staff[t.Lead], b.leaderOf(t)
	if len(reporter) == 0 {
		return nil
	}
	if span := end.DaysSince(start); span > 40 {
		b.on(start.AddDays(span/2), 10)
		if err := b.report(ctx, reporter[0], t, 0.45, "已部署到各学校，前期工作基本完成，正在按计划推进"); err != nil {
			return err
		}
	}
	switch f {
	case fatePaused:
		b.on(earlier(end, 12, start), 15)
		return b.app.Plan.Pause(ctx, leader, t.ID, "等上级规划批复后再继续", "局务会纪要〔"+fmt.Sprint(t.Year)+"〕14号")
	case fateLate:
		b.on(earlier(end, 2, start), 16)
		return b.report(ctx, reporter[0], t, 0.82, "主要内容已经完成，剩余部分正在收尾")
	case fateOpen:
		b.on(earlier(end, 5+b.rand.IntN(10), start), 11)
		return b.report(ctx, reporter[0], t, 0.9*elapsed(start, t.Due, today), "正按月推进，没有需要协调的问题")
	default:
		b.on(end, 9)
		if err := b.report(ctx, reporter[0], t, 1, "已经完成，佐证材料留存备查"); err != nil {
			return err
		}
		b.on(end, 17)
		return b.app.Plan.Close(ctx, leader, t.ID, plan.Closing{On: end})
	}
}

// report writes progress in words and, for a target without an indicator, the
// figure reached.
func (b *builder) report(ctx context.Context, by access.Actor, t plan.Task, share float64, words string) error {
	in := plan.Report{Text: words}
	if t.Target != nil && t.Target.Indicator == "" {
		if strings.HasPrefix(t.Target.Unit, "%") {
			share = 0.9 + share/10 // a rate begins the year near its target
		}
		value := t.Target.Value.Mul(decimal.NewFromFloat(share)).Round(decimalsOf(t.Target.Value))
		if share >= 1 {
			value = t.Target.Value
		}
		in.Value = &value
	}
	_, err := b.app.Plan.Report(ctx, by, t.ID, in)
	return err
}

// decimalsOf: what is promised in whole things is reported in whole things, a
// small target with one place.
func decimalsOf(target decimal.Decimal) int32 {
	if target.LessThan(decimal.NewFromInt(10)) && !target.IsInteger() {
		return 1
	}
	return 0
}

// leaderOf is who decides on a task: its leader in charge, else the director.
func (b *builder) leaderOf(t plan.Task) access.Actor {
	for _, leader := range b.cast.leaders {
		if leader.Person == t.Leader {
			return leader
		}
	}
	return b.cast.leaders["fang"]
}

func (b *builder) on(day period.Date, hour int) {
	b.clock.at(day.Year, day.Month, day.Day, hour, b.rand.IntN(60))
}

func earlier(day period.Date, days int, first period.Date) period.Date {
	moved := day.AddDays(-days)
	if moved.Before(first) {
		return first
	}
	return moved
}

func elapsed(start, due, today period.Date) float64 {
	all := due.DaysSince(start)
	if all <= 0 {
		return 1
	}
	return min(1, float64(today.DaysSince(start))/float64(all))
}
