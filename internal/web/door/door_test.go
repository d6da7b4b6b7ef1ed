package door

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/kit/fault"
	"nianlun/internal/web/pagetest"
	"nianlun/internal/web/ui"

	"github.com/PuerkitoBio/goquery"
	"github.com/a-h/templ"
)

// gate is accounts in memory: 13800004216 with the password 松风. Four wrong
// passwords are forgiven, the fifth locks.
type gate struct {
	mu    sync.Mutex
	wrong int
	posts []Post
	must  bool              // somebody else has set the password
	since time.Time         // when it was set
	hosts map[string]string // host name -> id of its bureau
	many  []Bureau          // several bureaus; 云湖区教育局 alone when nil
	asked []string          // the bureaus in which somebody tried to sign in
}

var postsOfLan = []Post{
	{ID: "p1", Unit: "u-office", UnitName: "办公室", Role: access.Office, RoleName: "科员"},
	{ID: "p2", Unit: "u-plan", UnitName: "计划财务科", Role: access.Section, RoleName: "科长"},
}

func (g *gate) SignIn(_ context.Context, bureau, login, password string, _ netip.Addr) (Person, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.asked = append(g.asked, bureau)
	if g.wrong >= 5 {
		return Person{}, fault.New(fault.Locked, "signin.locked", "minutes", 15)
	}
	if login == "13800004216" && password == "松风" {
		return Person{ID: "lan", Name: "陈晓岚"}, nil
	}
	g.wrong++
	return Person{}, fault.New(fault.SignIn, "signin.wrong", "left", 5-g.wrong)
}

func (g *gate) Standing(_ context.Context, bureau, person string) (Standing, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if person != "lan" {
		return Standing{}, nil
	}
	return Standing{Posts: g.posts, MustChange: g.must, Changed: g.since}, nil
}

func (g *gate) Bureaus(_ context.Context, host string) ([]Bureau, error) {
	if g.many == nil {
		return []Bureau{{ID: "b1", Code: "990107", Name: "云湖区教育局"}}, nil
	}
	if id := g.hosts[host]; id != "" {
		b, _ := bureauOf(g.many, id)
		return []Bureau{b}, nil
	}
	return g.many, nil
}

// site is a running door with a browser before it.
type site struct {
	t     *testing.T
	gate  *gate
	ahead atomic.Int64 // how far the clock stands before the real one
	log   *bytes.Buffer
	*httptest.Server
	browser *pagetest.Browser
	routes  []Route
}

func words(text string) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	})
}

var testRoutes = []Route{
	{Method: "GET", Path: "/{$}", Handle: func(w http.ResponseWriter, r *http.Request) error {
		by := By(r.Context())
		return Page(w, r, View{Title: "home", Nav: "desk"}, words("<h1>"+by.Name+" "+string(by.Post.Role)+"</h1>"))
	}},
	{Method: "GET", Path: "/tasks", Handle: func(w http.ResponseWriter, r *http.Request) error {
		return Page(w, r, View{Title: "tasks", Nav: "tasks"}, words("<h1>tasks</h1>"))
	}},
	{Method: "GET", Path: "/open", Public: true, Handle: func(w http.ResponseWriter, r *http.Request) error {
		return Page(w, r, View{Title: "open"}, words("<h1>open</h1>"))
	}},
	{Method: "POST", Path: "/echo", Public: true, Handle: func(w http.ResponseWriter, r *http.Request) error {
		form, err := Form(r)
		if err != nil {
			return err
		}
		_, err = io.WriteString(w, form.Text("text"))
		return err
	}},
	{Method: "POST", Path: "/upload", Public: true, Uploads: true, Handle: func(w http.ResponseWriter, r *http.Request) error {
		if _, err := Form(r); err != nil {
			return err
		}
		file, err := File(r, "file")
		if err != nil {
			return err
		}
		defer func() { _ = file.Content.Close() }()
		_, err = io.WriteString(w, file.Name)
		return err
	}},
	{Method: "POST", Path: "/save", Handle: func(w http.ResponseWriter, r *http.Request) error {
		Flash(r.Context(), "saved & well")
		return Redirect(w, r, "/tasks")
	}},
	{Method: "GET", Path: "/gone", Handle: func(http.ResponseWriter, *http.Request) error {
		return fault.New(fault.Invalid, "invalid", "n", 1).With("floor", "fault.text.bytes")
	}},
	{Method: "GET", Path: "/broken", Handle: func(http.ResponseWriter, *http.Request) error {
		return io.ErrUnexpectedEOF
	}},
	{Method: "GET", Path: "/panic", Handle: func(http.ResponseWriter, *http.Request) error { panic("secret detail") }},
}

