package document

import (
	"context"

	"nianlun/internal/web/ui"
	"nianlun/internal/work/document"

	"github.com/a-h/templ"
)

type readingView struct {
	ID, Title, File, Href string
	Read                  string
	Counts                string
	Share                 float64
	MayWrite              bool
	Notes                 []string
	Complete              int // proposals that can be confirmed at once
	Ready                 int // confirmed ones without a task
	Waiting               int
	Steps                 int
	Open                  string
	Outline               []outlineView
	Text                  templ.Component
	Cards                 cardsView
	Add                   *addView
	Links                 []linkView
	Shown, Paper          string // kinds of marks shown, and the class of the text
	Legend                []legendView
	Told                  string // what the act just done has changed elsewhere
	Outdated              bool   // a newer reader would find other things
	Revision              int
}

// present shows the indicator's present value on the open card.
func (v *cardsView) present(figure *ui.FigureView) {
	for i := range v.Cards {
		if open := v.Cards[i].Open; open != nil {
			open.Present = figure
		}
	}
}

type outlineView struct {
	Words, Href, Count string
	On                 bool
}

type addView struct {
	Words, Error, Href string
}

func viewOfReading(ctx context.Context, r document.Reading, d document.Directory, l look, may bool) readingView {
	open := openProposal(&r, &l)
	view := readingView{
		ID: r.ID, Title: r.Title, File: r.FileName, Href: "/documents/" + r.ID, MayWrite: may,
		Read:   ui.T(ctx, "reading.read", "n", len(r.Doc.Paragraphs), "at", ui.Lang(ctx).Clock(r.At.In(place))),
		Counts: countWords(ctx, r.Counts), Share: decidedShare(r.Counts), Steps: r.Steps, Open: l.Open,
		Ready: r.Counts.Confirmed - r.Counts.Made, Waiting: r.Counts.Proposed, Notes: notesOf(ctx, r),
		Shown: l.Shown, Outdated: r.Outdated(), Revision: r.Rev, Told: toldOf(ctx, &r),
	}
	for _, p := range r.Proposals {
		if p.State == document.Proposed && p.Complete() {
			view.Complete++
		}
	}
	found := document.Serious(&r.Doc)
	view.Outline, view.Links = outlineOf(&r, open), readingLinks(ctx, r, len(found))
	marks := r.Marks(d)
	view.Text = paper(ctx, &r, marks, found, l)
	view.Legend, view.Paper = legend(ctx, &r, marks, len(found), l.Shown), paperClass(l.Shown)
	view.Cards = cardsOf(ctx, &r, d, l, may)
	view.Cards.present(l.Present)
	if l.Add && may {
		view.Add = &addView{Words: l.Words, Error: l.Errors.For("words"), Href: addressOf(r.ID, l.Open)}
	}
	return view
}

// openProposal finds the proposal whose card is open and writes it into the look:
// the one asked for, the one that holds the words a link points at, or the first
// that waits. nil when there is none.
func openProposal(r *document.Reading, l *look) *document.Proposal {
	if p := r.Find(l.Open); p != nil {
		return p
	}
	l.Open = ""
	if l.Until > 0 {
		p := pointedAt(r, *l)
		if p != nil {
			l.Open = p.ID
		}
		return p
	}
	if first := nextOpen(r, ""); first != "" {
		l.Open = first
		return r.Find(first)
	}
	for i := range r.Proposals {
		if p := &r.Proposals[i]; p.State != document.Merged {
			l.Open = p.ID
			return p
		}
	}
	return nil
}

// pointedAt is the proposal that a link means: the one that begins there, or the
// first that holds some of the words. nil when there is none.
func pointedAt(r *document.Reading, l look) *document.Proposal {
	var found *document.Proposal
	for i := range r.Proposals {
		p := &r.Proposals[i]
		if p.State == document.Merged || p.Start >= l.Until || p.End <= l.From {
			continue
		}
		if p.Start == l.From {
			return p
		}
		if found == nil {
			found = p
		}
	}
	return found
}

// toldOf is what the act just done has changed besides what it was about.
func toldOf(ctx context.Context, r *document.Reading) string {
	if r.Again != nil {
		return againWords(ctx, r.Again)
	}
	return followedWords(ctx, r)
}

// notesOf says what about a document a reader should know before trusting what
// was found in it.
func notesOf(ctx context.Context, r document.Reading) []string {
	var notes []string
	if len(r.Doc.Outline) == 0 {
		notes = append(notes, ui.T(ctx, "reading.note.outline"))
	}
	if r.Counts.All() == 0 {
		notes = append(notes, ui.T(ctx, "reading.note.nothing"))
	}
	if lost := lostWords(ctx, &r); lost != "" && r.Again == nil {
		notes = append(notes, lost)
	}
	if r.Doc.Year > 0 && r.Doc.Year != r.Year {
		notes = append(notes, ui.T(ctx, "reading.note.year", "text", r.Doc.Year, "year", r.Year))
	}
	return notes
}

// outlineLevels are the levels of headings that the outline shows.
const outlineLevels = 2

func outlineOf(r *document.Reading, open *document.Proposal) []outlineView {
	confirmed, all := map[int]int{}, map[int]int{}
	for _, p := range r.Proposals {
		if p.State != document.Proposed && p.State != document.Confirmed {
			continue
		}
		theme := r.Theme(p.Start)
		all[theme]++
		if p.State == document.Confirmed {
			confirmed[theme]++
		}
	}
	at := -1
	if open != nil {
		at = r.Theme(open.Start)
	}
	var list []outlineView
	for i, node := range r.Doc.Outline {
		if node.Level > outlineLevels {
			continue
		}
		item := outlineView{Words: node.Marker + node.Title, Href: "#" + paragraphAt(r.Doc.Paragraphs, node.Start), On: i == at}
		if all[i] > 0 {
			item.Count = share(confirmed[i], all[i])
		}
		list = append(list, item)
	}
	return list
}
