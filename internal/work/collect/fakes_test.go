package collect_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/base/notify"
	"nianlun/internal/base/org"
	"nianlun/internal/base/record"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/period"
	"nianlun/internal/engine/workdays"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/i18n"
	"nianlun/internal/kit/id"
	"nianlun/internal/kit/txn"
	"nianlun/internal/work/collect"
)

// formYAML is a small monthly return with every class of check.
const formYAML = `
form: works
title: 校舍进度月报
period: month
basis: 专项资金月报制度
sections:
  - title: 总体
    fields:
      - {code: total, name: 项目总数, type: integer, unit: 个, required: true, prefill: last, min: 0}
      - {code: done, name: 已完工, type: integer, unit: 个, required: true, prefill: last, min: 0}
      - {code: building, name: 在建, type: integer, unit: 个, required: true, prefill: last, min: 0}
      - {code: spent, name: 本年完成投资, type: money, unit: 万元, decimals: 2}
  - title: 明细
    rows: {code: list, name: 项目, min: 0, max: 20, key: 名称}
    fields:
      - {code: name, name: 名称, type: text, required: true}
      - {code: paid, name: 已付, type: money, unit: 万元}
checks:
  - logic: 项目总数 == 已完工 + 在建
    say: 项目总数应等于已完工加在建，现差 {项目总数 - 已完工 - 在建} 个
  - experience: 本年完成投资 >= 上期.本年完成投资
    say: 累计完成投资比上月少
`

const (
	bureau  = "bureau"
	section = "sec-finance"
	school  = "school-a"
	other   = "school-b"
)

// memory keeps campaigns and obligations for tests of rules. The contract of
// collect.Store is proved by collectdb's own tests.
type memory struct {
	mu        sync.Mutex
	campaigns map[string]collect.Campaign
	rows      map[string]collect.Obligation
	asked     [][]collect.Wanted // what HandedIn was asked for
	befores   int                // how often Before was asked
}

// Hold has nothing to wait for: the tests of rules act one after another.
func (m *memory) Hold(context.Context, string, string) error { return nil }

func (m *memory) AddCampaign(_ context.Context, c collect.Campaign) error {
	m.campaigns[c.ID] = c
	return nil
}

func (m *memory) Signers(ctx context.Context, bureau, id string) ([]collect.SignRole, error) {
	c, err := m.Campaign(ctx, bureau, id)
	return c.Signatures, err
}

func (m *memory) Campaign(_ context.Context, _, id string) (collect.Campaign, error) {
	c, ok := m.campaigns[id]
	if !ok {
		return c, fault.New(fault.NotFound, "notfound")
	}
	return c, nil
}

func (m *memory) Campaigns(_ context.Context, _ string, year int) ([]collect.Campaign, error) {
	var all []collect.Campaign
	for _, c := range m.campaigns {
		if year == 0 || c.Year == year {
			all = append(all, c)
		}
	}
	return all, nil
}

func (m *memory) UpdateCampaign(_ context.Context, c collect.Campaign) error {
	m.campaigns[c.ID] = c
	return nil
}

func (m *memory) AddObligations(_ context.Context, all []collect.Obligation) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, o := range all {
		m.rows[o.ID] = o
	}
	return nil
}

func (m *memory) Obligation(_ context.Context, b, id string) (collect.Obligation, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	o, ok := m.rows[id]
	if !ok || o.Bureau != b {
		return o, fault.New(fault.NotFound, "notfound")
	}
	return o, nil
}

func (m *memory) Obligations(ctx context.Context, b string, ids []string) ([]collect.Obligation, error) {
	var all []collect.Obligation
	for _, id := range ids {
		if o, err := m.Obligation(ctx, b, id); err == nil {
			all = append(all, o)
		}
	}
	return all, nil
}

func (m *memory) Update(_ context.Context, o collect.Obligation) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.rows[o.ID].Rev != o.Rev {
		return fault.New(fault.Conflict, "return.moved")
	}
	o.Rev++
	m.rows[o.ID] = o
	return nil
}

