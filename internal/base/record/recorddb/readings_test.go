package recorddb_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"nianlun/internal/base/record"
	"nianlun/internal/base/record/recorddb"
	"nianlun/internal/engine/form"
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
)

const shortfall = `
form: shortfall
title: 缺口
refers:
  月报: {form: monthly}
sections:
  - title: 总体
    fields:
      - {code: paid, name: 支出, type: money, unit: 万元, decimals: 2}
      - {code: rest, name: 缺口, type: calculated, value: 月报.投资 - 支出, unit: 万元}
      - {code: why, name: 原因, type: text, when: 月报.停工 == 是}
`

// What a record has read of another form is kept with each of its revisions, and stays readable when the other form
// asks something else.
func TestWhatARecordHasReadStays(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := context.Background()
		clock := now
		records, _ := newRecords(s)
		records.Now = func() time.Time { clock = clock.Add(time.Minute); return clock }
		other := publish(t, records, monthly)
		v := publish(t, records, shortfall)
		reading := func(spent, stopped string) *form.Readings {
			answer := form.Answer{Def: other.Definition, Values: decode(t, other, form.Raw{"spent": spent, "stopped": stopped})}
			return v.Definition.Read(form.Sources{Returns: map[form.Reference]form.Answer{{Form: "monthly", Period: form.SamePeriod}: answer}})
		}
		want := map[int]string{1: "2 停", 2: "5 停", 3: "-10 ", 4: "-10 "}
		var last record.Record
		for no, read := range []*form.Readings{reading("12", "yes"), reading("15", "yes"), reading("0", "no"), reading("0", "no")} {
			values, issues := form.DecodeWith(v.Definition, form.Raw{"paid": "10", "why": "停"}, nil, read)
			if len(issues) > 0 {
				t.Fatal(issues)
			}
			in := record.Save{Form: "shortfall", Version: v.No, Values: values}
			if no > 0 {
				over := last
				in.ID, in.Base, in.Over = last.ID, last.Rev, &over
			}
			var err error
			last, err = records.Save(ctx, section, in)
			check(t, err)
		}
		publish(t, records, strings.Replace(monthly, "      - {code: spent, name: 投资, type: money, unit: 万元, decimals: 2}\n", "", 1))
		publish(t, records, strings.Replace(monthly, "{code: spent, name: 投资, type: money, unit: 万元, decimals: 2}", "{code: spent, name: 投资, type: text}", 1))

		fresh := &record.Service{Tx: s, Store: recorddb.New(s), Audit: records.Audit, Now: records.Now} // has read nothing yet
		for no, text := range want {
			back, err := fresh.LoadRev(ctx, "b", last.ID, no)
			check(t, err)
			version, err := fresh.Version(ctx, "b", "shortfall", back.Version)
			check(t, err)
			for what, values := range map[string]form.Values{"read": back.Values, "computed again": form.Calculate(version.Definition, back.Values)} {
				if got := values.Get("rest").String() + " " + values.Get("why").String(); got != text {
					t.Errorf("revision %d, %s: %q, want %q", no, what, got, text)
				}
			}
		}
	})
}
