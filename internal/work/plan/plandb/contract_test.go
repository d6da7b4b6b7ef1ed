package plandb_test

import (
	"context"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/id"
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
	"nianlun/internal/work/plan"
	"nianlun/internal/work/plan/plandb"
)

func day(text string) period.Date {
	d, err := period.ParseDate(text)
	if err != nil {
		panic(err)
	}
	return d
}

func num(text string) *decimal.Decimal {
	d := decimal.RequireFromString(text)
	return &d
}

var moment = time.Date(2026, 2, 20, 1, 2, 3, 4000, time.UTC)

// fixture is one plan of two themes with three tasks, in bureau "b".
type fixture struct {
	db   *plandb.DB
	plan plan.Plan
	a, b plan.Task // theme 2 place 1; theme 1 place 2
	c    plan.Task // theme 1 place 1
}

func filled(t *testing.T, s *store.Store) fixture {
	t.Helper()
	f := fixture{db: plandb.New(s)}
	f.plan = plan.Plan{ID: id.New(), Year: 2026, Title: "工作要点", Number: "〔2026〕1 号", Document: "doc", State: plan.Draft}
	f.plan.Themes = []plan.Theme{
		{ID: id.New(), Plan: f.plan.ID, No: "一", Title: "普惠", Sort: 1}, {ID: id.New(), Plan: f.plan.ID, No: "二", Title: "安全", Sort: 2},
	}
	f.a = f.task(1, 1)
	f.b = f.task(0, 2)
	f.c = f.task(0, 1)
	f.a.Lead, f.a.Participants = "sec1", []string{"sch2", "sch1"}
	f.b.Lead, f.b.Leader = "sec2", "boss"
	f.b.Start, f.b.Due, f.b.DueWords = day("2026-03-01"), day("2026-10-14"), "秋季学期"
	f.b.Target = &plan.Target{Op: plan.AtLeast, Value: *num("60"), Unit: "%", Indicator: "public-share", Base: num("52.40")}
	f.b.Quote, f.b.Document, f.b.SourceStart, f.b.SourceEnd = "原句", "doc", 12, 15
	f.c.Lead = "sec1"
	ctx := context.Background()
	if err := f.db.InsertPlan(ctx, "b", f.plan); err != nil {
		t.Fatal(err)
	}
	if err := f.db.InsertTasks(ctx, "b", []plan.Task{f.a, f.b, f.c}); err != nil {
		t.Fatal(err)
	}
	return f
}

func (f fixture) task(theme, place int) plan.Task {
	return plan.Task{
		ID: id.New(), Plan: f.plan.ID, Year: f.plan.Year, Theme: f.plan.Themes[theme].ID, No: "x", Sort: place, Title: "题",
		State: plan.Open, Rev: 1,
	}
}

func ids(tasks []plan.Task) []string {
	var all []string
	for _, t := range tasks {
		all = append(all, t.ID)
	}
	return all
}

func TestPlansComeBack(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		f, ctx := filled(t, s), context.Background()
		got, err := f.db.Plan(ctx, "b", f.plan.ID)
		if err != nil || !reflect.DeepEqual(got, f.plan) {
			t.Fatalf("came back as %+v, %v", got, err)
		}
		if _, err := f.db.Plan(ctx, "other", f.plan.ID); fault.KindOf(err) != fault.NotFound {
			t.Errorf("another bureau reads it: %v", err)
		}
		frozen := f.plan
		frozen.State, frozen.FrozenAt, frozen.FrozenBy = plan.Baseline, moment, "clerk"
		if err := f.db.UpdatePlan(ctx, "b", frozen); err != nil {
			t.Fatal(err)
		}
		plans, err := f.db.Plans(ctx, "b", 2026)
		if err != nil || len(plans) != 1 || !reflect.DeepEqual(plans[0], frozen) {
			t.Errorf("plans of the year: %+v, %v", plans, err)
		}
		if plans, err = f.db.Plans(ctx, "b", 2025); err != nil || len(plans) != 0 {
			t.Errorf("plans of another year: %+v, %v", plans, err)
		}
	})
}

