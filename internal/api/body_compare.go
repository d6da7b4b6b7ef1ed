package api

import (
	"maps"
	"slices"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/validation"
)

// wrongIn compares a value at a place of a body with its schema, in the library's words.
// It names what stands in an object by its whole path: the library takes a name off the
// path at its last point or bracket, and with the paths of cells, which have both, each
// wrong one would spoil the paths of all that follow.
func wrongIn(r huma.Registry, s *huma.Schema, at string, v any) []error {
	for s.Ref != "" {
		s = r.SchemaFromRef(s.Ref)
	}
	object, is := v.(map[string]any)
	if !is || s.Type != huma.TypeObject {
		return compared(r, s, at, v)
	}
	var inner []error
	known := map[string]any{}
	for _, name := range slices.Sorted(maps.Keys(object)) {
		place, one := at+"."+name, object[name]
		property, described := s.Properties[name]
		members, isObject := one.(map[string]any)
		switch {
		case described && isObject && property.Type == huma.TypeObject:
			known[name] = map[string]any{}
			inner = append(inner, wrongIn(r, property, place, members)...)
		case described:
			known[name] = one
		case s.AdditionalProperties == false:
			inner = append(inner, &huma.ErrorDetail{Location: place, Message: validation.MsgUnexpectedProperty, Value: object})
		default:
			if each, is := s.AdditionalProperties.(*huma.Schema); is {
				inner = append(inner, wrongIn(r, each, place, one)...)
			}
		}
	}
	return append(compared(r, s, at, known), inner...)
}

// compared is the library's comparison.
func compared(r huma.Registry, s *huma.Schema, at string, v any) []error {
	var found huma.ValidateResult
	huma.Validate(r, s, huma.NewPathBuffer([]byte(at), len(at)), huma.ModeWriteToServer, v, &found)
	return found.Errors
}
