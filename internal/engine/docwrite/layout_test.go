package docwrite

import (
	"slices"
	"testing"
)

func TestHalfWidth(t *testing.T) {
	cases := map[string]int{
		"": 0, "40所": 4, "教育局": 6, "2026年10月12日": 14, "短\n更长的行": 8, "—": 2, "a b": 3,
	}
	for text, want := range cases {
		if got := halfWidth(text); got != want {
			t.Errorf("%q: got %d, want %d", text, got, want)
		}
	}
}

// The widths are in half characters; the expected places follow from GB/T
// 9704-2012, 7.3.5.
func TestSignatureInsets(t *testing.T) {
	cases := []struct {
		name             string
		issuer, date     int
		sealed           bool
		issuerIn, dateIn int
	}{
		{"sealed, issuer shorter: centred over the date", 12, 14, true, 9, 8},
		{"sealed, issuer longer: centred over the date", 20, 14, true, 5, 8},
		{"sealed, issuer far longer: stops at the edge", 40, 14, true, 0, 8},
		{"plain, issuer longer: date two characters in from its start", 24, 14, false, 4, 10},
		{"plain, date longer: date two in, issuer moves left", 12, 16, false, 12, 4},
		{"plain, equal", 14, 14, false, 8, 4},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			issuerIn, dateIn := signatureInsets(c.issuer, c.date, c.sealed)
			if c.name == "plain, issuer longer: date two characters in from its start" {
				// Start of the date minus start of the issuer.
				if shift := (issuerIn + c.issuer) - (dateIn + c.date); shift != 4 {
					t.Errorf("the date starts %d half characters after the issuer, want 4", shift)
				}
			}
			if issuerIn != c.issuerIn || dateIn != c.dateIn {
				t.Errorf("got %d, %d; want %d, %d", issuerIn, dateIn, c.issuerIn, c.dateIn)
			}
		})
	}
}

func TestMastheadSize(t *testing.T) {
	for _, c := range []struct {
		name string
		want int
	}{
		{"局", mastheadLargest},
		{"云湖区教育局文件", 105},
		{"云湖区人民政府教育督导委员会办公室文件", mastheadSmallest},
	} {
		got := mastheadSize(c.name)
		if got != c.want {
			t.Errorf("%s: size %d, want %d", c.name, got, c.want)
		}
		if width := halfWidth(c.name) * 5 * got; width > coreWidth {
			t.Errorf("%s at size %d is %d twips wide, the core %d", c.name, got, width, coreWidth)
		}
	}
}

func TestColumnWidths(t *testing.T) {
	long := "这是一段很长的说明文字，一行放不下，需要折成好几行才能看完，所以它应当让出位置"
	cases := []struct {
		name  string
		table Table
	}{
		{"given shares", Table{Columns: []Column{{Width: 1}, {Width: 2}, {Width: 4}}}},
		{"short cells", Table{Rows: [][]Cell{textCells("1", "2", "3")}}},
		{"one long cell", Table{Rows: [][]Cell{textCells("1", "52,486人", long)}}},
		{"all long", Table{Rows: [][]Cell{textCells(long, long+long, long)}}},
		{"many columns", Table{Rows: [][]Cell{textCells(make([]string, 30)...)}}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			sum := 0
			widths := columnWidths(c.table)
			for _, w := range widths {
				if w <= 0 {
					t.Errorf("width %d", w)
				}
				sum += w
			}
			if sum != coreWidth {
				t.Errorf("widths %v add up to %d, want %d", widths, sum, coreWidth)
			}
		})
	}
	if got, want := columnWidths(cases[0].table), []int{1263, 2527, 5054}; !slices.Equal(got, want) {
		t.Errorf("shares 1:2:4 give %v, want %v", got, want)
	}
	one := columnWidths(cases[2].table)
	if need := halfWidth("52,486人")*tableSize*5 + 2*cellPadding; one[1] < need {
		t.Errorf("the number gets %d twips and needs %d", one[1], need)
	}
}

func TestColumnAligns(t *testing.T) {
	table := Table{
		Columns: []Column{{}, {}, {}, {Align: Centre}},
		Header:  textCells("学段", "2026", "说明", "占比"),
		Rows: [][]Cell{
			textCells("学前", "11,815", "3", "5%"),
			textCells("小学", "—", "无", "6%"),
			{{Inlines: Plain("合计"), Span: 2}, {Inlines: Plain("4")}, {Inlines: Plain("7%")}},
		},
	}
	if got, want := columnAligns(table), []Align{Left, Right, Left, Centre}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestIsNumber(t *testing.T) {
	if !isNumber(" 12 ") {
		t.Error("blanks around a number make it none")
	}
	for text, want := range map[string]bool{
		"0": true, "52,486": true, "+3.2": true, "−0.4%": true, "1.5‰": true,
		"": false, "—": false, "%": false, "40所": false, "1-2": false, "甲": false, ".": false,
	} {
		if got := isNumber(text); got != want {
			t.Errorf("%q: got %v", text, got)
		}
	}
}
