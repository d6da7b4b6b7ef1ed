package collect_test

import (
	"bytes"
	"context"
	"io"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"
	"github.com/xuri/excelize/v2"

	"nianlun/internal/base/param"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/work/collect"
)

// fillOnScreen hands a month of the first school in after so many minutes on the screen.
func (b *bureau) fillOnScreen(month string, took time.Duration) {
	b.t.Helper()
	clerk := b.browser("wangxue")
	href := collect.Link(b.owed(0, month).ID)
	clerk.get(href).want(200)
	b.now = b.now.Add(took)
	in := url.Values{"revision": {"0"}, "return:act": {"submit"}, "stopped": {"no"}}
	for path, text := range goodSheet("10") {
		in.Set(path.String(), text)
	}
	clerk.post(href, in).want(303)
}

func TestBurdenOfAllSchools(t *testing.T) {
	b := newBureau(t, 6)
	b.open(alone, "2026-07", "2026-08")
	b.fillOnScreen("2026-08", 3*time.Minute)
	section := b.browser("hewei")
	section.get("/collect").want(200).has(".head", "填报负担")
	p := section.get("/collect/burden").want(200)
	p.has("h1", "填报负担，2026 年")
	p.has(".verdict", "6 个单位，平均每个单位 2 张表")
	p.has(".caps", "每个单位每年最多 48 张")
	p.has(".caps", "没有文件依据，系统管理员可以改")
	row := p.Find(".burden tbody tr").FilterFunction(func(_ int, s *goquery.Selection) bool { return s.Find("th").Text() == "青溪小学" })
	cells := row.Find("td")
	for column, want := range map[int]string{6: "", 7: "–", 8: "3", 9: "", 12: "3"} { // July is due in August, August in September
		if got := text(cells.Eq(column)); got != want {
			t.Errorf("column %d reads %q, want %q", column+1, got, want)
		}
	}
	href, _ := row.Find("td.h1 a").Attr("href")
	if !strings.HasSuffix(href, "#m9") {
		t.Fatalf("the timed square leads to %q", href)
	}
	p.has(".stack .main", "教育事业月报")

	one := section.get(strings.TrimSuffix(href, "#m9")).want(200)
	one.has("h1", "青溪小学的填报负担，2026 年")
	one.has("#m9", "9月 1 张")
	line := one.Find("#m9 + tr")
	if numbers := line.Find("td.num"); text(line.Find(".main")) != "教育事业月报" || text(numbers.Eq(0)) != "17" || text(numbers.Eq(1)) != "3" || text(numbers.Eq(2)) != "0%" {
		t.Errorf("the return reads %q", text(line))
	}
	if link, _ := one.Find("#m9 + tr a").Attr("href"); link != collect.Link(b.owed(0, "2026-08").ID) {
		t.Errorf("it leads to %q", link)
	}

	forms := section.get("/collect/burden?measure=forms&type=junior&order=most").want(200)
	if n := forms.Find(".burden tbody tr").Length(); n != 2 {
		t.Errorf("%d junior schools", n)
	}
	section.get("/collect/burden?year=2025").want(200).has(".empty", "没有应报的报表")
	section.get("/collect/burden/units/nobody").want(404)
}

func TestASchoolsOwnBurden(t *testing.T) {
	b := newBureau(t, 3)
	b.Caps = capBook{"burden.year.forms": "1"}
	b.accept = true
	b.open(alone, "2026-07", "2026-08")
	clerk := b.browser("wangxue")
	clerk.get("/collect").want(200).has(".note", "本单位今年的填报已经超过上限：超 1 张")
	p := clerk.get("/collect/burden").want(200)
	p.has("h1", "青溪小学的填报负担")
	p.has(".burdentiles", "超 1 张")
	clerk.get("/collect/burden/units/" + schoolID(1)).want(404)
	b.browser("hewei").get("/collect/burden?measure=forms").want(200).has(".burden .low", "2 超 1 张")
}

func TestBurdenAsAWorkbook(t *testing.T) {
	b := newBureau(t, 3)
	b.open(alone, "2026-08")
	b.fillOnScreen("2026-08", 4*time.Minute)
	p := b.browser("hewei").get("/collect/burden/book?measure=minutes").want(200)
	f, err := excelize.OpenReader(bytes.NewReader([]byte(p.body)))
	must(t, err)
	defer func() { _ = f.Close() }()
	if sheets := f.GetSheetList(); len(sheets) != 3 {
		t.Fatalf("sheets %v", sheets)
	}
	rows, err := f.GetRows(f.GetSheetList()[0])
	must(t, err)
	if head := rows[1]; head[3] != "1月" || head[15] != "全年" {
		t.Errorf("head %v", head)
	}
	at := slices.IndexFunc(rows, func(r []string) bool { return len(r) > 0 && r[0] == "青溪小学" })
	if at < 0 || len(rows[at]) != 16 || rows[at][11] != "4" || rows[at][15] != "4" {
		t.Errorf("%d: %v", at, rows)
	}
}

func TestACampaignAboveACapIsShownFirst(t *testing.T) {
	b := newBureau(t, 4)
	b.Caps = capBook{"burden.year.forms": "1"}
	section := b.browser("hewei")
	in := url.Values{"form": {"school-monthly"}, "owner": {"sec"}, "year": {"2026"}, "from": {"7"}, "to": {"8"}, "due": {"5"}, "after": {"end"},
		"signatures": {"one"}, "type": {"primary", "junior"}, "ends": {"2026-12-31"}, "list": {"云教表〔2026〕9号"}}
	p := section.post("/collect/campaigns", in).want(422)
	p.has(".sheet", "青溪小学，2026 年：超 1 张")
	p.has(".summary", "有 3 个单位会超过年度上限")
	in.Set("above", "yes")
	section.post("/collect/campaigns", in).want(303)
}

func TestBurdenOfManyUnitsIsQuick(t *testing.T) {
	b := newBureau(t, 1300)
	b.open(alone, strings.Fields("2026-01 2026-02 2026-03 2026-04 2026-05 2026-06 2026-07 2026-08 2026-09 2026-10 2026-11 2026-12")...)
	section := b.browser("hewei")
	best := time.Hour
	for range 6 {
		began := time.Now()
		body := section.raw("/collect/burden?measure=cells")
		best = min(best, time.Since(began))
		// December is due in January; #main is the link past the navigation.
		if n := bytes.Count(body, []byte("#m")) - bytes.Count(body, []byte("#main")); n != 1300*11 {
			t.Fatalf("%d squares", n)
		}
	}
	t.Logf("1,300 units × 12 months: %v", best)
	if best > 2*time.Second && !raceOn {
		t.Errorf("the burdens took %v", best)
	}
}

// raw reads a page without parsing it, as a browser's network does.
func (w *browser) raw(path string) []byte {
	w.t.Helper()
	resp, err := w.client.Get(w.url + path)
	must(w.t, err)
	defer func() { _ = resp.Body.Close() }()
	body, err := io.ReadAll(resp.Body)
	must(w.t, err)
	return body
}

// capBook are caps as a bureau sets them.
type capBook map[string]string

func (c capBook) Get(_ context.Context, _, code string, _ period.Date) (param.Value, error) {
	text, found := c[code]
	if !found {
		return param.Value{}, fault.New(fault.NotFound, "param.unknown", "code", code)
	}
	return param.Value{Code: code, Text: text, Source: "区减负清单", Certain: true}, nil
}
