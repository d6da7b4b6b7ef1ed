package door

import (
	"bytes"
	"compress/gzip"
	"io"
	"mime/multipart"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"os"
	"regexp"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"nianlun/internal/web/pagetest"
	"nianlun/internal/web/ui"
)

func TestHeadersOfEveryAnswer(t *testing.T) {
	s := newSite(t)
	for _, path := range []string{"/signin", "/nothing", "/open", "/assets/nothing.js", "/healthz"} {
		h := s.get(path).Header
		want := "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
		if got := h.Get("Content-Security-Policy"); got != want {
			t.Errorf("%s: policy %q", path, got)
		}
		if h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Referrer-Policy") != "same-origin" {
			t.Errorf("%s: headers %v", path, h)
		}
		if !regexp.MustCompile(`^[0-9A-F]{4}-[0-9A-F]{4}$`).MatchString(h.Get("X-Request-Id")) {
			t.Errorf("%s: request id %q", path, h.Get("X-Request-Id"))
		}
	}
}

func TestPagesCarryNothingInline(t *testing.T) {
	s := newSite(t)
	s.signIn()
	for _, path := range []string{"/", "/tasks", "/nothing"} {
		a := s.get(path)
		if a.find(t, "[style], style, [onclick], [onload], [hx-on]").Length() != 0 {
			t.Errorf("%s has inline style or script", path)
		}
		if a.find(t, "script:not([src])").Length() != 0 {
			t.Errorf("%s has an inline script", path)
		}
	}
}

func TestSecureSitesSayItInCookiesAndHeaders(t *testing.T) {
	s := newSite(t, func(c *Config) { c.Settings.Secure = true })
	a := s.post("/signin", url.Values{"login": {"13800004216"}, "password": {"松风"}})
	cookie := a.Header.Get("Set-Cookie")
	for _, want := range []string{"__Host-nianlun=", "HttpOnly", "Secure", "SameSite=Lax", "Path=/"} {
		if !strings.Contains(cookie, want) {
			t.Errorf("cookie %q lacks %s", cookie, want)
		}
	}
	if a.Header.Get("Strict-Transport-Security") == "" {
		t.Error("no Strict-Transport-Security")
	}
}

func TestCrossOriginPostsAreRefused(t *testing.T) {
	s := newSite(t)
	s.signIn()
	for _, headers := range [][]string{
		{"Sec-Fetch-Site", "cross-site"},
		{"Sec-Fetch-Site", "same-site"},
		{"Origin", "https://evil.example"},
	} {
		a := s.post("/save", nil, headers...)
		if a.StatusCode != http.StatusForbidden || !strings.Contains(a.body, "不是从本站的页面发出的") {
			t.Errorf("%v: status %d", headers, a.StatusCode)
		}
	}
	if a := s.post("/save", nil, "Sec-Fetch-Site", "same-origin"); a.StatusCode != http.StatusSeeOther {
		t.Errorf("own page: status %d", a.StatusCode)
	}
}

func TestNULAndInvalidUTF8AreRefused(t *testing.T) {
	s := newSite(t)
	for _, text := range []string{"a\x00b", "a\xffb"} {
		a := s.post("/echo", url.Values{"text": {text}})
		if a.StatusCode != http.StatusUnprocessableEntity {
			t.Errorf("form %q: status %d", text, a.StatusCode)
		}
		a = s.post("/echo", url.Values{text: {"x"}})
		if a.StatusCode != http.StatusUnprocessableEntity {
			t.Errorf("name %q: status %d", text, a.StatusCode)
		}
	}
	for _, path := range []string{"/open?q=a%00b", "/open?q=%ff", "/open%00", "/open?%zz"} {
		if a := s.get(path); a.StatusCode != http.StatusUnprocessableEntity {
			t.Errorf("%s: status %d", path, a.StatusCode)
		}
	}
	if a := s.post("/echo", url.Values{"text": {" 一\r\n二 "}}); a.body != "一\n二" {
		t.Errorf("a good text came as %q", a.body)
	}
}

func TestNULInAMultipartFormAndInAFileName(t *testing.T) {
	s := newSite(t)
	send := func(field, value, file string) answer {
		var body bytes.Buffer
		m := multipart.NewWriter(&body)
		if err := m.WriteField(field, value); err != nil {
			t.Fatal(err)
		}
		part, err := m.CreateFormFile("file", file)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(part, "content"); err != nil {
			t.Fatal(err)
		}
		if err := m.Close(); err != nil {
			t.Fatal(err)
		}
		return s.do(s.request("POST", "/upload", &body, "Content-Type", m.FormDataContentType()))
	}
	if a := send("note", "好", "名册.xlsx"); a.StatusCode != http.StatusOK || a.body != "名册.xlsx" {
		t.Errorf("good upload: %d %q", a.StatusCode, a.body)
	}
	if a := send("note", "a\x00", "x.txt"); a.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("NUL in a value: status %d", a.StatusCode)
	}
	if a := send("note", "a", "\xff.txt"); a.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("broken file name: status %d", a.StatusCode)
	}
}

