package document_test

import (
	"bytes"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"
)

// editor asks for the editor of the first mark of a kind that says some words.
func (v visitor) editor(page *goquery.Document, class, words string) *goquery.Document {
	v.t.Helper()
	mark := page.Find("article mark." + class).FilterFunction(func(_ int, s *goquery.Selection) bool { return s.Text() == words }).First()
	at, ok := mark.Attr("data-s")
	if !ok {
		v.t.Fatalf("no mark %s %q", class, words)
	}
	v.htmx = true
	return v.get(strings.TrimSuffix(page.Url.Path, "/marks")+"/marks?kind="+class+"&at="+at, http.StatusOK)
}

// fields is an editor's form as a browser would send it.
func fields(t *testing.T, editor *goquery.Document) (action string, form url.Values) {
	t.Helper()
	f := editor.Find(".pop.mark form")
	action, ok := f.Attr("action")
	if !ok {
		t.Fatal("no editor")
	}
	form = url.Values{}
	f.Find("input[name], select[name]").Each(func(_ int, s *goquery.Selection) {
		name, _ := s.Attr("name")
		value, _ := s.Attr("value")
		if goquery.NodeName(s) == "select" {
			value, _ = s.Find("option[selected]").Attr("value")
		}
		_, checked := s.Attr("checked")
		if kind, _ := s.Attr("type"); kind != "radio" || checked {
			form.Set(name, value)
		}
	})
	return action, form
}

func TestMarksAreOfKinds(t *testing.T) {
	v, page := readPlan(newHouse(t))
	if n := page.Find("#markkey input[type=checkbox]").Length(); n != 7 {
		t.Fatalf("%d kinds in the legend", n)
	}
	page.Find("#markkey label").Each(func(_ int, s *goquery.Selection) {
		kind := s.Find("input").AttrOr("value", "")
		n, err := strconv.Atoi(words(s.Find("small")))
		if err != nil {
			t.Errorf("%s has no number", kind)
		}
		if !slices.Contains([]string{"s", "h", "c", "a"}, kind) && (n == 0 || n < page.Find("article mark."+kind).Length()/2) {
			t.Errorf("%s: the legend says %d", kind, n)
		}
	})
	if page.Find("article.text.no-h").Length() != 1 || page.Find("article.no-n").Length() != 0 {
		t.Errorf("shown at first: %s", page.Find("article.text").AttrOr("class", ""))
	}
	if page.Find("article [data-sec]").Length() == 0 {
		t.Error("headings do not say what they are about")
	}
	page.Find("article mark[data-s]").Each(func(_ int, s *goquery.Selection) {
		if _, err := strconv.Atoi(s.AttrOr("data-s", "")); err != nil {
			t.Error(err)
		}
	})
	r, err := http.NewRequest(http.MethodGet, v.url+page.Url.Path, nil)
	v.must(err)
	r.AddCookie(&http.Cookie{Name: "marks", Value: "oh"})
	page = v.Do(r).Want(http.StatusOK).Document
	for kind, off := range map[string]int{"n": 1, "d": 1, "o": 0, "s": 1, "h": 0, "c": 1, "a": 1} {
		if page.Find("article.text.no-"+kind).Length() != off {
			t.Errorf("%s is not as the browser wants it", kind)
		}
		if _, on := page.Find("#markkey input[value=" + kind + "]").Attr("checked"); on != (off == 0) {
			t.Errorf("the legend's box of %s", kind)
		}
	}
}

