package docread

// throughRange reads the second end of a range (9月至11月, 2026年到2028年, 5月10
// 日至20日): the expression then spans both ends and its last day is that of the
// second.
func (e timeExpr) throughRange(t *text) timeExpr {
	i := rangeJoin(t, e.end)
	if i == e.end {
		return e
	}
	if e.part == partDay && isDigit(t.at(i)) {
		if d, k := smallDecimal(t, i); d >= e.day && d <= 31 && (t.at(k) == '日' || t.at(k) == '号') {
			e.day, e.end, e.ranged = d, k+1, true
			return e
		}
	}
	to, ok := singleAt(t, i)
	if !ok {
		return e
	}
	if to.year == 0 && !to.relative {
		to.year, to.relative, to.offset, to.masked = e.year, e.relative, e.offset, to.masked || e.masked
	}
	to.start, to.ranged = e.start, true
	return to
}

// rangeJoin returns the offset after a mark that joins two ends, i when none
// stands there.
func rangeJoin(t *text, i int) int {
	j := i
	for j-i < 2 && (rangeMark(t.at(j)) || t.at(j) == '—' || t.at(j) == '～') {
		j++
	}
	if j == i && (t.at(i) == '至' || t.at(i) == '到') {
		j++
	}
	return j
}

// rangeAt reads ranges whose first end lacks its unit: 3—5月, 2026-2028年.
func rangeAt(t *text, i int) (timeExpr, bool) {
	if !isDigit(t.at(i)) || isDigit(t.at(i-1)) {
		return timeExpr{}, false
	}
	j := i
	for isDigit(t.at(j)) && j-i < 5 {
		j++
	}
	k := rangeJoin(t, j)
	if k == j || j-i > 4 || !isDigit(t.at(k)) {
		return timeExpr{}, false
	}
	to, ok := singleAt(t, k)
	switch {
	case !ok, j-i == 4 && to.year == 0, j-i < 3 && (to.part != partMonth || to.year > 0), j-i == 3:
		return timeExpr{}, false
	}
	to.start, to.ranged = i, true
	return to, true
}
