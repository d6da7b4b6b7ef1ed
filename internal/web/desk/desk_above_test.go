package desk_test

import (
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/period"
	"nianlun/internal/work/collect"
	"nianlun/internal/work/collect/levels"
)

func asked(t *testing.T, title, due string, standing levels.Standing) levels.AskedAbove {
	t.Helper()
	month, err := period.Parse("2026-09")
	must(t, err)
	a := levels.AskedAbove{Periods: 1, Period: levels.MandatePeriod{MandateDue: levels.MandateDue{Period: month}, Standing: standing, Above: collect.Obligation{Due: day(t, due), State: collect.Owed}}}
	a.Mandate.ID, a.Mandate.Title, a.Mandate.FromName = "m-"+title, title, "云州市教育局"
	return a
}

// TestTheDeskShowsWhatTheBureauAboveAsks: what is to be issued or handed up stands
// with what is owed, by its day; what is to be signed waits with what is to be decided.
func TestTheDeskShowsWhatTheBureauAboveAsks(t *testing.T) {
	sign := asked(t, "营养改善月报", "2026-10-30", levels.HandedUp)
	sign.Period.Above.State, sign.Period.Above.Awaits = collect.Submitted, collect.AwaitsChief
	w := &works{
		owed:  []collect.Item{returnDue(t, "校舍月报", "2026-10-20")},
		above: []levels.AskedAbove{asked(t, "课后服务月报", "2026-10-15", levels.NotIssued), asked(t, "体质月报", "2026-10-09", levels.BackAbove), sign},
	}
	page := w.visit(t, access.Office).get("/desk")
	rows := page.Find(".owed:not(.brief) li > div a.what")
	if got := rows.Map(func(_ int, s *goquery.Selection) string { return text(s) }); strings.Join(got, "|") != "体质月报，2026 年 9 月|课后服务月报，2026 年 9 月|校舍月报，2026 年 9 月" {
		t.Errorf("owed: %q", got)
	}
	issue := page.Find(`.owed a.btn[href="/collect/mandates/m-课后服务月报"]`)
	if text(issue) != "布置" {
		t.Errorf("a mandate to be issued: %q", text(issue))
	}
	back := page.Find(`.owed:not(.brief) li:not(.sub)`).First()
	if !strings.Contains(text(back), "上级退回") || back.Find(".light.red").Length() != 1 {
		t.Errorf("sent back and late: %s", text(back))
	}
	waits := page.Find(".owed.brief li")
	if waits.Length() != 1 || !strings.Contains(text(waits), "营养改善月报") || text(waits.Find(".btn")) != "签字" {
		t.Errorf("to be signed: %s", text(waits))
	}
}
