package app

import (
	"context"
	"io"

	"nianlun/internal/base/access"
	"nianlun/internal/base/blob"
	"nianlun/internal/base/org"
)

// builtBytes bounds a document that the product builds itself.
const builtBytes = 256 << 20

// files keeps what the product builds.
type files struct{ blobs *blob.Service }

// Keep implements document.Files.
func (f files) Keep(ctx context.Context, by access.Actor, name string, data io.Reader) (string, error) {
	file, err := f.blobs.Put(ctx, by, name, data, blob.Rules{MaxBytes: builtBytes, Types: []string{"docx"}})
	return file.ID, err
}

// bureaus names the bureau on its papers.
type bureaus struct{ org *org.Service }

// BureauName implements document.Bureaus.
func (b bureaus) BureauName(ctx context.Context, bureau string) (string, error) {
	found, err := b.org.Bureau(ctx, bureau)
	return found.Name, err
}
