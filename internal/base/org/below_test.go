package org_test

import (
	"slices"
	"testing"

	"nianlun/internal/base/access"
	"nianlun/internal/base/org"
	"nianlun/internal/kit/fault"
)

// landscape is a city with units for two counties, a zone of another prefecture,
// and a county that is not installed.
func landscape(t *testing.T) (*org.Service, *memory) {
	t.Helper()
	s, m := newService()
	m.bureaus = []org.Bureau{
		{ID: "city", Name: "云州市教育局", Code: "990100"}, {ID: "lake", Name: "云湖区教育局", Code: "990107"},
		{ID: "zone", Name: "临空开发区教育局", Code: "990371"}, {ID: "other", Name: "邻州市教育局", Code: "990300"},
	}
	m.trees = map[string][]org.Unit{
		"city": {
			{ID: "root", Name: "云州市教育局", Code: "990100", Type: org.BureauUnit},
			{ID: "u-lake", Name: "云湖区教育局", Code: "990107", Type: org.BureauUnit},
			{ID: "u-zone", Name: "临空开发区教育局", Code: "990371", Type: org.BureauUnit},
			{ID: "u-none", Name: "山县教育局", Code: "990181", Type: org.BureauUnit},
			{ID: "s", Name: "基教科", Code: "990300", Type: org.Section},
		},
		"lake": nil, "zone": nil,
		"other": {{ID: "u", Name: "云湖区教育局", Code: "990107", Type: org.BureauUnit}},
	}
	return s, m
}

func at(bureau string, role access.Role) access.Actor {
	return access.Actor{Bureau: bureau, Person: "p", Name: "刘敏", Door: access.Screen, Post: access.Post{ID: "x", Unit: "o", Role: role}}
}

func below(t *testing.T, s *org.Service, bureau string) []string {
	t.Helper()
	found := must[map[string]org.Bureau](t)(s.Below(t.Context(), bureau))
	var out []string
	for unit, b := range found {
		out = append(out, unit+"="+b.ID)
	}
	slices.Sort(out)
	return out
}

func TestOnlyCodesOrConsentPutABureauBelow(t *testing.T) {
	s, _ := landscape(t)
	ctx := t.Context()
	if got := below(t, s, "city"); !slices.Equal(got, []string{"u-lake=lake"}) {
		t.Errorf("by code: %v", got)
	}
	if got := below(t, s, "other"); len(got) != 0 {
		t.Errorf("a city takes another's county: %v", got)
	}
	if err := s.Agree(ctx, at("zone", access.Office), "city"); err != nil {
		t.Fatal(err)
	}
	if got := below(t, s, "city"); !slices.Equal(got, []string{"u-lake=lake", "u-zone=zone"}) {
		t.Errorf("after consent: %v", got)
	}
	if err := s.Withdraw(ctx, at("zone", access.Office), "city"); err != nil {
		t.Fatal(err)
	}
	if got := below(t, s, "city"); !slices.Equal(got, []string{"u-lake=lake"}) {
		t.Errorf("after it was taken back: %v", got)
	}
}

func TestRanks(t *testing.T) {
	s, m := landscape(t)
	want := map[string]org.Rank{"u-lake": org.Below, "u-zone": org.Waiting, "u-none": org.Absent}
	for _, u := range m.trees["city"] {
		rank, asked, err := s.RankOf(t.Context(), "city", u)
		if err != nil || rank != want[u.ID] || asked != (want[u.ID] != "") {
			t.Errorf("%s: %q %v %v", u.ID, rank, asked, err)
		}
	}
}

func TestWhoIsAbove(t *testing.T) {
	s, _ := landscape(t)
	ctx := t.Context()
	rank := func(bureau string) map[string]org.Rank {
		out := map[string]org.Rank{}
		for _, u := range must[[]org.Upper](t)(s.Above(ctx, at(bureau, access.Office))) {
			out[u.Bureau.ID] = u.Rank
		}
		return out
	}
	if got := rank("lake"); len(got) != 2 || got["city"] != org.Below || got["other"] != org.Waiting {
		t.Errorf("the county sees %v", got)
	}
	if got := rank("zone"); len(got) != 1 || got["city"] != org.Waiting {
		t.Errorf("the zone sees %v", got)
	}
	if got := rank("city"); len(got) != 0 {
		t.Errorf("a section with the city's neighbour's code counts: %v", got)
	}
	if _, err := s.Above(ctx, at("lake", access.Clerk)); fault.KindOf(err) != fault.NotFound {
		t.Errorf("a clerk sees it: %v", err)
	}
}

func TestOnlyTheOfficeAgreesAndOnlyToWhoAsks(t *testing.T) {
	s, m := landscape(t)
	ctx := t.Context()
	for _, role := range access.Roles() {
		if role == access.Office {
			continue
		}
		if err := s.Agree(ctx, at("zone", role), "city"); err == nil {
			t.Errorf("%s agreed", role)
		}
	}
	office := at("zone", access.Office)
	if err := s.Agree(ctx, office, "other"); fault.KindOf(err) != fault.NotFound {
		t.Errorf("agreed to a bureau that does not list it: %v", err)
	}
	if err := s.Agree(ctx, at("lake", access.Office), "city"); !fault.Is(err, "org.consent.given") {
		t.Errorf("codes show it already: %v", err)
	}
	if err := s.Agree(ctx, office, "city"); err != nil {
		t.Fatal(err)
	}
	if err := s.Agree(ctx, office, "city"); !fault.Is(err, "org.consent.given") {
		t.Errorf("twice: %v", err)
	}
	if len(m.log) != 1 || m.log[0].Verb != "bureau.agree" {
		t.Errorf("the log: %+v", m.log)
	}
}

func TestABureauBelowIsOpenedUnderTheRoot(t *testing.T) {
	s, m := landscape(t)
	office := at("city", access.Office)
	in := org.Restructuring{Kind: org.Opened, On: day(t, "2026-10-01"), DocNo: "云州教〔2026〕1号", New: org.Unit{Name: "山南区教育局", Type: org.BureauUnit}}
	if _, err := s.Restructure(t.Context(), office, in); fault.KindOf(err) != fault.Invalid {
		t.Errorf("without a code: %v", err)
	}
	in.New.Code = "99018"
	if _, err := s.Restructure(t.Context(), office, in); fault.KindOf(err) != fault.Invalid {
		t.Errorf("with no code of GB/T 2260: %v", err)
	}
	in.New.Code = "990371"
	texts, err := s.Foresee(t.Context(), office, in)
	if err != nil || len(texts) != 1 || texts[0].Key != org.Waiting.Key() {
		t.Errorf("%v %v", texts, err)
	}
	e, err := s.Restructure(t.Context(), office, in)
	if err != nil || e.Subject.ParentOn(day(t, "2026-10-01")) != "root" {
		t.Errorf("%+v %v", e.Subject, err)
	}
	if len(m.units) != 1 {
		t.Errorf("not written: %+v", m.units)
	}
}

func TestACodeOfABureauHasTheFormOfTheStandard(t *testing.T) {
	s, m := newService()
	command := access.Actor{Door: access.Command}
	if _, err := s.AddBureau(t.Context(), command, org.Bureau{Name: "甲县教育局", Code: "3302"}); fault.KindOf(err) != fault.Invalid {
		t.Errorf("four digits: %v", err)
	}
	if _, err := s.AddBureau(t.Context(), command, org.Bureau{Name: "甲县教育局", Code: "330212"}); err != nil || len(m.bureaus) != 1 {
		t.Error(err)
	}
}
