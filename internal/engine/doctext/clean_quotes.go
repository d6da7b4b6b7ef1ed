package doctext

// findDoubledQuotes finds quotation marks that stand twice on both sides of what
// they quote: ““双减””.
func findDoubledQuotes(d *draft) []edit {
	var edits []edit
	for i := 0; i < len(d.runes); i++ {
		c := d.runes[i]
		if c != '“' && c != '"' || d.rune(i+1) != c {
			continue
		}
		if end := d.doubledEnd(i + 2); end > 0 {
			edits = append(edits, edit{i, i + 1, 0}, edit{end, end + 1, 0})
			i = end + 1
		}
	}
	return edits
}

// doubledEnd returns where the doubled mark that closes a quotation stands, 0 when
// a single one does or none is near. The quotation begins at i.
func (d *draft) doubledEnd(i int) int {
	closing := rune('”')
	if d.rune(i-1) == '"' {
		closing = '"'
	}
	for k := i; k < len(d.runes) && k-i <= quoteWindow && d.runes[k] != '\n'; k++ {
		switch d.runes[k] {
		case closing:
			if k > i && d.rune(k+1) == closing {
				return k
			}
			return 0
		case '“':
			return 0
		}
	}
	return 0
}
