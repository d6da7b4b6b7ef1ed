package doctext

// Kinds of single characters that are not what the writer typed.
const (
	CleanWidth     CleaningKind = "width"     // full-width digits, letters and signs, written half-width
	CleanLookalike CleaningKind = "lookalike" // a character that only looks like the one that is meant
	CleanInvisible CleaningKind = "invisible" // characters that show nothing
)

// findCharacters looks at every character once for the three kinds. It replaces at
// once and returns what is to be dropped, runs as one.
func findCharacters(d *draft) []edit {
	var edits []edit
	first := len(d.cleaned)
	for i := 0; i < len(d.runes); i++ {
		c := d.runes[i]
		if c < 0x7f && c >= ' ' || c >= 0x4e00 && c <= 0x9fff || c == '\n' {
			continue
		}
		to, kind := mendRune(d, i, c)
		switch n := len(edits); {
		case kind == "":
		case to != 0:
			d.replace(i, to, kind, first)
		case n > 0 && edits[n-1].end == i:
			edits[n-1].end++
		default:
			edits = append(edits, edit{i, i + 1, 0})
		}
	}
	return edits
}

// mendRune returns what a character is replaced by (0: dropped) and why; no kind
// when it stays.
func mendRune(d *draft, i int, c rune) (rune, CleaningKind) {
	if to := halfWidth(d, i, c); to != 0 {
		return to, CleanWidth
	}
	if to := meant(d, i, c); to != 0 {
		return to, CleanLookalike
	}
	if to, ok := visible(d, i, c); ok {
		return to, CleanInvisible
	}
	return 0, ""
}
