package design

import (
	"slices"
	"strconv"
	"strings"

	"nianlun/internal/engine/form/formdraft"
	"nianlun/internal/work/design"
)

// target is what of a draft is looked at, as addresses say it: "form",
// "section:0", "field:list.paid", "list:等级", "check:2", "refer:去年".
type target struct {
	Kind, Name string
}

// The kinds of targets.
const (
	atForm    = "form"
	atSection = "section"
	atField   = "field"
	atList    = "list"
	atCheck   = "check"
	atRefer   = "refer"
)

func targetOf(text string) target {
	kind, name, _ := strings.Cut(text, ":")
	switch kind {
	case atSection, atField, atList, atCheck, atRefer:
		return target{kind, name}
	}
	return target{Kind: atForm}
}

func (t target) String() string {
	if t.Kind == atForm {
		return atForm
	}
	return t.Kind + ":" + t.Name
}

// number is the place of a section or check; -1 for what is none.
func (t target) number() int {
	n, err := strconv.Atoi(t.Name)
	if err != nil {
		return -1
	}
	return n
}

// in is the target if the draft has it, or else the form's head.
func (t target) in(content formdraft.Draft) target {
	here := true
	switch t.Kind {
	case atSection:
		here = t.number() >= 0 && t.number() < len(content.Sections)
	case atField:
		_, here = content.Find(t.Name)
	case atCheck:
		here = t.number() >= -1 && t.number() < len(content.Checks)
	case atList:
		here = t.Name == "" || listOf(content, t.Name) != nil || usesList(content, t.Name)
	case atRefer:
		_, found := referOf(content, t.Name)
		here = t.Name == "" || found
	}
	if !here {
		return target{Kind: atForm}
	}
	return t
}

// place is where problems of the target are.
func (t target) place(content formdraft.Draft) design.Place {
	switch t.Kind {
	case atSection:
		return design.AtSection(t.number())
	case atField:
		at, _ := content.Find(t.Name)
		return design.AtField(at.Section, at.Field)
	case atCheck:
		return design.AtCheck(t.number())
	case atList:
		return design.AtList(t.Name)
	case atRefer:
		return design.AtRefer(t.Name)
	}
	return design.AtForm()
}

func listOf(content formdraft.Draft, name string) *formdraft.List {
	for i := range content.Lists {
		if content.Lists[i].Name == name {
			return &content.Lists[i]
		}
	}
	return nil
}

// usesList tells whether a name is that of a list of the bureau.
func usesList(content formdraft.Draft, name string) bool {
	return slices.ContainsFunc(content.CodeLists, func(use formdraft.CodeList) bool { return use.Name == name })
}

func referOf(content formdraft.Draft, name string) (formdraft.Refer, bool) {
	for _, r := range content.Refers {
		if r.Name == name {
			return r, true
		}
	}
	return formdraft.Refer{}, false
}
