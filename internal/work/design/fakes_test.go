package design_test

import (
	"context"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/base/org"
	"nianlun/internal/base/record"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/txn"
	"nianlun/internal/work/design"
)

// memory keeps drafts for tests of rules. The contract of design.Store is proved
// by designdb's own tests.
type memory struct {
	drafts    map[string]design.Draft
	revisions map[string]map[int]design.Revision
}

func (m *memory) Insert(_ context.Context, d design.Draft, first design.Revision) error {
	m.drafts[d.ID], m.revisions[d.ID] = d, map[int]design.Revision{first.Rev: first}
	return nil
}

func (m *memory) Update(_ context.Context, d design.Draft, base int, next design.Revision, drop int) error {
	was := m.drafts[d.ID]
	if was.Rev != base {
		return fault.New(fault.Conflict, "design.stale")
	}
	d.Sample = was.Sample
	m.drafts[d.ID] = d
	if next.Rev > 0 {
		m.revisions[d.ID][next.Rev] = next
		for rev := range m.revisions[d.ID] {
			if rev <= drop {
				delete(m.revisions[d.ID], rev)
			}
		}
	}
	return nil
}

func (m *memory) SetSample(_ context.Context, _, id string, s design.Sample) error {
	d := m.drafts[id]
	d.Sample = s
	m.drafts[id] = d
	return nil
}

func (m *memory) Draft(_ context.Context, bureau, id string) (design.Draft, error) {
	d, found := m.drafts[id]
	if !found || d.Bureau != bureau {
		return design.Draft{}, fault.New(fault.NotFound, "notfound")
	}
	return d, nil
}

func (m *memory) Drafts(_ context.Context, bureau string) ([]design.Draft, error) {
	var all []design.Draft
	for _, d := range m.drafts {
		if d.Bureau == bureau && d.State != design.Discarded {
			all = append(all, d)
		}
	}
	return all, nil
}

func (m *memory) Revision(_ context.Context, _, id string, rev int) (design.Revision, error) {
	r, found := m.revisions[id][rev]
	if !found {
		return r, fault.New(fault.NotFound, "notfound")
	}
	return r, nil
}

func (m *memory) Heads(_ context.Context, bureau string) (map[string]string, error) {
	heads := map[string]string{}
	for id, d := range m.drafts {
		if d.Bureau == bureau && d.State == design.Writing {
			heads[id] = m.revisions[id][d.Rev].YAML
		}
	}
	return heads, nil
}

// shelf keeps published versions, as base/record does.
type shelf struct {
	versions map[string][]record.Version
	now      time.Time
	turn     func() // what others publish until it is one's turn
}

func (s *shelf) TakeTurn(context.Context, string) error {
	if s.turn != nil {
		s.turn()
	}
	return nil
}

func (s *shelf) Forms(context.Context, string) ([]record.Version, error) {
	var all []record.Version
	for _, v := range s.versions {
		all = append(all, v[len(v)-1])
	}
	return all, nil
}

func (s *shelf) Version(_ context.Context, _, code string, no int) (record.Version, error) {
	if v := s.versions[code]; no >= 1 && no <= len(v) {
		return v[no-1], nil
	}
	return record.Version{}, fault.New(fault.NotFound, "notfound")
}

func (s *shelf) Latest(_ context.Context, _, code string) (record.Version, error) {
	v := s.versions[code]
	if len(v) == 0 {
		return record.Version{}, fault.New(fault.NotFound, "record.form", "form", code)
	}
	return v[len(v)-1], nil
}

func (s *shelf) Publish(_ context.Context, by access.Actor, yaml string) (record.Version, error) {
	def, err := form.Parse([]byte(yaml), nil)
	if err != nil {
		return record.Version{}, err
	}
	if before := s.versions[def.Code]; len(before) > 0 {
		for _, d := range form.Compat(before[len(before)-1].Definition, def) {
			if d.Refused {
				return record.Version{}, fault.New(fault.Invalid, "record.compat").With(d.Field, "form.compat."+d.Code)
			}
		}
	}
	v := record.Version{Form: def.Code, No: len(s.versions[def.Code]) + 1, Definition: def, YAML: yaml, Published: s.now, By: by.Person}
	s.versions[def.Code] = append(s.versions[def.Code], v)
	return v, nil
}

func (s *shelf) Library(context.Context, string) (form.Library, func() error) {
	return form.Library{Form: func(code string) (*form.Definition, bool) {
		v, err := s.Latest(context.Background(), "", code)
		return v.Definition, err == nil
	}}, func() error { return nil }
}

