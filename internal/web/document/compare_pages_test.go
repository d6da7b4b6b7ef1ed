package document_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/xuri/excelize/v2"
)

const yearPlan = `云湖区教育局2026年工作要点
一、重点任务
1.8月底前新增公办幼儿园学位900个，由基础教育科牵头。
2.全年完成校舍建设投资16000万元。
3.9月底前制定校车管理办法。
`

const yearSummary = `云湖区教育局2026年工作总结
一、主要工作成效
全年新增公办幼儿园学位912个。完成校舍建设投资15200万元。
现有学校134所，其中幼儿园52所、小学57所、中学24所。
建成智慧阅览室6个，获得市级荣誉15项。
`

// pair uploads a plan and a summary.
func pair(t *testing.T) (v visitor, plan, summary string) {
	t.Helper()
	v = clerk(t)
	id := func(page *goquery.Document) string { return strings.TrimPrefix(page.Url.Path, "/documents/") }
	plan = id(v.upload("要点.txt", "2026", []byte(yearPlan), http.StatusOK))
	summary = id(v.upload("总结.txt", "2026", []byte(yearSummary), http.StatusOK))
	return v, plan, summary
}

func TestCompareShowsBothTexts(t *testing.T) {
	v, plan, summary := pair(t)
	page := v.get("/documents/compare?plan="+plan+"&summary="+summary, http.StatusOK)
	cards := page.Find("[data-card]")
	if cards.Length() != 3 || page.Find("[data-side=plan] a.no[data-at]").Length() != 3 {
		t.Fatalf("%d cards: %s", cards.Length(), words(cards))
	}
	for i, want := range []string{"已完成", "部分完成", "未提及"} {
		if got := words(cards.Eq(i).Find(".top .light")); got != want {
			t.Errorf("no. %d: %s, want %s", i+1, got, want)
		}
	}
	if text := words(cards.Eq(1)); !strings.Contains(text, "16000万元") || !strings.Contains(text, "15200万元") || !strings.Contains(text, "没有达到") {
		t.Errorf("target and result: %s", text)
	}
	for side, text := range map[string]string{"plan": yearPlan, "summary": yearSummary} {
		pane := page.Find("[data-side=" + side + "]")
		pane.Find("a.no").Remove()
		shown := strings.ReplaceAll(pane.Text(), "\u2060", "")
		if strings.Join(strings.Fields(shown), "") != strings.Join(strings.Fields(text), "") {
			t.Errorf("the %s reads %q", side, shown)
		}
	}
	if on := words(page.Find("[data-side=summary] .ans.on")); !strings.Contains(on, "912个") {
		t.Errorf("the answer to the first is %q", on)
	}
	if own := words(page.Find(".fold li")); !strings.Contains(own, "阅览室") {
		t.Errorf("without a plan: %q", own)
	}
	if rows := page.Find("table tbody tr"); rows.Length() != 2 {
		t.Errorf("targets: %s", words(rows))
	}
}

func TestCompareWithoutScript(t *testing.T) {
	v, plan, summary := pair(t)
	base := "/documents/compare?plan=" + plan + "&summary=" + summary
	page := v.get(base, http.StatusOK)
	next, _ := page.Find("[data-step='1']").Attr("href")
	page = v.get(next, http.StatusOK)
	if on := page.Find("[data-card].on"); on.AttrOr("data-card", "") != "2" {
		t.Errorf("next leads to %s", words(on))
	}
	if on := words(page.Find("[data-side=plan] .say.on")); !strings.Contains(on, "16000") {
		t.Errorf("the plan shows %q", on)
	}
	page = v.get(base+"&only=missing", http.StatusOK)
	if cards := page.Find("[data-card]"); cards.Length() != 1 || cards.AttrOr("data-card", "") != "3" || !cards.HasClass("on") {
		t.Errorf("missing ones: %s", words(cards))
	}
	for _, odd := range []string{"&at=99", "&at=-3", "&only=nonsense"} {
		v.get(base+odd, http.StatusOK)
	}
}

