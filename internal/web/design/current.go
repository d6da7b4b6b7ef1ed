package design

import "github.com/a-h/templ"

// current marks the part of the outline that is beside.
func current(is bool) templ.Attributes {
	if !is {
		return nil
	}
	return templ.Attributes{"aria-current": "true"}
}

// autosave saves the panel while somebody types. A check that is not there yet is
// made by its button: it needs a rule and a message first.
func autosave(v designView) templ.Attributes {
	if !v.Write {
		return nil
	}
	if v.Panel.Check != nil && v.Panel.Check.Remove == "" || v.Panel.List != nil && v.Panel.List.Remove == "" || v.Panel.Refer != nil && v.Panel.Refer.Remove == "" {
		return templ.Attributes{"data-guard": true}
	}
	return templ.Attributes{"data-draft": v.Href}
}