func TestUploadWithoutAFileNamesTheField(t *testing.T) {
	s := newSite(t)
	a := s.post("/upload", url.Values{"note": {"x"}}, "Accept", "application/json")
	if a.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(a.body, `"path":"file"`) {
		t.Errorf("status %d: %s", a.StatusCode, a.body)
	}
}

// endless is a body that counts how much of it was read.
type endless struct {
	read atomic.Int64
	size int64
}

func (e *endless) Read(p []byte) (int, error) {
	left := e.size - e.read.Load()
	if left <= 0 {
		return 0, io.EOF
	}
	n := min(int64(len(p)), left)
	e.read.Add(n)
	return int(n), nil
}

// TestHugeUploadIsRefusedBeforeItIsRead sends the head of a request of 200 MB
// over a bare connection and waits for the answer without sending the body.
func TestHugeUploadIsRefusedBeforeItIsRead(t *testing.T) {
	s := newSite(t)
	conn, err := net.Dial("tcp", s.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	if err := conn.SetDeadline(time.Now().Add(10 * time.Second)); err != nil {
		t.Fatal(err)
	}
	_, err = io.WriteString(conn, "POST /upload HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: "+strconv.Itoa(200<<20)+"\r\n\r\n")
	if err != nil {
		t.Fatal(err)
	}
	head := make([]byte, 4096)
	n, err := conn.Read(head)
	if err != nil {
		t.Fatal(err)
	}
	if got := string(head[:n]); !strings.HasPrefix(got, "HTTP/1.1 413 ") || !strings.Contains(got, "Connection: close") {
		t.Errorf("answer:\n%s", got)
	}
}

func TestHugeUploadOfUnknownLengthStopsAtTheLimit(t *testing.T) {
	s := newSite(t, func(c *Config) { c.Settings.UploadBytes = 1 << 20 })
	body := &endless{size: 200 << 20}
	prefix := strings.NewReader("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x\"\r\n\r\n")
	r := s.request("POST", "/upload", io.MultiReader(prefix, body), "Content-Type", "multipart/form-data; boundary=b")
	resp, err := s.browser.Client.Do(r)
	if err == nil { // the client may see the closed connection first
		_ = resp.Body.Close()
		if resp.StatusCode != http.StatusRequestEntityTooLarge {
			t.Errorf("status %d", resp.StatusCode)
		}
	}
	if read := body.read.Load(); read > 64<<20 {
		t.Errorf("%d MB were taken", read>>20)
	}
}

func TestFormsHaveASmallLimit(t *testing.T) {
	s := newSite(t)
	a := s.post("/echo", url.Values{"text": {strings.Repeat("x", 2<<20)}})
	if a.StatusCode != http.StatusRequestEntityTooLarge || !strings.Contains(a.body, "1 MB") {
		t.Errorf("status %d", a.StatusCode)
	}
}

func TestPagesAreCompressed(t *testing.T) {
	s := newSite(t)
	r := s.request("GET", "/signin", nil, "Accept-Encoding", "gzip")
	a := s.do(r)
	if a.Header.Get("Content-Encoding") != "gzip" || a.Header.Get("Content-Length") == strconv.Itoa(len(a.body)+1) {
		t.Fatalf("headers %v", a.Header)
	}
	z, err := gzip.NewReader(strings.NewReader(a.body))
	if err != nil {
		t.Fatal(err)
	}
	page, err := io.ReadAll(z)
	if err != nil || !strings.Contains(string(page), "</html>") {
		t.Errorf("page of %d bytes, %v", len(page), err)
	}
	if a := s.do(s.request("GET", "/signin", nil, "Accept-Encoding", "gzip;q=0")); a.Header.Get("Content-Encoding") != "" {
		t.Error("compressed against the browser's wish")
	}
}

func TestSmallAnswersAreNotPacked(t *testing.T) {
	s := newSite(t)
	for _, size := range []int{0, 1, packFrom - 1, packFrom, packFrom + 1, 5 * packFrom} {
		recorded := httptest.NewRecorder()
		want := strings.Repeat("年", size/3) + strings.Repeat("x", size%3)
		compressed(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.WriteHeader(http.StatusAccepted)
			for _, part := range []string{want[:size/2], want[size/2:]} {
				_, _ = io.WriteString(w, part)
			}
		})).ServeHTTP(recorded, s.request("GET", "/", nil, "Accept-Encoding", "gzip"))
		body := io.Reader(recorded.Body)
		packed := recorded.Header().Get("Content-Encoding") == "gzip"
		if packed {
			z, err := gzip.NewReader(body)
			if err != nil {
				t.Fatal(err)
			}
			body = z
		}
		got, err := io.ReadAll(body)
		if err != nil || string(got) != want || packed != (size >= packFrom) || recorded.Code != http.StatusAccepted {
			t.Errorf("%d bytes: packed %v, status %d, %d bytes came, %v", size, packed, recorded.Code, len(got), err)
		}
		if recorded.Header().Get("Vary") != "Accept-Encoding" {
			t.Errorf("%d bytes: Vary %q", size, recorded.Header().Get("Vary"))
		}
	}
}

