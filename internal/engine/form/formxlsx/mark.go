package formxlsx

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"

	"github.com/xuri/excelize/v2"

	"nianlun/internal/engine/form"
)

// Note is what a marked workbook says at a cell.
type Note struct {
	At   Address
	Text string
	Must bool // must be mended: red; otherwise it should be looked at: amber
}

// The grounds of marked cells. Colour never stands alone: each has a comment, and the list of issues has a sheet.
const (
	mustFill = "F9D5D2"
	lookFill = "FBE9C6"
)

// noteAuthor signs the comments that Mark writes, so that a second marking finds those of the first.
const noteAuthor = "Nianlun"

// marker marks one workbook.
type marker struct {
	file   *excelize.File
	styles *styles
	t      form.T
	notes  []Note
}

// Mark writes a workbook that came back once more, with a comment at each cell of a note, and all notes on a sheet of
// their own with links to the cells. What a marking before has left is taken away first. The data have been read by
// Read or ReadCampaign without a Fatal issue. A marked workbook is read like any other.
func Mark(w io.Writer, data []byte, notes []Note, t form.T) (err error) {
	limits := DefaultLimits()
	file, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipSizeLimit: limits.Unpacked, UnzipXMLSizeLimit: limits.Unpacked})
	if err != nil {
		return fmt.Errorf("formxlsx: %w", err)
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	m := &marker{file: file, styles: &styles{file: file, made: map[look]int{}}, t: t, notes: notes}
	for _, step := range []func() error{m.clear, m.cells, m.list} {
		if err := step(); err != nil {
			return fmt.Errorf("formxlsx: %w", err)
		}
	}
	return file.Write(w)
}

// issuesSheet is the name of the sheet of notes.
func (m *marker) issuesSheet() string {
	return sheetName(m.t("formxlsx.sheet.issues"), map[string]bool{})
}

// clear takes the marks of an earlier marking away, and nothing else: the colours of checks stay.
func (m *marker) clear() error {
	m.uncolour()
	for _, name := range m.file.GetSheetList() {
		if name == m.issuesSheet() {
			if err := m.file.DeleteSheet(name); err != nil {
				return err
			}
			continue
		}
		comments, err := m.file.GetComments(name)
		if err != nil {
			return err
		}
		for _, c := range comments {
			if c.Author == noteAuthor {
				if err := m.file.DeleteComment(name, c.Cell); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// The rule of a mark, however the program that saved the workbook writes it, and what is left of a range without rules.
var (
	markRule  = regexp.MustCompile(`<cfRule[^>]*type="expression"[^>]*>\s*<formula>(?:TRUE|TRUE\(\)|1)</formula>\s*</cfRule>`)
	emptyRule = regexp.MustCompile(`<conditionalFormatting[^>]*>\s*</conditionalFormatting>`)
)

// uncolour drops the rules of marks from the sheets as they lie in the file: the library takes all rules of a cell away,
// or none. It comes before any sheet is read.
func (m *marker) uncolour() {
	m.file.Pkg.Range(func(name, part any) bool {
		path, isName := name.(string)
		data, isPart := part.([]byte)
		if isName && isPart && strings.HasPrefix(path, "xl/worksheets/") && markRule.Match(data) {
			m.file.Pkg.Store(path, emptyRule.ReplaceAll(markRule.ReplaceAll(data, nil), nil))
		}
		return true
	})
}

// cells marks the cells that the notes name. A condition that always holds colours them: the formats of the cells
// stay as they are, so that the marks can be taken away again.
func (m *marker) cells() error {
	texts := map[Address][]string{}
	must := map[Address]bool{}
	var order []Address
	for _, n := range m.notes {
		if n.At.Sheet == "" || n.At.Cell == "" {
			continue
		}
		if texts[n.At] == nil {
			order = append(order, n.At)
		}
		texts[n.At] = append(texts[n.At], legible(n.Text))
		must[n.At] = must[n.At] || n.Must
	}
	red, amber := map[string][]string{}, map[string][]string{}
	for i, at := range order {
		if i < maxComments {
			comment := excelize.Comment{Cell: at.Cell, Author: noteAuthor, Text: strings.Join(texts[at], "\n"), Width: 260, Height: uint(40 + 20*len(texts[at]))}
			if err := m.file.AddComment(at.Sheet, comment); err != nil {
				return err
			}
		}
		into := amber
		if must[at] {
			into = red
		}
		into[at.Sheet] = append(into[at.Sheet], at.Cell)
	}
	if err := m.colour(red, mustFill); err != nil {
		return err
	}
	return m.colour(amber, lookFill)
}

// always is the condition of a mark, by which it is known again: see markRule.
const always = "TRUE"

// maxComments bounds the comments: a workbook with thousands of them no longer opens quickly. The sheet of notes has
// all.
const maxComments = 2_000

func (m *marker) colour(cells map[string][]string, ground string) error {
	if len(cells) == 0 {
		return nil
	}
	style, err := m.file.NewConditionalStyle(&excelize.Style{Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{ground}}})
	if err != nil {
		return err
	}
	for name, all := range cells {
		for len(all) > 0 {
			part := all[:min(len(all), 200)]
			all = all[len(part):]
			rule := []excelize.ConditionalFormatOptions{{Type: "formula", Criteria: always, Format: &style}}
			if err := m.file.SetConditionalFormat(name, strings.Join(part, " "), rule); err != nil {
				return err
			}
		}
	}
	return nil
}

// list writes the sheet of notes and opens the workbook there.
func (m *marker) list() error {
	name := m.issuesSheet()
	index, err := m.file.NewSheet(name)
	if err != nil {
		return err
	}
	for column, width := range map[string]float64{"A": 6, "B": 18, "C": 90} {
		if err := m.file.SetColWidth(name, column, column, width); err != nil {
			return err
		}
	}
	head := look{role: roleHead, format: textFormat}
	if err := m.row(name, 1, head, m.t("formxlsx.issues.no"), m.t("formxlsx.issues.cell"), m.t("formxlsx.issues.what")); err != nil {
		return err
	}
	for i, n := range m.notes {
		if err := m.row(name, i+2, look{role: roleLabel, format: textFormat, align: "left"}, itoa(i+1), n.At.String(), n.Text); err != nil {
			return err
		}
		if n.At.Cell == "" || i >= maxComments {
			continue
		}
		if err := m.file.SetCellHyperLink(name, at(2, i+2), quoted(n.At.Sheet)+"!"+n.At.Cell, "Location"); err != nil {
			return err
		}
	}
	m.file.SetActiveSheet(index)
	return nil
}

func (m *marker) row(name string, row int, l look, texts ...string) error {
	style, err := m.styles.of(l)
	if err != nil {
		return err
	}
	for i, text := range texts {
		if err := m.file.SetCellStr(name, at(i+1, row), legible(text)); err != nil {
			return err
		}
	}
	return m.file.SetCellStyle(name, at(1, row), at(len(texts), row), style)
}
