package plan

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/period"
)

// Detail is one task with everything its page shows.
type Detail struct {
	Row
	Day        period.Date
	Plan       Plan
	ThemeNo    string
	ThemeTitle string
	Milestones []Milestone
	Progress   []Progress // newest first
	Moments    []Moment   // newest first
	Points     []Point    // of the target's figure through the year
	Uses       []Use
	Units      map[string]string
	People     map[string]string
}

// Moment is one entry of a task's timeline.
type Moment struct {
	At       time.Time
	Person   string
	Name     string
	PostUnit string
	Verb     string // task.report, task.extend, …
	Trace    Trace
	Progress *Progress // of task.report
}

// Task is one task with its page's facts.
func (s *Service) Task(ctx context.Context, by access.Actor, id string) (Detail, error) {
	t, err := s.task(ctx, by, id, access.Read)
	if err != nil {
		return Detail{}, err
	}
	d := Detail{Day: s.day()}
	if d.Plan, err = s.Store.Plan(ctx, by.Bureau, t.Plan); err != nil {
		return d, err
	}
	for _, theme := range d.Plan.Themes {
		if theme.ID == t.Theme {
			d.ThemeNo, d.ThemeTitle = theme.No, theme.Title
		}
	}
	if d.Milestones, err = s.Store.Milestones(ctx, by.Bureau, id); err != nil {
		return d, err
	}
	rows, err := s.rows(ctx, by, []Task{t}, map[string][]Milestone{id: d.Milestones}, d.Day)
	if err != nil {
		return d, err
	}
	d.Row = rows[0]
	if d.Progress, err = s.Store.ProgressOf(ctx, by.Bureau, id); err != nil {
		return d, err
	}
	if d.Moments, err = s.moments(ctx, by, id, d.Progress); err != nil {
		return d, err
	}
	if d.Points, err = s.points(ctx, by, d); err != nil {
		return d, err
	}
	if s.Uses != nil {
		if d.Uses, err = s.Uses.UsesOf(ctx, by, id); err != nil {
			return d, err
		}
	}
	return d, s.nameDetail(ctx, by, &d)
}

func (s *Service) moments(ctx context.Context, by access.Actor, id string, reports []Progress) ([]Moment, error) {
	entries, err := s.Audit.Of(ctx, by.Bureau, access.Task, id)
	if err != nil {
		return nil, err
	}
	byID := map[string]*Progress{}
	for i := range reports {
		byID[reports[i].ID] = &reports[i]
	}
	moments := make([]Moment, 0, len(entries))
	for _, e := range entries {
		m := Moment{At: e.At, Person: e.Person, Name: e.PersonName, PostUnit: e.PostUnit, Verb: e.Verb}
		if len(e.Data) > 0 {
			if err := json.Unmarshal(e.Data, &m.Trace); err != nil {
				return nil, fmt.Errorf("audit entry %s: %w", e.ID, err)
			}
		}
		m.Progress = byID[m.Trace.Progress]
		moments = append(moments, m)
	}
	return moments, nil
}

// points are the figures of the target through the year: the indicator's series,
// or what the reports gave.
func (s *Service) points(ctx context.Context, by access.Actor, d Detail) ([]Point, error) {
	if d.Target == nil {
		return nil, nil
	}
	if d.Target.Indicator != "" {
		if s.History == nil {
			return nil, nil
		}
		return s.History.Series(ctx, by, d.Target.Indicator, d.Year)
	}
	var points []Point
	for i := len(d.Progress) - 1; i >= 0; i-- {
		if p := d.Progress[i]; p.Value != nil {
			points = append(points, Point{Day: dayOf(p.At), Value: *p.Value})
		}
	}
	return points, nil
}

func (s *Service) nameDetail(ctx context.Context, by access.Actor, d *Detail) error {
	var err error
	if d.Units, err = s.Org.Names(ctx, by.Bureau, d.Day); err != nil {
		return err
	}
	people := []string{d.Leader}
	for _, m := range d.Moments {
		for _, c := range m.Trace.Changes {
			if c.Field == "leader" {
				people = append(people, c.Old, c.New)
			}
		}
	}
	if d.Paused != nil {
		people = append(people, d.Paused.By)
	}
	d.People, err = s.Org.PeopleNames(ctx, by.Bureau, named(people))
	return err
}

func named(ids []string) []string { return without(ids, "") }
