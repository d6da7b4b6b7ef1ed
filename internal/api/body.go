package api

import (
	"github.com/danielgtaylor/huma/v2"
	jsonv2 "github.com/go-json-experiment/json"
)

// bodies reads bodies strictly: a name that stands twice in an object is refused,
// for nobody could say which of the two values was meant, and names must be
// written as they are described. It takes less than half the time of
// encoding/json, which counts: the library reads each body twice, once to check
// it and once into its type. Answers are written as before.
var bodies = huma.Format{Marshal: huma.DefaultJSONFormat.Marshal, Unmarshal: func(data []byte, v any) error {
	return jsonv2.Unmarshal(data, v, jsonv2.RejectUnknownMembers(true))
}}
