package api

import (
	"context"
	"errors"
	"net/http"
	"reflect"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

// summaries are the operations' one-line texts in the description, which is for
// programmers and therefore English only, like the wire's names.
var summaries = map[string]string{
	"list-returns":      "Returns that the token's post may see",
	"get-return":        "One return with its values and what is wrong in them",
	"save-return":       "Save the values of a return as a draft; send an Idempotency-Key to send it again safely",
	"patch-return":      "Save some cells of a return as a draft",
	"submit-return":     "Hand a return in; send an Idempotency-Key to send it again safely",
	"list-corrections":  "Requests to correct a locked return, the newest first",
	"ask-correction":    "Ask for a correction of a locked return",
	"get-correction":    "One request with both values of each cell",
	"decide-correction": "Sign, decline, approve, refuse or withdraw a request",
	"list-hooks":        "Programs that are told what happens",
	"add-hook":          "Let a program be told; the secret in the answer is shown this once",
	"remove-hook":       "Tell a program nothing more",
	"pause-hook":        "Let a program rest: what happens meanwhile waits",
	"resume-hook":       "Tell a program what has waited, and go on",
	"ping-hook":         "Try a hook now: send it a ping and answer with what became of it",
	"send-failed-again": "Send everything again that was given up",
	"list-deliveries":   "What a program was told or is to be told, the newest first",
	"send-again":        "Send a delivery again at once, under the same id",
	"list-code-lists":   "The bureau's lists of codes, without their items",
	"get-code-list":     "One version of a list of codes with its items, to map codes by",
	"list-indicators":   "Indicators in their newest version",
	"publish-indicator": "Publish a definition as the newest version of its indicator",
	"get-figure":        "The figure of an indicator, computed from what is committed now",
}

// description is the head of the OpenAPI document at Prefix + /openapi.json.
func (s *server) description() huma.Config {
	c := huma.DefaultConfig("Nianlun", "1")
	c.Info.Description = "Numbers are texts, so that no reader makes binary fractions of them. " +
		"Times are RFC 3339 in UTC, days and periods are texts such as 2026-09-01, 2026-09, 2026-Q3, 2025-2026. " +
		"Errors are application/problem+json with a stable code and, for wrong input, the fields."
	c.Components.SecuritySchemes = map[string]*huma.SecurityScheme{"token": {Type: "http", Scheme: "bearer"}}
	c.Security = []map[string][]string{{"token": {}}}
	c.DocsPath = ""    // no page with scripts of others
	c.SchemasPath = "" // all schemas stand in the one document
	c.CreateHooks = nil
	c.Formats = map[string]huma.Format{"application/json": bodies, "json": bodies}
	c.RejectUnknownQueryParameters = true
	c.Transformers = []huma.Transformer{s.plainProblem}
	return c
}

// register adds an operation whose handler returns faults.
func register[I, O any](s *server, a huma.API, method, path, id string, handle func(context.Context, *I) (*O, error)) {
	op := huma.Operation{
		OperationID: id, Method: method, Path: path, Summary: summaries[id], MaxBodyBytes: s.Settings.BodyBytes,
		BodyReadTimeout: -1, // clean has read it; the library's 5 seconds would go on after it
		Errors:          []int{http.StatusUnauthorized, http.StatusNotFound, http.StatusUnprocessableEntity, http.StatusTooManyRequests},
	}
	if method == http.MethodPost || method == http.MethodPatch {
		op.Errors = append(op.Errors, http.StatusConflict, http.StatusRequestEntityTooLarge)
	}
	op.SkipValidateBody = readOnce[I]()
	huma.Register(a, op, func(ctx context.Context, in *I) (*O, error) {
		out, err := handle(ctx, in)
		var unfit *huma.ErrorModel // plainProblem writes it as ours
		if errors.As(err, &unfit) {
			return nil, unfit
		}
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		return out, nil
	})
}

// readOnce reports whether the body of an input is read once (see sheet).
func readOnce[I any]() bool {
	body, found := reflect.TypeFor[I]().FieldByName("Body")
	return found && reflect.PointerTo(body.Type).Implements(reflect.TypeFor[readsOnce]())
}

// describeProblems puts our form of errors where the library describes its own.
func describeProblems(a huma.API) {
	schemas := a.OpenAPI().Components.Schemas
	ours := huma.SchemaFromType(schemas, problemType)
	for name := range schemas.Map() {
		if strings.HasPrefix(name, "Error") && name != "ErrorDetail" {
			*schemas.Map()[name] = *ours
		}
	}
}
