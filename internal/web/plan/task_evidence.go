package plan

import (
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
	return door.SendFile(w, r, content, file)
}
