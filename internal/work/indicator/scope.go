package indicator

import (
	"strings"

	"nianlun/internal/base/org"
)

// Scope says of which units a figure is. Its text form is "all", "type:primary"
// or "unit:ID".
type Scope struct {
	Unit string       // one unit
	Type org.UnitType // all units of one type
}

// All is every unit that the definition counts.
var All = Scope{}

// ParseScope reads a scope; "" is all.
func ParseScope(text string) (Scope, bool) {
	kind, rest, _ := strings.Cut(text, ":")
	switch {
	case text == "" || text == "all":
		return All, true
	case kind == "unit" && rest != "":
		return Scope{Unit: rest}, true
	case kind == "type" && org.UnitType(rest).Known():
		return Scope{Type: org.UnitType(rest)}, true
	default:
		return Scope{}, false
	}
}

// String is the text form.
func (s Scope) String() string {
	switch {
	case s.Unit != "":
		return "unit:" + s.Unit
	case s.Type != "":
		return "type:" + string(s.Type)
	default:
		return "all"
	}
}

// holds tells whether a unit lies in the scope.
func (s Scope) holds(u org.Unit) bool {
	return (s.Unit == "" || s.Unit == u.ID) && (s.Type == "" || s.Type == u.Type)
}
