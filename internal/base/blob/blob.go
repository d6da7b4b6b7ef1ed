package blob

import (
	"io"
	"time"
)

// File is one uploaded file. Hash is the SHA-256 of the bytes in hexadecimal,
// Type the media type found in the content.
type File struct {
	ID     string
	Hash   string
	Name   string
	Size   int64
	Type   string
	Person string
	At     time.Time

	small bool // a small picture was made though browsers do not show the file
}

// Rules say what may be uploaded at a place. MaxBytes must be above 0 (parameter
// upload.max.megabytes). Types are kinds by their usual extension without a dot
// ("docx", "pdf", "jpg"); none allows every kind that the package knows. Picture
// wants a photo that can be opened: its small picture is made at once.
type Rules struct {
	MaxBytes int64
	Types    []string
	Picture  bool
}

// Content is an open file; it seeks, so that a door can answer range requests.
type Content interface {
	io.ReadSeekCloser
}
