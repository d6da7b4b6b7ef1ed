package collect_test

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

func TestScreenMatrixByKeyboard(t *testing.T) {
	b := newBureau(t, 6)
	out := b.open(alone, "2026-07", "2026-08", "2026-09")
	s := b.screen(t, "hewei")
	s.open("/collect/campaigns/" + out.Campaign.ID)
	const at = `document.activeElement.closest("tr").sectionRowIndex + "/" + document.activeElement.closest("td").cellIndex`
	s.run(`document.querySelector("td.now a").focus()`)
	s.want(at, "1/3") // the first row is the head of a group
	for _, step := range [][2]string{{kb.ArrowDown, "2/3"}, {kb.ArrowLeft, "2/2"}, {kb.Home, "2/1"}, {kb.ArrowUp, "1/1"}, {kb.End, "1/3"}} {
		s.do(chromedp.KeyEvent(step[0]))
		s.want(at, step[1])
	}
	s.want(`[...document.querySelectorAll("td.c a")].filter(a => a.tabIndex === 0).length`, "1")
	s.do(chromedp.KeyEvent("x"))
	s.want(`document.querySelectorAll("input[form=chase]:checked").length`, "1")
	s.do(chromedp.KeyEvent("r"))
	s.want(`document.activeElement.value`, "remind")
}
