package formhtml

import (
	"slices"
	"strconv"

	"nianlun/internal/engine/form"
)

// tabsOf parts the sections that are shown into the tabs of the definition. A tab of which nothing is shown is left
// out.
func tabsOf(def *form.Definition, sections []Section) []Tab {
	var tabs []Tab
	for i, tab := range def.Tabs() {
		out := Tab{ID: "tab-" + strconv.Itoa(i+1), Title: tab.Title}
		for at := tab.First; at < tab.First+tab.Count; at++ {
			shown := slices.IndexFunc(sections, func(s Section) bool { return s.ID == sectionID(at) })
			if shown < 0 {
				continue
			}
			out.Sections = append(out.Sections, sections[shown])
			out.Open += sections[shown].Open
		}
		if len(out.Sections) > 0 {
			tabs = append(tabs, out)
		}
	}
	return tabs
}

// sectionID is the id of a section, by its place in the definition.
func sectionID(index int) string { return "s-" + strconv.Itoa(index+1) }
