package collect_test

import (
	"context"
	"testing"

	"nianlun/internal/engine/form"
	"nianlun/internal/kit/fault"
	"nianlun/internal/work/collect"
)

// growthYAML computes and decides with what other returns say.
const growthYAML = `
form: funds
title: 投资增长
period: month
basis: 经费管理办法
refers:
  进度: {form: works}
sections:
  - title: 总体
    fields:
      - {code: paid, name: 已付款, type: money, unit: 万元, decimals: 2}
      - {code: more, name: 比上期多付, type: calculated, value: 已付款 - 上期.已付款, unit: 万元, decimals: 2}
      - {code: rest, name: 未付款, type: calculated, value: 进度.本年完成投资 - 已付款, unit: 万元, decimals: 2}
      - {code: why, name: 未付原因, type: text, when: 未付款 > 50, required: 未付款 > 100}
checks:
  - {id: most, logic: 未付款 >= 0, say: '多付了 {0 - 未付款} 万元'}
`

func (w *world) says(by collect.Obligation, want map[form.Path]string) collect.Return {
	w.t.Helper()
	r, err := w.Return(context.Background(), clerk, by.ID)
	if err != nil {
		w.t.Fatal(err)
	}
	for path, text := range want {
		if got := r.Values.Get(path).String(); got != text {
			w.t.Errorf("%s: %q, want %q", path, got, text)
		}
	}
	return r
}

// again hands in what was sent back, with an answer.
func (w *world) again(o collect.Obligation, raw form.Raw) {
	w.t.Helper()
	o = w.store.rows[o.ID]
	in := collect.SaveInput{Return: o.ID, Base: o.RecordNo, Raw: raw, Answers: map[string]string{"": "已核对"}}
	if _, err := w.Submit(context.Background(), clerk, collect.SubmitInput{SaveInput: in}); err != nil {
		w.t.Fatalf("%v %+v", err, fault.As(err).Fields)
	}
}

// A draft follows the returns that it reads; what was handed in stays, whatever becomes of them, until it is open for
// typing again.
func TestNumbersFromOtherReturns(t *testing.T) {
	w, works, funds, _ := twoFormsOf(t, growthYAML)
	ctx := context.Background()
	w.submit(funds("2026-08"), form.Raw{"paid": "10"})
	saved, err := w.SaveDraft(ctx, clerk, collect.SaveInput{Return: funds("2026-09").ID, Raw: form.Raw{"paid": "30"}})
	if err != nil {
		t.Fatal(err)
	}
	w.says(saved.Obligation, map[form.Path]string{"paid": "30", "more": "20", "rest": ""})

	// The other return is handed in: the draft shows it when it is read, and says what is now asked.
	w.submit(works("2026-09"), sheet(3, 1, 2, "140"))
	r := w.says(funds("2026-09"), map[form.Path]string{"rest": "110", "why": ""})
	if len(r.Missing) != 1 || r.Missing[0].Path != "why" {
		t.Errorf("missing %+v", r.Missing)
	}
	cells := saveCells(t, w, clerk, funds("2026-09"), funds("2026-09").RecordNo, form.Raw{"paid": "31", "why": "未到期"})
	if cells.Computed["rest"] != "109.00" || cells.Computed["more"] != "21.00" {
		t.Errorf("the page hears %+v", cells.Computed)
	}

	// It is sent back and changed while a page is open: the next saving tells the page, also of nothing else.
	back := works("2026-09")
	if _, err := w.SendBack(ctx, chief, collect.SendBackInput{Seen: seen(back), Workdays: 2, Label: plain, Reasons: []collect.Reason{{Text: "核对"}}}); err != nil {
		t.Fatal(err)
	}
	cells = saveCells(t, w, clerk, funds("2026-09"), funds("2026-09").RecordNo, form.Raw{"paid": "32"})
	w.says(funds("2026-09"), map[form.Path]string{"why": "未到期"}) // what was typed while the other was there stays
	if text, told := cells.Computed["rest"]; !told || text != "" {
		t.Errorf("the page hears %+v", cells.Computed)
	}
	w.again(works("2026-09"), sheet(3, 1, 2, "152"))

	// Handed in without typing anything, it says what the others say now.
	o := w.submit(funds("2026-09"), nil)
	fixed := map[form.Path]string{"paid": "32", "more": "22", "rest": "120", "why": "未到期"}
	w.says(o, fixed)
	if again := w.submit(o, nil); again.RecordNo != o.RecordNo {
		t.Error("a second click made another revision")
	}
	before := funds("2026-08")
	for _, other := range []collect.Obligation{works("2026-09"), before} {
		if _, err := w.SendBack(ctx, chief, collect.SendBackInput{Seen: seen(other), Workdays: 2, Label: plain, Reasons: []collect.Reason{{Text: "核对"}}}); err != nil {
			t.Fatal(err)
		}
	}
	w.says(o, fixed)
	w.again(works("2026-09"), sheet(3, 1, 2, "200"))
	w.again(before, form.Raw{"paid": "1"})
	w.says(o, fixed)
	if o, err = w.Review(ctx, chief, seen(o)); err != nil {
		t.Fatal(err)
	}
	w.says(o, fixed)

	// Sent back it is open for typing, and follows the others again.
	if o, err = w.SendBack(ctx, chief, collect.SendBackInput{Seen: seen(o), Workdays: 2, Label: plain, Reasons: []collect.Reason{{Text: "核对"}}}); err != nil {
		t.Fatal(err)
	}
	w.says(o, map[form.Path]string{"more": "31", "rest": "168"})
}

