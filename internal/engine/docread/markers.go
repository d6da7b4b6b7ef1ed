package docread

// family groups the markers that count in one sequence.
type family int

const (
	famNone    family = iota
	famPart           // 第一部分
	famChapter        // 第一章
	famSection        // 第一节
	famClause         // 第一条
	famChinese        // 一、
	famParenCN        // （一）
	famDecimal        // 1、 1.
	famDotted         // 1.1
	famParen          // （1） 1） ⑴
	famCircled        // ①
	famOrdinal        // 第一，
	famDash           // —— ●
	famRun            // 一是 一要 其一
)

// inline tells the families that live inside running text.
func (f family) inline() bool { return f == famRun || f == famOrdinal }

// marker is a numbered or marked beginning of a heading or item.
type marker struct {
	start, end int // of the marker as written
	fam        family
	n          int  // its number, 0 for dashes and bullets, maskedNumber when blanked
	atLine     bool // first thing on its line
	doubtful   bool // perhaps a list of numbers: 1、3月
	weak       bool // inside a line with no mark before it: a heading that lost its line end
}

// markerAt reads a structural marker (no 一是) at offset i, for line starts.
func markerAt(t *text, i int) (marker, bool) {
	c := t.at(i)
	switch {
	case c == '第':
		return partMarker(t, i)
	case c == '（' || c == '(':
		return parenMarker(t, i)
	case isDigit(c):
		return decimalMarker(t, i)
	case chineseDigit(c) > 0 || c == '十':
		return chineseMarker(t, i)
	case c == 'x' || c == 'X' || c == '×':
		return maskedMarker(t, i)
	case c >= '①' && c <= '⑳':
		return marker{start: i, end: i + 1, fam: famCircled, n: int(c-'①') + 1}, true
	case c >= '⑴' && c <= '⒇':
		return marker{start: i, end: i + 1, fam: famParen, n: int(c-'⑴') + 1}, true
	case c >= '⒈' && c <= '⒛':
		return marker{start: i, end: i + 1, fam: famDecimal, n: int(c-'⒈') + 1}, true
	case c >= '㈠' && c <= '㈩':
		return marker{start: i, end: i + 1, fam: famParenCN, n: int(c-'㈠') + 1}, true
	}
	return bulletMarker(t, i)
}

// maskedNumber is the number of a marker whose digits were blanked.
const maskedNumber = -1

// maskedMarker reads x. and xx、 at a line start: a blanked 1.
func maskedMarker(t *text, i int) (marker, bool) {
	j := i
	for j-i < 2 && isMask(t.at(j)) {
		j++
	}
	if c := t.at(j); c != '.' && c != '、' && c != '．' || !isHan(t.at(t.skipSpace(j+1))) {
		return marker{}, false
	}
	return marker{start: i, end: j + 1, fam: famDecimal, n: maskedNumber}, true
}

// partMarker reads 第一部分, 第二章, 第三节 and, before a blank, 第四条.
func partMarker(t *text, i int) (marker, bool) {
	n, j := smallChinese(t, i+1)
	if n == 0 {
		n, j = smallDecimal(t, i+1)
	}
	if n == 0 {
		return marker{}, false
	}
	for _, u := range partUnits {
		end := j + len([]rune(u.text))
		if t.hasAt(j, u.text) && (u.fam != famClause || isSpace(t.at(end))) {
			return marker{start: i, end: end, fam: u.fam, n: n}, true
		}
	}
	return marker{}, false
}

// partUnits name the parts of a document from the largest to the smallest.
var partUnits = []struct {
	text string
	fam  family
}{{"部分", famPart}, {"编", famPart}, {"篇", famPart}, {"章", famChapter}, {"节", famSection}, {"条", famClause}}

// parenMarker reads （一） and （1）.
func parenMarker(t *text, i int) (marker, bool) {
	fam := famParenCN
	at := t.skipSpace(i + 1)
	n, j := smallChinese(t, at)
	if n == 0 {
		fam = famParen
		n, j = smallDecimal(t, at)
	}
	j = t.skipSpace(j)
	if n == 0 && isMask(t.at(at)) && t.at(at) != '某' {
		fam, n, j = famParen, maskedNumber, at+1
	}
	if n == 0 || (t.at(j) != '）' && t.at(j) != ')') {
		return openMarker(t, i, at, j, n, fam)
	}
	end := j + 1
	if t.at(end) == '、' { // （一）、 is a common slip
		end++
	}
	return marker{start: i, end: end, fam: fam, n: n}, true
}

// openMarker reads （一加强领导, a number whose bracket was lost: no bracket closes
// in the sentence behind it. It counts only where a heading or a number of its run
// stands before it.
func openMarker(t *text, i, number, end, n int, fam family) (marker, bool) {
	if fam != famParenCN || n == 0 || number != i+1 || !isHan(t.at(end)) {
		return marker{}, false
	}
	for j := end; j < len(t.r) && j-end < maxTitle && !isUnitEnd(t.r[j]); j++ {
		if c := t.r[j]; c == '）' || c == ')' {
			return marker{}, false
		}
	}
	return marker{start: i, end: end, fam: fam, n: n, doubtful: true, weak: true}, true
}

// decimalMarker reads 1、 1. 1） and 1.1.
func decimalMarker(t *text, i int) (marker, bool) {
	n, j := smallDecimal(t, i)
	if n == 0 {
		return marker{}, false
	}
	switch c := t.at(j); c {
	case '、', '．':
		m := marker{start: i, end: j + 1, fam: famDecimal, n: n}
		if isDigit(t.at(j+1)) && !numberOpensText(t, j+1) {
			m.doubtful = true
			return m, monthOpensText(t, j+1)
		}
		return m, true
	case '）', ')':
		return marker{start: i, end: j + 1, fam: famParen, n: n}, true
	case '.':
		if !isDigit(t.at(j+1)) || yearAt(t, j+1) {
			return marker{start: i, end: j + 1, fam: famDecimal, n: n}, true
		}
		return dottedMarker(t, i, j)
	}
	return marker{}, false
}

