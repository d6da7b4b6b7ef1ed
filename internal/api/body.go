package api

import (
	"github.com/danielgtaylor/huma/v2"
)

// bodies reads bodies strictly: a name that stands twice in an object is refused,
// for nobody could say which of the two values was meant, and names must be
// written as they are described. It takes less than half the time of
// encoding/json, which counts: the library reads each body twice, once to check
// it and once into its type (but see sheet). Answers are written as before.
var bodies = huma.Format{Marshal: huma.DefaultJSONFormat.Marshal, Unmarshal: func(data []byte, v any) error {
	if once, ok := v.(readsOnce); ok {
		once.readOnce(data)
		return nil
	}
	return readStrictly(data, v)
}}

// Names are compared as they are written, also by the library: else, of two members that
// differ in case alone, it would compare now the one and now the other with the schema.
func init() { huma.ValidateStrictCasing = true }
