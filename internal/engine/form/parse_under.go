package form

import (
	"slices"

	"nianlun/internal/engine/nearest"
	"nianlun/internal/engine/yamldoc"
)

// dependencies finds the fields that `under` names, and holds the options that depend on them against theirs.
func (p *parser) dependencies() {
	for _, n := range p.under {
		f := p.def.fields[n.key]
		parent := p.parentOf(n.at, f)
		if parent == nil {
			continue
		}
		f.Under, f.parent = parent.Key(), parent
		p.def.dependent = append(p.def.dependent, f)
		refuseUnknownChoices(n.at, f, parent)
	}
}

// parentOf finds the choice that decides what f offers, by name or code: a column of the same table, or else a field
// outside tables. It stands above, so that the whole is asked for before the part and no circle can come about.
func (p *parser) parentOf(at yamldoc.Node, f *Field) *Field {
	text := at.Text()
	var parent *Field
	var known []string
	for _, other := range p.def.Fields() {
		if other == f {
			break
		}
		if other.Type == nil || other.Type.Name() != "choice" || other.List != "" && other.List != f.List {
			continue
		}
		known = append(known, other.Name)
		if (text == other.Name || text == other.Code) && (parent == nil || other.List == f.List) {
			parent = other
		}
	}
	if parent == nil {
		at.Report(UnderField, "name", text, "suggest", nearest.Word(text, known))
	}
	return parent
}

// refuseUnknownChoices reports options under choices that the parent does not have, and lists without any dependence.
func refuseUnknownChoices(at yamldoc.Node, f, parent *Field) {
	var known []string
	for _, option := range parent.Options {
		known = append(known, option.Code)
	}
	depends := false
	for _, option := range f.Options {
		for _, code := range option.Under {
			depends = true
			if !slices.Contains(known, code) {
				at.Report(UnderUnknown, "option", option.Name, "text", code, "parent", parent.Name, "suggest", nearest.Word(code, known))
			}
		}
	}
	if !depends && len(f.Options) > 0 {
		at.Report(UnderNothing, "name", f.Name)
	}
}
