package docmark

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func placeOf(t *testing.T, text, words string, nth int) Place {
	t.Helper()
	at := -1
	for range nth {
		next := strings.Index(text[at+1:], words)
		if next < 0 {
			t.Fatalf("%q is not in the text", words)
		}
		at += 1 + next
	}
	start := utf8.RuneCountInString(text[:at])
	return NewText(text).Place(start, start+utf8.RuneCountInString(words))
}

func TestFind(t *testing.T) {
	const text = "一、学前教育\n新建公办幼儿园6所，新增学位900个。\n二、义务教育\n改扩建学校6所，增加学位2400个。\n三、职业教育\n开放实训基地，服务企业。\n"
	cases := []struct {
		name        string
		words       string
		nth         int
		other, want string // what stands before the place in the other text; "-" for lost
	}{
		{"the same text", "6", 2, text, "改扩建学校"},
		{"a line more at the head", "6", 2, "云湖区教育局文件\n" + text, "改扩建学校"},
		{"a title of the same length as a line that went", "6", 1, strings.Replace(text, "一、学前教育\n", "一、学校教育6所\n", 1), "新建公办幼儿园"},
		{"wide digits", "900", 1, strings.ReplaceAll(text, "900", "９００"), "新增学位"},
		{"a line end inside the sentence", "900", 1, strings.Replace(text, "新增学位", "新增\n学位", 1), "新增\n学位"},
		{"a page number inside the surroundings", "2400", 1, strings.Replace(text, "增加学位", "增加 - 3 - 学位", 1), "增加 - 3 - 学位"},
		{"the words are gone", "900", 1, strings.Replace(text, "900", "950", 1), "-"},
		{"only a like number elsewhere", "6", 1, "三、安全\n排查隐患6处。\n", "-"},
		{"a whole sentence that lost a page number", "新建公办幼儿园6所，新增学位900个", 1, strings.Replace(text, "幼儿园6所", "幼儿园-12-6所", 1), "\n"},
	}
	for _, c := range cases {
		start, end, found := NewText(c.other).Find(placeOf(t, text, c.words, c.nth))
		if found == (c.want == "-") {
			t.Errorf("%s: found %v", c.name, found)
			continue
		}
		if found && !strings.HasSuffix(string([]rune(c.other)[:start]), c.want) {
			t.Errorf("%s: found at %d–%d, after %q", c.name, start, end, string([]rune(c.other)[max(0, start-6):start]))
		}
	}
}

func TestFindTakesTheNearestOfLikePlaces(t *testing.T) {
	row := "各校选派教师2名参加集中培训并报区教育局人事科备案；\n"
	text := strings.Repeat(row, 9)
	p := placeOf(t, text, "2", 5)
	p.Start, p.End = p.Start+3, p.End+3 // as if three characters before it went
	if start, _, ok := NewText(text).Find(p); !ok || start != p.Start-3 {
		t.Errorf("found at %d, want %d", start, p.Start-3)
	}
}

func TestPlaceIsClipped(t *testing.T) {
	text := NewText("甲乙")
	if p := text.Place(-4, 9); p.Words != "甲乙" || p.Before != "" || p.After != "" {
		t.Errorf("%+v", p)
	}
	if _, _, ok := text.Find(Place{Start: 5, End: 7, Words: " 　"}); ok {
		t.Error("blanks were found")
	}
}
