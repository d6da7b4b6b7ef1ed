package recorddb_test

import (
	"context"
	"testing"

	"nianlun/internal/base/record"
	"nianlun/internal/engine/form"
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
)

const computed = `
form: computed
title: 人数
sections:
  - title: 总体
    fields:
      - {code: hint, name: 按学籍填, type: note}
      - {code: all, name: 总数, type: calculated, value: 男生 + 女生, unit: 人, decimals: 0}
      - {code: boys, name: 男生, type: integer}
      - {code: girls, name: 女生, type: integer}
      - {code: phone, name: 电话, type: phone}
      - {code: card, name: 证件, type: idnumber}
  - title: 明细
    rows: {code: list, name: 项目}
    fields:
      - {code: count, name: 件数, type: integer}
      - {code: price, name: 单价, type: money, unit: 元}
      - {code: cost, name: 金额, type: calculated, value: 件数 * 单价, unit: 元, decimals: 2, total: true}
`

// Computed numbers are packed and added up as typed ones are, and codes and telephone numbers are no numbers.
func TestComputedNumbers(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		s, _ := newRecords(st)
		ctx := context.Background()
		v := publish(t, s, computed)
		records, err := s.Add(ctx, section, []record.Save{
			{Form: "computed", Version: 1, Values: decode(t, v, form.Raw{"boys": "3", "girls": "4", "all": "99", "phone": "13812345678", "card": "11010519491231002X",
				"list[r1].count": "3", "list[r1].price": "1.25", "list[r2].count": "2", "list[r2].price": "0.50"})},
			{Form: "computed", Version: 1, Values: decode(t, v, form.Raw{"boys": "3"})},
		})
		check(t, err)
		ids := []string{records[0].ID, records[1].ID}
		for field, want := range map[string]string{"all": "7 -", "list.cost": "4.75 -", "boys": "3 3", "list": "2 0", "phone": "- -", "card": "- -", "hint": "- -"} {
			got, err := numbersOf(ctx, s, "b", "computed", field, ids)
			check(t, err)
			if text := line(got, ids); text != want {
				t.Errorf("%s: %s, want %s", field, text, want)
			}
		}
		loaded, err := s.Load(ctx, "b", ids[0])
		check(t, err)
		if got := loaded.Values.Get("all").String() + " " + loaded.Values.Get("list[r1].cost").String(); got != "7 3.75" {
			t.Errorf("read back: %s", got)
		}
		_, err = s.Save(ctx, section, record.Save{ID: ids[0], Form: "computed", Version: 1, Base: 1, Values: decode(t, v, form.Raw{"boys": "30", "girls": "4"})})
		check(t, err)
		got, err := numbersOf(ctx, s, "b", "computed", "all", ids[:1])
		check(t, err)
		if line(got, ids[:1]) != "34" {
			t.Errorf("after a correction: %v", got)
		}
	})
}
