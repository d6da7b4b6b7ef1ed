package form

import (
	"nianlun/internal/engine/nearest"
	"nianlun/internal/engine/yamldoc"
)

// CodeList is a list of options that a form takes from elsewhere: from its bureau, or from the one that made the form.
type CodeList struct {
	Name    string // as fields name it in `of`
	List    string // the code of the list where it is kept
	Version int    // the version that the options are of; 0 when the definition names none
	// Held tells that the definition holds the options itself, as every published one does.
	Held bool
}

// SharedList is one version of a list that forms share.
type SharedList struct {
	Code    string
	Version int
	Options []Option
}

// codeLists reads {名称: {list: code, version: 3}, …}. Those whose options the definition holds under `lists` keep them;
// the others are looked up.
func (p *parser) codeLists(n yamldoc.Node) {
	for _, e := range n.Map().Entries() {
		m := e.Value.Map("list", "version")
		if !m.Here() {
			continue
		}
		use := CodeList{Name: e.Name, List: p.formCode(m.Need("list")), Version: m.At("version").Whole()}
		if _, use.Held = p.own[e.Name]; !use.Held {
			shared := p.sharedList(m.At("list"), use.List)
			p.own[e.Name], use.Version = shared.Options, shared.Version
		}
		p.def.CodeLists = append(p.def.CodeLists, use)
	}
}

// sharedList finds a list of the bureau, and reports one that it does not have.
func (p *parser) sharedList(at yamldoc.Node, code string) SharedList {
	if code == "" {
		return SharedList{}
	}
	if p.library.CodeList != nil {
		if shared, found := p.library.CodeList(code); found {
			return shared
		}
	}
	var known []string
	if p.library.CodeLists != nil {
		known = p.library.CodeLists()
	}
	at.Report(UnknownCodeList, "name", code, "suggest", nearest.Word(code, known))
	return SharedList{}
}
