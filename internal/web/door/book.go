package door

import (
	"bytes"
	"net/http"

	"nianlun/internal/base/blob"
)

// bookMedia is the media type of a workbook.
const bookMedia = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// made is a file that was made for this answer and lies in memory.
type made struct{ *bytes.Reader }

// Close implements blob.Content.
func (made) Close() error { return nil }

// SendBook sends a workbook that was made for this answer, as a file to keep.
func SendBook(w http.ResponseWriter, r *http.Request, name string, data []byte) error {
	return SendFile(w, r, made{bytes.NewReader(data)}, blob.File{Name: name, Type: bookMedia, Size: int64(len(data))})
}
