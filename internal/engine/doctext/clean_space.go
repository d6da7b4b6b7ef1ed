package doctext

import "strings"

// CleanSpace is a blank inside a word, a number or a sentence.
const CleanSpace CleaningKind = "space"

const (
	leastProse   = 30 // characters of a line that is a sentence, not a row of names
	leastClause  = 10 // characters before a blank that is surely inside a sentence
	leastWord    = 2  // the same in a sentence behind another, where no heading stands
	leastHeading = 26 // the same where the sentence may be a heading
	spaceShare   = 8  // in prose at most one blank in so many characters
)

// findSpaces finds the blanks that break words: between the characters of a line
// that is spaced out, and inside the sentences of prose.
func findSpaces(d *draft) []edit {
	var edits []edit
	for from := 0; from < len(d.runes); {
		end, blanks := from, 0
		for end < len(d.runes) && d.runes[end] != '\n' {
			if c := d.runes[end]; c == ' ' || c == '\u00a0' {
				blanks++
			}
			end++
		}
		if blanks > 0 {
			edits = append(edits, d.blanksIn(d.lineFrom(from))...)
		}
		from = end + 1
	}
	return edits
}

// blanksIn finds the blanks of a line that break its words.
func (d *draft) blanksIn(l line) []edit {
	switch {
	case l.fixed:
		return nil
	case d.spacedOut(l):
		return allBlanks(d, l)
	}
	if edits := blanksInProse(d, l); len(edits) > 0 {
		return edits
	}
	return blanksInWords(d, l)
}

// blanksInWords drops the blanks inside common words of headings and titles, whose
// sense the reader needs (工作总 结).
func blanksInWords(d *draft, l line) []edit {
	var edits []edit
	for i := l.start + 1; i < l.end; i++ {
		if d.runes[i] == ' ' && !isBlankRune(d.runes[i+1]) && d.insideWord(i, i+1) {
			edits = append(edits, edit{i, i + 1, 0})
		}
	}
	return edits
}

// insideWord tells whether a blank stands inside a common word.
func (d *draft) insideWord(i, end int) bool {
	n := brokenWords.at(d, i-1)
	return n > 0 && i+1 == end
}

// brokenWords are two-character words with a blank inside. They are words that
// hardly ever come about where one word ends and another begins.
var brokenWords = func() *phraseSet {
	s := &phraseSet{first: map[rune][][]rune{}}
	for _, w := range strings.Fields(`总结 计划 要点 思路 报告 方案 安排 打算 情况 问题 存在 措施 加强 推进 落实 完成 质量 培训 任务 目标 制度
机制 组织 开展 实施 全面 提高 工作 教育 年度 半年 上半 下半 主要 做法 成绩 成效 困难 意见 汇报 规划 部署 述职 体会 设想 重点 思想 指导 总体 要求`) {
		r := []rune(w)
		s.add([]rune{r[0], ' ', r[1]})
	}
	return s
}()

// spacedOut tells lines whose characters all stand apart: 工 作 总 结.
func (d *draft) spacedOut(l line) bool {
	han, apart := 0, 0
	for i := l.start; i < l.end-1; i++ {
		if !isHan(d.runes[i]) {
			continue
		}
		han++
		if isBlankRune(d.runes[i+1]) {
			apart++
		}
	}
	return apart >= 3 && apart*10 >= han*9
}

// allBlanks drops every blank between two characters of a line.
func allBlanks(d *draft, l line) []edit {
	var edits []edit
	for i := l.start; i < l.end; i++ {
		if !isBlankRune(d.runes[i]) {
			continue
		}
		end := d.skipSpaces(i)
		edits = append(edits, edit{i, end, 0})
		i = end - 1
	}
	return edits
}

// blanksInProse drops single blanks inside the sentences of a long line.
func blanksInProse(d *draft, l line) []edit {
	if l.size() < leastProse || !sentenceIn(d, l) {
		return nil
	}
	var edits []edit
	s := clause{start: l.start, least: leastHeading, item: d.startsItem(l.start)}
	for i := l.start; i < l.end; i++ {
		c := d.runes[i]
		switch {
		case isSentenceEnd(c):
			s = clause{start: i + 1, least: leastWord, item: d.startsItem(d.skipSpaces(i + 1))}
		case c == '，' || c == ',':
			s.comma = true
		case c == ' ' || c == '\u00a0':
			end := d.skipSpaces(i)
			if end-i <= 2 && (d.insideWord(i, end) || s.holds(i, isDigit(d.runes[i-1])) && d.breaksWord(i, end)) {
				edits = append(edits, edit{i, end, 0})
			}
			i = end - 1
		}
	}
	if len(edits)*spaceShare > l.size() {
		return nil
	}
	return edits
}

// clause is the sentence that a blank may break.
type clause struct {
	start int
	least int  // characters before a blank that is surely inside it
	comma bool // it has gone on behind a comma
	item  bool // it begins with a number: its first words are a heading
}

// holds tells whether a blank is inside the sentence, not behind its heading.
func (s clause) holds(i int, digit bool) bool {
	switch {
	case digit:
		return i-s.start >= leastClause || s.comma
	case s.item:
		return i-s.start >= 2*leastHeading
	}
	return s.comma || i-s.start >= s.least
}

// breaksWord tells whether a blank parts what belongs together.
func (d *draft) breaksWord(i, end int) bool {
	before, after := d.rune(i-1), d.rune(end)
	switch {
	case isDigit(before) && isDigit(after):
		return d.yearApart(i, end)
	case isDigit(before):
		return isHan(after) || after == '%'
	case !isHan(before) && before != '，' && before != '、':
		return false
	case isDigit(after), strings.ContainsRune("第其", after), d.startsItem(end):
		return isDigit(after) && !d.startsItem(end) && isHan(before)
	}
	return isHan(after)
}

// yearApart tells the blank in 20 31年.
func (d *draft) yearApart(i, end int) bool {
	from, until := i, end
	for isDigit(d.rune(from-1)) && i-from < 5 {
		from--
	}
	for isDigit(d.rune(until)) && until-end < 5 {
		until++
	}
	return i-from+until-end == 4 && (d.rune(from) == '1' || d.rune(from) == '2') && d.rune(until) == '年'
}
