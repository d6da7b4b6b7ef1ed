package form

// MaskedRaw is RawOf for whoever may not see personal values whole: of those it gives what Show shows. written are texts
// that are no values, as they were written; a personal one is not repeated, since nobody can tell which part of it is
// personal.
func MaskedRaw(def *Definition, values Values, written Raw) Raw {
	raw := RawOf(def, values)
	for path, text := range written {
		raw[path] = text
	}
	for path := range raw {
		f := def.fields[path.Key()]
		if f == nil || !f.Masked() {
			continue
		}
		raw[path] = f.Type.Show(f, values.Get(path))
		if raw[path] == "" {
			raw[path] = unreadable
		}
	}
	return raw
}

// unreadable stands for a personal value that is mistyped.
const unreadable = "****"