func (s *shelf) Hold(_ context.Context, _, yaml string) (string, error)  { return yaml, nil }
func (s *shelf) LetGo(_ context.Context, _, yaml string) (string, error) { return yaml, nil }

// OwnList knows no other bureaus: what a form holds is its own bureau's.
func (s *shelf) OwnList(_ context.Context, _, list string, versions []record.Version) (map[string]int, error) {
	own := map[string]int{}
	for _, v := range versions {
		for _, use := range v.Definition.CodeLists {
			if use.List == list {
				own[v.Form] = use.Version
			}
		}
	}
	return own, nil
}

type people struct{}

func (people) AllUnits(context.Context, string) ([]org.Unit, error) {
	return []org.Unit{{ID: "sec", Name: "计划财务科"}, {ID: "other", Name: "人事科"}}, nil
}

func (people) HoldersOf(context.Context, string, period.Date, ...access.Role) ([]org.Holder, error) {
	return []org.Holder{{Post: org.Post{Unit: "sec", Role: access.Section}, Person: org.Person{ID: "hewei", Name: "何伟"}}}, nil
}

func (people) PeopleNames(_ context.Context, _ string, ids []string) (map[string]string, error) {
	names := map[string]string{}
	for _, id := range ids {
		names[id] = map[string]string{"hewei": "何伟", "lina": "李娜"}[id]
	}
	return names, nil
}

type params map[string]string

func (p params) Number(_ context.Context, _, code string, _ period.Date) (decimal.Decimal, bool, error) {
	text, found := p[code]
	if !found {
		return decimal.Decimal{}, false, nil
	}
	return decimal.RequireFromString(text), true, nil
}

// book keeps the verbs of what was logged.
type book struct{ events []audit.Event }

func (b *book) Write(_ context.Context, _ access.Actor, event audit.Event) error {
	b.events = append(b.events, event)
	return nil
}

type asking []design.Asked

func (a asking) AlreadyAsked(_ context.Context, _ string, def *form.Definition) ([]design.Asked, error) {
	var out []design.Asked
	for _, one := range a {
		if _, found := def.Field(one.Field); found {
			out = append(out, one)
		}
	}
	return out, nil
}

type running []design.Use

func (r running) Running(context.Context, string) ([]design.Use, error) { return r, nil }

// world is a bureau in memory.
type world struct {
	*design.Service
	t     *testing.T
	store *memory
	shelf *shelf
	log   *book
	now   time.Time
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{t: t, now: time.Date(2026, 10, 16, 1, 0, 0, 0, time.UTC), log: &book{}}
	w.store = &memory{drafts: map[string]design.Draft{}, revisions: map[string]map[int]design.Revision{}}
	w.shelf = &shelf{versions: map[string][]record.Version{}, now: w.now}
	w.Service = &design.Service{
		Tx: txn.None{}, Store: w.store, Forms: w.shelf, Units: people{}, Params: params{}, Audit: w.log,
		Now: func() time.Time { return w.now },
	}
	return w
}

func actor(person, unit string, role access.Role) access.Actor {
	return access.Actor{Bureau: "b", Person: person, Name: person, Door: access.Screen, Post: access.Post{ID: "p-" + person, Unit: unit, Role: role}}
}

var (
	hewei = actor("hewei", "sec", access.Section)
	lina  = actor("lina", "sec", access.Section)
	staff = actor("zhao", "office", access.Office)
	clerk = actor("wangxue", "school", access.Clerk)
)

// start makes a draft of a monthly form with one section.
func (w *world) start() design.Draft {
	w.t.Helper()
	d, err := w.Start(context.Background(), hewei, design.Start{Title: "课后服务月报"})
	must(w.t, err)
	return d
}

// do does acts one after another, a minute apart.
func (w *world) do(d design.Draft, acts ...design.Act) design.Draft {
	w.t.Helper()
	for _, act := range acts {
		w.now = w.now.Add(time.Minute)
		changed, err := w.Change(context.Background(), hewei, design.Change{Draft: d.ID, Base: d.Rev, Act: act})
		if err != nil {
			w.t.Fatalf("%s: %v %+v", act.Name(), err, fault.As(err).Fields)
		}
		d = changed.Draft
	}
	return d
}

func (w *world) open(d design.Draft) design.Open {
	w.t.Helper()
	o, err := w.Open(context.Background(), hewei, d.ID)
	must(w.t, err)
	return o
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatalf("%v %+v", err, fault.As(err).Fields)
	}
}
