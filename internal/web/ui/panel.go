package ui

import (
	"strconv"

	"github.com/a-h/templ"
)

// PanelTarget is the id of the place where the frame keeps the side panel.
const PanelTarget = "panel"

// ToPanel makes a link open its page in the side panel. The page must answer a
// partial request with a Panel.
func ToPanel(href string) templ.Attributes {
	return templ.Attributes{"hx-get": href, "hx-target": "#" + PanelTarget, "hx-swap": "innerHTML"}
}

// PanelView is the side panel behind a figure or a row.
type PanelView struct {
	Label string // what it is, for screen readers
	Light Colour
	Words string // of the light in its head
	Hint  string
	Close string // where the cross leads without script; "" for the page itself
}

// ProgressView is long work under way.
type ProgressView struct {
	Words   string
	Share   float64
	Refresh string
	Act     BtnView
}

func (p ProgressView) percent() string {
	return strconv.Itoa(int(min(max(p.Share, 0), 1)*100)) + "%"
}

func (p ProgressView) attrs() templ.Attributes {
	if p.Refresh == "" {
		return nil
	}
	return templ.Attributes{"hx-get": p.Refresh, "hx-trigger": "every 2s", "hx-swap": "outerHTML"}
}
