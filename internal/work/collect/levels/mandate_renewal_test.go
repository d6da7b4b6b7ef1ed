package levels

import (
	"testing"
	"time"

	"nianlun/internal/engine/period"
	"nianlun/internal/work/collect"
)

func TestWhatARenewedMandateChanges(t *testing.T) {
	day := func(m time.Month, d int) period.Date { return period.Date{Year: 2026, Month: m, Day: d} }
	month := func(id string) period.Period {
		p, err := period.Parse(id)
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	was := MandateTerms{Version: 1, Title: "月报", Basis: "制度", ListNo: "1号", EndsOn: day(12, 31), Signatures: collect.SignRoles(), Due: []MandateDue{
		{Period: month("2026-07"), Return: "a", Due: day(8, 14)},
		{Period: month("2026-08"), Return: "b", Due: day(9, 14)},
		{Period: month("2026-09"), Return: "c", Due: day(10, 23), Lifted: true},
	}}
	now := was
	now.Due = []MandateDue{
		{Period: month("2026-07"), Return: "a", Due: day(8, 14), Lifted: true, Why: "不要了"},
		{Period: month("2026-08"), Return: "b", Due: day(9, 18)},
		{Period: month("2026-09"), Return: "c", Due: day(10, 23)},
		{Period: month("2026-10"), Return: "d", Due: day(11, 13)},
	}
	now.Version, now.ListNo, now.EndsOn, now.EndedOn = 2, "2号", day(11, 30), day(10, 1)
	m := Mandate{Campaign: "own", Taken: &was, MandateTerms: now}
	r := m.Renewal()
	if len(r.Added) != 2 || r.Added[0].Return != "c" || r.Added[1].Return != "d" {
		t.Errorf("added %+v", r.Added)
	}
	if len(r.Withdrawn) != 1 || r.Withdrawn[0].Why != "不要了" {
		t.Errorf("withdrawn %+v", r.Withdrawn)
	}
	if len(r.Moved) != 1 || r.Moved[0].Was != day(9, 14) || r.Moved[0].Now != day(9, 18) {
		t.Errorf("moved %+v", r.Moved)
	}
	if len(r.Terms) != 2 || r.Terms[0] != (TermChange{"list", "1号", "2号"}) || r.Terms[1] != (TermChange{"ends", "2026-12-31", "2026-11-30"}) {
		t.Errorf("terms %+v", r.Terms)
	}
	if r.From != 1 || r.To != 2 || !r.Ended || r.Empty() {
		t.Errorf("%+v", r)
	}
	m.Taken = &m.MandateTerms
	if r := m.Renewal(); !r.Empty() {
		t.Errorf("nothing has changed, but %+v", r)
	}
	m.Taken, m.MandateTerms = &now, was
	if r := m.Renewal(); !r.Reopened || len(r.Withdrawn) != 2 {
		t.Errorf("going back: %+v", r)
	}
	m.Campaign = ""
	if r := m.Renewal(); !r.Empty() {
		t.Error("what is not issued has not changed")
	}
}
