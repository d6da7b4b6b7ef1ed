package main

import (
	"fmt"
	"math/rand/v2"
	"strconv"
)

// wideRows are the rows of the wide form's table.
func wideRows() []string {
	var rows []string
	for grade := 1; grade <= 12; grade++ {
		rows = append(rows, fmt.Sprintf("d%d", grade), fmt.Sprintf("b%d", grade))
	}
	return rows
}

// sheet fills the wide form, 250 cells, so that all its checks hold. The same
// school and month give the same sheet.
func sheet(school, month int) map[string]string {
	r := rand.New(rand.NewPCG(uint64(school)+1, uint64(month)+1)) //nolint:gosec // believable numbers, no secrets
	values := map[string]string{}
	pupils, boys, girls, rooms, helped, cents := 0, 0, 0, 0, 0, 0
	for _, row := range wideRows() {
		male, female, aided := 20+r.IntN(200), 20+r.IntN(200), r.IntN(40)
		classes, paid := 1+(male+female)/45, aided*(200+r.IntN(900))
		for column, n := range map[string]int{
			"total": male + female, "male": male, "female": female, "rooms": classes, "came": r.IntN(9), "left": r.IntN(9),
			"migrant": r.IntN(40), "remained": r.IntN(40), "helped": aided,
		} {
			values["grades["+row+"]."+column] = strconv.Itoa(n)
		}
		values["grades["+row+"].paid"] = money(paid)
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
