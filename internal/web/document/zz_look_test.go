package document_test

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"nianlun/internal/demo"
	"nianlun/internal/web/ui"
)

func TestLook(t *testing.T) {
	out := os.Getenv("LOOK")
	if out == "" {
		t.Skip()
	}
	h := newHouse(t)
	a, err := ui.NewAssets(os.DirFS("../dist"))
	h.must(err)
	h.assets = a
	h.serve()
	v := h.signIn("chen")
	page := v.upload("2026 年工作要点.txt", "2026", []byte(demo.PlanText(2026)), http.StatusOK)
	path := page.Url.Path
	for i := 0; i < 4; i++ {
		action, form := card(t, page)
		form.Set("act", "confirm")
		page = v.post(action, form, http.StatusOK)
	}
	paths := map[string]string{"plan": path, "add": path + "?add=1", "list": "/documents"}
	for _, n := range []string{"jinjiang", "bincheng", "furong"} {
		b, err := os.ReadFile("../../../../shared/documents/" + n + ".txt")
		h.must(err)
		paths[n] = v.upload(n+".txt", "2026", b, http.StatusOK).Url.Path
	}
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), chromedp.ExecPath("/usr/bin/chromium"), chromedp.Headless, chromedp.NoSandbox,
		chromedp.Flag("disable-gpu", true), chromedp.UserDataDir(t.TempDir()))
	defer cancel()
	ctx, cancel = chromedp.NewContext(ctx)
	defer cancel()
	do := func(as ...chromedp.Action[chromedp.Void]) {
		t.Helper()
		h.must(chromedp.Do(ctx, as...))
	}
	shot := func(name string) {
		b, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
		h.must(err)
		os.WriteFile(out+"/"+name+".png", b, 0o644)
	}
	do(chromedp.EmulateViewport(1440, 960), chromedp.Navigate(h.url+"/signin"), chromedp.Evaluate[chromedp.Void](`document.cookie="lang=zh-CN; Path=/"; undefined`), chromedp.SendKeys("#login", "chen"), chromedp.SendKeys("#password", "x"), chromedp.Click("main .btn.primary"), chromedp.WaitVisible(".rail"))
	for _, theme := range []string{"light", "dark"} {
		_, err := chromedp.Run(ctx, chromedp.Evaluate[any](`document.cookie="theme=`+theme+`; Path=/"; 0`))
		h.must(err)
		for _, w := range []int64{1440, 360} {
			for name, p := range paths {
				if theme == "dark" && name != "plan" && name != "list" {
					continue
				}
				do(chromedp.EmulateViewport(w, 960), chromedp.Navigate(h.url+p), chromedp.WaitVisible("main"))
				shot(fmt.Sprintf("%s-%d-%s", name, w, theme))
				if w == 360 {
					wide, err := chromedp.Run(ctx, chromedp.Evaluate[int](`document.documentElement.scrollWidth`))
					if err != nil || wide > 360 {
						fmt.Println("overflow", name, wide, err)
					}
				}
			}
		}
	}
	do(chromedp.EmulateViewport(360, 960), chromedp.Navigate(h.url+path+"#open"), chromedp.WaitVisible("main"))
	time.Sleep(300 * time.Millisecond)
	shot("card-360")
	axe, err := os.ReadFile("../../../assets/node_modules/axe-core/axe.min.js")
	h.must(err)
	for _, name := range []string{"plan", "list", "add"} {
		do(chromedp.EmulateViewport(1440, 960), chromedp.Navigate(h.url+paths[name]), chromedp.WaitVisible("main"))
		res, err := chromedp.Run(ctx, chromedp.Evaluate[string](string(axe)+`; axe.run().then(r => JSON.stringify(r.violations.map(v => v.id + ": " + v.nodes.slice(0,3).map(n => n.html.slice(0,150)).join(" | "))))`, chromedp.EvalAwaitPromise))
		fmt.Println("axe", name, res, err)
	}
	do(chromedp.EmulateViewport(1440, 960), chromedp.Navigate(h.url+path), chromedp.WaitVisible("main"))
	at := func(what string) {
		time.Sleep(500 * time.Millisecond)
		s, err := chromedp.Run(ctx, chromedp.Evaluate[string](`(document.querySelector("#open .top b")||{}).textContent + " | " + document.querySelector(".verdict").textContent.trim() + " | y=" + Math.round(document.querySelector("#said").getBoundingClientRect().top) + " | " + location.search + " | " + document.activeElement.tagName`))
		fmt.Println(what, strings.TrimSpace(s), err)
	}
	at("start")
	for _, k := range []string{"j", "j", "k", "\r", "\r", "x", "u", "m", "u", "s", "j", "j", "j", "j", "j", "j", "j", "j", "j", "j", "e"} {
		do(chromedp.KeyEvent(k))
		at("key " + k)
	}
	shot("keys")
	do(chromedp.KeyEvent("\r"))
	at("enter in field")
	do(chromedp.KeyEvent("a"))
	at("a")
	shot("keyadd")
}
