package door

import (
	"mime"
	"net/http"

	"nianlun/internal/base/blob"
)

// SendFile sends a kept file and closes it. The browser shows nothing of it by
// itself: what came from outside is saved, never run.
func SendFile(w http.ResponseWriter, r *http.Request, content blob.Content, file blob.File) error {
	defer func() { _ = content.Close() }()
	h := w.Header()
	h.Set("Content-Type", file.Type)
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": file.Name}))
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cache-Control", "private, no-store")
	http.ServeContent(w, r, "", file.At, content)
	return nil
}

// SendPicture sends a picture to be shown in a page and closes it. Its type is the one found in its bytes, so it can
// only be drawn; a page that is opened with it alone may do nothing. It stays with whoever asked for it for an hour.
func SendPicture(w http.ResponseWriter, r *http.Request, content blob.Content, file blob.File) error {
	defer func() { _ = content.Close() }()
	h := w.Header()
	h.Set("Content-Type", file.Type)
	h.Set("Content-Disposition", mime.FormatMediaType("inline", map[string]string{"filename": file.Name}))
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cache-Control", "private, max-age=3600")
	http.ServeContent(w, r, "", file.At, content)
	return nil
}
