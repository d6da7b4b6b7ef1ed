package ui

import (
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strconv"
	"strings"
)

// AssetsPath is the folder of URLs under which assets are served.
const AssetsPath = "/assets/"

// Assets are the bundled scripts, styles and icons. Their names carry a hash of
// their content, so a browser may keep them for ever.
type Assets struct {
	files  fs.FS
	hashed map[string]string // app.js -> app-ABCDEFGH.js
	served map[string]bool   // names that may be asked for
}

// manifest is dist/manifest.json as the bundler writes it.
type manifest struct {
	Entries map[string]string `json:"entries"`
	Files   []string          `json:"files"`
}

// NewAssets reads the manifest of a bundle. An error says that the bundle has
// not been built.
func NewAssets(dist fs.FS) (*Assets, error) {
	data, err := fs.ReadFile(dist, "manifest.json")
	if err != nil {
		return nil, fmt.Errorf("no bundled assets (go run ./assets/bundle): %w", err)
	}
	var m manifest
	if err := json.Unmarshal(data, &m); err != nil {
		return nil, fmt.Errorf("manifest.json of the assets: %w", err)
	}
	a := &Assets{files: dist, hashed: m.Entries, served: map[string]bool{}}
	for _, name := range m.Files {
		a.served[name] = true
	}
	return a, nil
}

// URL is the address of an entry such as "app.js"; "" when the bundle has none
// or there is no bundle.
func (a *Assets) URL(entry string) string {
	if a == nil || a.hashed[entry] == "" {
		return ""
	}
	return AssetsPath + a.hashed[entry]
}

// ServeHTTP serves one file of the bundle, compressed where the browser takes
// it and a compressed copy exists.
func (a *Assets) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(r.URL.Path, AssetsPath)
	if a == nil || !a.served[name] {
		http.NotFound(w, r)
		return
	}
	h := w.Header()
	h.Set("Content-Type", mime.TypeByExtension(path.Ext(name)))
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Set("Vary", "Accept-Encoding")
	if AcceptsGzip(r) {
		if _, err := fs.Stat(a.files, name+".gz"); err == nil {
			h.Set("Content-Encoding", "gzip")
			name += ".gz"
		}
	}
	http.ServeFileFS(w, r, a.files, name) //nolint:gosec // only names of the manifest come here
}

// AcceptsGzip tells whether the browser takes gzip.
func AcceptsGzip(r *http.Request) bool {
	for part := range strings.SplitSeq(r.Header.Get("Accept-Encoding"), ",") {
		coding, params, _ := strings.Cut(part, ";")
		if strings.TrimSpace(coding) != "gzip" {
			continue
		}
		weight, found := strings.CutPrefix(strings.TrimSpace(params), "q=")
		q, err := strconv.ParseFloat(weight, 64)
		return !found || (err == nil && q > 0)
	}
	return false
}

type assetsKey struct{}

// WithAssets puts the bundle into the context, where the frame finds it.
func WithAssets(ctx context.Context, a *Assets) context.Context {
	return context.WithValue(ctx, assetsKey{}, a)
}

func assetURL(ctx context.Context, entry string) string {
	a, _ := ctx.Value(assetsKey{}).(*Assets)
	return a.URL(entry)
}
