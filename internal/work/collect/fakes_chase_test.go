package collect_test

import (
	"context"
	"slices"

	"nianlun/internal/engine/period"
	"nianlun/internal/work/collect"
)

// met changes the rows that pass, and returns their ids in order.
func (m *memory) met(pass func(collect.Obligation) bool, fn func(*collect.Obligation)) []string {
	var ids []string
	for _, o := range m.pick(pass) {
		fn(&o)
		m.rows[o.ID] = o
		ids = append(ids, o.ID)
	}
	return ids
}

func (m *memory) Remind(_ context.Context, _ string, ids []string, since, day period.Date) ([]string, error) {
	return m.met(func(o collect.Obligation) bool {
		return slices.Contains(ids, o.ID) && o.State.Open() && (o.RemindedOn.Before(since) || since == day && o.Reminders == 0)
	}, func(o *collect.Obligation) { o.Reminders, o.RemindedOn = o.Reminders+1, day }), nil
}

func (m *memory) Extend(_ context.Context, _ string, ids []string, due, grace period.Date) error {
	m.met(func(o collect.Obligation) bool { return slices.Contains(ids, o.ID) }, func(o *collect.Obligation) {
		if o.State == collect.Back {
			o.BackDue = due
			return
		}
		o.Due, o.GraceOn = due, grace
	})
	return nil
}

func (m *memory) Lift(_ context.Context, _ string, ids []string, cause, why string) ([]string, error) {
	return m.met(func(o collect.Obligation) bool { return slices.Contains(ids, o.ID) && o.State.Open() }, func(o *collect.Obligation) {
		o.State, o.LiftedBy, o.LiftedWhy, o.Rev = collect.Exempt, cause, why, o.Rev+1
	}), nil
}

func (m *memory) Restore(_ context.Context, _, campaign, cause string) ([]string, error) {
	return m.met(func(o collect.Obligation) bool {
		return o.Campaign == campaign && o.State == collect.Exempt && o.LiftedBy == cause
	}, func(o *collect.Obligation) {
		o.LiftedBy, o.LiftedWhy, o.Rev = "", "", o.Rev+1
		switch {
		case !o.BackDue.IsZero():
			o.State = collect.Back
		case o.Record != "":
			o.State = collect.Draft
		default:
			o.State = collect.Owed
		}
	}), nil
}

func (m *memory) Redate(_ context.Context, _, campaign, p string, notBegun, opens, due, grace period.Date) (int, error) {
	ids := m.met(func(o collect.Obligation) bool {
		return o.Campaign == campaign && o.Period.String() == p && o.Opens.After(notBegun)
	}, func(o *collect.Obligation) { o.Opens, o.Due, o.GraceOn = opens, due, grace })
	return len(ids), nil
}

func (m *memory) HandOver(_ context.Context, _, campaign, owner string) error {
	m.met(func(o collect.Obligation) bool { return o.Campaign == campaign }, func(o *collect.Obligation) { o.Owner = owner })
	return nil
}

func (m *memory) PassOn(ctx context.Context, o collect.Obligation) error { return m.Update(ctx, o) }

func (m *memory) Open(_ context.Context, _, campaign string, day period.Date) ([]collect.Obligation, error) {
	return m.pick(func(o collect.Obligation) bool { return o.Campaign == campaign && o.State.Open() && o.Begun(day) }), nil
}

func (m *memory) Overdue(_ context.Context, q collect.OverdueQuery) ([]collect.Obligation, map[string]int, error) {
	counts := map[string]int{}
	all := m.pick(func(o collect.Obligation) bool { return o.Late(q.Day) && (q.Owner == "" || o.Owner == q.Owner) })
	for _, o := range all {
		counts[o.Campaign]++
	}
	return slices.DeleteFunc(all, func(o collect.Obligation) bool { return q.Campaign != "" && o.Campaign != q.Campaign }), counts, nil
}

// today is the world's civil day.
func (w *world) today() period.Date {
	return period.Date{Year: w.now.Year(), Month: w.now.Month(), Day: w.now.Day()}
}

func (m *memory) MoveVersion(ctx context.Context, o collect.Obligation) error {
	return m.Update(ctx, o)
}
