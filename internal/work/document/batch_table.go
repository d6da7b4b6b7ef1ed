package document

import (
	"context"
	"io"
	"iter"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/docread/doctable"
	"nianlun/internal/engine/sheet"
	"nianlun/internal/kit/i18n"
)

// entries gives a batch's files to the table, one document at a time. address is
// where a reading can be looked at.
func (s *Batches) entries(ctx context.Context, by access.Actor, b Batch, lang i18n.Lang, address func(reading string) string) doctable.Entries {
	return func() iter.Seq2[doctable.Entry, error] {
		return func(yield func(doctable.Entry, error) bool) {
			for _, f := range b.Files {
				e, err := s.entry(ctx, by, f, lang, address)
				if !yield(e, err) || err != nil {
					return
				}
			}
		}
	}
}

func (s *Batches) entry(ctx context.Context, by access.Actor, f BatchFile, lang i18n.Lang, address func(string) string) (doctable.Entry, error) {
	e := doctable.Entry{Name: f.Name}
	switch f.State {
	case FileFailed:
		e.Wrong = f.Fault.In(lang)
	case FileDone:
		r, err := s.Readings.Reading(ctx, by, f.Reading)
		if err != nil {
			return e, err
		}
		e.Doc, e.Address = &r.Doc, address(f.Reading)
	default:
		e.Wrong = lang.T("batch.state.waiting")
	}
	return e, nil
}

// WriteTable writes what was read of a batch as one workbook. address makes the
// links to the readings; "" for none.
func (s *Batches) WriteTable(ctx context.Context, by access.Actor, batch string, lang i18n.Lang, address func(reading string) string, w io.Writer) error {
	b, err := s.Get(ctx, by, batch)
	if err != nil {
		return err
	}
	book := doctable.Book(lang, lang.T("batch.table.title", "n", b.Tally.Done), s.entries(ctx, by, b, lang, address))
	book.Author, book.Created = by.Name, s.Readings.Now()
	return sheet.Write(w, book)
}

// Part is the rows From to Until of one document, in a page of a table.
type Part struct {
	File        BatchFile
	Reading     Reading
	From, Until int
}

// Rows finds the documents that hold the rows from to until of a table whose
// rows in a document count tells. Only those documents are loaded.
func (s *Batches) Rows(ctx context.Context, by access.Actor, b Batch, count func(FileCounts) int, from, until int) ([]Part, error) {
	var parts []Part
	before := 0
	for _, f := range b.Files {
		n := count(f.Counts)
		begin, end := max(from-before, 0), min(until-before, n)
		before += n
		if f.State != FileDone || begin >= end {
			continue
		}
		r, err := s.Readings.Reading(ctx, by, f.Reading)
		if err != nil {
			return nil, err
		}
		parts = append(parts, Part{File: f, Reading: r, From: begin, Until: end})
	}
	return parts, nil
}