func (m *memory) Cells(_ context.Context, _, campaign string) ([]collect.Cell, error) {
	var all []collect.Cell
	for _, o := range m.sorted() {
		if o.Campaign == campaign {
			all = append(all, collect.Cell{ID: o.ID, Unit: o.Unit, Heir: o.Heir, Period: o.Period.String(), State: o.State, Due: o.Due,
				GraceOn: o.GraceOn, BackDue: o.BackDue, HandedInOn: o.HandedInOn, Backs: o.Backs, Reminders: o.Reminders,
				Nothing: o.Paper.Nothing != "", LiftedBy: o.LiftedBy})
		}
	}
	return all, nil
}

func (m *memory) sorted() []collect.Obligation {
	m.mu.Lock()
	defer m.mu.Unlock()
	var all []collect.Obligation
	for _, o := range m.rows {
		all = append(all, o)
	}
	slices.SortFunc(all, func(a, b collect.Obligation) int {
		return compare(a.Unit+a.Period.String(), b.Unit+b.Period.String())
	})
	return all
}

// count notes what was asked, by whichever goroutine.
func (m *memory) count(note func()) {
	m.mu.Lock()
	defer m.mu.Unlock()
	note()
}

func compare(a, b string) int {
	if a < b {
		return -1
	}
	return 1
}

func (m *memory) pick(want func(collect.Obligation) bool) []collect.Obligation {
	var all []collect.Obligation
	for _, o := range m.sorted() {
		if want(o) {
			all = append(all, o)
		}
	}
	return all
}

func (m *memory) OwedBy(_ context.Context, _, unit string, day period.Date) ([]collect.Obligation, error) {
	return m.pick(func(o collect.Obligation) bool { return o.Answers() == unit && o.State.Open() && o.Begun(day) }), nil
}

func (m *memory) Find(_ context.Context, q collect.Query) ([]collect.Obligation, error) {
	return m.pick(func(o collect.Obligation) bool {
		return (q.Unit == "" || o.Unit == q.Unit) && (q.Answers == "" || o.Answers() == q.Answers) && (q.State == "" || o.State == q.State) && o.Begun(q.Begun)
	}), nil
}

func (m *memory) WaitingFor(_ context.Context, _ string, whom []collect.Awaits, unit, owner string, _ int) ([]collect.Obligation, error) {
	return m.pick(func(o collect.Obligation) bool {
		return slices.Contains(whom, o.Awaits) && (unit == "" || o.Answers() == unit) && (owner == "" || o.Owner == owner)
	}), nil
}

func (m *memory) Tallies(_ context.Context, _ string, _ int, day period.Date) ([]collect.Tally, error) {
	var all []collect.Tally
	for _, o := range m.pick(func(o collect.Obligation) bool { return o.Begun(day) }) {
		t := collect.Tally{Campaign: o.Campaign, Period: o.Period.String(), State: o.State, Count: 1, Due: o.Due}
		if o.Late(day) {
			t.Late = 1
		}
		all = append(all, t)
	}
	return all, nil
}

func (m *memory) Before(_ context.Context, _, f, unit string, p period.Period) (collect.Obligation, error) {
	m.count(func() { m.befores++ })
	found := m.pick(func(o collect.Obligation) bool {
		return o.Form == f && o.Unit == unit && o.Record != "" && o.Period.String() < p.String()
	})
	if len(found) == 0 {
		return collect.Obligation{}, fault.New(fault.NotFound, "notfound")
	}
	return found[len(found)-1], nil
}

func (m *memory) HandedIn(_ context.Context, _, unit string, wanted []collect.Wanted) ([]collect.Obligation, error) {
	m.count(func() { m.asked = append(m.asked, wanted) })
	found := m.pick(func(o collect.Obligation) bool {
		return o.Unit == unit && o.State.HandedIn() && slices.ContainsFunc(wanted, func(w collect.Wanted) bool {
			return o.Form == w.Form && (o.Period == w.Period || w.Before && o.Period.String() < w.Period.String())
		})
	})
	slices.Reverse(found)
	return found, nil
}

