package collect

import (
	"context"
	"encoding/json"
	"hash/fnv"
	"net/http"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formhtml"
	"nianlun/internal/kit/fault"
	"nianlun/internal/web/collect/say"
	"nianlun/internal/web/collect/sheet"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/collect"
)

// Names that the script of a sheet sends beside cells; see return_input.go.
const (
	personName = "sheet:person" // who typed it
	seenName   = "sheet:seen"   // what the page was told last of its problems
	triedName  = "sheet:tried"  // somebody has tried to hand in: name what is empty, too
	toldName   = "sheet:heard"  // what the page shows of other returns
)

// returnDraft saves the cells that changed while somebody types, and answers what
// the page does not know yet.
func (p pages) returnDraft(w http.ResponseWriter, r *http.Request) error {
	in, err := sheet.InputOf(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	by := door.By(ctx)
	if person := r.PostFormValue(personName); person != "" && person != by.Person {
		return fault.New(fault.Conflict, "sheet.person")
	}
	saved, err := p.returns.SaveCells(ctx, by, collect.CellsInput{Return: in.Return, Base: in.Base, Cells: in.Raw, Explanations: in.Explanations, Answers: in.Answers, Heard: r.PostFormValue(toldName)})
	if err != nil {
		return err
	}
	now := sheet.Shown{One: saved.Now}
	if r.PostFormValue(triedName) != "" {
		now.Wrong = fault.New(fault.Invalid, "return.checks")
	}
	answer, err := draftAnswerOf(ctx, saved, now, r.PostFormValue(seenName))
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	return json.NewEncoder(w).Encode(answer)
}

// draftAnswer is the wire type of what a page hears after its cells were saved.
type draftAnswer struct {
	Revision int                 `json:"revision"`
	Cells    map[string]string   `json:"cells,omitempty"` // typed cells that read otherwise now, by name
	Shown    map[string]string   `json:"shown,omitempty"` // computed cells, by id
	Rows     map[string][]string `json:"rows,omitempty"`  // of tables that others have added rows to
	Heard    string              `json:"heard,omitempty"` // what the computed cells say of other returns
	Who      string              `json:"who,omitempty"`   // saved in the meantime
	At       string              `json:"at,omitempty"`
	Clashes  []clashAnswer       `json:"clashes,omitempty"`
	Seen     string              `json:"seen"`
	Judged   *judgedAnswer       `json:"judged,omitempty"` // left out when it is as the page was told last
}

type clashAnswer struct {
	Name   string `json:"name"`
	Place  string `json:"place"`
	Mine   string `json:"mine"`
	Theirs string `json:"theirs"`
}

// judgedAnswer is what follows from the values.
type judgedAnswer struct {
	Problems string              `json:"problems"` // the list, as HTML
	Counts   string              `json:"counts"`   // those of the foot, as HTML
	Marks    []markAnswer        `json:"marks"`
	Totals   map[string][]string `json:"totals,omitempty"` // by table
}

type markAnswer struct {
	ID     string `json:"id"`
	Mark   string `json:"mark"`
	Number int    `json:"n,omitempty"`
	Why    string `json:"why,omitempty"`
	See    string `json:"see,omitempty"`
}

func draftAnswerOf(ctx context.Context, saved collect.CellsSaved, s sheet.Shown, seen string) (*draftAnswer, error) {
	out := &draftAnswer{Revision: saved.Obligation.RecordNo, Cells: map[string]string{}, Shown: map[string]string{}, Rows: saved.Rows, Heard: saved.Heard}
	for path, text := range saved.Changed {
		out.Cells[path.String()] = text
	}
	for path, text := range saved.Computed {
		out.Shown[sheet.CellID(path.String())] = text
	}
	if saved.By != "" {
		out.Who, out.At = saved.By, say.Clock(ctx, saved.At)
	}
	for _, c := range saved.Clashes {
		place := form.PlaceOf(s.One.Definition, s.One.Values, c.Path).Label(say.T(ctx))
		out.Clashes = append(out.Clashes, clashAnswer{Name: c.Path.String(), Place: place, Mine: c.Mine, Theirs: c.Theirs})
	}
	judged, err := judgedOf(ctx, s)
	if err != nil {
		return nil, err
	}
	text, err := json.Marshal(judged)
	if err != nil {
		return nil, err
	}
	hash := fnv.New64a()
	_, _ = hash.Write(text)
	if out.Seen = strconv.FormatUint(hash.Sum64(), 36); out.Seen != seen {
		out.Judged = judged
	}
	return out, nil
}

// judgedOf renders what follows from the values, and no cell.
func judgedOf(ctx context.Context, s sheet.Shown) (*judgedAnswer, error) {
	p := sheet.PainterOf(ctx, s)
	judged := formhtml.Judge(p.Input(), p.T)
	out := &judgedAnswer{Marks: make([]markAnswer, len(judged.Marks)), Totals: judged.Totals}
	for i, m := range judged.Marks {
		out.Marks[i] = markAnswer{ID: m.ID, Mark: string(m.Mark), Number: m.Number, Why: m.Why, See: m.See}
	}
	view := returnView{T: p.T, Form: judged.Page, Edit: true, Whole: p.Whole(), Skipped: p.Skipped()}
	var err error
	if out.Problems, err = htmlOf(ctx, problemSheet(view)); err != nil {
		return nil, err
	}
	out.Counts, err = htmlOf(ctx, footCounts(view))
	return out, err
}

func htmlOf(ctx context.Context, part templ.Component) (string, error) {
	var text strings.Builder
	err := part.Render(ctx, &text)
	return text.String(), err
}

// sheetWords are the words that the script of a sheet puts on the page, as
// attributes; # stands for a number, @ and % for texts.
func sheetWords(ctx context.Context) templ.Attributes {
	words := templ.Attributes{}
	for name, key := range map[string]string{
		"restored": "sheet.restored", "sum": "sheet.sum", "unfit": "sheet.unfit",
		"unfit-number": "sheet.unfit.number", "unfit-choice": "sheet.unfit.choice", "unfit-date": "sheet.unfit.date",
		"unfit-locked": "sheet.unfit.locked", "unfit-room": "sheet.unfit.room", "unfit-filter": "sheet.unfit.filter", "full": "sheet.full", "computed": "sheet.computed",
		"filter-none": "sheet.filter.none", "filter-rows": "sheet.filter.rows", "filter-renew": "sheet.filter.renew",
		"filter-fine": "sheet.filter.fine", "filter-open": "sheet.filter.open", "filter-move": "sheet.filter.move",
		"joined": "sheet.joined", "clash": "sheet.clash", "clash-mine": "collect.clash.mine", "clash-theirs": "sheet.theirs",
		"clash-keep": "sheet.keepmine", "clash-take": "collect.clash.take", "cell": "collect.clash.cell", "value": "sheet.value",
		"left": "sheet.left", "left-why": "sheet.left.why", "copy": "sheet.copy", "copied": "sheet.copied",
		"discard": "sheet.discard", "reload": "sheet.reload", "empty": "sheet.empty", "soon": "sheet.soon",
		"past": "sheet.past", "notsent": "sheet.notsent", "choose": "sheet.choose", "wrongsignin": "sheet.wrongsignin", "close": "ui.close",
	} {
		words["data-"+name] = ui.T(ctx, key)
	}
	return words
}
