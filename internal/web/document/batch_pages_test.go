package document_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"nianlun/internal/demo"
)

// part is a file of a form.
type part struct{ name, data string }

// send posts files with other fields and returns the answer's body.
func (v visitor) send(path string, fields url.Values, files []part, accept string, status int) (body []byte, at *url.URL) {
	v.t.Helper()
	var form bytes.Buffer
	w := multipart.NewWriter(&form)
	for name := range fields {
		v.must(w.WriteField(name, fields.Get(name)))
	}
	for _, f := range files {
		p, err := w.CreateFormFile("file", f.name)
		v.must(err)
		_, err = io.WriteString(p, f.data)
		v.must(err)
	}
	v.must(w.Close())
	r, err := http.NewRequest(http.MethodPost, v.url+path, &form)
	v.must(err)
	r.Header.Set("Content-Type", w.FormDataContentType())
	r.Header.Set("Accept", accept)
	answer, err := v.Client.Do(r)
	v.must(err)
	defer func() { _ = answer.Body.Close() }()
	body, err = io.ReadAll(answer.Body)
	v.must(err)
	if answer.StatusCode != status {
		v.t.Fatalf("%s answered %d, want %d: %s", path, answer.StatusCode, status, body)
	}
	return body, answer.Request.URL
}

// told sends as the script does and reads what it is told.
func (v visitor) told(path string, fields url.Values, files []part, status int) (told struct {
	Href, State, Words, Title string
	Fields                    []struct{ Path, Words string }
}) {
	v.t.Helper()
	body, _ := v.send(path, fields, files, "application/json", status)
	v.must(json.Unmarshal(body, &told))
	return told
}

func clerk(t *testing.T) visitor {
	t.Helper()
	h := newHouse(t)
	h.serve()
	return h.signIn("chen")
}

const smallPlan = "云湖区教育局2026年工作要点\n一、重点任务\n1.8月底前新建食堂3处，由基础教育科牵头。\n2.全年培训教师4200人次。\n"

func TestUploadFormWorksWithoutScript(t *testing.T) {
	v := clerk(t)
	page := v.get("/documents", http.StatusOK)
	input := page.Find("form[data-upload] input[type=file][multiple]")
	if accept, _ := input.Attr("accept"); !strings.Contains(accept, ".txt") || !strings.Contains(accept, ".docx") {
		t.Errorf("files offered: %q", accept)
	}
	if page.Find("form[data-upload]").AttrOr("data-most", "") != "200" || page.Find("[data-desk][hidden] template[data-row]").Length() != 1 {
		t.Error("the script finds no place to work in")
	}
	_, at := v.send("/documents", url.Values{"year": {"2026"}}, []part{{"a.txt", smallPlan}, {"b.txt", smallPlan}, {"空.txt", ""}}, "text/html", http.StatusOK)
	if !strings.HasPrefix(at.Path, "/batches/") {
		t.Fatalf("three files lead to %s", at.Path)
	}
	v.work()
	page = v.get(at.Path, http.StatusOK)
	if rows := page.Find("tbody tr"); rows.Length() != 3 || !strings.Contains(words(rows.Eq(2).Find(".why")), "空") {
		t.Errorf("files: %s", words(rows))
	}
	if head := words(page.Find(".head")); !strings.Contains(head, "已读 2 份，没读成 1 份") {
		t.Errorf("head %q", head)
	}
	if len(v.notices) != 1 {
		t.Errorf("%d notices", len(v.notices))
	}
}

func TestPastedText(t *testing.T) {
	v := clerk(t)
	page := v.post("/documents", url.Values{"text": {smallPlan}, "year": {"2026"}}, http.StatusOK)
	if h1 := words(page.Find("article.text h1")); h1 != "云湖区教育局2026年工作要点" {
		t.Errorf("title %q", h1)
	}
	page = v.post("/documents", url.Values{"text": {"　 \n　"}, "year": {"2026"}}, http.StatusUnprocessableEntity)
	if why := words(page.Find(".field.bad .why")); why == "" {
		t.Error("an empty text is not refused beside a field")
	}
	page = v.post("/documents", url.Values{"text": {"有字"}, "year": {"20"}}, http.StatusUnprocessableEntity)
	if words(page.Find("textarea[name=text]")) != "有字" || page.Find(".pastebox[open]").Length() != 1 {
		t.Error("what was pasted is lost")
	}
}

func TestTheFileThatIsWrongIsNamed(t *testing.T) {
	v := clerk(t)
	body, _ := v.send("/documents", url.Values{}, []part{{"空白表.txt", "  "}}, "text/html", http.StatusUnprocessableEntity)
	if !strings.Contains(string(body), "“空白表.txt”没有读成") {
		t.Error("the file is not named")
	}
	if told := v.told("/documents", url.Values{}, []part{{"空白表.txt", "  "}}, http.StatusUnprocessableEntity); told.Title == "" {
		t.Errorf("a script is told %+v", told)
	}
}

