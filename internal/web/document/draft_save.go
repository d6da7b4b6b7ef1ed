package document

import (
	"encoding/json"
	"net/http"

	"nianlun/internal/kit/fault"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/document"
)

// savedDraft is what the page's script learns of a saving.
type savedDraft struct {
	Revision int    `json:"revision"`
	Title    string `json:"title"`
}

// draftSave takes what the editor sends while one types. A script asks for JSON;
// a plain form is led back to the page.
func (p DraftPages) draftSave(w http.ResponseWriter, r *http.Request) error {
	form, err := door.Form(r)
	if err != nil {
		return err
	}
	content, err := fromEditor(form.Raw("content"))
	if err != nil {
		return err
	}
	base, ok := form.Int("revision")
	if !ok {
		return fault.New(fault.Invalid, "draft.content")
	}
	ctx := r.Context()
	d, err := p.Drafts.Save(ctx, door.By(ctx), document.SaveDraft{
		ID: r.PathValue("id"), Base: base, Title: form.Text("title"), Content: content,
	})
	if err != nil {
		return err
	}
	if r.Header.Get("Accept") != "application/json" {
		return door.Redirect(w, r, "/drafts/"+d.ID)
	}
	w.Header().Set("Content-Type", "application/json")
	return json.NewEncoder(w).Encode(savedDraft{
		Revision: d.Rev, Title: ui.T(ctx, "draft.saved", "n", d.Rev, "at", d.Changed.In(place).Format("15:04")),
	})
}

// draftRefresh brings every figure that has changed up to date.
func (p DraftPages) draftRefresh(w http.ResponseWriter, r *http.Request) error {
	form, err := door.Form(r)
	if err != nil {
		return err
	}
	base, _ := form.Int("revision")
	ctx := r.Context()
	d, err := p.Drafts.Refresh(ctx, door.By(ctx), r.PathValue("id"), base)
	if err != nil {
		return err
	}
	door.Flash(ctx, ui.T(ctx, "draft.refreshed"))
	return door.Redirect(w, r, "/drafts/"+d.ID)
}
