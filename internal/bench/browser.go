package main

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strconv"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/performance"
	"github.com/chromedp/chromedp"

	"nianlun/internal/demo"
)

// browser is Chromium with somebody signed in. What a page costs is the time that
// its main thread spends on a processor: on a machine that does other things as
// well, the clock says more about those.
type browser struct {
	ctx     context.Context
	address string
}

// openBrowser starts Chromium and signs somebody in; close ends it.
func (s settings) openBrowser(ctx context.Context, address, login string) (b *browser, closing func(), err error) {
	chromium, err := exec.LookPath("chromium")
	if err != nil {
		return nil, nil, err
	}
	ctx, endAll := chromedp.NewExecAllocator(ctx, chromedp.ExecPath(chromium), chromedp.Headless, chromedp.NoSandbox,
		chromedp.Flag("disable-gpu", true), chromedp.Flag("disable-background-networking", true), chromedp.UserDataDir(s.temp+"/chromium-"+login))
	ctx, end := chromedp.NewContext(ctx)
	closing = func() { end(); endAll() }
	b = &browser{ctx, address}
	if _, err := chromedp.Call(ctx, performance.Enable, performance.EnableParams{TimeDomain: performance.EnableTimeDomainThreadTicks}); err != nil {
		closing()
		return nil, nil, err
	}
	err = chromedp.Do(ctx, chromedp.EmulateViewport(1440, 900), chromedp.Navigate(address+"/signin"),
		chromedp.SendKeys("#login", login), chromedp.SendKeys("#password", demo.Password), chromedp.Click("main .btn.primary"), chromedp.WaitVisible(".rail"))
	if err != nil {
		closing()
		return nil, nil, err
	}
	return b, closing, nil
}

// cost is what something took the main thread of a page.
type cost struct {
	cpu, script, layout, style time.Duration
	shown                      time.Duration // by the clock, until it was painted; zero when nobody looked
}

func (c cost) minus(o cost) cost {
	return cost{cpu: c.cpu - o.cpu, script: c.script - o.script, layout: c.layout - o.layout, style: c.style - o.style}
}

// spent is what the page has cost so far.
func (b *browser) spent() (cost, error) {
	result, err := chromedp.Call(b.ctx, performance.GetMetrics, cdp.Empty{})
	if err != nil {
		return cost{}, err
	}
	var c cost
	for _, m := range result.Metrics {
		d := time.Duration(m.Value * float64(time.Second))
		switch m.Name {
		case "TaskDuration":
			c.cpu = d
		case "ScriptDuration":
			c.script = d
		case "LayoutDuration":
			c.layout = d
		case "RecalcStyleDuration":
			c.style = d
		}
	}
	return c, nil
}

// painted waits until what has been done is on the screen.
const painted = `new Promise(done => requestAnimationFrame(() => { const c = new MessageChannel(); c.port1.onmessage = () => done(performance.now()); c.port2.postMessage(0) }))`

// measure does something several times and says what each time cost, until it was
// painted.
func (b *browser) measure(times int, act func(i int) error) ([]cost, error) {
	all := make([]cost, 0, times)
	if _, err := b.number(painted); err != nil {
		return nil, err
	}
	for i := range times {
		before, err := b.spent()
		if err != nil {
			return nil, err
		}
		if err := act(i); err != nil {
			return nil, err
		}
		shown, err := b.number(painted + `.then(now => now - (window.benchBegan ?? now))`)
		if err != nil {
			return nil, err
		}
		after, err := b.spent()
		if err != nil {
			return nil, err
		}
		one := after.minus(before)
		one.shown = time.Duration(shown * float64(time.Millisecond))
		all = append(all, one)
	}
	return all, nil
}

// key presses a key as a keyboard does; text is what it writes, if anything.
func (b *browser) key(name, text string, code, modifiers int64) error {
	down := input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeRawKeyDown, Key: name, Text: text, UnmodifiedText: text, WindowsVirtualKeyCode: code, Modifiers: modifiers}
	if text != "" {
		down.Type = input.DispatchKeyEventTypeKeyDown
	}
	if _, err := chromedp.Call(b.ctx, input.DispatchKeyEvent, down); err != nil {
		return err
	}
	down.Type, down.Text, down.UnmodifiedText = input.DispatchKeyEventTypeKeyUp, "", ""
	_, err := chromedp.Call(b.ctx, input.DispatchKeyEvent, down)
	return err
}

// Modifiers of keys, as the protocol counts them.
const (
	alt     = 1
	control = 2
	shift   = 8
)

// number evaluates an expression, also a promise of a number.
func (b *browser) number(expression string) (float64, error) {
	n, err := chromedp.Run(b.ctx, chromedp.Evaluate[float64](`(async () => Number(await (`+expression+`)))()`, chromedp.EvalAwaitPromise))
	if err != nil {
		return 0, fmt.Errorf("%s: %w", expression, err)
	}
	return n, nil
}

