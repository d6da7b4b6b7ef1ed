package ui

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/fstest"
)

func TestAcceptsGzip(t *testing.T) {
	for header, want := range map[string]bool{
		"":                       false,
		"gzip":                   true,
		"br, gzip;q=0.5":         true,
		"gzip; q=0":              false,
		"gzip;q=0.000":           false,
		"identity":               false,
		"x-gzip":                 false,
		"deflate, gzip , zstd":   true,
		"gzip;q=nonsense, other": false,
	} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.Header.Set("Accept-Encoding", header)
		if got := AcceptsGzip(r); got != want {
			t.Errorf("%q: %v", header, got)
		}
	}
}

func TestAssetsWithoutABundle(t *testing.T) {
	if _, err := NewAssets(fstest.MapFS{}); err == nil {
		t.Error("no error without a manifest")
	}
	if _, err := NewAssets(fstest.MapFS{"manifest.json": {Data: []byte("{")}}); err == nil {
		t.Error("no error for a broken manifest")
	}
	var none *Assets
	if none.URL("app.js") != "" {
		t.Error("an address without a bundle")
	}
	w := httptest.NewRecorder()
	none.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/assets/app.js", nil))
	if w.Code != 404 {
		t.Errorf("status %d", w.Code)
	}
}
