package document_test

import (
	"bytes"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"nianlun/internal/demo"
)

// readPlan uploads the demo's plan and returns the reader's page.
func readPlan(h *house) (visitor, *goquery.Document) {
	h.t.Helper()
	h.serve()
	v := h.signIn("chen")
	return v, v.upload("工作要点.txt", "2026", []byte(demo.PlanText(2026)), http.StatusOK)
}

// card is the form of the open card as a browser would send it.
func card(t *testing.T, page *goquery.Document) (action string, form url.Values) {
	t.Helper()
	f := page.Find("#open form").First()
	action, ok := f.Attr("action")
	if !ok {
		t.Fatal("no card is open")
	}
	form = url.Values{}
	f.Find("input[name], select[name]").Each(func(_ int, s *goquery.Selection) {
		name, _ := s.Attr("name")
		value, _ := s.Attr("value")
		if goquery.NodeName(s) == "select" {
			value, _ = s.Find("option[selected]").Attr("value")
		}
		if kind, _ := s.Attr("type"); kind == "radio" {
			return
		}
		form.Set(name, value)
	})
	return action, form
}

func openNo(page *goquery.Document) string { return words(page.Find("#open .top b")) }

func TestReaderShowsTheDocument(t *testing.T) {
	v, page := readPlan(newHouse(t))
	if h1 := words(page.Find("article.text h1")); h1 != "云湖区教育局2026年工作要点" {
		t.Errorf("title %q", h1)
	}
	var text strings.Builder
	page.Find("article.text").Children().Each(func(_ int, s *goquery.Selection) {
		s.Find("sup, .only-narrow").Remove()
		text.WriteString(strings.ReplaceAll(s.Text(), "\u2060", "") + "\n")
	})
	if want := demo.PlanText(2026); strings.TrimSpace(text.String()) != strings.TrimSpace(want) {
		t.Errorf("the page shows other words than the document:\n%s", text.String())
	}
	page = v.get(page.Url.Path, http.StatusOK)
	if n := page.Find("article.text sup").Length(); n < 60 || !strings.Contains(words(page.Find(".verdict")), "待定 "+strconv.Itoa(n)) {
		t.Errorf("%d numbered sentences, %s", n, words(page.Find(".verdict")))
	}
	if n := page.Find("mark.n").Length(); n < 45 {
		t.Errorf("%d figures are marked", n)
	}
	if n := page.Find("mark.o").Length(); n < 60 {
		t.Errorf("%d units are marked", n)
	}
	if n := page.Find("mark.d").Length(); n < 20 {
		t.Errorf("%d deadlines are marked", n)
	}
	outline := page.Find(".outline a")
	if outline.Length() != 9 || !strings.Contains(words(outline.Eq(2)), "0 / ") {
		t.Errorf("outline %q", words(outline))
	}
	outline.Each(func(_ int, s *goquery.Selection) {
		href, _ := s.Attr("href")
		if page.Find(href).Length() != 1 {
			t.Errorf("%s leads nowhere", href)
		}
	})
	if openNo(page) != "1" || page.Find("#said.say.on").Length() != 1 {
		t.Error("the first proposal is not open")
	}
}

func TestConfirmLeadsToTheNext(t *testing.T) {
	for _, htmx := range []bool{false, true} {
		v, page := readPlan(newHouse(t))
		v.htmx = htmx
		action, form := card(t, page)
		if form.Get("lead") != "pre" || form.Get("leader") != "wu" || form.Get("due") != "2026-08-31" || form.Get("value") != "900" || form.Get("unit") != "个" {
			t.Errorf("the card shows %v", form)
		}
		form.Set("title", "新增学位 <900> 个")
		form.Set("participants", "计划财务科、启慧学校")
		form.Set("act", "confirm")
		page = v.post(action, form, http.StatusOK)
		if openNo(page) != "2" || !strings.Contains(words(page.Find(".verdict")), "已确认 1") {
			t.Errorf("no. %s is open, %s", openNo(page), words(page.Find(".verdict")))
		}
		if first := page.Find(".card").First(); words(first.Find("a")) != "新增学位 <900> 个" || !first.HasClass("ok") {
			t.Errorf("first card %q", words(first))
		}
		undo := url.Values{"step": {"1"}}
		if page = v.post(page.Find("[data-key=u]").Closest("form").AttrOr("action", ""), undo, http.StatusOK); openNo(page) != "1" {
			t.Errorf("after undo no. %s is open", openNo(page))
		}
		if _, form = card(t, page); form.Get("title") == "新增学位 <900> 个" || form.Get("participants") != "" {
			t.Errorf("undo left %v", form)
		}
	}
}

