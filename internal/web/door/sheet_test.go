package door

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// sheetPage is a table as forms have it: a computed square, one that is locked, a
// list, and an open table with the pattern of a row.
const sheetPage = `<form data-grid><section class="sheet"><div class="scroll"><table class="grid" id="t1" data-table="one"><thead><tr><th>年级</th><th>班</th><th>人</th><th>女 (%)</th></tr></thead><tbody>
<tr data-row="r1"><th>一</th><td><input id="a1" name="one[r1].a" inputmode="numeric" aria-label="a1"></td><td><output id="a2" aria-label="a2">0</output></td><td><input id="a3" name="one[r1].c" inputmode="decimal" aria-label="a3"></td></tr>
<tr data-row="r2"><th>二</th><td><input id="b1" name="one[r2].a" inputmode="numeric" aria-label="b1"></td><td><input id="b2" aria-label="b2" name="one[r2].b" readonly value="7"></td><td class="wrong"><input id="b3" name="one[r2].c" inputmode="decimal" aria-label="b3"></td></tr>
<tr data-row="r3"><th>三</th><td><select id="c1" name="one[r3].a" aria-label="c1"><option value=""></option><option value="1">公办</option><option value="2">民办</option></select></td><td><output id="c2">1</output></td><td><input id="c3" name="one[r3].c" aria-label="c3"></td></tr>
<tr data-totals><th>合计</th><td class="sum">1</td><td class="sum"></td><td class="sum"></td></tr>
</tbody></table></div></section>
<section class="sheet"><div class="scroll"><table class="grid" id="f-big" data-table="big" data-max="5"><thead><tr><th>项目</th><th>名称</th><th>日期</th></tr></thead><tbody>
<tr data-row="r1"><th scope="row">1<input type="hidden" name="big" value="r1"></th><td><input id="f-big-r1-name" name="big[r1].name" aria-label="项目第 1 行，名称"></td><td><input type="date" id="f-big-r1-day" name="big[r1].day" aria-label="项目第 1 行，日期"></td></tr>
</tbody></table><template data-blank="big"><tr data-row="blank"><th scope="row">#<input type="hidden" name="big" value="blank"></th><td><input id="f-big-blank-name" name="big[blank].name" aria-label="项目第 # 行，名称"></td><td><input type="date" id="f-big-blank-day" name="big[blank].day" aria-label="项目第 # 行，日期"></td></tr></template></div></section></form>
<div class="foot"><span data-sum></span><span data-rowtools hidden><span data-rowname></span><button type="button" data-row-act="above">+</button><button type="button" data-row-act="delete">-</button></span></div>
<div id="sheet-words" hidden data-sum="sum @ mean % n #" data-unfit="# unfit" data-unfit-number="no number" data-unfit-locked="locked" data-unfit-room="no room" data-unfit-choice="no choice" data-unfit-date="no date" data-close="x" data-full="full #"></div>`

func sheet(t *testing.T) *tab {
	t.Helper()
	_, b := browser(t, show("/sheet", sheetPage, "sheet.js"))
	b.open("/sheet")
	return b
}

// paste puts a text on a clipboard of its own and pastes it into a cell.
func (b *tab) paste(id, text string) {
	b.Helper()
	b.eval(`(() => { const d = new DataTransfer(); d.setData("text/plain", ` + "`" + text + "`" + `); const a = document.getElementById("` + id + `"); a.focus(); a.dispatchEvent(new ClipboardEvent("paste", {clipboardData: d, bubbles: true, cancelable: true})) })()`)
}

func (b *tab) values(want map[string]string) {
	b.Helper()
	for id, value := range want {
		b.want(`document.getElementById("`+id+`").value`, value)
	}
}

func (b *tab) chord(key string, modifiers ...kb.Modifier) {
	b.Helper()
	b.do(chromedp.KeyEvent(key, chromedp.KeyModifiers(modifiers...)))
}

