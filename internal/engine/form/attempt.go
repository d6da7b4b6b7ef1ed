package form

import (
	"errors"

	"nianlun/internal/engine/expr"
)

// Attempt is what an expression comes to for a document, or for one row of a table.
type Attempt struct {
	Row     string // the key of the row; empty for the document
	Value   Value  // missing when it cannot be told
	Cells   []Path // the places that it was computed from
	Missing []Path // those among them that are empty
	Cannot  string // why it cannot be computed, a code of expr; empty when it can
}

// Attempts computes an expression that is still being written against the values of a document, with the names that a
// check may use: for each row of the table list, or once for the document when list is empty. The error is an
// *expr.Error when the expression cannot be read.
func Attempts(def *Definition, source, list string, values Values, ctx Context, missing Missing) ([]Attempt, error) {
	scope := def.scope
	section, perRow := def.Table(list)
	if perRow {
		scope = def.rowScope(list, def.columns[list])
	}
	program, err := expr.Compile(source, scope)
	if err != nil {
		return nil, err
	}
	doc := docNames{def: def, values: values, ctx: ctx, zero: missing == MissingZero}
	options := expr.Options{MissingAsZero: missing == MissingZero}
	if !perRow {
		return []Attempt{attempt(program, "", doc, options)}, nil
	}
	var out []Attempt
	for _, row := range values.Rows(list) {
		names := eachNames{section: section, row: rowNames{list: list, row: row}, doc: doc}
		out = append(out, attempt(program, row.Key, names, options))
	}
	return out, nil
}

func attempt(program *expr.Program, row string, names expr.Names, options expr.Options) Attempt {
	out := Attempt{Row: row}
	result, err := program.Eval(names, options)
	var e *expr.Error
	if errors.As(err, &e) {
		out.Cannot = e.Code
		return out
	}
	out.Value, out.Cells, out.Missing = result.Value, paths(result.Cells), paths(result.Missing)
	return out
}

// rowScope are the names that a check of each row may use: the row's own fields first; 上期 then is the same row of the
// period before.
func (d *Definition) rowScope(list string, columns *expr.Scope) *expr.Scope {
	scope := expr.Within(columns)
	scope.Declare(previousCode, expr.Type{Kind: expr.Row, Members: columns}, previousName)
	scope.Declare(paramCode, expr.Type{Kind: expr.Params}, paramName)
	d.declareRefers(scope, list)
	return scope
}
