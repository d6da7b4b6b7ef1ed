package e2e

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// patience is how long a page may take until a condition holds.
const patience = 15 * time.Second

// do runs steps of the browser, each bounded.
func (b *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.Helper()
	if err := b.try(steps...); err != nil {
		b.Fatal(err)
	}
}

func (b *tab) try(steps ...chromedp.Action[chromedp.Void]) error {
	return b.tryFor(patience, steps...)
}

func (b *tab) tryFor(limit time.Duration, steps ...chromedp.Action[chromedp.Void]) error {
	if err := chromedp.Do(b.ctx); err != nil { // the first step makes the tab live as long as its context
		return err
	}
	ctx, cancel := context.WithTimeout(b.ctx, limit)
	defer cancel()
	return chromedp.Do(ctx, steps...)
}

// open goes to a path of the bureau.
func (b *tab) open(path string) {
	b.Helper()
	b.leave(func() { b.do(chromedp.Navigate(stage.bureau.url + path)) })
}

// follow clicks on what leads to another page and waits for that page.
func (b *tab) follow(selector string) {
	b.Helper()
	b.leave(func() { b.click(selector) })
}

// press types keys that lead to another page and waits for that page.
func (b *tab) press(keys string) {
	b.Helper()
	b.leave(func() { b.keys(keys) })
}

// leave does something that replaces the page and waits until it has.
func (b *tab) leave(act func()) {
	b.Helper()
	b.run(`window.left = true`)
	act()
	b.until(`!window.left && document.readyState === "complete"`)
}

func (b *tab) click(selector string) {
	b.Helper()
	if selector == picked && b.tryFor(patience/5, chromedp.Click(chromedp.CSS(picked), chromedp.NodeVisible)) == nil {
		return
	}
	if selector == picked { // a part of the page was drawn anew, and what was picked is gone
		b.pick(b.picking)
	}
	if err := b.try(chromedp.Click(chromedp.CSS(selector), chromedp.NodeVisible)); err != nil {
		b.Fatalf("click %s: %v", selector, err)
	}
}

// picked is the selector of what pick has found.
const picked = "[data-picked]"

// pick waits until an expression finds an element that can be seen, and marks it
// for a selector.
func (b *tab) pick(expression string) {
	b.Helper()
	b.picking = expression
	b.until(`(() => {
		document.querySelectorAll("[data-picked]").forEach(e => e.removeAttribute("data-picked"))
		const found = ` + expression + `
		if (!found || !found.checkVisibility()) return false
		found.setAttribute("data-picked", "")
		return true
	})()`)
}

// saying finds the first link or button that says exactly that, whatever key it
// names beside. What lies in closed details has a place on the page, too, but is not
// seen.
func saying(words string) string {
	return `[...document.querySelectorAll("dialog[open] button, main a, main button, main summary, a, button, summary")].find(e => [...e.childNodes].filter(n => n.nodeName !== "KBD").map(n => n.textContent).join("").trim() === ` + quote(words) + ` && e.checkVisibility())`
}

func (b *tab) followText(words string) {
	b.Helper()
	b.pick(saying(words))
	b.follow(picked)
}

// fill replaces what stands in a field, as an input method does.
func (b *tab) fill(selector, text string) {
	b.Helper()
	b.until(fmt.Sprintf(`(() => { const e = document.querySelector(%s); if (!e) return false; e.scrollIntoView({block: "center"}); e.focus(); if (e.select) e.select(); return document.activeElement === e })()`, quote(selector)))
	b.insert(text)
}

// insert types a text where the cursor is.
func (b *tab) insert(text string) {
	b.Helper()
	if text == "" {
		b.keys("\b")
		return
	}
	if _, err := chromedp.Call(b.ctx, input.InsertText, input.InsertTextParams{Text: text}); err != nil {
		b.Fatal(err)
	}
}

// choose picks an option of a list by its value.
func (b *tab) choose(selector, value string) {
	b.Helper()
	b.until(fmt.Sprintf(`(() => { const e = document.querySelector(%s); if (!e) return false; e.focus(); e.value = %s; e.dispatchEvent(new Event("input", {bubbles: true})); e.dispatchEvent(new Event("change", {bubbles: true})); return e.value === %s })()`, quote(selector), quote(value), quote(value)))
}

