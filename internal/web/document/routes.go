// Package document owns the pages of the document work: the list of documents,
// the reader that turns a plan into tasks, and the writer of summaries.
//
// It never decides anything: every act ends in one method of work/document.
package document

import (
	"net/http"

	"nianlun/internal/web/door"
	"nianlun/internal/work/document"
)

// Pages are the pages of uploaded documents and what is read from them.
type Pages struct {
	Readings *document.Readings
	Batches  *document.Batches
}

// Routes are their addresses.
func Routes(p Pages) []door.Route {
	return []door.Route{
		{Method: http.MethodGet, Path: "/documents", Handle: p.documentList},
		{Method: http.MethodPost, Path: "/documents", Handle: p.documentUpload, Uploads: true},

		{Method: http.MethodPost, Path: "/batches", Handle: p.batchOpen},
		{Method: http.MethodGet, Path: "/batches/{id}", Handle: p.batchShow},
		{Method: http.MethodPost, Path: "/batches/{id}/files", Handle: p.batchAdd, Uploads: true},
		{Method: http.MethodPost, Path: "/batches/{id}/retry", Handle: p.batchRetry},
		{Method: http.MethodPost, Path: "/batches/{id}/close", Handle: p.batchClose},
		{Method: http.MethodGet, Path: "/batches/{id}/table", Handle: p.batchTable},
		{Method: http.MethodGet, Path: "/batches/{id}/table.xlsx", Handle: p.batchSheet},

		{Method: http.MethodGet, Path: "/documents/compare", Handle: p.compareShow},
		{Method: http.MethodGet, Path: "/documents/compare.xlsx", Handle: p.compareSheet},
		{Method: http.MethodGet, Path: "/documents/compare.json", Handle: p.compareJSON},
		{Method: http.MethodGet, Path: "/documents/{id}/findings", Handle: p.findingList},

		{Method: http.MethodGet, Path: "/documents/{id}", Handle: p.documentShow},
		{Method: http.MethodGet, Path: "/documents/{id}/file", Handle: p.documentFile},

		{Method: http.MethodGet, Path: "/documents/{id}/marks", Handle: p.markShow},
		{Method: http.MethodPost, Path: "/documents/{id}/marks", Handle: p.markAct},
		{Method: http.MethodPost, Path: "/documents/{id}/again", Handle: p.readingAgain},

		{Method: http.MethodPost, Path: "/documents/{id}/proposals", Handle: p.proposalAdd},
		{Method: http.MethodPost, Path: "/documents/{id}/proposals/{proposal}", Handle: p.proposalAct},
		{Method: http.MethodPost, Path: "/documents/{id}/confirm", Handle: p.readingConfirm},
		{Method: http.MethodPost, Path: "/documents/{id}/undo", Handle: p.readingUndo},
		{Method: http.MethodPost, Path: "/documents/{id}/tasks", Handle: p.readingTasks},
	}
}
