package e2e

import (
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// TestReviewByKeyboard: a section reads and sends back without touching the mouse:
// from the matrix into a return, back with a reason on a cell, and on to the next
// return that waits.
func TestReviewByKeyboard(t *testing.T) {
	b := enter(t, "renshi1")
	b.open("/collect")
	matrix := b.first(`main a[href^="/collect/campaigns/"]:not([href$="/new"])`, "教师培训月报")
	b.open(matrix + "?state=submitted")
	waiting := b.read(`document.querySelectorAll(".matrix td.now a").length`)
	if waiting == "0" || waiting == "1" {
		t.Fatalf("%s returns wait; two are wanted", waiting)
	}
	b.tabTo(`.matrix td.now a`)
	b.keys(kb.ArrowDown)
	b.until(`document.activeElement.closest("tr") === document.querySelectorAll(".matrix tbody tr:not(.group)")[1]`)
	unit := b.read(`document.activeElement.closest("tr").querySelector("th").innerText.trim()`)
	b.press(kb.Enter)
	b.sees("main .crumb", unit)
	b.sees("main .verdict", "已报待审")
	first := b.read(`location.pathname`)

	b.keys("b")
	b.until(`document.querySelector("dialog#back[open]")?.contains(document.activeElement)`)
	for b.read(`document.activeElement.name`) != "path:0" {
		b.keys(kb.Tab)
		b.until(`document.querySelector("dialog#back").contains(document.activeElement)`)
	}
	for b.read(`document.activeElement.value`) == "" {
		b.keys(kb.ArrowDown)
	}
	cell := b.read(`document.activeElement.selectedOptions[0].textContent.trim()`)
	b.keys(kb.Tab)
	b.want(`document.activeElement.name`, "reason:0")
	b.insert("与上月的数对不上，请核对")
	for b.read(`document.activeElement.matches("dialog#back footer button:not([data-close])")`) != "true" {
		b.keys(kb.Tab)
		b.until(`document.querySelector("dialog#back").contains(document.activeElement)`)
	}
	b.press(kb.Enter)
	b.sees("main .verdict", "退回")
	b.sees("main .time blockquote", cell+"：与上月的数对不上，请核对")

	b.press("j")
	b.until(`location.pathname.startsWith("/collect/returns/") && location.pathname !== ` + quote(first))
	b.sees("main h1", "教师培训月报")
	b.sees("main .verdict", "已报待审")
	b.tabTo(`main .acts .btn.primary`)
	b.press(kb.Enter)
	b.sees("main .verdict", "已审核")
}