func TestWrongFieldsAreNamed(t *testing.T) {
	v, page := readPlan(newHouse(t))
	action, form := card(t, page)
	for name, value := range map[string]string{"act": "save", "title": "题目", "due": "明年", "participants": "某某科", "value": "很多"} {
		form.Set(name, value)
	}
	page = v.post(action, form, http.StatusUnprocessableEntity)
	if n := page.Find("#open .why").Length(); n != 3 || !strings.Contains(words(page.Find("#open")), "某某科") {
		t.Errorf("%d fields are wrong: %s", n, words(page.Find("#open .why")))
	}
	if _, again := card(t, page); again.Get("title") != "题目" || again.Get("value") != "很多" {
		t.Errorf("what was typed is lost: %v", again)
	}
	form.Set("title", "")
	form.Set("due", "")
	form.Set("participants", "")
	form.Set("value", "12")
	form.Set("indicator", "building-spend")
	page = v.post(action, form, http.StatusUnprocessableEntity)
	if text := words(page.Find("#open .why")); !strings.Contains(text, "万元") || page.Find("#open [name=title][aria-invalid]").Length() != 1 {
		t.Errorf("wrong: %s", text)
	}
}

func TestTheSecondClerkIsTold(t *testing.T) {
	v, page := readPlan(newHouse(t))
	second := v.signIn("xue")
	other := second.get(page.Url.Path, http.StatusOK)
	action, form := card(t, page)
	form.Set("act", "confirm")
	v.post(action, form, http.StatusOK)
	action, form = card(t, other)
	form.Set("act", "save")
	form.Set("title", "王雪写的")
	told := second.post(action, form, http.StatusConflict)
	if note := words(told.Find("#open [role=alert]")); !strings.Contains(note, "陈晓岚") || !strings.Contains(note, "王雪写的") {
		t.Errorf("told %q", note)
	}
	if _, now := card(t, told); now.Get("revision") != "2" {
		t.Errorf("revision %s", now.Get("revision"))
	}
}

func TestKeysPressWhatTheySay(t *testing.T) {
	v, page := readPlan(newHouse(t))
	page = v.get(page.Find("[data-key=j]").AttrOr("href", ""), http.StatusOK)
	for _, key := range []string{"j", "k", "Enter", "m", "x", "e", "a", "u"} {
		if n := page.Find("[data-key='" + key + "']").Length(); n != 1 {
			t.Errorf("%d things answer to %s", n, key)
		}
	}
	if first := page.Find("#open form button[type=submit]").First(); first.AttrOr("value", "") != "confirm" {
		t.Error("Enter in a field would not confirm")
	}
}

func TestSplitMergeDropAdd(t *testing.T) {
	v, page := readPlan(newHouse(t))
	action, form := card(t, page)
	all := page.Find("article sup").Length()
	cuts := page.Find("#open input[name=place]")
	if cuts.Length() == 0 {
		if page.Find("#open button[value=split]").Length() != 1 {
			t.Fatal("a sentence of two parts cannot be split")
		}
	}
	form.Set("act", "split")
	form.Set("place", cuts.First().AttrOr("value", ""))
	page = v.post(action, form, http.StatusOK)
	if n := page.Find("article sup").Length(); n != all+1 || openNo(page) != "1" {
		t.Fatalf("%d sentences after the split, no. %s open", n, openNo(page))
	}
	page = v.get(page.Find("[data-key=j]").AttrOr("href", ""), http.StatusOK)
	action, form = card(t, page)
	form.Set("act", "merge")
	if page = v.post(action, form, http.StatusOK); page.Find("article sup").Length() != all || openNo(page) != "1" {
		t.Fatalf("%d sentences after the merge, no. %s open", page.Find("article sup").Length(), openNo(page))
	}
	action, form = card(t, page)
	form.Set("act", "merge")
	if page = v.post(action, form, http.StatusConflict); page.Find("#open [role=alert]").Length() != 1 {
		t.Error("nothing says why it was refused")
	}
	action, form = card(t, page)
	form.Set("act", "drop")
	if page = v.post(action, form, http.StatusOK); openNo(page) != "2" || !strings.Contains(words(page.Find(".verdict")), "弃用 1") {
		t.Errorf("no. %s is open, %s", openNo(page), words(page.Find(".verdict")))
	}
	page = v.get(page.Find("[data-key=a]").AttrOr("href", ""), http.StatusOK)
	add := page.Find("#f-words").Closest("form").AttrOr("action", "")
	wrong := v.post(add, url.Values{"words": {"文中没有"}}, http.StatusUnprocessableEntity)
	if wrong.Find("#f-words").Text() != "文中没有" || wrong.Find("#f-words[aria-invalid]").Length() != 1 {
		t.Error("the form does not say what is wrong")
	}
	page = v.post(add, url.Values{"words": {"办公室按月通报进展情况"}}, http.StatusOK)
	if _, form = card(t, page); !strings.Contains(form.Get("title"), "通报进展") {
		t.Errorf("the added one: %v", form)
	}
}

