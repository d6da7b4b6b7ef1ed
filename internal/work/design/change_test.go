package design_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/form/formdraft"
	"nianlun/internal/kit/fault"
	"nianlun/internal/work/design"
)

// pupils are the acts that make a small form: two numbers and their sum.
func pupils() []design.Act {
	return []design.Act{
		design.AddField{Section: 0, At: 9, Type: "integer", Title: "男生"},
		design.AddField{Section: 0, At: 9, Type: "integer", Title: "女生"},
		design.AddField{Section: 0, At: 9, Type: "integer", Title: "合计"},
		design.EditCheck{At: -1, Check: formdraft.Check{Logic: "合计 == 男生 + 女生", Say: "应为 {男生 + 女生}"}},
	}
}

// outline writes a form in a line: sections with the names of their fields.
func outline(content formdraft.Draft) string {
	var parts []string
	for _, s := range content.Sections {
		part := s.Title + ":"
		for _, f := range s.Fields {
			part += " " + f.Name
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, "; ")
}

func TestAFormIsMadeByActs(t *testing.T) {
	w := newWorld(t)
	d := w.do(w.start(), pupils()...)
	o := w.open(d)
	if o.Definition == nil || len(o.Problems) > 0 {
		t.Fatalf("not whole: %+v", o.Problems)
	}
	if got := outline(o.Content); got != "课后服务月报: 男生 女生 合计" {
		t.Errorf("made %q", got)
	}
	if f, found := o.Definition.Field("nvsheng"); !found || f.Name != "女生" {
		t.Error("the second field has no code nvsheng")
	}
	if d.Form != "kehoufuwuyuebao" || d.Rev != 5 || d.Owner != "sec" {
		t.Errorf("%+v", d)
	}
}

func TestFieldsMoveAndLeave(t *testing.T) {
	w := newWorld(t)
	d := w.do(w.start(), pupils()...)
	d = w.do(d, design.AddSection{After: 0, Title: "课程", Table: true},
		design.MoveField{Key: "heji", Section: 0, At: 0}, design.MoveField{Key: "nansheng", Section: 1, At: 0})
	if got := outline(w.open(d).Content); got != "课后服务月报: 合计 女生; 课程: 男生" {
		t.Errorf("moved to %q", got)
	}
	d = w.do(d, design.MoveSection{Section: 1, To: 0}, design.CopyField{Key: "nvsheng"}, design.RemoveField{Key: "heji"})
	if got := outline(w.open(d).Content); got != "课程: 男生; 课后服务月报: 女生 女生2" {
		t.Errorf("moved to %q", got)
	}
	_, err := w.Change(context.Background(), hewei, design.Change{Draft: d.ID, Base: d.Rev, Act: design.RemoveField{Key: "heji"}})
	if !fault.Is(err, "design.gone") {
		t.Errorf("a field was removed twice: %v", err)
	}
}

func TestRenamingFollowsIntoExpressions(t *testing.T) {
	w := newWorld(t)
	d := w.do(w.start(), pupils()...)
	field := *fieldOf(w.open(d).Content, "nansheng")
	field.Name = "在校男生"
	o := w.open(w.do(d, design.EditField{Key: "nansheng", Field: field}))
	if len(o.Problems) > 0 || o.Content.Checks[0].Logic != "合计 == 在校男生 + 女生" || o.Content.Checks[0].Say != "应为 {在校男生 + 女生}" {
		t.Errorf("%+v %+v", o.Content.Checks, o.Problems)
	}
}

func fieldOf(content formdraft.Draft, key string) *formdraft.Field {
	at, _ := content.Find(key)
	return content.Field(at)
}

func TestProblemsNameTheirPlaceAndThePreviewGoesOn(t *testing.T) {
	w := newWorld(t)
	d := w.do(w.start(), pupils()...)
	field := *fieldOf(w.open(d).Content, "nvsheng")
	field.When = "男孩 > 0"
	o := w.open(w.do(d, design.EditField{Key: "nvsheng", Field: field},
		design.EditCheck{At: 0, Check: formdraft.Check{Logic: "总计 == 男生", Say: "应为 {男生}"}}))
	if o.Definition != nil || len(o.Problems) != 2 {
		t.Fatalf("%+v", o.Problems)
	}
	at := o.ProblemsAt(design.AtField(0, 1))
	if len(at) != 1 || at[0].Place.Key != "when" || at[0].Code != "expr.unknown_name" {
		t.Errorf("at the field: %+v", at)
	}
	if at := o.ProblemsAt(design.AtCheck(0)); len(at) != 1 || at[0].Place.Key != "logic" {
		t.Errorf("at the check: %+v", at)
	}
	if o.Shown == nil || o.Left != 2 || len(o.Shown.Fields()) != 3 || len(o.Shown.Checks) != 0 {
		t.Errorf("shown %+v, left out %d", o.Shown, o.Left)
	}
}

func TestUndoAndRedoGoStepByStep(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	d := w.do(w.start(), pupils()[:3]...)
	back := func(d design.Draft) design.Draft {
		out, err := w.Undo(ctx, hewei, d.ID, d.Rev)
		must(t, err)
		return out
	}
	forth := func(d design.Draft) design.Draft {
		out, err := w.Redo(ctx, hewei, d.ID, d.Rev)
		must(t, err)
		return out
	}
	see := func(d design.Draft, want string) {
		t.Helper()
		if got := outline(w.open(d).Content); got != "课后服务月报:"+want {
			t.Errorf("see %q, want %q", got, want)
		}
	}
	d = back(back(d))
	see(d, " 男生")
	d = forth(d)
	see(d, " 男生 女生")
	d = back(d)
	see(d, " 男生")
	d = forth(forth(d))
	see(d, " 男生 女生 合计")
	if _, err := w.Redo(ctx, hewei, d.ID, d.Rev); !fault.Is(err, "design.nothing") {
		t.Errorf("redone beyond the end: %v", err)
	}
	d = back(back(back(d)))
	see(d, "")
	if _, err := w.Undo(ctx, hewei, d.ID, d.Rev); !fault.Is(err, "design.nothing") {
		t.Errorf("undone beyond the beginning: %v", err)
	}
	d = w.do(d, design.AddField{Type: "text", Title: "备注"})
	if _, err := w.Redo(ctx, hewei, d.ID, d.Rev); !fault.Is(err, "design.nothing") {
		t.Errorf("redone what a new change has replaced: %v", err)
	}
}

// What one person types in one field without a pause is one step to undo.
func TestTypingIsUndoneTogether(t *testing.T) {
	w := newWorld(t)
	d := w.do(w.start(), pupils()[:1]...)
	for _, name := range []string{"男", "男同", "男同学"} {
		w.now = w.now.Add(3 * time.Second)
		changed, err := w.Change(context.Background(), hewei, design.Change{Draft: d.ID, Base: d.Rev,
			Act: design.EditField{Key: "nansheng", Field: formdraft.Field{Code: "nansheng", Name: name, Type: "integer"}}})
		must(t, err)
		d = changed.Draft
	}
	d, err := w.Undo(context.Background(), hewei, d.ID, d.Rev)
	must(t, err)
	if got := outline(w.open(d).Content); got != "课后服务月报: 男生" {
		t.Errorf("undone to %q", got)
	}
}

func TestTwoDesignersAtOnce(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	d := w.do(w.start(), pupils()...)
	edit := func(key, name string) design.EditField {
		return design.EditField{Key: key, Field: formdraft.Field{Name: name}}
	}
	theirs, err := w.Change(ctx, lina, design.Change{Draft: d.ID, Base: d.Rev, Act: edit("nansheng", "男孩")})
	must(t, err)
	// Something else: both stay.
	mine, err := w.Change(ctx, hewei, design.Change{Draft: d.ID, Base: d.Rev, Act: edit("nvsheng", "女孩")})
	must(t, err)
	if got := outline(w.open(mine.Draft).Content); got != "课后服务月报: 男孩 女孩 合计" || mine.Rev != theirs.Rev+1 {
		t.Errorf("both: %q", got)
	}
	// The same: the second is told, and nothing changes.
	_, err = w.Change(ctx, hewei, design.Change{Draft: d.ID, Base: d.Rev, Act: edit("nansheng", "男学生")})
	stale, ok := design.StaleOf(err)
	if !fault.Is(err, "design.stale") || !ok || stale.By != "李娜" {
		t.Errorf("%v %+v", err, stale)
	}
	if _, err := w.Undo(ctx, lina, d.ID, theirs.Rev); !fault.Is(err, "design.stale") {
		t.Errorf("undid what somebody else did: %v", err)
	}
}

func TestWhoMayDesign(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	d := w.do(w.start(), pupils()...)
	act := design.Change{Draft: d.ID, Base: d.Rev, Act: design.AddField{Type: "text", Title: "备注"}}
	if _, err := w.Change(ctx, actor("x", "other", access.Section), act); fault.KindOf(err) != fault.Denied {
		t.Errorf("another section: %v", err)
	}
	if _, err := w.Open(ctx, clerk, d.ID); fault.KindOf(err) != fault.NotFound {
		t.Errorf("a school's clerk: %v", err)
	}
	if _, err := w.Start(ctx, clerk, design.Start{Title: "表"}); fault.KindOf(err) != fault.NotFound {
		t.Errorf("a school's clerk starts a form: %v", err)
	}
	if _, err := w.Change(ctx, staff, act); err != nil {
		t.Errorf("the office: %v", err)
	}
	if o, err := w.Open(ctx, actor("x", "other", access.Section), d.ID); err != nil || o.May.Write {
		t.Errorf("another section reads and may write: %v", err)
	}
}

func TestRevisionsAreBounded(t *testing.T) {
	w := newWorld(t)
	d := w.start()
	for i := range 210 {
		d = w.do(d, design.EditForm{Title: "表" + string(rune('一'+i))})
	}
	if n := len(w.store.revisions[d.ID]); n != 200 {
		t.Errorf("%d revisions are kept", n)
	}
}
