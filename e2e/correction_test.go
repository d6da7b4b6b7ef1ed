package e2e

import (
	"testing"
)

// corrected is what the school's head signs and the section approves.
const correctedSpent = "65.40"

// TestCorrection: the return that collecting has locked is corrected: the school
// asks, its head signs, the section approves, and both values stay to be seen.
// No page on the way has a barrier that a machine can find, and none is wider
// than a telephone.
func TestCorrection(t *testing.T) {
	collect(t)
	school, head, section := enter(t, "school03"), enter(t, "head03"), enter(t, "jicai1")
	section.open(collection.href)
	schoolCell(section)
	href := section.read(`location.pathname`)
	request := asksForCorrection(school, href)
	head.examine(request)
	head.open(request)
	head.sees("main", "原值")
	head.followText("签字同意")
	head.sees("#main .verdict, #main .head", "待批准")
	section.open("/desk")
	section.pick(`[...document.querySelectorAll("section[aria-labelledby=decide] a.what")].find(a => a.innerText.includes("申请更正"))`)
	section.follow(picked)
	section.want(`location.pathname`, request)
	section.sees("main", "用到的指标")
	section.followText("批准更正")
	section.sees("#main .head", "已更正")
	section.examine(request)
	school.open(href)
	school.sees("#main", correctedSpent)
	school.sees("main", "原值 "+spentThen)
	school.examine(href)
	collection.now = moneyOf(t, correctedSpent)
}

// asksForCorrection chooses a cell by a click on it, is told what uses it and
// what is missing, and asks; it gives the request's address.
func asksForCorrection(b *tab, href string) string {
	b.Helper()
	b.open(href)
	b.followText("申请更正")
	b.examine(href + "/correct")
	b.open(href + "/correct")
	b.follow(`button.pick[value=spent]`)
	b.sees(".correct-cell .old", spentThen)
	b.sees("main", "用到的指标")
	b.followText("提交申请")
	b.sees("#main", "写明为什么要更正")
	b.examine(href + "/correct?cell=spent")
	b.open(href + "/correct?cell=spent")
	b.fill(`.correct-cell [name=spent]`, correctedSpent)
	b.fill(`[name=reason]`, "决算审计时发现漏记一笔设备款，凭证附后。")
	b.followText("提交申请")
	b.until(`location.pathname.startsWith("/collect/corrections/")`)
	b.sees("main del", spentThen)
	b.sees("main ins", correctedSpent)
	return b.read(`location.pathname`)
}
