package org_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/base/org"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/i18n"
)

// follower remembers what it was told.
type follower struct {
	told []org.Event
	fail error
}

func (f *follower) Foresee(_ context.Context, _ string, e org.Event) ([]i18n.Text, error) {
	return []i18n.Text{i18n.Msg(e.Kind.Key())}, nil
}

func (f *follower) Follow(_ context.Context, _ access.Actor, e org.Event) error {
	f.told = append(f.told, e)
	return f.fail
}

var office = access.Actor{Bureau: "b", Person: "p", Name: "刘敏", Door: access.Screen, Post: access.Post{ID: "x", Unit: "o", Role: access.Office}}

// restructured is a bureau of three schools and a section on 12 October 2026.
func restructured(t *testing.T) (*org.Service, *memory, *follower) {
	t.Helper()
	s, m := newService()
	f := &follower{}
	s.Followers = []org.Follower{f}
	s.Now = func() time.Time { return time.Date(2026, 10, 12, 9, 0, 0, 0, time.FixedZone("", 8*3600)) }
	must[[]org.Unit](t)(s.AddUnits(t.Context(), system, []org.Unit{
		{ID: "a", Name: "河东小学", Type: org.Primary},
		{ID: "c", Name: "河西小学", Short: "河西小", Type: org.Primary},
		{ID: "s", Name: "基教科", Type: org.Section},
	}))
	return s, m, f
}

func TestAUnitIsRenamedMergedAndClosedFromADay(t *testing.T) {
	s, m, f := restructured(t)
	ctx := t.Context()
	steps := []org.Restructuring{
		{Kind: org.Renamed, Unit: "c", On: day(t, "2026-09-01"), Name: "云湖第二实验小学", DocNo: "云教〔2026〕40号"},
		{Kind: org.Merged, Unit: "a", Into: "c", On: day(t, "2026-10-01"), DocNo: "云教〔2026〕51号"},
		{Kind: org.Opened, New: org.Unit{Name: "滨湖小学", Type: org.Primary}, On: day(t, "2027-02-01"), DocNo: "云教〔2026〕60号"},
		{Kind: org.Renamed, Unit: "c", On: day(t, "2027-01-01"), Name: "云湖二小教育集团", Short: "云湖二小", DocNo: "云教〔2026〕66号"},
	}
	for _, in := range steps {
		if texts, err := s.Foresee(ctx, office, in); err != nil || len(texts) != 1 {
			t.Fatalf("%s: %v %v", in.Kind, texts, err)
		}
		if _, err := s.Restructure(ctx, office, in); err != nil {
			t.Fatalf("%s: %v %+v", in.Kind, err, fault.As(err).Fields)
		}
	}
	if len(f.told) != 4 || len(m.events) != 4 {
		t.Fatalf("told of %d, kept %d", len(f.told), len(m.events))
	}
	a, c := must[org.Unit](t)(s.Unit(ctx, "b", "a")), must[org.Unit](t)(s.Unit(ctx, "b", "c"))
	if a.Into != "c" || a.Until != day(t, "2026-09-30") || a.Name != "河东小学" {
		t.Errorf("the merged school %+v", a)
	}
	if c.Name != "云湖第二实验小学" { // the second new name holds from next year
		t.Errorf("today it is called %s", c.Name)
	}
	for on, want := range map[string]string{"2026-08-31": "河西小", "2026-09-01": "云湖第二实验小学", "2026-12-31": "云湖第二实验小学"} {
		if got := c.AsOf(day(t, on)).Label(); got != want {
			t.Errorf("on %s it is called %s, want %s", on, got, want)
		}
	}
	s.Now = func() time.Time { return time.Date(2027, 1, 1, 0, 5, 0, 0, time.FixedZone("", 8*3600)) }
	if c := must[org.Unit](t)(s.Unit(ctx, "b", "c")); c.Label() != "云湖二小" {
		t.Errorf("on the day of the new name it is called %s", c.Label())
	}
	schools := ids(must[[]org.Unit](t)(s.Schools(ctx, "b", day(t, "2027-02-01"))))
	if len(schools) != 2 || slices.Contains(schools, "a") {
		t.Errorf("schools on 1 February: %v", schools)
	}
	if events := must[[]org.Event](t)(s.Events(ctx, office, "c")); len(events) != 3 || events[1].Kind != org.Merged {
		t.Errorf("events of the successor: %+v", events)
	}
}

func TestARenamingToComeOutlivesAChangeOfTheRegister(t *testing.T) {
	s, m, _ := restructured(t)
	ctx := t.Context()
	if _, err := s.Restructure(ctx, office, org.Restructuring{Kind: org.Renamed, Unit: "a", On: day(t, "2027-01-01"), Name: "新名小学", DocNo: "x"}); err != nil {
		t.Fatal(err)
	}
	u := must[org.Unit](t)(s.Unit(ctx, "b", "a"))
	u.Zone = "东片"
	if err := s.ChangeUnit(ctx, system, u); err != nil {
		t.Fatal(err)
	}
	if m.units[0].Name != "新名小学" || m.units[0].Zone != "东片" {
		t.Errorf("kept %+v", m.units[0])
	}
}

func TestWrongRestructuringsAreRefusedAtTheField(t *testing.T) {
	s, m, f := restructured(t)
	ctx := t.Context()
	on := day(t, "2026-11-01")
	if err := s.MoveUnit(ctx, system, "a", "c", day(t, "2026-01-01")); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		in    org.Restructuring
		field string
	}{
		"no day":                {org.Restructuring{Kind: org.Closed, Unit: "a", DocNo: "x"}, "on"},
		"no paper":              {org.Restructuring{Kind: org.Closed, Unit: "a", On: on}, "paper"},
		"into itself":           {org.Restructuring{Kind: org.Merged, Unit: "a", Into: "a", On: on, DocNo: "x"}, "into"},
		"a school to a section": {org.Restructuring{Kind: org.Merged, Unit: "a", Into: "s", On: on, DocNo: "x"}, "into"},
		"a name that is taken":  {org.Restructuring{Kind: org.Renamed, Unit: "a", Name: "河西小学", On: on, DocNo: "x"}, "name"},
		"units below":           {org.Restructuring{Kind: org.Closed, Unit: "c", On: on, DocNo: "x"}, "on"},
		"no kind":               {org.Restructuring{Kind: "eaten", Unit: "a", On: on, DocNo: "x"}, "kind"},
		"no name":               {org.Restructuring{Kind: org.Opened, New: org.Unit{Type: org.Primary}, On: on, DocNo: "x"}, "name"},
	} {
		_, err := s.Restructure(ctx, office, c.in)
		bad := fault.As(err)
		if err == nil || !slices.ContainsFunc(bad.Fields, func(f fault.Field) bool { return f.Path == c.field }) {
			t.Errorf("%s: %v", name, err)
		}
	}
	clerk := office
	clerk.Post = access.Post{ID: "y", Unit: "a", Role: access.Clerk}
	if _, err := s.Restructure(ctx, clerk, org.Restructuring{Kind: org.Closed, Unit: "a", On: on, DocNo: "x"}); err == nil {
		t.Error("a school closed itself")
	}
	f.fail = errors.New("no")
	if _, err := s.Restructure(ctx, office, org.Restructuring{Kind: org.Closed, Unit: "a", On: on, DocNo: "x"}); err == nil {
		t.Error("a follower's trouble was passed over")
	}
	if len(m.log) != 4 { // three units and one move
		t.Errorf("%d entries in the log", len(m.log))
	}
}
