package collect_test

import (
	"context"
	"testing"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/form"
	"nianlun/internal/kit/fault"
	"nianlun/internal/work/collect"
)

// Nothing is approved by whoever filled it, on whichever road: by another post, by
// somebody else's hand-in, after a sending back, or in bulk.
func TestWhoTypedApprovesNothing(t *testing.T) {
	ctx := context.Background()
	at := func(person, unit string, role access.Role) access.Actor {
		by := actor(person, unit, role)
		by.Post.ID += "-" + string(role)
		return by
	}
	// lina typed the draft as a clerk; wangxue changed one cell and handed it in.
	typed := func(t *testing.T, signs ...collect.SignRole) (*world, collect.Obligation) {
		t.Helper()
		w := newWorld(t)
		o := w.open(signs...)("2026-09")
		saved, err := w.SaveDraft(ctx, clerk2, collect.SaveInput{Return: o.ID, Raw: sheet(3, 1, 2, "10")})
		if err != nil {
			t.Fatal(err)
		}
		return w, w.submit(saved.Obligation, sheet(3, 1, 2, "11"))
	}
	t.Run("signing as head", func(t *testing.T) {
		w, o := typed(t)
		for _, person := range []string{"lina", "wangxue"} {
			by := at(person, school, access.Head)
			if _, err := w.Sign(ctx, by, seen(o)); fault.KindOf(err) != fault.Denied && !fault.Is(err, "return.signed") {
				t.Errorf("%s signed own work: %v", person, err)
			}
			if r, err := w.Return(ctx, by, o.ID); err != nil || r.May.Sign {
				t.Errorf("%s is offered to sign: %v", person, err)
			}
		}
		if _, err := w.Sign(ctx, checker, seen(o)); err != nil {
			t.Error(err)
		}
	})
	t.Run("reviewing and locking for the section", func(t *testing.T) {
		w, o := typed(t, collect.Filler)
		for _, person := range []string{"lina", "wangxue"} {
			by := at(person, section, access.Section)
			if _, err := w.Review(ctx, by, seen(o)); !fault.Is(err, "return.own") {
				t.Errorf("%s reviewed own work: %v", person, err)
			}
			if r, err := w.Return(ctx, by, o.ID); err != nil || r.May.Review {
				t.Errorf("%s is offered to review: %v", person, err)
			}
		}
		o, err := w.Review(ctx, chief, seen(o))
		if err != nil {
			t.Fatal(err)
		}
		for _, person := range []string{"lina", "wangxue"} {
			by := at(person, section, access.Section)
			if _, err := w.Lock(ctx, by, seen(o)); !fault.Is(err, "return.own") {
				t.Errorf("%s locked own work: %v", person, err)
			}
			results, err := w.LockReviewed(ctx, by, o.Campaign, "")
			if err != nil || len(results) != 1 || !fault.Is(results[0].Err, "return.own") {
				t.Errorf("%s locked own work among others: %v %+v", person, err, results)
			}
		}
		if _, err := w.Lock(ctx, chief, seen(o)); err != nil {
			t.Error(err)
		}
	})
	t.Run("after a sending back", func(t *testing.T) {
		w, o := typed(t, collect.Filler)
		o, err := w.SendBack(ctx, chief, collect.SendBackInput{Seen: seen(o), Workdays: 2, Label: plain, Reasons: []collect.Reason{{Path: "spent", Text: "核对"}}})
		if err != nil {
			t.Fatal(err)
		}
		third := actor("third", school, access.Clerk)
		in := collect.SaveInput{Return: o.ID, Base: o.RecordNo, Raw: sheet(3, 1, 2, "12"), Answers: map[string]string{"spent": "已核对"}}
		if o, err = w.Submit(ctx, third, collect.SubmitInput{SaveInput: in}); err != nil {
			t.Fatal(err)
		}
		for _, person := range []string{"lina", "wangxue", "third"} {
			if _, err := w.Review(ctx, at(person, section, access.Section), seen(o)); !fault.Is(err, "return.own") {
				t.Errorf("%s reviewed own work: %v", person, err)
			}
		}
	})
	t.Run("who only looked may approve", func(t *testing.T) {
		w := newWorld(t)
		o := w.open(collect.Filler)("2026-09")
		o = w.submit(o, sheet(3, 1, 2, "10"))
		if _, err := w.Preview(ctx, clerk2, collect.SaveInput{Return: o.ID, Raw: form.Raw{"spent": "9"}}); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Review(ctx, at("lina", section, access.Section), seen(o)); err != nil {
			t.Error(err)
		}
	})
}
