package door

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"nianlun/internal/web/ui"

	"github.com/a-h/templ"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// browser opens the site in a real browser with the real bundle under the real
// policy, signed in. Anything that the page's policy refuses, and any uncaught
// error, fails the test.
func browser(t *testing.T, routes ...Route) (*site, *tab) {
	t.Helper()
	chromium, err := exec.LookPath("chromium")
	if err != nil {
		missing(t, "no chromium: "+err.Error())
	}
	s := newSite(t, func(c *Config) { c.Assets = bundle(t) }, withRoutes(append(routes, Parts(true)...)))
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), chromedp.ExecPath(chromium), chromedp.Headless, chromedp.NoSandbox,
		chromedp.Flag("disable-gpu", true), chromedp.Flag("disable-background-networking", true), chromedp.UserDataDir(t.TempDir()))
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, 90*time.Second)
	t.Cleanup(cancel)
	b := &tab{T: t, ctx: ctx, base: s.URL}
	b.do(chromedp.EmulateViewport(1440, 900), chromedp.Navigate(s.URL+"/signin"))
	b.eval(`document.cookie = "lang=zh-CN; Path=/"`)
	b.watch()
	b.do(chromedp.SendKeys("#login", "13800004216"), chromedp.SendKeys("#password", "松风"), chromedp.Click("main .btn.primary"), chromedp.WaitVisible(".rail"))
	return s, b
}

func missing(t *testing.T, what string) {
	t.Helper()
	if os.Getenv("CI") != "" {
		t.Fatal(what)
	}
	t.Skip(what)
}

var bundled struct {
	once sync.Once
	dir  string
	err  error
}

// bundle is the front end, built from its sources.
func bundle(t *testing.T) *ui.Assets {
	t.Helper()
	root, err := filepath.Abs("../../..")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(root, "assets", "node_modules")); err != nil {
		missing(t, "no node_modules: npm ci --prefix assets")
	}
	bundled.once.Do(func() {
		if bundled.dir, bundled.err = os.MkdirTemp("", "nianlun-assets"); bundled.err != nil {
			return
		}
		build := exec.Command("go", "run", "./assets/bundle", "-out", bundled.dir)
		build.Dir = root
		if out, err := build.CombinedOutput(); err != nil {
			bundled.err = errors.New(string(out))
		}
	})
	if bundled.err != nil {
		t.Fatal(bundled.err)
	}
	assets, err := ui.NewAssets(os.DirFS(bundled.dir))
	if err != nil {
		t.Fatal(err)
	}
	return assets
}

func TestMain(m *testing.M) {
	code := m.Run()
	if bundled.dir != "" {
		_ = os.RemoveAll(bundled.dir)
	}
	os.Exit(code)
}

// tab is a page in the browser.
type tab struct {
	*testing.T
	ctx  context.Context
	base string
}

func (b *tab) watch() {
	go func() {
		for m, err := range chromedp.Console(b.ctx) {
			if err != nil {
				return
			}
			if m.IsException() || strings.Contains(m.Text, "Content Security Policy") {
				b.Errorf("console: %s", m.Text)
			}
		}
	}()
}

func (b *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.Helper()
	if err := chromedp.Do(b.ctx, steps...); err != nil {
		b.Fatal(err)
	}
}

func (b *tab) eval(script string) {
	b.Helper()
	if _, err := chromedp.Run(b.ctx, chromedp.Evaluate[any](script+"; 0")); err != nil {
		b.Fatalf("%s: %v", script, err)
	}
}

func (b *tab) open(path string) {
	b.Helper()
	b.do(chromedp.Navigate(b.base + path))
	b.until(`document.readyState === "complete"`)
}

func (b *tab) text(expression string) string {
	b.Helper()
	text, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](`String(`+expression+`)`))
	if err != nil {
		b.Fatalf("%s: %v", expression, err)
	}
	return text
}

