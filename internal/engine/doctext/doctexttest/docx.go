// Package doctexttest builds small office files for tests. It never reads one.
package doctexttest

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// WordSpace declares the w prefix of WordprocessingML.
const WordSpace = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`

const (
	docxHead = `<?xml version="1.0" encoding="UTF-8"?><w:document ` + WordSpace + ` xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>`
	docxFoot = `</w:body></w:document>`
)

// Part is a file inside a package.
type Part struct{ Name, Body string }

// Package zips parts with the content types that every package needs.
func Package(t testing.TB, parts ...Part) []byte {
	t.Helper()
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	all := append([]Part{{"[Content_Types].xml", `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`}}, parts...)
	for _, p := range all {
		w, err := z.Create(p.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(p.Body)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// Document is the main part of a docx around the XML of its body.
func Document(body string) Part { return Part{"word/document.xml", docxHead + body + docxFoot} }

// Unfinished is a main part that breaks off after the XML of its body.
func Unfinished(body string) Part { return Part{"word/document.xml", docxHead + body} }

// Plain is a docx with a paragraph per line, split into runs as Word does.
func Plain(t testing.TB, text string) []byte {
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
	return Package(t, Document(b.String()))
}

// Listed is a paragraph of a list.
func Listed(numID, level int, text string) string {
	return fmt.Sprintf(`<w:p><w:pPr><w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr></w:pPr><w:r><w:t>%s</w:t></w:r></w:p>`, level, numID, text)
}

// Styled is a paragraph of a style.
func Styled(style, text string) string {
	return fmt.Sprintf(`<w:p><w:pPr><w:pStyle w:val="%s"/></w:pPr><w:r><w:t>%s</w:t></w:r></w:p>`, style, text)
}

// Row is a table row with a paragraph for each cell.
func Row(cells ...string) string {
	var b strings.Builder
	b.WriteString("<w:tr>")
	for _, cell := range cells {
		fmt.Fprintf(&b, `<w:tc><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:tc>`, cell)
	}
	b.WriteString("</w:tr>")
	return b.String()
}

// Styles are the parts with heading styles "1", "2", "mine" (based on 2) and
// "listed" (level 1 of list 1), and with lists 1 to 3.
func Styles() []Part {
	return []Part{{"word/styles.xml", stylesXML}, {"word/numbering.xml", numberingXML}}
}

const stylesXML = `<w:styles ` + WordSpace + `>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="2"><w:name w:val="标题 2"/></w:style>
<w:style w:type="paragraph" w:styleId="mine"><w:name w:val="正文标题"/><w:basedOn w:val="2"/></w:style>
<w:style w:type="paragraph" w:styleId="listed"><w:name w:val="编号"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="character" w:styleId="c"><w:name w:val="heading 3"/></w:style>
</w:styles>`

const numberingXML = `<w:numbering ` + WordSpace + `>
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
