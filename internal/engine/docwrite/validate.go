package docwrite

import (
	"errors"
	"fmt"
)

// What can be wrong with a document. Errors of Write wrap one of these and say
// where.
var (
	ErrTitleMissing   = errors.New("docwrite: document without a title")
	ErrCreatedMissing = errors.New("docwrite: document without a time of creation")
	ErrHeadingLevel   = errors.New("docwrite: heading level outside 1 to 4")
	ErrTableShape     = errors.New("docwrite: rows of a table differ in width")
	ErrUnknownSource  = errors.New("docwrite: figure refers to no source")
	ErrSourceNumber   = errors.New("docwrite: source number missing or used twice")
	ErrUnknownState   = errors.New("docwrite: unknown state of a figure")
	ErrUnknownBlock   = errors.New("docwrite: unknown kind of block")
)

// validator checks a document before anything is written.
type validator struct {
	sources map[int]bool
}

func validate(doc Document) error {
	if doc.Title == "" {
		return ErrTitleMissing
	}
	if doc.Meta.Created.IsZero() {
		return ErrCreatedMissing
	}
	v := validator{sources: make(map[int]bool, len(doc.Sources))}
	for i, s := range doc.Sources {
		if s.Number <= 0 || v.sources[s.Number] {
			return fmt.Errorf("%w: source %d has number %d", ErrSourceNumber, i, s.Number)
		}
		if !s.State.known() {
			return fmt.Errorf("%w: source %d: %q", ErrUnknownState, i, s.State)
		}
		v.sources[s.Number] = true
	}
	for i, b := range doc.Blocks {
		if err := v.block(b); err != nil {
			return fmt.Errorf("block %d: %w", i, err)
		}
	}
	return nil
}

func (v validator) block(b Block) error {
	switch b := b.(type) {
	case Heading:
		if b.Level < 1 || b.Level > 4 {
			return fmt.Errorf("%w: %d", ErrHeadingLevel, b.Level)
		}
		return nil
	case Paragraph:
		return v.inlines(b.Inlines)
	case Table:
		return v.table(b)
	case PageBreak:
		return nil
	}
	return fmt.Errorf("%w: %T", ErrUnknownBlock, b)
}

func (v validator) table(t Table) error {
	columns := t.columnCount()
	if columns == 0 {
		return fmt.Errorf("%w: no columns", ErrTableShape)
	}
	if n := spanOf(t.Header); n != 0 && n != columns {
		return fmt.Errorf("%w: header has %d of %d columns", ErrTableShape, n, columns)
	}
	if err := v.row(t.Header); err != nil {
		return fmt.Errorf("header: %w", err)
	}
	for i, row := range t.Rows {
		if n := spanOf(row); n != columns {
			return fmt.Errorf("%w: row %d has %d of %d columns", ErrTableShape, i, n, columns)
		}
		if err := v.row(row); err != nil {
			return fmt.Errorf("row %d: %w", i, err)
		}
	}
	return nil
}

func (v validator) row(row []Cell) error {
	for i, c := range row {
		if err := v.inlines(c.Inlines); err != nil {
			return fmt.Errorf("cell %d: %w", i, err)
		}
	}
	return nil
}

func (v validator) inlines(inlines []Inline) error {
	for _, in := range inlines {
		f, ok := in.(Figure)
		if !ok {
			continue
		}
		if !f.State.known() {
			return fmt.Errorf("%w: %q of %q", ErrUnknownState, f.State, f.Display)
		}
		if f.Source != 0 && !v.sources[f.Source] {
			return fmt.Errorf("%w: %d of %q", ErrUnknownSource, f.Source, f.Display)
		}
	}
	return nil
}

func (s State) known() bool {
	return s == Draft || s == Reviewed || s == Locked
}
