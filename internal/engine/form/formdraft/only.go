package formdraft

import "slices"

// Only is a form of some of the fields, by their keys, to be filled in by hand and by itself: without conditions,
// checks, sources and references to other forms; what is computed is a number to be typed. A table that is named by its
// code keeps the field by which its rows are known, or its first one, so that rows can be written.
func (d Draft) Only(keys []string) Draft {
	out := Draft{Code: d.Code, Title: d.Title, Period: d.Period, CodeLists: d.CodeLists, Lists: d.Lists}
	for i := range d.Sections {
		if s := d.Sections[i].only(keys); len(s.Fields) > 0 {
			out.Sections = append(out.Sections, s)
		}
	}
	return out
}

func (s Section) only(keys []string) Section {
	out := Section{Title: s.Title}
	wanted := func(f Field) bool { return slices.Contains(keys, s.Key(&f)) }
	if s.Rows != nil {
		rows := *s.Rows
		rows.Min, rows.Max = "", ""
		isKey := func(f Field) bool { return rows.Key != "" && (f.Name == rows.Key || f.Code == rows.Key) }
		named := slices.Contains(keys, rows.Code) || slices.ContainsFunc(s.Fields, wanted)
		known := slices.IndexFunc(s.Fields, isKey)
		if named && known < 0 && !slices.ContainsFunc(s.Fields, wanted) {
			known = slices.IndexFunc(s.Fields, func(f Field) bool { return f.Type != "calculated" && f.Type != "note" })
		}
		out.Rows = &rows
		for i, f := range s.Fields {
			if wanted(f) || named && i == known {
				out.Fields = append(out.Fields, f.alone())
			}
		}
		return out
	}
	for _, f := range s.Fields {
		if wanted(f) {
			out.Fields = append(out.Fields, f.alone())
		}
	}
	return out
}

// alone is a field that depends on nothing.
func (f Field) alone() Field {
	f.When, f.Required, f.Default, f.Prefill, f.Total = "", "", "", Prefill{}, false
	if f.Under != "" {
		f.Under, f.Options = "", slices.Clone(f.Options)
		for i := range f.Options {
			f.Options[i].Under = nil
		}
	}
	if f.Type == "calculated" {
		f.Type, f.Value, f.Missing = "decimal", "", ""
		if f.Decimals == "" {
			f.Decimals = "2"
		}
	}
	return f
}
