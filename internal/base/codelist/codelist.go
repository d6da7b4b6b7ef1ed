package codelist

import (
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/period"
)

// List is a list of codes: what is published of it, and what is being written.
type List struct {
	Bureau string
	Code   string // as forms and programs name it; it never changes
	Name   string // of the newest version, or of the draft as long as there is none
	Owner  string // the unit whose list it is
	Newest int    // the number of the newest version; 0 when nothing is published
	// Rev counts the savings, so that nobody writes over what he has not seen.
	Rev   int
	Draft *Draft // what is being written; nil for nothing
	// Closed is when the list was withdrawn: no further form takes it. Zero for one in use.
	Closed time.Time

	ChangedBy string
	Changed   time.Time
}

// Draft is the next version as it was typed, right or wrong.
type Draft struct {
	Name   string `json:"name"`
	Source string `json:"source,omitempty"` // the standard or paper that it follows
	Parent string `json:"parent,omitempty"` // the code of the list under whose items these stand
	Rows   []Row  `json:"rows"`
}

// Row is one line of a draft, as typed.
type Row struct {
	Code    string `json:"code"`
	Name    string `json:"name"`
	Under   string `json:"under,omitempty"`   // codes or names of the parent list, with commas between
	Retired string `json:"retired,omitempty"` // a day
}

// Empty tells that nothing is written in the row.
func (r Row) Empty() bool { return r == Row{} }

// Sheet is what a version says.
type Sheet struct {
	Name   string `json:"name"`
	Source string `json:"source,omitempty"`
	Parent string `json:"parent,omitempty"`
	Items  []Item `json:"items"`
}

// Item is one code with its name.
type Item struct {
	Code string `json:"code"`
	Name string `json:"name"`
	// Under are the codes of the parent list under which alone the item is offered; none is under all.
	Under []string `json:"under,omitempty"`
	// Retired is the day from which the item is no longer chosen; zero for one in use.
	Retired period.Date `json:"retired,omitzero"`
}

// Version is one published version. It never changes.
type Version struct {
	List string // the code of the list
	No   int    // from 1
	Sheet
	Reason    string
	Published time.Time
	By        string // who published it
}

// Find is the item of a code.
func (s Sheet) Find(code string) (Item, bool) {
	for _, item := range s.Items {
		if item.Code == code {
			return item, true
		}
	}
	return Item{}, false
}

// InUse counts the items that are not retired.
func (s Sheet) InUse() int {
	n := 0
	for _, item := range s.Items {
		if item.Retired.IsZero() {
			n++
		}
	}
	return n
}

// Options are the items as a form offers them.
func (s Sheet) Options() []form.Option {
	options := make([]form.Option, len(s.Items))
	for i, item := range s.Items {
		options[i] = form.Option{Code: item.Code, Name: item.Name, Under: item.Under, Retired: item.Retired}
	}
	return options
}

// Drafted is the sheet as it would be typed, to write the next version from.
func (s Sheet) Drafted() Draft {
	d := Draft{Name: s.Name, Source: s.Source, Parent: s.Parent}
	for _, item := range s.Items {
		d.Rows = append(d.Rows, Row{Code: item.Code, Name: item.Name, Under: joined(item.Under), Retired: item.Retired.String()})
	}
	return d
}

// thing is what rights need to know of a list: it is a part of forms.
func (l List) thing() access.Thing {
	return access.Thing{Bureau: l.Bureau, Kind: access.Form, Unit: l.Owner}
}
