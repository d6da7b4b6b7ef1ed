package e2e

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// browser is one Chromium for all journeys. Everybody has a profile of their own
// in it, as on machines of their own.
type browser struct {
	ctx  context.Context
	stop []context.CancelFunc
}

func launch(chromium, dir string) (*browser, error) {
	ctx, stopAllocator := chromedp.NewExecAllocator(context.Background(), chromedp.ExecPath(chromium), chromedp.Headless, chromedp.NoSandbox,
		chromedp.Flag("disable-gpu", true), chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-dev-shm-usage", true), chromedp.Flag("accept-lang", "zh-CN"),
		chromedp.UserDataDir(filepath.Join(dir, "profile")))
	ctx, stop := chromedp.NewContext(ctx)
	b := &browser{ctx: ctx, stop: []context.CancelFunc{stop, stopAllocator}}
	return b, chromedp.Do(ctx)
}

func (b *browser) quit() {
	patience, cancel := context.WithTimeout(b.ctx, 10*time.Second)
	defer cancel()
	_ = chromedp.Cancel(patience)
	for _, stop := range b.stop {
		stop()
	}
}

// tab is the page that a person has open.
type tab struct {
	*testing.T
	ctx     context.Context
	console console
	picking string // what pick looked for last
}

// visit opens a tab for somebody who has not signed in.
func visit(t *testing.T) *tab {
	t.Helper()
	set(t)
	ctx, cancel := chromedp.NewContext(stage.browser.ctx, chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	b := &tab{T: t, ctx: ctx}
	b.do(chromedp.EmulateViewport(1440, 900))
	b.watch()
	t.Cleanup(b.end)
	return b
}

// enter opens a tab and signs in.
func enter(t *testing.T, login string) *tab {
	t.Helper()
	b := visit(t)
	b.open("/signin")
	b.fill("#login", login)
	b.fill("#password", password)
	b.follow("main .btn.primary")
	b.until(`document.querySelector(".rail")`)
	return b
}

// console collects what a page should never say.
type console struct {
	mu   sync.Mutex
	said []string
}

func (c *console) add(text string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.said = append(c.said, text)
}

func (c *console) all() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.said
}

// watch listens for uncaught errors, for what the page's policy refused, and for
// answers that tell of a fault of the server.
func (b *tab) watch() {
	messages := chromedp.Console(b.ctx)
	go func() {
		for m, err := range messages {
			if err != nil {
				return
			}
			if m.IsException() || strings.Contains(m.Text, "Content Security Policy") || strings.Contains(m.Text, "responded with a status of 5") {
				b.console.add(m.Text + " " + m.URL)
			}
		}
	}()
}

// end fails the journey for what the console said, and keeps the page of a
// journey that failed.
func (b *tab) end() {
	for _, text := range b.console.all() {
		b.Errorf("console: %s", text)
	}
	if b.Failed() {
		b.keep()
	}
}

// keep saves what the page looks like where the run can be looked into later.
func (b *tab) keep() {
	dir, err := os.MkdirTemp("", "nianlun-e2e-failed-")
	if err != nil {
		b.Log(err)
		return
	}
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	if png, err := chromedp.Run(ctx, chromedp.CaptureScreenshot()); err == nil {
		b.write(filepath.Join(dir, "page.png"), png)
	}
	if html, err := chromedp.Run(ctx, chromedp.Evaluate[string](`location.href + "\n" + document.documentElement.outerHTML`)); err == nil {
		b.write(filepath.Join(dir, "page.html"), []byte(html))
	}
	b.Logf("the page is kept in %s", dir)
	if stage.told != b.Name() { // several people may have a tab open in a journey
		stage.told = b.Name()
		b.Logf("the program said last:\n%s", stage.bureau.log)
	}
}

func (b *tab) write(path string, data []byte) {
	if err := os.WriteFile(path, data, 0o600); err != nil {
		b.Log(err)
	}
}
