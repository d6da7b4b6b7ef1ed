package doctext

import "strings"

// CleanMarkup is what a web page leaves in a text: entities and tags.
const CleanMarkup CleaningKind = "markup"

const (
	maxEntity = 12  // characters of an entity, & and ; included
	maxTag    = 300 // characters of a tag
)

// findMarkup reads entities as their character and takes tags away; a tag that
// ends a block becomes a line end.
func findMarkup(d *draft) []edit {
	var edits []edit
	for i := 0; i < len(d.runes); i++ {
		var e edit
		ok := false
		switch d.runes[i] {
		case '&':
			e, ok = entityAt(d, i)
		case '<':
			e, ok = tagAt(d, i)
		case '?', '？':
			e, ok = brokenTagAt(d, i)
		}
		if !ok {
			continue
		}
		if k := len(edits); k > 0 && e.to == '\n' && edits[k-1].to == '\n' && edits[k-1].end == e.start {
			e.to = 0 // </p><p> is one line end
		}
		edits = append(edits, e)
		i = e.end - 1
	}
	return edits
}

// entityAt reads &nbsp; &#160; &#xa0; and the doubly written &amp;nbsp;.
func entityAt(d *draft, i int) (edit, bool) {
	from := i + 1
	for d.hasAt(from, "amp;") {
		from += len("amp;")
	}
	end := from
	for end-from < maxEntity && isEntityRune(d.rune(end)) {
		end++
	}
	name := string(d.runes[from:end])
	if d.rune(end) != ';' || name == "" {
		if from > i+1 {
			return edit{i, from, '&'}, true
		}
		return edit{}, false
	}
	to, known := entities[name]
	if !known {
		to, known = numericEntity(name)
	}
	if !known {
		return edit{}, false
	}
	return edit{i, end + 1, to}, true
}

func isEntityRune(c rune) bool { return isASCIILetter(c) || isDigit(c) || c == '#' }

// entities are those that Chinese pages hold; 0 shows nothing.
var entities = map[string]rune{
	"nbsp": ' ', "ensp": ' ', "emsp": '\u3000', "thinsp": ' ', "quot": '"', "apos": '\'', "amp": '&', "lt": '<', "gt": '>',
	"ldquo": '“', "rdquo": '”', "lsquo": '‘', "rsquo": '’', "mdash": '—', "ndash": '–', "hellip": '…', "middot": '·', "bull": '•',
	"times": '×', "divide": '÷', "permil": '‰', "deg": '°', "copy": '©', "reg": '®', "laquo": '«', "raquo": '»',
	"zwnj": 0, "zwj": 0, "shy": 0, "radic": '√', "ge": '≥', "le": '≤', "sup2": '²', "minus": '-', "plusmn": '±', "square": '□',
}

// numericEntity reads #160 and #xa0.
func numericEntity(name string) (rune, bool) {
	base, digits := rune(10), strings.TrimPrefix(name, "#")
	if len(digits) == len(name) {
		return 0, false
	}
	if rest := strings.TrimLeft(digits, "xX"); len(rest) < len(digits) {
		base, digits = 16, rest
	}
	n := rune(0)
	for _, c := range digits {
		v := hexValue(c)
		if v < 0 || v >= base || n > 0xffff {
			return 0, false
		}
		n = n*base + v
	}
	switch {
	case digits == "" || n > 0xffff || n < ' ' && n != '\n' && n != '\t' || n >= 0xd800 && n < 0xe000:
		return 0, false
	case n == 0xa0:
		return ' ', true
	}
	return n, true
}

func hexValue(c rune) rune {
	switch {
	case isDigit(c):
		return c - '0'
	case c|0x20 >= 'a' && c|0x20 <= 'f':
		return c | 0x20 - 'a' + 10
	}
	return -1
}

// tagAt reads <p>, </p>, <br/>, <span style="…">, <o:p>, <!-- … -->. Only names
// that pages use are tags: 《 is written < by some, and a < b is arithmetic.
func tagAt(d *draft, i int) (edit, bool) {
	if d.hasAt(i, "<!--") {
		return commentAt(d, i)
	}
	from := i + 1
	if c := d.rune(from); c == '/' || c == '?' {
		from++
	}
	name, end := tagName(d, from)
	lineEnds, known := tags[name]
	if !known {
		return edit{}, false
	}
	for end-i < maxTag && end < len(d.runes) && d.runes[end] != '>' && d.runes[end] != '<' {
		end++
	}
	if d.rune(end) != '>' {
		return edit{}, false
	}
	return markupEdit(d, i, end+1, lineEnds), true
}

// commentAt takes a comment away.
func commentAt(d *draft, i int) (edit, bool) {
	for end := i + 4; end-i < maxTag && end < len(d.runes); end++ {
		if d.hasAt(end, "-->") {
			return edit{i, end + 3, 0}, true
		}
	}
	return edit{}, false
}

// brokenTagAt reads ?/p> and ?p>: a tag whose < was lost.
func brokenTagAt(d *draft, i int) (edit, bool) {
	from := i + 1
	if d.rune(from) == '/' {
		from++
	}
	name, end := tagName(d, from)
	lineEnds, known := tags[name]
	if !known || d.rune(end) != '>' {
		return edit{}, false
	}
	if alone := i == 0 || d.runes[i-1] == '\n'; alone && d.rune(end+1) == '\n' {
		return edit{i, end + 2, 0}, true // nothing but the tag is on the line
	}
	return markupEdit(d, i, end+1, lineEnds), true
}

// markupEdit makes a line end of a tag that ends a block, unless one is there.
func markupEdit(d *draft, i, end int, lineEnds bool) edit {
	to := rune(0)
	if lineEnds && i > 0 && d.runes[i-1] != '\n' && d.rune(end) != '\n' && end < len(d.runes) {
		to = '\n'
	}
	return edit{i, end, to}
}

// tagName reads the letters of a tag name; nothing but a blank, / or > may follow.
func tagName(d *draft, i int) (string, int) {
	end := i
	for end-i < 10 && (isASCIILetter(d.rune(end)) || end > i && (isDigit(d.rune(end)) || d.rune(end) == ':')) {
		end++
	}
	switch c := d.rune(end); c {
	case '>', '/', ' ', '\t', '\u00a0':
		return strings.ToLower(string(d.runes[i:end])), end
	}
	return "", end
}

// tags maps the names of tags to whether they end a line.
var tags = map[string]bool{
	"p": true, "br": true, "div": true, "tr": true, "li": true, "ul": true, "ol": true, "table": true, "center": true,
	"h1": true, "h2": true, "h3": true, "h4": true, "h5": true, "h6": true, "title": true, "section": true, "article": true,
	"span": false, "font": false, "strong": false, "b": false, "i": false, "u": false, "em": false, "a": false, "img": false,
	"o:p": false, "st1:": false, "sup": false, "sub": false, "td": false, "th": false, "tbody": false, "thead": false, "html": false,
	"head": false, "body": false, "meta": false, "xml": false, "xml:": false, "label": false, "input": false, "hr": true, "wbr": false,
	"pre": true, "s": false, "col": false, "colgroup": false, "style": false, "script": false, "iframe": false, "blockquote": true,
}
