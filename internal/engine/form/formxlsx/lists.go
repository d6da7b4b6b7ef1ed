package formxlsx

import (
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/period"
)

// listSheet is the hidden sheet of everything that can be chosen: a column for each list.
const listSheet = "_lists"

// lists are the drop lists of a workbook. All stand on a sheet: in the rule itself a list is bounded to 255 characters
// and cannot hold commas. They are found by their place and never by a defined name, so that no text of a form has to
// be a legal name.
type lists struct {
	day     period.Date // on which the options must be in use
	columns [][]any
	made    map[string]string // what a list is made from -> its reference, or the formula of a dependent one
}

func newLists(day period.Date) *lists { return &lists{day: day, made: map[string]string{}} }

// offeredOn is the day on which options must be in use to be offered: the last of a workbook's period. One of many past
// periods offers what was ever in use.
func offeredOn(id string) period.Date {
	p, err := period.Parse(id)
	if err != nil {
		first, _ := period.NewDate(1900, 1, 1)
		return first
	}
	return p.End(nil)
}

// choices is where the options of a choice stand.
func (l *lists) choices(f *form.Field) string {
	names := optionNames(form.InUse(f.Options, l.day, nil))
	source := "list:" + f.Of
	if f.Of == "" {
		source = "type:" + f.Type.Name() + ":" + strings.Join(names, "\x00")
	}
	return l.add(source, names)
}

// periods offers the periods that a field takes, when it names the first and the last and they are few.
func (l *lists) periods(f *form.Field, t form.T) string {
	first, err := period.Parse(f.First)
	last, errLast := period.Parse(f.Last)
	if err != nil || errLast != nil {
		return ""
	}
	var names []string
	for p := first; len(names) <= maxPeriods; p = p.Next(nil) {
		names = append(names, periodText(t, f, p.String()))
		if p == last {
			return l.add("periods:"+f.Key(), names)
		}
	}
	return ""
}

// maxPeriods is how many periods are still offered in a drop list.
const maxPeriods = 60

// add is the reference of a list, which is written once.
func (l *lists) add(source string, texts []string) string {
	if len(texts) == 0 {
		return ""
	}
	if made, found := l.made[source]; found {
		return made
	}
	l.made[source] = l.column(asValues(texts))
	return l.made[source]
}

// column writes values into a column of their own and gives its reference.
func (l *lists) column(values []any) string {
	l.columns = append(l.columns, values)
	name, err := excelize.ColumnNumberToName(len(l.columns))
	if err != nil {
		return ""
	}
	return quoted(listSheet) + "!$" + name + "$1:$" + name + "$" + itoa(len(values))
}

func asValues(texts []string) []any {
	values := make([]any, len(texts))
	for i, text := range texts {
		values[i] = oneLine(text)
	}
	return values
}

// group is what is offered while a key stands in the cell that decides.
type group struct {
	key   string
	texts []string
}

// groupEnd follows a key in the lists and in formulas, so that an empty cell is a key as well.
const groupEnd = "|"

// under is the formula of a list that follows what stands in another cell: the groups lie below one another in one
// column, and a table beside it tells where the one of each key begins and how long it is. %s in the formula is the
// cell that decides.
func (l *lists) under(source string, groups []group) string {
	if made, found := l.made[source]; found {
		return made
	}
	var keys, starts, counts, items []any
	runs := map[string]int{}
	for _, g := range groups {
		if len(g.texts) == 0 {
			continue
		}
		run := strings.Join(g.texts, "\x00")
		start, known := runs[run]
		if !known {
			start = len(items)
			runs[run] = start
			items = append(items, asValues(g.texts)...)
		}
		keys, starts, counts = append(keys, oneLine(g.key)+groupEnd), append(starts, start), append(counts, len(g.texts))
	}
	if len(keys) == 0 {
		return ""
	}
	table := l.column(keys)
	for _, values := range [][]any{starts, counts} {
		table = spanning(table, l.column(values))
	}
	from, _, _ := strings.Cut(l.column(items), ":")
	lookUp := func(column int) string {
		return "VLOOKUP(" + theCell + "&\"" + groupEnd + "\"," + table + "," + itoa(column) + ",FALSE)"
	}
	l.made[source] = "OFFSET(" + from + "," + lookUp(2) + ",0," + lookUp(3) + ",1)"
	return l.made[source]
}

// theCell stands in the formula of a dependent list for the cell that decides.
const theCell = "%s"

// spanning joins the references of two neighbouring columns.
func spanning(left, right string) string {
	from, _, _ := strings.Cut(left, ":")
	_, to, _ := strings.Cut(right, ":")
	return from + ":" + to
}

// optionGroups are the options of a field by the choice of the field that decides, and those that are offered while
// nothing is chosen there.
func optionGroups(f, parent *form.Field, day period.Date) []group {
	under := func(choice string) []string { return optionNames(form.InUse(f.OptionsUnder(choice), day, nil)) }
	all := []group{{key: "", texts: under("")}}
	for _, option := range parent.Options {
		all = append(all, group{key: option.Name, texts: under(option.Code)})
	}
	return all
}

func optionNames(options []form.Option) []string {
	out := make([]string, len(options))
	for i, option := range options {
		out[i] = option.Name
	}
	return out
}

// sameGroups tells whether every key offers the same.
func sameGroups(groups []group) bool {
	return !slices.ContainsFunc(groups, func(g group) bool { return !slices.Equal(g.texts, groups[0].texts) })
}

// write puts the lists on their sheet.
func (l *lists) write(b *bookWriter) error {
	style, err := b.styles.of(look{role: roleCode, format: textFormat})
	if err != nil {
		return err
	}
	stream, err := b.file.NewStreamWriter(listSheet)
	if err != nil {
		return err
	}
	for row := 1; ; row++ {
		values := make([]any, len(l.columns))
		more := false
		for i, column := range l.columns {
			if row > len(column) {
				continue
			}
			more = true
			if text, isText := column[row-1].(string); isText {
				values[i] = excelize.Cell{StyleID: style, Value: text}
			} else {
				values[i] = column[row-1]
			}
		}
		if !more {
			break
		}
		if err := stream.SetRow(at(1, row), values); err != nil {
			return err
		}
	}
	return stream.Flush()
}
