package collect

import (
	"fmt"
	"hash/fnv"
	"slices"
	"strings"

	"nianlun/internal/engine/form"
)

// Explanation is what the unit says to an experience check that its figures
// fail. It is kept beside the cell and offered again in the next period.
type Explanation struct {
	Finding string `json:"finding"` // form.Finding.Key
	Text    string `json:"text"`
	// Of seals the figures that were explained: when they change, the text no
	// longer counts, and is asked for again. Empty counts for any.
	Of   string `json:"of,omitempty"`
	From string `json:"-"` // the period it comes from, when it is only offered; empty for this return's own
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
// was said; an emptied text takes the explanation away. A text that is not new
// explains what it explained before and nothing else, unless it is among those
// that are said again.
func withSaid(all []Explanation, texts map[string]string, again ...string) []Explanation {
	merged := map[string]Explanation{}
	for _, e := range all {
		if e.Text = strings.TrimSpace(e.Text); e.Text != "" {
			merged[e.Finding] = e
		}
	}
	for finding, text := range texts {
		text = strings.TrimSpace(text)
		switch {
		case text == "":
			delete(merged, finding)
		case merged[finding].Text != text || slices.Contains(again, finding):
			merged[finding] = Explanation{Finding: finding, Text: text}
		}
	}
	var out []Explanation
	for _, e := range merged {
		out = append(out, e)
	}
	slices.SortFunc(out, func(a, b Explanation) int { return strings.Compare(a.Finding, b.Finding) })
	return out
}

// unsealed tells whether something was said that no figures are known to yet.
func unsealed(all []Explanation) bool {
	return slices.ContainsFunc(all, func(e Explanation) bool { return e.Of == "" })
}

// sealed binds what was said newly to the figures that it explains.
func sealed(all []Explanation, findings []form.Finding, def *form.Definition, values form.Values) []Explanation {
	out := slices.Clone(all)
	for i, e := range out {
		at := slices.IndexFunc(findings, func(f form.Finding) bool { return f.Key() == e.Finding })
		if e.Of == "" && at >= 0 {
			out[i].Of = sealOf(findings[at], def, values)
		}
	}
	return out
}

// fallen takes from findings the explanations that were given to other figures.
func fallen(all []Explanation, findings []form.Finding, def *form.Definition, values form.Values) {
	for i := range findings {
		for _, e := range all {
			if e.Of != "" && e.Finding == findings[i].Key() && e.Of != sealOf(findings[i], def, values) {
				findings[i].Explanation = ""
			}
		}
	}
}

// sealOf is a short mark of what a finding says and of the figures in its cells.
func sealOf(f form.Finding, def *form.Definition, values form.Values) string {
	h := fnv.New64a()
	_, _ = h.Write([]byte(f.Message))
	for _, path := range f.Cells {
		text := ""
		if field, found := def.Field(path.Key()); found {
			text = field.Type.Text(field, values.Get(path))
		}
		_, _ = fmt.Fprintf(h, "\x00%s\x01%s", path, text)
	}
	return fmt.Sprintf("%016x", h.Sum64())
}

// offered are the texts that may be said again: those of this return that were
// given to other figures, and those of an earlier period to findings to which
// nothing was said yet.
func offered(findings []form.Finding, now, before []Explanation, period string) []Explanation {
	counts, have := map[string]bool{}, said(now)
	for _, f := range findings {
		counts[f.Key()] = f.Explanation != ""
	}
	var out []Explanation
	for _, e := range now {
		if found, is := counts[e.Finding]; is && !found {
			out = append(out, Explanation{Finding: e.Finding, Text: e.Text})
		}
	}
	for _, e := range before {
		if _, is := have[e.Finding]; !is && strings.TrimSpace(e.Text) != "" {
			out = append(out, Explanation{Finding: e.Finding, Text: e.Text, From: period})
		}
	}
	return out
}
