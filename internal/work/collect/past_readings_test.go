package collect

import (
	"context"
	"testing"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formxlsx"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
)

// emptyShelf has no return of any period.
type emptyShelf struct{ Store }

func (emptyShelf) Before(context.Context, string, string, string, period.Period) (Obligation, error) {
	return Obligation{}, fault.New(fault.NotFound, "notfound")
}

// In a workbook of past periods a row is the period before of the next one of the same unit, in whatever order they stand.
func TestPastRowsReadEachOther(t *testing.T) {
	def, err := form.Parse([]byte("form: a\ntitle: 一\nperiod: month\nsections:\n  - title: 一\n    fields:\n      - {code: n, name: 数, type: integer}\n      - {code: more, name: 增, type: calculated, value: 数 - 上期.数, decimals: 0}\n"), nil)
	if err != nil {
		t.Fatal(err)
	}
	s := &Service{Store: emptyShelf{}}
	of := func(unit, period string) formxlsx.PastAnswer {
		return formxlsx.PastAnswer{Answer: formxlsx.Answer{Identity: formxlsx.Identity{UnitID: unit}}, Period: period}
	}
	answers := []formxlsx.PastAnswer{of("a", "2025-03"), of("b", "2025-02"), of("a", "2025-01")}
	numbers := map[string]string{"a2025-03": "9", "b2025-02": "5", "a2025-01": "4"}
	rows := newPastReadings(def, answers)
	got := map[string]string{}
	for _, answer := range answers {
		p, err := period.Parse(answer.Period)
		if err != nil {
			t.Fatal(err)
		}
		read, err := s.pastReading(context.Background(), access.Actor{}, def, rows, Obligation{Unit: answer.UnitID, Form: "a", Period: p})
		if err != nil {
			t.Fatal(err)
		}
		key := answer.UnitID + answer.Period
		values, _ := form.DecodeWith(def, form.Raw{"n": numbers[key]}, nil, read)
		rows.add(answer.UnitID, p, values)
		got[key] = values.Get("more").String()
	}
	if got["a2025-03"] != "5" || got["a2025-01"] != "" || got["b2025-02"] != "" {
		t.Errorf("computed %v", got)
	}
	plain, err := form.Parse([]byte("form: a\ntitle: 一\nsections:\n  - title: 一\n    fields:\n      - {code: n, name: 数, type: integer}\n"), nil)
	if err != nil {
		t.Fatal(err)
	}
	if newPastReadings(plain, answers) != nil {
		t.Error("the rows of a form that reads nothing are put into another order")
	}
}

// A row that is not stored is read by no later one: a number that nobody stated must not go into what is locked.
func TestWhichPastRowsAreStored(t *testing.T) {
	for fate, want := range map[PastFate][2]bool{PastReady: {true, true}, PastDoubt: {false, true}, PastThere: {false, false}, PastRefused: {false, false}} {
		row := PastRow{Fate: fate}
		if row.stored(false) != want[0] || row.stored(true) != want[1] {
			t.Errorf("%s: without a reason %v, with one %v", fate, row.stored(false), row.stored(true))
		}
	}
}
