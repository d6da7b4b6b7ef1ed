package plan

import (
	"context"
	"slices"
	"testing"

	"nianlun/internal/base/access"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/i18n"
)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func wants(t *testing.T, err error, code string) {
	t.Helper()
	if !fault.Is(err, code) {
		t.Errorf("got %v, want the fault %s", err, code)
	}
	if !i18n.Has("fault." + code) {
		t.Errorf("no text for fault.%s", code)
	}
}

func kindIs(t *testing.T, err error, kind fault.Kind) {
	t.Helper()
	if fault.KindOf(err) != kind {
		t.Errorf("got %v, want kind %v", err, kind)
	}
}

func ptr[T any](v T) *T { return &v }

func TestNewTasksAreNumberedAndLed(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	p, tasks := d.planned(t,
		NewTask{Title: "甲", Lead: "edu", Participants: []string{"fin", "edu"}},
		NewTask{ThemeNo: "二", ThemeTitle: "安全", Title: "乙", Lead: "fin", Leader: "boss"},
		NewTask{Title: "丙"})
	more, err := d.NewTasks(ctx, office, p.ID, []NewTask{{ThemeTitle: "安全", Title: "丁"}})
	must(t, err)
	var got []string
	for _, task := range append(tasks, more...) {
		got = append(got, task.No+" "+task.Leader)
	}
	if want := []string{"1.1 wu", "2.1 boss", "1.2 ", "2.2 "}; !slices.Equal(got, want) {
		t.Errorf("numbers and leaders: %q, want %q", got, want)
	}
	if !slices.Equal(tasks[0].Participants, []string{"fin"}) {
		t.Errorf("the lead unit takes part beside itself: %v", tasks[0].Participants)
	}
	_, err = d.NewTasks(ctx, chief, p.ID, []NewTask{{Title: "戊"}})
	kindIs(t, err, fault.Denied)
	_, err = d.NewTasks(ctx, office, p.ID, []NewTask{{Title: " "}, {Title: "己", Start: day("2026-05-01"), Due: day("2026-04-01")}})
	wants(t, err, "task.invalid")
	if fields := fault.As(err).Fields; len(fields) != 2 || fields[0].Path != "0.title" || fields[1].Path != "1.due" {
		t.Errorf("fields: %+v", fields)
	}
}

func TestAssignJudgesEachTaskByItself(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	_, tasks := d.planned(t, NewTask{Title: "甲", Lead: "edu"}, NewTask{Title: "乙"}, NewTask{Title: "丙", Start: day("2026-11-01")})
	done := d.store.tasks[tasks[1].ID]
	done.State = Done
	d.store.tasks[done.ID] = done
	results, err := d.Assign(ctx, office, []string{tasks[0].ID, tasks[1].ID, tasks[2].ID, "none"}, Assignment{Lead: ptr("fin"), Due: ptr(day("2026-10-30"))})
	must(t, err)
	if len(results) != 4 || results[0].Err != nil || Failed(results) != 3 {
		t.Fatalf("results: %+v", results)
	}
	wants(t, results[1].Err, "task.done")
	wants(t, results[2].Err, "task.due")
	kindIs(t, results[3].Err, fault.NotFound)
	if got := d.store.tasks[tasks[0].ID]; got.Lead != "fin" || got.Leader != "lin" || got.Due != day("2026-10-30") {
		t.Errorf("the leader in charge follows the lead unit: %+v", got)
	}
	results, err = d.Assign(ctx, chief, []string{tasks[0].ID}, Assignment{Leader: ptr("x")})
	must(t, err)
	kindIs(t, results[0].Err, fault.Denied)
	_, err = d.Assign(ctx, office, []string{tasks[0].ID}, Assignment{})
	wants(t, err, "task.assign.nothing")
	_, err = d.Assign(ctx, office, nil, Assignment{Lead: ptr("fin")})
	wants(t, err, "task.none")
}

