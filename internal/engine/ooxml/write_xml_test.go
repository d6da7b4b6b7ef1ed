package ooxml

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestXMLWriterWritesNestedElements(t *testing.T) {
	x := NewXMLWriter()
	x.Open("a", A("k", `1<2 & "q"`))
	x.Empty("b")
	x.Leaf("c", "甲 < 乙")
	x.Close()
	want := xmlDeclaration + `<a k="1&lt;2 &amp; &#34;q&#34;"><b/><c>甲 &lt; 乙</c></a>`
	if got := string(x.Bytes()); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestXMLWriterPanicsOnBrokenNesting(t *testing.T) {
	cases := map[string]func(){
		"close without open": func() { NewXMLWriter().Close() },
		"left open": func() {
			x := NewXMLWriter()
			x.Open("a")
			x.Bytes()
		},
	}
	for name, broken := range cases {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("no panic")
				}
			}()
			broken()
		})
	}
}

func TestTextDropsWhatXMLForbids(t *testing.T) {
	cases := []struct{ name, in, want string }{
		{"plain", "全区 40 所", "全区 40 所"},
		{"nul and control", "a\x00b\x0bc\x1fd", "abcd"},
		{"kept white space", "a\tb\nc", "a\tb\nc"},
		{"carriage return", "a\rb", "a&#xD;b"},
		{"broken byte", "a\xffb", "ab"},
		{"noncharacters", "a\uFFFEb\uFFFFc", "abc"},
		{"replacement character is legal", "a\uFFFDb", "a\uFFFDb"},
		{"outside the basic plane", "𠮷", "𠮷"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := string(appendText(nil, c.in)); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// FuzzText checks with the standard library's parser that whatever is written
// comes back: legal characters exactly, illegal ones not at all.
func FuzzText(f *testing.F) {
	f.Add("甲<&>\"'乙\r\n\t")
	f.Add("a\x00\xff\uFFFE")
	f.Fuzz(func(t *testing.T, s string) {
		x := NewXMLWriter()
		x.Leaf("t", s, A("v", s))
		want := strings.Map(legalOnly, strings.ToValidUTF8(s, ""))
		text, attr := parseBack(t, x.Bytes())
		if text != want {
			t.Errorf("text: got %q, want %q", text, want)
		}
		if attr != want {
			t.Errorf("attribute: got %q, want %q", attr, want)
		}
	})
}

// legalOnly restates the production Char of XML 1.0 independently.
func legalOnly(r rune) rune {
	ok := r == 0x9 || r == 0xA || r == 0xD || r >= 0x20 && r <= 0xD7FF ||
		r >= 0xE000 && r <= 0xFFFD || r >= 0x10000 && r <= utf8.MaxRune
	if !ok {
		return -1
	}
	return r
}

func parseBack(t *testing.T, part []byte) (text, attr string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(string(part)))
	inside := false
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return text, attr
		}
		if err != nil {
			t.Fatalf("not well-formed: %v\n%q", err, part)
		}
		switch token := token.(type) {
		case xml.StartElement:
			inside, attr = true, token.Attr[0].Value
		case xml.EndElement:
			inside = false
		case xml.CharData:
			if inside {
				text += string(token)
			}
		}
	}
}
