package docread

// unitMatch is the measure word after a numeral.
type unitMatch struct {
	unit string // normalised
	kind Kind
	end  int // offset after it
}

// unitAt reads the measure word at i. masked numerals are mistrusted: xx名校 and
// xx项目 are names with a blank in them.
func unitAt(t *text, i int, masked bool) (unitMatch, bool) {
	j := t.skipUnitSpace(i)
	if c := t.at(j - 1); t.at(j) == '\n' && (c == '万' || c == '亿') { // a line broken before the unit
		j++
	}
	if n := percentUnits.longestAt(t.r, j); n > 0 {
		return unitMatch{unit: normalPercent(string(t.r[j : j+n])), kind: KindPercent, end: j + n}, true
	}
	if n := moneyUnits.longestAt(t.r, j); n > 0 && notUnits.longestAt(t.r, j) <= n { // 元旦 is no money
		return unitMatch{unit: "元", kind: KindMoney, end: j + n}, true
	}
	if n := measureUnits.longestAt(t.r, j); n > 0 {
		return unitMatch{unit: normalMeasure(string(t.r[j : j+n])), kind: KindMeasure, end: j + n}, true
	}
	n := countUnits.longestAt(t.r, j)
	if n == 0 || notUnits.longestAt(t.r, j) > n {
		return unitMatch{}, false
	}
	if masked && maskedNotUnits.longestAt(t.r, j) >= n && maskedUnits.longestAt(t.r, j) == 0 {
		return unitMatch{}, false
	}
	return unitMatch{unit: string(t.r[j : j+n]), kind: KindCount, end: j + n}, true
}

// skipUnitSpace skips the one blank that some writers put before a unit.
func (t *text) skipUnitSpace(i int) int {
	if t.at(i) == ' ' || t.at(i) == '\u00a0' {
		return i + 1
	}
	return i
}

func normalPercent(unit string) string {
	switch unit {
	case "％", "﹪":
		return "%"
	case "百分点":
		return "个百分点"
	}
	return unit
}

func normalMeasure(unit string) string {
	switch unit {
	case "㎡", "平米", "m2", "m²", "M2", "平方":
		return "平方米"
	case "km", "KM", "㎞":
		return "公里"
	case "㎏", "kg", "KG":
		return "公斤"
	case "m³", "立方":
		return "立方米"
	}
	return unit
}
