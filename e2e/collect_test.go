package e2e

import (
	"strconv"
	"testing"
	"time"
)

// collection is what collecting leaves for the journey of the figure.
var collection struct {
	tried  bool
	done   bool
	before money // of the district, before anybody reported for the month
	old    money // what the district had counted for the school
	now    money // what the school reports
	href   string
}

// spent is what the school first types: less than it reported the month before,
// which must be explained; then what it corrects it to.
const (
	spentFirst = "12.34"
	spentThen  = "56.78"
)

func TestCollect(t *testing.T) {
	collect(t)
}

// collect is the whole way of one return, once in a run.
func collect(t *testing.T) {
	t.Helper()
	if collection.tried && !collection.done {
		t.Fatal("collecting has failed before")
	}
	if collection.tried {
		return
	}
	collection.tried = true
	section, school, head := enter(t, "jicai1"), enter(t, "school03"), enter(t, "head03")
	collection.before, collection.old = spend(section), spendOf(section, "青溪小学")
	opensCampaign(section)
	findsReturn(school)
	isRefused(school)
	explains(school)
	signs(head)
	sendsBack(section)
	answers(school)
	signs(head)
	locks(section)
	collection.now = moneyOf(t, spentThen)
	collection.done = true
}

// opensCampaign asks all schools for the running month. That month is asked by
// the bureau's own campaign too, so the designer is asked why.
func opensCampaign(b *tab) {
	b.Helper()
	b.open("/collect")
	b.followText("发起填报")
	b.choose("#form", "building-progress")
	b.fill("#list", "云教报表〔"+strconv.Itoa(time.Now().Year())+"〕9号")
	b.fill("#ends", "")
	b.choose("#ends", strconv.Itoa(time.Now().Year())+"-12-31")
	month := strconv.Itoa(int(time.Now().Month()))
	b.fill("#from", month)
	b.fill("#to", month)
	b.fill("#due", "25")
	b.choose("#after", "start")
	b.run(`document.querySelectorAll("[name=type]").forEach(box => box.checked || box.click())`)
	b.click(`[name=signatures][value=two]`)
	b.followText("发给各单位")
	if b.count("#again") == "1" {
		b.fill("#again", "月中另报一次，供调度会使用")
		b.followText("发给各单位")
	}
	b.until(`location.pathname.startsWith("/collect/campaigns/")`)
	b.sees("#toasts", "40")
	b.want(`document.querySelectorAll(".matrix tbody tr:not(.group)").length`, "40")
	b.until(`/\d+ 月 \d+ 日/.test(document.querySelector("main .head").innerText)`)
	collection.href = b.read(`location.pathname`)
}

// findsReturn is the school's way from its desk; what is known stands there.
func findsReturn(b *tab) {
	b.Helper()
	owed(b)
	b.until(`document.querySelectorAll(".field.known").length >= 4`)
	b.sees(".gridkeys", "带来的")
	b.until(`["projects", "done", "building", "preparing"].every(code => document.getElementById("f-" + code).value !== "")`)
}

// owed opens this month's return from the school's desk.
func owed(b *tab) {
	b.Helper()
	b.open("/desk")
	b.pick(`[...document.querySelectorAll("#main .owed a.what")].find(a => a.innerText.includes(` + quote("校舍项目进度月报，"+time.Now().Format("2006 年 1 月")) + `))`)
	b.follow(picked)
}

// isRefused hands in a total that is one too many.
func isRefused(b *tab) {
	b.Helper()
	sum := b.read(`["done", "building", "preparing"].reduce((n, code) => n + Number(document.getElementById("f-" + code).value), 0)`)
	n, err := strconv.Atoi(sum)
	if err != nil {
		b.Fatal(err)
	}
	b.fill("#f-projects", strconv.Itoa(n+1))
	b.fill("#f-spent", spentFirst)
	b.choose("#f-stopped", "no")
	b.followText("报送")
	b.until(`document.querySelector("main > .note.red[role=alert]")`)
	b.sees(".issue.red .top a", "项目总数")
	b.sees(".issue.red p", "项目总数应等于已完工、在建、前期之和 "+sum+"，您填了 "+strconv.Itoa(n+1)+"，现差 1 个")
	b.until(`document.querySelector("#f-projects").closest(".field.bad")`)
	b.click(`.issue.red [name=mend]`)
	b.want(`document.querySelector("#f-projects").value`, sum)
	b.until(`!document.querySelector(".issue.red")`)
}

// explains answers the check that compares with the month before.
func explains(b *tab) {
	b.Helper()
	b.followText("报送")
	b.sees(".issue.amber p", "累计完成投资 "+spentFirst+" 万元")
	b.fill(`.issue.amber textarea`, "上月多报一笔预付款，本月冲回。")
	b.followText("报送")
	b.sees(".verdict, .head", "负责人")
	b.until(`document.querySelector("#f-spent") === null || document.querySelector("#f-spent").readOnly`)
}

// signs is the head's: from the desk to the signature.
func signs(b *tab) {
	b.Helper()
	b.open("/desk")
	b.follow(`section[aria-labelledby=decide] a.what`)
	b.sees("#main h1", "校舍项目进度月报")
	b.followText("签字")
	b.until(`[...document.querySelectorAll(".signs .light.blue")].length === 2`)
}

// sendsBack opens the school's cell in the matrix, sees the explanation, and
// sends the return back for one cell.
func sendsBack(b *tab) {
	b.Helper()
	b.open(collection.href)
	schoolCell(b)
	b.sees("#main", "上月多报一笔预付款，本月冲回。")
	b.keys("b")
	b.until(`document.querySelector("dialog#back[open]")`)
	b.choose(`dialog#back [name="path:0"]`, "spent")
	b.fill(`dialog#back [name="reason:0"]`, "与支付台账差一笔，请核对后重填")
	b.follow(`dialog#back footer .btn:not(.quiet):not([data-close])`)
	b.sees("#main .verdict", "退回")
}

func schoolCell(b *tab) {
	b.Helper()
	b.pick(`[...document.querySelectorAll(".matrix tbody tr")].find(r => r.querySelector("th")?.innerText.trim() === "青溪小学")?.querySelector("td a")`)
	b.follow(picked)
}

// answers is the school's: it sees the reason at the cell, corrects, answers, and
// says again why the figure is lower than the month before.
func answers(b *tab) {
	b.Helper()
	owed(b)
	b.sees(".issue.red p", "与支付台账差一笔，请核对后重填")
	b.until(`document.querySelector("#f-spent").closest(".field.bad")`)
	b.fill("#f-spent", spentThen)
	b.fill(`[name="answer:spent"]`, "已按支付台账更正。")
	b.followText("报送")
	b.sees(".issue.amber .said, .issue.amber blockquote", "上月多报一笔预付款，本月冲回。") // of another figure: said again, or anew
	b.followText("沿用")
	b.until(`document.querySelector(".issue.amber textarea").value.includes("冲回")`)
	b.followText("报送")
	b.until(`document.querySelector("#f-spent") === null || document.querySelector("#f-spent").readOnly`)
}

// locks reviews and locks; the entry stands in the return's history.
func locks(b *tab) {
	b.Helper()
	b.open(collection.href)
	schoolCell(b)
	b.sees("#main", "已按支付台账更正。")
	b.followText("审核通过")
	b.followText("锁定")
	b.sees("#main .verdict", "已锁定")
	b.sees("#main .time", "留痕第")
}
