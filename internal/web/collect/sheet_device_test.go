package collect_test

import (
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"nianlun/internal/work/collect"
)

// signInAs lets somebody else sit down at the same computer, without anybody signing
// out first.
func (s *screen) signInAs(login string) {
	s.Helper()
	s.open("/signin")
	s.do(chromedp.SetValue("#login", login), chromedp.SetValue("#password", "x"), chromedp.Click("main .btn.primary"), chromedp.WaitVisible(".rail"))
}

func TestScreenShowsDraftsToNobodyElse(t *testing.T) {
	b := newBureau(t, 2)
	b.open(alone, "2026-09")
	o := b.owed(0, "2026-09")
	s := b.screen(t, "wangxue")
	s.open(collect.Link(o.ID))
	b.gone.Store(true)
	s.fill("f-spent", "31")
	s.state("offline")
	s.away(b)
	b.endSessions()
	s.signInAs("lina")
	s.open(collect.Link(o.ID))
	s.want(`document.getElementById("f-spent").value`, "")
	s.want(`document.querySelector("#toasts").textContent.includes("放回")`, "false")
	if got := b.stored(o, "spent"); got != "" {
		t.Errorf("stored %q in another's name", got)
	}
	s.leave()
	b.endSessions()
	s.signInAs("wangxue")
	s.open(collect.Link(o.ID))
	s.want(`document.getElementById("f-spent").value`, "31")
	s.state("saved")
}

// Two tabs with one return, both without a network: neither writes over the other.
func TestScreenKeepsTwoTabsApart(t *testing.T) {
	b := newBureau(t, 2)
	b.open(alone, "2026-09")
	o := b.owed(0, "2026-09")
	s := b.screen(t, "wangxue")
	s.open(collect.Link(o.ID))
	ctx, end := chromedp.NewContext(s.ctx)
	t.Cleanup(end)
	second := &screen{t, ctx, s.base}
	second.open(collect.Link(o.ID))
	b.gone.Store(true)
	s.fill("f-spent", "41")
	s.state("offline")
	second.fill("f-pupils-g1-begin", "42")
	second.state("offline")
	second.cutOff()
	s.away(b)
	second.away(b)
	s.open(collect.Link(o.ID))
	s.want(`[document.getElementById("f-spent").value, document.getElementById("f-pupils-g1-begin").value].join()`, "41,42")
	s.state("saved")
	if b.stored(o, "spent") != "41" || b.stored(o, "pupils[g1].begin") != "42" {
		t.Errorf("stored %q and %q", b.stored(o, "spent"), b.stored(o, "pupils[g1].begin"))
	}
	s.until(`!Object.keys(localStorage).some(k => k.startsWith("sheet:"))`)
}

