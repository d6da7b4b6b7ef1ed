package form

import (
	"regexp"
	"strings"

	"github.com/shopspring/decimal"

	"nianlun/internal/engine/expr"
	"nianlun/internal/engine/yamldoc"
)

// placeType is an address and, where they are known, its coordinates with their system, kept as one text:
//
//	云湖路 1 号 [120.123456,30.234567 GCJ-02]
//
// The system is never guessed: the two differ by up to 700 m. Where nobody writes it, the definition may say which one
// is meant (`datum`). Longitude and latitude may come in either order, since in China they cannot be taken for each
// other.
type placeType struct{}

// The coordinate systems: that of satellites, and that of the maps published in China.
const (
	WGS84 = "WGS84"
	GCJ02 = "GCJ-02"
)

// coordinatePlaces is a tenth of a metre; what is written beyond it is rounded off.
const coordinatePlaces = 6

func (placeType) Name() string                  { return "place" }
func (placeType) Holds() expr.Kind              { return expr.Text }
func (placeType) Settings() []string            { return []string{"max", "datum"} }
func (placeType) Control() Control              { return ControlLine }
func (placeType) Text(_ *Field, v Value) string { return v.Text() }
func (placeType) Show(_ *Field, v Value) string { return v.Text() }

func (placeType) Define(f *Field, m yamldoc.Map) {
	defineLength(f, m, lineLength)
	f.Datum = m.At("datum").OneOf(WGS84, GCJ02)
}

// Spot is a place taken apart.
type Spot struct {
	Address string
	// Lon and Lat are degrees east and north in the system Datum; without coordinates Datum is empty.
	Lon, Lat decimal.Decimal
	Datum    string
}

// String is the canonical text.
func (s Spot) String() string {
	if s.Datum == "" {
		return s.Address
	}
	return strings.TrimSpace(s.Address + " [" + s.Lon.String() + "," + s.Lat.String() + " " + s.Datum + "]")
}

// SpotOf takes the value of a place apart.
func SpotOf(v Value) Spot {
	s, _ := readSpot(v.Text(), "")
	return s
}

func (placeType) Decode(f *Field, raw string) (Value, *Fault) {
	text := strings.Join(strings.Fields(raw), " ")
	if text == "" {
		return Value{}, nil
	}
	s, flt := readSpot(text, f.Datum)
	if flt != nil {
		return Value{}, flt
	}
	if _, flt = decodeText(f, s.Address); flt != nil {
		return Value{}, flt
	}
	return expr.TextOf(s.String()), nil
}

// coordinates stand at the end: two numbers, with the system before or behind them. Where none is named, both must have
// a point and lie in China: an address that merely ends in numbers (3-2, 12,13 号, （3，5）) has none.
var coordinates = regexp.MustCompile(`(?i)^(.*?)[\s,;:@]*([\[(]?)\s*(` + datumWords + `)?[\s,:]*` +
	axisWord + degreesWord + `[\s,/]+` + axisWord + degreesWord + `[\s,]*(` + datumWords + `)?\s*[\])]?\s*$`)

const (
	datumWords  = `WGS[-\s]?84|GCJ[-\s]?02|BD[-\s]?09|CGCS[-\s]?2000`
	eastWords   = `东经|经度|E`
	northWords  = `北纬|纬度|N`
	axisWord    = `(?:` + eastWords + `|` + northWords + `)?[\s:]*`
	degreesWord = `(-?\d{1,3}(?:\.\d+)?)\s*[°度]?\s*[EN]?`
)

// readSpot parts the address from the coordinates; own is the system of coordinates that name none.
func readSpot(text, own string) (Spot, *Fault) {
	m := coordinates.FindStringSubmatch(narrow(text))
	if m == nil {
		return Spot{Address: text}, nil
	}
	lon, lat := degrees(m[4]), degrees(m[5])
	if lon.LessThan(lat) {
		lon, lat = lat, lon
	}
	inChina := between(lon, westmost, eastmost) && between(lat, southmost, northmost)
	if m[3]+m[6] == "" && (!inChina || !strings.Contains(m[4], ".") || !strings.Contains(m[5], ".")) {
		return Spot{Address: text}, nil
	}
	// The address is cut from what was written, so that its full-width signs stay: narrow maps rune by rune.
	s := Spot{Address: strings.TrimSpace(string([]rune(text)[:len([]rune(m[1]))])), Lon: lon, Lat: lat}
	word := m[3] + m[6]
	if word == "" {
		word = own
	}
	switch strings.NewReplacer("-", "", " ", "").Replace(strings.ToUpper(word)) {
	case "WGS84":
		s.Datum = WGS84
	case "GCJ02":
		s.Datum = GCJ02
	case "":
		return Spot{}, fault(NoDatum)
	default:
		return Spot{}, fault(BadDatum, "text", word)
	}
	if !inChina {
		return Spot{}, fault(OutOfChina, "text", m[4]+","+m[5])
	}
	return s, nil
}

func degrees(text string) decimal.Decimal {
	d, err := decimal.NewFromString(text)
	if err != nil {
		return decimal.Zero // out of China
	}
	return d.Round(coordinatePlaces)
}

// The extremes of China in degrees: the Pamirs and the meeting of Heilong and Ussuri, 73°29′E to 135°05′E; Zengmu
// Ansha and Mohe, 3°51′N to 53°34′N. A little is left at the edges for the difference of the systems.
var (
	westmost, eastmost   = decimal.RequireFromString("73.4"), decimal.RequireFromString("135.2")
	southmost, northmost = decimal.RequireFromString("3.8"), decimal.RequireFromString("53.7")
)

func between(d, low, high decimal.Decimal) bool { return !d.LessThan(low) && !d.GreaterThan(high) }
