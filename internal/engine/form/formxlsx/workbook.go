package formxlsx

import (
	"bytes"
	"path"
	"strconv"
	"strings"
	"unicode/utf16"

	"nianlun/internal/engine/ooxml"
)

// workbook is an opened file. Sheets are read when asked for.
type workbook struct {
	pack     *ooxml.Package
	limits   Limits
	sheets   []sheetRef
	shared   []string
	formats  []format // of the styles of cells
	since04  bool     // days are counted from 1904
	cells    int      // read so far
	relation map[string]string
}

type sheetRef struct{ name, part string }

// format is how a number is shown, as far as it changes its meaning.
type format int

const (
	formatPlain format = iota
	formatShare
	formatDate
	formatTime // of the day, without a date
)

// The beginnings of files.
var (
	oleStart = []byte{0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1}
	zipStart = []byte("PK\x03\x04")
)

func openWorkbook(data []byte, limits Limits) (*workbook, *Issue) {
	refuse := func(code string) (*workbook, *Issue) {
		issue := newIssue(Fatal, code)
		return nil, &issue
	}
	switch {
	case int64(len(data)) > limits.Bytes:
		return refuse(TooLarge)
	case bytes.HasPrefix(data, oleStart):
		if bytes.Contains(data, wideText("EncryptedPackage")) {
			return refuse(Encrypted)
		}
		return refuse(OldExcel)
	case !bytes.HasPrefix(data, zipStart):
		return refuse(NotWorkbook)
	}
	pack, err := ooxml.Open(data, ooxml.Limits{MaxPartSize: limits.Unpacked, MaxTotalSize: limits.Unpacked})
	if err != nil {
		return refuse(codeOf(err))
	}
	if pack.Has("word/document.xml") {
		return refuse(WordDocument)
	}
	w := &workbook{pack: pack, limits: limits}
	if !pack.Has(workbookPart) {
		return refuse(NotWorkbook)
	}
	for _, read := range []func() error{w.readRelations, w.readSheets, w.readShared, w.readStyles} {
		if err := read(); err != nil {
			return refuse(codeOf(err))
		}
	}
	return w, nil
}

func codeOf(err error) string {
	switch ooxml.CodeOf(err) {
	case ooxml.CodeBomb:
		return TooLarge
	case ooxml.CodeNotPackage:
		return NotWorkbook
	}
	return Damaged
}

// wideText is a text as the directory of an OLE file holds it.
func wideText(s string) []byte {
	var out []byte
	for _, unit := range utf16.Encode([]rune(s)) {
		out = append(out, byte(unit), byte(unit>>8))
	}
	return out
}

const workbookPart = "xl/workbook.xml"

// partVisitor calls back for each element and each text of some elements.
type partVisitor struct {
	start func(e ooxml.Element)
	end   func(name string)
	text  func(chars []byte)
}

func (v partVisitor) Start(e ooxml.Element) bool { v.start(e); return true }
func (v partVisitor) End(_, name string) {
	if v.end != nil {
		v.end(name)
	}
}
func (v partVisitor) Text(chars []byte) {
	if v.text != nil {
		v.text(chars)
	}
}

func (w *workbook) readRelations() error {
	w.relation = map[string]string{}
	const part = "xl/_rels/workbook.xml.rels"
	if !w.pack.Has(part) {
		return nil
	}
	return w.pack.Walk(part, partVisitor{start: func(e ooxml.Element) {
		if e.Name != "Relationship" {
			return
		}
		target := e.Attr("Target")
		if !strings.HasPrefix(target, "/") {
			target = path.Join("xl", target)
		}
		w.relation[e.Attr("Id")] = strings.TrimPrefix(path.Clean(target), "/")
	}})
}

func (w *workbook) readSheets() error {
	return w.pack.Walk(workbookPart, partVisitor{start: func(e ooxml.Element) {
		switch e.Name {
		case "workbookPr":
			w.since04 = e.Attr("date1904") == "1" || e.Attr("date1904") == "true"
		case "sheet":
			if part := w.relation[e.Attr("id")]; w.pack.Has(part) {
				w.sheets = append(w.sheets, sheetRef{name: e.Attr("name"), part: part})
			}
		}
	}})
}