func TestAssignKeepsALeaderWhoWasChosen(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	_, tasks := d.planned(t, NewTask{Title: "甲", Lead: "edu", Leader: "boss"})
	_, err := d.Assign(ctx, office, []string{tasks[0].ID}, Assignment{Lead: ptr("fin")})
	must(t, err)
	if got := d.store.tasks[tasks[0].ID].Leader; got != "boss" {
		t.Errorf("leader is now %s", got)
	}
}

func TestFreezeNamesWhatIsMissing(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	p, tasks := d.planned(t, NewTask{Title: "甲", Lead: "edu", Due: day("2026-10-14")}, NewTask{Title: "乙"})
	_, err := d.Freeze(ctx, office, p.ID)
	wants(t, err, "plan.freeze")
	if fields := fault.As(err).Fields; len(fields) != 2 || fields[0].Path != "1.2" {
		t.Errorf("fields: %+v", fields)
	}
	_, err = d.Assign(ctx, office, []string{tasks[1].ID}, Assignment{Lead: ptr("fin"), Due: ptr(day("2026-12-01"))})
	must(t, err)
	_, err = d.Freeze(ctx, chief, p.ID)
	kindIs(t, err, fault.Denied)
	frozen, err := d.Freeze(ctx, office, p.ID)
	must(t, err)
	if frozen.State != Baseline || d.store.tasks[tasks[1].ID].Baseline.Due != day("2026-12-01") {
		t.Errorf("frozen: %+v", frozen)
	}
	_, err = d.Freeze(ctx, office, p.ID)
	wants(t, err, "plan.frozen")
	results, err := d.Assign(ctx, office, []string{tasks[0].ID}, Assignment{Due: ptr(day("2026-12-01"))})
	must(t, err)
	wants(t, results[0].Err, "task.frozen")
}

func TestExtendNeedsWhoDecidesOrABasis(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	_, tasks := d.planned(t, NewTask{Title: "甲", Lead: "edu", Due: day("2026-09-30")})
	id := tasks[0].ID
	in := Extension{Due: day("2026-10-14"), Reason: "等会签"}
	for _, c := range []struct {
		by   access.Actor
		in   Extension
		code string
	}{
		{office, in, "task.basis"}, {chief, in, "denied"}, {lin, in, "denied"}, {school, in, "notfound"},
	} {
		results, err := d.Extend(ctx, c.by, []string{id}, c.in)
		must(t, err)
		wants(t, results[0].Err, c.code)
	}
	_, err := d.Extend(ctx, wu, []string{id}, Extension{Due: in.Due})
	wants(t, err, "task.reason")
	_, err = d.Extend(ctx, wu, []string{id}, Extension{Reason: "x"})
	wants(t, err, "task.day")
	in.Basis = "局务会纪要"
	results, err := d.Extend(ctx, office, []string{id}, in)
	must(t, err)
	if results[0].Err != nil || d.store.tasks[id].Due != in.Due {
		t.Fatalf("the office with a basis: %+v", results)
	}
	detail, err := d.Task(ctx, office, id)
	must(t, err)
	trace := detail.Moments[0].Trace
	if detail.Moments[0].Verb != "task.extend" || trace.Basis != in.Basis || !slices.Equal(trace.Changes, []Change{{"due", "2026-09-30", "2026-10-14"}}) {
		t.Errorf("the log keeps the old day: %+v", detail.Moments[0])
	}
}

func TestNobodyGrantsOwnRequest(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	_, tasks := d.planned(t, NewTask{Title: "甲", Lead: "edu", Due: day("2026-10-14")})
	id := tasks[0].ID
	in := Extension{Due: day("2026-11-25"), Reason: "等会签"}
	must(t, d.AskExtension(ctx, wu, id, in))
	results, err := d.Extend(ctx, wu, []string{id}, in)
	must(t, err)
	wants(t, results[0].Err, "task.own")
	must(t, d.RefuseExtension(ctx, director, id, "不行"))
	if last := d.inbox.sent[len(d.inbox.sent)-1]; last.Person != "wu" || last.Link != "/plan/tasks/"+id {
		t.Errorf("who asked is told: %+v", last)
	}
	wants(t, d.RefuseExtension(ctx, director, id, "不行"), "task.notasked")
	must(t, d.AskExtension(ctx, chief, id, in))
	if last := d.inbox.sent[len(d.inbox.sent)-1]; last.Person != "wu" || !i18n.Has(last.Text.Key) {
		t.Errorf("the leader in charge is told: %+v", last)
	}
	results, err = d.Extend(ctx, wu, []string{id}, in)
	must(t, err)
	if results[0].Err != nil || d.store.tasks[id].Asked != nil || d.store.tasks[id].Due != in.Due {
		t.Errorf("granted: %+v", results[0])
	}
	wants(t, d.AskExtension(ctx, chief, id, in), "task.later")
}