func TestTasksComeBackInOrder(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		f, ctx := filled(t, s), context.Background()
		all, err := f.db.TasksOfPlan(ctx, "b", f.plan.ID)
		if err != nil || !slices.Equal(ids(all), []string{f.c.ID, f.b.ID, f.a.ID}) {
			t.Fatalf("order: %v, %v", ids(all), err)
		}
		if !reflect.DeepEqual(all[2].Participants, f.a.Participants) {
			t.Errorf("participants: %v", all[2].Participants)
		}
		b := all[1]
		if b.Target == nil || !b.Target.Base.Equal(*num("52.4")) || b.Target.String() != "≥60% (public-share)" || b.Due != f.b.Due || b.SourceEnd != 15 {
			t.Errorf("came back as %+v", b)
		}
		if all[0].Target != nil || all[0].Paused != nil || !all[0].Due.IsZero() {
			t.Errorf("nothing came back as something: %+v", all[0])
		}
		byID, err := f.db.TasksByID(ctx, "b", []string{f.a.ID, "none", f.c.ID, f.a.ID})
		if err != nil || !slices.Equal(ids(byID), []string{f.a.ID, f.c.ID}) {
			t.Errorf("by id: %v, %v", ids(byID), err)
		}
	})
}

// The filter of rights gives the same tasks as the rule itself.
func TestTasksFollowRights(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		f, ctx := filled(t, s), context.Background()
		for name, c := range map[string]struct {
			filter access.Filter
			want   []string
		}{
			"all":             {access.Filter{Bureau: "b", All: true}, []string{f.c.ID, f.b.ID, f.a.ID}},
			"another bureau":  {access.Filter{Bureau: "c", All: true}, nil},
			"nothing":         {access.Filter{Bureau: "b"}, nil},
			"own":             {access.Filter{Bureau: "b", Unit: "sec1"}, []string{f.c.ID, f.a.ID}},
			"takes part":      {access.Filter{Bureau: "b", Concerned: "sch1"}, []string{f.a.ID}},
			"leads":           {access.Filter{Bureau: "b", Concerned: "sec2"}, []string{f.b.ID}},
			"led or takes":    {access.Filter{Bureau: "b", Concerned: "sch2", Leader: "boss"}, []string{f.b.ID, f.a.ID}},
			"own is no more":  {access.Filter{Bureau: "b", Unit: "sch1"}, nil},
			"nobody's leader": {access.Filter{Bureau: "b", Leader: "x"}, nil},
		} {
			got, err := f.db.Tasks(ctx, c.filter, 2026)
			if err != nil || !slices.Equal(ids(got), c.want) {
				t.Errorf("%s: %v, %v; want %v", name, ids(got), err, c.want)
			}
			if got, err = f.db.Tasks(ctx, c.filter, 2025); err != nil || len(got) != 0 {
				t.Errorf("%s in another year: %v, %v", name, ids(got), err)
			}
		}
	})
}

func TestUpdateTaskOnlyFromTheRevisionSeen(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		f, ctx := filled(t, s), context.Background()
		next := f.b
		next.Rev, next.Participants, next.State = 2, []string{"sec9", "sch1", "sec9"}, plan.Paused
		next.Paused = &plan.Pausing{By: "boss", At: moment, Reason: "等批复"}
		next.Asked = &plan.Asking{By: "p", Name: "沈", At: moment, Due: day("2026-11-25"), Reason: "会签"}
		next.Latest = &plan.Latest{At: moment, By: "p", Name: "沈", Text: "评估完成", Value: num("57.80")}
		next.Baseline = &plan.Promised{Title: "题", Lead: "sec2", Due: day("2026-09-30"), Target: next.Target}
		if err := f.db.UpdateTask(ctx, "b", next); err != nil {
			t.Fatal(err)
		}
		if err := f.db.UpdateTask(ctx, "b", next); !fault.Is(err, "task.stale") {
			t.Errorf("the second writer: %v", err)
		}
		if err := f.db.UpdateTask(ctx, "other", next); !fault.Is(err, "task.stale") {
			t.Errorf("another bureau: %v", err)
		}
		got, err := f.db.TasksByID(ctx, "b", []string{next.ID})
		if err != nil || len(got) != 1 {
			t.Fatal(got, err)
		}
		next.Participants = []string{"sec9", "sch1"}
		if !got[0].Paused.At.Equal(moment) || got[0].Baseline.Due != day("2026-09-30") || got[0].Latest.Value.String() != "57.8" ||
			got[0].Asked.Due != day("2026-11-25") || !slices.Equal(got[0].Participants, next.Participants) {
			t.Errorf("came back as %+v", got[0])
		}
	})
}

