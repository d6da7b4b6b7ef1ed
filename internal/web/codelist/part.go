package codelist

import (
	"context"
	"net/url"
	"strings"

	"nianlun/internal/base/codelist"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
)

// partName is what is looked for in a list that is too long for the grid.
const partName = "q"

// partRows is how many rows are shown of what is looked for.
const partRows = 300

func partPath(code, part string) string {
	if part == "" {
		return codelistPath(code) + "/edit"
	}
	return codelistPath(code) + "/edit?" + url.Values{partName: {part}}.Encode()
}

// part shows of a long list what is looked for, what is wrong, and room for new items.
func (v *editView) part(ctx context.Context, l codelist.Opened) {
	v.Long = ui.T(ctx, "codelist.long", "n", len(v.draft.Rows))
	found := 0
	for i, row := range v.draft.Rows {
		if v.mistaken(i) && !isPart(row, v.Part) {
			v.known(ctx, l, i, row)
			continue
		}
		if v.Part == "" || !isPart(row, v.Part) {
			continue
		}
		if found++; found <= partRows {
			v.known(ctx, l, i, row)
		}
	}
	if v.Part != "" {
		v.Found = ui.T(ctx, "codelist.part.found", "n", found)
	}
	if found > partRows {
		v.Found = ui.T(ctx, "codelist.part.some", "n", found, "most", partRows)
	}
	for i := range spareRows {
		v.Rows = append(v.Rows, v.row(ctx, l, len(v.draft.Rows)+i, codelist.Row{}))
	}
}

// known shows a row that the list has.
func (v *editView) known(ctx context.Context, l codelist.Opened, i int, row codelist.Row) {
	line := v.row(ctx, l, i, row)
	line.Was = wasOf(i, row)
	v.Rows = append(v.Rows, line)
}

// wasOf is by what a row of the list is known: its code, or its place while it has none.
func wasOf(i int, row codelist.Row) string {
	if code := codelist.CodeText(row.Code); code != "" {
		return code
	}
	return "#" + itoa(i)
}

func (v *editView) mistaken(i int) bool {
	for _, column := range []string{"code", "name", "under", "retired"} {
		if v.Errors.For(codelist.Cell(i, column)) != "" {
			return true
		}
	}
	return false
}

func isPart(row codelist.Row, text string) bool {
	return text != "" && (strings.Contains(strings.ToLower(row.Code+"\n"+row.Name+"\n"+row.Under), strings.ToLower(text)) || strings.Contains(codelist.CodeText(row.Code), codelist.CodeText(text)))
}

// parted puts the rows of a part over the list that it was taken from: they are known by
// the codes that they had. Rows that were shown and did not come back are taken out;
// what was not shown goes to the row of its code, or is new.
func parted(rows []codelist.Row, v door.Values) []codelist.Row {
	came, fresh := map[string]codelist.Row{}, []codelist.Row{}
	for _, n := range rowsIn(v) {
		row := rowOf(v, n)
		switch was := v.Text(codelist.Cell(n, "was")); {
		case row.Empty():
		case was != "":
			came[was] = row
		default:
			fresh = append(fresh, row)
		}
	}
	shown := map[string]bool{}
	for _, code := range v.Texts("shown") {
		shown[code] = true
	}
	var out []codelist.Row
	for i, row := range rows {
		was := wasOf(i, row)
		now, back := came[was]
		switch {
		case !shown[was]:
			out = append(out, row)
		case back:
			out = append(out, now)
		}
	}
	return merged(out, table{rows: fresh})
}
