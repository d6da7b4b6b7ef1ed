package levelsdb_test

import (
	"context"
	"errors"
	"nianlun/internal/work/collect/collecttest"
	"slices"
	"testing"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/base/notify"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
	"nianlun/internal/work/collect"
	"nianlun/internal/work/collect/levels"
)

// asPath names cells by their paths.
func asPath(key string, _ ...any) string { return key }

// director is somebody who signs for the county.
func (l *chain) director() access.Actor {
	by := l.county.Chief
	by.Person, by.Name, by.Post = "fang", "方局长", access.Post{ID: "p1", Unit: "sec", Role: access.Director}
	return by
}

// reviewer decides for the city: the worlds name their chiefs alike.
func (l *chain) reviewer() access.Actor {
	by := l.city.Chief
	by.Person = "reviewer"
	return by
}

// handUp lets all schools report and the county hand September up, signed.
func (l *chain) handUp(t *testing.T) collect.Obligation {
	t.Helper()
	ctx, month := context.Background(), l.county.Month("2026-09")
	l.deliver(t)
	_, err := l.levels.Issue(ctx, l.county.Chief, l.mandate.ID, issue(5))
	must(t, err)
	l.read(t)
	l.fill(t, 3)
	o, err := l.levels.HandUp(ctx, l.county.Chief, l.mandate.ID, levels.HandUpInput{Period: month})
	must(t, err)
	o, err = l.levels.SignUp(ctx, l.director(), l.mandate.ID, month, o.RecordNo)
	must(t, err)
	return o
}

// told are the notices that a person in a post of the county has.
func (l *chain) told(t *testing.T, by access.Actor) []notify.Notice {
	t.Helper()
	all, err := l.county.Notify.(*notify.Service).Inbox(context.Background(), by)
	must(t, err)
	return all
}

// What the city sends back by a cell goes on to the school whose figure it is, comes
// back mended, and is handed up again.
func TestWhatIsSentBackAboveGoesOnToTheSchool(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		l, ctx := newChain(t, s), context.Background()
		month := l.county.Month("2026-09")
		o := l.handUp(t)
		_, err := l.city.SendBack(ctx, l.reviewer(), collect.SendBackInput{
			Seen: collect.Seen{Return: o.ID, Base: o.RecordNo}, Reasons: []collect.Reason{{Path: "total", Text: "比上月多一倍"}}, Workdays: 3, Label: asPath,
		})
		must(t, err)
		before := len(l.told(t, l.county.Chief))
		l.deliver(t)
		l.deliver(t)
		if n := len(l.told(t, l.county.Chief)); n != before+1 {
			t.Errorf("the county's section has %d notices after %d", n, before)
		}
		v, err := l.levels.OpenPeriod(ctx, l.county.Chief, l.mandate.ID, levels.HandUpInput{Period: month})
		must(t, err)
		if v.Standing != levels.BackAbove || !v.May.HandUp || v.Above.Paper.Marks[0].Reason != "比上月多一倍" {
			t.Fatalf("%s %+v %+v", v.Standing, v.May, v.Above.Paper.Marks)
		}
		given, _ := v.Contributions("total")
		if len(given) != 3 || given[0].Value.Number().String() != "4" {
			t.Fatalf("the sum comes from %+v", given)
		}
		in := levels.SendOnInput{Period: month, Path: "total", Reason: "市里问：比上月多一倍", Workdays: 2, Label: asPath,
			Returns: []collect.Seen{{Return: given[1].Return.ID, Base: given[1].Return.RecordNo}}}
		results, err := l.levels.SendOn(ctx, l.county.Chief, l.mandate.ID, in)
		must(t, err)
		must(t, results[0].Err)
		school := l.county.Read(given[1].Return.ID)
		if school.State != collect.Back || school.Paper.Marks[0].Path != "total" || school.Paper.Marks[0].Reason != in.Reason {
			t.Errorf("the school's return: %s %+v", school.State, school.Paper.Marks)
		}
		if _, err := l.levels.HandUp(ctx, l.county.Chief, l.mandate.ID, levels.HandUpInput{Period: month}); !fault.Is(err, "mandate.waiting") {
			t.Errorf("handed up while a school mends: %v", err)
		}
		school, err = l.county.Submit(ctx, l.county.Clerk("clerk", 1), collect.SubmitInput{SaveInput: collect.SaveInput{
			Return: school.ID, Base: school.RecordNo, Raw: collecttest.Sheet("3", "1.50"), Answers: map[string]string{"total": "已改"}}})
		must(t, err)
		_, err = l.county.Review(ctx, l.county.Chief, collect.Seen{Return: school.ID, Base: school.RecordNo})
		must(t, err)
		_, err = l.levels.HandUp(ctx, l.county.Chief, l.mandate.ID, levels.HandUpInput{Period: month})
		if f := fault.As(err); err == nil || f.Code != "return.checks" || f.Fields[0].Path != "answer:total" {
			t.Fatalf("handed up without an answer: %v", err)
		}
		again, err := l.levels.HandUp(ctx, l.county.Chief, l.mandate.ID, levels.HandUpInput{Period: month, Answers: map[string]string{"total": "学校已改"}})
		must(t, err)
		if again.State != collect.Submitted || again.RecordNo != o.RecordNo+1 {
			t.Errorf("%s, revision %d", again.State, again.RecordNo)
		}
	})
}

