package document_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"nianlun/internal/app"
	"nianlun/internal/base/account"
	"nianlun/internal/base/calendar"
	"nianlun/internal/demo"
	"nianlun/internal/web/pagetest"
)

// writing is a browser of the office clerk in a whole product with a small demo
// bureau: drafts quote its figures and answer its plan.
type writing struct {
	*pagetest.Browser
	t      *testing.T
	app    *app.App
	url    string
	accept string
}

func newWriting(t *testing.T, login string) *writing {
	t.Helper()
	ctx, day := context.Background(), time.Date(2026, 10, 12, 9, 0, 0, 0, calendar.Zone)
	clock := demo.NewClock(day)
	a, err := app.Open(ctx, app.Config{Data: t.TempDir(), Now: clock.Now, PasswordCost: account.Cost{Memory: 64, Time: 1, Threads: 1}})
	w := &writing{t: t, app: a}
	w.must(err)
	t.Cleanup(func() { w.must(a.Close()) })
	_, err = demo.Build(ctx, a, clock, demo.Options{Schools: 4, Months: 2, Today: day, Seed: 7}, func(string) {})
	w.must(err)
	server := httptest.NewServer(a.Handler())
	t.Cleanup(server.Close)
	w.url = server.URL
	return w.as(login)
}

// as is another person's browser.
func (w *writing) as(login string) *writing {
	w.t.Helper()
	v := pagetest.SignIn(w.t, w.url, login, demo.Password)
	return &writing{Browser: v, t: w.t, app: w.app, url: w.url}
}

func (w *writing) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

// answer is a page with what is not read as one.
type answer struct {
	pagetest.Page
	t      *testing.T
	body   []byte
	header http.Header
}

func (a answer) want(status int) answer {
	a.t.Helper()
	a.Want(status)
	return a
}

func (w *writing) get(path string) answer { return w.seen(w.Get(path, w.headers()...)) }

func (w *writing) post(path string, form url.Values) answer {
	return w.seen(w.Post(path, form, w.headers()...))
}

func (w *writing) headers() []string {
	if w.accept == "" {
		return nil
	}
	return []string{"Accept", w.accept}
}

func (w *writing) seen(p pagetest.Page) answer {
	return answer{p, w.t, []byte(p.Body), p.Response.Header}
}

// start makes a draft and returns its address.
func (w *writing) start() string {
	w.t.Helper()
	at := w.post("/drafts", url.Values{"kind": {"annual"}}).want(http.StatusSeeOther).header.Get("Location")
	if !strings.HasPrefix(at, "/drafts/") {
		w.t.Fatalf("a new draft leads to %s", at)
	}
	return at
}

// sheet is what the page's form sends.
func (a answer) sheet() url.Values {
	form := url.Values{}
	a.Find("form[data-draft] input[name]").Each(func(_ int, s *goquery.Selection) {
		form.Set(s.AttrOr("name", ""), s.AttrOr("value", ""))
	})
	return form
}

// one is the editor's JSON of one paragraph.
func one(text string) string {
	data, _ := json.Marshal(map[string]any{"type": "doc", "content": []any{
		map[string]any{"type": "paragraph", "content": []any{map[string]any{"type": "text", "text": text}}},
	}})
	return string(data)
}

func TestNewDraftLeadsToTheWriter(t *testing.T) {
	w := newWriting(t, "bangongshi1")
	if n := w.get("/drafts").want(http.StatusOK).Find("button[name=kind]").Length(); n != 2 {
		t.Errorf("%d kinds are offered", n)
	}
	w.post("/drafts", url.Values{"kind": {"novel"}}).want(http.StatusUnprocessableEntity)
	at := w.start()
	page := w.get(at).want(http.StatusOK)
	form := page.sheet()
	if form.Get("revision") != "1" || !strings.Contains(form.Get("title"), "2026") || !json.Valid([]byte(form.Get("content"))) {
		t.Errorf("the writer sends %.300v", form)
	}
	if n := strings.Count(form.Get("content"), `"type":"heading"`); n < 6 {
		t.Errorf("the skeleton has %d headings", n)
	}
	row := w.get("/drafts").Find("tbody tr")
	if row.Length() != 1 || row.Find("a").AttrOr("href", "") != at || row.Find(".light.amber").Length() != 1 {
		t.Errorf("the list says %q", words(row))
	}
	// Saved as it stands, the page shows the same text again.
	w.post(at, form).want(http.StatusSeeOther)
	if again := w.get(at).sheet(); again.Get("content") != form.Get("content") || again.Get("revision") != "2" {
		t.Errorf("revision %s; the text came back changed", again.Get("revision"))
	}
}

