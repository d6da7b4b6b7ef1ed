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
