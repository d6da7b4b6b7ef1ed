package collectdb_test

import (
	"context"
	"nianlun/internal/work/collect/collecttest"
	"testing"

	"nianlun/internal/base/access"
	"nianlun/internal/base/org"
	"nianlun/internal/engine/form"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
	"nianlun/internal/work/collect"
)

// heirs is a bureau with two schools that owe a month of which the first one answers
// for both.
func heirs(t *testing.T, s *store.Store) (w *world, passed, own collect.Obligation) {
	t.Helper()
	w = newWorld(t, s, 3)
	w.Signs = []collect.SignRole{collect.Filler, collect.Checker}
	w.Open("2026-09")
	passed, own = w.Owes(1, "2026-09"), w.Owes(0, "2026-09")
	passed.Heir = collecttest.SchoolID(0)
	must(t, w.DB.PassOn(context.Background(), passed))
	return w, passed, own
}

func TestWhoAnswersIsAskedForWhatWasPassedOn(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w, passed, own := heirs(t, s)
		ctx := context.Background()
		day := on(10, 12)
		for unit, want := range map[int][]string{0: {passed.ID, own.ID}, 1: nil} {
			owed, err := w.DB.OwedBy(ctx, w.Bureau, collecttest.SchoolID(unit), day)
			must(t, err)
			same(t, "owed", owed, want)
			found, err := w.DB.Find(ctx, collect.Query{Bureau: w.Bureau, Answers: collecttest.SchoolID(unit), Begun: day, Limit: 9})
			must(t, err)
			same(t, "found", found, want)
		}
		found, err := w.DB.Find(ctx, collect.Query{Bureau: w.Bureau, Unit: collecttest.SchoolID(1), Begun: day, Limit: 9})
		must(t, err)
		same(t, "of the unit", found, []string{passed.ID})
		cells, err := w.DB.Cells(ctx, w.Bureau, passed.Campaign)
		must(t, err)
		for _, c := range cells {
			if want := map[bool]string{true: collecttest.SchoolID(0)}[c.ID == passed.ID]; c.Heir != want {
				t.Errorf("%s: heir %q", c.Unit, c.Heir)
			}
		}
		for unit, want := range map[int]int{0: 2, 1: 0, 2: 1} {
			costs, err := w.DB.Costs(ctx, w.Bureau, 2026, collecttest.SchoolID(unit))
			must(t, err)
			if len(costs) != want {
				t.Errorf("the account of school %d has %d returns, want %d", unit, len(costs), want)
			}
			for _, c := range costs {
				if c.Unit != collecttest.SchoolID(unit) {
					t.Errorf("%s pays for %s", collecttest.SchoolID(unit), c.Unit)
				}
			}
		}
	})
}

func same(t *testing.T, what string, all []collect.Obligation, want []string) {
	t.Helper()
	got := map[string]bool{}
	for _, o := range all {
		got[o.ID] = true
	}
	if len(got) != len(want) {
		t.Errorf("%s: %d returns, want %d", what, len(got), len(want))
	}
	for _, id := range want {
		if !got[id] {
			t.Errorf("%s: %s is missing", what, id)
		}
	}
}

func TestPassingOnMeetsTheRevisionThatWasSeen(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w, passed, _ := heirs(t, s)
		ctx := context.Background()
		passed.Heir = collecttest.SchoolID(2) // the revision of before it was passed on
		if err := w.DB.PassOn(ctx, passed); !fault.Is(err, "return.moved") {
			t.Errorf("got %v", err)
		}
		now, err := w.DB.Obligation(ctx, w.Bureau, passed.ID)
		must(t, err)
		if now.Heir != collecttest.SchoolID(0) || now.Unit != collecttest.SchoolID(1) || now.Rev != passed.Rev+1 {
			t.Errorf("%+v", now)
		}
	})
}

// The whole way on real tables: a merger, the return passed on, filled and signed by the
// successor, corrected by its people, and its figure where it was owed.
func TestAReturnThatIsPassedOnIsHandedInAndCorrectedByTheSuccessor(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newWorld(t, s, 3)
		ctx := context.Background()
		units := w.Units.(*org.Service)
		units.Followers = []org.Follower{w.Service}
		w.Open("2026-08", "2026-09")
		o := w.Owes(0, "2026-08")
		person(t, units, w.Bureau, "chenyu", collecttest.SchoolID(1))
		_, err := units.Restructure(ctx, access.System(w.Bureau), org.Restructuring{
			Kind: org.Merged, Unit: collecttest.SchoolID(0), Into: collecttest.SchoolID(1), On: on(10, 20), DocNo: "云教〔2026〕51号"})
		must(t, err)
		w.SetTime(w.Time().AddDate(0, 1, 0))
		results, err := w.PassOn(ctx, w.Chief, collect.PassOnInput{Returns: []string{o.ID}})
		must(t, err)
		must(t, results[0].Err)
		heir := w.Clerk("chenyu", 1)
		_, err = w.Submit(ctx, heir, collect.SubmitInput{SaveInput: collect.SaveInput{Return: o.ID, Raw: collecttest.Sheet("10", "1.00")}})
		must(t, err)
		checker := w.Chief
		checker.Person = "guan"
		now, err := w.Review(ctx, checker, collect.Seen{Return: o.ID, Base: 1})
		must(t, err)
		_, err = w.Lock(ctx, checker, collect.Seen{Return: o.ID, Base: now.RecordNo})
		must(t, err)
		asked, err := w.AskCorrection(ctx, heir, collect.AskInput{Return: o.ID, Base: 1, Cells: form.Raw{"total": "11"}, Reason: "漏了一个"})
		must(t, err)
		if asked.Unit != collecttest.SchoolID(0) || asked.Heir != collecttest.SchoolID(1) {
			t.Errorf("%+v", asked)
		}
		head := heir
		head.Person, head.Post.Role = "zhou", access.Head
		waiting, err := w.CorrectionsWaiting(ctx, head)
		must(t, err)
		if len(waiting) != 1 || waiting[0].UnitName != "第0小学" {
			t.Errorf("the successor's head sees %+v", waiting)
		}
		facts, err := w.Facts(ctx, w.Bureau, "works", []string{"total"}, []string{"2026-08"})
		must(t, err)
		for _, f := range facts {
			if f.Return == o.ID && (f.Unit != collecttest.SchoolID(0) || f.Values[0] == nil) {
				t.Errorf("%+v", f)
			}
		}
	})
}

func person(t *testing.T, units *org.Service, bureau, id, unit string) {
	t.Helper()
	ctx := context.Background()
	_, err := units.AddPerson(ctx, access.System(bureau), org.Person{ID: id, Name: id, Login: id, Active: true})
	must(t, err)
	_, err = units.AddPost(ctx, access.System(bureau), org.Post{ID: "p-" + id, Person: id, Unit: unit, Role: access.Clerk})
	must(t, err)
}
