package app_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"nianlun/internal/work/collect"
)

func TestTheOfficeEntersChangesOfStructure(t *testing.T) {
	office := signIn(t, "bangongshi1")
	list := office.open("/units")
	if list.status != http.StatusOK || list.Find("td.main a").Length() < 8 {
		t.Fatalf("%d, %d units", list.status, list.Find("td.main a").Length())
	}
	in := url.Values{"kind": {"opened"}, "name": {"教育数字化中心"}, "short": {"数字中心"}, "type": {"section"}, "on": {"2026-10-01"}, "act": {"foresee"}}
	at := office.post("/units/change", in)
	if at.status != http.StatusUnprocessableEntity || !strings.Contains(text(at.Find(".summary")), "这一项要填") {
		t.Errorf("without a paper: %d %s", at.status, text(at.Find(".summary")))
	}
	in.Set("paper", "云教〔2026〕70号")
	at = office.post("/units/change", in)
	if at.status != http.StatusOK || !strings.Contains(text(at.Find("#change")), "正在进行的填报任务没有变化") {
		t.Fatalf("foreseen: %d %s", at.status, text(at.Find("#change")))
	}
	in.Set("act", "save")
	unit := office.post("/units/change", in).location
	if !strings.HasPrefix(unit, "/units/") {
		t.Fatalf("it leads to %q", unit)
	}
	id := strings.TrimPrefix(unit, "/units/")
	for _, step := range []url.Values{
		{"kind": {"renamed"}, "unit": {id}, "name": {"教育技术中心"}, "on": {"2026-10-08"}, "paper": {"云教〔2026〕72号"}, "act": {"save"}},
		{"kind": {"closed"}, "unit": {id}, "on": {"2026-10-10"}, "paper": {"云教〔2026〕73号"}, "act": {"save"}},
	} {
		if got := office.post("/units/change", step); got.location != unit {
			t.Fatalf("%s: %d %s", step.Get("kind"), got.status, text(got.Find("main")))
		}
	}
	shown := office.open(unit)
	for _, want := range []string{"教育技术中心", "2026 年 10 月 10 日起撤销", "曾用名", "教育数字化中心更名为教育技术中心（云教〔2026〕72号）"} {
		if !strings.Contains(text(shown.Find("main")), want) {
			t.Errorf("the unit's page does not say %q", want)
		}
	}
	if past := text(office.open("/units?past=1").Find("td.main")); !strings.Contains(past, "教育技术中心") {
		t.Errorf("closed units: %s", past)
	}
	foresee := office.post("/units/change", url.Values{"kind": {"closed"}, "unit": {owing(t)}, "on": {"2026-01-02"}, "paper": {"x"}, "act": {"foresee"}})
	if foresee.status != http.StatusOK || !strings.Contains(text(foresee.Find("#change")), "张不用报") {
		t.Errorf("closing a school foresees %d %s", foresee.status, text(foresee.Find("#change")))
	}
	section := signIn(t, "jicai1")
	if got := section.open("/units"); got.status != http.StatusOK || got.Find(".acts a[href*=change]").Length() != 0 {
		t.Errorf("a section: %d with %d acts", got.status, got.Find(".acts a[href*=change]").Length())
	}
	if got := section.post("/units/change", in); got.status != http.StatusForbidden {
		t.Errorf("a section opened a unit: %d", got.status)
	}
	if got := signIn(t, "school01").open("/units"); got.status != http.StatusNotFound {
		t.Errorf("a school sees the register: %d", got.status)
	}
}

// Another has entered something for the unit since the page was opened: the form says so and
// keeps what was typed, and whoever goes on after that has seen it.
func TestAChangeOfStructureMeanwhileKeepsWhatWasTyped(t *testing.T) {
	office := signIn(t, "bangongshi1")
	unit := office.post("/units/change", url.Values{"kind": {"opened"}, "name": {"青少年活动中心"}, "type": {"institution"}, "on": {"2026-10-01"}, "paper": {"云教〔2026〕80号"}, "act": {"save"}}).location
	id := strings.TrimPrefix(unit, "/units/")
	page := office.open("/units/change?kind=renamed&unit=" + id)
	mine := url.Values{"kind": {"renamed"}, "unit": {id}, "name": {"学生活动中心"}, "short": {"活动中心"}, "on": {"2026-10-09"}, "paper": {"云教〔2026〕82号"}, "note": {"随机构改革"},
		"seen": {page.Find("[name=seen]").AttrOr("value", "")}, "act": {"save"}}
	theirs := url.Values{"kind": {"renamed"}, "unit": {id}, "name": {"少年宫"}, "on": {"2026-10-08"}, "paper": {"云教〔2026〕81号"}, "seen": mine["seen"], "act": {"save"}}
	if got := office.post("/units/change", theirs); got.location != unit {
		t.Fatalf("the first: %d %s", got.status, text(got.Find("main")))
	}
	got := office.post("/units/change", mine)
	if got.status != http.StatusConflict || !strings.Contains(text(got.Find(".note.red")), "云教〔2026〕81号") {
		t.Fatalf("the second: %d %s", got.status, text(got.Find("main")))
	}
	for _, name := range []string{"name", "short", "on", "paper", "note"} {
		if field := got.Find("#change [name=" + name + "]"); field.AttrOr("value", field.Text()) != mine.Get(name) {
			t.Errorf("%s is lost: %q", name, field.AttrOr("value", field.Text()))
		}
	}
	mine.Set("seen", got.Find("[name=seen]").AttrOr("value", ""))
	if got := office.post("/units/change", mine); got.location != unit {
		t.Errorf("after it was seen: %d %s", got.status, text(got.Find("main")))
	}
}

// owing is a school that has something still to hand in.
func owing(t *testing.T) string {
	t.Helper()
	for _, state := range []collect.State{collect.Owed, collect.Draft, collect.Back} {
		all, err := world.Collect.List(t.Context(), system(), collect.Filter{State: state})
		must(t, err)
		if len(all) > 0 {
			return all[0].Unit
		}
	}
	t.Fatal("nobody owes anything")
	return ""
}