func (m *memory) Stamps(_ context.Context, _, f string, periods []string) (map[string]collect.Stamp, error) {
	stamps := map[string]collect.Stamp{}
	for _, o := range m.pick(func(o collect.Obligation) bool { return o.Form == f && slices.Contains(periods, o.Period.String()) }) {
		p := o.Period.String()
		stamp := stamps[p]
		stamp.Returns, stamp.Moves, stamp.Records = stamp.Returns+1, stamp.Moves+int64(o.Rev), stamp.Records+int64(o.RecordNo)
		stamps[p] = stamp
	}
	return stamps, nil
}

func (m *memory) Facts(_ context.Context, _, f string, periods []string) ([]collect.Stated, error) {
	var all []collect.Stated
	for _, o := range m.pick(func(o collect.Obligation) bool {
		return o.Form == f && o.State != collect.Exempt && slices.Contains(periods, o.Period.String())
	}) {
		st := collect.Stated{Return: o.ID, Unit: o.Unit, Period: o.Period.String(), State: o.State, Opens: o.Opens, At: o.SubmittedAt}
		if o.State.HandedIn() {
			st.Record = o.Record
		}
		all = append(all, st)
	}
	return all, nil
}

// records keeps one published form and all revisions.
type records struct {
	mu    sync.Mutex
	def   *form.Definition
	other *form.Definition // a second form, where a test needs one
	newer *form.Definition // version 2 of def, where a test needs one
	revs  map[string][]record.Record
}

func (r *records) Version(_ context.Context, _, code string, no int) (record.Version, error) {
	def := r.def
	if no == 2 && r.newer != nil && r.newer.Code == code {
		return record.Version{Form: code, No: 2, Definition: r.newer}, nil
	}
	if r.other != nil && r.other.Code == code {
		def = r.other
	}
	return record.Version{Form: def.Code, No: 1, Definition: def}, nil
}

func (r *records) Latest(ctx context.Context, b, f string) (record.Version, error) {
	return r.Version(ctx, b, f, 1)
}

func (r *records) Forms(ctx context.Context, b string) ([]record.Version, error) {
	v, err := r.Version(ctx, b, r.def.Code, 1)
	return []record.Version{v}, err
}

func (r *records) Save(_ context.Context, by access.Actor, in record.Save) (record.Record, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if in.ID == "" {
		in.ID = id.New()
	}
	if len(r.revs[in.ID]) != in.Base {
		return record.Record{}, fault.New(fault.Conflict, "record.stale")
	}
	rec := record.Record{ID: in.ID, Form: in.Form, Version: in.Version, Rev: in.Base + 1, Values: in.Values, Raw: in.Raw, Person: by.Person}
	r.revs[in.ID] = append(r.revs[in.ID], rec)
	return rec, nil
}

func (r *records) LoadRev(_ context.Context, _, id string, rev int) (record.Record, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if rev < 1 || rev > len(r.revs[id]) {
		return record.Record{}, fault.New(fault.NotFound, "notfound")
	}
	return r.revs[id][rev-1], nil
}

func (r *records) Vectors(_ context.Context, _, _ string, ids []string, fields ...string) (map[string]map[string]decimal.Decimal, error) {
	out := map[string]map[string]decimal.Decimal{}
	for _, id := range ids {
		last := r.revs[id][len(r.revs[id])-1]
		out[id] = map[string]decimal.Decimal{}
		for _, field := range fields {
			if v := last.Values.Get(form.FieldPath(field)); !v.IsMissing() {
				out[id][field] = v.Number()
			}
		}
	}
	return out, nil
}

// bureauUnits is a section and two schools.
type bureauUnits struct{ all []org.Unit }

func (u bureauUnits) AllUnits(context.Context, string) ([]org.Unit, error) { return u.all, nil }

func (u bureauUnits) UnitsByID(_ context.Context, _ string, ids []string) ([]org.Unit, error) {
	return slices.DeleteFunc(slices.Clone(u.all), func(one org.Unit) bool { return !slices.Contains(ids, one.ID) }), nil
}

