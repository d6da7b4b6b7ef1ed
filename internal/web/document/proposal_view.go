package document

import (
	"context"
	"strconv"
	"strings"

	"nianlun/internal/base/org"
	"nianlun/internal/engine/docread"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/document"
)

const (
	cardsBefore = 2 // closed cards above the open one
	cardsAfter  = 4 // and below it
)

// cardsView is a window on the proposals round the open one.
type cardsView struct {
	Cards          []cardView
	Before, After  int // how many lie outside
	Earlier, Later string
	Previous, Next string // of the open one
	Field          string // id of the open card's first field, "" when it has none
}

type cardView struct {
	ID, No, Title, Href, Class string
	Light                      ui.Colour
	Words, Hint                string
	Open                       *openView
}

// openView is the open card.
type openView struct {
	ID, Action, Revision, Tag  string
	Quote                      string
	Note, Kept                 string
	Differs, Task              string // how the marks differ; the task that was made
	Lost                       bool   // its words are not in the text
	Present                    *ui.FigureView
	MayWrite, Editable         bool
	Confirmed, Dropped, Made   bool
	MayMerge                   bool
	Facts                      []ui.Fact
	Title, Participants, Due   ui.FieldView
	Lead, Leader               ui.FieldView
	Op, Value, Unit, Indicator ui.FieldView
	Leads                      []ui.OptionGroup
	Leaders, Ops, Indicators   []ui.Option
	Cuts                       []ui.Option
	Split                      bool
}

func cardsOf(ctx context.Context, r *document.Reading, d document.Directory, l look, may bool) cardsView {
	var standing []document.Proposal
	at := 0
	for _, p := range r.Proposals {
		if p.State == document.Merged {
			continue
		}
		if p.ID == l.Open {
			at = len(standing)
		}
		standing = append(standing, p)
	}
	from, until := max(at-cardsBefore, 0), min(at+cardsAfter+1, len(standing))
	view := cardsView{Before: from, After: len(standing) - until}
	if from > 0 {
		view.Earlier = addressOf(r.ID, standing[from-1].ID)
	}
	if until < len(standing) {
		view.Later = addressOf(r.ID, standing[until].ID)
	}
	if at > 0 && l.Open != "" {
		view.Previous = addressOf(r.ID, standing[at-1].ID)
	}
	if at+1 < len(standing) && l.Open != "" {
		view.Next = addressOf(r.ID, standing[at+1].ID)
	}
	for _, p := range standing[from:until] {
		card := cardOf(ctx, r, d, p)
		if p.ID == l.Open {
			card.Class = "card on"
			card.Open = openCard(ctx, r, d, p, l, may)
			view.Field = card.Open.Title.ID
		}
		view.Cards = append(view.Cards, card)
	}
	return view
}

func cardOf(ctx context.Context, r *document.Reading, d document.Directory, p document.Proposal) cardView {
	card := cardView{ID: p.ID, No: strconv.Itoa(p.No), Title: p.Title, Href: addressOf(r.ID, p.ID), Class: "card"}
	switch {
	case p.Made:
		card.Class, card.Light, card.Words = "card ok", ui.Blue, ui.T(ctx, "reading.card.made")
	case p.State == document.Confirmed:
		card.Class, card.Light, card.Words = "card ok", ui.Blue, ui.T(ctx, "reading.card.confirmed")
	case p.State == document.Dropped:
		card.Class, card.Light, card.Words = "card ok", ui.Grey, ui.T(ctx, "reading.card.dropped")
	default:
		card.Hint = leadWords(ctx, d, p) + ui.T(ctx, "reading.comma") + dueWords(ctx, r, p)
	}
	return card
}

func leadWords(ctx context.Context, d document.Directory, p document.Proposal) string {
	if unit, ok := d.Unit(p.Lead); ok {
		return unit.Label()
	}
	return ui.T(ctx, "reading.lead.none")
}

func dueWords(ctx context.Context, r *document.Reading, p document.Proposal) string {
	if p.Due.IsZero() {
		return ui.T(ctx, "reading.due.none")
	}
	return dayWords(ctx, p.Due, r.Year)
}

func openCard(ctx context.Context, r *document.Reading, d document.Directory, p document.Proposal, l look, may bool) *openView {
	v := &openView{
		ID: p.ID, Action: "/documents/" + r.ID + "/proposals/" + p.ID, Revision: strconv.Itoa(p.Rev), Quote: p.Text, Note: l.Note,
		MayWrite: may, Confirmed: p.State == document.Confirmed, Dropped: p.State == document.Dropped, Made: p.Made,
		MayMerge: p.No > 1, Split: l.Split,
	}
	v.Editable = may && !p.Made && !v.Dropped
	v.Differs, v.Task, v.Lost = differWords(ctx, r, d, p), p.Task, p.Lost
	if n := targetsIn(r, p); n > 1 {
		v.Tag = ui.T(ctx, "reading.card.targets", "n", n)
	}
	if !v.Editable {
		v.Facts = factsOf(ctx, r, d, p)
		return v
	}
	typed := typedOf(d, p)
	if l.Typed != nil && len(l.Errors) > 0 {
		typed = *l.Typed
	}
	if l.Typed != nil && l.Note != "" && l.Typed.Title != p.Title {
		v.Kept = ui.T(ctx, "reading.kept", "words", l.Typed.Title)
	}
	v.fields(ctx, r, d, p, typed, l.Errors)
	for _, cut := range r.Cuts(&p) {
		v.Cuts = append(v.Cuts, ui.Option{Value: strconv.Itoa(cut.At), Words: cut.First + " ‖ " + cut.Second})
	}
	return v
}