func TestReportNeverTakesAFigureThatAnIndicatorGives(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	_, tasks := d.planned(t,
		NewTask{Title: "甲", Lead: "edu", Target: &Target{Op: AtLeast, Value: *num("60"), Unit: "%", Indicator: "public-share"}},
		NewTask{Title: "乙", Lead: "edu", Target: &Target{Op: AtLeast, Value: *num("4"), Unit: "处"}, Milestones: []NewMilestone{{Title: "摸底"}, {Title: "验收"}}})
	_, err := d.Report(ctx, chief, tasks[0].ID, Report{Text: "推进", Value: num("58")})
	wants(t, err, "task.report")
	_, err = d.Report(ctx, chief, tasks[1].ID, Report{Text: " "})
	wants(t, err, "task.report")
	_, err = d.Report(ctx, school, tasks[1].ID, Report{Text: "推进"})
	kindIs(t, err, fault.NotFound)
	_, err = d.Report(ctx, director, tasks[1].ID, Report{Text: "推进"})
	kindIs(t, err, fault.Denied)

	detail, err := d.Task(ctx, chief, tasks[1].ID)
	must(t, err)
	_, err = d.Report(ctx, chief, tasks[1].ID, Report{Text: "建成三处", Value: num("3"), Steps: []string{detail.Milestones[0].ID}})
	must(t, err)
	_, err = d.Report(ctx, chief, tasks[1].ID, Report{Text: "继续"})
	must(t, err)
	detail, err = d.Task(ctx, chief, tasks[1].ID)
	must(t, err)
	if detail.Reading == nil || detail.Reading.Value.String() != "3" || detail.Measure.Share.String() != "0.75" || detail.Stepped != 1 {
		t.Errorf("a report without a figure keeps the last one: %+v", detail.Row)
	}
	if len(detail.Progress) != 2 || detail.Moments[0].Progress == nil || detail.Moments[0].Progress.Text != "继续" || len(detail.Points) != 1 {
		t.Errorf("timeline: %+v", detail.Moments)
	}
}

func TestCloseJudgesWhatIsReached(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	_, tasks := d.planned(t, NewTask{Title: "甲", Lead: "edu", Target: &Target{Op: AtLeast, Value: *num("4"), Unit: "处"}}, NewTask{Title: "乙", Lead: "edu"})
	id := tasks[0].ID
	_, err := d.Report(ctx, chief, id, Report{Text: "三处", Value: num("3")})
	must(t, err)
	wants(t, d.Close(ctx, wu, id, Closing{}), "task.unreached")
	wants(t, d.Close(ctx, wu, id, Closing{On: day("2026-10-17")}), "task.future")
	kindIs(t, d.Close(ctx, chief, id, Closing{Reason: "x"}), fault.Denied)
	wants(t, d.Close(ctx, office, id, Closing{Reason: "一处取消"}), "task.basis")
	must(t, d.Close(ctx, wu, id, Closing{Reason: "一处取消"}))
	if got := d.store.tasks[id]; got.State != Done || got.DoneOn != day("2026-10-16") {
		t.Errorf("closed: %+v", got)
	}
	wants(t, d.Close(ctx, wu, id, Closing{Reason: "x"}), "task.notopen")
	_, err = d.Report(ctx, chief, id, Report{Text: "再报"})
	wants(t, err, "task.notopen")
	must(t, d.Reopen(ctx, wu, id, "复核不通过", ""))
	wants(t, d.Reopen(ctx, wu, id, "x", ""), "task.notdone")

	_, err = d.Report(ctx, wu, tasks[1].ID, Report{Text: "我报的"})
	must(t, err)
	wants(t, d.Close(ctx, wu, tasks[1].ID, Closing{}), "task.own")
	must(t, d.Close(ctx, director, tasks[1].ID, Closing{}))
}