func (u bureauUnits) Unit(_ context.Context, _, id string) (org.Unit, error) {
	for _, unit := range u.all {
		if unit.ID == id {
			return unit, nil
		}
	}
	return org.Unit{}, fault.New(fault.NotFound, "notfound")
}

func (u bureauUnits) HoldersOf(_ context.Context, _ string, _ period.Date, roles ...access.Role) ([]org.Holder, error) {
	all := []org.Holder{
		{Post: org.Post{Unit: school, Role: access.Clerk}, Person: org.Person{Name: "王雪", Phone: "13800000001"}},
		{Post: org.Post{Unit: school, Role: access.Head}, Person: org.Person{Name: "方静"}},
	}
	return slices.DeleteFunc(all, func(h org.Holder) bool { return !slices.Contains(roles, h.Post.Role) }), nil
}

func (u bureauUnits) PeopleNames(_ context.Context, _ string, ids []string) (map[string]string, error) {
	names := map[string]string{}
	for _, id := range ids {
		names[id] = "name of " + id
	}
	return names, nil
}

type holidays struct{}

func (holidays) Calendar(context.Context, string) (workdays.Calendar, error) {
	years, err := workdays.Defaults()
	if err != nil {
		return workdays.Calendar{}, err
	}
	return workdays.NewCalendar(years...)
}

// Terms are the two of the usual school year and those of one that is decided.
func (holidays) Terms(context.Context, string) (*period.Terms, error) { return schoolYears(), nil }

func civil(text string) period.Date { d, _ := period.ParseDate(text); return d }

func schoolYears() *period.Terms {
	return &period.Terms{
		Usual: []period.UsualTerm{
			{First: period.MonthDay{Month: time.September, Day: 1}, Last: period.MonthDay{Month: time.January, Day: 20}},
			{First: period.MonthDay{Month: time.March, Day: 1}, Last: period.MonthDay{Month: time.July, Day: 11}},
		},
		Years: map[int][]period.TermDays{2026: {{First: civil("2026-09-01"), Last: civil("2027-01-22")}, {First: civil("2027-02-22"), Last: civil("2027-07-02")}}},
	}
}

type params struct{}

func (params) Number(_ context.Context, _, code string, _ period.Date) (decimal.Decimal, bool, error) {
	known := map[string]int64{"light.amber.workdays": 3, "collect.remind.hour": 8, "collect.renew.workdays": 20}
	n, ok := known[code]
	return decimal.NewFromInt(n), ok, nil
}

type logbook struct {
	mu     sync.Mutex
	events []audit.Event
}

func (l *logbook) Write(_ context.Context, _ access.Actor, e audit.Event) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.events = append(l.events, e)
	return nil
}

func (l *logbook) Of(context.Context, string, access.Kind, string) ([]audit.Entry, error) {
	return nil, nil
}

func (l *logbook) count(verb string) int {
	l.mu.Lock()
	defer l.mu.Unlock()
	n := 0
	for _, e := range l.events {
		if e.Verb == verb {
			n++
		}
	}
	return n
}

type inbox struct{ sent []notify.Notice }

// SendAll implements Notifier. No notice goes out with a hole in its words.
func (i *inbox) SendAll(_ context.Context, all []notify.Notice) error {
	for _, n := range all {
		if words := n.Text.In(i18n.Chinese); strings.Contains(words, "{") {
			return fmt.Errorf("a notice says %q", words)
		}
	}
	i.sent = append(i.sent, all...)
	return nil
}

// world is a bureau with one form and a clock that stands until it is moved.
type world struct {
	*collect.Service
	t     *testing.T
	store *memory
	recs  *records
	log   *logbook
	inbox *inbox
	now   time.Time
}

