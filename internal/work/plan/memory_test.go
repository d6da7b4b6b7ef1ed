package plan

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"testing"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/base/notify"
	"nianlun/internal/base/org"
	"nianlun/internal/base/param"
	"nianlun/internal/engine/period"
	"nianlun/internal/engine/workdays"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/txn"
)

// memory keeps plans in maps: the rules are tested without a database.
type memory struct {
	plans      map[string]Plan
	tasks      map[string]Task
	milestones map[string]Milestone
	progress   []Progress
}

func (m *memory) InsertPlan(_ context.Context, _ string, p Plan) error {
	m.plans[p.ID] = p
	return nil
}

func (m *memory) UpdatePlan(_ context.Context, _ string, p Plan) error {
	m.plans[p.ID] = p
	return nil
}

func (m *memory) InsertThemes(_ context.Context, _ string, themes []Theme) error {
	for _, theme := range themes {
		p := m.plans[theme.Plan]
		p.Themes = append(p.Themes, theme)
		m.plans[p.ID] = p
	}
	return nil
}

func (m *memory) Plan(_ context.Context, _, id string) (Plan, error) {
	p, ok := m.plans[id]
	if !ok {
		return p, fault.New(fault.NotFound, "notfound")
	}
	return p, nil
}

func (m *memory) Plans(_ context.Context, _ string, year int) ([]Plan, error) {
	var all []Plan
	for _, p := range m.plans {
		if p.Year == year {
			all = append(all, p)
		}
	}
	return all, nil
}

func (m *memory) Years(context.Context, string) ([]YearCount, error) {
	counts := map[int]*YearCount{}
	for _, p := range m.plans {
		counts[p.Year] = &YearCount{Year: p.Year}
	}
	for _, t := range m.tasks {
		counts[t.Year].All++
		if t.State == Done {
			counts[t.Year].Done++
		}
	}
	var all []YearCount
	for _, y := range counts {
		all = append(all, *y)
	}
	slices.SortFunc(all, func(a, b YearCount) int { return b.Year - a.Year })
	return all, nil
}

func (m *memory) InsertTasks(_ context.Context, _ string, tasks []Task) error {
	for _, t := range tasks {
		m.tasks[t.ID] = t
	}
	return nil
}

func (m *memory) UpdateTask(_ context.Context, _ string, t Task) error {
	if m.tasks[t.ID].Rev != t.Rev-1 {
		return fault.New(fault.Conflict, "task.stale")
	}
	m.tasks[t.ID] = t
	return nil
}

func (m *memory) sorted(keep func(Task) bool) []Task {
	var all []Task
	for _, t := range m.tasks {
		if keep(t) {
			all = append(all, t)
		}
	}
	slices.SortFunc(all, func(a, b Task) int { return cmp.Compare(a.No, b.No) })
	return all
}

func (m *memory) Tasks(_ context.Context, filter access.Filter, year int) ([]Task, error) {
	return m.sorted(func(t Task) bool { return t.Year == year && filter.Has(t.thing(filter.Bureau)) }), nil
}

func (m *memory) TasksByID(_ context.Context, _ string, ids []string) ([]Task, error) {
	var all []Task
	for _, id := range ids {
		if t, ok := m.tasks[id]; ok {
			all = append(all, t)
		}
	}
	return all, nil
}

func (m *memory) TasksOfPlan(_ context.Context, _, plan string) ([]Task, error) {
	return m.sorted(func(t Task) bool { return t.Plan == plan }), nil
}

func (m *memory) InsertMilestones(_ context.Context, _ string, all []Milestone) error {
	for _, x := range all {
		m.milestones[x.ID] = x
	}
	return nil
}

func (m *memory) UpdateMilestone(_ context.Context, _ string, x Milestone) error {
	m.milestones[x.ID] = x
	return nil
}

func (m *memory) DeleteMilestone(_ context.Context, _, _, id string) error {
	delete(m.milestones, id)
	return nil
}

func (m *memory) Milestones(ctx context.Context, bureau, task string) ([]Milestone, error) {
	all, err := m.MilestonesOfYear(ctx, bureau, 0)
	return all[task], err
}

func (m *memory) MilestonesOfYear(context.Context, string, int) (map[string][]Milestone, error) {
	byTask := map[string][]Milestone{}
	for _, x := range m.milestones {
		byTask[x.Task] = append(byTask[x.Task], x)
	}
	for _, steps := range byTask {
		slices.SortFunc(steps, func(a, b Milestone) int { return a.Sort - b.Sort })
	}
	return byTask, nil
}

func (m *memory) InsertProgress(_ context.Context, _ string, p Progress) error {
	m.progress = append(m.progress, p)
	return nil
}

func (m *memory) ProgressOf(_ context.Context, _, task string) ([]Progress, error) {
	var all []Progress
	for _, p := range slices.Backward(m.progress) {
		if p.Task == task {
			all = append(all, p)
		}
	}
	return all, nil
}

// logbook is an audit log in memory.
type logbook struct {
	entries []audit.Entry
	now     func() time.Time
}

