package levelsdb_test

import (
	"context"
	"errors"
	"maps"
	"sync"
	"testing"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/form"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
	"nianlun/internal/work/collect"
	"nianlun/internal/work/collect/levels"
)

func TestADraftIsKeptOnceAndByItsRevision(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		l, ctx := newChain(t, s), context.Background()
		month := l.county.Month("2026-09")
		none, err := l.kept.Draft(ctx, l.county.Bureau, "m", month)
		must(t, err)
		if none.Rev != 0 || none.Mandate != "m" || none.Period != month {
			t.Errorf("%+v", none)
		}
		d := none
		d.DraftText = levels.DraftText{Raw: form.Raw{"rate": "3", "why": "雪\"灾"}, Explanations: map[string]string{"k": "x"}, Answers: map[string]string{"spent": "y"}}
		d.Person, d.Name, d.At = "hewei", "何伟", l.county.Time()
		must(t, l.kept.KeepDraft(ctx, d))
		if err := l.kept.KeepDraft(ctx, d); !fault.Is(err, "mandate.draft") {
			t.Errorf("a second first save: %v", err)
		}
		got, err := l.kept.Draft(ctx, l.county.Bureau, "m", month)
		must(t, err)
		if got.Rev != 1 || !maps.Equal(got.Raw, d.Raw) || got.Answers["spent"] != "y" || got.Explanations["k"] != "x" || got.Name != "何伟" || !got.At.Equal(d.At) {
			t.Errorf("%+v", got)
		}
		got.Raw = form.Raw{"rate": "4"}
		must(t, l.kept.KeepDraft(ctx, got))
		if err := l.kept.KeepDraft(ctx, got); !fault.Is(err, "mandate.draft") {
			t.Errorf("over an old revision: %v", err)
		}
		if other, err := l.kept.Draft(ctx, l.city.Bureau, "m", month); err != nil || other.Rev != 0 {
			t.Errorf("another bureau reads it: %+v %v", other, err)
		}
		must(t, l.kept.DropDraft(ctx, l.county.Bureau, "m", month, 1))
		if later, err := l.kept.Draft(ctx, l.county.Bureau, "m", month); err != nil || later.Rev != 2 {
			t.Errorf("a later draft went with what was handed up: %+v %v", later, err)
		}
		must(t, l.kept.DropDraft(ctx, l.county.Bureau, "m", month, 2))
		if gone, err := l.kept.Draft(ctx, l.county.Bureau, "m", month); err != nil || gone.Rev != 0 {
			t.Errorf("%+v %v", gone, err)
		}
	})
}

// byHand is a chain whose form asks for something that cannot be summed, collected and
// ready to be handed up.
func byHand(t *testing.T, s *store.Store) (*chain, levels.HandUpInput, access.Actor) {
	t.Helper()
	ctx := context.Background()
	l := newChain(t, s)
	l.deliver(t)
	_, err := l.levels.Issue(ctx, l.county.Chief, l.mandate.ID, issue(5))
	must(t, err)
	for i := range 3 { // nobody states what was spent: the county says it
		o := l.county.Owes(i, "2026-09")
		o, err := l.county.Submit(ctx, l.county.Clerk("clerk", i), collect.SubmitInput{SaveInput: collect.SaveInput{Return: o.ID, Raw: form.Raw{"total": "4"}}})
		must(t, err)
		_, err = l.county.Review(ctx, l.county.Chief, collect.Seen{Return: o.ID, Base: o.RecordNo})
		must(t, err)
	}
	second := l.county.Chief
	second.Person, second.Name = "lina", "李娜"
	return l, levels.HandUpInput{Period: l.county.Month("2026-09")}, second
}