// numberOpensText tells "1、2014年…" and "2、300名…" from the list 1、2、3.
func numberOpensText(t *text, i int) bool {
	n, j := smallDecimal(t, i)
	return yearAt(t, i) || n > 20 && t.at(j) != '、'
}

// monthOpensText tells whether a month begins at i (1、3月中旬召开…).
func monthOpensText(t *text, i int) bool {
	n, j := smallDecimal(t, i)
	if k := rangeJoin(t, j); k > j {
		n, j = smallDecimal(t, k)
	}
	return n > 0 && n <= 12 && t.at(j) == '月'
}

func yearAt(t *text, i int) bool {
	year, _ := yearBody(t, i)
	return year > 0
}

// dottedMarker reads 1.1 and 2.3.1. A blank must follow: 4.28会议 and 2.5亿元
// are no markers.
func dottedMarker(t *text, i, j int) (marker, bool) {
	last := 0
	for t.at(j) == '.' && isDigit(t.at(j+1)) {
		last, j = smallDecimal(t, j+1)
		if last == 0 {
			return marker{}, false
		}
	}
	if t.at(j) != ' ' && t.at(j) != '\t' && t.at(j) != '\u3000' {
		return marker{}, false
	}
	return marker{start: i, end: j, fam: famDotted, n: last}, true
}

// chineseMarker reads 一、. 一、二年级, 一、二本 and 第二、第三批 are lists.
func chineseMarker(t *text, i int) (marker, bool) {
	n, j := smallChinese(t, i)
	if n == 0 || t.at(i-1) == '第' || listsGrades(t, i, j+1, n+1) {
		return marker{}, false
	}
	switch t.at(j) {
	case '、', '.', '．':
	default:
		return marker{}, false
	}
	if m, k := smallChinese(t, j+1); m == n+1 && listedNouns.longestAt(t.r, k) > 0 {
		return marker{}, false
	}
	return marker{start: i, end: j + 1, fam: famChinese, n: n}, true
}

// listsGrades tells whether a number goes on from a grade before it to the next
// grade behind it, though a torn line may part them: 职高高 / 一、高二年级.
func listsGrades(t *text, i, next, grade int) bool {
	c := t.at(next)
	if c != '高' && c != '初' {
		return false
	}
	if n, _ := smallChinese(t, next+1); n != grade {
		return false
	}
	k := i - 1
	for k > 0 && i-k < maxTorn && (isSpace(t.r[k]) || isUnitEnd(t.r[k])) {
		k--
	}
	return t.at(k) == c
}

// maxTorn is the most marks and blanks that a torn line leaves inside a word.
const maxTorn = 8

// listedNouns follow numbers that are listed with 、 (一、二年级).
var listedNouns = words("年级 等奖 本 批 类 级 档 线 把手 期 组 号 季度 学期")

// bulletMarker reads —— and the usual bullets.
func bulletMarker(t *text, i int) (marker, bool) {
	switch c := t.at(i); c {
	case '—', '－', '-', '─', '―', '–':
		j := i
		for t.at(j) == c {
			j++
		}
		if c == '-' && j-i < 2 || isDigit(t.at(j)) {
			return marker{}, false
		}
		return marker{start: i, end: j, fam: famDash}, true
	case '●', '■', '◆', '★', '▲', '•', '○', '□', '◇', '☆', '△', '\uf06c', '\uf0b7', '\uf0d8', '\uf0fc': // the last four: bullets of symbol fonts
		return marker{start: i, end: i + 1, fam: famDash}, true
	}
	return marker{}, false
}

// runMarker reads 一是, 二要, 其三, 第一， inside text.
func runMarker(t *text, i int) (marker, bool) {
	switch t.at(i) {
	case '其':
		n, j := smallChinese(t, i+1)
		if n > 0 && isComma(t.at(j)) {
			return marker{start: i, end: j, fam: famRun, n: n}, true
		}
		return marker{}, false
	case '第':
		n, j := smallChinese(t, i+1)
		if n > 0 && (t.at(j) == '，' || t.at(j) == ',') {
			return marker{start: i, end: j + 1, fam: famOrdinal, n: n}, true
		}
		return marker{}, false
	}
	n, j := smallChinese(t, i)
	if n == 0 {
		return marker{}, false
	}
	switch c := t.at(j); c {
	case '是', '要':
		return marker{start: i, end: j + 1, fam: famRun, n: n}, true
	}
	return marker{}, false
}

// smallChinese reads a plain Chinese number from 1 to 99 and returns the offset
// after it; 0 when there is none.
func smallChinese(t *text, i int) (int, int) {
	n, j := 0, i
	if d := chineseDigit(t.at(j)); d > 0 && t.at(j) != '两' {
		n, j = d, j+1
	}
	if t.at(j) != '十' {
		return n, j
	}
	n, j = max(n, 1)*10, j+1
	if d := chineseDigit(t.at(j)); d > 0 && t.at(j) != '两' {
		n, j = n+d, j+1
	}
	return n, j
}

// smallDecimal reads a number of one to three digits; 0 when there is none.
func smallDecimal(t *text, i int) (int, int) {
	n, j := 0, i
	for isDigit(t.at(j)) && j-i < 4 {
		n = n*10 + digitValue(t.at(j))
		j++
	}
	if j-i > 3 {
		return 0, i
	}
	return n, j
}

func digitValue(c rune) int {
	if c >= '０' {
		return int(c - '０')
	}
	return int(c - '0')
}
