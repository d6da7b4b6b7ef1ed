package cli

import (
	"context"
	"iter"
	"path/filepath"
	"slices"

	"nianlun/internal/engine/docread"
	"nianlun/internal/engine/docread/doctable"
	"nianlun/internal/engine/sheet"
	"nianlun/internal/kit/i18n"
)

// table writes what is in many documents as one workbook. A document that cannot
// be read has its row with the reason; the exit code then says so.
func (c readCommand) table(s streams) error {
	entries := make([]doctable.Entry, 0, len(c.Files))
	failed := 0
	for _, file := range c.Files {
		e := s.entry(file, docread.Options{Year: c.Year})
		if e.Doc == nil {
			failed++
			s.say("cli.table.failed", "file", e.Name, "words", e.Wrong)
		}
		entries = append(entries, e)
	}
	title := s.lang.T("batch.table.title", "n", len(entries)-failed)
	book := doctable.Book(s.lang, title, func() iter.Seq2[doctable.Entry, error] { return each(entries) })
	if err := writeBook(c.Table, book); err != nil {
		return err
	}
	s.say("cli.table.done", "file", c.Table, "n", len(entries)-failed)
	if failed > 0 {
		return errFound
	}
	return nil
}

func (s streams) entry(file string, opt docread.Options) doctable.Entry {
	e := doctable.Entry{Name: filepath.Base(file)}
	doc, err := readDocument(context.Background(), file, opt)
	switch f := faultOf(err); {
	case err == nil:
		e.Doc = doc
	case f != nil:
		e.Wrong = i18n.Msg(f.Key(), f.Args...).In(s.lang)
	default:
		e.Wrong = err.Error()
	}
	return e
}

func each(entries []doctable.Entry) iter.Seq2[doctable.Entry, error] {
	return func(yield func(doctable.Entry, error) bool) {
		for e := range slices.Values(entries) {
			if !yield(e, nil) {
				return
			}
		}
	}
}

// writeBook writes a workbook to a file.
func writeBook(path string, book sheet.Book) error {
	return streams{}.toFileOr(path, func(s streams) error { return sheet.Write(s.out, book) })
}
