package docread

import "encoding/json"

// UnmarshalJSON restores a document that was stored as JSON, so that Slice works
// on it as on one that has just been read.
func (d *Document) UnmarshalJSON(data []byte) error {
	type plain Document
	if err := json.Unmarshal(data, (*plain)(d)); err != nil {
		return err
	}
	d.runes = []rune(d.Text)
	return nil
}