func TestCorrectAFigureOnThePage(t *testing.T) {
	v, page := readPlan(newHouse(t))
	editor := v.editor(page, "n", "900")
	action, form := fields(t, editor)
	if form.Get("value") != "900" || form.Get("unit") != "个" || form.Get("role") != "target" || form.Get("kind") != "count" || form.Get("words") != "900" {
		t.Errorf("the editor shows %v", form)
	}
	form.Set("value", "九百五")
	form.Set("act", "save")
	v.htmx = true
	wrong := v.post(action, form, http.StatusUnprocessableEntity)
	if why := words(wrong.Find("#m-value-why")); !strings.Contains(why, "数字") || wrong.Find("#m-value").AttrOr("value", "") != "九百五" {
		t.Errorf("beside the field stands %q", why)
	}
	if wrong.Find("#reading").Length() != 0 {
		t.Error("the whole reader came back for a wrong field")
	}
	form.Set("value", "950")
	page = v.post(action, form, http.StatusOK)
	if got := page.Find("article mark.n.by"); words(got) != "900" {
		t.Errorf("corrected marks: %q", words(got))
	}
	if told := words(page.Find("[data-told]")); !strings.Contains(told, "第 1 条的指标值") {
		t.Errorf("told %q", told)
	}
	if _, card := card(t, page); card.Get("value") != "950" {
		t.Errorf("the open card has %s", card.Get("value"))
	}
	stale := v.post(action, form, http.StatusConflict)
	if note := words(stale.Find(".pop.mark .note")); !strings.Contains(note, "陈晓岚") {
		t.Errorf("a second saving of the same: %q", note)
	}
	again := v.editor(page, "n", "900")
	if hint := words(again.Find(".pop.mark header .hint")); !strings.Contains(hint, "陈晓岚") {
		t.Errorf("who corrected it: %q", hint)
	}
	page = v.post(page.Find("[data-key=u]").Closest("form").AttrOr("action", ""), url.Values{"step": {"1"}}, http.StatusOK)
	if page.Find("article mark.by").Length() != 0 {
		t.Error("undo left the correction")
	}
}

func TestDeadlineUnitDropAndAdd(t *testing.T) {
	v, page := readPlan(newHouse(t))
	path := page.Url.Path
	action, form := fields(t, v.editor(page, "d", "8月底前"))
	form.Set("due", "2026-08-20")
	form.Set("act", "save")
	page = v.post(action, form, http.StatusOK)
	if _, card := card(t, page); card.Get("due") != "2026-08-20" {
		t.Errorf("due %s", card.Get("due"))
	}
	action, form = fields(t, v.editor(page, "o", "学前教育科"))
	form.Set("owner", "edu")
	form.Set("act", "save")
	page = v.post(action, form, http.StatusOK)
	if _, card := card(t, page); card.Get("lead") != "edu" {
		t.Errorf("lead %s", card.Get("lead"))
	}
	action, form = fields(t, v.editor(page, "n", "900"))
	form.Set("act", "drop")
	page = v.post(action, form, http.StatusOK)
	if page.Find("article mark.n").First().Text() == "900" {
		t.Error("a dropped figure is marked")
	}
	text := words(page.Find("article p[data-p]").Eq(4))
	block := page.Find("article p[data-p]").Eq(4)
	at, _ := strconv.Atoi(block.AttrOr("data-p", ""))
	v.htmx = true
	editor := v.get(path+"/marks?kind=n&from="+strconv.Itoa(at)+"&until="+strconv.Itoa(at+2), http.StatusOK)
	action, form = fields(t, editor)
	if form.Get("words") == "" || !strings.Contains(strings.ReplaceAll(text, " ", ""), form.Get("words")) {
		t.Errorf("%q is not of %q", form.Get("words"), text)
	}
	form.Set("value", "7")
	form.Set("act", "add")
	form.Set("kind", "count")
	page = v.post(action, form, http.StatusOK)
	if page.Find("article mark.n.by").Length() == 0 {
		t.Error("the added figure is not marked")
	}
}

func TestEditorWithoutScripts(t *testing.T) {
	v, page := readPlan(newHouse(t))
	at := page.Find("article mark.n").First().AttrOr("data-s", "")
	page = v.get(page.Url.Path+"/marks?kind=n&at="+at, http.StatusOK)
	if page.Find(".rail").Length() != 1 || page.Find("form [name=value]").Length() != 1 || page.Find(".crumb a").Length() == 0 {
		t.Error("the editor is not a page of its own")
	}
	v.get(page.Url.Path+"?kind=n&at=1", http.StatusConflict)
}

func TestReadAgainOnThePage(t *testing.T) {
	v, page := readPlan(newHouse(t))
	action, form := fields(t, v.editor(page, "n", "900"))
	form.Set("value", "950")
	form.Set("act", "save")
	v.htmx = true
	page = v.post(action, form, http.StatusOK)
	again := page.Find("details.menu form[action$='/again']")
	base := again.Find("[name=revision]").AttrOr("value", "")
	page = v.post(again.AttrOr("action", ""), url.Values{"revision": {base}}, http.StatusOK)
	if told := words(page.Find("[data-told]")); !strings.Contains(told, "没有变化") {
		t.Errorf("told %q", told)
	}
	if words(page.Find("article mark.by")) != "900" {
		t.Error("the correction is gone")
	}
	page = v.post(again.AttrOr("action", ""), url.Values{"revision": {base}}, http.StatusConflict)
	if note := words(page.Find("#open .note.red")); !strings.Contains(note, "重新读取") {
		t.Errorf("a reading again of an old screen: %q", note)
	}
}

