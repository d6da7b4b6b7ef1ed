package design_test

import (
	"context"
	"strings"
	"testing"

	"nianlun/internal/base/access"
	"nianlun/internal/base/record"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formdraft"
	"nianlun/internal/kit/fault"
	"nianlun/internal/work/design"
)

// published makes and publishes the small form.
func (w *world) published() design.Draft {
	w.t.Helper()
	d := w.do(w.start(), pupils()...)
	_, err := w.Publish(context.Background(), hewei, design.Publish{Draft: d.ID, Base: d.Rev, Reason: "新增的月报"})
	must(w.t, err)
	return d
}

func (w *world) revise(form string) design.Draft {
	w.t.Helper()
	d, err := w.Revise(context.Background(), hewei, form)
	must(w.t, err)
	return d
}

func TestPublishNeedsAWholeFormAndAReason(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	d := w.start()
	if _, err := w.Publish(ctx, hewei, design.Publish{Draft: d.ID, Base: d.Rev, Reason: "新"}); !fault.Is(err, "design.unready") {
		t.Errorf("an empty form was published: %v", err)
	}
	d = w.do(d, pupils()...)
	_, err := w.Publish(ctx, hewei, design.Publish{Draft: d.ID, Base: d.Rev, Reason: "  "})
	if !fault.Is(err, "design.wrong") || fault.As(err).Fields[0].Path != "reason" {
		t.Errorf("published without a reason: %v", err)
	}
	if _, err := w.Publish(ctx, lina, design.Publish{Draft: d.ID, Base: d.Rev - 1, Reason: "新"}); !fault.Is(err, "design.stale") {
		t.Errorf("published what she had not seen: %v", err)
	}
	v, err := w.Publish(ctx, hewei, design.Publish{Draft: d.ID, Base: d.Rev, Reason: "新增的月报"})
	if err != nil || v.No != 1 {
		t.Fatalf("%v %+v", err, v)
	}
	last := w.log.events[len(w.log.events)-1]
	data := last.Data.(map[string]any)
	if last.Verb != "form.release" || last.Kind != access.Form || last.Thing != "kehoufuwuyuebao" || data["reason"] != "新增的月报" || data["version"] != 1 {
		t.Errorf("logged %+v", last)
	}
	_, err = w.Change(ctx, hewei, design.Change{Draft: d.ID, Base: d.Rev, Act: design.AddField{Type: "text", Title: "备注"}})
	if !fault.Is(err, "design.closed") {
		t.Errorf("a published draft changed: %v", err)
	}
}

func TestTheNextVersionKeepsWhatWasPublished(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	w.published()
	d := w.revise("kehoufuwuyuebao")
	if again := w.revise("kehoufuwuyuebao"); again.ID != d.ID {
		t.Error("a second draft of one form")
	}
	if _, err := w.Publish(ctx, hewei, design.Publish{Draft: d.ID, Base: d.Rev, Reason: "改"}); !fault.Is(err, "design.same") {
		t.Errorf("published what is the same: %v", err)
	}
	_, err := w.Change(ctx, hewei, design.Change{Draft: d.ID, Base: d.Rev, Act: design.EditField{Key: "nansheng", Field: formdraft.Field{Name: "男生", Type: "text"}}})
	if fault.As(err).Fields == nil || fault.As(err).Fields[0].Key != "design.keep.type" {
		t.Errorf("a published type changed: %v", err)
	}
	_, err = w.Change(ctx, hewei, design.Change{Draft: d.ID, Base: d.Rev, Act: design.EditField{Key: "nansheng", Field: formdraft.Field{Name: "男生", Code: "boys"}}})
	if fault.As(err).Fields == nil || fault.As(err).Fields[0].Key != "design.keep.code" {
		t.Errorf("a published code changed: %v", err)
	}
	d = w.do(d, design.RemoveField{Key: "heji"}, design.AddField{At: 9, Type: "text", Title: "合计"}, design.RemoveCheck{At: 0})
	if fieldOf(w.open(d).Content, "heji2") == nil {
		t.Error("the code of a removed published field was given to another")
	}
	codes := map[string]string{}
	for _, diff := range w.open(d).Differences() {
		codes[diff.Field] = diff.Code
	}
	if codes["heji"] != form.FieldRemoved || codes["heji2"] != form.FieldAdded || codes[""] != design.CheckRemoved || len(codes) != 3 {
		t.Errorf("differences %v", codes)
	}
	if v, err := w.Publish(ctx, hewei, design.Publish{Draft: d.ID, Base: d.Rev, Reason: "按清单调整"}); err != nil || v.No != 2 {
		t.Errorf("%v %+v", err, v)
	}
	history, err := w.History(ctx, hewei, "kehoufuwuyuebao")
	if err != nil || len(history) != 2 || history[0].No != 2 || history[0].Reason != "按清单调整" || history[0].Who != "何伟" || len(history[0].Differences) != 3 || history[1].Reason != "新增的月报" {
		t.Errorf("%v %+v", err, history)
	}
}

