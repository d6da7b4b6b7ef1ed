package collect_test

import (
	"context"
	"maps"
	"sync"
	"testing"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/form"
	"nianlun/internal/work/collect"
)

// saveCells saves cells that were typed on a page of a revision.
func saveCells(t *testing.T, w *world, by access.Actor, o collect.Obligation, base int, cells form.Raw) collect.CellsSaved {
	t.Helper()
	out, err := w.SaveCells(context.Background(), by, collect.CellsInput{Return: o.ID, Base: base, Cells: cells})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// written is what is stored of a return, as it was written.
func written(t *testing.T, w *world, o collect.Obligation) form.Raw {
	t.Helper()
	one, err := w.Return(context.Background(), clerk, o.ID)
	if err != nil {
		t.Fatal(err)
	}
	if one.Raw != nil {
		return one.Raw
	}
	return form.RawOf(one.Definition, one.Values)
}

func TestRowsThatOnlyMovedAreKept(t *testing.T) {
	w := newWorld(t)
	o := w.open()("2026-09")
	saveCells(t, w, clerk, o, 0, form.Raw{"list": "r1,r2", "list[r1].name": "一", "list[r2].name": "二"})
	out := saveCells(t, w, clerk, o, 1, form.Raw{"list": "r2,r1"})
	if now := written(t, w, o); now["list"] != "r2,r1" || out.Obligation.RecordNo != 2 {
		t.Errorf("revision %d, rows %q", out.Obligation.RecordNo, now["list"])
	}
}

func TestCellsAreSavedOverTheSheet(t *testing.T) {
	w := newWorld(t)
	o := w.open()("2026-09")
	saveCells(t, w, clerk, o, 0, form.Raw{"total": "3", "list[r1].name": "综合楼", "list[r1].paid": "1.5"})
	out := saveCells(t, w, clerk, o, 1, form.Raw{"done": "１"})
	if out.Obligation.RecordNo != 2 || out.By != "" || len(out.Clashes) != 0 {
		t.Errorf("revision %d, by %q, clashes %v", out.Obligation.RecordNo, out.By, out.Clashes)
	}
	if len(out.Changed) != 1 || out.Changed["done"] != "1" {
		t.Errorf("the page hears %v, want the plain digit alone", out.Changed)
	}
	now := written(t, w, o)
	for path, want := range (form.Raw{"total": "3", "done": "1", "list[r1].name": "综合楼", "list[r1].paid": "1.5", "list": "r1"}) {
		if now[path] != want {
			t.Errorf("%s is %q, want %q", path, now[path], want)
		}
	}
}

func TestRowsAreTakenOutAndMoved(t *testing.T) {
	w := newWorld(t)
	o := w.open()("2026-09")
	saveCells(t, w, clerk, o, 0, form.Raw{"list": "r1,r2,r3", "list[r1].name": "一", "list[r2].name": "二", "list[r3].name": "三"})
	saveCells(t, w, clerk, o, 1, form.Raw{"list": "r3,r1"})
	now := written(t, w, o)
	if now["list"] != "r3,r1" || now["list[r2].name"] != "" || now["list[r1].name"] != "一" {
		t.Errorf("stored %v", now)
	}
}

func TestCellsOfTwoClerksAreJoined(t *testing.T) {
	w := newWorld(t)
	o := w.open()("2026-09")
	saveCells(t, w, clerk, o, 0, form.Raw{"total": "3", "done": "1", "list[r1].name": "综合楼"})
	saveCells(t, w, clerk2, o, 1, form.Raw{"total": "5", "building": "2", "list": "r1,r2", "list[r2].name": "操场"})
	out := saveCells(t, w, clerk, o, 1, form.Raw{"total": "4", "done": "2", "spent": "10"})

	if out.By == "" {
		t.Error("nobody is named")
	}
	if len(out.Clashes) != 1 || out.Clashes[0] != (collect.CellClash{Path: "total", Mine: "4", Theirs: "5"}) {
		t.Errorf("clashes %v", out.Clashes)
	}
	for path, want := range (form.Raw{"total": "5", "building": "2", "list[r2].name": "操场"}) {
		if got := out.Changed[path]; got != want {
			t.Errorf("the page hears %s = %q, want %q", path, got, want)
		}
	}
	if rows := out.Rows["list"]; len(rows) != 2 || rows[1] != "r2" {
		t.Errorf("rows %v", out.Rows)
	}
	now := written(t, w, o)
	for path, want := range (form.Raw{"total": "5", "done": "2", "building": "2", "list[r1].name": "综合楼", "list[r2].name": "操场"}) {
		if now[path] != want {
			t.Errorf("%s is %q, want %q", path, now[path], want)
		}
	}
	// The choice is one more save, and wins.
	saveCells(t, w, clerk, o, out.Obligation.RecordNo, form.Raw{"total": "4"})
	if now := written(t, w, o); now["total"] != "4" {
		t.Errorf("the choice is %q", now["total"])
	}
}

func TestUnreadableTextsAreMergedToo(t *testing.T) {
	w := newWorld(t)
	o := w.open()("2026-09")
	saveCells(t, w, clerk, o, 0, form.Raw{"total": "3"})
	saveCells(t, w, clerk2, o, 1, form.Raw{"done": "一两个", "building": "2"})
	out := saveCells(t, w, clerk, o, 1, form.Raw{"spent": "约十万", "done": "很多", "building": "不清楚"})
	if len(out.Clashes) != 2 {
		t.Errorf("clashes %v", out.Clashes)
	}
	for _, c := range out.Clashes {
		if c.Path == "done" && (c.Mine != "很多" || c.Theirs != "一两个") || c.Path == "building" && (c.Mine != "不清楚" || c.Theirs != "2") {
			t.Errorf("clash %+v", c)
		}
	}
	now := written(t, w, o)
	for path, want := range (form.Raw{"total": "3", "done": "一两个", "building": "2", "spent": "约十万"}) {
		if now[path] != want {
			t.Errorf("%s is %q, want %q", path, now[path], want)
		}
	}
}

func TestARowTakenOutWhileTheOtherWroteIntoItStays(t *testing.T) {
	w := newWorld(t)
	o := w.open()("2026-09")
	saveCells(t, w, clerk, o, 0, form.Raw{"list": "r1,r2", "list[r1].name": "一", "list[r1].paid": "1", "list[r2].name": "二"})
	saveCells(t, w, clerk2, o, 1, form.Raw{"list[r1].paid": "7"})
	out := saveCells(t, w, clerk, o, 1, form.Raw{"list": "r2"})
	if len(out.Clashes) != 1 || out.Clashes[0].Path != "list[r1].paid" || out.Clashes[0].Theirs != "7.00" && out.Clashes[0].Theirs != "7" {
		t.Errorf("clashes %+v", out.Clashes)
	}
	now := written(t, w, o)
	if now["list[r1].name"] != "一" || now["list[r2].name"] != "二" {
		t.Errorf("the row lost a cell: %v", now)
	}
}

// wholly runs one transaction at a time and takes back what a failed one wrote, as
// a database does.
type wholly struct {
	mu sync.Mutex
	w  *world
}

func (r *wholly) InTx(ctx context.Context, fn func(context.Context) error) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.w.store.mu.Lock()
	rows := maps.Clone(r.w.store.rows)
	r.w.store.mu.Unlock()
	r.w.recs.mu.Lock()
	revs := maps.Clone(r.w.recs.revs)
	r.w.recs.mu.Unlock()
	err := fn(ctx)
	if err != nil {
		r.w.store.mu.Lock()
		r.w.store.rows = rows
		r.w.store.mu.Unlock()
		r.w.recs.mu.Lock()
		r.w.recs.revs = revs
		r.w.recs.mu.Unlock()
	}
	return err
}

