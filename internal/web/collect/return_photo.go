package collect

import (
	"net/http"

	"nianlun/internal/web/door"
)

// returnThumb sends the small picture of a photo.
func (p pages) returnThumb(w http.ResponseWriter, r *http.Request) error {
	content, file, err := p.returns.Thumb(r.Context(), door.By(r.Context()), r.PathValue("return"), r.PathValue("file"))
	if err != nil {
		return err
	}
	return door.SendPicture(w, r, content, file)
}