func (b *tab) keys(keys string) {
	b.Helper()
	if keys == kb.Enter {
		b.pressEnter()
		return
	}
	b.do(chromedp.KeyEvent(keys))
}

// pressEnter presses Enter as a keyboard does. The driver would send the line break by
// itself, after the key and whatever the page made of it: it could come into a field
// that the key has just opened, and send its form.
func (b *tab) pressEnter() {
	b.Helper()
	key := input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeKeyDown, Key: "Enter", Code: "Enter", Text: "\r", UnmodifiedText: "\r", WindowsVirtualKeyCode: 13, NativeVirtualKeyCode: 13}
	if _, err := chromedp.Call(b.ctx, input.DispatchKeyEvent, key); err != nil {
		b.Fatal(err)
	}
	key.Type, key.Text, key.UnmodifiedText = input.DispatchKeyEventTypeKeyUp, "", ""
	if _, err := chromedp.Call(b.ctx, input.DispatchKeyEvent, key); err != nil {
		b.Fatal(err)
	}
}

// run runs a script for its effect.
func (b *tab) run(script string) {
	b.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	if _, err := chromedp.Run(ctx, chromedp.Evaluate[any](script+"; 0")); err != nil {
		b.Fatalf("%s: %v", script, err)
	}
}

// ask answers what an expression is, as text.
func (b *tab) ask(expression string) (string, error) {
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	return chromedp.Run(ctx, chromedp.Evaluate[string](`String(`+expression+`)`))
}

// read is ask for what must be there.
func (b *tab) read(expression string) string {
	b.Helper()
	text, err := b.ask(expression)
	if err != nil {
		b.Fatalf("%s: %v", expression, err)
	}
	return text
}

// text is what an element says; it waits for the element.
func (b *tab) text(selector string) string {
	b.Helper()
	b.until(`document.querySelector(` + quote(selector) + `)`)
	return strings.TrimSpace(b.read(`document.querySelector(` + quote(selector) + `).innerText`))
}

// count is how many elements fit a selector.
func (b *tab) count(selector string) string {
	b.Helper()
	return b.read(`document.querySelectorAll(` + quote(selector) + `).length`)
}

// list are the values of an expression that yields texts.
func (b *tab) list(expression string) []string {
	b.Helper()
	var all []string
	if err := json.Unmarshal([]byte(b.read(`JSON.stringify(`+expression+`)`)), &all); err != nil {
		b.Fatalf("%s: %v", expression, err)
	}
	return all
}

// want waits until an expression has a value. A page that is just being replaced
// cannot be asked; the next one can.
func (b *tab) want(expression, value string) {
	b.Helper()
	tick := time.NewTicker(25 * time.Millisecond)
	defer tick.Stop()
	for limit := time.After(patience); ; {
		got, err := b.ask(expression)
		if err == nil && got == value {
			return
		}
		select {
		case <-limit:
			b.Fatalf("%s is %q, want %q (%v)", expression, got, value, err)
		case <-tick.C:
		}
	}
}

func (b *tab) until(condition string) {
	b.Helper()
	b.want(`Boolean(`+condition+`)`, "true")
}

// chord presses a key with others held down.
func (b *tab) chord(key string, with ...kb.Modifier) {
	b.Helper()
	b.do(chromedp.KeyEvent(key, chromedp.KeyModifiers(with...)))
}

// sees waits until the page, or the part that the selector names, says the words.
func (b *tab) sees(selector, words string) {
	b.Helper()
	b.until(`[...document.querySelectorAll(` + quote(selector) + `)].some(e => e.innerText.includes(` + quote(words) + `))`)
}

// quote is a text as a literal of JavaScript.
func quote(text string) string {
	data, err := json.Marshal(text)
	if err != nil {
		panic(err) // a string always has one
	}
	return string(data)
}

// backToText puts the cursor at the end of the text that is being written.
func (b *tab) backToText() {
	b.Helper()
	b.run(`document.querySelector("[data-editor] [contenteditable=true]").focus()`)
	b.do(chromedp.KeyEvent(kb.End, chromedp.KeyModifiers(kb.ModifierCtrl)))
}
