package document

import (
	"net/http"

	"nianlun/internal/web/door"
)

// documentFile sends the file as it was uploaded.
func (p Pages) documentFile(w http.ResponseWriter, r *http.Request) error {
	content, file, err := p.Readings.Original(r.Context(), door.By(r.Context()), r.PathValue("id"))
	if err != nil {
		return err
	}
	return door.SendFile(w, r, content, file)
}