func TestBatchAsTheScriptSendsIt(t *testing.T) {
	v := clerk(t)
	href := v.told("/batches", url.Values{"n": {"4"}, "year": {"2026"}}, nil, http.StatusOK).Href
	if told := v.told(href+"/files", url.Values{"sent": {"a|1"}}, []part{{"计划.txt", smallPlan}}, http.StatusOK); told.State != "waiting" {
		t.Fatalf("told %+v", told)
	}
	if told := v.told(href+"/files", url.Values{"sent": {"b|1"}}, []part{{"程序.exe", "MZ"}}, http.StatusOK); told.State != "failed" || !strings.Contains(told.Words, "程序.exe") {
		t.Errorf("told %+v", told)
	}
	v.told(href+"/files", url.Values{"sent": {"a|1"}}, []part{{"计划.txt", smallPlan}}, http.StatusOK) // the answer was lost, it is sent again
	v.told(href+"/files", url.Values{"sent": {"c|1"}}, []part{{"要点.txt", demo.PlanText(2026)}}, http.StatusOK)

	page := v.get(href, http.StatusOK)
	if poll := page.Find("#batch[hx-get]").AttrOr("hx-get", ""); poll != href {
		t.Errorf("the page fetches %q while files are read", poll)
	}
	v.work()
	part := v
	part.htmx = true
	page = part.get(href, http.StatusOK)
	if page.Find("#batch").Length() != 1 || page.Find("#batch[hx-get], .rail").Length() != 0 {
		t.Error("the part still fetches itself, or is a whole page")
	}
	page = v.get(href, http.StatusOK)
	if n := page.Find("tbody tr").Length(); n != 3 {
		t.Errorf("%d files", n)
	}
	if head := words(page.Find(".head")); !strings.Contains(head, "没传到 1 份") || !strings.Contains(head, "没有传完") {
		t.Errorf("head %q", head)
	}
	if page.Find("form[data-upload]").AttrOr("data-into", "") != href {
		t.Error("the rest cannot be sent")
	}
	reading, _ := page.Find("tbody tr").First().Find(".main a").Attr("href")
	v.get(reading, http.StatusOK)
	v.post(href+"/close", url.Values{}, http.StatusOK)
	if page = v.get(href, http.StatusOK); page.Find("form[data-upload]").Length() != 0 || !strings.Contains(words(page.Find(".head")), "有的没有读成") {
		t.Errorf("after the end: %s", words(page.Find(".head")))
	}
	if page = v.get(href+"?only=failed", http.StatusOK); page.Find("tbody tr").Length() != 1 {
		t.Error("the failed ones are not alone")
	}
}

func TestDocumentsOfABatchStandUnderIt(t *testing.T) {
	v := clerk(t)
	_, at := v.send("/documents", url.Values{"year": {"2026"}}, []part{{"a.txt", smallPlan}, {"b.txt", smallPlan}}, "text/html", http.StatusOK)
	v.work()
	v.upload("c.txt", "2026", []byte(smallPlan), http.StatusOK)
	rows := v.get("/documents", http.StatusOK).Find("tbody tr")
	if rows.Length() != 2 {
		t.Fatalf("%d rows: %s", rows.Length(), words(rows))
	}
	if rows.Find("a[href='"+at.Path+"']").Length() != 1 {
		t.Errorf("the batch is not listed: %s", words(rows))
	}
}

func TestTheTableOfABatch(t *testing.T) {
	v := clerk(t)
	files := []part{{"要点.txt", demo.PlanText(2026)}, {"另一份.txt", demo.PlanText(2026)}, {"空.txt", " "}}
	_, at := v.send("/documents", url.Values{"year": {"2026"}}, files, "text/html", http.StatusOK)
	v.work()
	page := v.get(at.Path+"/table", http.StatusOK)
	if n := page.Find("tbody tr").Length(); n != 100 {
		t.Errorf("%d rows on the first page", n)
	}
	link, _ := page.Find("tbody tr").First().Find(".main a").Attr("href")
	if page := v.get(link, http.StatusOK); page.Find("#said").Length() != 1 {
		t.Errorf("%s shows no place", link)
	}
	later, _ := page.Find(".more-rows a").Last().Attr("href")
	if page = v.get(later, http.StatusOK); page.Find("tbody tr").Length() == 0 || page.Find("tbody tr").Length() == 100 {
		t.Errorf("%d rows on the last page", page.Find("tbody tr").Length())
	}
	if page = v.get(at.Path+"/table?sheet=figures", http.StatusOK); page.Find("tbody tr").Length() == 0 {
		t.Error("no figures")
	}
	if page = v.get(at.Path+"/table?sheet=findings&page=9", http.StatusOK); page.Find(".empty").Length() != 1 {
		t.Error("a page behind the last is not empty")
	}
	book, _ := v.fetch(at.Path + "/table.xlsx")
	z, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	if err != nil || len(z.File) < 6 {
		t.Errorf("no workbook: %v", err)
	}
}

// fetch gets what is no page.
func (v visitor) fetch(path string) ([]byte, http.Header) {
	v.t.Helper()
	p := v.Get(path).Want(http.StatusOK)
	return []byte(p.Body), p.Response.Header
}

func TestWhoMaySeeBatches(t *testing.T) {
	v := clerk(t)
	_, at := v.send("/documents", url.Values{"year": {"2026"}}, []part{{"a.txt", smallPlan}, {"空.txt", ""}}, "text/html", http.StatusOK)
	v.work()
	section := v.signIn("shen")
	if page := section.get(at.Path, http.StatusOK); page.Find("form[method=post]:not([action^='/s']):not([action^='/post'])").Length() > 0 && page.Find("main form").Length() > 0 {
		t.Errorf("a section is offered acts: %s", words(page.Find("main form")))
	}
	section.post(at.Path+"/close", url.Values{}, http.StatusForbidden)
	section.post("/batches", url.Values{"n": {"2"}}, http.StatusForbidden)
	school := v.signIn("tan")
	for _, path := range []string{at.Path, at.Path + "/table", at.Path + "/table.xlsx"} {
		school.get(path, http.StatusNotFound)
	}
	v.get("/batches/nonsense", http.StatusNotFound)
}
