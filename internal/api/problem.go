package api

import (
	"context"
	"encoding/json"
	"net/http"
	"reflect"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/i18n"
	"nianlun/internal/web/door"
)

// Problem is an error on the wire (RFC 9457). Code is stable; title and messages
// are for people, in the language that the request accepts.
type Problem struct {
	Status int            `json:"status"`
	Code   string         `json:"code" doc:"Stable; what a program should look at"`
	Title  string         `json:"title" doc:"What happened, for people"`
	Fields []ProblemField `json:"fields,omitempty" doc:"The wrong places of the input"`
}

// ProblemField is one wrong place.
type ProblemField struct {
	Path    string `json:"path" doc:"Path of a value, name of a parameter, or empty for the whole"`
	Message string `json:"message"`
}

var problemType = reflect.TypeFor[Problem]()

// Error is for logs.
func (p *Problem) Error() string { return p.Code }

// GetStatus implements huma.StatusError.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType implements huma.ContentTypeFilter.
func (p *Problem) ContentType(string) string { return "application/problem+json" }

// tooMany and tooSlow are refusals of this door; no fault of a service has them.
const (
	tooMany = "api.toomany"
	tooSlow = "api.tooslow"
)

// problem turns any error into its form on the wire. What is our own fault goes
// to the log. A caller that has left is nobody's fault and reads no answer.
func (s *server) problem(ctx context.Context, err error) *Problem {
	if door.Gone(ctx, err) {
		s.Log.InfoContext(ctx, "api: the caller has gone", "err", err)
		return &Problem{Status: door.StatusGone, Code: "gone"}
	}
	f := fault.As(err)
	if f.Kind == fault.Internal {
		s.Log.ErrorContext(ctx, "api", "err", err)
	}
	lang := langOf(ctx)
	p := &Problem{Status: status(f), Code: f.Code, Title: i18n.Msg(f.Key(), f.Args...).In(lang)}
	for _, field := range f.Fields {
		p.Fields = append(p.Fields, ProblemField{Path: field.Path, Message: i18n.Msg(field.Key, field.Args...).In(lang)})
	}
	return p
}

// status is the HTTP status of a fault, from the one table.
func status(f *fault.Error) int {
	switch f.Code {
	case tooMany:
		return http.StatusTooManyRequests
	case tooSlow:
		return http.StatusRequestTimeout
	}
	return door.Status(f.Kind)
}

// refuse answers before any operation is reached.
func (s *server) refuse(w http.ResponseWriter, r *http.Request, err error) {
	p := s.problem(r.Context(), err)
	h := w.Header()
	h.Set("Content-Type", p.ContentType(""))
	if p.Status == http.StatusUnauthorized {
		h.Set("WWW-Authenticate", "Bearer")
	}
	w.WriteHeader(p.Status)
	_ = json.NewEncoder(w).Encode(p) // a caller that has gone reads nothing
}

func (s *server) nothingHere(w http.ResponseWriter, r *http.Request) {
	s.refuse(w, r, fault.New(fault.NotFound, "notfound"))
}

// plainProblem turns the library's own errors (a body that does not fit its
// schema) into ours.
func (s *server) plainProblem(ctx huma.Context, _ string, v any) (any, error) {
	theirs, ok := v.(*huma.ErrorModel)
	if !ok {
		return v, nil
	}
	lang := langOf(ctx.Context())
	p := &Problem{Status: theirs.Status, Code: "api.input", Title: lang.T("fault.api.input")}
	if theirs.Status == http.StatusRequestEntityTooLarge {
		p.Code, p.Title = "api.toolarge", lang.T("fault.api.toolarge", "limit", i18n.Size(s.Settings.BodyBytes))
	}
	p.Fields = wrongPlaces(theirs)
	return p, nil
}

// wrongPlaces are the places that the library names, by path: it goes over the members
// of an object in an order that is another one each time, and the same body is to be
// answered with the same words.
func wrongPlaces(theirs *huma.ErrorModel) []ProblemField {
	var fields []ProblemField
	for _, detail := range theirs.Errors {
		fields = append(fields, ProblemField{Path: strings.TrimPrefix(detail.Location, "body."), Message: detail.Message})
	}
	slices.SortStableFunc(fields, func(a, b ProblemField) int { return strings.Compare(a.Path, b.Path) })
	return fields
}
