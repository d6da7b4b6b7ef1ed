package form

import "nianlun/internal/engine/yamldoc"

func (p *parser) lists(n yamldoc.Node) {
	p.own = Lists{}
	for _, e := range n.Map().Entries() {
		p.own[e.Name] = p.options(e.Value, e.Name, true)
	}
}

// options reads {code: name, …}. In lists from which a choice is made an option may say under which choices of another
// field it is offered, and from which day it is no longer chosen: {code: {name: 名称, under: [code, …], retired: 2026-09-01}}.
func (p *parser) options(n yamldoc.Node, name string, dependent bool) []Option {
	var options []Option
	var places []yamldoc.Node // of their names
	names := map[string]bool{}
	for _, e := range n.Map().Entries() {
		if !validKey(e.Name) {
			e.Key.Report(BadCode, "text", e.Name)
		}
		option, at := Option{Code: e.Name}, e.Value
		if dependent && e.Value.IsMap() {
			m := e.Value.Map("name", "under", "retired")
			at = m.Need("name")
			option.Retired = defineDate(m, "retired")
			if m.Has("under") || !m.Has("retired") {
				option.Under = m.Need("under").Texts()
			}
		}
		option.Name = at.Text()
		if option.Retired.IsZero() { // one that was retired may have gone on under another code
			if names[option.Name] {
				at.Report(DuplicateName, "name", option.Name)
			}
			names[option.Name] = true
		}
		options = append(options, option)
		places = append(places, at)
	}
	if dependent && !p.library.Published {
		refuseCodes(options, places)
	}
	if len(options) == 0 && n.IsMap() {
		n.Report(EmptyList, "name", name)
	}
	return options
}

// refuseCodes reports names that are another option's code: what is typed could be either.
func refuseCodes(options []Option, places []yamldoc.Node) {
	named := make(map[string]string, len(options))
	for _, option := range options {
		named[option.Code] = option.Name
	}
	for i, option := range options {
		word := unseen(option.Name)
		if other, is := named[word]; is && word != option.Code {
			places[i].Report(NameOfCode, "name", option.Name, "other", other)
		}
	}
}
