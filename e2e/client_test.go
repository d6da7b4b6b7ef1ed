package e2e

import (
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// client fetches with the session of the person at the tab, as a download does.
func (b *tab) client() *http.Client {
	b.Helper()
	held, err := chromedp.Call(b.ctx, network.GetCookies, network.GetCookiesParams{URLs: []string{stage.bureau.url}})
	if err != nil {
		b.Fatal(err)
	}
	at, err := url.Parse(stage.bureau.url)
	if err != nil {
		b.Fatal(err)
	}
	jar, err := cookiejar.New(nil)
	if err != nil {
		b.Fatal(err)
	}
	var cookies []*http.Cookie
	for _, c := range held.Cookies {
		cookies = append(cookies, &http.Cookie{Name: c.Name, Value: c.Value, Path: c.Path})
	}
	jar.SetCookies(at, cookies)
	return &http.Client{Jar: jar, Timeout: patience}
}

// fetch is what a path of the bureau answers; it must answer 200.
func (b *tab) fetch(path string) []byte {
	b.Helper()
	response, err := b.client().Get(stage.bureau.url + path)
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	data, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != http.StatusOK {
		b.Fatalf("%s answers %s, %v", path, response.Status, err)
	}
	return data
}

// openLinks fetches everything that the page leads to within the bureau and names
// what does not answer 200.
func (b *tab) openLinks() (opened int) {
	b.Helper()
	client := b.client()
	hrefs := b.list(`[...new Set([...document.querySelectorAll("a[href], a[*|href]")].map(a => new URL(a.getAttribute("href"), location.href)).filter(u => u.origin === location.origin).map(u => u.pathname + u.search))]`)
	for _, href := range hrefs {
		response, err := client.Get(stage.bureau.url + href)
		if err != nil {
			b.Fatal(err)
		}
		_, _ = io.Copy(io.Discard, response.Body)
		_ = response.Body.Close()
		if response.StatusCode != http.StatusOK {
			b.Errorf("%s leads to %s, which answers %s", b.read(`location.pathname`), href, response.Status)
		}
	}
	return len(hrefs)
}
