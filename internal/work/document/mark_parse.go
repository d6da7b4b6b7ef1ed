package document

import (
	"strings"

	"nianlun/internal/engine/docread"
)

// leadIn stands before words that are read alone: a number at the head of a line
// would be taken for the number of a heading.
const leadIn = "新增"

// readFigure is what the reader makes of words that begin with a numeral; tail
// are the characters behind them, where the unit may stand. Offsets count from
// the first of the words. False when they hold no figure.
func readFigure(words, tail string) (docread.Figure, bool) {
	tail, _, _ = strings.Cut(tail, "\n")
	doc := docread.ReadText(leadIn+words+tail, docread.Options{})
	shift, length := len([]rune(leadIn)), len([]rune(words))
	for _, f := range doc.Figures {
		if f.Start-shift >= 0 && f.Start-shift < length && f.End-shift <= length {
			f.Start, f.End, f.UnitEnd = f.Start-shift, f.End-shift, f.UnitEnd-shift
			f.Subject = ""
			return f, true
		}
	}
	return docread.Figure{}, false
}

// blanked tells that words stand for a number whose digits were taken out.
func blanked(words string) bool {
	return strings.ContainsAny(words, "xXｘＸ×*＊_＿某○〇□")
}