// A locked school return that is corrected makes what was handed up differ; the
// county asks the city to correct exactly that.
func TestACorrectionBelowIsAskedForAbove(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		l, ctx := newChain(t, s), context.Background()
		month := l.county.Month("2026-09")
		o := l.handUp(t)
		_, err := l.city.Review(ctx, l.reviewer(), collect.Seen{Return: o.ID, Base: o.RecordNo})
		must(t, err)
		_, err = l.city.Lock(ctx, l.reviewer(), collect.Seen{Return: o.ID, Base: o.RecordNo})
		must(t, err)
		l.county.Uses = usesAbove{l.levels}
		l.correctSchool(t, 0, form.Raw{"total": "7"})
		v, err := l.levels.OpenPeriod(ctx, l.county.Chief, l.mandate.ID, levels.HandUpInput{Period: month})
		must(t, err)
		if len(v.Differs) != 1 || v.Differs[0].Path != "total" || v.Differs[0].Handed.Number().String() != "12" || v.Differs[0].Now.Number().String() != "15" || !v.May.Correct {
			t.Fatalf("%+v %+v", v.Differs, v.May)
		}
		_, err = l.levels.CorrectUp(ctx, l.county.Chief, l.mandate.ID, month, v.Above.RecordNo, "", nil)
		if f := fault.As(err); err == nil || f.Code != "correction.checks" {
			t.Errorf("asked without a reason: %v", err)
		}
		_, err = l.levels.CorrectUp(ctx, l.county.Chief, l.mandate.ID, month, v.Above.RecordNo, "一所学校更正", nil)
		must(t, err)
		v, err = l.levels.OpenPeriod(ctx, l.director(), l.mandate.ID, levels.HandUpInput{Period: month})
		must(t, err)
		asked, pending := v.Pending()
		if !pending || !v.May.Endorse || len(asked.Paper.Cells) != 1 || asked.Paper.Cells[0].New != "15" {
			t.Fatalf("%+v %+v", asked, v.May)
		}
		_, err = l.levels.EndorseUp(ctx, l.director(), l.mandate.ID, month, collect.SeenCorrection{ID: asked.ID, Rev: asked.Rev})
		must(t, err)
		_, err = l.city.ApproveCorrection(ctx, l.reviewer(), collect.SeenCorrection{ID: asked.ID, Rev: asked.Rev + 1})
		must(t, err)
		v, err = l.levels.OpenPeriod(ctx, l.county.Chief, l.mandate.ID, levels.HandUpInput{Period: month})
		must(t, err)
		if len(v.Differs) != 0 || v.Standing != levels.Settled {
			t.Errorf("after the correction above: %s %+v", v.Standing, v.Differs)
		}
	})
}

// usesAbove names handing up as a use of a school's cells, as the app does.
type usesAbove struct{ levels *levels.Service }