// A correction moves what follows from the corrected cell, with what the others said when the return was handed in.
func TestACorrectionKeepsWhatOthersSaid(t *testing.T) {
	w, works, funds, _ := twoFormsOf(t, growthYAML)
	w.Corrections, w.Uses = &requests{}, &quoted{}
	ctx := context.Background()
	w.submit(works("2026-09"), sheet(3, 1, 2, "100"))
	o := w.submit(funds("2026-09"), form.Raw{"paid": "60"})
	o, err := w.Review(ctx, chief, seen(o))
	if err != nil {
		t.Fatal(err)
	}
	if o, err = w.Lock(ctx, chief, seen(o)); err != nil {
		t.Fatal(err)
	}
	if _, err = w.SendBack(ctx, chief, collect.SendBackInput{Seen: seen(works("2026-09")), Workdays: 2, Label: plain, Reasons: []collect.Reason{{Text: "核对"}}}); err != nil {
		t.Fatal(err)
	}
	w.again(works("2026-09"), sheet(3, 1, 2, "900"))
	c := w.signedC(clerk, o, form.Raw{"paid": "70"})
	if _, err := w.ApproveCorrection(ctx, chief, seenC(c)); err != nil {
		t.Fatal(err)
	}
	w.says(o, map[form.Path]string{"paid": "70", "rest": "30"})
}

// Who only hands in what follows from others has filled nothing in.
func TestNobodyFillsWhatIsComputed(t *testing.T) {
	w, works, funds, _ := twoFormsOf(t, growthYAML)
	o := funds("2026-09")
	saveCells(t, w, clerk, o, o.RecordNo, form.Raw{"paid": "90"})
	w.submit(works("2026-09"), sheet(3, 1, 2, "100"))
	out, err := w.Submit(context.Background(), clerk2, collect.SubmitInput{SaveInput: collect.SaveInput{Return: o.ID, Base: funds("2026-09").RecordNo}})
	if err != nil {
		t.Fatalf("%v %+v", err, fault.As(err).Fields)
	}
	if len(out.Paper.Fillers) != 1 {
		t.Errorf("fillers %v", out.Paper.Fillers)
	}
}

// What the section enters from a campaign's workbook leaves computed what other returns give.
func TestEnteringKeepsWhatOthersSaid(t *testing.T) {
	w, works, funds, _ := twoFormsOf(t, growthYAML)
	ctx := context.Background()
	w.submit(works("2026-09"), sheet(3, 1, 2, "140"))
	saveCells(t, w, clerk, funds("2026-09"), funds("2026-09").RecordNo, form.Raw{"paid": "30"})
	if err := w.EnterRaw(ctx, chief, w.recs.other, funds("2026-09"), form.Raw{"paid": "31"}); err != nil {
		t.Fatal(err)
	}
	o := funds("2026-09")
	stored, err := w.Records.LoadRev(ctx, o.Bureau, o.Record, o.RecordNo)
	if err != nil {
		t.Fatal(err)
	}
	if paid, rest := stored.Values.Get("paid").String(), stored.Values.Get("rest").String(); paid != "31" || rest != "109" {
		t.Errorf("stored: paid %q, rest %q; want 31 and 140 less that", paid, rest)
	}
}

