package codelist

import (
	"slices"
	"strconv"
	"strings"

	"nianlun/internal/base/codelist"
	"nianlun/internal/web/door"
)

// draftOf decodes the grid: its rows by their numbers, then the lines that were
// pasted into the box below it. Of a list that is too long for the grid only a part
// comes in.
func draftOf(v door.Values, before codelist.Opened) codelist.Draft {
	draft := codelist.Draft{Name: v.Text("name"), Source: v.Text("source"), Parent: v.Text("parent")}
	if v.Has("long") {
		old := before.Version.Drafted()
		if before.Draft != nil {
			old = *before.Draft
		}
		draft.Rows = parted(old.Rows, v)
	} else {
		for _, n := range rowsIn(v) {
			if row := rowOf(v, n); !row.Empty() {
				draft.Rows = append(draft.Rows, row)
			}
		}
	}
	draft.Rows = merged(draft.Rows, table{rows: pasted(v.Text("paste"))})
	return draft
}

// rowOf is the row of a number.
func rowOf(v door.Values, n int) codelist.Row {
	cell := func(column string) string { return v.Text(codelist.Cell(n, column)) }
	return codelist.Row{Code: cell("code"), Name: cell("name"), Under: cell("under"), Retired: cell("retired")}
}

// rowsIn are the numbers of the rows that were sent.
func rowsIn(v door.Values) []int {
	var rows []int
	for _, name := range v.Names() {
		text, found := strings.CutPrefix(name, "row.")
		number, isCode := strings.CutSuffix(text, ".code")
		if n, err := strconv.Atoi(number); found && isCode && err == nil && n >= 0 {
			rows = append(rows, n)
		}
	}
	slices.Sort(rows)
	return rows
}

// pasted reads lines as they come from a sheet: code, name, what is above, the day
// from which it is retired.
func pasted(text string) []codelist.Row {
	var rows []codelist.Row
	for _, line := range strings.Split(strings.ReplaceAll(text, "\r", "\n"), "\n") {
		cells := append(strings.Split(line, "\t"), "", "", "", "")
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		if row := (codelist.Row{Code: cells[0], Name: cells[1], Under: cells[2], Retired: cells[3]}); !row.Empty() {
			rows = append(rows, row)
		}
	}
	return headless(rows)
}

// merged puts rows over those of the same codes, and behind the others what is new.
// What a row leaves blank stays as it was, but for what stands below a head.
func merged(rows []codelist.Row, more table) []codelist.Row {
	at := map[string]int{}
	for i, row := range rows {
		at[codelist.CodeText(row.Code)] = i
	}
	for _, row := range more.rows {
		i, known := at[codelist.CodeText(row.Code)]
		if !known || row.Code == "" {
			at[codelist.CodeText(row.Code)] = len(rows)
			rows = append(rows, row)
			continue
		}
		rows[i].Name = orElse(row.Name, rows[i].Name)
		if more.under || row.Under != "" {
			rows[i].Under = row.Under
		}
		if more.retired || row.Retired != "" {
			rows[i].Retired = row.Retired
		}
	}
	return rows
}

func orElse(text, other string) string {
	if text != "" {
		return text
	}
	return other
}
