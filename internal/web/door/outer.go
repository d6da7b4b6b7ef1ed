package door

import (
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"runtime/debug"
	"strings"

	"nianlun/internal/kit/fault"
	"nianlun/internal/web/ui"
)

// ContentPolicy is the Content-Security-Policy of every page: everything comes
// from this site, nothing is inline, nobody may frame it.
const ContentPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

// outer is what stands round everything, assets and mounts included: request id,
// safe headers, log, recovery, compression.
func (d *Door) outer(next http.Handler) http.Handler {
	next = compressed(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v := &visit{door: d, id: newRequestID(), from: d.fromOf(r)}
		ctx := ui.WithAssets(withVisit(r.Context(), v), d.Assets)
		d.safeHeaders(w.Header(), v.id)
		rec := &recorder{ResponseWriter: w}
		began := d.Now()
		defer func() {
			if p := recover(); p != nil {
				if aborts(p) {
					panic(p)
				}
				v.code, v.err = "internal", fmt.Errorf("panic: %v\n%s", p, debug.Stack())
				if rec.status == 0 {
					http.Error(rec, v.id, http.StatusInternalServerError)
				}
			}
			d.logVisit(r, v, rec, d.Now().Sub(began).Milliseconds())
		}()
		next.ServeHTTP(rec, r.WithContext(ctx))
	})
}

// aborts tells whether a panic is the one that ends a connection on purpose.
func aborts(p any) bool {
	err, ok := p.(error)
	return ok && errors.Is(err, http.ErrAbortHandler)
}

func (d *Door) safeHeaders(h http.Header, id string) {
	h.Set("Content-Security-Policy", ContentPolicy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
	h.Set("X-Request-Id", id)
	if d.Settings.Secure {
		h.Set("Strict-Transport-Security", "max-age=31536000")
	}
}

// sameOrigin refuses what another site's page sends in this person's name.
func (d *Door) sameOrigin(next http.Handler) http.Handler {
	guard := http.NewCrossOriginProtection()
	guard.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		d.fail(w, r, fault.New(fault.Denied, "door.origin"))
	}))
	return guard.Handler(next)
}

// newRequestID is eight random hex digits in two groups: short enough to be read
// out on the telephone.
func newRequestID() string {
	var b [4]byte
	_, _ = rand.Read(b[:]) // never fails: it ends the program instead
	return fmt.Sprintf("%02X%02X-%02X%02X", b[0], b[1], b[2], b[3])
}

// fromOf is the address of the person's machine. Behind proxies that are known
// it is the nearest address in X-Forwarded-For that is none of them.
func (d *Door) fromOf(r *http.Request) netip.Addr {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	addr, err := netip.ParseAddr(host)
	if err != nil || !d.isProxy(addr) {
		return addr.Unmap()
	}
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(hops) - 1; i >= 0; i-- {
		hop, err := netip.ParseAddr(strings.TrimSpace(hops[i]))
		if err != nil {
			break
		}
		addr = hop
		if !d.isProxy(hop) {
			break
		}
	}
	return addr.Unmap()
}

func (d *Door) isProxy(addr netip.Addr) bool {
	for _, p := range d.Settings.Proxies {
		if p.Contains(addr.Unmap()) {
			return true
		}
	}
	return false
}

// logVisit writes one line a request. Queries are left out: they hold what
// people search for.
func (d *Door) logVisit(r *http.Request, v *visit, rec *recorder, ms int64) {
	level := slog.LevelInfo
	attrs := []slog.Attr{
		slog.String("id", v.id), slog.String("method", r.Method), slog.String("path", r.URL.Path),
		slog.Int("status", rec.code()), slog.Int64("ms", ms), slog.String("from", v.from.String()),
	}
	if v.actor.Person != "" {
		attrs = append(attrs, slog.String("person", v.actor.Person), slog.String("post", v.actor.Post.ID))
	}
	if v.code != "" {
		attrs = append(attrs, slog.String("code", v.code))
	}
	if rec.code() >= http.StatusInternalServerError {
		level = slog.LevelError
	}
	if level == slog.LevelError || v.code == codeGone {
		attrs = append(attrs, slog.Any("err", v.err))
	}
	d.Log.LogAttrs(r.Context(), level, "request", attrs...)
}

// recorder keeps the status for the log.
type recorder struct {
	http.ResponseWriter
	status int
}

func (r *recorder) WriteHeader(status int) {
	if r.status == 0 {
		r.status = status
	}
	r.ResponseWriter.WriteHeader(status)
}

func (r *recorder) Write(b []byte) (int, error) {
	if r.status == 0 {
		r.status = http.StatusOK
	}
	return r.ResponseWriter.Write(b)
}

func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }

func (r *recorder) code() int {
	if r.status == 0 {
		return http.StatusOK
	}
	return r.status
}