func TestSecondSavingIsToldInJSON(t *testing.T) {
	w := newWriting(t, "bangongshi1")
	at := w.start()
	form := w.get(at).sheet()
	form.Set("content", one("第一位写的"))
	w.accept = "application/json"
	saved := w.post(at, form).want(http.StatusOK)
	var got struct {
		Revision int
		Title    string
	}
	w.must(json.Unmarshal(saved.body, &got))
	if got.Revision != 2 || !strings.Contains(got.Title, "09:00") {
		t.Errorf("saved: %s", saved.body)
	}
	form.Set("content", one("第二位写的"))
	stale := w.post(at, form).want(http.StatusConflict)
	var problem struct {
		Title, Code string
		Status      int
	}
	w.must(json.Unmarshal(stale.body, &problem))
	if problem.Code != "draft.stale" || problem.Status != 409 || !strings.Contains(problem.Title, "别人又存过一稿") {
		t.Errorf("told %s", stale.body)
	}
	w.accept = ""
	if text := w.get(at).sheet().Get("content"); !strings.Contains(text, "第一位写的") {
		t.Errorf("stored: %s", text)
	}
}

func TestBadContentIsRefused(t *testing.T) {
	w := newWriting(t, "bangongshi1")
	at := w.start()
	form := w.get(at).sheet()
	before := form.Get("content")
	for name, content := range map[string]string{
		"no JSON": "正文", "unknown inline": `{"type":"doc","content":[{"type":"paragraph","content":[{"type":"image"}]}]}`,
		"unknown block": `{"type":"doc","content":[{"type":"table"}]}`, "level": `{"type":"doc","content":[{"type":"heading","attrs":{"level":9}}]}`,
		"NUL": "{\x00}", "NUL in JSON": `{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"a\u0000b"}]}]}`,
		"no number": `{"type":"doc","content":[{"type":"paragraph","content":[{"type":"figure","attrs":{"binding":"x","number":"many"}}]}]}`,
	} {
		form.Set("content", content)
		page := w.post(at, form).want(http.StatusUnprocessableEntity)
		if said := words(page.Find("main")); !strings.Contains(said, "没有保存") && !strings.Contains(said, "字符") {
			t.Errorf("%s: the page says %q", name, said)
		}
	}
	form.Set("content", one("x"))
	for _, title := range []string{"", strings.Repeat("长", 121)} {
		form.Set("title", title)
		w.post(at, form).want(http.StatusUnprocessableEntity)
	}
	if now := w.get(at).sheet(); now.Get("content") != before || now.Get("revision") != "1" {
		t.Error("something was stored")
	}
}

func TestFiguresPicker(t *testing.T) {
	w := newWriting(t, "bangongshi1")
	at := w.start()
	found := w.get(at + "/figures?q=" + url.QueryEscape("培训")).want(http.StatusOK)
	if n := found.Find("button[data-insert]").Length(); n < 2 || found.Find("nav.rail").Length() != 0 {
		t.Fatalf("%d figures: %s", n, words(found.Selection))
	}
	found.Find("button[data-insert]").Each(func(_ int, s *goquery.Selection) {
		var figure struct{ Binding, Number, Unit, State, Href string }
		w.must(json.Unmarshal([]byte(s.AttrOr("data-insert", "")), &figure))
		if figure.Binding == "" || !strings.Contains(words(s), figure.Number) || !strings.Contains(words(s), "培训") && !strings.Contains(words(s), "学时") {
			t.Errorf("%s offers %+v", words(s), figure)
		}
	})
	if none := w.get(at + "/figures?q=" + url.QueryEscape("<恐龙>")).want(http.StatusOK); !strings.Contains(words(none.Selection), "<恐龙>") || none.Find("button").Length() != 0 {
		t.Errorf("nothing found: %s", words(none.Selection))
	}
}

func TestCheckerNamesWhatIsOpen(t *testing.T) {
	w := newWriting(t, "bangongshi1")
	at := w.start()
	form := w.get(at).sheet()
	form.Set("content", one("全年新建充电桩731个。"))
	w.post(at, form).want(http.StatusSeeOther)
	check := w.get(at + "/check").want(http.StatusOK)
	loose := check.Find("li.issue[data-mark=loose]")
	if loose.Length() != 1 || loose.AttrOr("data-text", "") != "731个" || !strings.Contains(words(loose), "第 1 段") {
		t.Errorf("unbound: %q", words(loose))
	}
	tasks := check.Find("li.issue.blue [data-answer]")
	if tasks.Length() < 30 || !strings.Contains(words(check.Find("li.issue.blue .top")), strconv.Itoa(tasks.Length())) {
		t.Errorf("%d promises: %s", tasks.Length(), words(check.Find("li.issue.blue .top")))
	}
	if !strings.Contains(words(check.Find(".hint").Eq(1)), "1 个没有出处") || check.Find("textarea[name=reason][required]").Length() != 1 {
		t.Errorf("verdict: %s", words(check.Selection))
	}
}

