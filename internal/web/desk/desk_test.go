package desk_test

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"nianlun/internal/base/access"
	"nianlun/internal/base/calendar"
	"nianlun/internal/base/notify"
	"nianlun/internal/engine/period"
	"nianlun/internal/engine/workdays"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/i18n"
	"nianlun/internal/web/desk"
	"nianlun/internal/web/door"
	"nianlun/internal/web/pagetest"
	"nianlun/internal/work/collect"
	"nianlun/internal/work/collect/levels"
	"nianlun/internal/work/document"
	"nianlun/internal/work/plan"
)

// now is a Monday; the week before it had the National Day holidays.
var now = time.Date(2026, 10, 12, 9, 0, 0, 0, calendar.Zone)

// works stand in for the works behind the desk, and for the gate before it.
type works struct {
	post        access.Post
	board       plan.Board
	owed        []collect.Item
	waiting     []collect.Item
	corrections []collect.CorrectionItem
	above       []levels.AskedAbove
	drafts      []document.Draft
	notices     []notify.Notice
	asked       []int // years whose tasks were asked for
}

func (w *works) Board(_ context.Context, _ access.Actor, year int) (plan.Board, error) {
	w.asked = append(w.asked, year)
	return w.board, nil
}
func (w *works) Owed(context.Context, access.Actor) ([]collect.Item, error)    { return w.owed, nil }
func (w *works) Waiting(context.Context, access.Actor) ([]collect.Item, error) { return w.waiting, nil }

func (w *works) CorrectionsWaiting(context.Context, access.Actor) ([]collect.CorrectionItem, error) {
	return w.corrections, nil
}
func (w *works) Turns(context.Context, access.Actor) ([]levels.AskedAbove, error) {
	return w.above, nil
}
func (w *works) List(context.Context, access.Actor, int) ([]document.Draft, error) {
	return w.drafts, nil
}
func (w *works) Inbox(context.Context, access.Actor) ([]notify.Notice, error) { return w.notices, nil }
func (w *works) Read(_ context.Context, _ access.Actor, id string) error {
	for i := range w.notices {
		if w.notices[i].ID == id {
			w.notices[i].Read = true
			return nil
		}
	}
	return fault.New(fault.NotFound, "notfound")
}
func (w *works) ReadAll(context.Context, access.Actor) error {
	for i := range w.notices {
		w.notices[i].Read = true
	}
	return nil
}

// Int is the parameter that says when a deadline is near.
func (w *works) Int(context.Context, string, string, period.Date) (int, error) { return 3, nil }

func (w *works) Calendar(context.Context, string) (workdays.Calendar, error) {
	years, err := workdays.Defaults()
	if err != nil {
		return workdays.Calendar{}, err
	}
	return workdays.NewCalendar(years...)
}
func (w *works) Today() period.Date { return period.DateOf(now) }

func (w *works) SignIn(context.Context, string, string, string, netip.Addr) (door.Person, error) {
	return door.Person{ID: "me", Name: "何伟"}, nil
}
func (w *works) Standing(context.Context, string, string) (door.Standing, error) {
	return door.Standing{Posts: []door.Post{{ID: w.post.ID, Unit: w.post.Unit, UnitName: "本单位", Role: w.post.Role, RoleName: "岗位"}}}, nil
}
func (w *works) Bureaus(context.Context, string) ([]door.Bureau, error) {
	return []door.Bureau{{ID: "b", Name: "云湖区教育局"}}, nil
}

// visitor is a browser at the desk.
type visitor struct{ *pagetest.Browser }

