package formxlsx

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"github.com/xuri/excelize/v2"

	"nianlun/internal/engine/form"
)

// metaSheet is the hidden sheet that says what a workbook is: names and values, the returns in it, the places of the
// fields when it was written, and a digest by which an accident with all that is noticed. The digest is no seal: whoever
// takes a workbook in judges by rights whose return may be written.
const metaSheet = "_nianlun"

// The names of the entries.
const (
	metaLayout   = "layout" // of the workbook itself; layoutNow
	metaForm     = "form"
	metaVersion  = "version"
	metaPeriod   = "period"
	metaCampaign = "campaign" // empty in the workbook of one return
	metaPast     = "past"     // "1" in the workbook of past periods
	metaReturn   = "return"   // id, unit, name of the unit, base revision
	metaField    = "field"    // key, type, name, address of the cell or of the column's head
	metaDigest   = "digest"
)

const layoutNow = "1"

// meta is what the hidden sheet says.
type meta struct {
	layout, form, version, period, campaign string
	past                                    bool
	returns                                 []Identity
	fields                                  [][4]string
}

// Identity says whose return a part of a workbook is.
type Identity struct {
	ID, UnitID, Unit, Base string
}

func (m *meta) rows() [][]string {
	rows := [][]string{{metaLayout, m.layout}, {metaForm, m.form}, {metaVersion, m.version}, {metaPeriod, m.period}, {metaCampaign, m.campaign}}
	if m.past {
		rows = append(rows, []string{metaPast, "1"})
	}
	for _, r := range m.returns {
		rows = append(rows, []string{metaReturn, r.ID, r.UnitID, r.Unit, r.Base})
	}
	for _, f := range m.fields {
		rows = append(rows, append([]string{metaField}, f[:]...))
	}
	return rows
}

func digestOf(rows [][]string) string {
	sum := sha256.New()
	for _, row := range rows {
		for _, text := range row {
			sum.Write([]byte(strings.TrimSpace(text)))
			sum.Write([]byte{0})
		}
		sum.Write([]byte{'\n'})
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// structure is what of a definition a workbook depends on, a line each.
func structure(def *form.Definition) []string {
	var lines []string
	for _, f := range def.Fields() {
		if kindOf(f) == kindNote {
			continue // nothing is answered there, so a workbook may go without it
		}
		lines = append(lines, f.Key()+" "+f.Type.Name())
	}
	return lines
}

// writeMeta fills the hidden sheet.
func (b *bookWriter) writeMeta(m meta) error {
	style, err := b.styles.of(look{role: roleCode, format: textFormat})
	if err != nil {
		return err
	}
	stream, err := b.file.NewStreamWriter(metaSheet)
	if err != nil {
		return err
	}
	rows := m.rows()
	for i, row := range rows {
		for j := range row {
			row[j] = strings.TrimSpace(legible(row[j]))
		}
		rows[i] = row
	}
	rows = append(rows, []string{metaDigest, digestOf(rows)})
	for i, row := range rows {
		values := make([]any, len(row))
		for j, text := range row {
			values[j] = excelize.Cell{StyleID: style, Value: text}
		}
		if err := stream.SetRow(at(1, i+1), values); err != nil {
			return err
		}
	}
	return stream.Flush()
}
