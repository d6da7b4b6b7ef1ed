package sheet

import (
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/xuri/excelize/v2"
)

// The errors of Write.
var (
	ErrNoSheet     = errors.New("sheet: a book needs a sheet with a column")
	ErrTooManyRows = errors.New("sheet: more rows or columns than Excel can hold")
)

// Write renders a book as .xlsx. Rows are streamed: memory holds the packed file
// and one block of rows, however many there are.
func Write(w io.Writer, book Book) (err error) {
	if len(book.Sheets) == 0 {
		return ErrNoSheet
	}
	f := excelize.NewFile()
	defer func() { err = errors.Join(err, f.Close()) }()
	b := &bookWriter{file: f, book: book, names: sheetNames(book.Sheets)}
	if err := b.prepare(); err != nil {
		return err
	}
	for i := range book.Sheets {
		if err := b.sheet(i); err != nil {
			return fmt.Errorf("sheet %q: %w", b.names[i], err)
		}
	}
	return f.Write(w)
}

// bookWriter holds what the sheets of a book share.
type bookWriter struct {
	file   *excelize.File
	book   Book
	names  []string
	styles *styles
}

// prepare makes the sheets, so that links can lead to any of them.
func (b *bookWriter) prepare() error {
	if err := b.file.SetDefaultFont(bodyFont); err != nil {
		return err
	}
	for i, name := range b.names {
		if i == 0 {
			if err := b.file.SetSheetName(b.file.GetSheetName(0), name); err != nil {
				return err
			}
			continue
		}
		if _, err := b.file.NewSheet(name); err != nil {
			return err
		}
	}
	var err error
	if b.styles, err = newStyles(b.file); err != nil {
		return err
	}
	return b.properties()
}

func (b *bookWriter) properties() error {
	title := b.book.Title
	if title == "" {
		title = b.book.Sheets[0].Title
	}
	p := &excelize.DocProperties{Title: clean(title), Creator: clean(b.book.Author), LastModifiedBy: clean(b.book.Author)}
	if !b.book.Created.IsZero() {
		at := b.book.Created.UTC().Format(time.RFC3339)
		p.Created, p.Modified = at, at
	}
	if err := b.file.SetAppProps(&excelize.AppProperties{Application: "Nianlun"}); err != nil {
		return err
	}
	return b.file.SetDocProps(p)
}

// sheet writes the i-th sheet from top to bottom.
func (b *bookWriter) sheet(i int) error {
	s := &b.book.Sheets[i]
	switch {
	case len(s.Columns) == 0:
		return ErrNoSheet
	case len(s.Columns) > excelize.MaxColumns || len(s.Rows) > excelize.TotalRows:
		return ErrTooManyRows
	}
	if err := setUpPage(b.file, b.names[i]); err != nil {
		return err
	}
	stream, err := b.file.NewStreamWriter(b.names[i])
	if err != nil {
		return err
	}
	w := &sheetWriter{bookWriter: b, sheet: s, name: b.names[i], stream: stream}
	for _, step := range []func() error{w.frame, w.heading, w.body, w.filter, w.notes} {
		if err := step(); err != nil {
			return err
		}
	}
	return stream.Flush()
}
