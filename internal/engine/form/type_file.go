package form

import (
	"strconv"

	"nianlun/internal/engine/expr"
	"nianlun/internal/engine/yamldoc"
)

// fileType is one or more uploads; the value holds the ids of the stored files, which the caller gave out. Whether
// they exist and what is in them is not known here.
type fileType struct{}

func (fileType) Name() string                                { return "file" }
func (fileType) Holds() expr.Kind                            { return expr.List }
func (fileType) Settings() []string                          { return []string{"max"} }
func (fileType) Control() Control                            { return ControlFiles }
func (fileType) Text(_ *Field, v Value) string               { return joinTexts(v, ",") }
func (fileType) Show(_ *Field, v Value) string               { return joinTexts(v, "、") }
func (fileType) Define(f *Field, m yamldoc.Map)              { defineCount(f, m, 1) }
func (fileType) Decode(f *Field, raw string) (Value, *Fault) { return decodeFiles(f, raw) }

func decodeFiles(f *Field, raw string) (Value, *Fault) {
	var items []Value
	seen := map[string]bool{}
	for _, id := range splitEntries(raw) {
		if !validID(id) {
			return Value{}, fault(BadReference, "text", clip(id))
		}
		if !seen[id] {
			seen[id] = true
			items = append(items, expr.TextOf(id))
		}
	}
	if len(items) > f.Count {
		return Value{}, fault(TooMany, "max", strconv.Itoa(f.Count), "got", strconv.Itoa(len(items)))
	}
	return listOf(items), nil
}

// validID is the shape of an id given out by the product: a UUID or the like.
func validID(id string) bool {
	if len(id) > 64 || id == "" {
		return false
	}
	for _, r := range id {
		if (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && r != '_' && r != '-' && r != '.' {
			return false
		}
	}
	return true
}
