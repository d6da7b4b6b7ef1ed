package org_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/base/org"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/txn"
)

// memory is an organisation in memory: what orgdb keeps, without its SQL.
type memory struct {
	bureaus  []org.Bureau
	units    []org.Unit
	people   []org.Person
	posts    []org.Post
	leadings []org.Leading
	events   []org.Event
	log      []audit.Event
	trees    map[string][]org.Unit // of bureaus that have a tree of their own
	consents map[string][]org.Consent
}

func (m *memory) Write(_ context.Context, _ access.Actor, e audit.Event) error {
	m.log = append(m.log, e)
	return nil
}

func (m *memory) Hold(context.Context, string, string) error { return nil }

func (m *memory) Bureaus(context.Context) ([]org.Bureau, error) { return m.bureaus, nil }

func (m *memory) InsertBureau(_ context.Context, b org.Bureau) error {
	m.bureaus = append(m.bureaus, b)
	return nil
}

func pick[T any](all []T, ids []string, id func(T) string) []T {
	var out []T
	for _, x := range all {
		if len(ids) == 0 || slices.Contains(ids, id(x)) {
			out = append(out, x)
		}
	}
	return out
}

func (m *memory) Units(_ context.Context, bureau string, ids ...string) ([]org.Unit, error) {
	if tree, ok := m.trees[bureau]; ok {
		return pick(tree, ids, func(u org.Unit) string { return u.ID }), nil
	}
	return pick(m.units, ids, func(u org.Unit) string { return u.ID }), nil
}

func (m *memory) InsertUnits(_ context.Context, _ string, units []org.Unit) error {
	m.units = append(m.units, units...)
	return nil
}

func (m *memory) UpdateUnit(_ context.Context, _ string, unit org.Unit) error {
	for i := range m.units {
		if m.units[i].ID == unit.ID {
			m.units[i] = unit
		}
	}
	return nil
}

func (m *memory) Events(context.Context, string) ([]org.Event, error) { return m.events, nil }

func (m *memory) InsertEvent(_ context.Context, _ string, e org.Event) error {
	m.events = append(m.events, e)
	return nil
}

func (m *memory) SetParents(_ context.Context, _, unit string, parents []org.Parent) error {
	for i := range m.units {
		if m.units[i].ID == unit {
			m.units[i].Parents = parents
		}
	}
	return nil
}

func (m *memory) People(_ context.Context, _ string, ids ...string) ([]org.Person, error) {
	return pick(m.people, ids, func(p org.Person) string { return p.ID }), nil
}

func (m *memory) PersonByLogin(_ context.Context, _, login string) (org.Person, error) {
	for _, p := range m.people {
		if p.Login == login {
			return p, nil
		}
	}
	return org.Person{}, fault.New(fault.NotFound, "notfound")
}

func (m *memory) InsertPeople(_ context.Context, _ string, people []org.Person) error {
	m.people = append(m.people, people...)
	return nil
}

func (m *memory) UpdatePerson(_ context.Context, _ string, person org.Person) error {
	for i := range m.people {
		if m.people[i].ID == person.ID {
			m.people[i] = person
		}
	}
	return nil
}

func (m *memory) Posts(_ context.Context, _ string, q org.PostQuery) ([]org.Holder, error) {
	var out []org.Holder
	for _, p := range m.posts {
		if q.Post != "" && p.ID != q.Post || q.Person != "" && p.Person != q.Person || q.Unit != "" && p.Unit != q.Unit ||
			len(q.Roles) > 0 && !slices.Contains(q.Roles, p.Role) {
			continue
		}
		person := pick(m.people, []string{p.Person}, func(p org.Person) string { return p.ID })[0]
		out = append(out, org.Holder{Post: p, Person: person})
	}
	return out, nil
}

func (m *memory) InsertPosts(_ context.Context, _ string, posts []org.Post) error {
	m.posts = append(m.posts, posts...)
	return nil
}

func (m *memory) UpdatePost(_ context.Context, _ string, post org.Post) error {
	for i := range m.posts {
		if m.posts[i].ID == post.ID {
			m.posts[i] = post
		}
	}
	return nil
}

func (m *memory) Leadings(context.Context, string) ([]org.Leading, error) { return m.leadings, nil }