func TestAssetsAreKeptForEver(t *testing.T) {
	files := fstest.MapFS{
		"manifest.json":   {Data: []byte(`{"entries":{"app.css":"app-AAAA.css"},"files":["app-AAAA.css"]}`)},
		"app-AAAA.css":    {Data: []byte("body{}")},
		"app-AAAA.css.gz": {Data: []byte("packed")},
		"secret.txt":      {Data: []byte("x")},
	}
	assets, err := ui.NewAssets(files)
	if err != nil {
		t.Fatal(err)
	}
	s := newSite(t, func(c *Config) { c.Assets = assets })
	href, _ := s.get("/signin").find(t, "link[rel=stylesheet]").Attr("href")
	if href != "/assets/app-AAAA.css" {
		t.Fatalf("style at %q", href)
	}
	a := s.get(href, "Accept-Encoding", "identity")
	if a.body != "body{}" || a.Header.Get("Cache-Control") != "public, max-age=31536000, immutable" || !strings.HasPrefix(a.Header.Get("Content-Type"), "text/css") {
		t.Errorf("%q, headers %v", a.body, a.Header)
	}
	if a.Header.Get("Set-Cookie") != "" || strings.Contains(strings.Join(a.Header.Values("Vary"), ","), "Cookie") {
		t.Error("assets depend on the session")
	}
	a = s.get(href, "Accept-Encoding", "gzip")
	if a.body != "packed" || a.Header.Get("Content-Encoding") != "gzip" || !strings.HasPrefix(a.Header.Get("Content-Type"), "text/css") {
		t.Errorf("packed: %q, headers %v", a.body, a.Header)
	}
	for _, path := range []string{"/assets/secret.txt", "/assets/manifest.json", "/assets/", "/assets/../manifest.json"} {
		if a := s.get(path); a.StatusCode == http.StatusOK {
			t.Errorf("%s is served", path)
		}
	}
}

func TestAddressBehindProxies(t *testing.T) {
	d := &Door{Config: Config{Settings: Settings{Proxies: []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}}}}
	for _, c := range []struct{ remote, forwarded, want string }{
		{"203.0.113.9:1", "", "203.0.113.9"},
		{"203.0.113.9:1", "198.51.100.1", "203.0.113.9"}, // not from a proxy: a lie
		{"10.0.0.2:1", "198.51.100.1", "198.51.100.1"},
		{"10.0.0.2:1", "192.0.2.7, 198.51.100.1, 10.0.0.3", "198.51.100.1"},
		{"10.0.0.2:1", "nonsense", "10.0.0.2"},
		{"[::ffff:10.0.0.2]:1", "2001:db8::1", "2001:db8::1"},
	} {
		r := &http.Request{RemoteAddr: c.remote, Header: http.Header{}}
		if c.forwarded != "" {
			r.Header.Set("X-Forwarded-For", c.forwarded)
		}
		if got := d.fromOf(r).String(); got != c.want {
			t.Errorf("%s forwarded %q: %s, want %s", c.remote, c.forwarded, got, c.want)
		}
	}
}

func TestClashingRoutesAreAnError(t *testing.T) {
	s := newSite(t)
	d, err := New(Config{Gate: s.gate, Sessions: &pagetest.Sessions{}, Now: time.Now, Log: testLog(), Settings: DefaultSettings()})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Serve([]Route{{Method: "GET", Path: "/signin", Handle: nothingHere}}); err == nil {
		t.Error("two routes for GET /signin")
	}
}

func TestIncompleteConfigIsRefused(t *testing.T) {
	if _, err := New(Config{}); err == nil {
		t.Error("a door without a gate")
	}
}

func TestUploadsLeaveNoFilesBehind(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	s := newSite(t)
	var body bytes.Buffer
	m := multipart.NewWriter(&body)
	part, err := m.CreateFormFile("file", "big.bin")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := part.Write(make([]byte, 2*memory)); err != nil {
		t.Fatal(err)
	}
	if err := m.Close(); err != nil {
		t.Fatal(err)
	}
	if a := s.do(s.request("POST", "/upload", &body, "Content-Type", m.FormDataContentType())); a.StatusCode != http.StatusOK {
		t.Fatalf("status %d", a.StatusCode)
	}
	s.Close()
	left, err := os.ReadDir(dir)
	if err != nil || len(left) != 0 {
		t.Errorf("%d files left, %v", len(left), err)
	}
}
