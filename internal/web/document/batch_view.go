package document

import (
	"context"
	"net/url"
	"strconv"

	"nianlun/internal/web/ui"
	"nianlun/internal/work/document"

	"github.com/a-h/templ"
)

type batchView struct {
	Href, Title, Under string
	Light              ui.Colour
	Words, Tally       string
	Share              float64
	Busy, MayWrite     bool
	Missing            int
	Again              int  // failed files that can be read again
	Read               int  // files that have been read
	Only               bool // failed files alone are shown
	Failed, All        int
	Most               int
	Accept             string
	Rows               []batchRow
}

type batchRow struct {
	No, Name, Size string
	Title, Href    string
	Light          ui.Colour
	Words, Why     string
	Commitments    string
	Figures        string
	Findings       string
	FindingsHref   string
}

func viewOfBatch(ctx context.Context, b document.Batch, only, may bool) batchView {
	v := batchView{
		Href: batchAddress(b.ID), Title: ui.T(ctx, "batch.title", "n", b.Want),
		Under: ui.T(ctx, "batch.by", "by", b.By.Name, "at", ui.Lang(ctx).Clock(b.At.In(place))),
		Tally: tallyWords(ctx, b), Share: b.Share(), Busy: b.Busy(), MayWrite: may, Missing: b.Missing(),
		Read: b.Tally.Done, Only: only, Failed: b.Tally.Failed, All: len(b.Files),
	}
	v.Light, v.Words = batchLight(ctx, b)
	for _, f := range b.Files {
		if f.State == document.FileFailed && f.File != "" {
			v.Again++
		}
		if !only || f.State == document.FileFailed {
			v.Rows = append(v.Rows, rowOfFile(ctx, f))
		}
	}
	return v
}

// tallyWords counts a batch's files: 已读 120，没读成 3，等待 77.
func tallyWords(ctx context.Context, b document.Batch) string {
	words := ui.T(ctx, "batch.tally.done", "n", b.Tally.Done)
	for _, part := range []struct {
		key string
		n   int
	}{{"failed", b.Tally.Failed}, {"waiting", b.Tally.Waiting}, {"missing", b.Missing()}} {
		if part.n > 0 {
			words += ui.T(ctx, "reading.comma") + ui.T(ctx, "batch.tally."+part.key, "n", part.n)
		}
	}
	return words
}

func batchLight(ctx context.Context, b document.Batch) (ui.Colour, string) {
	switch {
	case b.Busy():
		return ui.Green, ui.T(ctx, "batch.light.busy")
	case b.Missing() > 0:
		return ui.Grey, ui.T(ctx, "batch.light.missing")
	case b.Tally.Failed > 0:
		return ui.Amber, ui.T(ctx, "batch.light.failed")
	default:
		return ui.Blue, ui.T(ctx, "batch.light.done")
	}
}

func rowOfFile(ctx context.Context, f document.BatchFile) batchRow {
	row := batchRow{No: strconv.Itoa(f.No), Name: f.Name, Size: sizeWords(f.Size), Words: ui.T(ctx, "batch.state."+string(f.State))}
	switch f.State {
	case document.FileDone:
		row.Light, row.Title, row.Href = ui.Blue, f.Title, "/documents/"+f.Reading
		row.Commitments, row.Figures = strconv.Itoa(f.Counts.Commitments), strconv.Itoa(f.Counts.Figures)
		if f.Counts.Findings > 0 {
			row.Findings, row.FindingsHref = strconv.Itoa(f.Counts.Findings), row.Href+"/findings"
		}
	case document.FileFailed:
		row.Light, row.Why = ui.Red, f.Fault.In(ui.Lang(ctx))
	case document.FileReading:
		row.Light = ui.Green
	default:
		row.Light = ui.Grey
	}
	return row
}

// sizeWords is a file's size as people read it.
func sizeWords(bytes int64) string {
	switch {
	case bytes >= 1<<20:
		return strconv.FormatFloat(float64(bytes)/(1<<20), 'f', 1, 64) + " MB"
	case bytes > 0:
		return strconv.FormatInt(max(bytes>>10, 1), 10) + " KB"
	default:
		return ""
	}
}

// polling has the batch's page fetch itself while files are read.
func polling(v batchView) templ.Attributes {
	if !v.Busy {
		return nil
	}
	self := v.Href
	if v.Only {
		self += "?" + url.Values{"only": {"failed"}}.Encode()
	}
	return templ.Attributes{"hx-get": self, "hx-trigger": "every 2s", "hx-swap": "outerMorph"}
}

// sendingWords are what the script that sends files says.
func sendingWords(ctx context.Context) templ.Attributes {
	all := templ.Attributes{}
	for _, word := range []string{"waiting", "sending", "reading", "arrived", "failed", "stopped", "offline", "total", "ended", "many", "leave"} {
		all["data-"+word] = ui.T(ctx, "batch.send."+word)
	}
	return all
}

func batchActs(ctx context.Context, v batchView) []ui.BtnView {
	if v.Read == 0 {
		return nil
	}
	return []ui.BtnView{
		{Words: ui.T(ctx, "batch.table"), Href: v.Href + "/table"},
		{Words: ui.T(ctx, "batch.sheet"), Icon: "export", Kind: "primary", Href: v.Href + "/table.xlsx", Attrs: templ.Attributes{"download": true}},
	}
}
