package door

import (
	"compress/gzip"
	"net/http"
	"strings"

	"nianlun/internal/web/ui"
)

// compressed packs pages and JSON for browsers that take gzip. Nothing on a page
// is secret and repeats what the request says, so its length gives nothing away.
func compressed(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !ui.AcceptsGzip(r) || r.Method == http.MethodHead {
			next.ServeHTTP(w, r)
			return
		}
		cw := &compressor{ResponseWriter: w}
		defer cw.close()
		next.ServeHTTP(cw, r)
	})
}

type compressor struct {
	http.ResponseWriter
	zip     *gzip.Writer
	decided bool
}

func (c *compressor) WriteHeader(status int) {
	c.decide(status)
	c.ResponseWriter.WriteHeader(status)
}

func (c *compressor) Write(b []byte) (int, error) {
	c.decide(http.StatusOK)
	if c.zip == nil {
		return c.ResponseWriter.Write(b)
	}
	return c.zip.Write(b)
}

func (c *compressor) decide(status int) {
	if c.decided {
		return
	}
	c.decided = true
	h := c.Header()
	if !packable(h.Get("Content-Type")) {
		return
	}
	h.Add("Vary", "Accept-Encoding")
	if h.Get("Content-Encoding") != "" || status == http.StatusNoContent || status == http.StatusNotModified || status == http.StatusPartialContent {
		return
	}
	h.Set("Content-Encoding", "gzip")
	h.Del("Content-Length")
	c.zip = gzip.NewWriter(c.ResponseWriter)
}

func packable(contentType string) bool {
	return strings.HasPrefix(contentType, "text/html") || strings.HasPrefix(contentType, "application/json") ||
		strings.HasPrefix(contentType, "application/problem+json")
}

func (c *compressor) close() {
	if c.zip != nil {
		_ = c.zip.Close()
	}
}

// Flush lets handlers that stream send what they have.
func (c *compressor) Flush() {
	if c.zip != nil {
		_ = c.zip.Flush()
	}
	_ = http.NewResponseController(c.ResponseWriter).Flush()
}

func (c *compressor) Unwrap() http.ResponseWriter { return c.ResponseWriter }