func TestTasksAreMadeOnce(t *testing.T) {
	h := newHouse(t)
	v, page := readPlan(h)
	path := page.Url.Path
	page = v.post(path+"/confirm", nil, http.StatusOK)
	if len(h.tasks) != 0 || !strings.Contains(words(page.Find(".verdict")), "已确认") {
		t.Fatalf("%s", words(page.Find(".verdict")))
	}
	page = v.post(path+"/tasks", nil, http.StatusOK)
	n := len(h.tasks)
	if n < 40 || !strings.Contains(words(page.Find(".toast")), strconv.Itoa(n)) {
		t.Errorf("%d tasks, %q", n, words(page.Find(".toast")))
	}
	v.post(path+"/tasks", nil, http.StatusConflict)
	if len(h.tasks) != n {
		t.Error("tasks were made twice")
	}
	list := v.get("/documents", http.StatusOK)
	if row := words(list.Find("tbody tr")); !strings.Contains(row, strconv.Itoa(n)) {
		t.Errorf("the list says %q", row)
	}
}

func TestSourceLinksLeadToTheSentence(t *testing.T) {
	h := newHouse(t)
	v, page := readPlan(h)
	path := page.Url.Path
	v.post(path+"/confirm", nil, http.StatusOK)
	v.post(path+"/tasks", nil, http.StatusOK)
	task := h.tasks[len(h.tasks)/2]
	page = v.get(path+"?at="+strconv.Itoa(task.SourceStart)+"-"+strconv.Itoa(task.SourceEnd), http.StatusOK)
	said := page.Find("#said.on[autofocus]")
	said.Find("sup").Remove()
	if strings.Trim(said.Text(), "\u2060") != task.Quote {
		t.Errorf("shown %q, want %q", said.Text(), task.Quote)
	}
	page = v.get(path+"?at=0-6", http.StatusOK)
	if page.Find("#said.on").Text() != "云湖区教育局" || page.Find("#open").Length() != 0 {
		t.Errorf("words outside of any proposal: %q", page.Find("#said").Text())
	}
	for _, bad := range []string{"x-y", "9-3", "-5", "99999999-999999999", ""} {
		v.get(path+"?at="+bad, http.StatusOK)
	}
}

func TestUploadsThatCannotBeRead(t *testing.T) {
	h := newHouse(t)
	h.serve()
	v := h.signIn("chen")
	for name, c := range map[string]struct {
		file, year, data string
		field            string
	}{
		"empty":     {"空.txt", "2026", "", "file"},
		"program":   {"要点.docx", "2026", "MZ\x90\x00\x03\x00\x00\x00", "file"},
		"damaged":   {"要点.docx", "2026", "PK\x03\x04aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "file"},
		"extension": {"要点.pdf", "2026", "工作要点\n一、做好工作", "file"},
		"year":      {"要点.txt", "26", "工作要点\n一、做好工作", "year"},
	} {
		page := v.upload(c.file, c.year, []byte(c.data), http.StatusUnprocessableEntity)
		if why := words(page.Find("#" + c.field + "-why")); why == "" || page.Find("tbody tr").Length() != 0 {
			t.Errorf("%s: %q beside %s", name, why, c.field)
		}
	}
	if page := v.upload("a.txt", "", []byte("没有标题，也没有事项。"), http.StatusOK); page.Find(".note").Length() != 2 {
		t.Errorf("notes: %s", words(page.Find(".note")))
	}
}

// A body that announces 200 MB is refused before it is read.
func TestHugeUploadIsRefusedEarly(t *testing.T) {
	h := newHouse(t)
	h.serve()
	v := h.signIn("chen")
	sent := 0
	r, err := http.NewRequest(http.MethodPost, h.url+"/documents", readerFunc(func(p []byte) (int, error) {
		sent += len(p)
		return len(p), nil
	}))
	h.must(err)
	r.ContentLength = 200 << 20
	r.Header.Set("Content-Type", "multipart/form-data; boundary=x")
	answer, err := v.Client.Do(r)
	if err == nil {
		_ = answer.Body.Close()
		if answer.StatusCode != http.StatusRequestEntityTooLarge {
			t.Errorf("answered %d", answer.StatusCode)
		}
	}
	if sent > 60<<20 {
		t.Errorf("%d bytes were taken", sent)
	}
}

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }

