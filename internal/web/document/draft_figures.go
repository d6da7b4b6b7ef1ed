package document

import (
	"net/http"

	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/document"
)

type pickView struct {
	Words string
	Rows  []pickRow
}

type pickRow struct {
	Name, Hint, Insert string
	Figure             ui.FigureView
}

// pickLimit is how many figures the picker shows; who wants another types more.
const pickLimit = 20

// draftFigures lists the figures whose names fit what was typed, to be put into
// the text.
func (p DraftPages) draftFigures(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	by := door.By(ctx)
	d, err := p.Drafts.Get(ctx, by, r.PathValue("id"))
	if err != nil {
		return err
	}
	words := door.Query(r).Text("q")
	figures, err := p.Drafts.Figures.FindFigures(ctx, by, words, d.Period, pickLimit)
	if err != nil {
		return err
	}
	view := pickView{Words: words}
	for _, f := range figures {
		bound, ok := document.Bind(f)
		if !ok {
			continue
		}
		view.Rows = append(view.Rows, pickRow{
			Name: f.Name, Hint: ui.T(ctx, "draft.pick.hint", "period", periodWords(ctx, f.Period), "scope", f.Scope),
			Insert: insertOf(bound), Figure: figureView(bound),
		})
	}
	return door.Render(w, r, http.StatusOK, pickPart(view))
}
