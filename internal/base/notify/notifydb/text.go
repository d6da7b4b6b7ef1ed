package notifydb

import (
	"encoding/json"

	"nianlun/internal/kit/i18n"
)

// text is a message as it is stored: its key and its arguments, where an argument
// may be a message itself.
type text struct {
	Key  string `json:"key"`
	Args []arg  `json:"args,omitempty"`
}

// arg is one argument: a message, or a plain JSON value.
type arg struct {
	Text  *text           `json:"text,omitempty"`
	Value json.RawMessage `json:"value,omitempty"`
}

func encodeText(t i18n.Text) (string, error) {
	stored, err := textOf(t)
	if err != nil {
		return "", err
	}
	data, err := json.Marshal(stored)
	return string(data), err
}

func textOf(t i18n.Text) (text, error) {
	out := text{Key: t.Key, Args: make([]arg, len(t.Args))}
	for i, a := range t.Args {
		if inner, ok := a.(i18n.Text); ok {
			nested, err := textOf(inner)
			if err != nil {
				return text{}, err
			}
			out.Args[i].Text = &nested
			continue
		}
		value, err := json.Marshal(a)
		if err != nil {
			return text{}, err
		}
		out.Args[i].Value = value
	}
	return out, nil
}

func decodeText(data []byte) (i18n.Text, error) {
	var stored text
	if err := json.Unmarshal(data, &stored); err != nil {
		return i18n.Text{}, err
	}
	return stored.read()
}

func (t text) read() (i18n.Text, error) {
	out := i18n.Text{Key: t.Key}
	for _, a := range t.Args {
		if a.Text != nil {
			inner, err := a.Text.read()
			if err != nil {
				return i18n.Text{}, err
			}
			out.Args = append(out.Args, inner)
			continue
		}
		value, err := plain(a.Value)
		if err != nil {
			return i18n.Text{}, err
		}
		out.Args = append(out.Args, value)
	}
	return out, nil
}

// plain reads a value so that it prints as it did: whole numbers stay whole.
func plain(data json.RawMessage) (any, error) {
	var number json.Number
	if json.Unmarshal(data, &number) == nil && len(data) > 0 && data[0] != '"' {
		return number.String(), nil
	}
	var value any
	err := json.Unmarshal(data, &value)
	return value, err
}
