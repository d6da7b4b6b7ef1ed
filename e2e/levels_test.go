package e2e

import (
	"strconv"
	"testing"
	"time"
)

// upMonth is the month that the journey of levels asks: the demo's city asks the two
// after it already.
func upMonth() time.Time {
	now := time.Now()
	return time.Date(now.Year(), now.Month()-2, 1, 0, 0, 0, 0, time.Local)
}

// upTitle is how pages call that month's return.
func upTitle() string {
	return "中小学课后服务月报，" + upMonth().Format("2006 年 1 月")
}

// upWrong is the number of pupils that the city does not believe.
const upWrong = "9000"

// TestLevels: the city asks its counties, the county its school; the school reports and
// signs, the county reviews and hands up with three signatures, the city sends a sum
// back, and its reason arrives at the school whose figure it is.
func TestLevels(t *testing.T) {
	city := visit(t)
	city.open("/signin")
	city.signInTo("990100", "shijc1")
	cityAsks(city)

	hears(enter(t, "bangongshi1"))
	section := enter(t, "jicai1")
	issuesBelow(section)

	school, head := enter(t, "school03"), enter(t, "head03")
	reports(school)
	signsAs(head, 2)

	reviews(section)
	handsUp(section)
	signsAs(enter(t, "wuhy"), 2)
	signsAs(enter(t, "fang"), 3)

	reviewer := visit(t)
	reviewer.open("/signin")
	reviewer.signInTo("990100", "shijc2")
	sendsSumBack(reviewer)

	sendsOn(section)
	arrives(school)
}

// revisit opens a page again until what another bureau did has come down to it.
func (b *tab) revisit(path, condition string) {
	b.Helper()
	for limit := time.Now().Add(2 * patience); ; {
		b.open(path)
		if b.read(`Boolean(`+condition+`)`) == "true" {
			return
		}
		if time.Now().After(limit) {
			b.Fatalf("%s never came true on %s", condition, path)
		}
	}
}

// deskRow finds the desk's row of the month, among what is owed or what waits.
func deskRow() string {
	return `[...document.querySelectorAll("#main .owed li")].find(row => row.innerText.includes(` + quote(upTitle()) + `))`
}

// fromDesk follows the row of the month to the page where the act is.
func (b *tab) fromDesk() {
	b.Helper()
	b.revisit("/desk", deskRow())
	b.pick(deskRow() + `.querySelector("a.btn")`)
	b.follow(picked)
}

// cityAsks asks the counties for the month, with three signatures.
func cityAsks(b *tab) {
	b.Helper()
	month := strconv.Itoa(int(upMonth().Month()))
	b.open("/collect/campaigns/new")
	b.choose("#form", "after-school")
	b.fill("#list", "云州教报表〔"+strconv.Itoa(upMonth().Year())+"〕8号")
	b.choose("#ends", strconv.Itoa(time.Now().Year()+1)+"-03-31")
	b.fill("#year", strconv.Itoa(upMonth().Year()))
	b.fill("#from", month)
	b.fill("#to", month)
	b.fill("#due", "80")
	b.run(`document.querySelectorAll("[name=type]").forEach(box => box.checked || box.click())`)
	b.click(`[name=signatures][value=all]`)
	b.followText("发给各单位")
	b.until(`location.pathname.startsWith("/collect/campaigns/") && !location.pathname.endsWith("/new")`)
}

// hears is the office's: its desk says what the city asks.
func hears(b *tab) {
	b.Helper()
	b.fromDesk()
	b.sees("#main", "云州市教育局要求")
}

// issuesBelow is the section's that takes it on: it goes to one school.
func issuesBelow(b *tab) {
	b.Helper()
	b.open("/collect")
	b.pick(`[...document.querySelectorAll("#main .owed li")].find(row => row.innerText.includes(` + quote(upTitle()) + `)).querySelector("a.btn")`)
	b.follow(picked)
	b.followText("布置")
	b.run(`document.querySelectorAll("[name=type]:checked").forEach(box => box.click())`)
	b.fill("#include", "青溪小学")
	b.fill("#due", "60")
	b.click(`[name=signatures][value=two]`)
	b.followText("布置给学校")
	if b.count(".again textarea") != "0" {
		b.fill(".again textarea", "课后服务教师含外聘，与培训月报口径不同")
		b.followText("布置给学校")
	}
	b.until(`/^\/collect\/mandates\/[^/]+$/.test(location.pathname)`)
	b.sees("#periods ~ *, main table", "所已审核")
}

