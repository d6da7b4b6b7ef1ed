package form

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"nianlun/internal/engine/expr"
)

// Marshal writes values in the canonical form: the same values give the same bytes. It is written out by hand, since
// every save of every sheet passes here and maps and reflection showed in the profile of handing in.
func Marshal(values Values) []byte {
	b := append(make([]byte, 0, 4096), `{"fields":`...)
	b = appendFields(b, values.fields)
	first := true
	for _, list := range sortedKeys(values.tables) {
		rows := values.Rows(list)
		if len(rows) == 0 {
			continue
		}
		if first {
			b = append(b, `,"tables":{`...)
		} else {
			b = append(b, ',')
		}
		first = false
		b = append(appendText(b, list), ':')
		b = appendRows(b, rows)
	}
	if !first {
		b = append(b, '}')
	}
	if values.read != nil {
		b = appendReadings(append(b, `,"read":`...), values.read)
	}
	return append(b, '}')
}

func appendRows(b []byte, rows []Row) []byte {
	b = append(b, '[')
	for i, r := range rows {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendText(append(b, `{"key":`...), r.Key)
		b = appendFields(append(b, `,"fields":`...), r.Fields)
		b = append(b, '}')
	}
	return append(b, ']')
}

func appendFields(b []byte, fields map[string]Value) []byte {
	codes := make([]string, 0, len(fields))
	for code, v := range fields {
		if !v.IsMissing() {
			codes = append(codes, code)
		}
	}
	slices.Sort(codes)
	b = append(b, '{')
	for i, code := range codes {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(appendText(b, code), ':')
		b = appendValue(b, fields[code])
	}
	return append(b, '}')
}

func appendValue(b []byte, v Value) []byte {
	switch v.Kind() {
	case expr.Number:
		return appendText(b, numberText(v))
	case expr.Bool:
		return strconv.AppendBool(b, v.Bool())
	case expr.List:
		b = append(b, '[')
		for i, item := range v.Items() {
			if i > 0 {
				b = append(b, ',')
			}
			b = appendText(b, item.Text())
		}
		return append(b, ']')
	case expr.Date:
		return appendText(b, v.Date().String())
	}
	return appendText(b, v.Text())
}

// appendText writes a JSON string. What JSON must escape is rare in answers and left to the library.
func appendText(b []byte, text string) []byte {
	if !utf8.ValidString(text) || strings.ContainsFunc(text, escaped) {
		return appendEscaped(b, text)
	}
	b = append(b, '"')
	b = append(b, text...)
	return append(b, '"')
}

// escaped tells the characters that JSON escapes; the two line ends for the sake of JavaScript.
func escaped(r rune) bool {
	return r < 0x20 || r == '"' || r == '\\' || r == '\u2028' || r == '\u2029'
}

func appendEscaped(b []byte, text string) []byte {
	out := bytes.NewBuffer(b)
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	_ = encoder.Encode(text) // a text cannot fail
	return bytes.TrimSuffix(out.Bytes(), []byte("\n"))
}