func (m *memory) SetLeadings(_ context.Context, _, section string, history []org.Leading) error {
	m.leadings = slices.DeleteFunc(m.leadings, func(l org.Leading) bool { return l.Section == section })
	m.leadings = append(m.leadings, history...)
	return nil
}

func (m *memory) Consents(_ context.Context, bureau string) ([]org.Consent, error) {
	return m.consents[bureau], nil
}

func (m *memory) InsertConsent(_ context.Context, bureau string, c org.Consent) error {
	if m.consents == nil {
		m.consents = map[string][]org.Consent{}
	}
	m.consents[bureau] = append(m.consents[bureau], c)
	return nil
}

func (m *memory) DeleteConsent(_ context.Context, bureau, above string) error {
	left := slices.DeleteFunc(slices.Clone(m.consents[bureau]), func(c org.Consent) bool { return c.Above == above })
	if len(left) == len(m.consents[bureau]) {
		return fault.New(fault.NotFound, "notfound")
	}
	m.consents[bureau] = left
	return nil
}

func (m *memory) HasBureauUnit(_ context.Context, bureau, code string) (bool, error) {
	return slices.ContainsFunc(m.trees[bureau], func(u org.Unit) bool { return u.Type == org.BureauUnit && u.Code == code }), nil
}

func newService() (*org.Service, *memory) {
	m := &memory{}
	return &org.Service{Tx: txn.None{}, Store: m, Audit: m, Now: time.Now}, m
}

var system = access.System("b")

