package plan

import (
	"context"
	"slices"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/period"
)

// Row is a task with all that follows from the day.
type Row struct {
	Task
	Light   Light
	Measure Measure
	Reading *Reading // the figure that the target is measured by
	Steps   int
	Stepped int // steps that are done
}

// Board is a year's plans and tasks as the actor may see them on a day, with
// the names that its ids stand for.
type Board struct {
	Year   int
	Day    period.Date
	At     time.Time
	Plans  []Plan
	Rows   []Row             // by theme and place
	Units  map[string]string // of who leads a task -> label
	People map[string]string // person -> name
}

// Theme finds a theme of any of the year's plans.
func (b Board) Theme(id string) (Theme, bool) {
	for _, p := range b.Plans {
		for _, theme := range p.Themes {
			if theme.ID == id {
				return theme, true
			}
		}
	}
	return Theme{}, false
}

// Themes are the themes of all plans of the year, in order.
func (b Board) Themes() []Theme {
	var all []Theme
	for _, p := range b.Plans {
		all = append(all, p.Themes...)
	}
	return all
}

// Board gives a year's tasks with their lights: five queries and one reading of all
// indicators, however many tasks there are.
func (s *Service) Board(ctx context.Context, by access.Actor, year int) (Board, error) {
	scope := access.Scope(by, access.Read, access.Task)
	b := Board{Year: year, Day: s.day(), At: s.Now()}
	if scope.Empty() {
		return b, access.Check(by, access.Read, access.Thing{Bureau: by.Bureau, Kind: access.Task})
	}
	var err error
	if b.Plans, err = s.Store.Plans(ctx, by.Bureau, year); err != nil {
		return b, err
	}
	tasks, err := s.Store.Tasks(ctx, scope, year)
	if err != nil {
		return b, err
	}
	steps, err := s.Store.MilestonesOfYear(ctx, by.Bureau, year)
	if err != nil {
		return b, err
	}
	if err := s.nameBoard(ctx, by, &b, tasks); err != nil {
		return b, err
	}
	b.Rows, err = s.rows(ctx, by, tasks, steps, b.Day)
	return b, err
}

// nameBoard names who leads the tasks.
func (s *Service) nameBoard(ctx context.Context, by access.Actor, b *Board, tasks []Task) error {
	if len(tasks) == 0 {
		return nil
	}
	var people, leads []string
	for _, t := range tasks {
		if t.Leader != "" {
			people = append(people, t.Leader)
		}
		if !slices.Contains(leads, t.Lead) {
			leads = append(leads, t.Lead)
		}
	}
	var err error
	if b.Units, err = s.Org.Names(ctx, by.Bureau, b.Day, leads...); err != nil {
		return err
	}
	b.People, err = s.Org.PeopleNames(ctx, by.Bureau, people)
	return err
}

// rows gives tasks their measures and lights on a day.
func (s *Service) rows(ctx context.Context, by access.Actor, tasks []Task, steps map[string][]Milestone, day period.Date) ([]Row, error) {
	lights, err := s.rulesOn(ctx, by.Bureau, day)
	if err != nil {
		return nil, err
	}
	known, err := s.gauged(ctx, by, tasks, day)
	if err != nil {
		return nil, err
	}
	rows := make([]Row, len(tasks))
	for i, t := range tasks {
		measure, reading := measured(t, steps[t.ID], day, known)
		row := Row{Task: t, Measure: measure, Reading: reading, Steps: len(steps[t.ID])}
		for _, m := range steps[t.ID] {
			if !m.Done.IsZero() {
				row.Stepped++
			}
		}
		facts := Facts{State: t.State, Due: t.Due, DoneOn: t.DoneOn, Measure: measure}
		row.Light = Shine(facts, day, lights.rules, lights.workdays)
		rows[i] = row
	}
	return rows, nil
}

// gauged are the figures that tasks are measured by, by indicator.
func (s *Service) gauged(ctx context.Context, by access.Actor, tasks []Task, day period.Date) (map[string]Reading, error) {
	var codes []string
	for _, t := range tasks {
		if t.Target != nil && t.Target.Indicator != "" && !slices.Contains(codes, t.Target.Indicator) {
			codes = append(codes, t.Target.Indicator)
		}
	}
	if s.Gauge == nil || len(codes) == 0 {
		return nil, nil
	}
	return s.Gauge.Now(ctx, by, codes, day)
}

// measured says how far a task is: by its figure where it has a target with a
// figure, otherwise by its milestones.
func measured(t Task, steps []Milestone, day period.Date, known map[string]Reading) (Measure, *Reading) {
	if t.Target == nil {
		return MeasureMilestones(steps, day), nil
	}
	reading := t.reading(known)
	if reading == nil && len(steps) > 0 {
		return MeasureMilestones(steps, day), nil
	}
	if reading == nil {
		return MeasureTarget(*t.Target, nil, t.Target.Base, t.Start, t.Due, day), nil
	}
	return MeasureTarget(*t.Target, reading.Value, reading.Base, t.Start, t.Due, day), reading
}

// reading is the figure of a task's target; nil when there is none yet.
func (t Task) reading(known map[string]Reading) *Reading {
	if t.Target.Indicator == "" {
		return reported(t)
	}
	reading, found := known[t.Target.Indicator]
	if !found || reading.Value == nil {
		return nil
	}
	if reading.Base == nil {
		reading.Base = t.Target.Base
	}
	return &reading
}

// reported is the newest figure that a report gave; it counts as a draft, for
// nobody has reviewed it.
func reported(t Task) *Reading {
	if t.Latest == nil || t.Latest.Value == nil {
		return nil
	}
	return &Reading{Value: t.Latest.Value, Base: t.Target.Base, Unit: t.Target.Unit, State: "draft"}
}
