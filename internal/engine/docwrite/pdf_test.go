package docwrite

import (
	"bytes"
	"context"
	"encoding/xml"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// requireTools skips when LibreOffice or poppler are missing, except in CI,
// where a check that does not run is a failure.
func requireTools(t *testing.T, tools ...string) {
	t.Helper()
	for _, tool := range tools {
		if _, err := exec.LookPath(tool); err == nil {
			continue
		}
		if os.Getenv("CI") != "" {
			t.Fatalf("%s is not installed; CI needs LibreOffice Writer, poppler-utils and Noto CJK", tool)
		}
		t.Skipf("%s is not installed: the printed page is not checked (install LibreOffice Writer, poppler-utils and Noto CJK)", tool)
	}
}

// pdfPage is one printed page: its words with their boxes in points from the
// top left corner.
type pdfPage struct {
	Words []pdfWord `xml:"word"`
}

type pdfWord struct {
	XMin float64 `xml:"xMin,attr"`
	YMin float64 `xml:"yMin,attr"`
	XMax float64 `xml:"xMax,attr"`
	YMax float64 `xml:"yMax,attr"`
	Text string  `xml:",chardata"`
}

// printed converts the document with LibreOffice and reads the pages back.
func printed(t *testing.T, doc Document) []pdfPage {
	t.Helper()
	requireTools(t, "soffice", "pdftotext")
	dir := t.TempDir()
	docx := filepath.Join(dir, "document.docx")
	if err := os.WriteFile(docx, render(t, doc), 0o600); err != nil {
		t.Fatal(err)
	}
	run(t, "soffice", "-env:UserInstallation=file://"+filepath.Join(dir, "profile"),
		"--headless", "--convert-to", "pdf", "--outdir", dir, docx)
	keepPDF(t, filepath.Join(dir, "document.pdf"))
	run(t, "pdftotext", "-bbox", filepath.Join(dir, "document.pdf"), filepath.Join(dir, "document.html"))
	return readPages(t, filepath.Join(dir, "document.html"))
}

// keepPDF copies the printed document to the folder named by DOCWRITE_PDF_DIR,
// for looking at it.
func keepPDF(t *testing.T, pdf string) {
	t.Helper()
	dir := os.Getenv("DOCWRITE_PDF_DIR")
	if dir == "" {
		return
	}
	content, err := os.ReadFile(pdf)
	if err != nil {
		t.Fatal(err)
	}
	name := strings.ReplaceAll(t.Name(), "/", "_") + ".pdf"
	if err := os.WriteFile(filepath.Join(dir, name), content, 0o600); err != nil {
		t.Fatal(err)
	}
}

func run(t *testing.T, name string, args ...string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Minute)
	defer cancel()
	out, err := exec.CommandContext(ctx, name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
}

func readPages(t *testing.T, file string) []pdfPage {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var html struct {
		Pages []pdfPage `xml:"body>doc>page"`
	}
	d := xml.NewDecoder(bytes.NewReader(content))
	d.Strict, d.Entity = false, xml.HTMLEntity
	if err := d.Decode(&html); err != nil {
		t.Fatalf("read %s: %v", file, err)
	}
	if len(html.Pages) == 0 {
		t.Fatal("the printed document has no pages")
	}
	return html.Pages
}

// pdfLine is one line of a page, from left to right.
type pdfLine struct {
	text             string
	yMin, xMin, xMax float64
}

// lines joins the words that stand on one line.
func (p pdfPage) lines() []pdfLine {
	var lines []pdfLine
	for _, w := range p.Words {
		last := len(lines) - 1
		if last >= 0 && math.Abs(lines[last].yMin-w.YMin) < 3 {
			lines[last].text += w.Text
			lines[last].xMax = max(lines[last].xMax, w.XMax)
			continue
		}
		lines = append(lines, pdfLine{text: w.Text, yMin: w.YMin, xMin: w.XMin, xMax: w.XMax})
	}
	return lines
}

// split separates the text of a page from its page number.
func (p pdfPage) split(t *testing.T) (text []pdfLine, number pdfLine) {
	t.Helper()
	lines := p.lines()
	if len(lines) == 0 {
		t.Fatal("empty page")
	}
	last := len(lines) - 1
	return lines[:last], lines[last]
}

// joined is all text of all pages without blanks.
func joined(pages []pdfPage) string {
	var b strings.Builder
	for _, p := range pages {
		for _, l := range p.lines() {
			b.WriteString(l.text)
		}
	}
	return b.String()
}
