package e2e

import (
	"strconv"
	"testing"
	"time"
)

// TestAxeOfCollecting: what TestAxe is for the main pages, for every page of
// collecting: matrix, campaigns made, changed and ended, asking again, the chase
// list, the burden, past years, workbooks, units and corrections.
func TestAxeOfCollecting(t *testing.T) {
	section := enter(t, "jicai1")
	section.open("/collect")
	matrix := section.first(`main a[href^="/collect/campaigns/"]:not([href$="/new"])`, "校舍项目进度月报")
	section.open("/collect/burden")
	burden := section.first(`.burden th a`, "青溪小学")
	section.examine(matrix, matrix+"/change", matrix+"/end", matrix+"/workbook", "/collect/chase", "/collect/burden", burden, "/collect/past")
	section.open("/collect/chase")
	late := section.read(`document.querySelector("input[name=return]").value`)
	section.examine("/collect/chase/pass?return=" + late)
	section.open("/units")
	section.examine("/units", section.first(`main a[href^="/units/"]`, "青溪小学"))
	section.asksAgain()
	section.inspect("asking again")

	office := enter(t, "bangongshi1")
	office.examine("/units/change")

	school := enter(t, "school03")
	school.open("/collect")
	draft := school.first(`main a[href^="/collect/returns/"]`, "校园安全隐患登记")
	locked := school.read(`[...document.querySelectorAll("tr")].find(r => r.textContent.includes("已锁定")).querySelector("a").getAttribute("href")`)
	school.examine(draft+"/workbook", locked, locked+"/print", locked+"/correct", "/collect/burden")
}

// TestAxeOfAbove: the same for what the bureau above asks, the school calendar, the
// hooks, one's own account and the consent of a bureau below.
func TestAxeOfAbove(t *testing.T) {
	section := enter(t, "jicai1")
	section.open("/collect/mandates")
	mandate := section.first(`main a[href^="/collect/mandates/"]`, "中小学课后服务月报")
	section.examine("/desk", "/collect/mandates", mandate)
	if section.count(`main a[href$="/issue"]`) == "1" {
		section.examine(mandate + "/issue")
	}
	section.open(mandate)
	for _, sums := range section.list(`[...new Set([...document.querySelectorAll("main a[href*='/periods/']")].map(a => a.getAttribute("href").split("/cells")[0]))]`) { // the sums of each period that is there
		section.examine(sums)
	}
	office := enter(t, "bangongshi1")
	office.examine("/calendar", "/calendar/terms/"+strconv.Itoa(time.Now().Year()+1), "/account", "/account/password", "/units/above", "/hooks")
	office.open("/hooks")
	office.fill("#name", "市局数据平台")
	office.fill("#address", "https://data.example.cn/notice")
	office.run(`document.querySelectorAll("[name=event]").forEach(box => box.click())`)
	office.followText("设立")
	office.sees("#main", "密钥只显示这一次")
	office.inspect("the secret")
	office.followText("已经保存好")
	office.examine(office.read(`location.pathname`), "/hooks")
}

// first is the address of the first link of a kind that says something.
func (b *tab) first(selector, words string) string {
	b.Helper()
	b.pick(`[...document.querySelectorAll(` + quote(selector) + `)].find(a => a.textContent.includes(` + quote(words) + `))`)
	return b.read(`document.querySelector("[data-picked]").getAttribute("href")`)
}

// asksAgain stops before a campaign that asks what another asks already: the page
// names the fields and wants reasons.
func (b *tab) asksAgain() {
	b.Helper()
	year := strconv.Itoa(time.Now().Year())
	b.open("/collect/campaigns/new")
	b.choose("#form", "site-safety")
	b.fill("#list", "云教报表〔"+year+"〕99号")
	b.choose("#ends", year+"-12-31")
	b.fill("#from", "1")
	b.fill("#to", "1")
	b.run(`document.querySelectorAll("[name=type]").forEach(box => box.checked || box.click())`)
	b.followText("看看是哪些单位")
	b.until(`document.querySelector(".unitlist, .again, .summary")`)
}
