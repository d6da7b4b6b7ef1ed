package main

import (
	_ "embed"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
)

//go:embed wide.yaml
var wide string

// wideForm is a form of a given number of cells.
type wideForm struct {
	code string
	rows int // of its table
}

// The forms that are handed in: a large monthly return, and as large a sheet as a
// form may be.
var (
	form250  = wideForm{"bench-250", 24}
	form5000 = wideForm{"bench-5000", 499}
	// formEvening is the first once more, as people fill it in.
	formBook    = wideForm{"bench-60", 5} // whose returns go out and come back in one workbook
	formEvening = wideForm{"bench-evening", form250.rows}
)

// cells is the number of cells: 10 single ones, and 10 columns.
func (f wideForm) cells() int { return 10 + 10*f.rows }

func (f wideForm) row(n int) string { return "k" + strconv.Itoa(n+1) }

// definition is the form as it is published.
func (f wideForm) definition() string {
	rows := make([]string, f.rows)
	for n := range rows {
		rows[n] = fmt.Sprintf("%s: %d班", f.row(n), n+1)
	}
	return strings.NewReplacer("CODE", f.code, "ROWS", strings.Join(rows, ", ")).Replace(wide)
}

// sheet fills the form so that all its checks hold. The same school and month
// give the same sheet.
func (f wideForm) sheet(school, month int) map[string]string {
	r := rand.New(rand.NewPCG(uint64(school)+1, uint64(month)+1)) //nolint:gosec // believable numbers, no secrets
	values := make(map[string]string, f.cells())
	pupils, boys, girls, rooms, helped, cents := 0, 0, 0, 0, 0, 0
	for n := range f.rows {
		row := f.row(n)
		male, female, aided := 20+r.IntN(200), 20+r.IntN(200), r.IntN(40)
		classes, paid := 1+(male+female)/45, aided*(200+r.IntN(900))
		for column, n := range map[string]int{
			"total": male + female, "male": male, "female": female, "rooms": classes, "came": r.IntN(9), "left": r.IntN(9),
			"migrant": r.IntN(40), "remained": r.IntN(40), "helped": aided,
		} {
			values["classes_of["+row+"]."+column] = strconv.Itoa(n)
		}
		values["classes_of["+row+"].paid"] = money(paid)
		pupils, boys, girls, rooms = pupils+male+female, boys+male, girls+female, rooms+classes
		helped, cents = helped+aided, cents+paid
	}
	for field, n := range map[string]int{"pupils": pupils, "boys": boys, "girls": girls, "classes": rooms, "aided": helped} {
		values[field] = strconv.Itoa(n)
	}
	values["aid"], values["rate"] = money(cents), fmt.Sprintf("%d.%d", 90+r.IntN(9), 1+r.IntN(9))
	values["checked"], values["matched"] = fmt.Sprintf("2026-01-%02d", 1+r.IntN(28)), "yes"
	values["note"] = fmt.Sprintf("school %d, month %d", school, month)
	return values
}

func money(cents int) string { return fmt.Sprintf("%d.%02d", cents/100, cents%100) }
