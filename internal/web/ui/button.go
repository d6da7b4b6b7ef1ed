package ui

import "github.com/a-h/templ"

// BtnView is a button, or a link that looks like one when Href is set.
type BtnView struct {
	Words string
	Kind  string // "", "primary", "quiet", "danger"
	Small bool   // the act of a row
	Icon  string // name of an icon before the words; with no Words give Label
	Label string // for screen readers when there are no words
	Key   string // name of the key that does the same
	Href  string

	Submit   bool   // a submit button; otherwise it does nothing by itself
	Name     string // name and value that a submit sends
	Value    string
	Form     string // id of the form when the button stands outside of it
	Disabled bool
	Why      string // why it is disabled; stands beside it as a title

	Dialog string           // id of the dialog that it opens
	Attrs  templ.Attributes // hx-… and data-…
}

func (b BtnView) class() string {
	c := "btn"
	if b.Small {
		c += " small"
	}
	if b.Kind != "" {
		c += " " + b.Kind
	}
	if b.Words == "" {
		c += " icon"
	}
	return c
}

func (b BtnView) attrs() templ.Attributes {
	all := templ.Attributes{}
	set := func(name, value string) {
		if value != "" {
			all[name] = value
		}
	}
	set("aria-label", b.Label)
	set("title", b.Why)
	if b.Key != "" {
		set("aria-keyshortcuts", b.Key)
		set("data-key", b.Key)
	}
	if b.Href == "" {
		set("name", b.Name)
		set("value", b.Value)
		set("form", b.Form)
		set("data-dialog", b.Dialog)
	}
	for name, value := range b.Attrs {
		all[name] = value
	}
	return all
}

func (b BtnView) kind() string {
	if b.Submit {
		return "submit"
	}
	return "button"
}
