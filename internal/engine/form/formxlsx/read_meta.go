package formxlsx

import (
	"slices"
	"strings"
)

// readMeta reads the hidden sheet.
func (w *workbook) readMeta() (meta, *Issue) {
	notOurs := newIssue(Fatal, NotOurs)
	at := slices.IndexFunc(w.sheets, func(s sheetRef) bool { return s.name == metaSheet })
	if at < 0 {
		return meta{}, &notOurs
	}
	g, issue := w.grid(w.sheets[at])
	if issue != nil {
		return meta{}, issue
	}
	var rows [][]string
	digest := ""
	for _, r := range g.rows {
		row := make([]string, 0, len(r.cells))
		for _, c := range r.cells {
			for len(row) < min(c.column, 8)-1 {
				row = append(row, "")
			}
			row = append(row, strings.TrimSpace(c.text))
		}
		if row[0] == metaDigest && len(row) > 1 {
			digest = row[1]
			break
		}
		rows = append(rows, row)
	}
	m := parseMeta(rows)
	if m.layout == "" || m.form == "" || digest == "" {
		return meta{}, &notOurs
	}
	if m.layout != layoutNow || digestOf(m.rows()) != digest {
		changed := newIssue(Fatal, MapChanged)
		return meta{}, &changed
	}
	return m, nil
}

func parseMeta(rows [][]string) meta {
	var m meta
	for _, row := range rows {
		part := func(i int) string {
			if i < len(row) {
				return row[i]
			}
			return ""
		}
		switch row[0] {
		case metaLayout:
			m.layout = part(1)
		case metaForm:
			m.form = part(1)
		case metaVersion:
			m.version = part(1)
		case metaPeriod:
			m.period = part(1)
		case metaCampaign:
			m.campaign = part(1)
		case metaPast:
			m.past = part(1) == "1"
		case metaReturn:
			m.returns = append(m.returns, Identity{ID: part(1), UnitID: part(2), Unit: part(3), Base: part(4)})
		case metaField:
			m.fields = append(m.fields, [4]string{part(1), part(2), part(3), part(4)})
		}
	}
	return m
}