func (u usesAbove) UsesOf(ctx context.Context, bureau string, of collect.Used) ([]collect.Use, error) {
	use, is, err := u.levels.UseAbove(ctx, bureau, of)
	if !is {
		return nil, err
	}
	return []collect.Use{use}, err
}

// correctSchool locks a school's return and corrects cells of it; whoever steers the
// county's campaign is told that they were handed up.
func (l *chain) correctSchool(t *testing.T, i int, cells form.Raw) {
	t.Helper()
	ctx := context.Background()
	o := l.county.Owes(i, "2026-09")
	_, err := l.county.Lock(ctx, l.county.Chief, collect.Seen{Return: o.ID, Base: o.RecordNo})
	must(t, err)
	c, err := l.county.AskCorrection(ctx, l.county.Clerk("clerk", i), collect.AskInput{Return: o.ID, Base: o.RecordNo, Cells: cells, Reason: "漏报"})
	must(t, err)
	head := l.county.Clerk("head", i)
	head.Post.Role = access.Head
	c, err = l.county.SignCorrection(ctx, head, collect.SeenCorrection{ID: c.ID, Rev: c.Rev})
	must(t, err)
	c, err = l.county.ApproveCorrection(ctx, l.county.Chief, collect.SeenCorrection{ID: c.ID, Rev: c.Rev})
	must(t, err)
	if len(c.Paper.Uses) != 1 || c.Paper.Uses[0].Kind != collect.UseAbove {
		t.Errorf("the correction names the uses %+v", c.Paper.Uses)
	}
	if !slices.ContainsFunc(l.told(t, l.county.Chief), func(n notify.Notice) bool { return n.Text.Key == "correction.notice.use.above" }) {
		t.Error("the county's section is not told that what it handed up differs")
	}
}

// died is a store of acts whose program dies before it closes one.
type died struct{ levels.AboveActs }

var errDied = errors.New("the program died")

func (died) EndAct(context.Context, levels.AboveAct) error { return errDied }

// dyingStore loses the database above once an act is begun.
type dyingStore struct{ collect.Store }

func (dyingStore) Update(context.Context, collect.Obligation) error { return errDied }

// A program that dies between the county's note, the city's return and the county's
// line leaves nothing half done: the clock goes on from where it was.
func TestHandingUpGoesOnAfterACrash(t *testing.T) {
	for name, stop := range map[string]func(l *chain){
		"before it is done above": func(l *chain) { l.county.Store = dyingStore{l.county.DB} },
		"after it is done above":  func(l *chain) { l.levels.Acts = died{l.kept} },
	} {
		t.Run(name, func(t *testing.T) {
			storetest.Each(t, func(t *testing.T, s *store.Store) { crash(t, s, stop) })
		})
	}
}

func crash(t *testing.T, s *store.Store, stop func(*chain)) {
	t.Helper()
	ctx := context.Background()
	l := newChain(t, s)
	month := l.county.Month("2026-09")
	l.deliver(t)
	_, err := l.levels.Issue(ctx, l.county.Chief, l.mandate.ID, issue(5))
	must(t, err)
	l.fill(t, 3)
	stop(l)
	if _, err := l.levels.HandUp(ctx, l.county.Chief, l.mandate.ID, levels.HandUpInput{Period: month}); err == nil {
		t.Fatal("nothing broke off")
	}
	l.county.Store, l.levels.Acts = l.county.DB, l.kept
	l.read(t)
	acts, err := l.kept.Acts(ctx, l.county.Bureau, l.mandate.ID, month.String())
	must(t, err)
	if len(acts) != 1 || acts[0].State != levels.AboveBegun {
		t.Fatalf("what is left is %+v", acts)
	}
	if n, err := l.levels.Resume(ctx, l.county.Bureau); err != nil || n != 0 {
		t.Errorf("the clock took over what is underway: %d %v", n, err)
	}
	l.county.SetTime(l.county.Time().Add(10 * time.Minute))
	for range 2 {
		_, err = l.levels.Resume(ctx, l.county.Bureau)
		must(t, err)
	}
	o := l.city.Read(l.mandate.Due[0].Return)
	if o.State != collect.Submitted || o.RecordNo != 1 || len(o.Paper.Signatures) != 1 {
		t.Errorf("above: %s, revision %d, %d signatures", o.State, o.RecordNo, len(o.Paper.Signatures))
	}
	if n := len(l.logged(t, l.mandate.Campaign, "mandate.submit")); n != 1 {
		t.Errorf("%d lines in the county's log", n)
	}
	if again, err := l.levels.HandUp(ctx, l.county.Chief, l.mandate.ID, levels.HandUpInput{Period: month}); err != nil || again.RecordNo != 1 {
		t.Errorf("handed up again: revision %d, %v", again.RecordNo, err)
	}
	acts, err = l.kept.Acts(ctx, l.county.Bureau, l.mandate.ID, "")
	must(t, err)
	if len(acts) != 1 || acts[0].State != levels.AboveDone || len(acts[0].Parts) != 3 {
		t.Errorf("the receipt: %+v", acts)
	}
}

