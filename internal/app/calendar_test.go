package app_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

func TestTheOfficeEntersTheSchoolCalendar(t *testing.T) {
	office := signIn(t, "bangongshi1")
	list := office.open("/calendar")
	if list.status != http.StatusOK || list.Find("#terms tr").Length() < 5 && list.Find("tbody tr").Length() < 5 {
		t.Fatalf("%d, %d rows", list.status, list.Find("tbody tr").Length())
	}
	if words := text(list.Find("main")); !strings.Contains(words, "按惯例推算") || !strings.Contains(words, "每学年39周") {
		t.Errorf("a school year without a calendar does not say what it rests on: %s", words)
	}
	if n := list.Find("td.main a").Length(); n != 5 {
		t.Errorf("the office opens %d school years, want all five", n)
	}
	const href = "/calendar/terms/2028"
	asked := office.open(href)
	if got := asked.Find("#first\\.1").AttrOr("value", ""); asked.status != http.StatusOK || got != "2028-09-01" {
		t.Fatalf("%d: the usual first day is %q", asked.status, got)
	}
	in := url.Values{"seen": {"0"}, "first.1": {"2028-09-01"}, "last.1": {"2029-01-19"}, "first.2": {"2029-01-10"}, "last.2": {"2029-07-06"}, "act": {"save"}}
	wrong := office.post(href, in)
	if wrong.status != http.StatusUnprocessableEntity || !strings.Contains(text(wrong.Find(".summary")), "应在上一学期结束之后") || !strings.Contains(text(wrong.Find(".summary")), "请写明依据") {
		t.Errorf("%d %s", wrong.status, text(wrong.Find(".summary")))
	}
	if got := wrong.Find("#last\\.2").AttrOr("value", ""); got != "2029-07-06" {
		t.Errorf("what was typed is lost: %q", got)
	}
	in.Set("first.2", "2029-02-26")
	in.Set("source", "云教厅〔2028〕9号")
	in.Set("act", "foresee")
	if at := office.post(href, in); at.status != http.StatusOK || !strings.Contains(text(at.Find("#terms")), "不受影响") {
		t.Errorf("foreseen: %d %s", at.status, text(at.Find("#terms")))
	}
	in.Set("act", "save")
	if at := office.post(href, in); at.location != "/calendar" {
		t.Fatalf("saved: %d %s", at.status, text(at.Find("main")))
	}
	in.Set("last.2", "2029-07-10")
	stale := office.post(href, in)
	if stale.status != http.StatusConflict || !strings.Contains(text(stale.Find(".note.red")), "2029 年 7 月 6 日") {
		t.Errorf("the same form again, seen before it was saved: %d %s", stale.status, text(stale.Find(".note.red")))
	}
	if got := stale.Find("#last\\.2").AttrOr("value", ""); got != "2029-07-10" || stale.Find("[name=seen]").AttrOr("value", "") == "0" {
		t.Errorf("what was typed is lost, or cannot be saved after a look: %q", got)
	}
	if at := office.open(href); at.Find("#first\\.2").AttrOr("value", "") != "2029-02-26" || at.Find("#source").AttrOr("value", "") != "云教厅〔2028〕9号" {
		t.Error("what was saved does not come back")
	}
	section := signIn(t, "jicai1")
	if at := section.open("/calendar"); at.status != http.StatusOK || at.Find("td.main a").Length() != 0 {
		t.Errorf("a section reads the calendar: %d, %d links", at.status, at.Find("td.main a").Length())
	}
	if at := section.post(href, in); at.status != http.StatusForbidden {
		t.Errorf("a section enters the calendar: %d", at.status)
	}
	if at := signIn(t, "school03").open("/calendar"); at.status != http.StatusNotFound {
		t.Errorf("a school: %d", at.status)
	}
	if at := office.open("/calendar/terms/1"); at.status != http.StatusNotFound {
		t.Errorf("a year that is none: %d", at.status)
	}
}
