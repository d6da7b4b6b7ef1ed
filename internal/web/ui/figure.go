package ui

import (
	"fmt"
	"strconv"
)

// FigureState is how settled a figure is; its underline tells it.
type FigureState string

// The states.
const (
	Draft    FigureState = "draft"    // dotted
	Reviewed FigureState = "reviewed" // single
	Locked   FigureState = "locked"   // double
)

// FigureView is a number that opens its sources. Number is ready to be read
// ("6,829", "57.8"); Unit is "%", "人", or "". Href is the page of the figure; a
// click opens the same in the panel.
type FigureView struct {
	Number string
	Unit   string
	State  FigureState
	Href   string
	Before string // words under the same line before the number
	Long   bool   // may break between lines
	On     bool   // its panel is open
}

func (f FigureView) class() string {
	c := "fig"
	if f.State == Draft || f.State == Locked {
		c += " " + string(f.State)
	}
	if f.Long {
		c += " long"
	}
	if f.On {
		c += " on"
	}
	return c
}

func (f FigureView) text() string {
	if f.Before == "" {
		return f.Number
	}
	return f.Before + " " + f.Number
}

func (f FigureView) stateKey() string {
	switch f.State {
	case Draft:
		return "ui.figure.draft"
	case Locked:
		return "ui.figure.locked"
	default:
		return "ui.figure.reviewed"
	}
}

// TileView is a figure on a board: name above, number, something below.
type TileView struct {
	Name   string
	Figure FigureView
	Hint   string
	Light  Colour // with Words, instead of the hint
	Words  string
	On     bool
}

// MeterView is a short bar. Share goes from 0 to 1; Words say it for those who
// do not see it.
type MeterView struct {
	Share  float64
	Colour Colour
	Words  string
	Wide   bool
}

// SpreadPart is one part of a bar of parts.
type SpreadPart struct {
	Count  int
	Colour Colour
	Pale   int // 0, 1 pale, 2 paler
	Words  string
	Href   string
}

type spreadBar struct {
	x, width string
	class    string
}

func percent(share float64) string {
	share = min(max(share, 0), 1)
	return strconv.FormatFloat(share*100, 'f', 2, 64) + "%"
}

func spreadBars(parts []SpreadPart) []spreadBar {
	total := 0
	for _, p := range parts {
		total += p.Count
	}
	var bars []spreadBar
	before := 0
	for _, p := range parts {
		if p.Count == 0 {
			continue
		}
		bars = append(bars, spreadBar{
			x:     percent(float64(before) / float64(total)),
			width: percent(float64(p.Count) / float64(total)),
			class: string(p.Colour) + [...]string{"", " pale", " paler"}[min(max(p.Pale, 0), 2)],
		})
		before += p.Count
	}
	return bars
}

func spreadWords(parts []SpreadPart, comma string) string {
	words := ""
	for _, p := range parts {
		if words != "" {
			words += comma
		}
		words += fmt.Sprintf("%s %d", p.Words, p.Count)
	}
	return words
}
