package hook

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"syscall"
	"time"
)

// Rules are what a deployment allows beside public addresses over HTTPS.
type Rules struct {
	Plain bool           // http:// as well
	Nets  []netip.Prefix // addresses inside that may be told
}

// maxAddress bounds the text of an address.
const maxAddress = 500

// refuses tells why an address cannot be a hook's: address, https, user or
// inside; empty when it can. A name is looked up when something is sent.
func (r Rules) refuses(address string) string {
	u, err := url.Parse(address)
	switch {
	case err != nil || len(address) > maxAddress || u.Hostname() == "" || u.Fragment != "" || u.Opaque != "":
		return "address"
	case u.Scheme == "http" && !r.Plain:
		return "https"
	case u.Scheme != "https" && u.Scheme != "http":
		return "address"
	case u.User != nil:
		return "user"
	}
	if ip, err := netip.ParseAddr(u.Hostname()); err == nil && !r.allows(ip) {
		return "inside"
	}
	return ""
}

// closed are ranges that no program on the internet has, beside those that netip
// knows by itself (RFC 6890 and its registries).
var closed = func() []netip.Prefix {
	var all []netip.Prefix
	for _, text := range []string{"0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24",
		"203.0.113.0/24", "240.0.0.0/4", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "fec0::/10"} {
		all = append(all, netip.MustParsePrefix(text))
	}
	return all
}()

// allows reports whether an address may be told.
func (r Rules) allows(ip netip.Addr) bool {
	if ip.Zone() != "" {
		return false
	}
	ip = ip.Unmap()
	for _, net := range r.Nets {
		if net.Contains(ip) {
			return true
		}
	}
	if !ip.IsGlobalUnicast() || ip.IsPrivate() || ip.IsLoopback() || ip.IsLinkLocalUnicast() {
		return false
	}
	for _, net := range closed {
		if net.Contains(ip) {
			return false
		}
	}
	return true
}

// errInside says that a name leads to an address that may not be told.
var errInside = errors.New("address inside")

// sendTime bounds one delivery, from looking the name up to the answer.
const sendTime = 10 * time.Second

// NewClient makes the client that sends. Each address is held against the rules
// after its name was looked up, as it is dialled, so that a name cannot lead
// inside; there are no proxies, and no redirect is followed.
func NewClient(r Rules) *http.Client {
	dialer := &net.Dialer{Timeout: sendTime, ControlContext: func(_ context.Context, _, address string, _ syscall.RawConn) error {
		at, err := netip.ParseAddrPort(address)
		if err != nil || !r.allows(at.Addr()) {
			return errInside
		}
		return nil
	}}
	return &http.Client{
		Timeout:       sendTime,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: &http.Transport{
			DialContext: dialer.DialContext, TLSHandshakeTimeout: sendTime, ResponseHeaderTimeout: sendTime,
			MaxResponseHeaderBytes: 64 << 10, DisableKeepAlives: true,
		},
	}
}
