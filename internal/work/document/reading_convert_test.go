package document

import (
	"context"
	"slices"
	"testing"

	"nianlun/internal/engine/doctext"
	"nianlun/internal/kit/fault"
)

// pdfReader stands in for a machine with pdftotext: a PDF holds the plan.
type pdfReader struct{ missing bool }

func (p pdfReader) Read(_ context.Context, name string, data []byte) (doctext.Source, error) {
	if string(data[:4]) != "%PDF" {
		return doctext.Source{Name: name, Data: data}, nil
	}
	if p.missing {
		return doctext.Source{}, fault.New(fault.Invalid, "convert.missing", "program", "poppler-utils")
	}
	return doctext.Source{Name: name, Data: []byte(plan), Format: doctext.FormatPages}, nil
}

func (p pdfReader) Kinds() []string   { return []string{"txt", "pdf"} }
func (p pdfReader) Missing() []string { return []string{"LibreOffice"} }

const pdf = "%PDF-1.7\n1 0 obj\nendobj\ntrailer\n%%EOF\n"

func TestUploadConverts(t *testing.T) {
	c := newReader(t)
	c.Convert = pdfReader{}
	r, err := c.upload("要点.pdf", pdf)
	if err != nil {
		t.Fatal(err)
	}
	if r.Title != "云湖区教育局2026年工作要点" || len(r.Proposals) == 0 || r.FileName != "要点.pdf" {
		t.Errorf("read %q, %d proposals of %q", r.Title, len(r.Proposals), r.FileName)
	}
	content, file, err := c.Original(t.Context(), office, r.ID)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = content.Close() }()
	if file.Type != "application/pdf" || file.Size != int64(len(pdf)) {
		t.Errorf("kept %s of %d bytes: the original is kept, not what was made of it", file.Type, file.Size)
	}
	if r := c.read(plan); len(r.Proposals) == 0 {
		t.Error("a text passes through the converter")
	}
	kinds, missing := c.Kinds()
	if !slices.Equal(kinds, []string{"txt", "pdf"}) || !slices.Equal(missing, []string{"LibreOffice"}) {
		t.Errorf("kinds %v, missing %v", kinds, missing)
	}
}

func TestUploadWithoutItsProgram(t *testing.T) {
	c := newReader(t)
	c.Convert = pdfReader{missing: true}
	if _, err := c.upload("要点.pdf", pdf); !fault.Is(err, "convert.missing") {
		t.Errorf("got %v", err)
	}
	c.Convert = nil
	if _, err := c.upload("要点.pdf", pdf); !fault.Is(err, "reading.type") {
		t.Errorf("without a converter: %v", err)
	}
}