func newWorld(t *testing.T) *world {
	t.Helper()
	def, err := form.Parse([]byte(formYAML), nil)
	if err != nil {
		t.Fatal(err)
	}
	w := &world{
		t: t, log: &logbook{}, inbox: &inbox{}, recs: &records{def: def, revs: map[string][]record.Record{}},
		store: &memory{campaigns: map[string]collect.Campaign{}, rows: map[string]collect.Obligation{}},
		now:   time.Date(2026, 10, 12, 9, 0, 0, 0, time.FixedZone("", 8*3600)),
	}
	w.Service = &collect.Service{
		Tx: txn.None{}, Store: w.store, Records: w.recs, Calendar: holidays{}, Params: params{}, Audit: w.log, Notify: w.inbox,
		Now: func() time.Time { return w.now },
		Units: bureauUnits{[]org.Unit{
			{ID: section, Name: "计划财务科", Type: org.Section},
			{ID: school, Name: "青溪小学", Type: org.Primary, Zone: "east"},
			{ID: other, Name: "石桥小学", Type: org.Primary, Zone: "west", Until: period.Date{Year: 2026, Month: 9, Day: 10}},
		}},
	}
	return w
}

func actor(person, unit string, role access.Role) access.Actor {
	return access.Actor{Bureau: bureau, Person: person, Name: "name of " + person, Door: access.Screen, Post: access.Post{ID: "post-" + person, Unit: unit, Role: role}}
}

var (
	chief   = actor("hewei", section, access.Section)
	clerk   = actor("wangxue", school, access.Clerk)
	clerk2  = actor("lina", school, access.Clerk)
	checker = actor("lu", school, access.Head)
	head    = actor("fang", school, access.Head)
	foreign = actor("sun", other, access.Clerk)
)

func months(ids ...string) []period.Period {
	var all []period.Period
	for _, id := range ids {
		p, err := period.Parse(id)
		if err != nil {
			panic(err)
		}
		all = append(all, p)
	}
	return all
}

func newCampaign() collect.NewCampaign {
	return collect.NewCampaign{
		Form: "works", Owner: section, Year: 2026, Periods: months("2026-08", "2026-09"), ListNo: "云教表〔2026〕7号",
		EndsOn: period.Date{Year: 2026, Month: 12, Day: 31}, Due: collect.DueRule{Workdays: 5, After: collect.AfterEnd},
		Signatures: collect.SignRoles(), Units: collect.UnitRule{Types: []org.UnitType{org.Primary}},
	}
}

// open opens the campaign and returns the school's return for a month.
func (w *world) open(signs ...collect.SignRole) func(month string) collect.Obligation {
	w.t.Helper()
	in := newCampaign()
	if len(signs) > 0 {
		in.Signatures = signs
	}
	if _, err := w.OpenCampaign(context.Background(), chief, in); err != nil {
		w.t.Fatal(err)
	}
	return func(month string) collect.Obligation {
		for _, o := range w.store.rows {
			if o.Unit == school && o.Period.String() == month {
				return o
			}
		}
		w.t.Fatalf("no return for %s", month)
		return collect.Obligation{}
	}
}

func sheet(total, done, building int, spent string) form.Raw {
	return form.Raw{"total": fmt.Sprint(total), "done": fmt.Sprint(done), "building": fmt.Sprint(building), "spent": spent}
}

// submit hands a month in as the clerk, with good figures.
func (w *world) submit(o collect.Obligation, raw form.Raw) collect.Obligation {
	w.t.Helper()
	out, err := w.Submit(context.Background(), clerk, collect.SubmitInput{SaveInput: collect.SaveInput{Return: o.ID, Base: o.RecordNo, Raw: raw}})
	if err != nil {
		w.t.Fatalf("submit: %v %+v", err, fault.As(err).Fields)
	}
	return out
}

func wantFault(t *testing.T, err error, code string) *fault.Error {
	t.Helper()
	if !fault.Is(err, code) {
		t.Fatalf("got %v, want the fault %s", err, code)
	}
	return fault.As(err)
}

func hasField(f *fault.Error, path string) bool {
	return slices.ContainsFunc(f.Fields, func(one fault.Field) bool { return one.Path == path })
}
