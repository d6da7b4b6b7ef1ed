package ui

import "github.com/a-h/templ"

// HeadView is the title line of a page.
type HeadView struct {
	Crumbs []Crumb
	Title  string
	Under  string // one soft line under the title
	Light  Colour // of the verdict, with Words
	Words  string // 逾期 2 天
	Why    string // the sentence beside the light
	Acts   []BtnView
}

// Crumb is one step of the way to a page; the last one has no Href.
type Crumb struct {
	Words string
	Href  string
}

// SheetView is a card with a head. Without Title it has no head.
type SheetView struct {
	ID        string // of the heading; needed with Title
	Title     string
	Hint      string
	Link      string // words of a link at the right of the head
	Href      string
	Class     string
	BodyClass string // when set the body is wrapped: "pad", "pad pile"
}

// ViewTab is a saved view of a list.
type ViewTab struct {
	Words   string
	Href    string
	Count   string // "" shows none; an estimate may read "约 1,200"
	Current bool
}

// TableView is a list. With Keyboard, j k x Enter move, tick and open.
type TableView struct {
	Label    string // for screen readers
	Cols     []Col
	Class    string // beside "list": "stack" makes cards on phones
	Keyboard bool
	Bulk     bool   // a tick box for all in the first column
	Form     string // id of the bulk form that tick boxes belong to
}

// Col is the head of a column.
type Col struct {
	Words  string
	Num    bool   // right-aligned
	No     bool   // narrow: tick boxes, numbers of rows
	Sort   string // URL that sorts by this column
	Sorted string // "ascending", "descending" or ""
}

func (t TableView) attrs() templ.Attributes {
	all := templ.Attributes{}
	if t.Keyboard {
		all["data-list"] = true
	}
	if t.Label != "" {
		all["aria-label"] = t.Label
	}
	return all
}

func (c Col) attrs() templ.Attributes {
	if c.Sorted == "" {
		return nil
	}
	return templ.Attributes{"aria-sort": c.Sorted}
}

// KeyHint is a line of the list of keys: keys and what they do.
type KeyHint struct {
	Keys  []string
	Words string
}
