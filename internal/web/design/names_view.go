package design

import (
	"context"
	"unicode"

	"nianlun/internal/engine/form/formdraft"
	"nianlun/internal/web/ui"
)

// nameView is a name that an expression may use at a place.
type nameView struct {
	Write string // what is written
	Words string // what it is called
	Hint  string // what it is
}

// namesAbove are the names that a condition at a place may use: of the fields
// above it, of the columns before it in its own table, and of other returns.
func namesAbove(ctx context.Context, content formdraft.Draft, section, field int) []nameView {
	var names []nameView
	for i := range content.Sections {
		s := &content.Sections[i]
		if i > section {
			break
		}
		if i < section && s.Rows != nil {
			names = append(names, tableName(ctx, s))
			continue
		}
		for j := range s.Fields {
			if i == section && j >= field {
				break
			}
			names = appendName(ctx, names, s.Fields[j])
		}
	}
	return append(names, namesElsewhere(ctx, content)...)
}

// namesOf are the names that checks and formulas may use: all fields, the tables,
// the columns of the table at hand, the period before, and other forms.
func namesOf(ctx context.Context, content formdraft.Draft, table string) []nameView {
	var names []nameView
	for i := range content.Sections {
		s := &content.Sections[i]
		if s.Rows != nil {
			names = append(names, tableName(ctx, s))
		}
		if s.Rows != nil && s.Rows.Code != table {
			continue
		}
		for _, f := range s.Fields {
			names = appendName(ctx, names, f)
		}
	}
	return append(names, namesElsewhere(ctx, content)...)
}

// namesElsewhere are the period before and the forms that are referred to.
func namesElsewhere(ctx context.Context, content formdraft.Draft) []nameView {
	names := []nameView{{Write: "上期.", Words: "上期", Hint: ui.T(ctx, "design.name.previous")}}
	for _, r := range content.Refers {
		names = append(names, nameView{Write: r.Name + ".", Words: r.Name, Hint: ui.T(ctx, "design.name.refer", "form", r.Form)})
	}
	return names
}

func tableName(ctx context.Context, s *formdraft.Section) nameView {
	return nameView{Write: written(s.Rows.Name, s.Rows.Code), Words: s.Rows.Name, Hint: ui.T(ctx, "design.table")}
}

func appendName(ctx context.Context, names []nameView, f formdraft.Field) []nameView {
	if f.Type == "note" || f.Name == "" {
		return names
	}
	return append(names, nameView{Write: written(f.Name, f.Code), Words: f.Name, Hint: typeWords(ctx, f.Type)})
}

// written is the name where it can stand in an expression, or else the code.
func written(name, code string) string {
	for i, r := range name {
		if r != '_' && !unicode.IsLetter(r) && (i == 0 || !unicode.IsDigit(r)) {
			return code
		}
	}
	return name
}