// Nobody signs under a figure that changed behind the page: the cell is named with what it holds now, and the next
// hand-in, which has seen that, goes through. A program that was shown nothing is not asked.
func TestNobodySignsWhatHeHasNotSeen(t *testing.T) {
	w, works, funds, _ := twoFormsOf(t, growthYAML)
	ctx := context.Background()
	w.submit(works("2026-09"), sheet(3, 1, 2, "40"))
	saveCells(t, w, clerk, funds("2026-09"), funds("2026-09").RecordNo, form.Raw{"paid": "30"})
	shown := w.says(funds("2026-09"), map[form.Path]string{"rest": "10"}).Values.Readings().Digest()
	back, err := w.SendBack(ctx, chief, collect.SendBackInput{Seen: seen(works("2026-09")), Workdays: 2, Label: plain, Reasons: []collect.Reason{{Text: "核对"}}})
	if err != nil {
		t.Fatal(err)
	}
	w.again(back, sheet(3, 1, 2, "45"))
	hand := func(heard string) error {
		o := funds("2026-09")
		_, err := w.Submit(ctx, clerk, collect.SubmitInput{SaveInput: collect.SaveInput{Return: o.ID, Base: o.RecordNo, Raw: form.Raw{"paid": "30"}}, Heard: heard})
		return err
	}
	err = hand(shown)
	if f := fault.As(err); err == nil || f.Code != "return.heard" || f.Args[1] != "未付款 15.00" {
		t.Fatalf("signed unseen: %v", err)
	}
	if o := funds("2026-09"); o.State != collect.Draft {
		t.Fatalf("the return is %s", o.State)
	}
	if err := hand(w.says(funds("2026-09"), map[form.Path]string{"rest": "15"}).Values.Readings().Digest()); err != nil {
		t.Fatal(err)
	}
	w.says(funds("2026-09"), map[form.Path]string{"rest": "15"})
}

// columnsYAML computes a column of a table from another return.
const columnsYAML = `
form: funds
title: 分校区已付
period: month
basis: 经费管理办法
refers:
  进度: {form: works}
sections:
  - title: 校区
    rows: {code: campus, name: 校区, fixed: {east: 东校区, west: 西校区}}
    fields:
      - {code: paid, name: 已付款, type: money, unit: 万元, decimals: 2}
      - {code: rest, name: 未付款, type: calculated, value: 进度.本年完成投资 - 已付款, unit: 万元, decimals: 2}
`

// A column that is computed from another return follows it on a page that is open: also where it has gone back to what
// is stored, and where what is typed makes up for what the other says.
func TestThePageHearsColumnsFromOtherReturns(t *testing.T) {
	w, works, funds, _ := twoFormsOf(t, columnsYAML)
	ctx := context.Background()
	typed := func(heard, paid string) collect.CellsSaved {
		t.Helper()
		o := funds("2026-09")
		out, err := w.SaveCells(ctx, clerk, collect.CellsInput{Return: o.ID, Base: o.RecordNo, Heard: heard, Cells: form.Raw{"campus[east].paid": paid}})
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	says := func(spent string) {
		t.Helper()
		o := works("2026-09")
		if o.State == collect.Submitted {
			if _, err := w.SendBack(ctx, chief, collect.SendBackInput{Seen: seen(o), Workdays: 2, Label: plain, Reasons: []collect.Reason{{Text: "核对"}}}); err != nil {
				t.Fatal(err)
			}
			w.again(o, sheet(3, 1, 2, spent))
			return
		}
		w.submit(o, sheet(3, 1, 2, spent))
	}
	says("100")
	out := typed("", "10")
	if out.Computed["campus[east].rest"] != "90.00" || out.Heard == "" {
		t.Fatalf("the page hears %v of %q", out.Computed, out.Heard)
	}
	quiet := typed(out.Heard, "11")
	if len(quiet.Computed) != 1 || quiet.Computed["campus[east].rest"] != "89.00" {
		t.Errorf("nothing changed elsewhere, and the page hears %v", quiet.Computed)
	}

	// The page is opened while the other says 150, and the other goes back to what it said.
	says("150")
	shown := w.says(funds("2026-09"), map[form.Path]string{"campus[east].rest": "139"}).Values.Readings().Digest()
	says("100")
	if out = typed(shown, "11.0"); out.Computed["campus[east].rest"] != "89.00" {
		t.Errorf("the page keeps what the other does not say any more: it hears %v", out.Computed)
	}

	// What is typed makes up for what the other says: the figure is the stored one, and not that of the page.
	says("150")
	shown = w.says(funds("2026-09"), map[form.Path]string{"campus[east].rest": "139"}).Values.Readings().Digest()
	if out = typed(shown, "61"); out.Computed["campus[east].rest"] != "89.00" {
		t.Errorf("the page shows 139 still: it hears %v", out.Computed)
	}
	if out = typed(out.Heard, "约六十"); out.Computed["campus[east].rest"] != "" || len(out.Changed) != 0 {
		t.Errorf("without a number: it hears %v, %v", out.Computed, out.Changed)
	}
	if _, told := out.Computed["campus[east].rest"]; !told || len(out.Now.Issues) != 1 {
		t.Errorf("without a number: it hears %v, issues %v", out.Computed, out.Now.Issues)
	}
}
