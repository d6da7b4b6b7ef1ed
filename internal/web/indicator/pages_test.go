package indicator_test

import (
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
)

func texts(s *goquery.Selection) []string {
	var all []string
	s.Each(func(_ int, one *goquery.Selection) { all = append(all, strings.Join(strings.Fields(one.Text()), " ")) })
	return all
}

func mustHold(t *testing.T, where string, texts []string, want string) {
	t.Helper()
	for _, text := range texts {
		if strings.Contains(text, want) {
			return
		}
	}
	t.Errorf("%s lacks %q: %q", where, want, texts)
}

// From the board to the entry in the log, by links alone.
func TestFromBoardToLog(t *testing.T) {
	b := newSite(t, 3, "2026-01", "2026-02")
	office := b.as("office")
	status, board := office.get("/indicators?owner=计划财务科&at=building-spend", false)
	if status != 200 {
		t.Fatalf("%d %s", status, board.Text())
	}
	mustHold(t, "tiles", texts(board.Find(".bigfig")), "完成投资额")
	mustHold(t, "tiles", texts(board.Find(".bigfig")), "1 个单位没报")
	if board.Find("svg .chart").Length() != 2 || board.Find("table.heat tbody tr").Length() != 4 {
		t.Errorf("%d charts, %d rows", board.Find("svg .chart").Length(), board.Find("table.heat tbody tr").Length())
	}

	status, january := office.get("/figures/building-spend/2026-01", true)
	if status != 200 || january.Find("aside.panel").Length() != 1 || january.Find("nav.rail").Length() != 0 {
		t.Fatalf("the panel: %d", status)
	}
	mustHold(t, "number", texts(january.Find(".huge")), "141.03 万元")
	mustHold(t, "state", texts(january.Find("aside header .light")), "已锁定")
	mustHold(t, "formula", texts(january.Find(".facts dd")), "本年完成投资 141.03")
	mustHold(t, "parts", texts(january.Find(".contrib tr")), "望湖小学 54.02")
	trail := texts(january.Find(".trail li"))
	mustHold(t, "trail", trail, "报表 校舍项目进度月报 2026 年 1 月，望湖小学")
	mustHold(t, "trail", trail, "单元格 “本年完成投资”")
	mustHold(t, "trail", trail, "签审 望湖填报填，周启明审核")
	mustHold(t, "trail", trail, "留痕 2026 年 10 月 16 日 09:30 锁定")
	href, _ := january.Find(".trail a").First().Attr("href")
	if !strings.HasPrefix(href, "/collect/returns/") || !strings.HasSuffix(href, "#spent") {
		t.Errorf("the cell's address: %s", href)
	}

	status, page := office.get("/figures/building-spend/2026-02?unit="+b.units["实验小学"], false)
	if status != 200 || page.Find("nav.rail").Length() != 1 {
		t.Fatalf("the page: %d", status)
	}
	mustHold(t, "notes", texts(page.Find(".note")), "望湖小学没有报，用的是前面月份的数")
	mustHold(t, "parts", texts(page.Find(".contrib tr")), "沿用 1月")
	mustHold(t, "chosen", texts(page.Find(".contrib tr.on")), "实验小学")
}

// The number of the entry is shown once it is sealed.
func TestLogNumber(t *testing.T) {
	b := newSite(t, 1, "2026-01", "2026-02")
	b.must(b.audit.Seal(t.Context()))
	_, panel := b.as("office").get("/figures/building-done/2026-01", true)
	mustHold(t, "trail", texts(panel.Find(".trail li")), "第 ")
}

func TestShares(t *testing.T) {
	b := newSite(t, 3, "2026-01", "2026-02")
	_, panel := b.as("office").get("/figures/training-rate/2026-01", true)
	mustHold(t, "formula", texts(panel.Find(".facts dd")), "参训人数 90 ÷ 应训人数 195 × 100")
	mustHold(t, "number", texts(panel.Find(".huge")), "46.2 %")
	if heads := texts(panel.Find(".contrib th")); len(heads) != 4 {
		t.Errorf("heads %v", heads)
	}
	_, panel = b.as("office").get("/figures/training-people/2026", true)
	_, own := b.as("office").get("/figures/training-rate/2026-01?unit="+b.units["文昌小学"]+"&of=1", true)
	mustHold(t, "the operand pointed at", texts(own.Find(".trail li")), "单元格 “应训人数”")
	mustHold(t, "months added up", texts(panel.Find(".trail li")), "共 2 期相加")
}

// A text cites a figure by its ref, which leads to the same panel.
func TestCited(t *testing.T) {
	b := newSite(t, 2, "2026-01", "2026-02")
	office := b.as("office")
	status, panel := office.get("/figures?ref=building-spend@1:2026-01:all", true)
	if status != 200 {
		t.Fatal(status)
	}
	mustHold(t, "number", texts(panel.Find(".huge")), "87.01 万元")
	for _, ref := range []string{"", "x", "building-spend@2:2026-01:all", "building-spend@1:2026-01:unit:none%00"} {
		if status, _ := office.get("/figures?ref="+ref, false); status == 200 || status == 500 {
			t.Errorf("%q: %d", ref, status)
		}
	}
}

func TestIndicatorPage(t *testing.T) {
	b := newSite(t, 2, "2026-01", "2026-02")
	status, page := b.as("office").get("/indicators/training-rate", false)
	if status != 200 {
		t.Fatal(status)
	}
	mustHold(t, "versions", texts(page.Find("details")), "indicator: training-rate")
	if rows := page.Find("#periods").Closest("section").Find("tbody tr").Length(); rows != 2 {
		t.Errorf("%d periods", rows)
	}
}

// A school sees its own figures, and nothing behind those of others.
func TestWhoSeesWhat(t *testing.T) {
	b := newSite(t, 3, "2026-01", "2026-02")
	clerk := b.as("clerk0")
	status, board := clerk.get("/indicators", false)
	if status != 200 || board.Find("table.heat").Length() != 0 {
		t.Errorf("a school's board: %d", status)
	}
	mustHold(t, "head", texts(board.Find(".head")), "实验小学")
	_, panel := clerk.get("/figures/building-spend/2026-01", true)
	mustHold(t, "own", texts(panel.Find(".huge")), "40.00")
	for path, want := range map[string]int{
		"/figures/building-spend/2026-01?scope=all":                     404,
		"/figures/building-spend/2026-01?scope=unit:" + b.units["文昌小学"]: 404,
		"/figures/building-spend/moon":                                  404,
		"/figures/none/2026-01":                                         404,
		"/indicators/none":                                              404,
	} {
		if status, _ := clerk.get(path, false); status != want {
			t.Errorf("%s: %d", path, status)
		}
	}
	_, panel = b.as("head0").get("/figures/building-spend/2026-01?unit="+b.units["文昌小学"], true)
	mustHold(t, "a head at another school's value", texts(panel.Find("section")), "看不到")
	if panel.Find(".trail a").Length() != 0 {
		t.Error("another school's return is linked")
	}
}
