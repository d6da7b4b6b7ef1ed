package e2e

import (
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// TestCodeList: a section pastes a list of codes out of Excel into the grid, moves and
// retires items by buttons and keys, and publishes; a second paste goes to the rows
// that have the codes and adds what is new.
func TestCodeList(t *testing.T) {
	b := enter(t, "jicai1")
	b.open("/codelists/new")
	b.fill("#name", "试验用的供餐方式")
	b.follow("form[action='/codelists'] .btn.primary")
	b.until(`document.querySelector("[data-codes]")`)
	pastesInto(b, "row.0.code", `1\t食堂\n2\t配餐\n3\t自带\n4\t家长接回\n5\t未供餐\n6\t其他方式`)
	b.until(codes("1食堂,2配餐,3自带,4家长接回,5未供餐,6其他方式"))
	b.run(`document.querySelector("[name='row.5.code']").focus()`)
	b.keys(kb.Enter)
	b.until(`document.activeElement.name === "row.6.code" && document.querySelectorAll("[data-codes-row]").length === 7`)
	b.click("[data-codes-row]:nth-child(2) [data-codes-up]")
	b.until(codes("2配餐,1食堂,3自带,4家长接回,5未供餐,6其他方式"))
	b.soundIn("the grid of a code list")
	b.follow("#grid [name=do][value=publish]:not(.vh)")
	b.until(`document.querySelector("#reason")`)
	b.fill("#reason", "首次发布")
	b.follow("form[action$='/publish'] .btn.primary")
	b.until(`document.querySelector("#items")`)
	b.soundIn("a code list")

	b.open(b.read("location.pathname") + "/edit")
	b.until(`document.querySelector("[data-codes-retire]") && !document.querySelector("[data-codes-tools]").hidden`)
	b.click("[data-codes-row]:nth-child(3) [data-codes-retire]")
	b.until(`/^\d{4}-\d\d-\d\d$/.test(document.querySelector("[name='row.2.retired']").value)`)
	pastesInto(b, "row.0.code", `1\t学校食堂\n7\t营养餐\n2\t集中配餐`)
	b.until(codes("2集中配餐,1学校食堂,3自带,4家长接回,5未供餐,6其他方式,7营养餐"))
	b.follow("#grid [name=do][value=publish]:not(.vh)")
	b.until(`["学校食堂", "营养餐", "集中配餐", "3 自带"].every(words => document.querySelector(".differences").innerText.includes(words))`)
	b.soundIn("publishing a code list")
}

// pastesInto pastes what Excel copies into a cell.
func pastesInto(b *tab, cell, text string) {
	b.Helper()
	b.run(`(() => {
		const input = document.querySelector("[name='` + cell + `']")
		input.focus()
		const data = new DataTransfer()
		data.setData("text/plain", "` + text + `\n")
		input.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }))
	})()`)
}

// codes waits for the rows of the grid in which something is written.
func codes(rows string) string {
	return `[...document.querySelectorAll("[data-codes-row]")].map(r => r.querySelector("[name$='.code']").value + r.querySelector("[name$='.name']").value).filter(t => t !== "").join(",") === ` + quote(rows)
}