// targetsIn counts the promised quantities of a sentence.
func targetsIn(r *document.Reading, p document.Proposal) int {
	n := 0
	for _, f := range r.Doc.Figures {
		if f.Start >= p.Start && f.End <= p.End && f.Role == docread.RoleTarget {
			n++
		}
	}
	return n
}

// typedOf is a proposal as its form shows it.
func typedOf(d document.Directory, p document.Proposal) typedEdit {
	var names []string
	for _, unit := range p.Participants {
		if u, ok := d.Unit(unit); ok {
			names = append(names, u.Label())
		}
	}
	t := typedEdit{Title: p.Title, Lead: p.Lead, Participants: strings.Join(names, "、"), Leader: p.Leader, Due: p.Due.String(), Op: string(document.AtLeast)}
	if p.Target != nil {
		t.Op, t.Value, t.Unit, t.Indicator = string(p.Target.Op), p.Target.Value.String(), p.Target.Unit, p.Target.Indicator
	}
	return t
}

func (v *openView) fields(ctx context.Context, r *document.Reading, d document.Directory, p document.Proposal, t typedEdit, errs ui.Errors) {
	// The number keeps the focus from moving on to the next card's field when
	// Enter in this one has confirmed it: keys are for acts again.
	field := func(name, value string) ui.FieldView {
		return ui.FieldView{Name: name, ID: "f-" + name + "-" + strconv.Itoa(p.No), Label: ui.T(ctx, "reading.field."+name), Value: value, Error: errs.For(name)}
	}
	v.Title, v.Lead, v.Leader = field("title", t.Title), field("lead", t.Lead), field("leader", t.Leader)
	v.Participants, v.Due = field("participants", t.Participants), field("due", t.Due)
	v.Op, v.Value, v.Unit, v.Indicator = field("op", t.Op), field("value", t.Value), field("unit", t.Unit), field("indicator", t.Indicator)
	v.Title.Wide, v.Title.Required, v.Due.Type, v.Indicator.Wide = true, true, "date", true
	v.Due.Hint = dueHint(ctx, r, p)
	if p.Lead == "" && p.Owner != "" {
		v.Lead.Hint = ui.T(ctx, "reading.hint.owner", "words", p.Owner)
	}
	if p.Leader != "" && p.Leader == d.InCharge[p.Lead] {
		v.Leader.Hint = ui.T(ctx, "reading.hint.leader")
	}
	v.Leads, v.Leaders = leadChoices(ctx, d), leaderChoices(ctx, d)
	for _, op := range document.Ops() {
		v.Ops = append(v.Ops, ui.Option{Value: string(op), Words: string(op)})
	}
	v.Indicators = []ui.Option{{Words: ui.T(ctx, "reading.indicator.none")}}
	for _, c := range d.Indicators {
		words := c.Name
		if c.Unit != "" {
			words = ui.T(ctx, "reading.indicator", "name", c.Name, "unit", c.Unit)
		}
		v.Indicators = append(v.Indicators, ui.Option{Value: c.Code, Words: words})
	}
}

// dueHint says which words the deadline was read from and how.
func dueHint(ctx context.Context, r *document.Reading, p document.Proposal) string {
	day := dayWords(ctx, p.Due, r.Year)
	switch {
	case p.DueFrom == document.DueNone && p.DueWords == "":
		return ui.T(ctx, "reading.hint.due.none")
	case p.DueFrom == document.DueNone:
		return ui.T(ctx, "reading.hint.due.vague", "words", p.DueWords)
	case p.DueFrom == document.DueHand && p.DueWords == "":
		return ""
	default:
		return ui.T(ctx, "reading.hint.due."+string(p.DueFrom), "words", p.DueWords, "day", day)
	}
}

func leadChoices(ctx context.Context, d document.Directory) []ui.OptionGroup {
	sections := ui.OptionGroup{Words: ui.T(ctx, "reading.units.sections"), Options: []ui.Option{{Words: ui.T(ctx, "reading.choose")}}}
	schools := ui.OptionGroup{Words: ui.T(ctx, "reading.units.schools")}
	for _, u := range d.Units {
		option := ui.Option{Value: u.ID, Words: u.Label()}
		if u.Type.School() {
			schools.Options = append(schools.Options, option)
		} else {
			sections.Options = append(sections.Options, option)
		}
	}
	if len(schools.Options) == 0 {
		return []ui.OptionGroup{sections}
	}
	return []ui.OptionGroup{sections, schools}
}

func leaderChoices(ctx context.Context, d document.Directory) []ui.Option {
	list := []ui.Option{{Words: ui.T(ctx, "reading.leader.by.lead")}}
	seen := map[string]bool{}
	for _, h := range d.Leaders {
		if !seen[h.Person.ID] {
			seen[h.Person.ID] = true
			list = append(list, ui.Option{Value: h.Person.ID, Words: h.Person.Name})
		}
	}
	return list
}

// factsOf are the fields of a card that cannot be edited.
func factsOf(ctx context.Context, r *document.Reading, d document.Directory, p document.Proposal) []ui.Fact {
	t := typedOf(d, p)
	var facts []ui.Fact
	add := func(name, words string) {
		if words != "" {
			facts = append(facts, ui.Fact{Name: ui.T(ctx, "reading.field."+name), Words: words})
		}
	}
	add("lead", leadWords(ctx, d, p))
	add("participants", t.Participants)
	add("due", dueWords(ctx, r, p))
	add("leader", leaderName(d.Leaders, p.Leader))
	add("value", targetWords(p.Target))
	return facts
}

func leaderName(leaders []org.Holder, person string) string {
	for _, h := range leaders {
		if h.Person.ID == person {
			return h.Person.Name
		}
	}
	return ""
}