func TestPauseAndRemind(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	_, tasks := d.planned(t, NewTask{Title: "甲", Lead: "edu", Due: day("2026-10-01")}, NewTask{Title: "乙", Lead: "sch"}, NewTask{Title: "丙"}, NewTask{Title: "丁", Lead: "fin"})
	wants(t, d.Pause(ctx, office, tasks[0].ID, "等批复", ""), "task.basis")
	must(t, d.Pause(ctx, office, tasks[0].ID, "等批复", "纪要"))
	wants(t, d.Pause(ctx, office, tasks[0].ID, "等批复", "纪要"), "task.notopen")
	board, err := d.Board(ctx, office, 2026)
	must(t, err)
	if board.Rows[0].Light.Colour != Grey {
		t.Errorf("a paused task shines %s", board.Rows[0].Light.Colour)
	}
	results, err := d.Remind(ctx, office, []string{tasks[0].ID, tasks[1].ID, tasks[2].ID, tasks[3].ID}, "请说明")
	must(t, err)
	wants(t, results[0].Err, "task.paused")
	wants(t, results[1].Err, "task.nobody")
	wants(t, results[2].Err, "task.nolead")
	if results[3].Err != nil || len(d.inbox.sent) != 1 || d.inbox.sent[0].Person != "chief-fin" {
		t.Errorf("reminded: %+v %+v", results[3], d.inbox.sent)
	}
	results, err = d.Remind(ctx, chief, []string{tasks[3].ID}, "")
	must(t, err)
	kindIs(t, results[0].Err, fault.Denied)
	must(t, d.Resume(ctx, wu, tasks[0].ID, "", ""))
	wants(t, d.Resume(ctx, wu, tasks[0].ID, "", ""), "task.notpaused")
}

func TestMilestonesBelongToTheirTask(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	_, tasks := d.planned(t, NewTask{Title: "甲", Lead: "edu", Due: day("2026-11-30")}, NewTask{Title: "乙", Lead: "edu"})
	_, err := d.AddMilestone(ctx, chief, tasks[0].ID, NewMilestone{Title: "晚了", Due: day("2026-12-01")})
	wants(t, err, "task.step.due")
	_, err = d.AddMilestone(ctx, chief, tasks[0].ID, NewMilestone{})
	wants(t, err, "task.step")
	m, err := d.AddMilestone(ctx, chief, tasks[0].ID, NewMilestone{Title: "摸底", Due: day("2026-10-01")})
	must(t, err)
	_, err = d.AddMilestone(ctx, school, tasks[0].ID, NewMilestone{Title: "x"})
	kindIs(t, err, fault.NotFound)
	kindIs(t, d.FinishMilestone(ctx, chief, tasks[1].ID, m.ID), fault.NotFound)
	must(t, d.FinishMilestone(ctx, chief, tasks[0].ID, m.ID))
	wants(t, d.DropMilestone(ctx, chief, tasks[0].ID, m.ID), "task.step.done")
	if got := d.log.verbs(tasks[0].ID); !slices.Equal(got, []string{"task.create", "task.step.add", "task.step"}) {
		t.Errorf("log: %v", got)
	}
}

func TestBoardShowsWhatThePostMaySee(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	d.planned(t, NewTask{Title: "甲", Lead: "edu", Participants: []string{"sch"}}, NewTask{Title: "乙", Lead: "fin"})
	for name, c := range map[string]struct {
		by   access.Actor
		want int
	}{"office": {office, 2}, "section": {chief, 2}, "school": {school, 1}, "foreign school": {actor("x", "other", access.Head), 0}} {
		board, err := d.Board(ctx, c.by, 2026)
		if err != nil || len(board.Rows) != c.want {
			t.Errorf("%s sees %d tasks, %v", name, len(board.Rows), err)
		}
	}
	_, err := d.Board(ctx, actor("root", "x", access.SysAdmin), 2026)
	kindIs(t, err, fault.NotFound)
	other := office
	other.Bureau = "c"
	if board, err := d.Board(ctx, other, 2025); err != nil || len(board.Rows) != 0 {
		t.Errorf("another year: %v %v", board.Rows, err)
	}
}

