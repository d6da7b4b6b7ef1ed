package form

import "slices"

// Contribution is what one part gave to a cell of a roll-up.
type Contribution struct {
	Part  int  // index among the parts
	Path  Path // of the cell in the part's own answer: rows of free tables have other keys there
	Value Value
}

// Contributions are what each part gave to a cell of RollUp(def, parts), in the
// order of the parts; a part that has no answer there is left out. Of a row of a
// free table it is the one part that the row comes from.
func Contributions(def *Definition, parts []Part, path Path) []Contribution {
	list, key, code := path.Split()
	if list == "" {
		return sameCell(parts, path)
	}
	at := slices.IndexFunc(def.Sections, func(s Section) bool { return s.Rows != nil && s.Rows.Code == list })
	if at < 0 {
		return nil
	}
	if len(def.Sections[at].Rows.Fixed) > 0 {
		return sameCell(parts, path)
	}
	return ofRow(parts, list, key, code)
}

func sameCell(parts []Part, path Path) []Contribution {
	var all []Contribution
	for i, p := range parts {
		if v := p.Values.Get(path); !v.IsMissing() {
			all = append(all, Contribution{Part: i, Path: path, Value: v})
		}
	}
	return all
}

// ofRow finds the row as rollUp.free has numbered it.
func ofRow(parts []Part, list, key, code string) []Contribution {
	var keys []string
	for i, p := range parts {
		for _, row := range p.Values.Rows(list) {
			numbered := NextRowKey(keys...)
			keys = append(keys, numbered)
			if numbered == key {
				return []Contribution{{Part: i, Path: CellPath(list, row.Key, code), Value: row.Fields[code]}}
			}
		}
	}
	return nil
}
