package record

import (
	"strings"

	"github.com/shopspring/decimal"

	"nianlun/internal/engine/expr"
	"nianlun/internal/engine/form"
)

// unitSeparator parts the numbers of a packed vector: ASCII 31, which no number
// holds and both databases store in text.
const unitSeparator = "\x1f"

// layout says which number stands where in a version's vectors. It follows from
// the definition alone: the fields that hold numbers (and yes/no, as 1 and 0) in
// the order of the form; for a table the number of its rows under the table's
// code, then the sum of each such column under "table.column".
type layout struct {
	version Version
	keys    []string
	index   map[string]int
}

func layoutOf(v Version) *layout {
	l := &layout{version: v, index: map[string]int{}}
	add := func(key string) {
		l.index[key] = len(l.keys)
		l.keys = append(l.keys, key)
	}
	for _, section := range v.Definition.Sections {
		if section.Rows != nil {
			add(section.Rows.Code)
		}
		for i := range section.Fields {
			if holdsNumber(&section.Fields[i]) {
				add(section.Fields[i].Key())
			}
		}
	}
	return l
}

func holdsNumber(f *form.Field) bool {
	kind := f.Type.Holds()
	return kind == expr.Number || kind == expr.Bool
}

// pack writes the numbers of a document as one vector: their texts in the order
// of the layout, nothing where there is no value.
func (l *layout) pack(values form.Values) string {
	numbers := make([]*decimal.Decimal, len(l.keys))
	add := func(at int, v form.Value) {
		n, ok := numberIn(v)
		if ok && numbers[at] != nil {
			n = numbers[at].Add(n)
		}
		if ok {
			numbers[at] = &n
		}
	}
	for i := range l.version.Definition.Sections {
		section := &l.version.Definition.Sections[i]
		if section.Rows == nil {
			for j := range section.Fields {
				if at, ok := l.index[section.Fields[j].Key()]; ok {
					add(at, values.Get(form.FieldPath(section.Fields[j].Code)))
				}
			}
			continue
		}
		rows := values.Rows(section.Rows.Code)
		count := decimal.NewFromInt(int64(len(rows)))
		numbers[l.index[section.Rows.Code]] = &count
		for j := range section.Fields {
			at, ok := l.index[section.Fields[j].Key()]
			for k := 0; ok && k < len(rows); k++ {
				add(at, rows[k].Fields[section.Fields[j].Code])
			}
		}
	}
	texts := make([]string, len(numbers))
	for i, n := range numbers {
		if n != nil {
			texts[i] = n.String()
		}
	}
	return strings.Join(texts, unitSeparator)
}

// numberIn is the number that a value counts as; a yes counts as 1 and a no as 0.
func numberIn(v form.Value) (decimal.Decimal, bool) {
	switch v.Kind() {
	case expr.Number:
		return v.Number(), true
	case expr.Bool:
		if v.Bool() {
			return decimal.NewFromInt(1), true
		}
		return decimal.Zero, true
	}
	return decimal.Decimal{}, false
}

// numbers reads some numbers of a vector; without keys all of them.
func (l *layout) numbers(vector string, keys []string) (map[string]decimal.Decimal, error) {
	texts := strings.Split(vector, unitSeparator)
	if len(keys) == 0 {
		keys = l.keys
	}
	numbers := make(map[string]decimal.Decimal, len(keys))
	for _, key := range keys {
		at, ok := l.index[key]
		if !ok || at >= len(texts) || texts[at] == "" {
			continue
		}
		d, err := decimal.NewFromString(texts[at])
		if err != nil {
			return nil, err
		}
		numbers[key] = d
	}
	return numbers, nil
}

// number reads one number of a vector, of which nothing after it is looked at.
func (l *layout) number(vector, key string) (map[string]decimal.Decimal, error) {
	at, ok := l.index[key]
	if !ok {
		return nil, nil
	}
	d, ok, err := nth(vector, at)
	if !ok || err != nil {
		return nil, err
	}
	return map[string]decimal.Decimal{key: d}, nil
}

// nth reads the n-th number of a vector without reading the others; false
// when there is none.
func nth(vector string, n int) (decimal.Decimal, bool, error) {
	for range n {
		_, rest, more := strings.Cut(vector, unitSeparator)
		if !more {
			return decimal.Decimal{}, false, nil
		}
		vector = rest
	}
	text, _, _ := strings.Cut(vector, unitSeparator)
	if text == "" {
		return decimal.Decimal{}, false, nil
	}
	d, err := decimal.NewFromString(text)
	return d, err == nil, err
}