// What one tab could not send is not part of the form that another one sends: it is
// there again when the return is opened the next time.
func TestScreenSendsOnlyTheWorkOfItsOwnTab(t *testing.T) {
	b := newBureau(t, 2)
	b.open(alone, "2026-09")
	o := b.owed(0, "2026-09")
	s := b.screen(t, "wangxue")
	s.open(collect.Link(o.ID))
	ctx, end := chromedp.NewContext(s.ctx)
	t.Cleanup(end)
	second := &screen{t, ctx, s.base}
	second.open(collect.Link(o.ID))
	b.gone.Store(true)
	second.fill("f-pupils-g1-begin", "42")
	second.state("offline")
	second.away(b)
	s.fill("f-spent", "41")
	s.state("saved")
	s.fill("f-spent", "43")
	s.run(`window.before = true; document.querySelector("form[data-sheet]").requestSubmit()`)
	s.until(`!window.before && document.readyState === "complete"`)
	for range 200 { // the page that follows sends it
		if b.stored(o, "pupils[g1].begin") != "" {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	if b.stored(o, "spent") != "43" || b.stored(o, "pupils[g1].begin") != "42" {
		t.Errorf("stored %q and %q", b.stored(o, "spent"), b.stored(o, "pupils[g1].begin"))
	}
}

// A browser that keeps nothing says so, instead of promising what it cannot hold.
func TestScreenSaysThatNothingIsKept(t *testing.T) {
	b := newBureau(t, 2)
	b.open(alone, "2026-09")
	o := b.owed(0, "2026-09")
	s := b.screen(t, "wangxue")
	s.open(collect.Link(o.ID))
	s.run(`Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError") }`)
	b.gone.Store(true)
	s.fill("f-spent", "51")
	s.state("unkept")
	s.says("[data-draft-state]", "先别关")
	b.gone.Store(false)
	s.state("saved")
	if got := b.stored(o, "spent"); got != "51" {
		t.Errorf("stored %q", got)
	}
}

// While an input method composes, nothing is sent and Enter belongs to it.
func TestScreenLetsInputMethodsCompose(t *testing.T) {
	b := newBureau(t, 2)
	b.open(alone, "2026-09")
	o := b.owed(0, "2026-09")
	s := b.screen(t, "wangxue")
	s.open(collect.Link(o.ID))
	s.run(`document.querySelector("#f-big td input").focus()`)
	compose := func(text string) {
		t.Helper()
		if _, err := chromedp.Call(s.ctx, input.ImeSetComposition, input.ImeSetCompositionParams{Text: text, SelectionStart: int64(len(text)), SelectionEnd: int64(len(text))}); err != nil {
			t.Fatal(err)
		}
	}
	compose("zong")
	compose("zonghe")
	s.run(`document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {key: "Enter", keyCode: 229, isComposing: true, bubbles: true, cancelable: true}))`)
	s.want(`document.activeElement === document.querySelector("#f-big td input")`, "true")
	s.run(`window.waited = new Promise(done => setTimeout(done, 2500)).then(() => window.waitedEnough = true)`)
	s.until(`window.waitedEnough`)
	s.want(`document.querySelector("[data-draft-state]").dataset.state`, "pending")
	if one := b.owed(0, "2026-09"); one.RecordNo != 0 {
		t.Error("letters that were being composed were saved")
	}
	if _, err := chromedp.Call(s.ctx, input.InsertText, input.InsertTextParams{Text: "综合楼"}); err != nil {
		t.Fatal(err)
	}
	s.state("saved")
	s.want(`document.querySelector("#f-big td input").value`, "综合楼")
}

// A campaign that ends, and a form that moves on, while somebody types: the page says
// so, and what was typed stands there to be copied.
func TestScreenTellsThatTheCampaignEnded(t *testing.T) {
	b := newBureau(t, 2)
	out := b.open(alone, "2026-09")
	o := b.owed(0, "2026-09")
	s := b.screen(t, "wangxue")
	s.open(collect.Link(o.ID))
	_, err := b.EndCampaign(t.Context(), b.actor("hewei"), out.Campaign.ID, collect.EndInput{Seen: out.Campaign.Rev, Why: "本项工作停办", LetGo: true})
	must(t, err)
	s.fill("f-spent", "61")
	s.says(".sheet.leftover td", "61")
	s.state("failed")
	s.leave()
}

// A form that moves to a version without a cell while somebody types into it.
func TestScreenTellsThatTheFormMoved(t *testing.T) {
	b := newBureau(t, 2)
	out := b.open(alone, "2026-09")
	o := b.owed(0, "2026-09")
	s := b.screen(t, "wangxue")
	s.open(collect.Link(o.ID))
	s.fill("f-spent", "1")
	s.state("saved")
	b.publish(strings.Replace(monthly, "      - {code: stopped, name: 有无停课, type: yesno}\n      - {code: why, name: 停课原因, type: longtext, when: 有无停课 == 是, required: true}\n",
		"      - {code: extra, name: 其他支出, type: money, unit: 万元}\n", 1))
	_, err := b.MoveToVersion(t.Context(), b.chief, out.Campaign.ID, 1, 2)
	must(t, err)
	s.fill("f-spent", "81") // still a cell of the form
	s.state("saved")
	s.run(`(() => { const e = document.querySelector("[name=stopped]"); if (e.tagName === "SELECT") e.value = e.options[1].value; else e.checked = true; e.dispatchEvent(new Event("change", {bubbles: true})) })()`)
	s.says(".sheet.leftover", "换了新版")
	if got := b.stored(o, "spent"); got != "81" {
		t.Errorf("stored %q", got)
	}
	s.leave()
}

// A return that is sent back while the page still shows it as it was taken back is
// saved into all the same, since it may be typed into.
func TestScreenSavesIntoWhatWasSentBack(t *testing.T) {
	b := newBureau(t, 2)
	b.open(alone, "2026-09")
	o := b.owed(0, "2026-09")
	s := b.screen(t, "wangxue")
	s.open(collect.Link(o.ID))
	o = b.submit(b.actor("lina"), o, goodSheet("10"))
	_, err := b.SendBack(t.Context(), b.chief, collect.SendBackInput{Seen: collect.Seen{Return: o.ID, Base: o.RecordNo}, Workdays: 2,
		Label: func(key string, _ ...any) string { return key }, Reasons: []collect.Reason{{Path: "spent", Text: "与台账不符"}}})
	must(t, err)
	s.fill("f-spent", "71")
	s.says(".sheet.clash", "李娜")
	s.press("用我的")
	s.state("saved")
	if got := b.stored(o, "spent"); got != "71" {
		t.Errorf("stored %q", got)
	}
}

// Keys of Excel beside those of moving about.
func TestScreenFillsRightAsExcelDoes(t *testing.T) {
	b := newBureau(t, 2)
	b.open(alone, "2026-09")
	o := b.owed(0, "2026-09")
	s := b.screen(t, "wangxue")
	s.open(collect.Link(o.ID))
	s.fill("f-pupils-g1-begin", "12")
	s.run(`document.getElementById("f-pupils-g1-came").focus()`)
	s.do(chromedp.KeyEvent("r", chromedp.KeyModifiers(kb.ModifierCtrl)))
	s.want(`document.getElementById("f-pupils-g1-came").value`, "12")
	s.do(chromedp.KeyEvent("z", chromedp.KeyModifiers(kb.ModifierCtrl)))
	s.want(`document.getElementById("f-pupils-g1-came").value`, "")
	s.state("saved")
}