// Nothing of the city can be read below besides the mandate and the own return, and
// nothing of the schools above.
func TestTheLevelsReadNothingOfEachOther(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		l, ctx := newChain(t, s), context.Background()
		o := l.handUp(t)
		hidden := func(what string, err error) {
			t.Helper()
			if fault.KindOf(err) != fault.NotFound {
				t.Errorf("%s: %v", what, err)
			}
		}
		for _, by := range []access.Actor{l.county.Chief, l.director(), l.county.Clerk("clerk", 0)} {
			_, err := l.county.Return(ctx, by, o.ID)
			hidden("the city's return by its id", err)
			_, err = l.county.Matrix(ctx, by, o.Campaign)
			hidden("the city's campaign", err)
		}
		school := l.county.Owes(0, "2026-09")
		_, err := l.city.Return(ctx, l.city.Chief, school.ID)
		hidden("a school's return, for the city", err)
		_, err = l.city.Matrix(ctx, l.city.Chief, l.mandate.Campaign)
		hidden("the county's campaign, for the city", err)
		_, err = l.levels.Open(ctx, l.city.Chief, l.mandate.ID)
		hidden("the county's mandate, for the city", err)
		_, err = l.levels.OpenPeriod(ctx, l.city.Chief, l.mandate.ID, levels.HandUpInput{Period: l.county.Month("2026-09")})
		hidden("the county's roll-up, for the city", err)
		_, err = l.levels.Open(ctx, l.county.Clerk("clerk", 0), l.mandate.ID)
		hidden("the mandate, for a school", err)
		if lines, err := l.levels.AskedAboves(ctx, l.county.Clerk("clerk", 0), true); err != nil || len(lines) != 0 {
			t.Errorf("a school sees %+v, %v", lines, err)
		}
		var none period.Period
		_, err = l.levels.OpenPeriod(ctx, l.county.Chief, l.mandate.ID, levels.HandUpInput{Period: none})
		hidden("a period that is not asked", err)
	})
}

// The city sees of the county's collecting how many, and no more.
func TestTheCitySeesHowFarTheCountyIs(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		l, ctx := newChain(t, s), context.Background()
		l.deliver(t)
		o := l.city.Read(l.mandate.Due[0].Return)
		p, is, err := l.levels.Below(ctx, l.city.Chief, o)
		if err != nil || !is || p.Issued {
			t.Errorf("before it is issued: %+v %v %v", p, is, err)
		}
		_, err = l.levels.Issue(ctx, l.county.Chief, l.mandate.ID, issue(5))
		must(t, err)
		l.fill(t, 2)
		p, is, err = l.levels.Below(ctx, l.city.Chief, o)
		if err != nil || !is || p != (levels.BelowProgress{Issued: true, Asked: 3, HandedIn: 2, Reviewed: 2}) {
			t.Errorf("%+v %v %v", p, is, err)
		}
		if _, is, _ := l.levels.Below(ctx, l.county.Chief, o); is {
			t.Error("another bureau is told")
		}
	})
}
