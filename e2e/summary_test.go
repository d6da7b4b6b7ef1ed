package e2e

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// handMade is a number that the clerk types without a source.
const handMade = "全年另表彰先进集体 87 个。"

// TestSummary: the clerk writes the half-year summary with live figures, is told
// what has no source, issues it with a reason, and the Word file opens elsewhere.
func TestSummary(t *testing.T) {
	b := enter(t, "bangongshi1")
	b.open("/drafts")
	b.pick(`document.querySelector('button[name=kind][value="half-year"]')`)
	b.follow(picked)
	b.until(`location.pathname.startsWith("/drafts/")`)
	title := b.read(`document.querySelector("#title").value`)
	headings := b.list(`[...document.querySelectorAll("[data-editor] h1, [data-editor] h2, [data-editor] h3")].map(e => e.innerText.trim())`)
	hasSkeleton(t, headings)
	numbers := putsFigures(b, "完成投资额", "培训合格率", "已完工项目")
	typesNumber(b)
	isTold(b)
	href := issues(b)
	b.examine(b.read(`location.pathname`))
	file := filepath.Join(t.TempDir(), "summary.docx")
	if err := os.WriteFile(file, b.fetch(href), 0o600); err != nil {
		t.Fatal(err)
	}
	reads(t, file, title, headings, numbers)
}

// hasSkeleton: the headings are those of the year's plan.
func hasSkeleton(t *testing.T, headings []string) {
	t.Helper()
	all := strings.Join(headings, "\n")
	for _, want := range []string{"扩大普惠，促进均衡", "立德树人，五育并举", "建强教师队伍", "改善办学条件", "守牢安全底线", "深化改革治理"} {
		if !strings.Contains(all, want) {
			t.Errorf("the skeleton lacks %q:\n%s", want, all)
		}
	}
}

// putsFigures picks figures by name and returns their numbers as the text shows them.
func putsFigures(b *tab, names ...string) (numbers []string) {
	b.Helper()
	for _, name := range names {
		held, err := strconv.Atoi(b.count("[data-editor] a.fig")) // the skeleton holds some already
		if err != nil {
			b.Fatal(err)
		}
		b.backToText()
		b.insert("，" + name)
		b.fill("#pick", name)
		b.pick(`[...document.querySelectorAll("#picks button[data-insert]")].find(e => e.innerText.includes(` + quote(name) + `))`)
		b.click(picked)
		b.until(`document.querySelectorAll("[data-editor] a.fig").length === ` + strconv.Itoa(held+1))
		numbers = append(numbers, b.read(`[...document.querySelectorAll("[data-editor] a.fig")].at(-1).firstChild.textContent.trim()`))
	}
	return numbers
}

// typesNumber writes a sentence by hand and waits until the page has saved it.
func typesNumber(b *tab) {
	b.Helper()
	b.backToText()
	b.keys(kb.Enter)
	b.insert(handMade)
	b.until(`document.querySelector("[data-draft-state]").dataset.state === "saved"`)
}

// isTold: the checker names the number without a source and the promises without
// an answer; the number is marked in the text.
func isTold(b *tab) {
	b.Helper()
	b.until(`[...document.querySelectorAll("#checker .issue.amber")].some(e => e.innerText.includes("没有出处") && e.dataset.text.includes("87"))`)
	b.until(`[...document.querySelectorAll("[data-editor] mark.loose")].some(e => e.innerText.includes("87"))`)
	b.until(`[...document.querySelectorAll("#checker .issue.blue [data-answer]")].length > 0`)
	b.sees("#checker", "承诺没有回应")
	b.until(`!document.querySelector("#checker .issue.red")`)
}

// issues gives the reason and waits for the Word file.
func issues(b *tab) (href string) {
	b.Helper()
	b.until(`document.querySelector("[data-draft-state]").dataset.state === "saved"`)
	b.fill("#reason", "先进集体由人事科另行核定，承诺在全年总结中回应。")
	b.followText("印发")
	b.until(`location.pathname.startsWith("/issues/")`)
	b.sees("#main", "先进集体由人事科另行核定")
	b.until(`document.querySelector("#issuefile a[download]")`)
	b.until(`document.querySelectorAll("[aria-labelledby=sources] tbody tr").length >= 3`)
	return b.read(`document.querySelector("#issuefile a[download]").getAttribute("href")`)
}

// reads opens the file with LibreOffice, as whoever receives it might.
func reads(t *testing.T, file, title string, headings, numbers []string) {
	t.Helper()
	text := textOf(t, file)
	flat := strings.Join(strings.Fields(text), "")
	for _, want := range append(append([]string{title, handMade, "数据来源"}, headings...), numbers...) {
		if !strings.Contains(flat, strings.Join(strings.Fields(want), "")) {
			t.Errorf("the Word file does not show %q:\n%s", want, text)
		}
	}
	for _, name := range []string{"完成投资额", "培训合格率", "已完工项目"} {
		if strings.Count(flat, name) < 2 { // in the text and in the table of sources
			t.Errorf("the table of sources does not name %s:\n%s", name, text)
		}
	}
	if !regexp.MustCompile(`(?m)^\s*[-—–]+ ?1 ?[-—–]+\s*$`).MatchString(text) {
		t.Errorf("the first page has no number:\n%s", text)
	}
}

// textOf is what a reader sees: LibreOffice makes a PDF of it, poppler its text.
func textOf(t *testing.T, file string) string {
	t.Helper()
	for _, tool := range []string{"soffice", "pdftotext"} {
		if _, err := exec.LookPath(tool); err != nil {
			missing(t, "no "+tool+": the Word file cannot be opened")
		}
	}
	dir := filepath.Dir(file)
	convert := exec.Command("soffice", "-env:UserInstallation=file://"+filepath.Join(dir, "office"), "--headless", "--convert-to", "pdf", "--outdir", dir, file)
	if out, err := convert.CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v\n%s", err, out)
	}
	text, err := exec.Command("pdftotext", "-layout", strings.TrimSuffix(file, ".docx")+".pdf", "-").Output()
	if err != nil {
		t.Fatalf("pdftotext: %v", err)
	}
	return string(text)
}