func TestWhatIsSaidByHandIsKeptUntilItIsHandedUp(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		l, in, second := byHand(t, s)
		ctx, id := context.Background(), l.mandate.ID
		in.Said = form.Raw{"spent": "9.50", "total": "99"}
		d, err := l.levels.SaveDraftUp(ctx, l.county.Chief, id, in, levels.DraftText{})
		must(t, err)
		if d.Joined || d.Rev != 1 || !maps.Equal(d.Raw, form.Raw{"spent": "9.50"}) {
			t.Errorf("a sum was typed over: %+v", d)
		}
		v, err := l.levels.OpenPeriod(ctx, second, id, levels.HandUpInput{Period: in.Period})
		must(t, err)
		if got := v.Sheet.Values.Get("spent").Number().String(); got != "9.5" || v.Draft.Name != "何伟" || v.Sheet.Values.Get("total").Number().String() != "12" {
			t.Errorf("the next clerk finds %s of %s", got, v.Draft.Name)
		}
		if _, err := l.levels.SaveDraftUp(ctx, l.county.Clerk("clerk", 0), id, in, levels.DraftText{}); fault.KindOf(err) != fault.NotFound {
			t.Errorf("a school saves it: %v", err)
		}

		// The second clerk began with nothing and says another figure.
		other := in
		other.Said = form.Raw{"spent": "8"}
		_, err = l.levels.SaveDraftUp(ctx, second, id, other, levels.DraftText{})
		var clash *levels.DraftClash
		if !errors.As(err, &clash) || !fault.Is(err, "mandate.draft") || len(clash.Cells) != 1 || clash.Cells[0].Theirs != "9.50" || clash.Text.Raw["spent"] != "8" {
			t.Fatalf("%v %+v", err, clash)
		}
		d, err = l.levels.SaveDraftUp(ctx, second, id, other, clash.Theirs.DraftText)
		must(t, err)
		if d.Rev != 2 || d.Name != "李娜" {
			t.Errorf("%+v", d)
		}
		in.Said, in.Draft = other.Said, d.Rev
		o, err := l.levels.HandUp(ctx, l.county.Chief, id, in)
		must(t, err)
		if left, err := l.kept.Draft(ctx, l.county.Bureau, id, in.Period); err != nil || left.Rev != 0 {
			t.Errorf("the draft outlives the handing up: %+v %v", left, err)
		}
		if _, err := l.levels.SaveDraftUp(ctx, second, id, other, levels.DraftText{}); fault.KindOf(err) != fault.Conflict {
			t.Errorf("a draft of what lies above: %v", err)
		}
		if o.State != collect.Submitted {
			t.Errorf("%+v", o)
		}

		// Taken back, it is offered what was said last time, and no sum of then.
		_, err = l.levels.WithdrawUp(ctx, l.county.Chief, id, in.Period, o.RecordNo)
		must(t, err)
		v, err = l.levels.OpenPeriod(ctx, second, id, levels.HandUpInput{Period: in.Period})
		must(t, err)
		if v.Draft.Rev != 0 || !maps.Equal(v.Draft.Raw, form.Raw{"spent": "8"}) {
			t.Errorf("%+v", v.Draft)
		}
	})
}

// What another keeps between the last look and the handing up is not lost with it.
func TestALaterDraftOutlivesTheHandingUp(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		l, in, second := byHand(t, s)
		ctx, id := context.Background(), l.mandate.ID
		in.Said = form.Raw{"spent": "9.50"}
		mine, err := l.levels.SaveDraftUp(ctx, l.county.Chief, id, in, levels.DraftText{})
		must(t, err)
		other := levels.HandUpInput{Period: in.Period, Said: in.Said, Answers: map[string]string{"total": "已核对"}}
		again, err := l.levels.SaveDraftUp(ctx, second, id, other, mine.DraftText)
		if must(t, err); again.Joined {
			t.Error("nothing of another was put into what the page said itself")
		}
		in.Draft = mine.Rev
		_, err = l.levels.HandUp(ctx, l.county.Chief, id, in)
		must(t, err)
		left, err := l.kept.Draft(ctx, l.county.Bureau, id, in.Period)
		must(t, err)
		if left.Rev != mine.Rev+1 || left.Answers["total"] != "已核对" {
			t.Errorf("the later draft is gone unseen: %+v", left)
		}
	})
}

// An answer of another that a page has not shown is to be looked at, as a cell is.
func TestAnAnswerOfAnotherIsTold(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		l, in, second := byHand(t, s)
		ctx, id := context.Background(), l.mandate.ID
		answered := levels.HandUpInput{Period: in.Period, Answers: map[string]string{"total": "已核对"}, Explanations: map[string]string{"k": "说明"}}
		theirs, err := l.levels.SaveDraftUp(ctx, second, id, answered, levels.DraftText{})
		must(t, err)
		for name, c := range map[string]struct {
			was  levels.DraftText
			want bool
		}{
			"made before both":            {levels.DraftText{}, true},
			"made before the answer":      {levels.DraftText{Explanations: theirs.Explanations}, true},
			"made before the explanation": {levels.DraftText{Answers: theirs.Answers}, true},
			"made with both":              {theirs.DraftText, false},
		} {
			d, err := l.levels.SaveDraftUp(ctx, l.county.Chief, id, in, c.was)
			must(t, err)
			if d.Joined != c.want || d.Answers["total"] != "已核对" || d.Explanations["k"] != "说明" {
				t.Errorf("%s: %+v", name, d)
			}
		}
	})
}

// Many saves at once: each cell that somebody typed is there, whoever was faster.
func TestDraftsSavedAtOnceAreJoined(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		l, in, second := byHand(t, s)
		ctx := context.Background()
		var saving sync.WaitGroup
		failed := make([]error, 2)
		for i, one := range []levels.HandUpInput{
			{Period: in.Period, Said: form.Raw{"spent": "7"}},
			{Period: in.Period, Answers: map[string]string{"total": "已核对"}},
		} {
			saving.Go(func() {
				_, failed[i] = l.levels.SaveDraftUp(ctx, []access.Actor{l.county.Chief, second}[i], l.mandate.ID, one, levels.DraftText{})
			})
		}
		saving.Wait()
		must(t, errors.Join(failed...))
		d, err := l.kept.Draft(ctx, l.county.Bureau, l.mandate.ID, in.Period)
		must(t, err)
		if d.Rev != 2 || d.Raw["spent"] != "7" || d.Answers["total"] != "已核对" {
			t.Errorf("%+v", d)
		}
	})
}