func TestCellsOfManyAtOnceAreAllKept(t *testing.T) {
	w := newWorld(t)
	w.Tx = &wholly{w: w}
	o := w.open()("2026-09")
	saveCells(t, w, clerk, o, 0, form.Raw{"total": "0"})
	cells := []form.Raw{{"total": "3"}, {"done": "1"}, {"building": "2"}}
	var all sync.WaitGroup
	for _, one := range cells {
		all.Go(func() { saveCells(t, w, clerk, o, 1, one) })
	}
	all.Wait()
	now := written(t, w, o)
	if now["total"] != "3" || now["done"] != "1" || now["building"] != "2" {
		t.Errorf("stored %v", now)
	}
}

func TestCellsOfAHandedInReturnAreRefused(t *testing.T) {
	w := newWorld(t)
	o := w.open()("2026-09")
	o = w.submit(o, sheet(3, 1, 2, "10"))
	_, err := w.SaveCells(context.Background(), clerk, collect.CellsInput{Return: o.ID, Base: o.RecordNo, Cells: form.Raw{"total": "9"}})
	_ = wantFault(t, err, "return.moved")
}

// As long as a text stands that is no value, everything stays as it was written, and the page hears what follows; with
// it gone, the page hears how all is kept.
func TestCellsBesideATextThatIsNoValue(t *testing.T) {
	w := newWorld(t)
	o := w.open()("2026-09")
	saveCells(t, w, clerk, o, 0, form.Raw{"total": "3", "list": "r1", "list[r1].name": "综合楼"})
	out := saveCells(t, w, clerk, o, 1, form.Raw{"done": "很多"})
	if len(out.Now.Issues) != 1 || out.Now.Issues[0].Path != "done" || len(out.Changed) != 0 {
		t.Errorf("issues %v, the page hears %v", out.Now.Issues, out.Changed)
	}
	out = saveCells(t, w, clerk, o, 2, form.Raw{"building": "２"})
	if len(out.Now.Issues) != 1 || len(out.Changed) != 0 || out.Now.Values.Get("building").String() != "2" {
		t.Errorf("issues %v, the page hears %v, building %s", out.Now.Issues, out.Changed, out.Now.Values.Get("building"))
	}
	if now := written(t, w, o); now["done"] != "很多" || now["building"] != "２" || now["list[r1].name"] != "综合楼" || now["list"] != "r1" {
		t.Errorf("stored %v", now)
	}
	out = saveCells(t, w, clerk, o, 3, form.Raw{"done": "1"})
	if len(out.Now.Issues) != 0 || len(out.Changed) != 1 || out.Changed["building"] != "2" {
		t.Errorf("issues %v, the page hears %v", out.Now.Issues, out.Changed)
	}
	if now := written(t, w, o); now["done"] != "1" || now["building"] != "2" {
		t.Errorf("stored %v", now)
	}
}
