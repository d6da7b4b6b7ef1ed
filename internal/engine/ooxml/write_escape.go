package ooxml

import "unicode/utf8"

// appendText appends s as XML character data. Characters that XML 1.0 forbids
// (most control characters, surrogates, U+FFFE, U+FFFF) and bytes that are not
// UTF-8 are dropped: one of them pasted into a form would otherwise make the
// whole file unreadable for Word.
func appendText(dst []byte, s string) []byte {
	return appendEscaped(dst, s, false)
}

// appendAttr appends s as the inside of a double-quoted attribute value. White
// space other than the blank is written as a reference, because a parser
// replaces it by a blank otherwise.
func appendAttr(dst []byte, s string) []byte {
	return appendEscaped(dst, s, true)
}

func appendEscaped(dst []byte, s string, attr bool) []byte {
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if illegal(r, size) {
			i += size
			continue
		}
		if ref := reference(r, attr); ref != "" {
			dst = append(dst, ref...)
		} else {
			dst = append(dst, s[i:i+size]...)
		}
		i += size
	}
	return dst
}

// illegal reports whether the rune is outside the production Char of XML 1.0,
// section 2.2, or is a broken byte.
func illegal(r rune, size int) bool {
	switch {
	case r == utf8.RuneError && size <= 1:
		return true
	case r == '\t', r == '\n', r == '\r':
		return false
	case r < 0x20:
		return true
	case r == 0xFFFE, r == 0xFFFF:
		return true
	}
	return false
}

// reference returns how the rune must be written, or "" when it stands for
// itself.
func reference(r rune, attr bool) string {
	switch r {
	case '&':
		return "&amp;"
	case '<':
		return "&lt;"
	case '>':
		return "&gt;"
	case '\r':
		return "&#xD;"
	}
	if !attr {
		return ""
	}
	switch r {
	case '"':
		return "&#34;"
	case '\t':
		return "&#x9;"
	case '\n':
		return "&#xA;"
	}
	return ""
}