func TestReviewCopyIsAWordFile(t *testing.T) {
	w := newWriting(t, "bangongshi1")
	at := w.start()
	isWord(t, w.get(at+"/review.docx").want(http.StatusOK), "word/comments.xml")
}

// isWord checks a download down to its parts.
func isWord(t *testing.T, a answer, parts ...string) {
	t.Helper()
	h := a.header
	if h.Get("Content-Type") != "application/vnd.openxmlformats-officedocument.wordprocessingml.document" ||
		!strings.HasPrefix(h.Get("Content-Disposition"), "attachment; filename*=utf-8''") || !strings.HasSuffix(h.Get("Content-Disposition"), ".docx") ||
		h.Get("Cache-Control") != "private, no-store" || h.Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("headers %v", h)
	}
	z, err := zip.NewReader(bytes.NewReader(a.body), int64(len(a.body)))
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range append(parts, "word/document.xml") {
		if f, err := z.Open(part); err != nil {
			t.Error(err)
		} else {
			_ = f.Close()
		}
	}
}

func TestIssueFreezesAndBuildsTheFile(t *testing.T) {
	w := newWriting(t, "bangongshi1")
	at := w.start()
	loose := w.get(at).sheet()
	loose.Set("content", one("全年新建充电桩731个。"))
	w.post(at, loose).want(http.StatusSeeOther)
	form := url.Values{"revision": {"2"}}
	refused := w.post(at+"/issue", form).want(http.StatusUnprocessableEntity)
	if said := words(refused.Find("main")); !strings.Contains(said, "写明理由") {
		t.Errorf("without a reason: %s", said)
	}
	form.Set("reason", "局长办公会已同意")
	issue := w.post(at+"/issue", form).want(http.StatusSeeOther).header.Get("Location")
	page := w.get(issue).want(http.StatusOK)
	if !strings.HasPrefix(issue, "/issues/") || !strings.Contains(words(page.Find("main")), "局长办公会已同意") || page.Find("#issuefile [role=status]").Length() != 1 {
		t.Fatalf("%s: %s", issue, words(page.Find("#issuefile")))
	}
	w.get(issue + "/file").want(http.StatusNotFound)
	if to := w.get(at).want(http.StatusSeeOther).header.Get("Location"); to != issue {
		t.Errorf("the issued draft leads to %s", to)
	}
	late := url.Values{"revision": {"3"}, "title": {"改"}, "content": {one("改")}}
	w.post(at, late).want(http.StatusConflict)
	w.post(at+"/issue", form).want(http.StatusConflict)
	row := w.get("/drafts").Find("tbody tr")
	if row.Find(".light.blue").Length() != 1 || row.Find("a").AttrOr("href", "") != issue {
		t.Errorf("the list says %s", words(row))
	}
	stop, err := w.app.Start(context.Background())
	w.must(err)
	t.Cleanup(func() { w.must(stop()) })
	isWord(t, w.built(issue))
}

// built waits for the file of an issue.
func (w *writing) built(issue string) answer {
	w.t.Helper()
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); time.Sleep(100 * time.Millisecond) {
		if file := w.get(issue).Find("#issuefile a[download]").AttrOr("href", ""); file != "" {
			return w.get(file).want(http.StatusOK)
		}
	}
	w.t.Fatal("the file was not built")
	return answer{}
}

// A section reads drafts and may not write, a school does not see them.
func TestOthersDoNotWrite(t *testing.T) {
	w := newWriting(t, "bangongshi1")
	at := w.start()
	form := w.get(at).sheet()
	section := w.as("jicai1")
	if n := section.get("/drafts").want(http.StatusOK).Find("button[name=kind]").Length(); n != 0 {
		t.Error("a section is offered to write")
	}
	for path, body := range map[string]url.Values{"/drafts": {"kind": {"annual"}}, at: form, at + "/issue": {"revision": {"1"}, "reason": {"x"}}, at + "/refresh": {"revision": {"1"}}} {
		section.post(path, body).want(http.StatusForbidden)
		w.as("school01").post(path, body).want(http.StatusNotFound)
	}
	w.as("school01").get(at).want(http.StatusNotFound)
	section.get(at).want(http.StatusOK)
}
