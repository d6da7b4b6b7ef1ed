package ui

import "github.com/a-h/templ"

// current marks the way or choice that is in force.
func current(yes bool) templ.Attributes {
	if !yes {
		return nil
	}
	return templ.Attributes{"aria-current": "true"}
}