func TestSheetMovesByKeyboardAsExcelDoes(t *testing.T) {
	b := sheet(t)
	b.keys("n")
	b.want(`document.activeElement.id`, "b3")
	b.do(chromedp.Focus("#a1"))
	for _, step := range [][2]string{
		{kb.Enter, "b1"}, {kb.ArrowUp, "a1"}, {kb.ArrowDown, "b1"}, {kb.ArrowRight, "b2"}, {kb.ArrowLeft, "b1"}, {kb.ArrowDown, "c1"},
		{kb.ArrowRight, "c3"}, {kb.Home, "c1"}, {kb.End, "c3"}, {kb.PageUp, "a3"}, {kb.ArrowLeft, "a1"}, {kb.Tab, "a3"}, {kb.Enter, "b1"},
	} {
		b.keys(step[0])
		b.want(`document.activeElement.id`, step[1])
	}
	b.chord(kb.Home, kb.ModifierCtrl)
	b.want(`document.activeElement.id`, "a1")
	b.chord(kb.End, kb.ModifierCtrl)
	b.want(`document.activeElement.id`, "c3")
}

// Problems are gone through in their order from the cursor on, round and back; F8 does
// so out of a cell that is being filled in.
func TestSheetGoesFromProblemToProblem(t *testing.T) {
	b := sheet(t)
	b.eval(`["a1", "c1"].forEach(id => document.getElementById(id).closest("td").classList.add("wrong"))`)
	for _, step := range []struct {
		key  string
		with kb.Modifier
		at   string
	}{
		{kb.F8, 0, "a1"}, {kb.F8, 0, "b3"}, {kb.F8, 0, "c1"}, {kb.F8, 0, "a1"},
		{kb.F8, kb.ModifierShift, "c1"}, {kb.F8, kb.ModifierShift, "b3"},
	} {
		b.do(chromedp.KeyEvent(step.key, chromedp.KeyModifiers(step.with)))
		b.want(`document.activeElement.id`, step.at)
	}
	b.eval(`document.activeElement.blur()`)
	b.keys("n") // from where the cursor was
	b.want(`document.activeElement.id`, "c1")
	b.eval(`document.activeElement.blur()`)
	b.chord("N", kb.ModifierShift)
	b.want(`document.activeElement.id`, "b3")
}

func TestSheetTypingReplacesAndEscapeRestores(t *testing.T) {
	b := sheet(t)
	b.do(chromedp.Focus("#a1"))
	b.keys("12")
	b.keys(kb.ArrowDown) // what was typed is taken, and the arrow moves on
	b.want(`document.activeElement.id`, "b1")
	b.keys(kb.ArrowUp)
	b.keys("7")
	b.values(map[string]string{"a1": "7"})
	b.keys(kb.Escape)
	b.values(map[string]string{"a1": "12"})
	b.keys(kb.F2)
	b.keys("3" + kb.ArrowLeft + "9") // the arrow is the text's now
	b.values(map[string]string{"a1": "1293"})
	b.keys(kb.Enter)
	b.keys(kb.ArrowUp)
	b.keys(kb.Delete)
	b.values(map[string]string{"a1": ""})
	b.chord("z", kb.ModifierCtrl)
	b.values(map[string]string{"a1": "1293"})
	b.chord("z", kb.ModifierCtrl)
	b.values(map[string]string{"a1": "12"})
	b.chord("y", kb.ModifierCtrl)
	b.values(map[string]string{"a1": "1293"})
}

func TestSheetPastesWhatExcelShowsAndNamesWhatDoesNotFit(t *testing.T) {
	b := sheet(t)
	b.paste("a1", "１,２３４\t5\t 12% \r\n约十\t8\t\"9\n9\"\r\n民办\t1\t4\r\n")
	b.values(map[string]string{"a1": "1234", "a3": "12", "b1": "", "b2": "7", "b3": "", "c1": "2", "c3": "4"})
	b.want(`[...document.querySelectorAll(".misfits li")].map(li => li.textContent.trim()).join()`, "b1 “约十” no number,b2 “8” locked,b3 “9\n9” no number") // a block runs over computed squares
}

