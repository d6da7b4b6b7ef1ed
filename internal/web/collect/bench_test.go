package collect_test

import (
	"context"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"nianlun/internal/engine/form"
	"nianlun/internal/work/collect"
)

// BenchmarkMatrixPage is the whole request of a matrix of 1,300 units and twelve
// months, as a browser makes it: queries, page, compression.
func BenchmarkMatrixPage(t *testing.B) {
	b := newBureau(t, 1300)
	out := b.open([]collect.SignRole{collect.Filler}, strings.Fields("2026-01 2026-02 2026-03 2026-04 2026-05 2026-06 2026-07 2026-08 2026-09 2026-10 2026-11 2026-12")...)
	section := b.browser("hewei")
	size := int64(0)
	for t.Loop() {
		resp, err := section.client.Get(b.url + "/collect/campaigns/" + out.Campaign.ID)
		must(t, err)
		size, err = io.Copy(io.Discard, resp.Body)
		must(t, err)
		must(t, resp.Body.Close())
		if resp.StatusCode != http.StatusOK {
			t.Fatal(resp.Status)
		}
	}
	t.ReportMetric(float64(size), "bytes")
}

// BenchmarkAutosave is what one cell costs while somebody types: the request of the
// page's script with one cell that changed, in a sheet that is full.
func BenchmarkAutosave(t *testing.B) {
	for _, sheet := range []struct {
		rows  int
		wrong string // a text that is no value and stays
	}{{rows: 21}, {rows: 1000}, {rows: 1000, wrong: "约十"}} { // 252 and 12,000 cells
		rows := sheet.rows
		t.Run(fmt.Sprint(rows*12, sheet.wrong), func(t *testing.B) {
			b := newBureau(t, 2)
			o := b.rows(rows)
			clerk := b.browser("wangxue")
			var h heard
			for part := range slices.Chunk(filledRows(rows), 300) { // the script sends no more than 4,000 cells at once
				p, saved := clerk.draft(o, "wangxue", strconv.Itoa(h.Revision), "", cellsOf(part))
				if p.status != http.StatusOK {
					t.Fatal(p.status, p.body)
				}
				h = saved
			}
			if sheet.wrong != "" {
				_, h = clerk.draft(o, "wangxue", strconv.Itoa(h.Revision), h.Seen, form.Raw{form.CellPath("list", "r1", "c10"): sheet.wrong})
			}
			before := b.documentBytes()
			t.ReportAllocs()
			saves := 0
			for t.Loop() {
				saves++
				cell := form.CellPath("list", fmt.Sprintf("r%d", 1+saves%rows), fmt.Sprintf("c%d", saves%10))
				_, h = clerk.draft(o, "wangxue", strconv.Itoa(h.Revision), h.Seen, form.Raw{cell: strconv.Itoa(1_000_000 + saves)})
			}
			if h.Revision < 2 {
				t.Fatalf("not saved: %+v", h)
			}
			t.ReportMetric(float64(b.documentBytes()-before)/float64(saves), "stored-B/op")
		})
	}
}

// filledRows are texts for the cells of a table of that many rows, row by row.
func filledRows(rows int) []form.Raw {
	all := make([]form.Raw, rows)
	for i := range all {
		key := fmt.Sprintf("r%d", i+1)
		all[i] = form.Raw{form.CellPath("list", key, "name"): fmt.Sprintf("学生%d", i+1)}
		for j := range 11 {
			all[i][form.CellPath("list", key, fmt.Sprintf("c%d", j))] = strconv.Itoa(i * (j + 1))
		}
	}
	return all
}

func cellsOf(rows []form.Raw) form.Raw {
	all := form.Raw{}
	for _, row := range rows {
		maps.Copy(all, row)
	}
	return all
}

// documentBytes is how much text all revisions of all records hold.
func (b *bureau) documentBytes() int64 {
	b.t.Helper()
	var n int64
	must(b.t, b.store.Read(context.Background()).NewRaw("SELECT coalesce(sum(length(document) + length(raw)), 0) FROM record_revision").Scan(context.Background(), &n))
	return n
}
