package formxlsx

import (
	"github.com/xuri/excelize/v2"

	"nianlun/internal/engine/form"
)

// listSheet is the hidden sheet of everything that can be chosen: a column for each list.
const listSheet = "_lists"

// lists are the drop lists of a workbook. All stand on a sheet: in the rule itself a list is bounded to 255 characters
// and cannot hold commas.
type lists struct {
	form    Form
	columns [][]string
	made    map[string]int               // what a list is made from -> its column
	names   map[string]map[string]string // type of units -> id -> name
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
	case kindUnit:
		if l.form.Units == nil {
			return ""
		}
		var names []string
		for _, choice := range namedUnits(l.form.Units(f.Of)) {
			names = append(names, choice.Text)
		}
		return l.add("units:"+f.Of, names)
	}
	return ""
}

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

// unitName is what stands in a cell for a unit.
func (l *lists) unitName(of, id string) string {
	if l.form.Units == nil {
		return id
	}
	names, found := l.names[of]
	if !found {
		names = map[string]string{}
		for _, choice := range namedUnits(l.form.Units(of)) {
			names[choice.Value] = choice.Text
		}
		l.names[of] = names
	}
	if name := names[id]; name != "" {
		return name
	}
	return id
}

// namedUnits tells units of the same name apart by their ids.
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
