package ooxml

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
)

func samplePackage() *PackageWriter {
	p := NewPackageWriter()
	p.Add("word/document.xml", "application/doc+xml", []byte("<doc/>"))
	p.Add("word/styles.xml", "application/styles+xml", []byte("<styles/>"))
	p.Add("docProps/core.xml", "application/core+xml", []byte("<core/>"))
	p.Relate("", "urn:office", "word/document.xml")
	p.Relate("", "urn:core", "docProps/core.xml")
	p.Relate("word/document.xml", "urn:styles", "word/styles.xml")
	p.Relate("word/document.xml", "urn:core", "docProps/core.xml")
	return p
}

func writePackage(t *testing.T, p *PackageWriter) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := p.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func unzip(t *testing.T, file []byte) (names []string, bodies map[string]string) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	bodies = map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, f.Name)
		bodies[f.Name] = string(body)
	}
	return names, bodies
}

func TestPackageWriterLayout(t *testing.T) {
	names, bodies := unzip(t, writePackage(t, samplePackage()))
	want := []string{
		"[Content_Types].xml", "_rels/.rels",
		"word/document.xml", "word/_rels/document.xml.rels",
		"word/styles.xml", "docProps/core.xml",
	}
	if !slices.Equal(names, want) {
		t.Errorf("entries: got %q, want %q", names, want)
	}
	contains := map[string]string{
		"[Content_Types].xml":          `<Override PartName="/word/document.xml" ContentType="application/doc+xml"/>`,
		"_rels/.rels":                  `<Relationship Id="rId2" Type="urn:core" Target="docProps/core.xml"/>`,
		"word/_rels/document.xml.rels": `<Relationship Id="rId1" Type="urn:styles" Target="styles.xml"/><Relationship Id="rId2" Type="urn:core" Target="../docProps/core.xml"/>`,
		"word/document.xml":            "<doc/>",
	}
	for name, part := range contains {
		if !strings.Contains(bodies[name], part) {
			t.Errorf("%s: %s\nlacks %s", name, bodies[name], part)
		}
	}
}

func TestPackageWriterIsDeterministic(t *testing.T) {
	first := writePackage(t, samplePackage())
	if !bytes.Equal(first, writePackage(t, samplePackage())) {
		t.Error("two packages with the same parts differ")
	}
}

func TestPackageWriterRefusesBrokenPackages(t *testing.T) {
	cases := map[string]func(*PackageWriter){
		"part twice":     func(p *PackageWriter) { p.Add("word/styles.xml", "x", nil) },
		"unknown target": func(p *PackageWriter) { p.Relate("", "urn:x", "word/none.xml") },
		"empty target":   func(p *PackageWriter) { p.Relate("", "urn:x", "") },
		"unknown source": func(p *PackageWriter) { p.Relate("word/none.xml", "urn:x", "word/styles.xml") },
	}
	for name, spoil := range cases {
		t.Run(name, func(t *testing.T) {
			p := samplePackage()
			spoil(p)
			if err := p.Write(io.Discard); err == nil {
				t.Error("no error")
			}
		})
	}
}

type failingWriter struct{ left int }

var errDiskFull = errors.New("disk full")

func (w *failingWriter) Write(b []byte) (int, error) {
	if len(b) > w.left {
		return 0, errDiskFull
	}
	w.left -= len(b)
	return len(b), nil
}

func TestPackageWriterReportsWriteErrors(t *testing.T) {
	whole := len(writePackage(t, samplePackage()))
	for _, room := range []int{0, whole / 2, whole - 1} {
		if err := samplePackage().Write(&failingWriter{left: room}); !errors.Is(err, errDiskFull) {
			t.Errorf("room %d: got %v", room, err)
		}
	}
}

func TestReaderOpensWhatTheWriterWrote(t *testing.T) {
	file := writePackage(t, samplePackage())
	p, err := Open(file, DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"[Content_Types].xml", "_rels/.rels", "word/document.xml", "docProps/core.xml"} {
		if !p.Has(name) {
			t.Errorf("part %q is missing", name)
		}
	}
}