func (w *works) visit(t *testing.T, role access.Role) visitor {
	t.Helper()
	w.post = access.Post{ID: "p", Unit: "mine", Role: role}
	clock := func() time.Time { return now }
	d, err := door.New(door.Config{
		Gate: w, Sessions: &pagetest.Sessions{}, Log: slog.New(slog.DiscardHandler), Now: clock,
		Settings: door.DefaultSettings(), Home: "/desk",
	})
	must(t, err)
	handler, err := d.Serve(desk.Routes(desk.Pages{Tasks: w, Returns: w, Mandates: w, Drafts: w, Inbox: w, Calendar: w, Params: w, Now: clock}))
	must(t, err)
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return visitor{pagetest.SignIn(t, server.URL, "me", "x")}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (v visitor) get(path string) *goquery.Document {
	v.T.Helper()
	return v.Get(path).Want(http.StatusOK).Document
}

// post answers the status and where it leads.
func (v visitor) post(path string, form url.Values) (int, string) {
	v.T.Helper()
	p := v.Post(path, form)
	return p.Status, p.Location
}

func text(s *goquery.Selection) string { return pagetest.Text(s) }

func day(t *testing.T, text string) period.Date {
	t.Helper()
	at, err := time.Parse(time.DateOnly, text)
	must(t, err)
	return period.DateOf(at)
}

func returnDue(t *testing.T, title, due string) collect.Item {
	t.Helper()
	month, err := period.Parse("2026-09")
	must(t, err)
	return collect.Item{Title: title, UnitName: "青溪小学", Obligation: collect.Obligation{ID: title, Period: month, Due: day(t, due)}}
}

func task(t *testing.T, title, due, lead string, colour plan.Colour) plan.Row {
	t.Helper()
	return plan.Row{
		Task:  plan.Task{ID: title, No: "1.2", Title: title, Due: day(t, due), Lead: lead, State: plan.Open},
		Light: plan.Light{Colour: colour, Word: i18n.Msg("desk.left", "n", 7)},
	}
}

// list is the list of what is owed as lines: a group, or light, title and day.
func list(page *goquery.Document) string {
	var lines []string
	page.Find("section[aria-labelledby=owe] ul.owed > li").Each(func(_ int, li *goquery.Selection) {
		if li.HasClass("sub") {
			lines = append(lines, "= "+text(li))
			return
		}
		light := li.Find(".light")
		lines = append(lines, strings.TrimPrefix(light.AttrOr("class", ""), "light ")+" | "+text(light)+" | "+text(li.Find("a.what"))+" | "+text(li.Find(".due")))
	})
	return strings.Join(lines, "\n")
}

func TestOwedIsGroupedByDay(t *testing.T) {
	w := &works{owed: []collect.Item{
		returnDue(t, "以后", "2026-11-05"), returnDue(t, "第七天", "2026-10-19"), returnDue(t, "第八天", "2026-10-20"),
		returnDue(t, "今天到期", "2026-10-12"), returnDue(t, "逾期", "2026-10-10"), returnDue(t, "三个工作日", "2026-10-15"),
		returnDue(t, "四个工作日", "2026-10-16"),
	}}
	page := w.visit(t, access.Clerk).get("/desk")
	const want = `= 已逾期和今天
red | 逾期 2 天 | 逾期，2026 年 9 月 | 10 月 10 日
amber | 今天 | 今天到期，2026 年 9 月 | 10 月 12 日
= 一周以内
amber | 余 3 天 | 三个工作日，2026 年 9 月 | 10 月 15 日
green | 余 4 天 | 四个工作日，2026 年 9 月 | 10 月 16 日
green | 余 7 天 | 第七天，2026 年 9 月 | 10 月 19 日
= 以后
green | 余 8 天 | 第八天，2026 年 9 月 | 10 月 20 日
green | 余 24 天 | 以后，2026 年 9 月 | 11 月 5 日`
	if got := list(page); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if h1 := text(page.Find("h1")); h1 != "今天要办 2 件" {
		t.Errorf("title %q", h1)
	}
	if under := text(page.Find(".head .soft")); !strings.Contains(under, "10 月 12 日，周一") || !strings.Contains(under, "58 个工作日") {
		t.Errorf("under it %q", under)
	}
	if hint := text(page.Find("section[aria-labelledby=owe] header .hint")); hint != "7 件" {
		t.Errorf("count %q", hint)
	}
	page.Find("ul.owed a.what").Each(func(_ int, s *goquery.Selection) {
		if href := s.AttrOr("href", ""); !strings.HasPrefix(href, "/collect/returns/") || s.Closest("li").Find("a.btn").AttrOr("href", "") != href {
			t.Errorf("%s leads to %s", text(s), href)
		}
	})
}

// A return that was sent back is owed by the day that was set when it was.
func TestSentBackSaysSo(t *testing.T) {
	item := returnDue(t, "月报", "2026-09-08")
	item.State, item.BackDue = collect.Back, day(t, "2026-10-14")
	page := (&works{owed: []collect.Item{item}}).visit(t, access.Clerk).get("/desk")
	if got := list(page); !strings.Contains(got, "amber | 余 2 天 | 月报，2026 年 9 月 | 10 月 14 日") {
		t.Error(got)
	}
	if hint := text(page.Find("ul.owed .hint")); hint != "青溪小学，已退回，改好重报" {
		t.Errorf("hint %q", hint)
	}
}

// A section owes reports on its own tasks that burn; it does not watch others'.
// The office watches what is overdue anywhere.
func TestTasksOfTheDesk(t *testing.T) {
	done := task(t, "办结", "2026-09-01", "mine", plan.Blue)
	done.State = plan.Done
	paused := task(t, "暂停", "2026-09-01", "mine", plan.Grey)
	paused.State = plan.Paused
	rows := []plan.Row{
		task(t, "本科室正常", "2026-12-31", "mine", plan.Green), task(t, "本科室临期", "2026-10-14", "mine", plan.Amber),
		task(t, "本科室逾期", "2026-10-01", "mine", plan.Red), task(t, "别人逾期", "2026-09-30", "other", plan.Red),
		task(t, "别人临期", "2026-10-13", "other", plan.Amber), done, paused,
	}
	for role, want := range map[access.Role]string{
		access.Section:  "本科室逾期 报进展;本科室临期 报进展;",
		access.Office:   "别人逾期 打开;本科室逾期 报进展;本科室临期 报进展;",
		access.Director: "别人逾期 打开;本科室逾期 报进展;本科室临期 报进展;",
	} {
		w := &works{board: plan.Board{Year: 2026, Rows: rows, Units: map[string]string{"mine": "计划财务科", "other": "人事科"}}}
		page := w.visit(t, role).get("/desk")
		got := ""
		page.Find("section[aria-labelledby=owe] ul.owed li:not(.sub)").Each(func(_ int, li *goquery.Selection) {
			got += text(li.Find("a.what")) + " " + text(li.Find("a.btn")) + ";"
		})
		if got != want {
			t.Errorf("%s: %s, want %s", role, got, want)
		}
		if hint := text(page.Find("ul.owed .hint").First()); !strings.HasPrefix(hint, "任务 1.2，牵头：") {
			t.Errorf("%s: hint %q", role, hint)
		}
		if year := text(page.Find(".yearline")); !strings.Contains(year, "7 项任务，已办结 1 项") {
			t.Errorf("%s: the year: %s", role, year)
		}
		for colour, n := range map[string]string{"red": "2", "amber": "2", "green": "1", "blue": "1", "grey": "1"} {
			link := page.Find(".legend a." + colour)
			at, err := url.Parse(link.AttrOr("href", ""))
			must(t, err)
			if at.Path != "/plan/tasks" || at.Query().Get("light") != colour || at.Query().Get("year") != "2026" || text(link.Find("b")) != n {
				t.Errorf("%s: %s says %q and leads to %s", role, colour, text(link), at)
			}
		}
	}
}

// Who writes drafts finds them at the end; they have no day.
func TestDraftsStandLast(t *testing.T) {
	drafts := []document.Draft{{ID: "d1", Title: "半年总结", State: document.Writing}, {ID: "d2", Title: "印发了", State: document.Issued}}
	w := &works{owed: []collect.Item{returnDue(t, "月报", "2026-12-30")}, drafts: drafts}
	got := list(w.visit(t, access.Office).get("/desk"))
	if !strings.HasSuffix(got, "= 没有期限\ngreen | 起草中 | 半年总结 |") && !strings.HasSuffix(got, "= 没有期限\ngreen | 起草中 | 半年总结 | ") {
		t.Errorf("%q", got)
	}
	if strings.Contains(list(w.visit(t, access.Section).get("/desk")), "半年总结") {
		t.Error("a section is told to write")
	}
}

func TestEmptyDesk(t *testing.T) {
	w := &works{}
	page := w.visit(t, access.SysAdmin).get("/desk")
	if text(page.Find("h1")) != "今天没有到期的事" || page.Find("ul.owed, .yearline, #decide").Length() != 0 {
		t.Errorf("%s", text(page.Find("main")))
	}
	if n := page.Find(".empty").Length(); n != 2 || len(w.asked) != 0 {
		t.Errorf("%d empty parts, tasks asked for %v", n, w.asked)
	}
}

// The list is bounded; its count and the title are not.
func TestLongListIsCounted(t *testing.T) {
	w := &works{}
	for i := range 45 {
		w.owed = append(w.owed, returnDue(t, fmt.Sprint(i), "2026-10-09"))
		w.waiting = append(w.waiting, returnDue(t, fmt.Sprint(i), "2026-10-09"))
	}
	page := w.visit(t, access.Clerk).get("/desk")
	if n := page.Find("section[aria-labelledby=owe] li:not(.sub)").Length(); n != 30 || text(page.Find("h1")) != "今天要办 45 件" {
		t.Errorf("%d rows under %q", n, text(page.Find("h1")))
	}
	if n := page.Find("section[aria-labelledby=decide] li").Length(); n != 8 || page.Find("section[aria-labelledby=decide] header a[href='/collect']").Length() != 1 {
		t.Errorf("%d rows wait, and no way to the others", n)
	}
}

func TestNoticesAreReadOneByOneAndAll(t *testing.T) {
	notice := func(id string, at time.Time, read bool) notify.Notice {
		return notify.Notice{ID: id, Text: i18n.Msg("desk.task.hint", "no", id, "lead", "<b>"), Link: "/plan/tasks/" + id, At: at, Read: read}
	}
	w := &works{notices: []notify.Notice{
		notice("n1", now.Add(-40*time.Minute), false), notice("n2", now.AddDate(0, 0, -2), false), notice("n3", now.AddDate(0, 0, -9), true),
	}}
	v := w.visit(t, access.Section)
	moments := v.get("/desk").Find("ol.time li")
	if moments.Length() != 3 || text(moments.Eq(0).Find(".when")) != "08:20" || text(moments.Eq(1).Find(".when")) != "10 月 10 日" ||
		!moments.Eq(1).HasClass("blue") || moments.Eq(2).HasClass("blue") || moments.Eq(0).Find("a").AttrOr("href", "") != "/plan/tasks/n1" {
		t.Errorf("the desk says %s", text(moments))
	}
	page := v.get("/notices")
	if strong := page.Find("ul.owed strong"); strong.Length() != 2 || text(strong.First()) != "任务 n1，牵头：<b>" {
		t.Errorf("unread: %s", text(strong))
	}
	form := page.Find("ul.owed form").First()
	next := form.Find("[name=next]").AttrOr("value", "")
	if status, to := v.post(form.AttrOr("action", ""), url.Values{"next": {next}}); status != http.StatusSeeOther || to != "/plan/tasks/n1" || !w.notices[0].Read {
		t.Errorf("reading leads to %d %s", status, to)
	}
	if status, to := v.post("/notices/n2/read", url.Values{"next": {"https://example.org/"}}); status != http.StatusSeeOther || strings.Contains(to, "example.org") {
		t.Errorf("another site: %d %s", status, to)
	}
	w.notices[1].Read = false
	if status, _ := v.post("/notices/none/read", nil); status != http.StatusNotFound {
		t.Errorf("a notice that is none: %d", status)
	}
	if status, to := v.post("/notices/read", nil); status != http.StatusSeeOther || to != "/notices" {
		t.Errorf("all: %d %s", status, to)
	}
	page = v.get("/notices")
	if page.Find("strong").Length() != 0 || page.Find("form[action='/notices/read']").Length() != 0 || page.Find("ul.owed .soft").Length() != 3 {
		t.Errorf("after all were read: %s", text(page.Find("main")))
	}
}