// reports is the school's: all cells, and handed in.
func reports(b *tab) {
	b.Helper()
	b.fromDesk()
	for _, cell := range [][2]string{{"schools", "1"}, {"pupils", upWrong}, {"joined", "620"}, {"days", "9800"}, {"teachers", "48"}, {"outside", "6"}, {"spent", "3.25"}} {
		b.fill("#f-"+cell[0], cell[1])
	}
	b.followText("报送")
	b.until(`document.querySelectorAll(".signs .light.blue").length === 1`)
}

// signsAs signs from the desk; n signatures stand there then.
func signsAs(b *tab, n int) {
	b.Helper()
	b.fromDesk()
	b.followText("签字")
	b.want(`document.querySelectorAll(".signs .light.blue").length`, strconv.Itoa(n))
}

// reviews is the county's section: from what waits to the review.
func reviews(b *tab) {
	b.Helper()
	row := `[...document.querySelectorAll("#main a.what")].find(a => a.textContent.includes("青溪小学，" + ` + quote(upTitle()) + `))`
	b.open("/collect")
	b.run(`document.querySelectorAll("#main details").forEach(fold => fold.open = true)`) // many wait
	b.pick(row)
	b.follow(picked)
	b.followText("审核通过")
	b.sees("#main .verdict", "已审核")
}

// handsUp sees the school's figure as the sum and hands it up.
func handsUp(b *tab) {
	b.Helper()
	b.fromDesk()
	b.want(`document.querySelector("#f-joined").textContent`, "620")
	b.fill("#f-note", "缺体育")
	b.want(`document.querySelector(".foot [data-draft-state]").dataset.state`, "saved")
	period := b.read(`location.pathname`)
	b.open(period) // nothing was pressed, and nothing is lost
	b.want(`document.querySelector("#f-note").value`, "缺体育")
	b.fill("#f-note", "缺体育教师")
	b.follow(`.foot button[value=save]`)
	b.sees(".foot", "暂存")
	b.want(`document.querySelector("#f-note").value`, "缺体育教师")
	b.examine(period, period+"/cells?path=joined")
	b.open(period)
	b.followText("上报")
	b.want(`document.querySelectorAll(".signs .light.blue").length`, "1")
	b.examine(period, period+"/receipt")
}

// sendsSumBack is the city's reviewer: the county's number of pupils is not believed.
func sendsSumBack(b *tab) {
	b.Helper()
	b.fromDesk()
	b.sees("#main", "云湖区")
	b.keys("b")
	b.until(`document.querySelector("dialog#back[open]")`)
	b.choose(`dialog#back [name="path:0"]`, "pupils")
	b.fill(`dialog#back [name="reason:0"]`, "比学籍系统多出十倍，请核对")
	b.follow(`dialog#back footer .btn:not(.quiet):not([data-close])`)
	b.sees("#main .verdict", "退回")
}

// sendsOn is the county's: the reason goes on to the school that stated the figure.
func sendsOn(b *tab) {
	b.Helper()
	b.revisit("/desk", deskRow()+`?.innerText.includes("上级退回")`)
	b.fromDesk()
	b.sees("#main", "比学籍系统多出十倍，请核对")
	b.want(`document.querySelector("#f-note").value`, "缺体育教师")
	period := b.read(`location.pathname`)
	b.examine(period)
	b.open(period)
	b.followText("看是哪些学校")
	b.sees("#main", "青溪小学")
	b.run(`document.querySelectorAll("#sendon [name=return]:not(:checked):not(:disabled)").forEach(box => box.click())`)
	b.fill("#sendon textarea", "市局核对：在校学生数比学籍系统多，请改正")
	b.follow(`#sendon button[type=submit]`)
	b.sees("#main", "退")
}

// arrives is the school's: the reason stands at the cell it is about.
func arrives(b *tab) {
	b.Helper()
	b.revisit("/desk", deskRow()+`?.innerText.includes("退回")`)
	b.fromDesk()
	b.sees(".issue.red p", "在校学生数比学籍系统多")
	b.until(`document.querySelector("#f-pupils").closest(".field.bad")`)
	b.want(`document.querySelector("#f-pupils").value`, upWrong)
}
