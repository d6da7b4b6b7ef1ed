package levelsdb_test

import (
	"context"
	"nianlun/internal/work/collect/collecttest"
	"testing"

	"nianlun/internal/base/access"
	"nianlun/internal/base/org"
	"nianlun/internal/base/record"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
	"nianlun/internal/work/collect"
	"nianlun/internal/work/collect/levels"
	"nianlun/internal/work/collect/levels/levelsdb"
)

// chain is a city and a county below it in one database.
type chain struct {
	city, county *world
	levels       *levels.Service
	kept         *levelsdb.DB
	mandate      levels.Mandate
}

func newChain(t *testing.T, s *store.Store) *chain {
	t.Helper()
	ctx := context.Background()
	l := &chain{city: newWorldOf(t, s, 0, org.Bureau{Name: "云州市教育局", Code: "350200"}), county: newWorld(t, s, 3)}
	units := l.city.Units.(*org.Service)
	_, err := units.AddUnits(ctx, access.System(l.city.Bureau), []org.Unit{
		{ID: "root", Name: "云州市教育局", Type: org.BureauUnit},
		{ID: "county", Name: "云湖区教育局", Code: "350201", Type: org.BureauUnit, Parents: []org.Parent{{Unit: "root"}}},
	})
	must(t, err)
	l.kept = levelsdb.New(s)
	l.levels = &levels.Service{Collect: l.county.Service, Mandates: l.kept, Acts: l.kept, Drafts: l.kept, Forms: l.county.Records.(*record.Service), Bureaus: l.county.Units.(*org.Service)}
	in := collect.NewCampaign{
		Form: "works", Owner: "sec", Year: 2026, ListNo: "云州教表〔2026〕1号", EndsOn: on(12, 31), Periods: nil,
		Due: collect.DueRule{Workdays: 10, After: collect.AfterEnd}, Signatures: []collect.SignRole{collect.Filler, collect.Chief},
		Units: collect.UnitRule{Types: []org.UnitType{org.BureauUnit}},
	}
	in.Periods = append(in.Periods, l.county.Month("2026-09"))
	out, err := l.city.OpenCampaign(ctx, l.city.Chief, in)
	must(t, err)
	if out.Units != 1 {
		t.Fatalf("the city asks %d units: itself is none of them", out.Units)
	}
	return l
}

// deliver runs the clock's round from the city down.
func (l *chain) deliver(t *testing.T) int {
	t.Helper()
	n, err := l.levels.Deliver(context.Background(), l.city.Bureau)
	must(t, err)
	l.read(t)
	return n
}

// read loads the county's only mandate.
func (l *chain) read(t *testing.T) {
	t.Helper()
	ctx := context.Background()
	all, err := l.kept.Mandates(ctx, l.county.Bureau)
	must(t, err)
	if len(all) != 1 {
		t.Fatalf("%d mandates", len(all))
	}
	l.mandate, err = l.kept.Mandate(ctx, l.county.Bureau, all[0].ID)
	must(t, err)
}

func issue(workdays int) levels.Issue {
	return levels.Issue{Owner: "sec", Due: collect.DueRule{Workdays: workdays, After: collect.AfterEnd}, Signatures: []collect.SignRole{collect.Filler},
		Units: collect.UnitRule{Types: []org.UnitType{org.Primary}}}
}

func TestACityAsksACountyAndTheCountyItsSchools(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		l, ctx := newChain(t, s), context.Background()
		if n := l.deliver(t); n != 1 {
			t.Errorf("%d delivered", n)
		}
		if n := l.deliver(t); n != 0 {
			t.Errorf("delivered again: %d", n)
		}
		if n, err := l.levels.Deliver(ctx, l.county.Bureau); err != nil || n != 0 {
			t.Errorf("the county asks somebody: %d %v", n, err)
		}
		_, err := l.levels.Issue(ctx, l.county.Chief, l.mandate.ID, issue(10))
		if f := fault.As(err); err == nil || f.Code != "collect.campaign" || f.Fields[0].Path != "due" {
			t.Errorf("the schools are due no earlier than the county: %v", err)
		}
		opened, err := l.levels.Issue(ctx, l.county.Chief, l.mandate.ID, issue(5))
		must(t, err)
		if opened.Units != 3 || opened.Campaign.Form != "up-works" || opened.Campaign.ListNo != "云州教表〔2026〕1号" {
			t.Errorf("%+v", opened)
		}
		if _, err := l.levels.Issue(ctx, l.county.Chief, l.mandate.ID, issue(5)); !fault.Is(err, "mandate.issued") {
			t.Errorf("issued twice: %v", err)
		}
		l.fill(t, 2)
		_, err = l.levels.HandUp(ctx, l.county.Chief, l.mandate.ID, levels.HandUpInput{Period: l.county.Month("2026-09")})
		if !fault.Is(err, "mandate.waiting") {
			t.Errorf("handed up without one school: %v", err)
		}
		l.fill(t, 3)
		l.handUpAndSign(t)
	})
}

