package api

import (
	"bytes"
	"net/http"
	"reflect"

	"github.com/danielgtaylor/huma/v2"
	jsonv2 "github.com/go-json-experiment/json"
)

// limited is a body that knows the limits of its schema that its type does not show.
type limited[T any] interface {
	// empty is what a body is read into: what must be there stands beyond its limits.
	empty() T
	// within reports whether what must be there is, and numbers and texts keep to
	// minimum and maxLength.
	within() bool
}

// sheet is a body with a return's cells, which is read once, straight into its type:
// the library reads each body twice, first into maps to compare it with its schema,
// and with hundreds of cells that takes longer than finding the return. Only a body
// that does not fit is compared, so that the answer names each wrong place as
// everywhere else.
type sheet[T limited[T]] struct {
	value T
	unfit []byte
}

// Schema implements huma.SchemaProvider: that of T.
func (b sheet[T]) Schema(r huma.Registry) *huma.Schema {
	return r.Schema(reflect.TypeFor[T](), true, "")
}

// readOnce keeps the library from comparing the body with its schema.
func (b *sheet[T]) readOnce(data []byte) {
	b.value = b.value.empty()
	// null is no value anywhere in these bodies, and Go would take it for one.
	if bytes.Contains(data, []byte("null")) || readStrictly(data, &b.value) != nil || !b.value.within() {
		b.unfit = data
	}
}

// readsOnce is a body that is read once.
type readsOnce interface{ readOnce(data []byte) }

// read is the body, or all that does not fit in it.
func (b *sheet[T]) read(a huma.API) (T, error) {
	if b.unfit == nil {
		return b.value, nil
	}
	var value T
	var parsed any
	if err := readStrictly(b.unfit, &parsed); err != nil {
		return value, huma.NewError(http.StatusBadRequest, "", &huma.ErrorDetail{Location: "body", Message: err.Error()})
	}
	schemas := a.OpenAPI().Components.Schemas
	if wrong := wrongIn(schemas, b.Schema(schemas), "body", parsed); len(wrong) > 0 {
		return value, huma.NewError(http.StatusUnprocessableEntity, "", wrong...)
	}
	if err := readStrictly(b.unfit, &value); err != nil {
		return value, huma.NewError(http.StatusUnprocessableEntity, "", &huma.ErrorDetail{Location: "body", Message: err.Error()})
	}
	return value, nil
}

func readStrictly(data []byte, v any) error {
	return jsonv2.Unmarshal(data, v, jsonv2.RejectUnknownMembers(true))
}
