package form

import (
	"encoding/json"
	"fmt"
)

// appendReadings writes what a document has read: {"previous":{…},"returns":{"学籍":{…}}}, each as a document.
func appendReadings(b []byte, r *Readings) []byte {
	b = append(b, '{')
	if r.previous != nil {
		b = append(append(b, `"previous":`...), Marshal(*r.previous)...)
	}
	for i, name := range sortedKeys(r.returns) {
		switch {
		case i > 0:
			b = append(b, ',')
		case r.previous != nil:
			b = append(b, `,"returns":{`...)
		default:
			b = append(b, `"returns":{`...)
		}
		b = append(append(appendText(b, name), ':'), Marshal(r.returns[name])...)
	}
	if len(r.returns) > 0 {
		b = append(b, '}')
	}
	return append(b, '}')
}

// storedReadings are readings as they are kept.
type storedReadings struct {
	Previous json.RawMessage            `json:"previous,omitempty"`
	Returns  map[string]json.RawMessage `json:"returns,omitempty"`
}

// readReadings reads what appendReadings has written for the same version of the definition. A return of a form of
// which nothing is known here is left out: nothing is computed from it.
func readReadings(def *Definition, data []byte) (*Readings, error) {
	var in storedReadings
	if err := json.Unmarshal(data, &in); err != nil {
		return nil, fmt.Errorf("%w: what it has read: %w", ErrBadValues, err)
	}
	out := &Readings{returns: map[string]Values{}}
	if in.Previous != nil {
		values, err := Unmarshal(def, in.Previous)
		if err != nil {
			return nil, fmt.Errorf("the period before: %w", err)
		}
		out.previous = &values
	}
	for name, stored := range in.Returns {
		r, found := def.refer(name)
		if !found || r.def == nil {
			continue
		}
		values, err := Unmarshal(r.def, stored)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		out.returns[name] = values
	}
	return out, nil
}
