package e2e

import (
	"archive/zip"
	"bytes"
	"html"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// planText is a plan document of our own: twelve promises under three headings.
const planText = `云湖区教育局YEAR年书香校园工作要点
YEAR年，全区书香校园工作从学校实际出发，把好书送到学生手边，让阅读成为习惯。
一、建设阅读空间
6月底前新建书香校园书吧15处，由基础教育科牵头、计划财务科配合。
6月底前为书香校园书吧配备书架90组，由计划财务科负责。
10月底前改造书香校园图书馆8所，由计划财务科牵头。
11月底前配备书香校园流动图书车2辆，由办公室负责。
二、开展阅读活动
4月底前举办书香校园读书节1次，由基础教育科负责。
5月底前评选书香校园班级60个，由基础教育科负责。
每学期组织书香校园家庭共读活动2次，由基础教育科牵头。
12月底前书香校园达标学校占比达到80%，由督导室负责。
8月底前印发书香校园评价办法，由督导室牵头。
三、培养阅读教师
10月底前培训书香校园阅读教师200人，由人事科牵头。
11月底前举办书香校园优质课展示3场，由人事科负责。
9月底前制定书香校园阅读教师名册，由人事科负责。
`

func plan() string { return strings.ReplaceAll(planText, "YEAR", strconv.Itoa(time.Now().Year())) }

// TestPlan: the clerk uploads a plan, confirms what it promises by keyboard, makes
// tasks, and assigns ten of them in one pass.
func TestPlan(t *testing.T) {
	b := enter(t, "bangongshi1")
	dir := t.TempDir()
	text, word := filepath.Join(dir, "书香校园工作要点.txt"), filepath.Join(dir, "书香校园工作要点.docx")
	write(t, text, []byte(plan()))
	write(t, word, docx(t, strings.Split(strings.TrimSpace(plan()), "\n")))
	uploads(b, text)
	isMarked(b)
	b.examine(b.read(`location.pathname`))
	uploads(b, word)
	isMarked(b)
	decides(b)
	makesTasks(b)
	leadsBack(b)
	assignsTen(b)
}

func write(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// docx is the least that Word takes for a document.
func docx(t *testing.T, paragraphs []string) []byte {
	t.Helper()
	var body strings.Builder
	for _, p := range paragraphs {
		body.WriteString(`<w:p><w:r><w:t>` + html.EscapeString(p) + `</w:t></w:r></w:p>`)
	}
	const head = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, part := range [][2]string{
		{"[Content_Types].xml", head + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`},
		{"_rels/.rels", head + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`},
		{"word/document.xml", head + `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>` + body.String() + `</w:body></w:document>`},
	} {
		w, err := z.Create(part[0])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(part[1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func uploads(b *tab, file string) {
	b.Helper()
	b.open("/documents")
	b.do(chromedp.SetUploadFiles(chromedp.CSS("#file"), []string{file}))
	b.followText("上传并读取")
	b.until(`/^\/documents\/./.test(location.pathname)`)
}

// isMarked: outline, figures, deadlines and units stand in the text, the proposals
// beside it.
func isMarked(b *tab) {
	b.Helper()
	for _, heading := range []string{"一、建设阅读空间", "二、开展阅读活动", "三、培养阅读教师"} {
		b.sees("nav.outline", heading)
	}
	marks := func(class, words string) {
		b.Helper()
		b.until(`[...document.querySelectorAll("article.text mark.` + class + `")].some(e => e.innerText === ` + quote(words) + `)`)
	}
	marks("n", "15")
	marks("d", "6月底前")
	marks("o", "基础教育科")
	b.want(`document.querySelectorAll("article.text .say").length`, "12")
	b.sees(".head .verdict", "已确认 0，弃用 0，待定 12")
	b.sees("#open", "新建书香校园书吧15处")
	b.sees("#said", "新建书香校园书吧15处")
	b.want(`document.querySelector("#open [name=due]").value`, strconv.Itoa(time.Now().Year())+"-06-30")
	b.want(`document.querySelector("#open [name=lead]").selectedOptions[0].innerText.trim()`, "基础教育科")
}

// edited is what the clerk makes of a proposal's words.
const edited = "改造书香校园图书馆8所并开放使用"

// decides merges, edits, drops and confirms, with the keyboard alone.
func decides(b *tab) {
	b.Helper()
	card(b, "新建书香校园书吧15处", "j")
	card(b, "配备书架90组", "m")
	b.sees(".head .verdict", "待定 11")
	card(b, "新建书香校园书吧15处", kb.Enter)
	b.sees(".head .verdict", "已确认 1，")
	card(b, "改造书香校园图书馆8所", "e")
	b.until(`document.activeElement.matches("#open [name=title]")`)
	b.run(`document.activeElement.select()`)
	b.insert(edited)
	b.keys(kb.Enter)
	b.sees(".head .verdict", "已确认 2，")
	card(b, "流动图书车", "x")
	b.sees(".head .verdict", "弃用 1，")
	for n, words := range []string{"读书节", "班级60个", "共读活动", "占比达到80%", "评价办法", "阅读教师200人", "优质课展示", "阅读教师名册"} {
		card(b, words, kb.Enter)
		b.sees(".head .verdict", "已确认 "+strconv.Itoa(n+3)+"，")
	}
	b.sees(".head .verdict", "已确认 10，弃用 1，待定 0")
}

// card presses a key at the card that stands open, once the page's scripts have
// taken it up: that is a moment after it is shown, sooner than a hand is.
func card(b *tab, words, key string) {
	b.Helper()
	b.sees("#open", words)
	b.until(`document.readyState === "complete" && document.querySelector("#open form[data-htmx-powered]")`)
	b.keys(key)
}

func makesTasks(b *tab) {
	b.Helper()
	b.followText("生成 10 条任务")
	b.sees("#toasts", "10 条任务")
	b.open("/plan/tasks")
	b.fill(`main input[name=q]`, "书香校园")
	b.press(kb.Enter)
	b.want(`document.querySelectorAll("[data-list] tbody tr").length`, "10")
}

// leadsBack: a task names its source, one click from the sentence in the text.
func leadsBack(b *tab) {
	b.Helper()
	b.followText(edited)
	b.sees("blockquote.quote", "改造书香校园图书馆8所")
	b.follow(`section[aria-labelledby=src] header a`)
	b.until(`location.pathname.startsWith("/documents/")`)
	b.sees("#said", "改造书香校园图书馆8所")
	b.until(`(() => { const r = document.querySelector("#said").getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight })()`)
}

// assignsTen gives ten tasks to another section in one pass, without the mouse.
func assignsTen(b *tab) {
	b.Helper()
	b.open("/plan/tasks?q=" + "%E4%B9%A6%E9%A6%99%E6%A0%A1%E5%9B%AD")
	for n := 1; n <= 10; n++ {
		b.keys("j")
		b.keys("x")
		b.until(`document.querySelector("[data-bulk-count]").innerText.includes(` + quote(strconv.Itoa(n)) + `)`)
	}
	b.keys("a")
	b.until(`document.querySelector("dialog#bulk-assign[open]")`)
	lead := b.read(`[...document.querySelector("#bulk-lead").options].find(o => o.innerText.trim() === "体育卫生与艺术科").value`)
	b.choose("#bulk-lead", lead)
	for range 12 {
		b.keys(kb.Tab)
		if b.read(`document.activeElement.matches("dialog#bulk-assign button[name=act]")`) == "true" {
			break
		}
	}
	b.want(`document.activeElement.value`, "assign")
	b.press(kb.Enter)
	b.open("/plan/tasks?q=" + "%E4%B9%A6%E9%A6%99%E6%A0%A1%E5%9B%AD")
	b.want(`[...document.querySelectorAll("[data-list] tbody tr")].filter(r => r.innerText.includes("体育卫生与艺术科")).length`, "10")
}
