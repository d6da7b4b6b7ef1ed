package document

import (
	"net/http"

	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/document"
)

// arrived is what a script is told of a file that it has sent.
type arrived struct {
	State string `json:"state"`
	Words string `json:"words,omitempty"` // what is wrong with it
}

// batchAdd takes files for a batch: one at a time from a script, several from a
// plain form.
func (p Pages) batchAdd(w http.ResponseWriter, r *http.Request) error {
	form, err := door.Form(r)
	if err != nil {
		return err
	}
	id := r.PathValue("id")
	last, err := p.addFiles(r, id, form.Text("sent"))
	if err != nil {
		return err
	}
	if !scripted(r) {
		return door.Redirect(w, r, batchAddress(id))
	}
	told := arrived{State: string(last.State)}
	if last.State == document.FileFailed {
		told.Words = last.Fault.In(ui.Lang(r.Context()))
	}
	return tell(w, told)
}

// addFiles adds the files of a form; the last one is answered.
func (p Pages) addFiles(r *http.Request, batch, sent string) (last document.BatchFile, err error) {
	ctx := r.Context()
	for file, err := range door.Files(r, "file") {
		if err != nil {
			return last, err
		}
		last, err = p.Batches.Add(ctx, door.By(ctx), batch, document.NewFile{Name: file.Name, SentAs: sent, Data: file.Content})
		if err != nil {
			return last, err
		}
	}
	return last, nil
}

// batchRetry has the failed files read again.
func (p Pages) batchRetry(w http.ResponseWriter, r *http.Request) error {
	ctx, id := r.Context(), r.PathValue("id")
	n, err := p.Batches.Retry(ctx, door.By(ctx), id)
	if err != nil {
		return err
	}
	door.Flash(ctx, ui.T(ctx, "batch.retried", "n", n))
	return door.Redirect(w, r, batchAddress(id))
}

// batchClose says that no more files come.
func (p Pages) batchClose(w http.ResponseWriter, r *http.Request) error {
	ctx, id := r.Context(), r.PathValue("id")
	if err := p.Batches.Close(ctx, door.By(ctx), id); err != nil {
		return err
	}
	return door.Redirect(w, r, batchAddress(id))
}
