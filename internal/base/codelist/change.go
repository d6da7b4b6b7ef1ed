package codelist

import "slices"

// ChangeKind is what a version does to an item, or to the list as a whole.
type ChangeKind string

// The kinds of changes. Each has the message key "codelist.kind.<kind>".
const (
	Added   ChangeKind = "added"   // code, new
	Retired ChangeKind = "retired" // code, new: the name, old: the day
	Revived ChangeKind = "revived" // code, new
	Renamed ChangeKind = "renamed" // code, old, new
	Moved   ChangeKind = "moved"   // code, new: the name, it stands under other items
	Ordered ChangeKind = "ordered" // the items stand in another order
	Titled  ChangeKind = "titled"  // old, new: the names of the list
	Sourced ChangeKind = "sourced" // old, new: what the list stands on, either may be empty
	Nested  ChangeKind = "nested"  // old, new: the codes of its parent lists, either may be empty
)

// Change is one difference between two versions.
type Change struct {
	Kind     ChangeKind
	Code     string // of the item
	Old, New string
}

// Key is the message that tells a change in words, with code, old and new:
// "codelist.change.<kind>", and ".set" or ".unset" where nothing stood before or
// stands there now.
func (c Change) Key() string {
	key := "codelist.change." + string(c.Kind)
	if c.Kind != Sourced && c.Kind != Nested {
		return key
	}
	switch {
	case c.Old == "":
		return key + ".set"
	case c.New == "":
		return key + ".unset"
	}
	return key
}

// Changes lists what a sheet does differently from the one before it, in the order of
// its items.
func Changes(before, after Sheet) []Change {
	var out []Change
	head := func(kind ChangeKind, old, is string) {
		if old != is {
			out = append(out, Change{Kind: kind, Old: old, New: is})
		}
	}
	head(Titled, before.Name, after.Name)
	head(Sourced, before.Source, after.Source)
	head(Nested, before.Parent, after.Parent)
	was := map[string]Item{}
	for _, item := range before.Items {
		was[item.Code] = item
	}
	for _, is := range after.Items {
		old, found := was[is.Code]
		if !found {
			out = append(out, Change{Kind: Added, Code: is.Code, New: is.Name})
			continue
		}
		out = append(out, changesOf(old, is)...)
	}
	if reordered(before, after) {
		out = append(out, Change{Kind: Ordered})
	}
	return out
}

func changesOf(old, is Item) []Change {
	var out []Change
	if old.Name != is.Name {
		out = append(out, Change{Kind: Renamed, Code: is.Code, Old: old.Name, New: is.Name})
	}
	switch {
	case old.Retired == is.Retired:
	case is.Retired.IsZero():
		out = append(out, Change{Kind: Revived, Code: is.Code, New: is.Name})
	default:
		out = append(out, Change{Kind: Retired, Code: is.Code, New: is.Name, Old: is.Retired.String()})
	}
	if !slices.Equal(old.Under, is.Under) {
		out = append(out, Change{Kind: Moved, Code: is.Code, New: is.Name})
	}
	return out
}

// reordered compares the order of the items that both have.
func reordered(before, after Sheet) bool {
	return !slices.Equal(codesIn(before, after), codesIn(after, before))
}

// codesIn are the codes of a sheet that another one has, too.
func codesIn(s, other Sheet) []string {
	known := map[string]bool{}
	for _, item := range other.Items {
		known[item.Code] = true
	}
	var codes []string
	for _, item := range s.Items {
		if known[item.Code] {
			codes = append(codes, item.Code)
		}
	}
	return codes
}
