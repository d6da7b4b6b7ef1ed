package recorddb_test

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"strings"
	"testing"

	"nianlun/internal/base/record"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formtest"
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
)

// Texts come back as they were written, whatever stands in which type of field.
func TestTextsOfEveryTypeComeBack(t *testing.T) {
	st := storetest.SQLite(t)
	ctx := context.Background()
	s, _ := newRecords(st)
	v := publish(t, s, formtest.EveryType())
	for _, hostile := range formtest.Hostile() {
		if strings.Contains(hostile, "\x00") || len(hostile) > 1000 {
			continue
		}
		raw := form.Raw{"text": "甲"}
		for _, typ := range form.Types() {
			raw[form.FieldPath(typ.Name())] = hostile
		}
		values, _ := form.Decode(v.Definition, raw)
		one, err := s.Save(ctx, section, record.Save{Form: "every-type", Version: 1, Values: values, Raw: raw})
		check(t, err)
		back, err := s.LoadRev(ctx, "b", one.ID, one.Rev)
		check(t, err)
		if !maps.Equal(back.Raw, raw) {
			t.Errorf("%q came back as %v", hostile, back.Raw)
		}
	}
}

// A text that is no value makes a sheet of 12,000 cells keep that text, and not the others a second time: neither while
// it stands there, nor when it comes or goes.
func TestOneWrongTextKeepsNoOther(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		ctx := context.Background()
		s, _ := newRecords(st)
		v := publish(t, s, strings.Replace(monthly, "name: 项目", "name: 项目, max: 2000", 1))
		sheet := form.Raw{"done": "1"}
		keys := make([]string, 1000)
		for i := range keys {
			keys[i] = fmt.Sprintf("r%d", i+1)
			sheet[form.CellPath("list", keys[i], "name")] = fmt.Sprintf("第%d所学校", i)
			sheet[form.CellPath("list", keys[i], "paid")] = fmt.Sprint(1000 + i)
		}
		sheet["list"] = strings.Join(keys, ",")
		var saved []record.Record
		for no, done := range []string{"1", "2", "约三", "约四", "约五", "6", "7"} {
			sheet["done"] = done
			values, issues := form.Decode(v.Definition, sheet)
			in := record.Save{Form: "monthly", Version: 1, Values: values}
			if len(issues) > 0 {
				in.Raw = maps.Clone(sheet)
			}
			if no > 0 {
				last := saved[no-1]
				in.ID, in.Base, in.Over = last.ID, last.Rev, &last
			}
			one, err := s.Save(ctx, section, in)
			check(t, err)
			saved = append(saved, one)
			var newest string
			check(t, st.Read(ctx).NewRaw("SELECT raw FROM record_revision WHERE record_id = ? AND rev = ?", one.ID, one.Rev).Scan(ctx, &newest))
			if want := len(issues) > 0; len(newest) > 120 || (newest != "") != want || want && !strings.Contains(newest, done) {
				t.Errorf("revision %d keeps the texts %.200q", one.Rev, newest)
			}
		}
		var older int
		check(t, st.Read(ctx).NewRaw("SELECT sum(length(document) + length(raw)) FROM record_revision WHERE record_id = ? AND rev < 7", saved[0].ID).Scan(ctx, &older))
		if older > 1500 {
			t.Errorf("six older revisions take %d bytes", older)
		}
		for _, one := range saved {
			back, err := s.LoadRev(ctx, "b", one.ID, one.Rev)
			check(t, err)
			if text(t, back.Values) != text(t, one.Values) || !maps.Equal(back.Raw, one.Raw) {
				t.Errorf("revision %d came back otherwise", one.Rev)
			}
		}

		// What an older program has written, all texts by their paths, is read as before.
		all, err := json.Marshal(saved[3].Raw)
		check(t, err)
		one, err := s.Save(ctx, section, record.Save{Form: "monthly", Version: 1, Values: saved[3].Values})
		check(t, err)
		_, err = st.Write(ctx).NewRaw("UPDATE record_revision SET raw = ? WHERE record_id = ?", string(all), one.ID).Exec(ctx)
		check(t, err)
		back, err := s.LoadRev(ctx, "b", one.ID, 1)
		check(t, err)
		if !maps.Equal(back.Raw, saved[3].Raw) {
			t.Errorf("an older program's texts came back as %d of %d", len(back.Raw), len(saved[3].Raw))
		}
	})
}
