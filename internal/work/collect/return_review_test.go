package collect_test

import (
	"context"
	"slices"
	"testing"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/form"
	"nianlun/internal/kit/fault"
	"nianlun/internal/work/collect"
)

func plain(key string, _ ...any) string { return key }

func seen(o collect.Obligation) collect.Seen { return collect.Seen{Return: o.ID, Base: o.RecordNo} }

func TestSignaturesInOrderByDifferentPeople(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	o := w.submit(w.open()("2026-09"), sheet(3, 1, 2, "10"))
	if o.Awaits != collect.AwaitsChecker {
		t.Fatalf("awaits %q", o.Awaits)
	}
	if _, err := w.Review(ctx, chief, seen(o)); !fault.Is(err, "return.unsigned") {
		t.Errorf("reviewed without signatures: %v", err)
	}
	o, err := w.Sign(ctx, checker, seen(o))
	if err != nil || o.Awaits != collect.AwaitsChief {
		t.Fatalf("%v %q", err, o.Awaits)
	}
	if _, err := w.Sign(ctx, checker, seen(o)); !fault.Is(err, "return.signed") {
		t.Errorf("one person signed twice: %v", err)
	}
	if o, err = w.Sign(ctx, head, seen(o)); err != nil || o.Awaits != collect.AwaitsSection {
		t.Fatalf("%v %q", err, o.Awaits)
	}
	if o.Paper.Signatures[2].Role != collect.Chief || o.Paper.Signatures[0].Person != "wangxue" {
		t.Errorf("signatures %+v", o.Paper.Signatures)
	}
	if o, err = w.Review(ctx, chief, seen(o)); err != nil || o.State != collect.Reviewed {
		t.Fatalf("%v %s", err, o.State)
	}
	if o, err = w.Lock(ctx, chief, seen(o)); err != nil || o.State != collect.Locked {
		t.Fatalf("%v %s", err, o.State)
	}
	for name, act := range map[string]func() error{
		"save": func() error {
			_, err := w.SaveDraft(ctx, clerk, collect.SaveInput{Return: o.ID, Base: o.RecordNo, Raw: sheet(1, 1, 0, "1")})
			return err
		},
		"send back": func() error {
			_, err := w.SendBack(ctx, chief, collect.SendBackInput{Seen: seen(o), Workdays: 1, Reasons: []collect.Reason{{Text: "x"}}, Label: plain})
			return err
		},
		"withdraw": func() error { _, err := w.Withdraw(ctx, clerk, seen(o)); return err },
	} {
		if err := act(); !fault.Is(err, "return.moved") {
			t.Errorf("%s on a locked return: %v", name, err)
		}
	}
}

// A person may hold a post at a school and, seconded, one in the section.
func TestNobodyApprovesOwnWork(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	seconded := actor("wangxue", section, access.Section)
	o := w.submit(w.open(collect.Filler)("2026-09"), sheet(3, 1, 2, "10"))
	if _, err := w.Review(ctx, seconded, seen(o)); !fault.Is(err, "return.own") {
		t.Errorf("who filled it reviewed it: %v", err)
	}
	o, err := w.Review(ctx, chief, seen(o))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Lock(ctx, seconded, seen(o)); !fault.Is(err, "return.own") {
		t.Errorf("who filled it locked it: %v", err)
	}
}

func TestSignerCannotReview(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	o := w.submit(w.open(collect.Filler, collect.Chief)("2026-09"), sheet(3, 1, 2, "10"))
	o, err := w.Sign(ctx, head, seen(o))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Review(ctx, actor("fang", section, access.Section), seen(o)); !fault.Is(err, "return.own") {
		t.Errorf("who signed it reviewed it: %v", err)
	}
}

func TestAnotherSectionMayNotReview(t *testing.T) {
	w := newWorld(t)
	o := w.submit(w.open(collect.Filler)("2026-09"), sheet(3, 1, 2, "10"))
	stranger := actor("x", "sec-other", access.Section)
	if _, err := w.Review(context.Background(), stranger, seen(o)); fault.KindOf(err) != fault.Denied {
		t.Errorf("%v", err)
	}
}

func TestReviewIsOfTheFiguresSeen(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	o := w.submit(w.open(collect.Filler)("2026-09"), sheet(3, 1, 2, "10"))
	stale := seen(o)
	o, err := w.Withdraw(ctx, clerk, seen(o))
	if err != nil {
		t.Fatal(err)
	}
	w.submit(o, sheet(4, 2, 2, "10"))
	if _, err := w.Review(ctx, chief, stale); !fault.Is(err, "return.moved") {
		t.Errorf("figures were approved that nobody saw: %v", err)
	}
}

