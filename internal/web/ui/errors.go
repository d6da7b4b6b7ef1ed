package ui

import (
	"context"

	"nianlun/internal/kit/fault"

	"github.com/a-h/templ"
)

// FieldError is one wrong field in the reader's words.
type FieldError struct {
	Path  string
	Words string
}

// Errors are the wrong fields of a form.
type Errors []FieldError

// ErrorsOf are the wrong fields that a fault names; none when err is nil.
func ErrorsOf(ctx context.Context, err error) Errors {
	if err == nil {
		return nil
	}
	var all Errors
	for _, f := range fault.As(err).Fields {
		all = append(all, FieldError{Path: f.Path, Words: T(ctx, f.Key, f.Args...)})
	}
	return all
}

// For is the error of one field, "" when it has none.
func (es Errors) For(path string) string {
	for _, e := range es {
		if e.Path == path {
			return e.Words
		}
	}
	return ""
}

// Wiring are the attributes that join an input of one's own to the hint and the
// error of its FieldBox.
func Wiring(f FieldView) templ.Attributes { return f.wiring() }
