package doctext

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/simplifiedchinese"
)

const sample = "某县教育局2031年工作总结\n一、主要成绩\n招聘教师126名，改造学校37所。\n"

// encodeUTF16 writes text with a byte order mark.
func encodeUTF16(s string, bigEndian bool) []byte {
	var out []byte
	for _, u := range append([]uint16{0xfeff}, utf16.Encode([]rune(s))...) {
		if bigEndian {
			out = append(out, byte(u>>8), byte(u))
		} else {
			out = append(out, byte(u), byte(u>>8))
		}
	}
	return out
}

func TestEncodings(t *testing.T) {
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(sample)
	if err != nil {
		t.Fatal(err)
	}
	sources := map[string][]byte{
		"utf-8":           []byte(sample),
		"utf-8 with mark": append([]byte{0xef, 0xbb, 0xbf}, sample...),
		"gb18030":         []byte(gb),
		"utf-16 le":       encodeUTF16(sample, false),
		"utf-16 be":       encodeUTF16(sample, true),
		"bare utf-16 le":  encodeUTF16(sample, false)[2:],
		"bare utf-16 be":  encodeUTF16(sample, true)[2:],
		"crlf":            []byte(strings.ReplaceAll(sample, "\n", "\r\n")),
	}
	for name, data := range sources {
		text, err := Extract(Source{Name: name, Data: data}, Limits{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if text.String() != sample {
			t.Errorf("%s: text %q", name, text)
		}
	}
}

// TestTinyChineseUTF16 reads a few Chinese characters without a byte order mark,
// and leaves those of GB18030 what they are.
func TestTinyChineseUTF16(t *testing.T) {
	const words = "新建小学。"
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(words)
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"le": encodeUTF16(words, false)[2:], "be": encodeUTF16(words, true)[2:], "gb18030": []byte(gb)} {
		text, err := Extract(Source{Data: data}, Limits{})
		if err != nil || text.String() != words {
			t.Errorf("%s: %q, %v", name, text, err)
		}
	}
}

func TestRefusals(t *testing.T) {
	cases := []struct {
		name string
		data []byte
		opt  Limits
		want Code
	}{
		{"empty", nil, Limits{}, CodeEmpty},
		{"blank", []byte(" \r\n\t　\n"), Limits{}, CodeEmpty},
		{"program", []byte("MZ\x90\x00\x03\x00\x00\x00"), Limits{}, CodeType},
		{"pdf", []byte("%PDF-1.7\n"), Limits{}, CodeType},
		{"old word", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 rest"), Limits{}, CodeType},
		{"control bytes", bytes.Repeat([]byte{1, 2, 3, 'a'}, 100), Limits{}, CodeBinary},
		{"zeros", []byte("abc\x00def"), Limits{}, CodeBinary},
		{"no encoding", bytes.Repeat([]byte{0x81, 0x20, 0xff}, 100), Limits{}, CodeEncoding},
		{"odd utf-16", []byte{0xff, 0xfe, 0x41}, Limits{}, CodeDamaged},
		{"truncated zip", []byte("PK\x03\x04 and nothing more"), Limits{}, CodeDamaged},
		{"too many bytes", []byte(sample), Limits{MaxBytes: 10}, CodeTooLarge},
		{"too many characters", []byte(sample), Limits{MaxRunes: 10}, CodeTooLarge},
	}
	for _, c := range cases {
		text, err := Extract(Source{Name: c.name, Data: c.data}, c.opt)
		if CodeOf(err) != c.want || text.Runes != nil {
			t.Errorf("%s: got %v, want %s", c.name, err, c.want)
		}
	}
}