// A field of another type gets another code, and its expressions follow.
func TestReplacingAPublishedField(t *testing.T) {
	w := newWorld(t)
	w.published()
	d := w.do(w.revise("kehoufuwuyuebao"), design.CopyField{Key: "nansheng", Replace: true},
		design.EditField{Key: "nansheng2", Field: formdraft.Field{Name: "男生", Type: "decimal", Decimals: "1"}})
	o := w.open(d)
	if len(o.Problems) > 0 || outline(o.Content) != "课后服务月报: 男生 女生 合计" {
		t.Errorf("%s %+v", outline(o.Content), o.Problems)
	}
	for _, diff := range o.Differences() {
		if diff.Refused {
			t.Errorf("refused: %+v", diff)
		}
	}
}

func TestAnotherVersionCameFirst(t *testing.T) {
	w := newWorld(t)
	w.published()
	d := w.do(w.revise("kehoufuwuyuebao"), design.AddField{Type: "text", Title: "备注"})
	_, err := w.shelf.Publish(context.Background(), lina, "form: kehoufuwuyuebao\ntitle: 表\nsections: [{title: 甲, fields: [{code: nansheng, name: 男生, type: integer}]}]\n")
	must(t, err)
	if _, err := w.Publish(context.Background(), hewei, design.Publish{Draft: d.ID, Base: d.Rev, Reason: "改"}); !fault.Is(err, "design.overtaken") {
		t.Errorf("published over another version: %v", err)
	}
}

func TestAFieldThatIsAskedAlreadyNeedsAReasonOrASource(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	w.Asking = asking{{Field: "nansheng", By: design.SameName, Form: "works", FormTitle: "校舍月报", TheirName: "男生"}}
	d := w.do(w.start(), pupils()...)
	_, err := w.Publish(ctx, hewei, design.Publish{Draft: d.ID, Base: d.Rev, Reason: "新"})
	if !fault.Is(err, "design.wrong") || fault.As(err).Fields[0].Path != "again:nansheng" {
		t.Fatalf("asked again without a reason: %v", err)
	}
	must(t, w.SetReason(ctx, hewei, d.ID, "nansheng", "口径不同"))
	r, err := w.Release(ctx, hewei, d.ID)
	if err != nil || len(r.Again) != 1 || r.Reasons["nansheng"] != "口径不同" {
		t.Fatalf("%v %+v", err, r.Again)
	}
	other := w.do(d, design.EditField{Key: "nansheng", Field: formdraft.Field{Name: "男生", Type: "integer", Prefill: formdraft.Prefill{Form: "works", Field: "boys"}}})
	if again, err := w.Again(ctx, hewei, w.open(other)); err != nil || len(again) != 0 {
		t.Errorf("a field that is filled in from there still counts: %v %v", again, err)
	}
	d = w.do(other, design.EditField{Key: "nansheng", Field: formdraft.Field{Name: "男生", Type: "integer"}})
	if _, err := w.Publish(ctx, hewei, design.Publish{Draft: d.ID, Base: d.Rev, Reason: "新"}); err != nil {
		t.Errorf("the reason that was given does not count: %v", err)
	}
	data := w.log.events[len(w.log.events)-1].Data.(map[string]any)
	if data["again"].(map[string]string)["nansheng"] != "口径不同" {
		t.Errorf("logged %v", data)
	}
}

