package form

// Directory finds the units and people that an answer may point at. The engine knows neither; whoever decodes a
// document for a bureau does.
type Directory interface {
	// Find reads what was written into a unit or person field: an id, or what the unit or person is called. count is
	// how many it may mean: 0 when there is nobody of that name to choose, 1 when id is the one, more when the name
	// alone does not tell.
	Find(f *Field, text string) (id string, count int)
}

// refers tells the fields whose values are ids from a directory.
func (f *Field) refers() bool {
	c := f.Type.Control()
	return c == ControlUnit || c == ControlPerson
}

// NamesOthers tells whether the definition asks for units or people, so that decoding needs a directory.
func (d *Definition) NamesOthers() bool {
	for _, f := range d.fields {
		if f.refers() {
			return true
		}
	}
	return false
}

// lookUp turns what was written into the id that it stands for.
func lookUp(dir Directory, f *Field, text string) (string, *Fault) {
	id, count := dir.Find(f, unseen(text))
	if count == 0 {
		id, count = dir.Find(f, text) // the name may have come with such characters itself
	}
	switch {
	case count == 1:
		return id, nil
	case count > 1:
		return "", fault(SameName, "text", clip(text))
	case f.Type.Control() == ControlPerson:
		return "", fault(BadPerson, "text", clip(text))
	}
	return "", fault(BadReference, "text", clip(text))
}