func day(t *testing.T, text string) period.Date {
	t.Helper()
	d, err := period.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func must[T any](t *testing.T) func(T, error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func ids(units []org.Unit) []string {
	var out []string
	for _, u := range units {
		out = append(out, u.ID)
	}
	return out
}

// A school that merged in July counts where it stood for each day.
func TestUnitsAreDated(t *testing.T) {
	s, _ := newService()
	ctx := t.Context()
	must[[]org.Unit](t)(s.AddUnits(ctx, system, []org.Unit{
		{ID: "old", Name: "城东小学", Type: org.Primary, Until: day(t, "2026-07-14")},
		{ID: "new", Name: "城东实验小学", Short: "城东实小", Type: org.Primary, From: day(t, "2026-07-15")},
		{ID: "k", Name: "机关幼儿园", Type: org.Kindergarten},
		{ID: "s", Name: "基础教育科", Type: org.Section},
	}))
	for _, c := range []struct {
		day  string
		want []string
	}{
		{"2026-07-14", []string{"old", "k"}},
		{"2026-07-15", []string{"new", "k"}},
		{"2020-01-01", []string{"old", "k"}},
	} {
		got := ids(must[[]org.Unit](t)(s.Schools(ctx, "b", day(t, c.day))))
		if !slices.Equal(got, c.want) {
			t.Errorf("schools on %s: %v, want %v", c.day, got, c.want)
		}
	}
	if got := ids(must[[]org.Unit](t)(s.Sections(ctx, "b", day(t, "2026-07-15")))); !slices.Equal(got, []string{"s"}) {
		t.Errorf("sections: %v", got)
	}
	names := must[map[string]string](t)(s.Names(ctx, "b", day(t, "2026-08-01")))
	if names["old"] != "城东小学" || names["new"] != "城东实小" {
		t.Errorf("names: %v", names)
	}
	if names := must[map[string]string](t)(s.Names(ctx, "b", day(t, "2026-01-01"))); names["new"] != "" {
		t.Error("a unit is named before it came to be")
	}
}

func TestTreeMovesInTime(t *testing.T) {
	s, m := newService()
	ctx := t.Context()
	must[[]org.Unit](t)(s.AddUnits(ctx, system, []org.Unit{
		{ID: "bureau", Name: "局", Type: org.BureauUnit},
		{ID: "east", Name: "城东学区", Type: org.Institution, Parents: []org.Parent{{Unit: "bureau"}}},
		{ID: "west", Name: "城西学区", Type: org.Institution, Parents: []org.Parent{{Unit: "bureau"}}},
		{ID: "p", Name: "小学", Type: org.Primary, Parents: []org.Parent{{Unit: "east"}}},
	}))
	if err := s.MoveUnit(ctx, system, "p", "west", day(t, "2026-09-01")); err != nil {
		t.Fatal(err)
	}
	for _, c := range [][2]string{{"2026-08-31", "east"}, {"2026-09-01", "west"}} {
		under := ids(must[[]org.Unit](t)(s.Under(ctx, "b", c[1], day(t, c[0]))))
		if !slices.Equal(under, []string{"p"}) {
			t.Errorf("under %s on %s: %v", c[1], c[0], under)
		}
	}
	if got := ids(must[[]org.Unit](t)(s.Under(ctx, "b", "bureau", day(t, "2026-09-01")))); len(got) != 3 {
		t.Errorf("under the bureau: %v", got)
	}
	if err := s.MoveUnit(ctx, system, "bureau", "p", day(t, "2026-10-01")); !fault.Is(err, "org.parent.circle") {
		t.Errorf("a circle passed: %v", err)
	}
	if err := s.MoveUnit(ctx, system, "p", "nobody", day(t, "2026-10-01")); !fault.Is(err, "org.parent.unknown") {
		t.Errorf("an unknown parent passed: %v", err)
	}
	if last := m.log[len(m.log)-1]; last.Verb != "unit.move" || last.Thing != "p" {
		t.Errorf("the log ends with %+v", last)
	}
}

func TestWrongUnitsAreRefusedFieldByField(t *testing.T) {
	s, m := newService()
	_, err := s.AddUnits(t.Context(), system, []org.Unit{
		{Name: " ", Type: "castle"},
		{Name: "小学", Type: org.Primary, Code: "21330", From: day(t, "2026-02-01"), Until: day(t, "2026-01-31")},
		{Name: "小学\x00", Type: org.Primary},
	})
	f := fault.As(err)
	var paths []string
	for _, field := range f.Fields {
		paths = append(paths, field.Path)
	}
	want := []string{"1.name", "1.type", "2.until", "2.code", "3.name"}
	if f.Kind != fault.Invalid || !slices.Equal(paths, want) {
		t.Errorf("got %v, want %v", paths, want)
	}
	if len(m.units) != 0 || len(m.log) != 0 {
		t.Error("something was written")
	}
}

func TestPostsAndLeaders(t *testing.T) {
	s, _ := newService()
	ctx := t.Context()
	must[[]org.Unit](t)(s.AddUnits(ctx, system, []org.Unit{
		{ID: "bureau", Name: "局", Type: org.BureauUnit}, {ID: "s", Name: "基教科", Type: org.Section},
		{ID: "p", Name: "小学", Type: org.Primary},
	}))
	must[[]org.Person](t)(s.AddPeople(ctx, system, []org.Person{
		{ID: "ju", Name: "局长", Active: true}, {ID: "fu", Name: "副局长", Active: true},
		{ID: "fu2", Name: "新副局长", Active: true}, {ID: "xue", Name: "王雪", Login: " WangXue ", Active: true},
		{ID: "gone", Name: "离职者", Active: false},
	}))
	must[[]org.Post](t)(s.AddPosts(ctx, system, []org.Post{
		{ID: "o2", Person: "fu", Unit: "bureau", Role: access.Deputy},
		{ID: "o1", Person: "ju", Unit: "bureau", Role: access.Director},
		{ID: "o3", Person: "xue", Unit: "p", Role: access.Clerk, Until: day(t, "2026-08-31")},
		{ID: "o4", Person: "xue", Unit: "s", Role: access.Section, From: day(t, "2026-09-01")},
		{ID: "o5", Person: "gone", Unit: "p", Role: access.Clerk},
	}))
	before, after := day(t, "2026-08-31"), day(t, "2026-09-01")

	leaders := must[[]org.Holder](t)(s.Leaders(ctx, "b", after))
	if len(leaders) != 2 || leaders[0].Person.ID != "ju" {
		t.Errorf("leaders: %+v", leaders)
	}
	if posts := must[[]org.Post](t)(s.Posts(ctx, "b", "xue", before)); len(posts) != 1 || posts[0].ID != "o3" {
		t.Errorf("posts before: %+v", posts)
	}
	if posts := must[[]org.Post](t)(s.Posts(ctx, "b", "xue", after)); len(posts) != 1 || posts[0].ID != "o4" {
		t.Errorf("posts after: %+v", posts)
	}
	if clerks := must[[]org.Holder](t)(s.PostsOfUnit(ctx, "b", "p", access.Clerk, before)); len(clerks) != 1 || clerks[0].Person.ID != "xue" {
		t.Errorf("who left still holds a post: %+v", clerks)
	}
	if p, err := s.PersonByLogin(ctx, "b", "wangxue"); err != nil || p.ID != "xue" {
		t.Errorf("by login: %+v %v", p, err)
	}

	by := must[access.Actor](t)(s.ActorOf(ctx, "b", "o3", access.API, before))
	if by != (access.Actor{Bureau: "b", Person: "xue", Name: "王雪", Post: access.Post{ID: "o3", Unit: "p", Role: access.Clerk}, Door: access.API}) {
		t.Errorf("actor: %+v", by)
	}
	if _, err := s.ActorOf(ctx, "b", "o3", access.API, after); fault.KindOf(err) != fault.NotFound {
		t.Errorf("a post that has ended still acts: %v", err)
	}
	if _, err := s.ActorOf(ctx, "b", "o5", access.API, after); fault.KindOf(err) != fault.NotFound {
		t.Errorf("a person who left still acts: %v", err)
	}

	for _, l := range []struct{ person, from string }{{"fu", "2026-01-01"}, {"fu2", "2026-09-01"}} {
		if err := s.SetLeader(ctx, system, "s", l.person, day(t, l.from)); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range [][2]string{{"2026-08-31", "fu"}, {"2026-09-01", "fu2"}} {
		if p := must[org.Person](t)(s.LeaderOf(ctx, "b", "s", day(t, c[0]))); p.ID != c[1] {
			t.Errorf("leader on %s: %s", c[0], p.ID)
		}
	}
	if _, err := s.LeaderOf(ctx, "b", "s", day(t, "2025-12-31")); !fault.Is(err, "org.leader.none") {
		t.Errorf("before anybody led: %v", err)
	}

	if err := s.EndPost(ctx, system, "o4", day(t, "2026-08-01")); fault.KindOf(err) != fault.Invalid {
		t.Errorf("a post ended before it began: %v", err)
	}
	if _, err := s.AddPost(ctx, system, org.Post{Person: "nobody", Unit: "p", Role: access.Clerk}); !fault.Is(err, "org.post.unknown") {
		t.Errorf("a post of nobody: %v", err)
	}
	if _, err := s.AddPost(ctx, system, org.Post{Person: "xue", Unit: "p", Role: "king"}); fault.KindOf(err) != fault.Invalid {
		t.Errorf("a role that is none: %v", err)
	}
}

// Three administrators: whoever adds people gives no posts, and the other way round.
func TestOnlyTheRightAdministratorWrites(t *testing.T) {
	s, m := newService()
	act := func(role access.Role) access.Actor {
		return access.Actor{Bureau: "b", Person: "x", Post: access.Post{Unit: "u", Role: role}, Door: access.Screen}
	}
	writes := map[string]struct {
		may access.Role
		do  func(by access.Actor) error
	}{
		"unit": {access.SysAdmin, func(by access.Actor) error {
			_, err := s.AddUnit(t.Context(), by, org.Unit{ID: "u" + string(by.Post.Role), Name: "n", Type: org.Primary})
			return err
		}},
		"person": {access.SysAdmin, func(by access.Actor) error {
			_, err := s.AddPerson(t.Context(), by, org.Person{Name: "n"})
			return err
		}},
		"post": {access.SecAdmin, func(by access.Actor) error {
			_, err := s.AddPosts(t.Context(), by, nil)
			return err
		}},
	}
	for name, w := range writes {
		for _, role := range access.Roles() {
			err := w.do(act(role))
			if (err == nil) != (role == w.may) {
				t.Errorf("%s writes a %s: %v", role, name, err)
			}
		}
	}
	if _, err := s.AddBureau(t.Context(), act(access.SysAdmin), org.Bureau{Name: "x"}); fault.KindOf(err) != fault.Denied {
		t.Errorf("a post made a bureau: %v", err)
	}
	if len(m.bureaus) != 0 {
		t.Error("a bureau was written")
	}
}