func TestBoardAsksForAllFiguresAtOnce(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	target := func() *Target { return &Target{Op: AtLeast, Value: *num("60"), Unit: "%", Indicator: "public-share"} }
	d.gauge.readings["public-share"] = Reading{Value: num("57.8"), Base: num("52.4"), Unit: "%", State: "locked"}
	d.planned(t, NewTask{Title: "甲", Start: day("2026-01-01"), Due: day("2026-12-31"), Target: target()}, NewTask{Title: "乙", Target: target()},
		NewTask{Title: "丙", Due: day("2026-12-31"), Target: &Target{Op: AtLeast, Value: *num("1"), Indicator: "unknown"}, Milestones: []NewMilestone{{Title: "步", Due: day("2026-10-01")}}})
	board, err := d.Board(ctx, office, 2026)
	must(t, err)
	if d.gauge.asked != 1 {
		t.Errorf("asked %d times", d.gauge.asked)
	}
	if got := board.Rows[0].Measure.Share.Round(3).String(); got != "0.711" {
		t.Errorf("share %s", got)
	}
	if m := board.Rows[2].Measure; m.By != ByMilestones || board.Rows[2].Light.Colour != Red {
		t.Errorf("without a figure the milestones count: %+v %+v", m, board.Rows[2].Light)
	}
	answers, err := d.Answers(ctx, office, 2026)
	must(t, err)
	if len(answers) != 3 || answers[0].Theme != "普惠与均衡" || answers[0].Reading.Value.String() != "57.8" {
		t.Errorf("answers: %+v", answers)
	}
}

func TestRingCountsThemesAndPastYears(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	_, tasks := d.planned(t, NewTask{Title: "甲", Lead: "edu"}, NewTask{ThemeTitle: "安全", Title: "乙", Due: day("2026-10-14")}, NewTask{ThemeTitle: "安全", Title: "丙"})
	must(t, d.Close(ctx, director, tasks[0].ID, Closing{}))
	d.store.plans["old"] = Plan{ID: "old", Year: 2025}
	d.store.tasks["old"] = Task{ID: "old", Plan: "old", Year: 2025, State: Done}
	d.store.plans["empty"] = Plan{ID: "empty", Year: 2024}
	ring, err := d.Ring(ctx, director, 2026)
	must(t, err)
	if ring.Done != 1 || len(ring.Rows) != 3 || len(ring.Bands) != 2 || ring.Bands[0].Done != 1 || ring.Bands[1].Rows[0].Title != "乙" {
		t.Errorf("ring: %+v", ring.Bands)
	}
	if !slices.Equal(ring.Past, []YearCount{{Year: 2025, All: 1, Done: 1}}) {
		t.Errorf("past: %+v", ring.Past)
	}
}

