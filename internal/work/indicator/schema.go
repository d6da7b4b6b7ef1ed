package indicator

import _ "embed"

// Schema is the JSON Schema of a definition, for editors that complete and check
// while one types. Parse is the judge: it knows more and says it in plain words.
//
//go:embed indicator.schema.json
var Schema []byte
