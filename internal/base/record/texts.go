package record

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"nianlun/internal/engine/form"
)

// As long as one text of a sheet is no value, the texts of all its cells are part of
// the revision: they stay as they were written. Nearly all of them are what the values
// say anyhow, so only the others are kept.

// rawReversal says how some texts are read back from others.
type rawReversal struct {
	Texts form.Raw    `json:"texts,omitempty"` // that were otherwise
	Gone  []form.Path `json:"gone,omitempty"`  // that were not there
}

// reversal is how older is read back from newer.
func reversal(newer, older form.Raw) rawReversal {
	out := rawReversal{Texts: form.Raw{}}
	for path, text := range older {
		if now, there := newer[path]; !there || now != text {
			out.Texts[path] = text
		}
	}
	for path := range newer {
		if _, there := older[path]; !there {
			out.Gone = append(out.Gone, path)
		}
	}
	slices.Sort(out.Gone)
	return out
}

// of reads the older texts back from the newer; nil when there were none.
func (b rawReversal) of(newer form.Raw) form.Raw {
	raw := maps.Clone(newer)
	for _, path := range b.Gone {
		delete(raw, path)
	}
	if raw == nil {
		raw = form.Raw{}
	}
	maps.Copy(raw, b.Texts)
	if len(raw) == 0 {
		return nil
	}
	return raw
}

// overValues are texts as they are kept beside the values that they were read into:
// what they have otherwise than form.RawOf, or null for none. The name of the key is no
// path of a form, so that what older programs wrote, all texts by their paths, is told
// from it.
type overValues struct {
	Over *rawReversal `json:"over:values"`
}

const overValuesBegin = `{"over:values":`

// textsOver writes texts beside their values.
func textsOver(def *form.Definition, values form.Values, raw form.Raw) (string, error) {
	var over overValues
	if len(raw) > 0 {
		back := reversal(form.RawOf(def, values), raw)
		if len(back.Texts)+len(back.Gone) > len(raw) {
			all, err := json.Marshal(raw)
			return string(all), err
		}
		over.Over = &back
	}
	text, err := json.Marshal(over)
	return string(text), err
}

// readTexts reads what is kept of the texts of a whole revision.
func readTexts(def *form.Definition, values form.Values, text string) (form.Raw, error) {
	if text == "" {
		return nil, nil
	}
	if !strings.HasPrefix(text, overValuesBegin) {
		var raw form.Raw
		err := json.Unmarshal([]byte(text), &raw)
		return raw, err
	}
	var over overValues
	if err := json.Unmarshal([]byte(text), &over); err != nil || over.Over == nil {
		return nil, err
	}
	return over.Over.of(form.RawOf(def, values)), nil
}

// enough is a length of kept texts of which nothing shorter is looked for.
const enough = 256

// textsBack writes the texts of an older revision: what they had otherwise than those of
// the newer one, or than their own values, whatever is shorter. It is empty when both
// revisions have the same.
func textsBack(def *form.Definition, newer form.Raw, values form.Values, older form.Raw) (string, error) {
	if maps.Equal(newer, older) {
		return "", nil
	}
	back, err := json.Marshal(reversal(newer, older))
	if err != nil || len(back) <= enough {
		return string(back), err
	}
	over, err := textsOver(def, values, older)
	if err != nil || len(over) >= len(back) || !strings.HasPrefix(over, overValuesBegin) {
		return string(back), err
	}
	return over, nil
}

// readTextsBack reads the texts of an older revision from those of the newer one, or
// from its own values.
func readTextsBack(def *form.Definition, newer form.Raw, values form.Values, text string) (form.Raw, error) {
	switch {
	case text == "":
		return newer, nil
	case strings.HasPrefix(text, overValuesBegin):
		return readTexts(def, values, text)
	}
	var back rawReversal
	if err := json.Unmarshal([]byte(text), &back); err != nil {
		return nil, err
	}
	return back.of(newer), nil
}
