package document

import (
	"context"
	"net/http"

	"nianlun/internal/base/blob"
	"nianlun/internal/base/job"
	"nianlun/internal/web/door"
	"nianlun/internal/work/document"
)

// Blobs opens the files that were built.
type Blobs interface {
	Open(ctx context.Context, bureau, id string) (blob.Content, blob.File, error)
}

// JobBoard tells how far a background job is.
type JobBoard interface {
	Get(ctx context.Context, bureau, id string) (job.Job, error)
}

// Spans names the period that a half-year or annual draft takes its figures from.
type Spans interface {
	SpanOf(year int, half bool) string
}

// DraftPages are the pages of drafts: the list, the writer, its checker, the issue.
type DraftPages struct {
	Drafts *document.Drafts
	Blobs  Blobs
	Jobs   JobBoard
	Spans  Spans
}

// DraftRoutes are the addresses of drafts and issues.
func DraftRoutes(p DraftPages) []door.Route {
	return []door.Route{
		{Method: http.MethodGet, Path: "/drafts", Handle: p.draftList},
		{Method: http.MethodPost, Path: "/drafts", Handle: p.draftNew},
		{Method: http.MethodGet, Path: "/drafts/{id}", Handle: p.draftShow},
		{Method: http.MethodPost, Path: "/drafts/{id}", Handle: p.draftSave},
		{Method: http.MethodGet, Path: "/drafts/{id}/check", Handle: p.draftCheck},
		{Method: http.MethodGet, Path: "/drafts/{id}/figures", Handle: p.draftFigures},
		{Method: http.MethodPost, Path: "/drafts/{id}/refresh", Handle: p.draftRefresh},
		{Method: http.MethodGet, Path: "/drafts/{id}/review.docx", Handle: p.draftReview},
		{Method: http.MethodPost, Path: "/drafts/{id}/issue", Handle: p.draftIssue},
		{Method: http.MethodGet, Path: "/issues/{id}", Handle: p.issueShow},
		{Method: http.MethodGet, Path: "/issues/{id}/file", Handle: p.issueFile},
	}
}
