package mandates

import (
	"net/http"

	"nianlun/internal/web/door"
)

// periodFile opens a file that stands in what is handed up.
func (p Pages) periodFile(w http.ResponseWriter, r *http.Request) error {
	when, err := periodOf(r)
	if err != nil {
		return err
	}
	content, file, err := p.Levels.FileUp(r.Context(), door.By(r.Context()), r.PathValue("mandate"), when, r.PathValue("file"))
	if err != nil {
		return err
	}
	return door.SendFile(w, r, content, file)
}
