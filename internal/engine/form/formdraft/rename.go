package formdraft

// RenameField gives the field at a place another name and writes the new name wherever the draft means the field by the
// old one: conditions, formulas, checks, messages, keys of tables. Where another field or table has the same name, only
// what belongs to the same section is rewritten, because elsewhere the name may mean the other.
func (d *Draft) RenameField(at At, name string) bool {
	f := d.Field(at)
	if f == nil {
		return false
	}
	old := f.Name
	f.Name = name
	d.rewriteFor(at.Section, old, name)
	return true
}

// RecodeField gives the field at a place another code, with all that names it by the old one. The code of a field that
// was published must not change: returns are kept under it.
func (d *Draft) RecodeField(at At, code string) bool {
	f := d.Field(at)
	if f == nil {
		return false
	}
	old := f.Code
	f.Code = code
	d.rewriteFor(at.Section, old, code)
	return true
}

// RenameTable gives the table of a section another name, with all that names it by the old one.
func (d *Draft) RenameTable(section int, name string) bool {
	if section < 0 || section >= len(d.Sections) || d.Sections[section].Rows == nil {
		return false
	}
	rows := d.Sections[section].Rows
	old := rows.Name
	rows.Name = name
	d.rewriteFor(-1, old, name)
	return true
}

// RenameList gives a list of options another name, with the fields that choose from it.
func (d *Draft) RenameList(old, name string) bool {
	found := false
	for i := range d.Lists {
		if d.Lists[i].Name == old {
			d.Lists[i].Name, found = name, true
		}
	}
	for i := range d.CodeLists {
		if d.CodeLists[i].Name == old {
			d.CodeLists[i].Name, found = name, true
		}
	}
	for i := range d.Sections {
		for j := range d.Sections[i].Fields {
			if f := &d.Sections[i].Fields[j]; found && f.Of == old && (f.Type == "choice" || f.Type == "multichoice") {
				f.Of = name
			}
		}
	}
	return found
}

// RenameRefer gives a reference to another form another name, with all that reads the other form by it.
func (d *Draft) RenameRefer(old, name string) bool {
	found := false
	for i := range d.Refers {
		if d.Refers[i].Name == old {
			d.Refers[i].Name, found = name, true
		}
	}
	if !found || old == "" || name == "" {
		return found
	}
	w := rewriter{old: old, new: name}
	for i := range d.Sections {
		w.section(&d.Sections[i])
	}
	for i := range d.Checks {
		w.check(&d.Checks[i])
	}
	return true
}

// rewriteFor writes a new word for the old one, everywhere or, where something else goes by the old word, within the
// section only.
func (d *Draft) rewriteFor(section int, old, new string) {
	if old == "" || new == "" || old == new {
		return
	}
	w := rewriter{old: old, new: new, foreign: d.foreign()}
	if !d.called(old) {
		w.items = true
		for i := range d.Sections {
			w.section(&d.Sections[i])
		}
		for i := range d.Checks {
			w.check(&d.Checks[i])
		}
		return
	}
	if section < 0 {
		return
	}
	own := &d.Sections[section]
	for i := range d.Sections {
		if i == section || own.Rows == nil && d.Sections[i].Rows == nil {
			w.section(&d.Sections[i])
		}
	}
	for i := range d.Checks {
		if d.Checks[i].about(own) {
			w.check(&d.Checks[i])
		}
	}
}

// foreign are the names behind which a point leads out of the form.
func (d *Draft) foreign() map[string]bool {
	names := map[string]bool{"参数": true, "param": true}
	for _, r := range d.Refers {
		names[r.Name] = true
	}
	return names
}

// called reports whether a field or table goes by the word.
func (d *Draft) called(word string) bool {
	for _, s := range d.Sections {
		if s.Rows != nil && (s.Rows.Name == word || s.Rows.Code == word) {
			return true
		}
		for _, f := range s.Fields {
			if f.Name == word || f.Code == word {
				return true
			}
		}
	}
	return false
}

// about reports whether a check is computed for each row of a section's table, or, for a section that is none, for the
// form.
func (c *Check) about(s *Section) bool {
	if s.Rows == nil {
		return c.Each == ""
	}
	return c.Each != "" && (c.Each == s.Rows.Name || c.Each == s.Rows.Code)
}

func (w rewriter) section(s *Section) {
	w.expression(&s.When)
	if s.Rows != nil {
		w.word(&s.Rows.Key)
	}
	for i := range s.Fields {
		f := &s.Fields[i]
		w.expression(&f.When)
		w.expression(&f.Value)
		w.expression(&f.Required)
		w.word(&f.Under)
		if w.reference(f.Prefill.Named) {
			w.expression(&f.Prefill.Named)
		}
	}
}

func (w rewriter) check(c *Check) {
	w.expression(&c.Logic)
	w.expression(&c.Experience)
	w.expression(&c.Mend.Value)
	w.template(&c.Say)
	w.word(&c.Mend.Field)
	w.word(&c.Each)
	for i := range c.At {
		w.word(&c.At[i])
	}
}
