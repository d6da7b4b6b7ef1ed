package formxlsx

import (
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/xuri/excelize/v2"

	"nianlun/internal/engine/form"
)

// bookWriter holds what the sheets of a workbook share.
type bookWriter struct {
	file    *excelize.File
	form    Form
	t       form.T
	styles  *styles
	lists   *lists
	who     *names             // of the return that is being written
	people  map[string][]group // whom a person field may name, by what it chooses from: a group for each return
	sheets  int
	pages   []*page         // to be flushed at the end
	taken   map[string]bool // names of sheets, in small letters
	meta    meta
	places  map[string]place // by the key of the field, on the sheet of one return
	tables  map[string]rows  // by the code of the table, on the sheet of one return
	grounds map[string]int   // conditional styles, by their colour
}

func newBook(f Form, t form.T) *bookWriter {
	file := excelize.NewFile()
	if f.PeriodName == "" {
		f.PeriodName = periodName(t, f.Period)
	}
	return &bookWriter{file: file, form: f, t: t, styles: &styles{file: file, made: map[look]int{}}, lists: newLists(offeredOn(f.Period)), people: map[string][]group{}, places: map[string]place{}, tables: map[string]rows{}, grounds: map[string]int{}, who: newNames(nil),
		taken: map[string]bool{"history": true, metaSheet: true, listSheet: true},
		meta:  meta{layout: layoutNow, form: f.Def.Code, version: f.Version, period: f.Period}}
}

// addSheet makes a sheet; the first takes the place of the one that a new file has.
func (b *bookWriter) addSheet(name string) error {
	b.sheets++
	if b.sheets == 1 {
		return b.file.SetSheetName(b.file.GetSheetName(0), name)
	}
	_, err := b.file.NewSheet(name)
	return err
}

// finish adds the hidden sheets and writes the file.
func (b *bookWriter) finish(w io.Writer) error {
	// A sheet is hidden before any is flushed: excelize would read those again, whole.
	for _, name := range []string{listSheet, metaSheet} {
		if err := b.addSheet(name); err != nil {
			return err
		}
		if err := b.file.SetSheetVisible(name, false, true); err != nil {
			return err
		}
	}
	for _, p := range b.pages {
		if err := p.stream.Flush(); err != nil {
			return err
		}
	}
	if err := b.lists.write(b); err != nil {
		return err
	}
	if err := b.writeMeta(b.meta); err != nil {
		return err
	}
	if err := b.file.SetDefaultFont(bodyFont); err != nil {
		return err
	}
	if err := b.file.SetAppProps(&excelize.AppProperties{Application: "Nianlun"}); err != nil {
		return err
	}
	if err := b.file.SetDocProps(&excelize.DocProperties{Title: legible(b.form.Def.Title)}); err != nil {
		return err
	}
	return b.file.Write(w)
}

// begin turns to a return: its cells name units and people as it may name them.
func (b *bookWriter) begin(returnID, unit string) {
	b.who = newNames(b.form.directoryOf(returnID))
	for _, f := range b.form.Def.Fields() {
		source := sourceOf(f)
		if kindOf(f) != kindPerson || b.who.who == nil || slices.ContainsFunc(b.people[source], func(g group) bool { return g.key == oneLine(unit) }) {
			continue
		}
		b.people[source] = append(b.people[source], group{key: oneLine(unit), texts: texts(offered(b.who.who, f))})
	}
}

// Write renders the workbook of one return as .xlsx.
func Write(w io.Writer, book Book) (err error) {
	b := newBook(book.Form, book.T)
	defer func() { err = errors.Join(err, b.file.Close()) }()
	b.meta.returns = []Identity{{ID: book.ID, UnitID: book.UnitID, Unit: book.Unit, Base: book.Base}}
	b.begin(book.ID, book.Unit)
	s := &returnSheet{book: book, bookWriter: b}
	if err := s.write(); err != nil {
		return fmt.Errorf("formxlsx: %w", err)
	}
	return b.finish(w)
}
