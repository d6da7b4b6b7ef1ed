package form

import (
	_ "embed"
	"slices"
)

//go:embed form.schema.json
var schema []byte

// Schema is the JSON Schema of definitions, for completion in editors. It says less than Parse, which alone decides.
func Schema() []byte { return slices.Clone(schema) }
