package ui

import "github.com/a-h/templ"

// ChipView is one filter. Href leads to the list with the filter put on or
// dropped.
type ChipView struct {
	Words string
	Href  string
	On    bool
	Attrs templ.Attributes
}

// ChipMenuView is a filter with its choices.
type ChipMenuView struct {
	Words   string
	On      bool
	Choices []ChipView
}

func submitting(b BtnView) BtnView {
	b.Submit = true
	return b
}