func TestSheetSelectsSumsFillsAndClears(t *testing.T) {
	b := sheet(t)
	b.paste("a1", "0.1\t\t1\n0.2\t\t2")
	b.want(`document.querySelector("[data-sum]").textContent`, "sum 10.3 mean 1.717 n 6") // with the computed 0 and the locked 7
	b.do(chromedp.Focus("#a3"))
	b.chord(kb.ArrowDown, kb.ModifierShift)
	b.chord(kb.ArrowDown, kb.ModifierShift)
	b.until(`document.querySelector(".range") && !document.querySelector(".range").hidden`)
	b.want(`document.activeElement.id`, "a3")
	b.chord("d", kb.ModifierCtrl)
	b.values(map[string]string{"a3": "1", "b3": "1", "c3": "1"})
	b.want(`document.querySelector("[data-sum]").textContent`, "sum 3 mean 1 n 3")
	b.eval(`(() => { const d = new DataTransfer(); document.activeElement.dispatchEvent(new ClipboardEvent("copy", {clipboardData: d, bubbles: true, cancelable: true})); window.copied = d.getData("text/plain") })()`)
	b.want(`window.copied`, "1\n1\n1")
	b.keys(kb.Delete)
	b.values(map[string]string{"a3": "", "b3": "", "c3": ""})
	b.chord("z", kb.ModifierCtrl)
	b.values(map[string]string{"a3": "1", "b3": "1", "c3": "1"})
}

func TestSheetAddsMovesAndTakesOutRows(t *testing.T) {
	b := sheet(t)
	b.paste("f-big-r1-name", "一\t2026/9/1\n二\t2026年9月31日\n三\t20260903\n四\n五\n六")
	b.want(`[...document.querySelectorAll("#f-big tbody tr")].map(r => r.querySelector("td input").value).join()`, "一,二,三,四,五")
	b.want(`[...document.querySelectorAll("#f-big tbody tr")].map(r => r.querySelector("[type=date]").value).join()`, "2026-09-01,,2026-09-03,,")
	b.want(`document.querySelectorAll(".misfits li").length`, "2") // a day that is none, a row too many
	b.want(`new Set([...document.querySelectorAll("#f-big tr[data-row]")].map(r => r.dataset.row)).size`, "5")
	b.want(`document.querySelectorAll("#f-big [aria-label]")[4].getAttribute("aria-label")`, "项目第 3 行，名称")
	b.eval(`document.querySelectorAll("#f-big tr[data-row]")[2].querySelector("input:not([type=hidden])").focus()`)
	b.chord(kb.ArrowUp, kb.ModifierAlt)
	b.want(`[...document.querySelectorAll("#f-big td:nth-child(2) input")].map(i => i.value).join()`, "一,三,二,四,五")
	b.want(`document.activeElement.value`, "三")
	b.want(`document.querySelectorAll("#f-big th[scope=row]")[1].textContent`, "2")
	b.do(chromedp.Click(`[data-row-act=delete]`))
	b.want(`[...document.querySelectorAll("#f-big td:nth-child(2) input")].map(i => i.value).join()`, "一,二,四,五")
	b.want(`document.activeElement.value`, "二")
	b.chord("z", kb.ModifierCtrl)
	b.want(`[...document.querySelectorAll("#f-big td:nth-child(2) input")].map(i => i.value).join()`, "一,三,二,四,五")
	b.chord("z", kb.ModifierCtrl)
	b.chord("z", kb.ModifierCtrl) // the whole paste is one step
	b.want(`[...document.querySelectorAll("#f-big td:nth-child(2) input")].map(i => i.value).join()`, ",,,,")
}

func TestSheetLeavesInputMethodsAlone(t *testing.T) {
	b := sheet(t)
	b.do(chromedp.Focus("#f-big-r1-name"))
	b.eval(`document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {key: "Enter", isComposing: true, bubbles: true, cancelable: true}))`)
	b.eval(`document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {key: "ArrowDown", keyCode: 229, bubbles: true, cancelable: true}))`)
	b.want(`document.activeElement.id`, "f-big-r1-name")
}

func TestSheetSelectsByMouse(t *testing.T) {
	b := sheet(t)
	b.eval(`(() => {
		const fire = (kind, id, buttons) => document.getElementById(id).dispatchEvent(new MouseEvent(kind, {bubbles: true, cancelable: true, button: 0, buttons}))
		fire("mousedown", "a1", 1); fire("mousemove", "b3", 1); fire("mouseup", "b3", 0)
	})()`)
	b.want(`document.activeElement.id`, "a1")
	b.until(`!document.querySelector(".range").hidden`)
	b.keys("5") // typing goes into the first corner alone
	b.values(map[string]string{"a1": "5", "b1": ""})
	b.until(`document.querySelector(".range").hidden`)
}
