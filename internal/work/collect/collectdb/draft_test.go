package collectdb_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"

	"nianlun/internal/base/record"
	"nianlun/internal/engine/form"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
	"nianlun/internal/work/collect"
	"nianlun/internal/work/collect/collecttest"
)

// filling is a return that two clerks fill, hand in, take back and fill on.
type filling struct {
	*world
	r      *rand.Rand
	o      collect.Obligation
	texts  map[int]string // every revision as it was saved
	stated map[int]bool   // those that were handed in
}

func (f *filling) note(o collect.Obligation) {
	f.T.Helper()
	f.o = o
	now, err := f.Records.LoadRev(context.Background(), f.Bureau, o.Record, o.RecordNo)
	must(f.T, err)
	f.texts[o.RecordNo] = string(form.Marshal(now.Values))
}

// typeCells saves cells on any revision that somebody may still have on the screen.
func (f *filling) typeCells(who string) {
	f.T.Helper()
	cells := form.Raw{}
	for _, code := range []string{"total", "spent"} {
		if f.r.IntN(2) == 0 {
			cells[form.FieldPath(code)] = fmt.Sprint(f.r.IntN(50))
		}
	}
	if len(cells) == 0 {
		return
	}
	base := max(1, f.o.RecordNo-f.r.IntN(3))
	was, err := f.Records.LoadRev(context.Background(), f.Bureau, f.o.Record, base)
	must(f.T, err)
	began := was.Values
	out, err := f.SaveCells(context.Background(), f.Clerk(who, 0), collect.CellsInput{Return: f.o.ID, Base: base, Cells: cells})
	must(f.T, err)
	if out.Now.Values.Get("remark").IsMissing() {
		f.T.Fatal("what nobody touched is gone")
	}
	clashed := map[form.Path]string{}
	for _, c := range out.Clashes {
		clashed[c.Path] = c.Theirs
	}
	f.note(out.Obligation)
	for path, text := range cells {
		field, _ := out.Now.Definition.Field(path.Key())
		now := out.Now.Values.Get(path)
		want, _ := field.Type.Decode(field, text)
		if theirs, clash := clashed[path]; clash {
			want, _ = field.Type.Decode(field, theirs)
		}
		if began.Get(path).Equal(want) {
			continue // typed as it was: what the other has saved since stands
		}
		if !now.Equal(want) {
			f.T.Fatalf("%s was typed as %s on revision %d and reads %s (clashes %v)", path, text, base, now, out.Clashes)
		}
	}
}

func (f *filling) handIn() {
	f.T.Helper()
	ctx := context.Background()
	out, err := f.Submit(ctx, f.Clerk("wangxue", 0), collect.SubmitInput{SaveInput: collect.SaveInput{Return: f.o.ID, Base: f.o.RecordNo, Raw: form.Raw{"total": fmt.Sprint(f.r.IntN(50))}, Partial: true, Answers: map[string]string{"": "已核对"}}})
	must(f.T, err)
	f.note(out)
	f.stated[out.RecordNo] = true
	if f.r.IntN(2) == 0 {
		out, err = f.Withdraw(ctx, f.Clerk("wangxue", 0), collect.Seen{Return: out.ID, Base: out.RecordNo})
	} else {
		out, err = f.SendBack(ctx, f.Chief, collect.SendBackInput{Seen: collect.Seen{Return: out.ID, Base: out.RecordNo}, Workdays: 3,
			Label: func(key string, _ ...any) string { return key }, Reasons: []collect.Reason{{Text: "请核对"}}})
	}
	must(f.T, err)
	f.o = out
}

// Whatever is typed on whichever revision, handed in and taken back: the latest reads
// as it was typed, each revision as it was saved, and what was handed in stays whole.
func TestDraftsAndWhatWasHandedInAreReadBack(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := context.Background()
		w := newWorld(t, s, 1)
		_, err := w.Records.(*record.Service).Publish(ctx, w.Chief, collecttest.Works+"      - {code: remark, name: 情况说明, type: longtext}\n")
		must(t, err)
		w.Open("2026-09")
		f := &filling{world: w, r: rand.New(rand.NewPCG(9, 12)), o: w.Owes(0, "2026-09"), texts: map[int]string{}, stated: map[int]bool{}}
		first, err := w.SaveCells(ctx, w.Clerk("wangxue", 0), collect.CellsInput{Return: f.o.ID, Cells: form.Raw{"remark": "本月对全区在建校舍逐一核对，其中三处因雨停工，预计下月恢复。"}})
		must(t, err)
		f.note(first.Obligation)
		for range 80 {
			switch f.r.IntN(12) {
			case 0:
				if f.o.Record != "" {
					f.handIn()
				}
			case 1, 2, 3:
				f.typeCells("lina")
			default:
				f.typeCells("wangxue")
			}
		}
		if len(f.stated) < 3 || len(f.texts) < 20 {
			t.Fatalf("%d revisions, %d handed in: the test shows nothing", len(f.texts), len(f.stated))
		}
		folded := 0
		for no, text := range f.texts {
			back, err := w.Records.LoadRev(ctx, w.Bureau, f.o.Record, no)
			must(t, err)
			if got := string(form.Marshal(back.Values)); got != text {
				t.Errorf("revision %d reads\n%s, was saved as\n%s", no, got, text)
			}
			var from int
			must(t, s.Read(ctx).NewRaw("SELECT from_rev FROM record_revision WHERE record_id = ? AND rev = ?", f.o.Record, no).Scan(ctx, &from))
			if from != 0 {
				folded++
			}
			if from != 0 && f.stated[no] {
				t.Errorf("revision %d was handed in and is no longer whole", no)
			}
		}
		if _, err := w.Records.LoadRev(ctx, w.Bureau, f.o.Record, 999); !fault.Is(err, "notfound") {
			t.Errorf("a revision that never was: %v", err)
		}
		if folded < len(f.texts)/2 {
			t.Errorf("%d of %d revisions are kept as differences", folded, len(f.texts))
		}
	})
}
