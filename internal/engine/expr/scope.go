package expr

import (
	"slices"
	"sort"
)

// The words of the language for yes and no, beside true and false.
const (
	Yes = "是"
	No  = "否"
)

// Type says what a name holds.
type Type struct {
	Kind Kind
	// Elem is the type of the members of a List.
	Elem *Type
	// Members are the names within a Row.
	Members *Scope
	// Open is a Row whose members are not known here: naming one is the error Unresolved, for the caller to decide on.
	Open bool
	// Options are the texts that a Text may hold, where it is a choice from a list. Values hold the code; an
	// expression may write the code or the name, and a message shows the name.
	Options []Option
	// Shape is the written form of a Text that can be compared; nil for texts that have no order.
	Shape *Shape
}

// Option is one entry of a list that a choice is made from.
type Option struct{ Code, Name string }

// Rows is the type of a table whose rows have the given members.
func Rows(members *Scope) Type {
	return Type{Kind: List, Elem: &Type{Kind: Row, Members: members}}
}

// Scope declares the names that an expression may use. The zero Scope is empty; a nil *Scope too.
type Scope struct {
	outer   *Scope
	entries map[string]entry
}

type entry struct {
	code string
	typ  Type
}

// NewScope begins an empty scope.
func NewScope() *Scope { return &Scope{entries: map[string]entry{}} }

// Within begins a scope whose names hide those of outer.
func Within(outer *Scope) *Scope {
	s := NewScope()
	s.outer = outer
	return s
}

// Declare adds a name under its code and its aliases. Values are asked for by code alone. The first declaration of
// a name in a scope stays; Declare reports the names that were taken already.
func (s *Scope) Declare(code string, typ Type, aliases ...string) (taken []string) {
	for i, name := range append([]string{code}, aliases...) {
		if name == "" || (i > 0 && name == code) {
			continue
		}
		if _, found := s.entries[name]; found {
			taken = append(taken, name)
			continue
		}
		s.entries[name] = entry{code: code, typ: typ}
	}
	return taken
}

func (s *Scope) find(name string) (entry, bool) {
	for ; s != nil; s = s.outer {
		if e, found := s.entries[name]; found {
			return e, true
		}
	}
	return entry{}, false
}

// Names lists every name that can be used, sorted.
func (s *Scope) Names() []string {
	var names []string
	for ; s != nil; s = s.outer {
		for name := range s.entries {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	return slices.Compact(names)
}