func TestAFormBelongsToWhoAsksIt(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	_, err := w.shelf.Publish(ctx, staff, "form: old\ntitle: 旧表\nsections: [{title: 甲, fields: [{code: n, name: 人数, type: integer}]}]\n")
	must(t, err)
	if _, err := w.Revise(ctx, hewei, "old"); fault.KindOf(err) != fault.Denied {
		t.Errorf("a section revises a form that is nobody's: %v", err)
	}
	w.Campaigns = running{{Campaign: "c", Title: "任务", Form: "old", Version: 1, Owner: "sec"}}
	lines, err := w.List(ctx, hewei)
	if err != nil || len(lines) != 1 || lines[0].Owner != "计划财务科" || !lines[0].May.Write || len(lines[0].Uses) != 1 {
		t.Errorf("%v %+v", err, lines)
	}
	if _, err := w.Revise(ctx, actor("x", "other", access.Section), "old"); fault.KindOf(err) != fault.Denied {
		t.Errorf("another section revises it: %v", err)
	}
	if d, err := w.Revise(ctx, hewei, "old"); err != nil || d.Base != 1 || d.Owner != "sec" {
		t.Errorf("%v %+v", err, d)
	}
}

// meals is a form that computes from the one that tests publish.
func (w *world) meals() record.Version {
	w.t.Helper()
	const text = `
form: meals
title: 用餐月报
period: month
refers:
  课后: {form: kehoufuwuyuebao}
sections:
  - title: 一
    fields:
      - {code: n, name: 用餐人数, type: integer}
      - {code: share, name: 用餐率, type: calculated, value: 用餐人数 / 课后.合计}
`
	library, _ := w.shelf.Library(context.Background(), "")
	def, err := form.ParseWith([]byte(text), library)
	must(w.t, err)
	return record.Version{Form: "meals", No: 1, Definition: def, YAML: text}
}

// readMeals has a draft compute from that form.
func (w *world) readMeals(d design.Draft) design.Draft {
	w.t.Helper()
	text := string(w.open(d).Content.YAML())
	text = strings.Replace(text, "sections:", "refers:\n  用餐: {form: meals}\nsections:", 1)
	text = strings.Replace(text, "    fields:\n", "    fields:\n      - {code: ratio, name: 两倍率, type: calculated, value: 用餐.用餐率 * 2}\n", 1)
	return w.do(d, design.EditText{YAML: text})
}

// Who publishes while another does waits, and is judged by what that one has published:
// together they would close a ring that neither of them saw.
func TestARingThatTwoCloseAtOnceIsRefused(t *testing.T) {
	w := newWorld(t)
	first := w.published()
	ring := w.meals()
	harmless := ring
	harmless.YAML = strings.Replace(ring.YAML, "value: 用餐人数 / 课后.合计", "value: 用餐人数 * 2", 1)
	def, err := form.Parse([]byte(strings.Replace(harmless.YAML, "refers:\n  课后: {form: kehoufuwuyuebao}\n", "", 1)), nil)
	must(t, err)
	harmless.Definition = def
	w.shelf.versions["meals"] = []record.Version{harmless}
	d := w.readMeals(w.revise(first.Form))
	if problems := w.open(d).Problems; len(problems) != 0 {
		t.Fatalf("%+v", problems)
	}
	w.shelf.turn = func() { ring.No = 2; w.shelf.versions["meals"] = append(w.shelf.versions["meals"], ring) }
	if _, err := w.Publish(context.Background(), hewei, design.Publish{Draft: d.ID, Base: d.Rev, Reason: "加一项"}); !fault.Is(err, "design.unready") {
		t.Errorf("published: %v", err)
	}
	if n := len(w.shelf.versions[first.Form]); n != 1 {
		t.Errorf("%d versions", n)
	}
}

// The designer says before publishing that two forms would compute from each other, at the field that closes the ring.
func TestARingOfFormsIsShownAtItsField(t *testing.T) {
	w := newWorld(t)
	first := w.published()
	w.shelf.versions["meals"] = []record.Version{w.meals()}
	d := w.readMeals(w.revise(first.Form))
	problems := w.open(d).Problems
	if len(problems) != 1 || problems[0].Code != form.Ring || problems[0].Field != 0 || problems[0].Section != 0 ||
		problems[0].Params["ring"] != "课后服务月报·两倍率 ← 用餐月报·用餐率；用餐月报·用餐率 ← 课后服务月报·合计" {
		t.Fatalf("%+v", problems)
	}
	if _, err := w.Publish(context.Background(), hewei, design.Publish{Draft: d.ID, Base: d.Rev, Reason: "加一项"}); !fault.Is(err, "design.unready") {
		t.Errorf("published: %v", err)
	}
	d = w.do(d, design.EditRefer{Refer: "用餐", To: "用餐", Form: "meals", Period: form.LastPeriod})
	if problems := w.open(d).Problems; len(problems) != 0 {
		t.Errorf("reading the period before: %+v", problems)
	}
}
