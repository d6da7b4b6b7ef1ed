package collect

import (
	"slices"
	"strings"
)

// Explanation is what the unit says to an experience check that its figures
// fail. It is kept beside the cell and offered again in the next period.
type Explanation struct {
	Finding string `json:"finding"` // form.Finding.Key
	Text    string `json:"text"`
	From    string `json:"-"` // the period it comes from, when it is only offered
}

// said is what the form engine takes: the text by finding.
func said(all []Explanation) map[string]string {
	texts := make(map[string]string, len(all))
	for _, e := range all {
		if text := strings.TrimSpace(e.Text); text != "" {
			texts[e.Finding] = text
		}
	}
	return texts
}

// withSaid is a copy of all in which the given texts replace or complete what
// was said; an emptied text takes the explanation away.
func withSaid(all []Explanation, texts map[string]string) []Explanation {
	merged := said(all)
	for finding, text := range texts {
		merged[finding] = strings.TrimSpace(text)
	}
	var out []Explanation
	for finding, text := range merged {
		if text != "" {
			out = append(out, Explanation{Finding: finding, Text: text})
		}
	}
	slices.SortFunc(out, func(a, b Explanation) int { return strings.Compare(a.Finding, b.Finding) })
	return out
}

// offered are the explanations of an earlier period for findings that nothing
// is said to yet.
func offered(before, now []Explanation, period string) []Explanation {
	have := said(now)
	var out []Explanation
	for _, e := range before {
		if _, is := have[e.Finding]; !is && strings.TrimSpace(e.Text) != "" {
			out = append(out, Explanation{Finding: e.Finding, Text: e.Text, From: period})
		}
	}
	return out
}
