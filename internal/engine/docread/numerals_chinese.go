package docread

import "github.com/shopspring/decimal"

// chineseDigit returns the value of a Chinese digit, -1 for other characters.
func chineseDigit(c rune) int {
	switch c {
	case '零', '〇', '○':
		return 0
	case '一', '壹':
		return 1
	case '二', '两', '贰':
		return 2
	case '三', '叁':
		return 3
	case '四', '肆':
		return 4
	case '五', '伍':
		return 5
	case '六', '陆':
		return 6
	case '七', '柒':
		return 7
	case '八', '捌':
		return 8
	case '九', '玖':
		return 9
	}
	return -1
}

// chineseUnit returns the value of a multiplier, 0 for other characters.
func chineseUnit(c rune) int {
	switch c {
	case '十', '拾':
		return 10
	case '百', '佰':
		return 100
	case '千', '仟':
		return 1000
	case '万', '萬':
		return 10_000
	case '亿', '億':
		return 100_000_000
	}
	return 0
}

// chineseNumeral reads a Chinese number: 三百余, 五十万, 二〇, 十几, 三点五.
func chineseNumeral(t *text, i int) (numeral, bool) {
	n := numeral{span: span{i, i}, script: scriptChinese}
	p := chineseParser{}
	j := i
	for j-i < maxNumeral {
		c := t.at(j)
		if d := chineseDigit(c); d >= 0 {
			p.digit(d)
		} else if u := chineseUnit(c); u > 0 && !beginsUnit(t, j) {
			p.unit(u)
		} else if (c == '余' || c == '多' || c == '几') && !n.more && j > i && p.units > 0 && countsMore(t, j) {
			n.more = true
			if chineseDigit(t.at(j+1)) >= 0 {
				j++
				break
			}
		} else {
			break
		}
		j++
	}
	if j == i || p.broken {
		return numeral{}, false
	}
	n.end = j
	n.value = decimal.NewFromInt(p.value())
	n.scaled = p.units > 0
	n.bare = p.units > 0 && p.digits == 0 && chineseUnit(t.at(i)) >= 100
	n.digits = p.digits
	if p.low > 0 { // 七八所, 三四十人
		n.pair = pairRange
		n.value2 = n.value
		n.value = decimal.NewFromInt(p.low)
	}
	return n, true
}

// chineseParser adds up a Chinese number from left to right.
type chineseParser struct {
	total, group, current int64
	digits, units         int
	run                   int // digits in a row
	lastDigit             int
	low                   int64 // low end of 七八
	lowDigit              int
	broken                bool
}

func (p *chineseParser) digit(d int) {
	p.digits++
	p.run++
	switch {
	case p.run == 1:
		p.current = int64(d)
	case p.run == 2 && d == p.lastDigit+1 && p.lastDigit > 0 && p.current == int64(p.lastDigit):
		p.lowDigit, p.current = p.lastDigit, int64(d)
	case p.lowDigit > 0:
		p.current, p.lowDigit = int64(p.lowDigit)*100+p.current*10+int64(d), 0
	default: // 二〇一五: digits written one by one
		p.current = p.current*10 + int64(d)
	}
	p.lastDigit = d
	if p.run > 12 {
		p.broken = true
	}
}

func (p *chineseParser) unit(u int) {
	p.units++
	p.run = 0
	factor := int64(u)
	if p.units > 8 || p.total > 1e14 || p.group > 1e14 {
		p.broken = true
		return
	}
	if p.lowDigit > 0 {
		p.low = (p.group + int64(p.lowDigit)) * factor
		p.lowDigit = 0
	} else if p.low > 0 {
		p.low *= factor
	}
	if factor < 10_000 {
		p.group += max(p.current, 1) * factor
		p.current = 0
		return
	}
	sum := p.group + p.current
	if sum == 0 && p.total == 0 {
		sum = 1
	}
	if factor == 100_000_000 {
		p.total = (p.total + sum) * factor
	} else {
		p.total += sum * factor
	}
	p.group, p.current = 0, 0
}

// value ends the number. A last digit after 百 or more stands for the next lower
// multiplier only in speech (三百五); official prose writes 三百五十.
func (p *chineseParser) value() int64 {
	v := p.total + p.group + p.current
	if p.lowDigit > 0 {
		p.low = p.total + p.group + int64(p.lowDigit)
	}
	return v
}
