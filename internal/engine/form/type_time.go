package form

import (
	"fmt"
	"strconv"
	"strings"

	"nianlun/internal/engine/expr"
	"nianlun/internal/engine/yamldoc"
)

// timeType is a time of day to the minute, kept as HH:MM from 00:00 to 23:59, so that texts sort as times do. 9:30,
// 0930, 9时30分, 9点半, 下午3:30 and 3:30 PM are taken; full seconds that a copy brought along are dropped.
type timeType struct{}

func (timeType) Name() string                  { return "time" }
func (timeType) Holds() expr.Kind              { return expr.Text }
func (timeType) Settings() []string            { return []string{"min", "max"} }
func (timeType) Control() Control              { return ControlTime }
func (timeType) Text(_ *Field, v Value) string { return v.Text() }
func (timeType) Show(_ *Field, v Value) string { return v.Text() }

// Shape lets expressions compare times of day and write them as people do.
func (timeType) Shape(*Field) *expr.Shape {
	return &expr.Shape{Name: "time", Example: "09:30", Read: func(text string) (string, bool) {
		return readTime(strings.TrimSpace(narrow(text)))
	}}
}

func (timeType) Define(f *Field, m yamldoc.Map) {
	f.First, f.Last = defineTime(m, "min"), defineTime(m, "max")
	if f.First != "" && f.Last != "" && f.First > f.Last {
		m.At("max").Report(MinAboveMax, "min", f.First, "max", f.Last)
	}
}

func defineTime(m yamldoc.Map, key string) string {
	if !m.Has(key) {
		return ""
	}
	text := m.At(key).Text()
	canonical, ok := readTime(text)
	if !ok {
		m.At(key).Report(BadTime, "text", text)
	}
	return canonical
}

func (timeType) Decode(f *Field, raw string) (Value, *Fault) {
	text := strings.TrimSpace(narrow(raw))
	if text == "" {
		return Value{}, nil
	}
	canonical, ok := readTime(text)
	if !ok {
		return Value{}, fault(BadTime, "text", clip(raw))
	}
	return within(f, canonical)
}

// within holds a text that sorts as what it stands for against the bounds of its field.
func within(f *Field, text string) (Value, *Fault) {
	if f.First != "" && text < f.First {
		return Value{}, fault(TooEarly, "min", f.First)
	}
	if f.Last != "" && text > f.Last {
		return Value{}, fault(TooLate, "max", f.Last)
	}
	return expr.TextOf(text), nil
}

// halfDay is how the hours are to be read, by the word before them (in English, behind them).
type halfDay uint8

const (
	wholeDay halfDay = iota
	beforeNoon
	aroundNoon
	afterNoon
	night
)

var dayWords = []struct {
	word string
	half halfDay
}{
	{"凌晨", night}, {"清晨", beforeNoon}, {"早晨", beforeNoon}, {"早上", beforeNoon}, {"上午", beforeNoon}, {"中午", aroundNoon},
	{"下午", afterNoon}, {"傍晚", afterNoon}, {"晚上", afterNoon}, {"AM", night}, {"PM", afterNoon},
}

// readTime gives the canonical form; ok is false for what is no time of day or could be two.
func readTime(text string) (canonical string, ok bool) {
	text = strings.ToUpper(strings.ReplaceAll(text, " ", ""))
	half := wholeDay
	for _, d := range dayWords {
		rest, found := strings.CutPrefix(text, d.word)
		if !found && len(d.word) == 2 { // AM and PM stand behind
			rest, found = strings.CutSuffix(text, d.word)
		}
		if found {
			text, half = rest, d.half
			break
		}
	}
	hour, minute, ok := clock(text)
	if !ok {
		return "", false
	}
	if hour, ok = onDay(hour, half); !ok {
		return "", false
	}
	return fmt.Sprintf("%02d:%02d", hour, minute), true
}

// clock reads hours and minutes: 9:30, 9:30:00, 0930, 9时30分, 9点半, 9点.
func clock(text string) (hour, minute int, ok bool) {
	if len(text) == 4 && digits(text) {
		text = text[:2] + ":" + text[2:]
	}
	spoken := strings.NewReplacer("时", ":", "點", ":", "点", ":", "钟", "", "整", "", "半", "30").Replace(text)
	parts := strings.Split(strings.TrimSuffix(spoken, "分"), ":")
	if spoken == text && (len(parts) < 2 || len(parts[1]) != 2) { // 9:3 may be a slip
		return 0, 0, false
	}
	if len(parts) == 3 && parts[2] == "00" {
		parts = parts[:2]
	}
	if len(parts) != 2 || !upTo(parts[0], 2) || parts[0] == "" || !upTo(parts[1], 2) {
		return 0, 0, false
	}
	hour, _ = strconv.Atoi(parts[0])
	minute, _ = strconv.Atoi(parts[1])
	return hour, minute, hour <= 23 && minute <= 59
}

func upTo(text string, length int) bool { return len(text) <= length && digits(text) }

// onDay moves an hour of the clock into its half of the day. 晚上12点 is refused: it may be the end of this day or its
// beginning.
func onDay(hour int, half halfDay) (int, bool) {
	switch half {
	case night:
		return hour % 12, hour <= 12
	case beforeNoon:
		return hour, hour <= 12
	case aroundNoon:
		if hour <= 2 {
			return hour + 12, hour > 0
		}
		return hour, 11 <= hour && hour <= 14
	case afterNoon:
		if hour < 12 {
			return hour + 12, hour > 0
		}
		return hour, true
	}
	return hour, true
}
