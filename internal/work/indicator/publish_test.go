package indicator_test

import (
	"context"
	"strings"
	"testing"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/i18n"
	"nianlun/internal/work/indicator"
)

// The definitions of the product stand over the forms of the product.
func TestDefaultsPublish(t *testing.T) {
	d := newDesk(t, schools(1))
	ctx := context.Background()
	for range 2 {
		if err := d.PublishDefaults(ctx, access.System("b")); err != nil {
			t.Fatalf("%+v", fault.As(err))
		}
	}
	all, err := d.List(ctx, office)
	if err != nil || len(all) != len(indicator.Defaults()) || len(d.log.events) != len(all) {
		t.Fatalf("%d of %d, %d entries, %v", len(all), len(indicator.Defaults()), len(d.log.events), err)
	}
	for _, v := range all {
		for _, o := range v.Operands {
			if strings.Trim(o.Field, "abcdefghijklmnopqrstuvwxyz_") != "" {
				t.Errorf("%s: %s is not bound to a field's code", v.Code, o.Field)
			}
		}
	}
}

func TestPublishing(t *testing.T) {
	ctx := context.Background()
	d := newDesk(t, schools(1), define())
	again, err := d.Publish(ctx, finance, []byte(define()))
	if err != nil || again.No != 1 {
		t.Errorf("the same text: %d %v", again.No, err)
	}
	second, err := d.Publish(ctx, finance, []byte(define("meaning: 含设备购置", "since: 2026-07-01")))
	if err != nil || second.No != 2 || d.log.events[len(d.log.events)-1].Verb != "indicator.publish" {
		t.Fatalf("second version: %d %v", second.No, err)
	}
	d.facts.give("free.spent", "u1", "2026-06", "1", indicator.Locked)
	for p, want := range map[string]int{"2026-06": 1, "2026-07": 2, "2025-01": 1} {
		if f := d.compute(t, "x", p, "all"); f.Version != want {
			t.Errorf("%s is of version %d", p, f.Version)
		}
	}
	f, err := d.Resolve(ctx, office, "x@1:2026-07:all")
	if err != nil || f.Version != 1 || f.Ref() != "x@1:2026-07:all" {
		t.Errorf("a ref keeps its version: %d %v", f.Version, err)
	}
	if _, err := d.Resolve(ctx, office, "x@3:2026-07:all"); fault.KindOf(err) != fault.NotFound {
		t.Errorf("no such version: %v", err)
	}
}

func TestPublishRefuses(t *testing.T) {
	cases := []struct {
		name, text string
		by         access.Actor
		kind       fault.Kind
		field      string
	}{
		{"an unknown field", define("from: free.nothing"), finance, fault.Invalid, "8:7"},
		{"a field of words", define("from: free.words"), finance, fault.Invalid, "8:7"},
		{"an unknown form", define("from: moon.a"), finance, fault.Invalid, "8:7"},
		{"an unknown section", define("owner: 财计科"), finance, fault.Invalid, "11:8"},
		{"another unit of measure", define("unit: 元"), finance, fault.Invalid, "4:7"},
		{"no unit of measure", strings.Replace(define(), "unit: 万元\n", "", 1), finance, fault.Invalid, "1:1"},
		{"another kind of period", define("period: quarter"), finance, fault.Invalid, "7:9"},
		{"another section's", define("owner: 人事科"), finance, fault.Denied, ""},
		{"a school", define("meaning: 别的"), clerk, fault.NotFound, ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			d := newDesk(t, schools(1), define())
			_, err := d.Publish(context.Background(), c.by, []byte(c.text))
			f := fault.As(err)
			if err == nil || f.Kind != c.kind {
				t.Fatalf("got %v", err)
			}
			if c.field == "" {
				return
			}
			if len(f.Fields) != 1 || f.Fields[0].Path != c.field {
				t.Fatalf("got %+v", f.Fields)
			}
			message := i18n.Msg(f.Fields[0].Key, f.Fields[0].Args...).In(i18n.Chinese)
			if strings.ContainsAny(message, "{}") || !strings.HasPrefix(message, "第 ") || strings.Contains(message, "definition") {
				t.Errorf("message %q", message)
			}
		})
	}
}

// A clerk sees the own school's figures; others look as if they did not exist.
func TestRights(t *testing.T) {
	ctx := context.Background()
	d := newDesk(t, schools(2), define())
	d.facts.give("free.spent", "u1", "2026-08", "1", indicator.Locked)
	d.facts.give("free.spent", "u2", "2026-08", "2", indicator.Locked)
	august, _ := period.Parse("2026-08")
	if f, err := d.Compute(ctx, clerk, "x", august, indicator.Scope{Unit: "u1"}); err != nil || text(f.Value) != "1" {
		t.Errorf("own: %v", err)
	}
	for _, scope := range []indicator.Scope{indicator.All, {Unit: "u2"}, {Type: "primary"}} {
		if _, err := d.Compute(ctx, clerk, "x", august, scope); fault.KindOf(err) != fault.NotFound {
			t.Errorf("%s: %v", scope, err)
		}
	}
	if reach, err := d.Reach(clerk); err != nil || reach.Unit != "u1" {
		t.Errorf("reach: %v %v", reach, err)
	}
	auditor := access.Actor{Bureau: "b", Person: "p", Post: access.Post{Unit: "office", Role: access.Auditor}}
	if _, err := d.List(ctx, auditor); fault.KindOf(err) != fault.NotFound {
		t.Errorf("an auditor lists figures: %v", err)
	}
}

func TestBinding(t *testing.T) {
	cases := map[string]string{
		"spent": "spent", "投资": "spent", "停工": "stopped", "list": "list", "项目": "list",
		"项目.已付": "list.paid", "list.paid": "list.paid",
		"words": "", "list.name": "", "list.none": "", "none": "", "none.paid": "",
	}
	for name, want := range cases {
		d := newDesk(t, schools(1))
		v, err := d.Publish(context.Background(), finance, []byte(define("from: free."+name)))
		if want == "" {
			if fault.KindOf(err) != fault.Invalid {
				t.Errorf("%s: %v", name, err)
			}
			continue
		}
		if err != nil || v.Operands[0].Field != want {
			t.Errorf("%s is bound to %v, %v", name, v.Operands, err)
		}
	}
}
