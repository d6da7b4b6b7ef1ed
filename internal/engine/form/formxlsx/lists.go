package formxlsx

import (
	"github.com/xuri/excelize/v2"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/period"
)

// listSheet is the hidden sheet of everything that can be chosen: a column for each list.
const listSheet = "_lists"

// lists are the drop lists of a workbook. All stand on a sheet: in the rule itself a list is bounded to 255 characters
// and cannot hold commas.
type lists struct {
	form    Form
	columns [][]string
	made    map[string]int               // what a list is made from -> its column
	names   map[string]map[string]string // what is chosen from -> id -> name
}

func newLists(f Form) *lists {
	return &lists{form: f, made: map[string]int{}, names: map[string]map[string]string{}}
}

// reference is where the choices of a field stand; empty when there are none.
func (l *lists) reference(f *form.Field) string {
	switch kindOf(f) {
	case kindChoice:
		names := make([]string, len(f.Options))
		for i, option := range f.Options {
			names[i] = option.Name
		}
		source := "list:" + f.Of
		if f.Of == "" {
			source = "type:" + f.Type.Name()
		}
		return l.add(source, names)
	case kindUnit, kindPerson:
		var names []string
		for _, choice := range l.form.choices(f) {
			names = append(names, choice.Text)
		}
		return l.add(sourceOf(f), names)
	}
	return ""
}

// choices are the units or people that a field may name; those of the same name are told apart.
func (f Form) choices(of *form.Field) []Choice {
	list := f.Units
	if kindOf(of) == kindPerson {
		list = f.People
	}
	if list == nil {
		return nil
	}
	return namedUnits(list(of.Of))
}

// sourceOf says what a reference chooses from.
func sourceOf(f *form.Field) string {
	if kindOf(f) == kindPerson {
		return "people:" + f.Of
	}
	return "units:" + f.Of
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

func (l *lists) add(source string, texts []string) string {
	if len(texts) == 0 {
		return ""
	}
	column, found := l.made[source]
	if !found {
		l.columns = append(l.columns, texts)
		column = len(l.columns)
		l.made[source] = column
	}
	name, err := excelize.ColumnNumberToName(column)
	if err != nil {
		return ""
	}
	return quoted(listSheet) + "!$" + name + "$1:$" + name + "$" + itoa(len(l.columns[column-1]))
}

// nameOf is what stands in a cell for a unit or a person.
func (l *lists) nameOf(f *form.Field, id string) string {
	source := sourceOf(f)
	names, found := l.names[source]
	if !found {
		names = map[string]string{}
		for _, choice := range l.form.choices(f) {
			names[choice.Value] = choice.Text
		}
		l.names[source] = names
	}
	if name := names[id]; name != "" {
		return name
	}
	return id
}

// namedUnits tells units or people of the same name apart by their ids.
func namedUnits(choices []Choice) []Choice {
	count := map[string]int{}
	for _, choice := range choices {
		count[choice.Text]++
	}
	out := make([]Choice, len(choices))
	for i, choice := range choices {
		out[i] = Choice{Value: choice.Value, Text: legible(choice.Text)}
		if count[choice.Text] > 1 {
			out[i].Text += " (" + choice.Value + ")"
		}
	}
	return out
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
			if row <= len(column) {
				values[i], more = excelize.Cell{StyleID: style, Value: legible(column[row-1])}, true
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
