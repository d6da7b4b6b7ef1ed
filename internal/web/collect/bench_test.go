package collect_test

import (
	"io"
	"net/http"
	"strings"
	"testing"

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
