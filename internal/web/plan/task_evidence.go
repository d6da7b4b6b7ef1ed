package plan

import (
	"mime"
	"net/http"

	"nianlun/internal/web/door"
)

// taskEvidence sends a file of a report. The browser may show nothing of it by
// itself: what came from outside is saved, never run.
func (p Pages) taskEvidence(w http.ResponseWriter, r *http.Request) error {
	content, file, err := p.Plans.Evidence(r.Context(), door.By(r.Context()), r.PathValue("task"), r.PathValue("file"))
	if err != nil {
		return err
	}
	defer func() { _ = content.Close() }()
	h := w.Header()
	h.Set("Content-Type", file.Type)
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": file.Name}))
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cache-Control", "private, no-store")
	http.ServeContent(w, r, "", file.At, content)
	return nil
}