func TestCompareIsExported(t *testing.T) {
	v, plan, summary := pair(t)
	page := v.get("/documents/compare?plan="+plan+"&summary="+summary, http.StatusOK)
	hrefs := page.Find(".acts a[download]").Map(func(_ int, s *goquery.Selection) string { return s.AttrOr("href", "") })
	if len(hrefs) != 2 {
		t.Fatalf("exports: %v", hrefs)
	}
	body, _ := v.fetch(hrefs[0])
	var told struct {
		Counts      map[string]int
		Commitments []struct {
			Verdict string
			Targets []struct {
				Planned, Result string
				Met             bool
			}
		}
	}
	v.must(json.Unmarshal(body, &told))
	if told.Counts["commitments"] != 3 || told.Commitments[1].Verdict != "partly" || told.Commitments[1].Targets[0].Result != "15200万" || told.Commitments[1].Targets[0].Met {
		t.Errorf("%s", body)
	}
	body, head := v.fetch(hrefs[1])
	book, err := excelize.OpenReader(bytes.NewReader(body))
	v.must(err)
	defer func() { _ = book.Close() }()
	rows, err := book.GetRows(book.GetSheetList()[0])
	v.must(err)
	if text := strings.Join(rows[3], " "); !strings.Contains(text, "部分完成") || !strings.Contains(text, "15200万元") || !strings.Contains(head.Get("Content-Disposition"), ".xlsx") {
		t.Errorf("row %q", text)
	}
	if rows, err := book.GetRows(book.GetSheetList()[1]); err != nil || len(rows) != 3 || !strings.Contains(strings.Join(rows[2], " "), "阅览室") {
		t.Errorf("%v %v", rows, err)
	}
}

func TestCompareIsChosen(t *testing.T) {
	v, plan, summary := pair(t)
	page := v.get("/documents/"+summary, http.StatusOK)
	href := page.Find(".doclinks a[href*=compare]").AttrOr("href", "")
	page = v.get(href, http.StatusOK)
	if got := page.Find("select[name=plan] option[selected]").AttrOr("value", ""); got != plan {
		t.Errorf("offers the plan %q", got)
	}
	if got := page.Find("select[name=summary] option[selected]").AttrOr("value", ""); got != summary {
		t.Errorf("offers the summary %q", got)
	}
	page = v.get("/documents/compare?plan="+plan+"&summary="+plan, http.StatusUnprocessableEntity)
	if page.Find(".field.bad").Length() != 1 {
		t.Error("one document with itself")
	}
	v.get("/documents/compare?plan="+plan+"&summary=nonsense", http.StatusNotFound)
	lonely := clerk(t)
	if page := lonely.get("/documents/compare", http.StatusOK); page.Find(".empty").Length() != 1 {
		t.Error("nothing to compare, and nothing said")
	}
	v.signIn("tan").get("/documents/compare?plan="+plan+"&summary="+summary, http.StatusNotFound)
}

func TestFindings(t *testing.T) {
	v, plan, summary := pair(t)
	page := v.get("/documents/"+summary, http.StatusOK)
	link := page.Find(".doclinks a[href$=findings]")
	if words(link) != "核算 1 处" {
		t.Fatalf("link %q", words(link))
	}
	page = v.get(link.AttrOr("href", ""), http.StatusOK)
	item := page.Find(".findings li").First()
	if text := words(item); !strings.Contains(text, "133") || !strings.Contains(text, "134") {
		t.Errorf("finding %q", text)
	}
	if n := item.Find(".said mark").Length(); n != 4 {
		t.Errorf("%d figures are quoted", n)
	}
	place, err := url.Parse(item.Find(".said a").AttrOr("href", ""))
	if err != nil || v.get(place.String(), http.StatusOK).Find("#said").Length() != 1 {
		t.Errorf("%s shows no place: %v", place, err)
	}
	page = v.get("/documents/"+plan+"/findings", http.StatusOK)
	if page.Find(".empty").Length() != 1 || v.get("/documents/"+plan, http.StatusOK).Find(".doclinks a[href$=findings]").Length() != 0 {
		t.Error("nothing to say, and something said")
	}
}
