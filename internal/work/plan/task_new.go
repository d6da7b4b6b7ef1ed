package plan

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"nianlun/internal/base/access"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/id"
)

// NewTasks adds tasks to a plan, in the order given. A theme that the plan does
// not have yet is added at its end; a task is numbered behind the last one of
// its theme. When a lead unit is given and no leader, the leader who is in
// charge of that unit is taken. Tasks that join a baseline are promised as they
// come.
func (s *Service) NewTasks(ctx context.Context, by access.Actor, plan string, in []NewTask) ([]Task, error) {
	if err := access.Check(by, access.Write, access.Thing{Bureau: by.Bureau, Kind: access.Task}); err != nil {
		return nil, err
	}
	if err := checkTasks(in); err != nil {
		return nil, err
	}
	var tasks []Task
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
		p, err := s.Store.Plan(ctx, by.Bureau, plan)
		if err != nil {
			return err
		}
		leaders, err := s.Org.LeadersOf(ctx, by.Bureau, s.day())
		if err != nil {
			return err
		}
		present, err := s.Store.TasksOfPlan(ctx, by.Bureau, plan)
		if err != nil {
			return err
		}
		made := arrange(p, present, in, leaders)
		tasks = made.tasks
		if err := s.Store.InsertThemes(ctx, by.Bureau, made.themes); err != nil {
			return err
		}
		if err := s.Store.InsertTasks(ctx, by.Bureau, made.tasks); err != nil {
			return err
		}
		if err := s.Store.InsertMilestones(ctx, by.Bureau, made.milestones); err != nil {
			return err
		}
		for _, t := range made.tasks {
			if err := s.write(ctx, by, t, "task.create", Trace{Changes: changes(Task{}, t)}); err != nil {
				return err
			}
		}
		return nil
	})
	return tasks, err
}

func checkTasks(in []NewTask) error {
	f := fault.New(fault.Invalid, "task.invalid")
	if len(in) == 0 {
		f = f.With("title", "fault.task.title")
	}
	for i, t := range in {
		at := ""
		if len(in) > 1 {
			at = strconv.Itoa(i) + "."
		}
		if strings.TrimSpace(t.Title) == "" {
			f = f.With(at+"title", "fault.task.title")
		}
		if !t.Start.IsZero() && !t.Due.IsZero() && t.Due.Before(t.Start) {
			f = f.With(at+"due", "fault.task.due")
		}
	}
	if len(f.Fields) > 0 {
		return f
	}
	return nil
}

type arranged struct {
	themes     []Theme
	tasks      []Task
	milestones []Milestone
}

// arrange places new tasks under the plan's themes and numbers them.
func arrange(p Plan, present []Task, in []NewTask, leaders map[string]string) arranged {
	var made arranged
	last := map[string]int{} // theme -> place of its last task
	for _, t := range present {
		last[t.Theme] = max(last[t.Theme], t.Sort)
	}
	themes := slices.Clone(p.Themes)
	for _, n := range in {
		theme, found := themeFor(themes, n)
		if !found {
			theme = Theme{ID: id.New(), Plan: p.ID, No: n.ThemeNo, Title: strings.TrimSpace(n.ThemeTitle), Sort: len(themes) + 1}
			themes, made.themes = append(themes, theme), append(made.themes, theme)
		}
		last[theme.ID]++
		t := taskOf(p, theme, last[theme.ID], n)
		if t.Leader == "" {
			t.Leader = leaders[t.Lead]
		}
		if p.State == Baseline {
			t.Baseline = promisedBy(t)
		}
		made.tasks = append(made.tasks, t)
		made.milestones = append(made.milestones, milestonesOf(t.ID, n.Milestones)...)
	}
	return made
}

func themeFor(themes []Theme, n NewTask) (Theme, bool) {
	title := strings.TrimSpace(n.ThemeTitle)
	for _, theme := range themes {
		if theme.Title == title && (n.ThemeNo == "" || theme.No == n.ThemeNo) {
			return theme, true
		}
	}
	return Theme{}, false
}

func taskOf(p Plan, theme Theme, sort int, n NewTask) Task {
	return Task{
		ID: id.New(), Plan: p.ID, Year: p.Year, Theme: theme.ID, Sort: sort, No: fmt.Sprintf("%d.%d", theme.Sort, sort),
		Title: strings.TrimSpace(n.Title), Kind: n.Kind,
		Document: n.Document, SourceStart: n.SourceStart, SourceEnd: n.SourceEnd, Quote: n.Quote,
		Leader: n.Leader, Lead: n.Lead, Participants: without(n.Participants, n.Lead),
		Start: n.Start, Due: n.Due, DueWords: n.DueWords, Target: n.Target, State: Open, Rev: 1,
	}
}

func milestonesOf(task string, in []NewMilestone) []Milestone {
	made := make([]Milestone, len(in))
	for i, m := range in {
		made[i] = Milestone{ID: id.New(), Task: task, Title: strings.TrimSpace(m.Title), Due: m.Due, Owner: m.Owner, Sort: i + 1}
	}
	return made
}
