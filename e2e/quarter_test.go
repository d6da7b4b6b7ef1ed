package e2e

import (
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// TestAFormThatComputesFromAnother: the quarter's analysis takes its figures from the month's return. A target that is
// left shows its rate and asks why it is low, without anything being saved by hand; a text that is no number says so
// below its field, the form shows only what has problems, and what is mended can be handed in.
func TestAFormThatComputesFromAnother(t *testing.T) {
	b := enter(t, "school03")
	b.open("/collect")
	b.open(b.first(`main a[href^="/collect/returns/"]`, "校舍项目季度分析"))
	b.fill("#f-target", "约两千")
	b.keys(kb.Tab)
	b.until(`document.querySelector("[data-field=target].bad a.why")?.textContent.includes("约两千")`)
	b.sees("#f-rate", "尚未算出")

	b.run(`document.activeElement.blur()`) // the section in which the cursor stands is never folded away
	b.chord("L", kb.ModifierCtrl, kb.ModifierShift)
	b.until(`document.querySelector("#s-2.folded [data-unfold]") && document.querySelector("[data-filter-toggle]").getAttribute("aria-pressed") === "true"`)
	b.inspect("only what has problems")
	b.keys(kb.F8)
	b.until(`document.activeElement.id === "f-target"`)

	b.fill("#f-target", "100000")
	b.keys(kb.Tab)
	b.until(`!document.querySelector("[data-field=target]").matches(".bad") && /^0\.\d$/.test(document.getElementById("f-rate").textContent.trim())`)
	b.until(`/^[\d,]+\.\d\d$/.test(document.getElementById("f-reached").textContent.trim())`) // what the month says
	b.until(`document.getElementById("f-behind")`)                                            // the rate is low: it is asked why
	b.chord("L", kb.ModifierCtrl, kb.ModifierShift)
	b.until(`!document.querySelector(".folded")`)
	b.fill("#f-behind", "秋季才开工")
	b.follow(`.foot button[value="submit"]`)
	b.until(`document.querySelector("main").textContent.includes("负责人") || document.querySelector(".signs")`)
	b.sees("#f-rate, #s-1", "0.")
}
