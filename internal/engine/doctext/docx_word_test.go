package doctext

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"nianlun/internal/engine/doctext/doctexttest"
)

// run is a run of text, para a paragraph of runs.
func run(text string) string { return `<w:r><w:t xml:space="preserve">` + text + `</w:t></w:r>` }

func para(inner ...string) string { return "<w:p>" + strings.Join(inner, "") + "</w:p>" }

func boxed(inner string) string { return `<w:txbxContent>` + inner + `</w:txbxContent>` }

// TestDocxAsSeen reads what a reader of the page sees.
func TestDocxAsSeen(t *testing.T) {
	deletedMark := `<w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>`
	cases := []struct{ name, body, want string }{
		{"moved text", para(`<w:moveFrom>`+run("旧处")+`</w:moveFrom>`, run("正文"), `<w:moveTo>`+run("新处")+`</w:moveTo>`), "正文新处\n"},
		{"deleted mark joins", para(deletedMark, run("新建学校")) + para(deletedMark, run("3所，")) + para(run("改建5所。")), "新建学校3所，改建5所。\n"},
		{"deleted mark before a table", para(deletedMark, run("甲")) + `<w:tbl>` + doctexttest.Row("乙", "丙") + `</w:tbl>`, "甲\n乙\t丙\n"},
		{"deleted mark at the end", para(run("甲")) + para(deletedMark, run("乙")), "甲\n乙\n"},
		{"deleted row", `<w:tbl>` + doctexttest.Row("甲", "乙") + `<w:tr><w:trPr><w:del w:id="2"/></w:trPr><w:tc>` + para(run("丙")) + `</w:tc></w:tr></w:tbl>`, "甲\t乙\n"},
		{"inserted row", `<w:tbl><w:tr><w:trPr><w:ins w:id="2"/></w:trPr><w:tc>` + para(run("丙")) + `</w:tc></w:tr></w:tbl>`, "丙\n"},
		{"deleted cell", `<w:tbl><w:tr><w:tc>` + para(run("甲")) + `</w:tc><w:tc><w:tcPr><w:cellDel w:id="1"/></w:tcPr>` + para(run("乙")) + `</w:tc></w:tr></w:tbl>`, "甲\t\n"},
		{"content control", `<w:sdt><w:sdtPr><w:rPr><w:vanish/></w:rPr></w:sdtPr><w:sdtContent>` + para(run("控件内")) + `</w:sdtContent></w:sdt>`, "控件内\n"},
		{"placeholder", para(run("编号"), `<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>`+run("单击此处")+`</w:sdtContent></w:sdt>`, run("12")), "编号12\n"},
		{"hidden text", para(`<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r>`, `<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>显</w:t></w:r>`), "显\n"},
		{"field", para(`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>`, run("条件"), `<w:r><w:fldChar w:fldCharType="separate"/></w:r>`, run("37所"), `<w:r><w:fldChar w:fldCharType="end"/></w:r>`, run("学校")), "37所学校\n"},
		{"unfinished field", para(`<w:r><w:fldChar w:fldCharType="begin"/></w:r>`, run("指令")) + para(run("正文")), "\n正文\n"},
		{"simple field", para(`<w:fldSimple w:instr="PAGE">` + run("7") + `</w:fldSimple>`), "7\n"},
		{"symbols", para(`<w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:font="Wingdings" w:char="F021"/><w:sym w:font="宋体" w:char="2460"/></w:r>`, run("完成")), "✓①完成\n"},
		{"hyphens", para(run("2026"), `<w:r><w:noBreakHyphen/><w:softHyphen/></w:r>`, run("2030年")), "2026-2030年\n"},
		{"ruby", para(`<w:r><w:ruby><w:rt>` + run("pin") + `</w:rt><w:rubyBase>` + run("拼") + `</w:rubyBase></w:ruby></w:r>`), "拼\n"},
		{"formula", para(run("率="), `<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>95%</m:t></m:r></m:oMath>`), "率=95%\n"},
		{"box in a group", para(`<w:r><w:drawing><g><g><b>`+boxed(para(run("框一"))+para(run("框二")))+`</b></g></g></w:drawing></w:r>`, run("正文")), "正文\n框一\n框二\n"},
		{"vml box", para(`<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox>`+boxed(para(run("框")))+`</v:textbox></v:shape></w:pict></w:r>`, run("正文")), "正文\n框\n"},
		{"fallback alone", para(`<w:r><mc:AlternateContent><mc:Fallback>` + boxed(para(run("框"))) + `</mc:Fallback></mc:AlternateContent></w:r>`), "\n框\n"},
		{"table in a box", para(`<w:r>`+boxed(`<w:tbl>`+doctexttest.Row("甲", "乙")+`</w:tbl>`)+`</w:r>`, run("正文")), "正文\n甲\t乙\n"},
		{"alternative part", para(run("正文")) + `<w:altChunk/>`, "正文\n"},
		{"blank row", `<w:tbl>` + doctexttest.Row("甲") + doctexttest.Row("", "") + doctexttest.Row("乙") + `</w:tbl>`, "甲\n乙\n"},
	}
	for _, c := range cases {
		if got := readDocx(t, doctexttest.Package(t, doctexttest.Document(c.body))).String(); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

const relationship = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

// relations is a part of relationships: pairs of a kind and a target.
func relations(name, space string, pairs ...string) doctexttest.Part {
	var b strings.Builder
	b.WriteString(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`)
	for i := 0; i < len(pairs); i += 2 {
		fmt.Fprintf(&b, `<Relationship Id="r%d" Type="%s%s" Target="%s"/>`, i, space, pairs[i], pairs[i+1])
	}
	b.WriteString(`</Relationships>`)
	return doctexttest.Part{Name: name, Body: b.String()}
}

// TestDocxParts finds the parts by their relationships, wherever they lie.
func TestDocxParts(t *testing.T) {
	main := doctexttest.Document(doctexttest.Styled("1", "总结") + para(run("正文"), `<w:r><w:footnoteReference w:id="2"/></w:r>`, run("继续。")))
	main.Name = "texts/body.xml"
	styles := doctexttest.Styles()[0]
	styles.Name = "texts/looks.xml"
	notes := doctexttest.Part{Name: "notes.xml", Body: `<w:footnotes ` + doctexttest.WordSpace + `><w:footnote w:id="0" w:type="separator">` + para(run("线")) +
		`</w:footnote><w:footnote w:id="2">` + para(`<w:r><w:tab/></w:r>`, run("含民办学校。")) + `</w:footnote><w:footnote w:id="3">` + para(run("无人引用")) + `</w:footnote></w:footnotes>`}
	strict := func(p doctexttest.Part) doctexttest.Part {
		p.Body = strings.ReplaceAll(p.Body, "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main")
		return p
	}
	const strictSpace = "http://purl.oclc.org/ooxml/officeDocument/relationships/"
	cases := map[string][]byte{
		"transitional": doctexttest.Package(t, main, styles, notes,
			relations("_rels/.rels", relationship, "officeDocument", "/texts/body.xml"),
			relations("texts/_rels/body.xml.rels", relationship, "styles", "looks.xml", "footnotes", "../notes.xml", "header", "missing.xml")),
		"strict": doctexttest.Package(t, strict(main), strict(styles), strict(notes),
			relations("_rels/.rels", strictSpace, "officeDocument", "texts/body.xml"),
			relations("texts/_rels/body.xml.rels", strictSpace, "styles", "looks.xml", "footnotes", "../notes.xml")),
	}
	for name, data := range cases {
		text := readDocx(t, data)
		if want := "总结\n正文继续。\n含民办学校。\n"; text.String() != want || text.Levels[0] != 1 {
			t.Errorf("%s: got %q, levels %v", name, text, text.Levels)
		}
	}
}

func TestDocxNotesStandAfterTheirTable(t *testing.T) {
	body := `<w:tbl><w:tr><w:tc>` + para(run("学校"), `<w:r><w:endnoteReference w:id="1"/><w:endnoteReference w:id="1"/></w:r>`) + `</w:tc><w:tc>` + para(run("37所")) + `</w:tc></w:tr></w:tbl>` + para(run("正文"))
	notes := doctexttest.Part{Name: "word/endnotes.xml", Body: `<w:endnotes ` + doctexttest.WordSpace + `><w:endnote w:id="1">` + para(run("含教学点。")) + `</w:endnote></w:endnotes>`}
	text := readDocx(t, doctexttest.Package(t, doctexttest.Document(body), notes))
	if want := "学校\t37所\n含教学点。\n正文\n"; text.String() != want {
		t.Errorf("got %q, want %q", text, want)
	}
}

// cells writes a table as rows of quoted cells.
func cells(text Text, table Table) string {
	var b strings.Builder
	for _, row := range table.Rows {
		for i, c := range row {
			if i > 0 {
				b.WriteByte('|')
			}
			b.WriteString(strings.ReplaceAll(string(text.Runes[c.Start:c.End]), "\n", "/"))
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func cell(properties, inner string) string {
	return `<w:tc><w:tcPr>` + properties + `</w:tcPr>` + inner + `</w:tc>`
}

func TestDocxTables(t *testing.T) {
	inner := `<w:tbl>` + doctexttest.Row("内甲", "内乙") + `</w:tbl>`
	body := para(run("附表")) + `<w:tbl>` +
		doctexttest.Row("序号", "任务", "责任单位") +
		`<w:tr>` + cell(`<w:gridSpan w:val="3"/>`, para(run("一、项目建设"))) + `</w:tr>` +
		`<w:tr>` + cell("", para(run("1"))) + cell("", para(run("新建小学"))) + cell(`<w:vMerge w:val="restart"/>`, para(run("项目办"))) + `</w:tr>` +
		`<w:tr>` + cell("", para(run("2"))) + cell("", para(run("改建"))+para(run("扩建"))) + cell(`<w:vMerge/>`, para()) + `</w:tr>` +
		`<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>` + cell("", para(run("合计"))+inner) + cell("", para()) + `</w:tr>` +
		`</w:tbl>` + para(run("完"))
	text := readDocx(t, doctexttest.Package(t, doctexttest.Document(body)))
	const wantText = "附表\n序号\t任务\t责任单位\n一、项目建设\n1\t新建小学\t项目办\n2\n改建\n扩建\n合计\n内甲\t内乙\n完\n"
	if text.String() != wantText {
		t.Errorf("text %q, want %q", text, wantText)
	}
	if len(text.Tables) != 2 {
		t.Fatalf("%d tables", len(text.Tables))
	}
	const outer = "序号|任务|责任单位\n一、项目建设||\n1|新建小学|项目办\n2|改建/扩建|项目办\n|合计/内甲\t内乙|\n"
	if got := cells(text, text.Tables[0]); got != outer {
		t.Errorf("outer table\n%s\nwant\n%s", got, outer)
	}
	if got := cells(text, text.Tables[1]); got != "内甲|内乙\n" {
		t.Errorf("inner table %s", got)
	}
}

// TestDocxNumberedCells: a column of numbers that Word generates has empty
// paragraphs.
func TestDocxNumberedCells(t *testing.T) {
	row := func(text string) string {
		return `<w:tr>` + cell("", doctexttest.Listed(1, 2, "")) + cell("", para(run(text))) + `</w:tr>`
	}
	text := readDocx(t, doctexttest.Package(t, append(doctexttest.Styles(), doctexttest.Document(`<w:tbl>`+row("新建")+row("改建")+`</w:tbl>`))...))
	if want := "1.\t新建\n2.\t改建\n"; text.String() != want {
		t.Errorf("got %q, want %q", text, want)
	}
}

func TestDocxContentsAreCleaned(t *testing.T) {
	styles := doctexttest.Part{Name: "word/styles.xml", Body: `<w:styles ` + doctexttest.WordSpace + `><w:style w:type="paragraph" w:styleId="11"><w:name w:val="toc 1"/></w:style></w:styles>`}
	text := readDocx(t, doctexttest.Package(t, styles, doctexttest.Document(para(run("总结"))+doctexttest.Styled("11", "一、成绩 1")+para(run("一、成绩")))))
	if text.String() != "总结\n一、成绩\n" || !slices.Equal(text.Cleaned, []Cleaning{{3, 3, CleanContents, "一、成绩 1"}}) {
		t.Errorf("got %q, %v", text, text.Cleaned)
	}
}

func TestHeadingNames(t *testing.T) {
	for name, want := range map[string]int{
		"heading 1": 1, "Heading 9": 4, "标题 2": 2, "标题3": 3, "标题二": 2, "标题（一）": 1, "一级标题": 1, "公文三级标题": 3, "2级标题": 2,
		"标题": 0, "正文": 0, "级标题": 0, "副标题": 0, "上级标题": 0, "heading": 0, "标题样式": 0,
	} {
		if got := headingName(name); got != want {
			t.Errorf("%s: got %d, want %d", name, got, want)
		}
	}
}

// TestDocxLists covers what lists of Word can say beside their format.
func TestDocxLists(t *testing.T) {
	level := func(i int, format, text, more string) string {
		return fmt.Sprintf(`<w:lvl w:ilvl="%d"><w:start w:val="1"/><w:numFmt w:val="%s"/><w:lvlText w:val="%s"/>%s</w:lvl>`, i, format, text, more)
	}
	numbering := doctexttest.Part{Name: "word/numbering.xml", Body: `<w:numbering ` + doctexttest.WordSpace + `>` +
		`<w:abstractNum w:abstractNumId="0">` + level(0, "upperRoman", "%1", `<w:suff w:val="space"/>`) + level(1, "decimal", "%2．", `<w:lvlRestart w:val="0"/><w:pStyle w:val="item"/>`) +
		level(2, "decimal", "%1.%2.%3", `<w:isLgl/>`) + `</w:abstractNum>` +
		`<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="mylist"/></w:abstractNum>` +
		`<w:abstractNum w:abstractNumId="2">` + level(0, "chineseLegalSimplified", "%1、", "") + `</w:abstractNum>` +
		`<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>` +
		`<w:num w:numId="4"><w:abstractNumId w:val="2"/><w:lvlOverride w:ilvl="0">` + level(0, "decimalEnclosedParen", "%1", "") + `<w:startOverride w:val="5"/></w:lvlOverride></w:num></w:numbering>`}
	styles := doctexttest.Part{Name: "word/styles.xml", Body: `<w:styles ` + doctexttest.WordSpace + `>` +
		`<w:style w:type="numbering" w:styleId="mylist"><w:name w:val="我的"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>` +
		`<w:style w:type="paragraph" w:styleId="item"><w:name w:val="条目"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>`}
	body := doctexttest.Listed(1, 0, "甲") + doctexttest.Styled("item", "乙") + doctexttest.Listed(1, 2, "丙") + doctexttest.Listed(1, 0, "丁") +
		doctexttest.Styled("item", "戊") + doctexttest.Listed(2, 0, "己") + doctexttest.Listed(4, 0, "庚")
	text := readDocx(t, doctexttest.Package(t, numbering, styles, doctexttest.Document(body)))
	if want := "I 甲\n1．乙\n1.1.1 丙\nII 丁\n2．戊\n壹、己\n⑸庚\n"; text.String() != want {
		t.Errorf("got %q, want %q", text, want)
	}
}