// want waits until an expression has a value: pages answer in their own time.
func (b *tab) want(expression, value string) {
	b.Helper()
	got := ""
	for range 100 {
		if got = b.text(expression); got == value {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	b.Fatalf("%s is %q, want %q", expression, got, value)
}

func (b *tab) until(condition string) {
	b.Helper()
	b.want(`Boolean(`+condition+`)`, "true")
}

func (b *tab) keys(keys string) {
	b.Helper()
	b.do(chromedp.KeyEvent(keys))
}

func show(path, html string, scripts ...string) Route {
	return Route{Method: "GET", Path: path, Handle: func(w http.ResponseWriter, r *http.Request) error {
		return Page(w, r, View{Title: "x", Scripts: scripts}, templ.Raw("<h1>x</h1>"+html))
	}}
}

func TestRingAndListFollowEachOther(t *testing.T) {
	page := `<svg class="ring" viewBox="0 0 9 9"><a class="arc red" href="/" data-task="1.3"><path class="end" d="M0 0h8v8h-8z"/></a></svg><table><tbody><tr id="row" data-task="1.3"><td><a id="link" href="/">x</a></td></tr><tr data-task="1.4"><td><a id="other" href="/">y</a></td></tr></tbody></table>`
	_, b := browser(t, show("/around", page))
	b.open("/around")
	b.do(chromedp.Focus("#link"))
	b.until(`document.querySelector(".arc").classList.contains("on")`)
	b.do(chromedp.Focus("#other"))
	b.until(`!document.querySelector(".arc").classList.contains("on")`)
	b.eval(`document.querySelector(".arc path").dispatchEvent(new MouseEvent("mouseover", {bubbles: true}))`)
	b.until(`document.getElementById("row").classList.contains("at")`)
}

func TestListByKeyboard(t *testing.T) {
	_, b := browser(t)
	b.open("/parts")
	b.keys("j")
	b.keys("j")
	b.want(`document.querySelector("tr.at .no + .no").textContent.trim()`, "3.4")
	b.keys("k")
	b.keys("x")
	b.want(`document.querySelector("[data-bulk-count]").textContent`, "已选 1 项")
	b.eval(`document.querySelector("[data-all]").click()`)
	b.want(`document.querySelector("[data-bulk-count]").textContent`, "已选 2 项")
	b.do(chromedp.Click("[data-bulk-clear]"))
	b.want(`document.querySelector("[data-bulk]").hidden`, "true")
	b.keys("/")
	b.until(`document.activeElement.matches("[data-search]")`)
	b.eval(`document.activeElement.value = ""`) // the protocol types the character whatever the page made of the key
	b.keys("j?")
	b.want(`document.querySelector("[data-search]").value`, "j?")
	b.eval(`document.activeElement.blur()`)
	b.keys("?")
	b.until(`document.querySelector("dialog#keys[open]")`)
}

func TestFigureOpensThePanelAndGivesFocusBack(t *testing.T) {
	_, b := browser(t)
	b.open("/parts")
	b.eval(`document.querySelector(".tiles a.fig").focus()`)
	b.keys(kb.Enter)
	b.until(`document.querySelector("#panel .panel") === document.activeElement`)
	b.until(`document.getElementById("main").classList.contains("with-panel")`)
	b.keys(kb.Escape)
	b.until(`!document.querySelector("#panel .panel") && document.activeElement.matches(".tiles a.fig")`)
}

func TestFaultOfAPartBecomesAToastAndLeavesThePart(t *testing.T) {
	_, b := browser(t, show("/part", `<div id="part">kept</div><button id="ask" class="btn" hx-get="/gone" hx-target="#part">x</button>`))
	b.open("/part")
	b.do(chromedp.Click("#ask"))
	b.until(`document.querySelector("#toasts .toast[role=alert]")`)
	b.want(`document.getElementById("part").textContent`, "kept")
	b.do(chromedp.Click("#toasts [data-shut]"))
	b.until(`!document.querySelector("#toasts .toast")`)
}

func TestThemeIsSwitchedAtOnceAndKept(t *testing.T) {
	_, b := browser(t)
	b.do(chromedp.Click("summary.face"), chromedp.Click(`[data-theme-switch] [value=dark]`))
	b.want(`document.documentElement.className`, "theme-dark")
	b.open("/parts")
	b.want(`document.documentElement.className`, "theme-dark")
}

// drafts counts and answers what the page saves.
type drafts struct {
	mu   sync.Mutex
	got  []string
	fail bool
}

func (d *drafts) route(path string) Route {
	return Route{Method: "POST", Path: path, Handle: func(w http.ResponseWriter, r *http.Request) error {
		form, err := Form(r)
		if err != nil {
			return err
		}
		d.mu.Lock()
		defer d.mu.Unlock()
		if d.fail {
			panic(http.ErrAbortHandler) // as if the network had gone
		}
		d.got = append(d.got, form.Raw("content"))
		w.Header().Set("Content-Type", "application/json")
		_, err = io.WriteString(w, `{"revision":9}`)
		return err
	}}
}

func (d *drafts) last() string {
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.got) == 0 {
		return ""
	}
	return d.got[len(d.got)-1]
}

const draftPage = `<form id="draft" data-draft="/draft"><span data-draft-state data-pending="pending" data-saving="saving" data-saved="saved #" data-offline="offline" data-failed="failed"></span><input type="hidden" name="revision" value="1"><input type="checkbox" name="tick" value="a" checked aria-label="a"><input type="checkbox" name="tick" value="b" aria-label="b"></form><textarea id="content" name="content" form="draft" aria-label="c"></textarea>`

func TestDraftSavesItselfAndSurvivesALostNetwork(t *testing.T) {
	d := &drafts{}
	_, b := browser(t, show("/form", draftPage), d.route("/draft"))
	b.open("/form")
	b.do(chromedp.SendKeys("#content", "one"))
	b.until(`/^saved \d\d:\d\d$/.test(document.querySelector("[data-draft-state]").textContent)`)
	b.want(`document.querySelector("[name=revision]").value`, "9")
	if d.last() != "one" {
		t.Fatalf("saved %q", d.last())
	}
	d.mu.Lock()
	d.fail = true
	d.mu.Unlock()
	b.do(chromedp.SendKeys("#content", " two"))
	b.want(`document.querySelector("[data-draft-state]").textContent`, "offline")
	d.mu.Lock()
	d.fail = false
	d.mu.Unlock()
	// The tab is opened anew: what was typed is still there, and is sent.
	b.eval(`window.onbeforeunload = null; window.stop()`)
	b.eval(`(() => { const kept = sessionStorage.getItem("draft:lan:/draft"); if (!kept.includes("one+two")) throw new Error(kept) })()`)
	b.eval(`window.dispatchEvent(new Event("online"))`)
	b.until(`document.querySelector("[data-draft-state]").textContent.startsWith("saved")`)
	if d.last() != "one two" {
		t.Fatalf("saved %q", d.last())
	}
	b.want(`sessionStorage.getItem("draft:lan:/draft")`, "null")
	// A tab that was closed on unsaved work: it is put back and sent, under the
	// revision that it began with.
	b.eval(`sessionStorage.setItem("draft:lan:/draft", "revision=4&content=kept+%C2%B7&tick=b")`)
	b.open("/form")
	b.want(`document.getElementById("content").value`, "kept ·")
	b.want(`Array.from(document.querySelectorAll("[name=tick]")).map(c => c.checked)`, "false,true")
	b.want(`document.querySelector("[name=revision]").value`, "4")
	b.until(`document.querySelector("[data-draft-state]").textContent.startsWith("saved")`)
	if d.last() != "kept ·" {
		t.Fatalf("saved %q", d.last())
	}
	b.eval(`sessionStorage.setItem("draft:lan:/other", "content=x")`)
	b.do(chromedp.Click("summary.face"), chromedp.Click(`form[action="/signout"] button`), chromedp.WaitVisible(".door"))
	b.want(`sessionStorage.length`, "0")
}

const editorPage = `<form data-draft="/draft"><input type="hidden" name="content" value='{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"全年投入 1,280 万元。"}]}]}'><div class="text" data-editor aria-label="正文"></div></form>
<p data-text="1,280 万元" data-mark="loose" id="finding">?</p>
<button type="button" id="bind" data-replace="1,280 万元" data-insert='{"binding":"b1","number":"1,280","unit":"万元","state":"locked","href":"/parts/panel"}'>bind</button>
<button type="button" id="answer" data-answer="t7" data-answer-text="已完成">answer</button>
<dialog id="cite"><form method="post"><input name="source" aria-label="s" value="国发〔2026〕1 号"><button data-cite id="docite">cite</button></form></dialog>`

func TestEditorBindsCitesAndAnswers(t *testing.T) {
	d := &drafts{}
	_, b := browser(t, show("/write", editorPage, "editor.js"), d.route("/draft"))
	b.open("/write")
	b.want(`document.querySelector("[data-editor] mark.loose").textContent`, "1,280 万元")
	b.do(chromedp.Click("#finding"))
	b.want(`getSelection().toString()`, "1,280 万元")
	b.eval(`document.getElementById("cite").showModal()`)
	b.do(chromedp.Click("#docite"))
	b.want(`document.querySelector("[data-editor] .cited").textContent`, "1,280 万元")
	b.do(chromedp.Click("#answer"))
	b.want(`document.querySelector("[data-editor] p[data-answers=t7]").textContent`, "已完成")
	b.do(chromedp.Click("#bind"))
	b.want(`document.querySelector("[data-editor] a.fig.locked").textContent`, "1,280万元")
	b.until(`!document.querySelector("[data-editor] mark.loose")`)
	for range 100 {
		if strings.Contains(d.last(), `"binding":"b1"`) && strings.Contains(d.last(), `"answers":"t7"`) {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	var doc struct{ Type string }
	if err := json.Unmarshal([]byte(d.last()), &doc); err != nil || doc.Type != "doc" {
		t.Fatalf("saved %q, %v", d.last(), err)
	}
	if !strings.Contains(d.last(), `"binding":"b1"`) {
		t.Errorf("saved %s", d.last())
	}
	b.do(chromedp.Click("[data-editor] a.fig"))
	b.until(`document.querySelector("#panel .panel")`)
}

func TestEnglishFitsAPhone(t *testing.T) {
	_, b := browser(t)
	b.eval(`document.cookie = "lang=en; Path=/"`)
	b.do(chromedp.EmulateViewport(360, 740))
	for _, path := range []string{"/parts", "/parts/panel", "/nothing"} {
		b.open(path)
		b.want(`document.documentElement.lang`, "en")
		b.want(`document.documentElement.scrollWidth - innerWidth`, "0")
	}
}

func TestAxeFindsNothing(t *testing.T) {
	axe, err := os.ReadFile("../../../assets/node_modules/axe-core/axe.min.js")
	if err != nil {
		missing(t, err.Error())
	}
	_, b := browser(t)
	for _, path := range []string{"/parts", "/nothing", "/signin"} {
		if path == "/signin" {
			b.do(chromedp.Click("summary.face"), chromedp.Click(`form[action="/signout"] button`), chromedp.WaitVisible(".door"))
		}
		for _, width := range []int64{1440, 360} {
			b.do(chromedp.EmulateViewport(width, 900))
			b.open(path)
			b.want(`document.documentElement.scrollWidth - innerWidth`, "0")
			for _, theme := range []string{"theme-light", "theme-dark"} {
				b.eval(`document.documentElement.className = "` + theme + `"`)
				time.Sleep(300 * time.Millisecond) // colours of buttons fade
				b.eval(string(axe))
				found, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](`axe.run().then(r => r.violations.map(v => v.id + " " + v.nodes.map(n => n.html).join(" ")).join("\n"))`, chromedp.EvalAwaitPromise))
				if err != nil {
					t.Fatal(err)
				}
				if found != "" {
					t.Errorf("%s at %d, %s:\n%s", path, width, theme, found)
				}
			}
		}
	}
}
