package e2e

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestReturnOnATelephone: a clerk fills the rest of a return on a telephone, takes
// a photo of a hazard and hands it in; the head signs on another one. Nothing lies
// outside of 360 px, and what is touched is large enough for a thumb.
func TestReturnOnATelephone(t *testing.T) {
	b := enter(t, "school06")
	b.phone()
	b.open("/collect")
	href := b.first(`main a[href^="/collect/returns/"]`, "校园安全隐患登记")
	b.open(href)
	b.fits()
	b.choose("#f-day", b.read(`new Date().toISOString().slice(0, 10)`))
	b.choose("#f-began", "08:30")
	b.choose("#f-ended", "10:00")
	b.choose("#f-term", b.read(`document.querySelector("#f-term option:not([value=''])").value`))
	b.choose("#f-found", "yes")
	b.until(`document.querySelector("#tab-2-tab")?.getClientRects().length > 0`) // the tab of what was found comes by itself
	if b.read(`document.querySelector("#f-leader").value`) == "" {
		b.fill("#f-leader", b.read(`document.querySelector("#names-person option").value`))
	}
	b.fill("#f-phone", "0571-88201074")

	b.click("#tab-2-tab")
	b.fits()
	cell := func(code string) string { return `#tab-2 tbody tr:first-child [name$="].` + code + `"]` } // keys of new rows are made by chance
	b.fill(cell("where"), "东楼二层走廊")
	b.choose(cell("area"), "teach")
	b.until(`document.querySelector('` + cell("kind") + ` option[value=wire]')`)
	b.choose(cell("kind"), "wire") // offered under the place just chosen, in a row that was not there before
	b.want(`document.querySelector('#tab-2 tbody tr:first-child [name$="].grade"]').value`, "low")
	b.choose(cell("since"), b.read(`new Date().toISOString().slice(0, 10)`))
	b.fill(cell("days"), "3")
	b.choose(cell("fixed"), "no")
	photo := filepath.Join(t.TempDir(), "现场.png")
	if err := os.WriteFile(photo, picture(t), 0o600); err != nil {
		t.Fatal(err)
	}
	b.do(chromedp.SetUploadFiles(chromedp.CSS(`#tab-2 tbody tr:first-child input[capture]`), []string{photo}))

	b.follow(`.foot button[value="submit"]`)
	b.sees("main .verdict", "负责人")
	b.want(`document.querySelectorAll(".thumb img").length`, "1")
	b.until(`document.querySelector(".thumb img").naturalWidth > 0 || document.querySelector(".thumb img").loading === "lazy"`)
	b.fits()

	head := enter(t, "head06")
	head.phone()
	head.open("/desk")
	head.pick(`[...document.querySelectorAll("section[aria-labelledby=decide] a.what")].find(a => a.innerText.includes("校园安全隐患登记"))`)
	head.follow(picked)
	head.fits()
	head.followText("签字")
	head.until(`document.querySelectorAll(".signs .light.blue").length === 2`)
	head.sees("main .verdict", "安全稳定科")
}

// phone makes the tab a telephone with a thumb.
func (b *tab) phone() {
	b.Helper()
	b.do(chromedp.EmulateViewport(360, 740, chromedp.EmulateMobile, chromedp.EmulateTouch))
}

// fits checks that nothing reaches beyond the screen and that what is pressed is
// at least 24 px high (WCAG 2.2, 2.5.8).
func (b *tab) fits() {
	b.Helper()
	b.want(`Math.max(0, document.documentElement.scrollWidth - innerWidth)`, "0")
	small := b.read(`[...document.querySelectorAll("main button, main .btn, main select, main input:not([type=hidden]):not([type=checkbox]):not([type=radio])")].filter(e => e.getClientRects().length > 0 && !e.closest(".vh") && !e.classList.contains("vh") && e.getBoundingClientRect().height < 24).map(e => e.outerHTML.slice(0, 90)).join("\n")`)
	if small != "" {
		b.Errorf("%s: too small for a thumb:\n%s", b.read(`location.pathname`), small)
	}
}

// picture is a photo of nothing in particular.
func picture(t *testing.T) []byte {
	t.Helper()
	photo := image.NewRGBA(image.Rect(0, 0, 320, 240))
	for x := range 320 {
		for y := range 240 {
			photo.Set(x, y, color.RGBA{uint8(x), uint8(y), 90, 255})
		}
	}
	var out bytes.Buffer
	if err := png.Encode(&out, photo); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
