package collect_test

import (
	"strings"
	"testing"

	"nianlun/internal/work/collect"
)

// A figure that is computed from another return is signed as it was seen: when the
// other one came in behind the page, the page is shown again with the cell named, and
// nothing typed is lost.
func TestHandingInWhatChangedBehindThePage(t *testing.T) {
	b := newBureau(t, 2)
	b.open(alone, "2026-09")
	monthly := b.owed(0, "2026-09")
	o := b.openMealsOf(strings.Replace(meals, "      - {code: school,", "      - {code: rest, name: 其余支出, type: calculated, value: 月报.本年支出 - 支出, unit: 万元, decimals: 2}\n      - {code: school,", 1), "2026-09")
	clerk := b.browser("wangxue")
	typed := clerk.get(collect.Link(o.ID)).want(200).Fields("return")
	heard := typed.Get("return:heard")
	b.submit(b.actor("wangxue"), monthly, goodSheet("100"))

	for name, text := range map[string]string{
		"return:act": "submit", "pupils": "606", "spent": "40", "school": "青溪小学", "grades[g1].eating": "1", "grades[g2].eating": "1", "grades[g3].eating": "1",
	} {
		typed.Set(name, text)
	}
	again := clerk.post(collect.Link(o.ID), typed).want(409)
	again.has("main", "打开这一页以后，引用的报表有变化，现在是：其余支出 60.00。请核对后再报送。")
	shown := again.Fields("return")
	if shown.Get("spent") != "40" && shown.Get("spent") != "40.00" {
		t.Errorf("what was typed came back as %q", shown.Get("spent"))
	}
	if now := shown.Get("return:heard"); now == heard || now == "" {
		t.Fatalf("the page shown again says it shows %q", now)
	}
	shown.Set("return:act", "submit")
	clerk.post(collect.Link(o.ID), shown).want(303)
}