// The open card shows what the indicator of its target is now.
func TestPresentValueAndTask(t *testing.T) {
	v, page := readPlan(newHouse(t))
	second := page.Find("article sup a").First().AttrOr("href", "")
	page = v.get(second, http.StatusOK)
	fig := page.Find("#open a.fig.locked")
	if got := words(fig); !strings.Contains(got, "公办园在园幼儿占比，现值") || !strings.Contains(got, "52.4") || fig.AttrOr("href", "") != "/figures?ref=r1" {
		t.Errorf("the card shows %q", got)
	}
	path := page.Url.Path
	v.post(path+"/confirm", nil, http.StatusOK)
	v.post(path+"/tasks", nil, http.StatusOK)
	page = v.get(second, http.StatusOK)
	if href := page.Find("#open a[href^='/plan/tasks/']").AttrOr("href", ""); !strings.HasPrefix(href, "/plan/tasks/task") || page.Url.Path != path {
		t.Errorf("the made card leads to %q", href)
	}
}

// A document of 5,000 marks stays fluid.
func TestManyMarks(t *testing.T) {
	h := newHouse(t)
	h.serve()
	v := h.signIn("chen")
	var text bytes.Buffer
	text.WriteString("2026年工作要点\n一、重点任务\n")
	for i := range 1250 {
		text.WriteString("8月底前新增学位" + strconv.Itoa(100+i) + "个、培训教师" + strconv.Itoa(2000+i) + "人次，由基础教育科负责。\n")
	}
	page := v.upload("多.txt", "2026", text.Bytes(), http.StatusOK)
	marks := page.Find("article mark[data-s]").Length()
	if marks < 4500 {
		t.Fatalf("%d marks", marks)
	}
	r, err := http.NewRequest(http.MethodGet, v.url+page.Url.Path, nil)
	v.must(err)
	start := time.Now()
	answer, err := v.Client.Do(r)
	v.must(err)
	first := time.Since(start)
	var body bytes.Buffer
	_, err = body.ReadFrom(answer.Body)
	v.must(err)
	_ = answer.Body.Close()
	start = time.Now()
	at := page.Find("article mark.n").Last().AttrOr("data-s", "")
	v.htmx = true
	v.get(page.Url.Path+"/marks?kind=n&at="+at, http.StatusOK)
	open := time.Since(start)
	t.Logf("%d marks: %d KiB, first byte after %v, an editor after %v", marks, body.Len()>>10, first, open)
	if body.Len() > 2<<20 || open > 2*time.Second || first > 3*time.Second {
		t.Error("too heavy")
	}
}

// A sum that does not come out is underlined where it stands, says why, and leads
// to all findings; in the editor of its figure the same words stand above the form.
func TestSumsThatFailAreMarks(t *testing.T) {
	h := newHouse(t)
	h.serve()
	v := h.signIn("chen")
	page := v.upload("总结.txt", "2026", []byte("云湖区教育局2026年工作总结\n一、主要工作\n全区现有学校134所，其中幼儿园5所、小学52所、中学79所。\n"), http.StatusOK)
	if n := words(page.Find("#markkey label:has(input[value=a]) small")); n != "1" {
		t.Fatalf("the legend says %q: %s", n, words(page.Find("article")))
	}
	if page.Find("article mark.n.a[data-s]").Length() == 0 {
		t.Fatal("no figure is marked")
	}
	editor := v.editor(page, "n", page.Find("article mark.n.a").First().Text())
	if sums := editor.Find(".pop.mark .sums"); sums.Find("p").Length() != 1 || !strings.HasSuffix(sums.Find("a").AttrOr("href", ""), "/findings") || editor.Find(".pop.mark form").Length() == 0 {
		t.Errorf("editor: %s", words(editor.Selection))
	}
	at := page.Find("article mark.a").First().AttrOr("data-s", "")
	pop := v.get(page.Url.Path+"/marks?kind=a&at="+at, http.StatusOK)
	if pop.Find(".pop.mark .sums p").Length() != 1 || pop.Find(".pop.mark form").Length() != 0 {
		t.Errorf("window: %s", words(pop.Selection))
	}
}
