package document

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strconv"

	"nianlun/internal/engine/docread/doctable"
	"nianlun/internal/kit/i18n"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/document"
)

const xlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// batchSheet sends the one table of a batch as a workbook.
func (p Pages) batchSheet(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	by, id := door.By(ctx), r.PathValue("id")
	var out bytes.Buffer
	err := p.Batches.WriteTable(ctx, by, id, ui.Lang(ctx), func(reading string) string { return siteOf(r) + "/documents/" + reading }, &out)
	if err != nil {
		return err
	}
	b, err := p.Batches.Get(ctx, by, id)
	if err != nil {
		return err
	}
	download(w, ui.T(ctx, "batch.table.title", "n", b.Tally.Done)+".xlsx", xlsxType)
	_, err = out.WriteTo(w)
	return err
}

// siteOf is the address of this site as the browser knows it.
func siteOf(r *http.Request) string {
	scheme := "http"
	if r.TLS != nil || r.Header.Get("X-Forwarded-Proto") == "https" {
		scheme = "https"
	}
	return scheme + "://" + r.Host
}

// tablePage is how many rows of the table one page shows.
const tablePage = 100

type tableView struct {
	Href, Title, Sheet string
	Tabs               []ui.ViewTab
	Commitments        []commitmentRow
	Figures            []figureRow
	Findings           []findingRow
	Under              string // 第 1 至 100 条，共 1,234 条
	Earlier, Later     string
}

type commitmentRow struct {
	Document, No, Text, Heading, Owner, Due, DueWords, Targets, Act, Confidence, Href string
}

type figureRow struct {
	Document, Subject, Words, Value, Kind, Role, Heading, Href string
}

type findingRow struct {
	Document string
	Light    ui.Colour
	Severity string
	Words    string
	Href     string
}

// sheets are the tables of the page and how many rows a file has in each. The
// fourth, of the files, is the batch's own page.
var sheets = []struct {
	code  string
	count func(document.FileCounts) int
}{
	{"commitments", func(c document.FileCounts) int { return c.Commitments }},
	{"figures", func(c document.FileCounts) int { return c.Figures }},
	{"findings", func(c document.FileCounts) int { return c.Findings }},
}

// batchTable is the one table of a batch on the page.
func (p Pages) batchTable(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	by, q := door.By(ctx), door.Query(r)
	b, err := p.Batches.Get(ctx, by, r.PathValue("id"))
	if err != nil {
		return err
	}
	view := tableView{Href: batchAddress(b.ID), Title: ui.T(ctx, "batch.title", "n", b.Want), Sheet: sheets[0].code}
	count := sheets[0].count
	for _, s := range sheets {
		if q.Text("sheet") == s.code {
			view.Sheet, count = s.code, s.count
		}
	}
	for _, s := range sheets {
		view.Tabs = append(view.Tabs, ui.ViewTab{
			Words: ui.T(ctx, "table."+s.code), Href: view.address(s.code, 1), Count: i18n.Group(strconv.Itoa(total(b, s.count))), Current: view.Sheet == s.code,
		})
	}
	page, _ := q.Int("page")
	page = max(page, 1)
	all := total(b, count)
	from, until := (page-1)*tablePage, min(page*tablePage, all)
	view.turn(ctx, page, from, until, all)
	parts, err := p.Batches.Rows(ctx, by, b, count, from, until)
	if err != nil {
		return err
	}
	for _, part := range parts {
		view.fill(ctx, part)
	}
	return door.Page(w, r, door.View{Title: view.Title, Nav: "documents"}, batchTablePage(view))
}

func total(b document.Batch, count func(document.FileCounts) int) (n int) {
	for _, f := range b.Files {
		n += count(f.Counts)
	}
	return n
}

func (v tableView) address(sheet string, page int) string {
	q := url.Values{"sheet": {sheet}}
	if page > 1 {
		q.Set("page", strconv.Itoa(page))
	}
	return v.Href + "/table?" + q.Encode()
}

func (v *tableView) turn(ctx context.Context, page, from, until, all int) {
	if from < until {
		v.Under = ui.T(ctx, "batch.table.rows", "from", from+1, "until", until, "all", i18n.Group(strconv.Itoa(all)))
	}
	if page > 1 {
		v.Earlier = v.address(v.Sheet, page-1)
	}
	if until < all {
		v.Later = v.address(v.Sheet, page+1)
	}
}

// fill adds the rows of one document.
func (v *tableView) fill(ctx context.Context, part document.Part) {
	lang, r := ui.Lang(ctx), &part.Reading
	at := func(start, end int) string { return fmt.Sprintf("/documents/%s?at=%d-%d", r.ID, start, end) }
	switch v.Sheet {
	case "commitments":
		for _, c := range within(doctable.Commitments(&r.Doc), part) {
			v.Commitments = append(v.Commitments, commitmentRow{
				Document: r.Title, No: strconv.Itoa(c.No), Text: c.Text, Heading: c.Heading, Owner: c.Owner, Due: c.Due, DueWords: c.DueWords,
				Targets: c.Targets, Act: doctable.ActWords(lang, c.Kind), Confidence: strconv.Itoa(int(c.Confidence*100)) + "%", Href: at(c.Start, c.End),
			})
		}
	case "figures":
		for _, f := range within(doctable.Figures(&r.Doc), part) {
			row := figureRow{Document: r.Title, Subject: f.Subject, Words: f.Words, Kind: doctable.KindWords(lang, f.Kind), Role: doctable.RoleWords(lang, f.Role), Heading: f.Heading, Href: at(f.Start, f.End)}
			if f.Value != nil {
				row.Value = i18n.Group(f.Value.String())
			}
			if f.Value2 != nil {
				row.Value += " … " + i18n.Group(f.Value2.String())
			}
			v.Figures = append(v.Figures, row)
		}
	case "findings":
		for _, f := range within(document.Serious(&r.Doc), part) {
			v.Findings = append(v.Findings, findingRow{
				Document: r.Title, Light: severityLight(f.Severity), Severity: doctable.SeverityWords(lang, f.Severity), Words: f.Message.In(lang), Href: at(f.Spans[0].Start, f.Spans[0].End),
			})
		}
	}
}

// within are the rows of a document that stand on the page. A document that was
// corrected since may have fewer than were counted.
func within[T any](rows []T, part document.Part) []T {
	until := min(part.Until, len(rows))
	return rows[min(part.From, until):until]
}
