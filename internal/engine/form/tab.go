package form

import "nianlun/internal/engine/yamldoc"

// Tab is a run of sections that are shown together.
type Tab struct {
	Title string
	First int // the index of its first section
	Count int // how many there are
}

// Tabs parts the sections into tabs, in the order of the form; none when the definition writes no tab. Sections that
// name none stand together, under the title of the first of them.
func (d *Definition) Tabs() []Tab {
	var tabs []Tab
	named := false
	for i := range d.Sections {
		s := &d.Sections[i]
		named = named || s.Tab != ""
		if i > 0 && s.Tab == d.Sections[i-1].Tab {
			tabs[len(tabs)-1].Count++
			continue
		}
		title := s.Tab
		if title == "" {
			title = s.Title
		}
		tabs = append(tabs, Tab{Title: title, First: i, Count: 1})
	}
	if !named {
		return nil
	}
	return tabs
}

// tab reads the name of a section's tab, which must not come again after another.
func (p *parser) tab(n yamldoc.Node) string {
	if !n.Here() {
		return ""
	}
	name := n.Text()
	last := len(p.def.Sections) - 1
	if p.namedTabs[name] && p.def.Sections[last].Tab != name {
		n.Report(TabApart, "name", name)
	}
	p.namedTabs[name] = true
	return name
}