// readShared reads the shared texts. Readings of Chinese characters (rPh) are no part of a text.
func (w *workbook) readShared() error {
	const part = "xl/sharedStrings.xml"
	if !w.pack.Has(part) {
		return nil
	}
	var text strings.Builder
	inText, reading := false, false
	return w.pack.Walk(part, partVisitor{
		start: func(e ooxml.Element) {
			switch e.Name {
			case "si":
				text.Reset()
			case "t":
				inText = !reading
			case "rPh":
				reading = true
			}
		},
		end: func(name string) {
			switch name {
			case "si":
				w.shared = append(w.shared, unescape(text.String()))
			case "t":
				inText = false
			case "rPh":
				reading = false
			}
		},
		text: func(chars []byte) {
			if inText {
				text.Write(chars)
			}
		},
	})
}

func (w *workbook) sharedText(index string) string {
	n, err := strconv.Atoi(strings.TrimSpace(index))
	if err != nil || n < 0 || n >= len(w.shared) {
		return ""
	}
	return w.shared[n]
}

func (w *workbook) readStyles() error {
	const part = "xl/styles.xml"
	if !w.pack.Has(part) {
		return nil
	}
	custom := map[int]string{}
	inCells := false
	return w.pack.Walk(part, partVisitor{
		start: func(e ooxml.Element) {
			switch {
			case e.Name == "numFmt":
				custom[atoi(e.Attr("numFmtId"))] = e.Attr("formatCode")
			case e.Name == "cellXfs":
				inCells = true
			case e.Name == "xf" && inCells:
				w.formats = append(w.formats, formatOf(atoi(e.Attr("numFmtId")), custom))
			}
		},
		end: func(name string) {
			if name == "cellXfs" {
				inCells = false
			}
		},
	})
}

// formatOf tells what a number format means; the numbers below 164 are built in (ECMA-376 part 1, 18.8.30).
func formatOf(id int, custom map[int]string) format {
	if code, found := custom[id]; found {
		return formatOfCode(code)
	}
	switch {
	case id == 9 || id == 10:
		return formatShare
	case id >= 18 && id <= 21, id >= 45 && id <= 47, id >= 32 && id <= 35, id == 55, id == 56:
		return formatTime
	case id >= 14 && id <= 17, id == 22, id >= 27 && id <= 31, id == 36, id >= 50 && id <= 58:
		return formatDate
	}
	return formatPlain
}

func formatOfCode(code string) format {
	plain := stripQuoted(strings.ToLower(code))
	switch {
	case strings.Contains(plain, "%"):
		return formatShare
	case strings.Contains(plain, "general"), strings.Contains(plain, "@"):
		return formatPlain
	case strings.ContainsAny(plain, "yd"):
		return formatDate
	case strings.ContainsAny(plain, "hs"):
		return formatTime
	}
	return formatPlain
}

// stripQuoted drops what a format code shows as it is: "…", [colours and conditions], and escaped characters.
func stripQuoted(code string) string {
	var out strings.Builder
	closing := rune(0)
	skip := false
	for _, r := range code {
		switch {
		case skip:
			skip = false
		case closing != 0:
			if r == closing {
				closing = 0
			}
		case r == '\\' || r == '_' || r == '*':
			skip = true
		case r == '"':
			closing = '"'
		case r == '[':
			closing = ']'
		default:
			out.WriteRune(r)
		}
	}
	return out.String()
}

func (w *workbook) formatAt(style int) format {
	if style < 0 || style >= len(w.formats) {
		return formatPlain
	}
	return w.formats[style]
}

// grid reads a sheet.
func (w *workbook) grid(s sheetRef) (*grid, *Issue) {
	g := &grid{name: s.name}
	v := &gridVisitor{book: w, grid: g, next: 1, shared: map[string]string{}}
	if err := w.pack.Walk(s.part, v); err != nil {
		issue := newIssue(Fatal, codeOf(err))
		issue.At.Sheet = s.name
		return nil, &issue
	}
	return g, v.full
}

func atoi(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0
	}
	return n
}

// unescape undoes _x000D_, by which a text in a workbook holds what XML cannot.
func unescape(text string) string {
	if !strings.Contains(text, "_x") {
		return text
	}
	var out strings.Builder
	for {
		at := strings.Index(text, "_x")
		if at < 0 || at+7 > len(text) {
			break
		}
		code, err := strconv.ParseUint(text[at+2:at+6], 16, 16)
		if err != nil || text[at+6] != '_' {
			out.WriteString(text[:at+2])
			text = text[at+2:]
			continue
		}
		out.WriteString(text[:at])
		out.WriteRune(rune(code))
		text = text[at+7:]
	}
	out.WriteString(text)
	return out.String()
}
