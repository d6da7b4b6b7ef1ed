package door

import (
	"compress/gzip"
	"io"
	"net/http"
	"strings"
	"sync"

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

// packFrom is the least size of an answer that is packed: below it the answer
// fits into the packet that carries its head anyway.
const packFrom = 1200

// packers are kept for the next answer: one is 0.8 MB of tables.
var packers = sync.Pool{New: func() any { return gzip.NewWriter(io.Discard) }}

// compressor holds the beginning of an answer back until it knows whether packing
// is worth while.
type compressor struct {
	http.ResponseWriter
	status  int
	held    []byte
	zip     *gzip.Writer
	decided bool
}

func (c *compressor) WriteHeader(status int) {
	if c.status != 0 {
		return
	}
	c.status = status
	if !c.mayPack() {
		c.plain()
	}
}

func (c *compressor) Write(b []byte) (int, error) {
	if c.status == 0 {
		c.WriteHeader(http.StatusOK)
	}
	switch {
	case c.zip != nil:
		return c.zip.Write(b)
	case c.decided:
		return c.ResponseWriter.Write(b)
	case len(c.held)+len(b) < packFrom:
		c.held = append(c.held, b...)
		return len(b), nil
	}
	if err := c.pack(); err != nil {
		return 0, err
	}
	return c.zip.Write(b)
}

// mayPack tells whether the answer is of a kind that is packed.
func (c *compressor) mayPack() bool {
	h := c.Header()
	if !packable(h.Get("Content-Type")) {
		return false
	}
	h.Add("Vary", "Accept-Encoding")
	return h.Get("Content-Encoding") == "" && c.status != http.StatusNoContent && c.status != http.StatusNotModified &&
		c.status != http.StatusPartialContent
}

// plain sends the answer on as it is.
func (c *compressor) plain() {
	c.decided = true
	c.ResponseWriter.WriteHeader(c.status)
	if len(c.held) > 0 {
		_, _ = c.ResponseWriter.Write(c.held)
	}
}

func (c *compressor) pack() error {
	c.decided = true
	c.Header().Set("Content-Encoding", "gzip")
	c.Header().Del("Content-Length")
	c.ResponseWriter.WriteHeader(c.status)
	c.zip = packers.Get().(*gzip.Writer)
	c.zip.Reset(c.ResponseWriter)
	_, err := c.zip.Write(c.held)
	return err
}

func packable(contentType string) bool {
	return strings.HasPrefix(contentType, "text/html") || strings.HasPrefix(contentType, "application/json") ||
		strings.HasPrefix(contentType, "application/problem+json")
}

func (c *compressor) close() {
	switch {
	case c.zip != nil:
		_ = c.zip.Close()
		packers.Put(c.zip)
	case !c.decided && c.status != 0:
		c.plain()
	}
}

// Flush lets handlers that stream send what they have.
func (c *compressor) Flush() {
	switch {
	case c.zip != nil:
		_ = c.zip.Flush()
	case !c.decided && c.status != 0:
		if c.pack() == nil {
			_ = c.zip.Flush()
		}
	}
	_ = http.NewResponseController(c.ResponseWriter).Flush()
}

func (c *compressor) Unwrap() http.ResponseWriter { return c.ResponseWriter }
