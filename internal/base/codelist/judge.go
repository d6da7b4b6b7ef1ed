package codelist

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
)

// itemShape is how the code of an item may be written: as those of options in forms.
var itemShape = regexp.MustCompile(`^[A-Za-z0-9_-]{1,40}$`)

// Judge reads a draft: the sheet that it is, and what is wrong with it as the Invalid
// fault "codelist.wrong" with a field for each mistake, "row.3.code" for the fourth
// row. Rows without anything in them are passed over. before is the version that it
// follows, parent the newest of the list that it names as its parent; nil for none.
func Judge(d Draft, before, parent *Version) (Sheet, error) {
	j := &judging{wrong: fault.New(fault.Invalid, "codelist.wrong"), above: aboveOf(parent), rows: map[string]int{}, names: map[string]int{}}
	sheet := Sheet{Name: strings.TrimSpace(d.Name), Source: strings.TrimSpace(d.Source), Parent: d.Parent}
	j.head(sheet, parent)
	for i, row := range d.Rows {
		if !row.Empty() {
			sheet.Items = append(sheet.Items, j.row(i, row))
		}
	}
	j.namesOfCodes(d.Rows)
	switch {
	case len(sheet.Items) == 0:
		_ = j.wrong.With("rows", "codelist.need.items")
	case len(sheet.Items) > maxItems:
		_ = j.wrong.With("rows", "codelist.need.fewer", "most", maxItems, "n", len(sheet.Items))
	}
	j.gone(before)
	if len(j.wrong.Fields) > 0 {
		j.wrong.Args = []any{"n", len(j.wrong.Fields)}
		return sheet, j.wrong
	}
	return sheet, nil
}

// judging is the reading of one draft.
type judging struct {
	wrong *fault.Error
	above *above
	rows  map[string]int // of codes
	names map[string]int // of names in use
}

func (j *judging) head(s Sheet, parent *Version) {
	switch {
	case s.Name == "":
		_ = j.wrong.With("name", "codelist.need.name")
	case utf8.RuneCountInString(s.Name) > maxName:
		_ = j.wrong.With("name", "codelist.need.shorter", "most", maxName)
	}
	if utf8.RuneCountInString(s.Source) > maxSource {
		_ = j.wrong.With("source", "codelist.need.shorter", "most", maxSource)
	}
	if s.Parent != "" && parent == nil {
		_ = j.wrong.With("parent", "codelist.need.parent", "code", s.Parent)
	}
}

// row reads one line.
func (j *judging) row(i int, row Row) Item {
	item := Item{Code: CodeText(row.Code), Name: NameText(row.Name)}
	item.Retired = j.day(i, row.Retired)
	item.Under = j.under(i, row.Under)
	j.code(i, item)
	switch first, taken := j.names[item.Name]; {
	case item.Name == "":
		j.mark(i, "name", "codelist.need.itemname")
	case utf8.RuneCountInString(item.Name) > maxName:
		j.mark(i, "name", "codelist.need.shorter", "most", maxName)
	case !item.Retired.IsZero(): // its name may have gone on under another code
	case taken:
		j.mark(i, "name", "codelist.twice.name", "name", item.Name, "first", first+1)
	default:
		j.names[item.Name] = i
	}
	return item
}

// namesOfCodes marks the names that are another item's code, as forms do that take the
// list: what is typed could be either.
func (j *judging) namesOfCodes(rows []Row) {
	for i, row := range rows {
		name := NameText(row.Name)
		if other, is := j.rows[name]; is && CodeText(row.Code) != name {
			j.mark(i, "name", "codelist.name.code", "name", name, "other", other+1)
		}
	}
}

func (j *judging) code(i int, item Item) {
	first, taken := j.rows[item.Code]
	switch {
	case item.Code == "":
		j.mark(i, "code", "codelist.need.code")
	case !itemShape.MatchString(item.Code):
		j.mark(i, "code", "codelist.need.codeshape", "code", item.Code)
	case taken:
		j.mark(i, "code", "codelist.twice.code", "code", item.Code, "first", first+1)
	default:
		j.rows[item.Code] = i
	}
}

func (j *judging) day(i int, text string) period.Date {
	if strings.TrimSpace(text) == "" {
		return period.Date{}
	}
	day, err := form.ReadDay(text)
	if err != nil {
		j.mark(i, "retired", "codelist.need.day", "text", text)
	}
	return day
}

// under finds the items above by code or name.
func (j *judging) under(i int, text string) []string {
	var codes []string
	known := map[string]bool{}
	for _, word := range form.Entries(text) {
		if j.above == nil {
			j.mark(i, "under", "codelist.under.none")
			return nil
		}
		code, found := j.above.find(word)
		if !found {
			j.mark(i, "under", "codelist.under.unknown", "text", word, "list", j.above.list, "suggest", j.above.near(word))
			continue
		}
		if !known[code] {
			known[code] = true
			codes = append(codes, code)
		}
	}
	return codes
}

// gone names the published items that a draft leaves out: answers stand on them.
func (j *judging) gone(before *Version) {
	if before == nil {
		return
	}
	var left []string
	for _, item := range before.Items {
		if _, found := j.rows[item.Code]; !found {
			left = append(left, item.Name)
		}
	}
	if len(left) > 0 {
		_ = j.wrong.With("rows", "codelist.need.kept", "n", len(left), "names", strings.Join(few(left), "、"), "version", before.No)
	}
}

func (j *judging) mark(row int, column, key string, args ...any) {
	_ = j.wrong.With(Cell(row, column), key, append(args, "row", row+1)...)
}

// Cell is the path of a cell in the faults of a draft: row from 0, column code, name,
// under or retired.
func Cell(row int, column string) string { return fmt.Sprintf("row.%d.%s", row, column) }

// mostNamed is how many items a message names.
const mostNamed = 10

func few(names []string) []string {
	if len(names) <= mostNamed {
		return names
	}
	return append(slices.Clone(names[:mostNamed]), "…")
}

func joined(codes []string) string { return strings.Join(codes, "、") }
