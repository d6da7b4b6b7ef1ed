package form

import (
	"bytes"
	"unicode/utf8"

	"nianlun/internal/engine/expr"
)

// readCanonical reads exactly what Marshal writes, in one walk and without reflection: every hand-in reads the whole
// sheet of the period before, and the library's reader showed in its profile. Anything else, right or wrong, is left to
// the library (false): texts with escapes among it.
func readCanonical(def *Definition, data []byte) (Values, bool) {
	c := canonical{def: def, rest: data}
	values := NewValues()
	if !c.take(`{"fields":`) || !c.fields("", values.fields) {
		return Values{}, false
	}
	if c.take(`,"tables":{`) {
		if !c.tables(values) || !c.take(`}`) {
			return Values{}, false
		}
	}
	if c.take(`,"read":`) {
		return c.readings(values)
	}
	return values, c.take(`}`) && len(c.rest) == 0
}

// readings are few and left to the library, to the end of the document.
func (c *canonical) readings(values Values) (Values, bool) {
	data, closed := bytes.CutSuffix(c.rest, []byte(`}`))
	read, err := readReadings(c.def, data)
	values.read = read
	return values, closed && err == nil
}

// canonical walks over a document. Its methods report false when something else stands there.
type canonical struct {
	def  *Definition
	rest []byte
}

func (c *canonical) take(literal string) bool {
	if len(c.rest) < len(literal) || string(c.rest[:len(literal)]) != literal {
		return false
	}
	c.rest = c.rest[len(literal):]
	return true
}

// text reads a string without escapes.
func (c *canonical) text() (string, bool) {
	if !c.take(`"`) {
		return "", false
	}
	end := bytes.IndexByte(c.rest, '"')
	if end < 0 {
		return "", false
	}
	text := c.rest[:end]
	if !utf8.Valid(text) || bytes.ContainsFunc(text, escaped) {
		return "", false
	}
	c.rest = c.rest[end+1:]
	return string(text), true
}

// members reads the rest of an object whose keys ascend, as Marshal writes them, calling each at every value.
func (c *canonical) members(each func(key string) bool) bool {
	last := ""
	for first := true; ; first = false {
		key, ok := c.text()
		if !ok || !c.take(`:`) || !first && key <= last || !each(key) {
			return false
		}
		if last = key; !c.take(`,`) {
			return true
		}
	}
}

func (c *canonical) fields(prefix string, into map[string]Value) bool {
	if !c.take(`{`) {
		return false
	}
	if c.take(`}`) {
		return true
	}
	return c.members(func(code string) bool {
		f, found := c.def.fields[prefix+code]
		if !found {
			return false
		}
		v, ok := c.value(f.Type.Holds())
		if ok {
			put(into, code, v)
		}
		return ok
	}) && c.take(`}`)
}

func (c *canonical) value(kind expr.Kind) (Value, bool) {
	switch {
	case kind == expr.Bool && c.take(`true`):
		return expr.BoolOf(true), true
	case kind == expr.Bool && c.take(`false`):
		return expr.BoolOf(false), true
	case kind == expr.Bool || kind == expr.List:
		return Value{}, false
	}
	text, ok := c.text()
	if !ok {
		return Value{}, false
	}
	v, err := readText(kind, text)
	return v, err == nil
}

func (c *canonical) tables(values Values) bool {
	return c.members(func(list string) bool {
		s, found := c.def.Table(list)
		if !found || !c.take(`[`) {
			return false
		}
		rows, ok := c.rows(list, len(s.Fields))
		if ok {
			values.SetRows(list, rows)
		}
		return ok
	})
}

func (c *canonical) rows(list string, columns int) ([]Row, bool) {
	var rows []Row
	seen := map[string]bool{}
	for {
		if !c.take(`{"key":`) {
			return nil, false
		}
		key, ok := c.text()
		if !ok || !validKey(key) || seen[key] || !c.take(`,"fields":`) {
			return nil, false
		}
		seen[key] = true
		row := Row{Key: key, Fields: make(map[string]Value, columns)}
		if !c.fields(list+".", row.Fields) || !c.take(`}`) {
			return nil, false
		}
		rows = append(rows, row)
		if !c.take(`,`) {
			return rows, c.take(`]`)
		}
	}
}