func (l *logbook) Write(_ context.Context, by access.Actor, e audit.Event) error {
	data, err := json.Marshal(e.Data)
	l.entries = append(l.entries, audit.Entry{
		At: l.now(), Person: by.Person, PersonName: by.Name, PostUnit: by.Post.Unit, Verb: e.Verb, Kind: e.Kind, Thing: e.Thing, Unit: e.Unit, Data: data,
	})
	return err
}

func (l *logbook) Of(_ context.Context, _ string, kind access.Kind, thing string) ([]audit.Entry, error) {
	var all []audit.Entry
	for _, e := range slices.Backward(l.entries) {
		if e.Kind == kind && e.Thing == thing {
			all = append(all, e)
		}
	}
	return all, nil
}

func (l *logbook) verbs(thing string) []string {
	var all []string
	for _, e := range l.entries {
		if e.Thing == thing {
			all = append(all, e.Verb)
		}
	}
	return all
}

// bureau is a small organisation: two sections, a school, their people.
type bureau struct{}

func (bureau) Names(context.Context, string, period.Date, ...string) (map[string]string, error) {
	return map[string]string{"edu": "基础教育科", "fin": "计划财务科", "sch": "石桥小学", "office": "办公室"}, nil
}

func (bureau) Units(context.Context, string, period.Date) ([]org.Unit, error) { return nil, nil }

func (bureau) PeopleNames(_ context.Context, _ string, ids []string) (map[string]string, error) {
	names := map[string]string{}
	for _, id := range ids {
		names[id] = "姓" + id
	}
	return names, nil
}

func (bureau) Leaders(context.Context, string, period.Date) ([]org.Holder, error) { return nil, nil }

func (bureau) LeadersOf(context.Context, string, period.Date) (map[string]string, error) {
	return map[string]string{"edu": "wu", "fin": "lin"}, nil
}

func (bureau) PostsOfUnit(_ context.Context, _, unit string, _ access.Role, _ period.Date) ([]org.Holder, error) {
	if unit != "edu" && unit != "fin" {
		return nil, nil
	}
	return []org.Holder{{
		Post: org.Post{ID: "post-" + unit, Unit: unit, Role: access.Section}, Person: org.Person{ID: "chief-" + unit, Active: true},
	}}, nil
}

type inbox struct{ sent []notify.Notice }

func (i *inbox) SendAll(_ context.Context, notices []notify.Notice) error {
	i.sent = append(i.sent, notices...)
	return nil
}

type rulebook struct{}

func (rulebook) Get(_ context.Context, _, code string, _ period.Date) (param.Value, error) {
	return param.Value{Code: code, Text: map[string]string{
		"light.amber.workdays": "3", "light.amber.progress": "90", "light.red.behind": "30",
	}[code]}, nil
}

type weekends struct{}

func (weekends) Calendar(context.Context, string) (workdays.Calendar, error) {
	return workdays.NewCalendar()
}

type gauge struct {
	readings map[string]Reading
	asked    int
}

func (g *gauge) Now(_ context.Context, _ access.Actor, codes []string, _ period.Date) (map[string]Reading, error) {
	g.asked++
	found := map[string]Reading{}
	for _, code := range codes {
		if r, ok := g.readings[code]; ok {
			found[code] = r
		}
	}
	return found, nil
}

// desk is a service on memory, on 16 October 2026, a Friday.
type desk struct {
	*Service
	store *memory
	log   *logbook
	inbox *inbox
	gauge *gauge
}

func newDesk(t *testing.T) desk {
	t.Helper()
	now := func() time.Time { return time.Date(2026, 10, 16, 1, 0, 0, 0, time.UTC) }
	d := desk{
		store: &memory{plans: map[string]Plan{}, tasks: map[string]Task{}, milestones: map[string]Milestone{}},
		log:   &logbook{now: now}, inbox: &inbox{}, gauge: &gauge{readings: map[string]Reading{}},
	}
	d.Service = &Service{
		Tx: txn.None{}, Store: d.store, Audit: d.log, Org: bureau{}, Inbox: d.inbox, Calendar: weekends{}, Params: rulebook{},
		Gauge: d.gauge, Now: now,
	}
	return d
}

func actor(person, unit string, role access.Role) access.Actor {
	return access.Actor{Bureau: "b", Person: person, Name: "姓" + person, Post: access.Post{ID: "p-" + person, Unit: unit, Role: role}, Door: access.Screen}
}

var (
	office   = actor("clerk", "office", access.Office)
	director = actor("boss", "bureau", access.Director)
	wu       = actor("wu", "bureau", access.Deputy)
	lin      = actor("lin", "bureau", access.Deputy)
	chief    = actor("chief-edu", "edu", access.Section)
	school   = actor("head", "sch", access.Head)
)

// planned makes a plan of one theme with these tasks.
func (d desk) planned(t *testing.T, in ...NewTask) (Plan, []Task) {
	t.Helper()
	ctx := context.Background()
	p, err := d.NewPlan(ctx, office, NewPlan{Year: 2026, Title: "工作要点"})
	if err != nil {
		t.Fatal(err)
	}
	for i := range in {
		if in[i].ThemeTitle == "" {
			in[i].ThemeNo, in[i].ThemeTitle = "一", "普惠与均衡"
		}
	}
	tasks, err := d.NewTasks(ctx, office, p.ID, in)
	if err != nil {
		t.Fatal(err)
	}
	return p, tasks
}