func TestFilter(t *testing.T) {
	row := func(title, theme, lead, due string, colour Colour) Row {
		r := Row{Task: Task{Title: title, No: "1.1", Theme: theme, Lead: lead, State: Open}, Light: Light{Colour: colour}}
		if due != "" {
			r.Due = day(due)
		}
		if colour == Blue {
			r.State = Done
		}
		return r
	}
	rows := []Row{
		row("丁", "a", "edu", "2026-12-01", Green), row("丙", "a", "fin", "2026-10-30", Amber), row("乙", "b", "edu", "", Red),
		row("甲", "b", "edu", "2026-10-14", Red), row("戊", "b", "", "2026-05-01", Blue),
	}
	rows[1].Participants = []string{"edu"}
	rows[0].Target = &Target{}
	rows[2].Asked = &Asking{}
	for name, c := range map[string]struct {
		f    Filter
		want string
	}{
		"all, what needs eyes first": {Filter{}, "甲乙丙丁戊"},
		"by deadline":                {Filter{SortDue: true}, "戊甲丙丁乙"},
		"open":                       {Filter{Open: true}, "甲乙丙丁"},
		"watched":                    {Filter{Lights: Watched()}, "甲乙丙"},
		"theme":                      {Filter{Theme: "a"}, "丙丁"},
		"leads":                      {Filter{Lead: "edu"}, "甲乙丁"},
		"leads or takes part":        {Filter{Mine: "edu"}, "甲乙丙丁"},
		"this month":                 {MonthOf(day("2026-10-16")), "甲丙"},
		"with a target":              {Filter{Target: true}, "丁"},
		"waits for an answer":        {Filter{Asked: true}, "乙"},
		"lacks owner or day":         {Filter{Nobody: true}, "乙戊"},
		"words":                      {Filter{Words: "丙 1.1"}, "丙"},
		"words that nobody has":      {Filter{Words: "丙 2.2"}, ""},
	} {
		got := ""
		for _, r := range c.f.Select(rows) {
			got += r.Title
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
		if c.f.Count(rows) != len([]rune(c.want)) {
			t.Errorf("%s: counted %d", name, c.f.Count(rows))
		}
	}
	if f := MonthOf(day("2026-02-10")); f.From != day("2026-02-01") || f.Until != day("2026-02-28") {
		t.Errorf("February: %+v", f)
	}
}

func TestPlansNeedATitleAndAYear(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	_, err := d.NewPlan(ctx, office, NewPlan{Year: 26})
	wants(t, err, "plan.invalid")
	if n := len(fault.As(err).Fields); n != 2 {
		t.Errorf("%d fields", n)
	}
	_, err = d.NewPlan(ctx, chief, NewPlan{Year: 2026, Title: "x"})
	kindIs(t, err, fault.Denied)
	p, err := d.NewPlan(ctx, office, NewPlan{Year: 2026, Title: " 要点 "})
	must(t, err)
	if p.Title != "要点" || p.State != Draft {
		t.Errorf("made %+v", p)
	}
	_, err = d.Freeze(ctx, office, p.ID)
	wants(t, err, "plan.empty")
}

func TestEditKeepsThePromiseOfABaseline(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	p, tasks := d.planned(t, NewTask{Title: "甲", Lead: "edu", Due: day("2026-12-01"), Target: &Target{Op: AtLeast, Value: *num("60"), Unit: "%"}})
	id := tasks[0].ID
	lower := &Target{Op: AtLeast, Value: *num("58"), Unit: "%", Indicator: "public-share"}
	kindIs(t, d.Edit(ctx, chief, id, Edit{Rev: 1, Title: "乙"}), fault.Denied)
	wants(t, d.Edit(ctx, office, id, Edit{Rev: 1, Title: " ", Start: day("2026-12-02")}), "task.invalid")
	wants(t, d.Edit(ctx, office, id, Edit{Rev: 7, Title: "乙"}), "task.stale")
	_, err := d.Freeze(ctx, office, p.ID)
	must(t, err)
	in := Edit{Rev: 2, Title: "乙", Target: lower}
	wants(t, d.Edit(ctx, office, id, in), "task.invalid")
	in.Reason, in.Basis = "口径调整", "纪要"
	must(t, d.Edit(ctx, office, id, in))
	got := d.store.tasks[id]
	if got.Title != "乙" || got.Target.Indicator != "public-share" || got.Baseline.Title != "甲" || got.Baseline.Target.String() != "≥60%" {
		t.Errorf("edited: %+v, promised %+v", got, got.Baseline)
	}
	detail, err := d.Task(ctx, office, id)
	must(t, err)
	if want := (Change{"target", "≥60%", "≥58% (public-share)"}); !slices.Contains(detail.Moments[0].Trace.Changes, want) {
		t.Errorf("the log: %+v", detail.Moments[0].Trace)
	}
	must(t, d.Edit(ctx, office, id, Edit{Rev: 3, Title: "乙", Target: lower, Reason: "x", Basis: "y"}))
	if d.store.tasks[id].Rev != 3 {
		t.Error("an edit without a change made a revision")
	}
}