// fill lets the first schools hand in and the county review.
func (l *chain) fill(t *testing.T, schools int) {
	t.Helper()
	ctx := context.Background()
	for i := range schools {
		o := l.county.Owes(i, "2026-09")
		if o.State != collect.Owed {
			continue
		}
		o, err := l.county.Submit(ctx, l.county.Clerk("clerk", i), collect.SubmitInput{SaveInput: collect.SaveInput{Return: o.ID, Raw: collecttest.Sheet("4", "1.50")}})
		must(t, err)
		_, err = l.county.Review(ctx, l.county.Chief, collect.Seen{Return: o.ID, Base: o.RecordNo})
		must(t, err)
	}
}

func (l *chain) handUpAndSign(t *testing.T) {
	t.Helper()
	ctx, month := context.Background(), l.county.Month("2026-09")
	r, err := l.levels.RollUp(ctx, l.county.Chief, l.mandate.ID, month)
	must(t, err)
	if len(r.Parts) != 3 || r.Values.Get("total").Number().String() != "12" || r.Values.Get("spent").Number().String() != "4.5" {
		t.Errorf("the sum of %d schools: %v, %v", len(r.Parts), r.Values.Get("total"), r.Values.Get("spent"))
	}
	clerk := l.county.Clerk("clerk", 0)
	if _, err := l.levels.HandUp(ctx, clerk, l.mandate.ID, levels.HandUpInput{Period: month}); fault.KindOf(err) != fault.NotFound {
		t.Errorf("a school handed up for the county: %v", err)
	}
	in := levels.HandUpInput{Period: month, Said: form.Raw{"total": "99"}}
	o, err := l.levels.HandUp(ctx, l.county.Chief, l.mandate.ID, in)
	must(t, err)
	if again, err := l.levels.HandUp(ctx, l.county.Chief, l.mandate.ID, in); err != nil || again.RecordNo != o.RecordNo {
		t.Errorf("handed up twice: %v, revision %d after %d", err, again.RecordNo, o.RecordNo)
	}
	if o.Bureau != l.city.Bureau || o.State != collect.Submitted || o.Awaits != collect.AwaitsChief || o.Paper.Signatures[0].Name != l.county.Chief.Name {
		t.Errorf("above it stands as %+v", o)
	}
	director := l.county.Chief
	director.Person, director.Name, director.Post = "fang", "方局长", access.Post{ID: "p1", Unit: "sec", Role: access.Director}
	if _, err := l.levels.SignUp(ctx, l.county.Chief, l.mandate.ID, month, o.RecordNo); fault.KindOf(err) != fault.Denied {
		t.Errorf("a section signed for the director: %v", err)
	}
	o, err = l.levels.SignUp(ctx, director, l.mandate.ID, month, o.RecordNo)
	must(t, err)
	if o.Awaits != collect.AwaitsSection {
		t.Errorf("after both signatures it waits for %s", o.Awaits)
	}
	reviewer := l.city.Chief
	reviewer.Person = "reviewer" // the worlds name their chiefs alike
	o, err = l.city.Review(ctx, reviewer, collect.Seen{Return: o.ID, Base: o.RecordNo})
	must(t, err)
	facts, err := l.city.Facts(ctx, l.city.Bureau, "works", []string{"total"}, []string{"2026-09"})
	must(t, err)
	if len(facts) != 1 || facts[0].Values[0] == nil || facts[0].Values[0].String() != "12" || facts[0].State != collect.Reviewed {
		t.Errorf("what the city holds: %+v", facts)
	}
	if _, err := l.city.Return(ctx, clerk, o.ID); fault.KindOf(err) != fault.NotFound {
		t.Errorf("a school of the county reads the city's return: %v", err)
	}
}

// A bureau that lists another as below it must not reach it unless the codes show
// it or that bureau has agreed.
func TestNobodyIsAskedByABureauThatIsNotAbove(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		l, ctx := newChain(t, s), context.Background()
		stranger := newWorldOf(t, s, 0, org.Bureau{Name: "邻州市教育局", Code: "350300"})
		_, err := stranger.Units.(*org.Service).AddUnits(ctx, access.System(stranger.Bureau), []org.Unit{
			{ID: "root", Name: "邻州市教育局", Type: org.BureauUnit},
			{ID: "county", Name: "云湖区教育局", Code: "350201", Type: org.BureauUnit, Parents: []org.Parent{{Unit: "root"}}},
		})
		must(t, err)
		_, err = stranger.OpenCampaign(ctx, stranger.Chief, collect.NewCampaign{
			Form: "works", Owner: "sec", Year: 2026, ListNo: "邻州教表〔2026〕1号", EndsOn: on(12, 31), Periods: []period.Period{l.county.Month("2026-09")},
			Due: collect.DueRule{Workdays: 10, After: collect.AfterEnd}, Signatures: []collect.SignRole{collect.Filler},
			Units: collect.UnitRule{Types: []org.UnitType{org.BureauUnit}},
		})
		must(t, err)
		if n, err := l.levels.Deliver(ctx, stranger.Bureau); err != nil || n != 0 {
			t.Fatalf("a stranger's campaign went down: %d %v", n, err)
		}
		office := access.Actor{Bureau: l.county.Bureau, Person: "liumin", Name: "刘敏", Door: access.Screen, Post: access.Post{ID: "o", Unit: "sec", Role: access.Office}}
		must(t, l.county.Units.(*org.Service).Agree(ctx, office, stranger.Bureau))
		if n, err := l.levels.Deliver(ctx, stranger.Bureau); err != nil || n != 1 {
			t.Errorf("after the county agreed: %d %v", n, err)
		}
	})
}
