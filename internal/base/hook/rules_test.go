package hook

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
)

func TestAddressesThatMayNotBeTold(t *testing.T) {
	inside := Rules{Nets: []netip.Prefix{netip.MustParsePrefix("10.20.0.0/16")}}
	tests := []struct {
		rules   Rules
		address string
		want    string
	}{
		{Rules{}, "https://example.cn/notice?x=1", ""},
		{Rules{}, "https://93.184.216.34:8443/", ""},
		{Rules{}, "https://[2606:2800:220:1:248:1893:25c8:1946]/", ""},
		{Rules{}, "http://example.cn/", "https"},
		{Rules{Plain: true}, "http://example.cn/", ""},
		{Rules{}, "ftp://example.cn/", "address"},
		{Rules{}, "javascript:alert(1)", "address"},
		{Rules{}, "https://", "address"},
		{Rules{}, "https://exa mple/", "address"},
		{Rules{}, "https://example.cn/#part", "address"},
		{Rules{}, "https://u:p@example.cn/", "user"},
		{Rules{}, "https://example.cn/" + strings.Repeat("a", 500), "address"},
		{Rules{}, "https://127.0.0.1/", "inside"},
		{Rules{}, "https://10.20.3.4/", "inside"},
		{inside, "https://10.20.3.4/", ""},
		{inside, "https://10.21.3.4/", "inside"},
		{Rules{}, "https://192.168.1.1/", "inside"},
		{Rules{}, "https://172.31.255.255/", "inside"},
		{Rules{}, "https://169.254.169.254/latest/meta-data", "inside"},
		{Rules{}, "https://100.100.100.200/", "inside"},
		{Rules{}, "https://0.0.0.0/", "inside"},
		{Rules{}, "https://224.0.0.1/", "inside"},
		{Rules{}, "https://255.255.255.255/", "inside"},
		{Rules{}, "https://[::1]/", "inside"},
		{Rules{}, "https://[::]/", "inside"},
		{Rules{}, "https://[::ffff:127.0.0.1]/", "inside"},
		{Rules{}, "https://[::ffff:10.0.0.1]/", "inside"},
		{Rules{}, "https://[fd00::1]/", "inside"},
		{Rules{}, "https://[fe80::1]/", "inside"},
		{Rules{}, "https://[64:ff9b::a00:1]/", "inside"},
		{Rules{}, "https://[2002:7f00:1::]/", "inside"},
	}
	for _, tt := range tests {
		if got := tt.rules.refuses(tt.address); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.address, got, tt.want)
		}
	}
}

// A name that leads inside is refused as it is dialled, whatever it looked like before.
func TestNamesThatLeadInside(t *testing.T) {
	reached := false
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached = true }))
	defer server.Close()
	address := strings.Replace(server.URL, "127.0.0.1", "localhost", 1)
	if code := (Rules{Plain: true}).refuses(address); code != "" {
		t.Fatalf("refused before the name was looked up: %s", code)
	}
	answer, err := NewClient(Rules{Plain: true}).Get(address)
	if err == nil {
		_ = answer.Body.Close()
	}
	if !errors.Is(err, errInside) || reached {
		t.Errorf("got %v, reached %v", err, reached)
	}
	loop := Rules{Plain: true, Nets: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("::1/128")}}
	answer, err = NewClient(loop).Get(address)
	if err != nil || !reached {
		t.Fatalf("what is allowed is not reached: %v", err)
	}
	_ = answer.Body.Close()
}

// A redirect is no way inside: it is not followed.
func TestRedirectsAreNotFollowed(t *testing.T) {
	hit := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		hit++
		http.Redirect(w, r, "/again", http.StatusFound)
	}))
	defer server.Close()
	answer, err := NewClient(Rules{Plain: true, Nets: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}}).Get(server.URL)
	if err != nil || answer.StatusCode != http.StatusFound || hit != 1 {
		t.Errorf("got %v %v after %d requests", answer, err, hit)
	}
	if err == nil {
		_ = answer.Body.Close()
	}
}