// withRoutes adds routes to those of testRoutes.
func withRoutes(more []Route) func(*site) {
	return func(s *site) { s.routes = append(s.routes, more...) }
}

// newSite starts a door; changes are func(*Config) or what withRoutes returns.
func newSite(t *testing.T, changes ...any) *site {
	t.Helper()
	s := &site{t: t, gate: &gate{posts: postsOfLan}, log: &bytes.Buffer{}, routes: slices.Clone(testRoutes)}
	config := Config{
		Gate: s.gate, Sessions: &pagetest.Sessions{},
		Log: slog.New(slog.NewTextHandler(s.log, nil)), Now: func() time.Time { return time.Now().Add(time.Duration(s.ahead.Load())) },
		Settings: DefaultSettings(), Public: "/open", Search: "/search", Account: "/account",
		Notices: func(context.Context, access.Actor) (int, error) { return 3, nil },
		Nav: func(context.Context, access.Actor) ([]ui.NavGroup, error) {
			return []ui.NavGroup{{Items: []ui.NavItem{{Code: "desk", Words: "工作台", Href: "/", Icon: "desk", Near: true}, {Code: "tasks", Words: "计划任务", Href: "/tasks", Icon: "task", Near: true}}}}, nil
		},
		Years: func(context.Context, access.Actor) ([]int, error) { return []int{2026, 2025}, nil },
	}
	for _, change := range changes {
		switch change := change.(type) {
		case func(*Config):
			change(&config)
		case func(*site):
			change(s)
		default:
			t.Fatalf("no change: %T", change)
		}
	}
	d, err := New(config)
	if err != nil {
		t.Fatal(err)
	}
	health := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
	handler, err := d.Serve(s.routes, Mount{Pattern: "GET /healthz", Handler: health})
	if err != nil {
		t.Fatal(err)
	}
	s.Server = httptest.NewServer(handler)
	t.Cleanup(s.Close)
	s.fresh()
	return s
}

// fresh forgets all cookies, as another browser would.
func (s *site) fresh() { s.browser = pagetest.New(s.t, s.URL) }

// answer is a response with its body read.
type answer struct {
	*http.Response
	page pagetest.Page
	body string
}

func (a answer) find(t *testing.T, selector string) *goquery.Selection {
	t.Helper()
	return a.page.Find(selector)
}

func (s *site) do(r *http.Request) answer {
	s.t.Helper()
	p := s.browser.Do(r)
	return answer{p.Response, p, p.Body}
}

func (s *site) get(path string, headers ...string) answer {
	s.t.Helper()
	return s.do(s.request("GET", path, nil, headers...))
}

func (s *site) post(path string, form url.Values, headers ...string) answer {
	s.t.Helper()
	headers = append([]string{"Content-Type", "application/x-www-form-urlencoded"}, headers...)
	return s.do(s.request("POST", path, strings.NewReader(form.Encode()), headers...))
}

func (s *site) request(method, path string, body io.Reader, headers ...string) *http.Request {
	s.t.Helper()
	r, err := http.NewRequest(method, s.URL+path, body)
	if err != nil {
		s.t.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	return r
}

func (s *site) signIn() {
	s.t.Helper()
	a := s.post("/signin", url.Values{"login": {"13800004216"}, "password": {"松风"}})
	if a.StatusCode != http.StatusSeeOther {
		s.t.Fatalf("sign-in answered %d: %s", a.StatusCode, a.body)
	}
}

func (s *site) cookie(name string) string {
	u, _ := url.Parse(s.URL)
	for _, c := range s.browser.Client.Jar.Cookies(u) {
		if c.Name == name {
			return c.Value
		}
	}
	return ""
}

func testLog() *slog.Logger { return slog.New(slog.DiscardHandler) }