func TestOriginalComesBack(t *testing.T) {
	v, page := readPlan(newHouse(t))
	body, header := v.fetch(page.Url.Path + "/file")
	if string(body) != demo.PlanText(2026) || !strings.HasPrefix(header.Get("Content-Disposition"), "attachment") {
		t.Errorf("%s, %d bytes", header.Get("Content-Disposition"), len(body))
	}
}

func TestReadersOnlyRead(t *testing.T) {
	h := newHouse(t)
	v, page := readPlan(h)
	action, form := card(t, page)
	section := h.signIn("shen")
	seen := section.get(page.Url.Path, http.StatusOK)
	if seen.Find("main form").Length() != 0 || seen.Find("#open dl").Length() != 1 {
		t.Error("a section sees buttons that it may not press")
	}
	if section.get("/documents", http.StatusOK).Find("input[type=file]").Length() != 0 {
		t.Error("a section sees the upload form")
	}
	form.Set("act", "drop")
	section.post(action, form, http.StatusForbidden)
	section.post(page.Url.Path+"/tasks", nil, http.StatusForbidden)
	h.signIn("tan").get(page.Url.Path, http.StatusNotFound)
	v.get("/documents/019b0000-0000-7000-8000-000000000000", http.StatusNotFound)
}

func TestRealDocumentsAreShown(t *testing.T) {
	files, _ := filepath.Glob("../../../../shared/documents/*.txt")
	if len(files) == 0 {
		if os.Getenv("CI") != "" {
			t.Fatal("no documents in ../shared/documents")
		}
		t.Skip("no documents in ../shared/documents")
	}
	h := newHouse(t)
	h.serve()
	v := h.signIn("chen")
	for _, file := range files {
		data, err := os.ReadFile(file)
		h.must(err)
		page := v.upload(filepath.Base(file), "2026", data, http.StatusOK)
		if page.Find("article.text p").Length() == 0 {
			t.Errorf("%s shows no text", file)
		}
		for page.Find("[data-key=j]").Length() > 0 {
			page = v.get(page.Find("[data-key=j]").AttrOr("href", ""), http.StatusOK)
		}
	}
}

// A document of 100 KB is shown well within a tenth of a second.
func BenchmarkLargeDocument(b *testing.B) {
	h := newHouse(b)
	h.serve()
	v := h.signIn("chen")
	text := demo.PlanText(2026)
	for len(text) < 100<<10 {
		text += demo.PlanText(2026)
	}
	page := v.upload("长.txt", "2026", []byte(text), http.StatusOK)
	begin := time.Now()
	for b.Loop() {
		answer, err := v.Client.Get(h.url + page.Url.Path)
		h.must(err)
		var body bytes.Buffer
		_, err = body.ReadFrom(answer.Body)
		h.must(err)
		_ = answer.Body.Close()
	}
	b.ReportMetric(float64(time.Since(begin).Milliseconds())/float64(b.N), "ms/page")
}

func TestReaderInEnglish(t *testing.T) {
	v, page := readPlan(newHouse(t))
	v.post("/lang", url.Values{"lang": {"en"}}, http.StatusOK)
	page = v.get(page.Url.Path, http.StatusOK)
	if h1 := words(page.Find("main h1").First()); h1 != "Confirm tasks" || !strings.Contains(words(page.Find(".verdict")), strconv.Itoa(page.Find("article sup").Length())+" open") {
		t.Errorf("%q %q", h1, words(page.Find(".verdict")))
	}
	if title := words(page.Find("article.text[lang=zh-CN] h1")); title != "云湖区教育局2026年工作要点" {
		t.Errorf("the document itself stays as it is: %q", title)
	}
}
