package ui

import "github.com/a-h/templ"

// FieldView is one thing to fill in: label above, hint under, the error beside
// it in words that say how to mend it.
type FieldView struct {
	Name     string
	ID       string // Name when ""
	Label    string
	Value    string
	Hint     string
	Error    string
	Type     string // of the input; "text" when ""
	Wide     bool   // both columns of a pair
	Short    bool
	Required bool
	Readonly bool
	Rows     int              // of a text area; 3 when 0
	Attrs    templ.Attributes // inputmode, autocomplete, min, max, hx-…
}

// Option is a choice of a select or of radio buttons.
type Option struct {
	Value    string
	Words    string
	Disabled bool
}

// OptionGroup is a named group of options of a select.
type OptionGroup struct {
	Words   string
	Options []Option
}

// CheckView is a tick box with its words.
type CheckView struct {
	Name    string
	Value   string // "1" when ""
	Words   string
	Label   string // for screen readers when there are no words
	Checked bool
	Attrs   templ.Attributes
}

func (c CheckView) value() string {
	if c.Value == "" {
		return "1"
	}
	return c.Value
}

func (f FieldView) id() string {
	if f.ID != "" {
		return f.ID
	}
	return f.Name
}

func (f FieldView) inputType() string {
	if f.Type == "" {
		return "text"
	}
	return f.Type
}

func (f FieldView) rows() int {
	if f.Rows == 0 {
		return 3
	}
	return f.Rows
}

// wiring joins the input to its hint and error.
func (f FieldView) wiring() templ.Attributes {
	all := templ.Attributes{}
	described := ""
	if f.Hint != "" {
		described = f.id() + "-hint"
	}
	if f.Error != "" {
		all["aria-invalid"] = "true"
		if described != "" {
			described += " "
		}
		described += f.id() + "-why"
	}
	if described != "" {
		all["aria-describedby"] = described
	}
	for name, value := range f.Attrs {
		all[name] = value
	}
	return all
}
