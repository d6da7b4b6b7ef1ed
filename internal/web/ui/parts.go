package ui

import "github.com/a-h/templ"

func labelledBy(yes bool, id string) templ.Attributes {
	if !yes || id == "" {
		return nil
	}
	return templ.Attributes{"aria-labelledby": id}
}

// Fact is one line of a list of facts. Body, if set, stands instead of Words.
type Fact struct {
	Name  string
	Words string
	Hint  string
	Body  templ.Component
}

// Moment is one entry of a timeline.
type Moment struct {
	When   string
	Colour Colour // "" for what changes no light
	Who    string
	What   string
	Href   string
	Hint   string
	Quote  string
	Files  []FileView
	Body   templ.Component // differences and the like
}

// FileView is a file that can be opened.
type FileView struct {
	Name string
	Href string
}

// OwedRow is one thing that somebody owes or decides: light, what, due, act.
// A row with Group alone is a heading.
type OwedRow struct {
	Group string
	Light Colour
	Words string
	What  string
	Href  string
	Hint  string
	Due   string
	Act   BtnView
	Post  string // when set the act posts here
}

// SignView is one place of a line of signatures.
type SignView struct {
	Role   string
	Name   string
	Light  Colour
	Words  string
	Signed bool
}

// EmptyView says what a place is for and offers the first act.
type EmptyView struct {
	Words string
	Act   BtnView
	Link  string
	Href  string
	Plain bool // without the ring
}

// NoteView is a note in a line or two.
type NoteView struct {
	Colour Colour
	Words  string
	Act    BtnView
}

// ToastView tells what has just been done. An alert stays.
type ToastView struct {
	Words string
	Link  string
	Href  string
	Alert bool
}

// DialogView is a question that blocks the page. Action is where it posts.
type DialogView struct {
	ID     string
	Title  string
	Action string
	Submit BtnView
	Open   bool // answered by the server open, after an error
}

// IssueView is one thing to mend: what is wrong and the mend.
type IssueView struct {
	Number string
	Colour Colour
	Title  string
	Hint   string // 第 4 行
	Href   string // to the cell
	Words  string
	Said   string // what was said back
	Acts   []BtnView
}

// ErrorView is a page of its own for what went wrong.
type ErrorView struct {
	Title  string
	Words  string
	Number string // error number
	Errors Errors
	Act    BtnView
	Red    bool
}

func (t ToastView) role() string {
	if t.Alert {
		return "alert"
	}
	return "status"
}

func small(b BtnView) BtnView {
	b.Small = true
	return b
}

func primary(b BtnView) BtnView {
	b.Kind, b.Submit = "primary", true
	return b
}
