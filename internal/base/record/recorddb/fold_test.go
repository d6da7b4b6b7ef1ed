package recorddb_test

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"testing"

	"nianlun/internal/base/record"
	"nianlun/internal/engine/form"
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
)

// typedOver is a revision of a sheet that somebody goes on typing into: a cell or two
// change, now and then a row comes or goes, and some texts are no values.
func typedOver(r *rand.Rand, sheet form.Raw) form.Raw {
	next := maps.Clone(sheet)
	for range 1 + r.IntN(3) {
		switch row := 1 + r.IntN(30); r.IntN(6) {
		case 0:
			next["done"] = fmt.Sprint(r.IntN(1000))
		case 1:
			next["note"] = []string{"", "it's \\ ? 一", "甲"}[r.IntN(3)]
		case 2:
			next["spent"] = []string{"1,234.50", "约十万", "-0.10"}[r.IntN(3)]
		case 3:
			delete(next, form.CellPath("list", fmt.Sprintf("r%d", row), "name"))
		default:
			next[form.CellPath("list", fmt.Sprintf("r%d", row), "name")] = fmt.Sprintf("校%d", r.IntN(1000))
			next[form.CellPath("list", fmt.Sprintf("r%d", row), "paid")] = fmt.Sprint(r.IntN(1000))
		}
	}
	return next
}

// Whatever is typed, saved, handed in and typed on, every revision reads as it was
// saved, and a draft takes little more room than one sheet.
func TestEveryRevisionIsReadBack(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		ctx := context.Background()
		s, _ := newRecords(st)
		v := publish(t, s, monthly)
		r := rand.New(rand.NewPCG(3, 65))
		for range 3 {
			sheet := form.Raw{}
			for i := range 20 {
				sheet[form.CellPath("list", fmt.Sprintf("r%d", i+1), "name")] = fmt.Sprintf("第%d所学校", i)
			}
			var saved []record.Record
			for no := range 90 {
				values, issues := form.Decode(v.Definition, sheet)
				in := record.Save{Form: "monthly", Version: 1, Values: values}
				if len(issues) > 0 {
					in.Raw = maps.Clone(sheet)
				}
				if no > 0 {
					last := saved[no-1]
					if in.ID, in.Base = last.ID, last.Rev; r.IntN(12) > 0 { // else somebody signed the last
						in.Over = &last
					}
				}
				one, err := s.Save(ctx, section, in)
				check(t, err)
				saved = append(saved, one)
				sheet = typedOver(r, sheet)
			}
			for _, one := range saved {
				back, err := s.LoadRev(ctx, "b", one.ID, one.Rev)
				check(t, err)
				if text(t, back.Values) != text(t, one.Values) || !maps.Equal(back.Raw, one.Raw) || back.Rev != one.Rev || back.Person != one.Person || !back.At.Equal(one.At) {
					t.Fatalf("revision %d came back as\n%s %v, was\n%s %v", one.Rev, text(t, back.Values), back.Raw, text(t, one.Values), one.Raw)
				}
			}
			var bytes, whole int
			check(t, st.Read(ctx).NewRaw("SELECT sum(length(document) + length(raw)) FROM record_revision WHERE record_id = ?", saved[0].ID).Scan(ctx, &bytes))
			check(t, st.Read(ctx).NewRaw("SELECT count(*) FROM record_revision WHERE record_id = ? AND from_rev = 0", saved[0].ID).Scan(ctx, &whole))
			if each := bytes / len(saved); each > len(text(t, saved[89].Values))/2 || whole > 30 {
				t.Errorf("%d bytes a revision, %d of 90 whole", each, whole)
			}
		}
	})
}

// A revision of another version, or one that is not the last that was loaded, stays
// whole: what is read back must be what was saved.
func TestWhatIsNotTheLastStaysWhole(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		ctx := context.Background()
		s, _ := newRecords(st)
		v := publish(t, s, monthly)
		one, err := s.Save(ctx, section, record.Save{Form: "monthly", Version: 1, Values: decode(t, v, form.Raw{"done": "1", "note": "长长的一段说明，写了好几句话才写完"})})
		check(t, err)
		wrong := one
		wrong.Rev = 7
		two, err := s.Save(ctx, section, record.Save{ID: one.ID, Form: "monthly", Version: 1, Base: 1, Values: decode(t, v, form.Raw{"done": "2"}), Over: &wrong})
		check(t, err)
		older := two
		older.Version = 9
		_, err = s.Save(ctx, section, record.Save{ID: one.ID, Form: "monthly", Version: 1, Base: 2, Values: decode(t, v, form.Raw{"done": "3"}), Over: &older})
		check(t, err)
		var folded int
		check(t, st.Read(ctx).NewRaw("SELECT count(*) FROM record_revision WHERE from_rev > 0").Scan(ctx, &folded))
		if folded != 0 {
			t.Errorf("%d revisions were folded", folded)
		}
	})
}
