package doctext

import "strings"

// leastShreds is how many numbers stand on lines of their own in a text that was
// shredded, for example by a viewer that begins a line with every change of font.
const leastShreds = 3

// counters begin the units that hardly any other word begins with.
const counters = "所名人个元万亿项条间台册套座栋幢辆家户件亩吨余多岁%％"

// cellWords are words that begin like units and are none: the heads of columns, and
// words that follow a number in the next cell.
var cellWords = phrases(`名称 名单 名师 名校 名次 姓名 所属 所在 所有 所得 人员 人数 人均 人民 人大 人口 人才 个人 个别 个体 元旦 元素 项目 条件 条例 家长 家庭 家校 户外 户籍 套路
多数 多种 多元 多媒 余额 万众 间隔 件数 台账 座谈 册数 亩数`)

// isShredded tells whether numbers that their units follow stand on lines of their
// own, again and again, behind lines that end in the middle.
func (d *draft) isShredded() bool {
	n := 0
	var a, b line
	d.eachLine(func(c line) {
		if d.shredBetween(a, b, c) {
			n++
		}
		a, b = b, c
	})
	return n >= leastShreds
}

// shredBetween tells whether b is a number that goes on from a and in c.
func (d *draft) shredBetween(a, b, c line) bool {
	return !a.fixed && !b.fixed && !c.fixed && a.next == b.from && b.next == c.from && d.opensNumber(a) && d.isNumeral(b) && d.isCounter(c)
}

// opensNumber tells lines behind which a number may follow in the same sentence.
func (d *draft) opensNumber(a line) bool {
	if a.blank() || d.startsItem(a.start) && a.size() < 2*leastHalf {
		return false
	}
	last := d.rune(a.end - 1)
	return isHan(last) || last == '，' || last == ',' || last == '、'
}

// isCounter tells lines that begin with the unit of a number.
func (d *draft) isCounter(c line) bool {
	return !c.blank() && strings.ContainsRune(counters, d.rune(c.start)) && cellWords.at(d, c.start) == 0
}

// joinsShred tells whether a goes on in b, one of them being a number alone on its
// line, in a shredded text.
func (d *draft) joinsShred(before, a, b, following line) bool {
	if d.isNumeral(a) || d.isMaskedYear(a, b) {
		return d.isCounter(b) || d.rune(b.start) == '年'
	}
	if before.next == a.from && d.isNumeral(before) && a.size() <= leastShreds {
		return false // what ends here is the unit of the number above
	}
	return d.isNumeral(b) && !following.fixed && b.next == following.from && d.opensNumber(a) && d.isCounter(following)
}

// isMaskedYear tells XX above 年.
func (d *draft) isMaskedYear(a, b line) bool {
	if a.size() == 0 || a.size() > 4 || d.rune(b.start) != '年' {
		return false
	}
	for _, c := range d.runes[a.start:a.end] {
		if c|0x20 != 'x' && c != '×' && c != '*' {
			return false
		}
	}
	return true
}
