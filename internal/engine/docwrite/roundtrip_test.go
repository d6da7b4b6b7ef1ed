package docwrite

import (
	"strings"
	"testing"

	"nianlun/internal/engine/docread"
	"nianlun/internal/engine/doctext"
)

// TestReaderReadsWhatTheWriterWrote feeds an issued document to the reader of
// uploaded ones, as happens when last year's summary is read for this year's
// plan.
func TestReaderReadsWhatTheWriterWrote(t *testing.T) {
	doc := sample()
	doc.ReviewCopy = true
	read, err := docread.Read(doctext.Source{Name: "summary.docx", Data: render(t, doc)}, docread.Options{})
	if err != nil {
		t.Fatal(err)
	}
	levels := map[string]int{}
	for _, p := range read.Paragraphs {
		levels[read.Slice(p.Start, p.End)] = p.Level
	}
	for _, block := range doc.Blocks {
		switch block := block.(type) {
		case Heading:
			if levels[block.Text] != block.Level {
				t.Errorf("heading %q was read at level %d, want %d", block.Text, levels[block.Text], block.Level)
			}
		case Paragraph:
			if text := displayed(block.Inlines); !strings.Contains(read.Text, text) {
				t.Errorf("the read text lacks %q", text)
			}
		case Table:
			if !strings.Contains(read.Text, "52,486") {
				t.Error("the read text lacks the table")
			}
		}
	}
	if strings.Contains(read.Text, sampleLabels.Unsourced) {
		t.Error("a comment was read as text")
	}
}
