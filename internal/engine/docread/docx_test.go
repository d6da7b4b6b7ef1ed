package docread

import (
	"archive/zip"
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const (
	wordNS   = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	docxHead = `<?xml version="1.0" encoding="UTF-8"?><w:document ` + wordNS + ` xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>`
	docxFoot = `</w:body></w:document>`
)

// part is a file of a docx under test.
type part struct{ name, body string }

// buildDocx zips parts with the content types that every package needs.
func buildDocx(t testing.TB, parts ...part) []byte {
	t.Helper()
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	all := append([]part{{"[Content_Types].xml", `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`}}, parts...)
	for _, p := range all {
		w, err := z.Create(p.name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(p.body)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func document(body string) part { return part{"word/document.xml", docxHead + body + docxFoot} }

// plainDocx writes a paragraph per line, split into runs as Word does.
func plainDocx(t testing.TB, text string) []byte {
	escape := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
	var b strings.Builder
	for _, line := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
		b.WriteString("<w:p>")
		r := []rune(line)
		for len(r) > 0 {
			n := min(len(r), 7)
			fmt.Fprintf(&b, `<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">%s</w:t></w:r>`, escape.Replace(string(r[:n])))
			r = r[n:]
		}
		b.WriteString("</w:p>")
	}
	return buildDocx(t, document(b.String()))
}

func readDocx(t *testing.T, data []byte) *Document {
	t.Helper()
	doc, err := Read(Source{Name: "test.docx", Data: data}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// TestDocxReadsLikeText checks that a text saved as docx gives the same findings.
func TestDocxReadsLikeText(t *testing.T) {
	texts := map[string]string{"own": benchText, "sample": sample}
	files, _ := filepath.Glob("../../../../shared/documents/*.txt")
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		texts[filepath.Base(file)] = string(data)
	}
	for name, text := range texts {
		want := ReadText(strings.TrimSuffix(unixLines(text), "\n")+"\n", Options{})
		got := readDocx(t, plainDocx(t, want.Text))
		if got.Text != want.Text {
			t.Errorf("%s: texts differ", name)
			continue
		}
		if showFigures(got) != showFigures(want) || tree(got) != tree(want) ||
			showDeadlines(got) != showDeadlines(want) || showCommitments(got) != showCommitments(want) {
			t.Errorf("%s: docx and text read differently", name)
		}
	}
}

func TestDocxBody(t *testing.T) {
	cases := []struct{ name, body, want string }{
		{"breaks and tabs", `<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r></w:p>`, "甲\t乙\n丙\n"},
		{"tab stops are no tabs", `<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="1"/></w:tabs></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>`, "甲\n"},
		{"tracked changes", `<w:p><w:ins><w:r><w:t>新增</w:t></w:r></w:ins><w:del><w:r><w:delText>旧有</w:delText></w:r></w:del><w:r><w:t>3所</w:t></w:r></w:p>`, "新增3所\n"},
		{"fields", `<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>正文</w:t></w:r></w:p>`, "正文\n"},
		{"links", `<w:p><w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink></w:p>`, "链接\n"},
		{"table rows", `<w:tbl><w:tr><w:tc><w:p><w:r><w:t>学校</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>37所</w:t></w:r></w:p></w:tc></w:tr></w:tbl>`, "学校\t37所\n"},
		{"cells with paragraphs", `<w:tbl><w:tr><w:tc><w:p><w:r><w:t>一、甲</w:t></w:r></w:p><w:p><w:r><w:t>二、乙</w:t></w:r></w:p></w:tc></w:tr></w:tbl>`, "一、甲\n二、乙\n"},
		{"text box after its anchor", `<w:p><w:r><w:t>正文</w:t><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent><w:t>续</w:t></w:r></w:p>`, "正文续\n框内\n"},
		{"footnote marks", `<w:p><w:r><w:t>正文</w:t><w:footnoteReference w:id="1"/></w:r></w:p>`, "正文\n"},
	}
	for _, c := range cases {
		if got := readDocx(t, buildDocx(t, document(c.body))).Text; got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

const stylesXML = `<w:styles ` + wordNS + `>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="2"><w:name w:val="标题 2"/></w:style>
<w:style w:type="paragraph" w:styleId="mine"><w:name w:val="正文标题"/><w:basedOn w:val="2"/></w:style>
<w:style w:type="paragraph" w:styleId="listed"><w:name w:val="编号"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="character" w:styleId="c"><w:name w:val="heading 3"/></w:style>
</w:styles>`

const numberingXML = `<w:numbering ` + wordNS + `>
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
<w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="（%4）"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimalEnclosedCircle"/><w:lvlText w:val="%1"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
</w:numbering>`

// listed is a paragraph of a list.
func listed(numID, level int, text string) string {
	return fmt.Sprintf(`<w:p><w:pPr><w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr></w:pPr><w:r><w:t>%s</w:t></w:r></w:p>`, level, numID, text)
}

// styled is a paragraph of a style.
func styled(style, text string) string {
	return fmt.Sprintf(`<w:p><w:pPr><w:pStyle w:val="%s"/></w:pPr><w:r><w:t>%s</w:t></w:r></w:p>`, style, text)
}

func TestDocxNumbering(t *testing.T) {
	body := listed(1, 0, "主要成绩") + listed(1, 1, "项目建设") + listed(1, 2, "新建") + listed(1, 2, "改建") + listed(1, 3, "校舍") +
		listed(1, 1, "队伍建设") + listed(1, 2, "培训") + styled("listed", "宣传") + listed(1, 0, "下一步打算") +
		listed(2, 0, "圈码") + listed(3, 0, "重新开始") + listed(0, 0, "无编号") + listed(9, 0, "未知")
	doc := readDocx(t, buildDocx(t, document(body), part{"word/numbering.xml", numberingXML}, part{"word/styles.xml", stylesXML}))
	const want = "一、主要成绩\n（一）项目建设\n1.新建\n2.改建\n（1）校舍\n（二）队伍建设\n1.培训\n（三）宣传\n二、下一步打算\n③圈码\n一、重新开始\n无编号\n未知\n"
	if doc.Text != want {
		t.Errorf("got\n%s\nwant\n%s", doc.Text, want)
	}
	if len(doc.Outline) != 11 || doc.Outline[8].Section != SectionPlan || doc.Outline[2].Parent != doc.Outline[1].Start {
		t.Errorf("outline\n%s", tree(doc))
	}
}

func TestDocxHeadings(t *testing.T) {
	body := styled("1", "总结") + styled("mine", "成绩") + styled("c", "正文") +
		`<w:p><w:pPr><w:outlineLvl w:val="2"/></w:pPr><w:r><w:t>细目</w:t></w:r></w:p>`
	doc := readDocx(t, buildDocx(t, document(body), part{"word/styles.xml", stylesXML}))
	levels := ""
	for _, p := range doc.Paragraphs {
		levels += fmt.Sprint(p.Level)
	}
	if levels != "1203" {
		t.Errorf("levels %s", levels)
	}
}

func TestChineseNumber(t *testing.T) {
	for n, want := range map[int]string{1: "一", 10: "十", 11: "十一", 20: "二十", 21: "二十一", 100: "一百", 103: "一百零三", 110: "一百一十", 1005: "一千零五", 0: "0"} {
		if got := chineseNumber(n); got != want {
			t.Errorf("%d: got %s, want %s", n, got, want)
		}
	}
}

func TestDocxRefusals(t *testing.T) {
	good := plainDocx(t, sample)
	cases := []struct {
		name string
		data []byte
		want Code
	}{
		{"truncated", good[:len(good)/2], CodeDamaged},
		{"no document", buildDocx(t, part{"word/other.xml", "<a/>"}), CodeType},
		{"broken xml", buildDocx(t, part{"word/document.xml", docxHead + "<w:p><w:r>"}), CodeDamaged},
		{"document type", buildDocx(t, part{"word/document.xml", `<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>`}), CodeDamaged},
		{"bomb", buildDocx(t, part{"word/document.xml", docxHead + strings.Repeat("<w:p/>", 9<<20) + docxFoot}), CodeBomb},
		{"path trick", buildDocx(t, part{"../../evil", "x"}, document("")), CodeDamaged},
		{"nothing in it", buildDocx(t, document("<w:p/><w:p/>")), CodeEmpty},
	}
	for _, c := range cases {
		doc, err := Read(Source{Name: c.name, Data: c.data}, Options{})
		if CodeOf(err) != c.want || doc != nil {
			t.Errorf("%s: got %v, want %s", c.name, err, c.want)
		}
	}
	_, err := Read(Source{Data: plainDocx(t, strings.Repeat("行\n", 30))}, Options{Limits: Limits{MaxParagraphs: 20}})
	if CodeOf(err) != CodeTooLarge {
		t.Errorf("too many paragraphs: %v", err)
	}
}

func TestDocxManyParagraphs(t *testing.T) {
	doc := readDocx(t, plainDocx(t, strings.Repeat("招聘教师126名。\n", 100_000)))
	if len(doc.Paragraphs) != 100_000 || len(doc.Figures) != 100_000 {
		t.Errorf("%d paragraphs, %d figures", len(doc.Paragraphs), len(doc.Figures))
	}
}