func TestSendBackIsTrackedUntilAnswered(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	o := w.submit(w.open(collect.Filler)("2026-09"), form.Raw{
		"total": "1", "done": "0", "building": "1", "spent": "10", "list[r1].name": "综合楼", "list[r1].paid": "7",
	})
	in := collect.SendBackInput{Seen: seen(o), Workdays: 3, Label: plain, Reasons: []collect.Reason{
		{Path: "list[r1].paid", Text: "合同台账是 6 万元，请核对"}, {Path: "total", Text: "少一个"},
	}}
	o, err := w.SendBack(ctx, chief, in)
	if err != nil {
		t.Fatalf("%v %+v", err, fault.As(err).Fields)
	}
	// Monday, 12 October, three working days on.
	if o.State != collect.Back || o.BackDue.String() != "2026-10-15" || o.Backs != 1 || len(o.Paper.Signatures) != 0 {
		t.Errorf("%+v", o)
	}
	if m := o.Paper.Marks[0]; m.Was != "7.00" || !m.Open() {
		t.Errorf("mark %+v", m)
	}
	if len(w.inbox.sent) != 1 || w.inbox.sent[0].Unit != school {
		t.Errorf("notices %+v", w.inbox.sent)
	}
	again := collect.SubmitInput{SaveInput: collect.SaveInput{Return: o.ID, Base: o.RecordNo, Answers: map[string]string{"list[r1].paid": "已改"}}}
	_, err = w.Submit(ctx, clerk, again)
	if f := wantFault(t, err, "return.checks"); !hasField(f, "answer:total") || hasField(f, "answer:list[r1].paid") {
		t.Errorf("fields %+v", f.Fields)
	}
	again.Answers["total"] = "没有少"
	o, err = w.Submit(ctx, clerk, again)
	if err != nil {
		t.Fatalf("%v %+v", err, fault.As(err).Fields)
	}
	if o.Paper.Marks[1].Answer != "没有少" || o.Paper.Marks[1].Open() || !o.Paper.Marks[1].Closed {
		t.Errorf("marks %+v", o.Paper.Marks)
	}
}

func TestSendBackRefuses(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	o := w.submit(w.open(collect.Filler)("2026-09"), sheet(3, 1, 2, "10"))
	for name, c := range map[string]struct {
		in    collect.SendBackInput
		field string
	}{
		"no reason":       {collect.SendBackInput{Seen: seen(o), Workdays: 3}, "reason:0"},
		"blank reason":    {collect.SendBackInput{Seen: seen(o), Workdays: 3, Reasons: []collect.Reason{{Path: "total", Text: " "}}}, "reason:0"},
		"no such cell":    {collect.SendBackInput{Seen: seen(o), Workdays: 3, Reasons: []collect.Reason{{Path: "moon", Text: "x"}}}, "path:0"},
		"hostile reason":  {collect.SendBackInput{Seen: seen(o), Workdays: 3, Reasons: []collect.Reason{{Path: "total", Text: "a\x00b"}}}, "reason:0"},
		"no working days": {collect.SendBackInput{Seen: seen(o), Reasons: []collect.Reason{{Path: "total", Text: "x"}}}, "workdays"},
	} {
		t.Run(name, func(t *testing.T) {
			c.in.Label = plain
			_, err := w.SendBack(ctx, chief, c.in)
			if f := wantFault(t, err, "collect.back"); !hasField(f, c.field) {
				t.Errorf("fields %+v", f.Fields)
			}
		})
	}
}

func TestHeadSendsBackToOwnClerk(t *testing.T) {
	w := newWorld(t)
	o := w.submit(w.open()("2026-09"), sheet(3, 1, 2, "10"))
	o, err := w.SendBack(context.Background(), head, collect.SendBackInput{Seen: seen(o), Workdays: 1, Label: plain, Reasons: []collect.Reason{{Text: "请再核对"}}})
	if err != nil || o.State != collect.Back {
		t.Errorf("%v %s", err, o.State)
	}
}

func TestFactsAreWhatWasHandedIn(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	at := w.open(collect.Filler)
	w.submit(at("2026-08"), sheet(3, 1, 2, "100.50"))
	if _, err := w.SaveDraft(ctx, clerk, collect.SaveInput{Return: at("2026-09").ID, Raw: sheet(3, 1, 2, "120")}); err != nil {
		t.Fatal(err)
	}
	facts, err := w.Facts(ctx, bureau, "works", []string{"spent"}, []string{"2026-08", "2026-09"})
	if err != nil || len(facts) < 2 {
		t.Fatalf("%v %+v", err, facts)
	}
	values := 0
	for _, f := range facts {
		if f.Values[0] == nil {
			continue
		}
		values++
		if f.Period != "2026-08" || f.Unit != school {
			t.Errorf("a value of %s %s, who handed nothing in", f.Unit, f.Period)
		}
	}
	if values != 1 {
		t.Errorf("%d values", values)
	}
	facts = slices.DeleteFunc(facts, func(f collect.Fact) bool { return f.Values[0] == nil })
	if f := facts[0]; f.Values[0].String() != "100.5" || f.State != collect.Submitted || f.Unit != school || f.Period != "2026-08" {
		t.Errorf("%+v", f)
	}
}