func TestMilestones(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		f, ctx := filled(t, s), context.Background()
		late := plan.Milestone{ID: id.New(), Task: f.a.ID, Title: "验收", Due: day("2026-08-15"), Owner: "何", Sort: 1}
		soon := plan.Milestone{ID: id.New(), Task: f.a.ID, Title: "摸底", Due: day("2026-03-31"), Sort: 2}
		open := plan.Milestone{ID: id.New(), Task: f.a.ID, Title: "其他", Sort: 3}
		if err := f.db.InsertMilestones(ctx, "b", []plan.Milestone{late, open, soon}); err != nil {
			t.Fatal(err)
		}
		soon.Done = day("2026-03-26")
		if err := f.db.UpdateMilestone(ctx, "b", soon); err != nil {
			t.Fatal(err)
		}
		got, err := f.db.Milestones(ctx, "b", f.a.ID)
		if err != nil || !reflect.DeepEqual(got, []plan.Milestone{soon, late, open}) {
			t.Errorf("came back as %+v, %v", got, err)
		}
		year, err := f.db.MilestonesOfYear(ctx, "b", 2026)
		if err != nil || len(year) != 1 || len(year[f.a.ID]) != 3 {
			t.Errorf("of the year: %v, %v", year, err)
		}
		if year, err = f.db.MilestonesOfYear(ctx, "b", 2025); err != nil || len(year) != 0 {
			t.Errorf("of another year: %v, %v", year, err)
		}
		if err := f.db.DeleteMilestone(ctx, "b", f.b.ID, late.ID); fault.KindOf(err) != fault.NotFound {
			t.Errorf("deleted from another task: %v", err)
		}
		if err := f.db.DeleteMilestone(ctx, "b", f.a.ID, late.ID); err != nil {
			t.Error(err)
		}
		if got, _ = f.db.Milestones(ctx, "b", f.a.ID); len(got) != 2 {
			t.Errorf("left: %+v", got)
		}
	})
}

func TestProgress(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		f, ctx := filled(t, s), context.Background()
		first := plan.Progress{
			ID: id.New(), Task: f.a.ID, At: moment, By: "p", Name: "沈", Unit: "sec1", Text: "一",
			Files: []plan.File{{ID: "f", Name: "报告.pdf"}},
		}
		second := plan.Progress{ID: id.New(), Task: f.a.ID, At: moment.Add(time.Hour), Text: "二", Value: num("3.50")}
		for _, p := range []plan.Progress{first, second} {
			if err := f.db.InsertProgress(ctx, "b", p); err != nil {
				t.Fatal(err)
			}
		}
		got, err := f.db.ProgressOf(ctx, "b", f.a.ID)
		if err != nil || len(got) != 2 || got[0].Text != "二" || !got[0].Value.Equal(*num("3.5")) || got[1].Value != nil {
			t.Fatalf("came back as %+v, %v", got, err)
		}
		if !reflect.DeepEqual(got[1], first) {
			t.Errorf("came back as %+v", got[1])
		}
		if got, err = f.db.ProgressOf(ctx, "b", f.b.ID); err != nil || len(got) != 0 {
			t.Errorf("of another task: %+v, %v", got, err)
		}
	})
}

func TestYears(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		f, ctx := filled(t, s), context.Background()
		done := f.c
		done.Rev, done.State, done.DoneOn = 2, plan.Done, day("2026-05-01")
		if err := f.db.UpdateTask(ctx, "b", done); err != nil {
			t.Fatal(err)
		}
		if err := f.db.InsertPlan(ctx, "b", plan.Plan{ID: id.New(), Year: 2025, Title: "旧", State: plan.Baseline}); err != nil {
			t.Fatal(err)
		}
		years, err := f.db.Years(ctx, "b")
		want := []plan.YearCount{{Year: 2026, All: 3, Done: 1}, {Year: 2025}}
		if err != nil || !slices.Equal(years, want) {
			t.Errorf("years: %+v, %v", years, err)
		}
		if years, err = f.db.Years(ctx, "other"); err != nil || len(years) != 0 {
			t.Errorf("of another bureau: %+v, %v", years, err)
		}
	})
}
