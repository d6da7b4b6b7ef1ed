package collect

import (
	"net/http"
	"slices"
	"strings"

	"nianlun/internal/engine/form"
	"nianlun/internal/kit/fault"
	"nianlun/internal/web/collect/sheet"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/collect"
)

// Names of the form that asks for a correction and are no cells.
const (
	chosenName   = "correct:cell"     // each cell that is chosen
	pickName     = "correct:pick"     // a button: one more cell, by a click on it
	listName     = "correct:list"     // the list of all cells
	dropName     = "correct:drop"     // a button: this cell after all not
	askName      = "correct:act"      // "add" from the list, "look" at the checks, or "ask"
	reasonName   = "reason"           // why
	evidenceName = "correct:evidence" // a file to upload
	keptName     = "correct:kept"     // a file that was uploaded with an earlier attempt
)

// correctionAsk opens the form for a correction of a locked return; ?cell=path
// chooses a cell.
func (p pages) correctionAsk(w http.ResponseWriter, r *http.Request) error {
	in := asked{AskInput: collect.AskInput{Return: r.PathValue("return"), Cells: form.Raw{}}}
	in.choose(door.Query(r).Texts("cell")...)
	return p.showAsk(w, r, in, nil)
}

// correctionFile asks for the correction, or shows the form again with one cell
// more or less. What is refused is shown again as it was typed.
func (p pages) correctionFile(w http.ResponseWriter, r *http.Request) error {
	in, err := askedOf(r)
	if err != nil {
		return err
	}
	if err := p.keepEvidence(r, &in); err != nil {
		if kind := fault.KindOf(err); kind == fault.Invalid || kind == fault.TooLarge {
			return p.showAsk(w, r, in, err)
		}
		return err
	}
	if !in.Ask {
		return p.showAsk(w, r, in, nil)
	}
	ctx := r.Context()
	c, err := p.returns.AskCorrection(ctx, door.By(ctx), in.AskInput)
	if fault.Is(err, "correction.checks") || fault.Is(err, "correction.pending") || fault.Is(err, "return.stale") {
		return p.showAsk(w, r, in, err)
	}
	if err != nil {
		return err
	}
	door.Flash(ctx, ui.T(ctx, "correction.done.ask"))
	return door.Redirect(w, r, collect.CorrectionLink(c.ID))
}

// asked is a request as it was typed.
type asked struct {
	collect.AskInput
	Fresh []form.Path // cells that are chosen and hold their old value still
	Ask   bool
}

func (in *asked) choose(paths ...string) {
	for _, path := range paths {
		if _, known := in.Cells[form.Path(path)]; !known {
			in.Fresh = append(in.Fresh, form.Path(path))
		}
	}
}

func askedOf(r *http.Request) (asked, error) {
	values, err := door.Form(r)
	if err != nil {
		return asked{}, err
	}
	in := asked{AskInput: collect.AskInput{
		Return: r.PathValue("return"), Cells: form.Raw{}, Explanations: map[string]string{},
		Reason: values.Text(reasonName), Evidence: values.Texts(keptName),
	}, Ask: values.Text(askName) == "ask"}
	in.Base, _ = values.Int(sheet.RevisionName)
	for _, path := range values.Texts(chosenName) {
		if path != values.Text(dropName) {
			in.Cells[form.Path(path)] = strings.Join(values.Texts(path), ",")
		}
	}
	if path, value, ok := strings.Cut(values.Raw(sheet.MendName), "="); ok {
		in.Cells[form.Path(path)] = value
	}
	in.choose(values.Texts(pickName)...)
	if values.Text(askName) == "add" {
		in.choose(values.Texts(listName)...)
	}
	for _, name := range values.Names() {
		if finding, ok := strings.CutPrefix(name, sheet.ExplainPrefix); ok {
			in.Explanations[finding] = values.Text(name)
		}
	}
	return in, nil
}

// keepEvidence keeps what was uploaded, so that it need not be chosen again.
func (p pages) keepEvidence(r *http.Request, in *asked) error {
	if r.MultipartForm == nil || len(r.MultipartForm.File[evidenceName]) == 0 {
		return nil
	}
	ctx := r.Context()
	for upload, err := range door.Files(r, evidenceName) {
		if err != nil {
			return err
		}
		id, err := p.returns.AttachEvidence(ctx, door.By(ctx), in.Return, upload.Name, upload.Content)
		if err != nil {
			return err
		}
		in.Evidence = append(in.Evidence, id)
	}
	return nil
}

// showAsk shows the form with what was typed.
func (p pages) showAsk(w http.ResponseWriter, r *http.Request, in asked, wrong error) error {
	ctx := r.Context()
	prepare := in.AskInput
	if fault.Is(wrong, "return.stale") {
		prepare.Base = 0 // the sheet as it stands now, with what was typed over it
	}
	one, err := p.returns.PrepareCorrection(ctx, door.By(ctx), prepare, in.Fresh...)
	if err != nil {
		return err
	}
	view := viewOfAsk(ctx, door.By(ctx), one, in, wrong)
	status := http.StatusOK
	if wrong != nil {
		status = door.Status(fault.KindOf(wrong))
	}
	return door.Page(w, r, door.View{Title: view.Head.Title, Nav: "collect", Status: status}, askPage(view))
}

// chosen tells whether a cell belongs to the request.
func (in asked) chosen(path form.Path) bool {
	_, typed := in.Cells[path]
	return typed || slices.Contains(in.Fresh, path)
}
