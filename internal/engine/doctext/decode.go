package doctext

import (
	"bytes"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// signatures of common files that people rename or upload by mistake.
var signatures = []struct{ prefix, kind string }{
	{"MZ", "windows program"},
	{"\x7fELF", "linux program"},
	{"%PDF", "pdf"},
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole document (doc, xls, wps)"},
	{"\x89PNG", "png"},
	{"\xff\xd8\xff", "jpeg"},
	{"GIF8", "gif"},
	{"Rar!", "rar"},
	{"7z\xbc\xaf", "7z"},
	{"\x1f\x8b", "gzip"},
	{"{\\rtf", "rtf"},
}

// decodeText turns the bytes of a text file into a string: UTF-8 with or
// without a byte order mark, UTF-16 with one, else GB18030, which holds GBK and
// GB2312.
func decodeText(data []byte) (string, error) {
	for _, s := range signatures {
		if bytes.HasPrefix(data, []byte(s.prefix)) {
			return "", &Error{Code: CodeType, Detail: s.kind}
		}
	}
	switch {
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}):
		return decodeUTF16(data[2:], false)
	case bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		return decodeUTF16(data[2:], true)
	}
	data = bytes.TrimPrefix(data, []byte{0xef, 0xbb, 0xbf})
	if bigEndian, ok := unmarkedUTF16(data); ok {
		return decodeUTF16(data, bigEndian)
	}
	if looksBinary(data) {
		return "", &Error{Code: CodeBinary, Detail: "control bytes"}
	}
	if utf8.Valid(data) {
		return string(data), nil
	}
	if bigEndian, ok := chineseUTF16(data); ok {
		return decodeUTF16(data, bigEndian)
	}
	decoded, err := simplifiedchinese.GB18030.NewDecoder().Bytes(data)
	if err != nil {
		return "", &Error{Code: CodeEncoding, Detail: err.Error()}
	}
	if tooManyReplaced(decoded) {
		return "", &Error{Code: CodeEncoding, Detail: "neither utf-8 nor gb18030"}
	}
	return string(decoded), nil
}

// unmarkedUTF16 recognises UTF-16 without a byte order mark by the zero bytes of its
// ASCII characters, which stand all on one side of their pairs.
func unmarkedUTF16(data []byte) (bigEndian, ok bool) {
	if len(data)%2 != 0 || bytes.IndexByte(data, 0) < 0 {
		return false, false
	}
	var zeros [2]int
	for i, b := range data {
		if b == 0 {
			zeros[i%2]++
		}
	}
	least := len(data) / 100 // line ends and figures of a Chinese text
	switch {
	case zeros[0] > least && zeros[1]*8 <= zeros[0]:
		return true, true
	case zeros[1] > least && zeros[0]*8 <= zeros[1]:
		return false, true
	}
	return false, false
}

// chineseUTF16 recognises UTF-16 of Chinese characters alone: every pair is one in
// one order of its bytes and not in the other. Pairs of GB18030 are none in either:
// the first byte of its common characters is b0 or more, the second a1 or more.
func chineseUTF16(data []byte) (bigEndian, ok bool) {
	if len(data)%2 != 0 {
		return false, false
	}
	big, little := true, true
	for i := 0; i+1 < len(data) && (big || little); i += 2 {
		big = big && isChineseUnit(data[i], data[i+1])
		little = little && isChineseUnit(data[i+1], data[i])
	}
	return big, big != little
}

// isChineseUnit tells Chinese characters and their punctuation.
func isChineseUnit(hi, lo byte) bool {
	return hi >= 0x4e && hi <= 0x9f || hi == 0x30 && lo <= 0x3f || hi == 0xff && lo > 0 && lo <= 0x5e
}

func decodeUTF16(data []byte, bigEndian bool) (string, error) {
	if len(data)%2 != 0 {
		return "", &Error{Code: CodeDamaged, Detail: "odd number of utf-16 bytes"}
	}
	units := make([]uint16, len(data)/2)
	for i := range units {
		lo, hi := data[2*i], data[2*i+1]
		if bigEndian {
			lo, hi = hi, lo
		}
		units[i] = uint16(lo) | uint16(hi)<<8
	}
	text := string(utf16.Decode(units))
	if looksBinary([]byte(text)) {
		return "", &Error{Code: CodeBinary, Detail: "control bytes in utf-16"}
	}
	if tooManyReplaced([]byte(text)) {
		return "", &Error{Code: CodeEncoding, Detail: "broken utf-16"}
	}
	return text, nil
}

// looksBinary tells whether control bytes that no text holds occur. A stray one
// or two are forgiven: converters leave form feeds and the like.
func looksBinary(data []byte) bool {
	odd := 0
	for _, b := range data {
		if b == 0 {
			return true
		}
		if b < 32 && b != '\n' && b != '\r' && b != '\t' && b != '\f' && b != '\v' {
			odd++
		}
	}
	return odd > 2 && odd*200 > len(data)
}

// tooManyReplaced tells whether over one character in a hundred was unreadable.
func tooManyReplaced(data []byte) bool {
	bad := bytes.Count(data, []byte("\uFFFD"))
	return bad > 0 && bad*100 > utf8.RuneCount(data)
}