// run evaluates statements.
func (b *browser) run(script string) error {
	_, err := b.number(`(() => { ` + script + `; return 0 })()`)
	return err
}

// until waits for a condition.
func (b *browser) until(condition string) error {
	for range 1200 {
		if n, err := b.number(`Boolean(` + condition + `) ? 1 : 0`); err == nil && n == 1 {
			return nil
		}
		time.Sleep(50 * time.Millisecond)
	}
	return errors.New(condition + " never holds")
}

// open goes to a page and says what it cost until it stood still, and when
// something was first seen.
func (b *browser) open(path string) (cost, error) {
	err := chromedp.Do(b.ctx, chromedp.Navigate("about:blank"), chromedp.Navigate(b.address+path))
	if err != nil {
		return cost{}, err
	}
	if err := b.until(`document.readyState === "complete" && performance.getEntriesByName("first-contentful-paint").length > 0`); err != nil {
		return cost{}, err
	}
	if _, err := b.number(painted); err != nil {
		return cost{}, err
	}
	err = b.run(`document.addEventListener("keydown", e => { window.benchBegan = e.timeStamp }, true);
		window.benchLong = []; new PerformanceObserver(l => l.getEntries().forEach(e => window.benchLong.push(e.duration))).observe({entryTypes: ["longtask"]})`)
	if err != nil {
		return cost{}, err
	}
	c, err := b.spent()
	if err != nil {
		return cost{}, err
	}
	first, err := b.number(`performance.getEntriesByName("first-contentful-paint")[0].startTime`)
	c.shown = time.Duration(first * float64(time.Millisecond))
	return c, err
}

// scroll scrolls what lies under the middle of the page and says how long its
// frames took; those of a still page take 16.7 ms.
func (b *browser) scroll(pixels float64) (frames sample, spent cost, err error) {
	before, err := b.spent()
	if err != nil {
		return nil, cost{}, err
	}
	if err := b.run(`window.benchFrames = []; window.benchOn = true; let last = performance.now();
		const each = now => { window.benchFrames.push(now - last); last = now; if (window.benchOn) requestAnimationFrame(each) }; requestAnimationFrame(each)`); err != nil {
		return nil, cost{}, err
	}
	_, err = chromedp.Call(b.ctx, input.SynthesizeScrollGesture, input.SynthesizeScrollGestureParams{X: 700, Y: 500, YDistance: -pixels, Speed: 4000, GestureSourceType: input.GestureSourceTypeMouse})
	if err != nil {
		return nil, cost{}, err
	}
	if err := b.run(`window.benchOn = false`); err != nil {
		return nil, cost{}, err
	}
	after, err := b.spent()
	if err != nil {
		return nil, cost{}, err
	}
	count, err := b.number(`window.benchFrames.length`)
	if err != nil {
		return nil, cost{}, err
	}
	var all []time.Duration
	for i := 2; i < int(count); i++ {
		frame, err := b.number(`window.benchFrames[` + strconv.Itoa(i) + `]`)
		if err != nil {
			return nil, cost{}, err
		}
		all = append(all, time.Duration(frame*float64(time.Millisecond)))
	}
	return sampleOf(all), after.minus(before), nil
}

// costs adds what an act cost: the main thread's time, and what was waited for by
// the clock.
func (t *table) costs(name string, all []cost) {
	var cpu, shown []time.Duration
	var script, layout time.Duration
	for _, c := range all {
		cpu, shown = append(cpu, c.cpu), append(shown, c.shown)
		script, layout = script+c.script, layout+c.layout+c.style
	}
	n := time.Duration(max(1, len(all)))
	spent, seen := sampleOf(cpu), sampleOf(shown)
	t.add(name, "ms", ms(spent.at(0.95)), fmt.Sprintf("95 of 100 within, main thread; median %s, script %s, style and layout %s on average; by the clock 95 of 100 shown within %s (n = %d)",
		figure(ms(spent.at(0.5))), figure(ms(script/n)), figure(ms(layout/n)), figure(ms(seen.at(0.95))), len(all)))
}

// once adds what a single act cost.
func (t *table) once(name string, c cost) {
	t.add(name, "ms", ms(c.cpu), fmt.Sprintf("main thread; script %s, style and layout %s; by the clock %s", figure(ms(c.script)), figure(ms(c.layout+c.style)), figure(ms(c.shown))))
}

// frames adds how evenly something was scrolled.
func (t *table) frames(name string, all sample, spent cost) {
	late := 0
	for _, frame := range all {
		if frame > 25*time.Millisecond {
			late++
		}
	}
	t.add(name, "ms", ms(all.at(0.95)), fmt.Sprintf("95 of 100 frames within; %d of %d later than 25 ms; main thread %s in all", late, len(all), figure(ms(spent.cpu))))
}
