package ooxml

import (
	"archive/zip"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"
	"time"
)

// PackageWriter assembles an Open Packaging Conventions package (ISO/IEC
// 29500-2): parts, their content types and the relationships between them.
// The same calls always give the same bytes: the zip entries carry a fixed
// time, and stand in the order in which the parts were added.
type PackageWriter struct {
	parts     []packagePart
	relations map[string][]relation // by source part; "" is the package itself
}

type packagePart struct {
	name        string
	contentType string
	body        []byte
}

type relation struct {
	id, kind, target string
}

const (
	relationsNS       = "http://schemas.openxmlformats.org/package/2006/relationships"
	contentTypesNS    = "http://schemas.openxmlformats.org/package/2006/content-types"
	relationsType     = "application/vnd.openxmlformats-package.relationships+xml"
	contentTypesEntry = "[Content_Types].xml"
)

// entryTime is the time stamp of every zip entry: the first that the format
// can hold. A real time would make each file differ from the last.
var entryTime = time.Date(1980, time.January, 1, 0, 0, 0, 0, time.UTC)

// NewPackageWriter returns an empty package.
func NewPackageWriter() *PackageWriter {
	return &PackageWriter{relations: map[string][]relation{}}
}

// Add appends a part. The name has no leading slash, as in
// "word/document.xml".
func (p *PackageWriter) Add(name, contentType string, body []byte) {
	p.parts = append(p.parts, packagePart{name: name, contentType: contentType, body: body})
}

// Relate declares a relationship of the given kind (a URI) from the source
// part to the target part and returns its id, unique within the source. An
// empty source is the package itself.
func (p *PackageWriter) Relate(source, kind, target string) string {
	id := "rId" + strconv.Itoa(len(p.relations[source])+1)
	p.relations[source] = append(p.relations[source], relation{id: id, kind: kind, target: target})
	return id
}

// Write writes the package as a zip file. It fails when a part was added
// twice, when a relationship names a part that was never added, or when w
// fails.
func (p *PackageWriter) Write(w io.Writer) error {
	if err := p.validate(); err != nil {
		return err
	}
	z := zip.NewWriter(w)
	if err := writeEntry(z, contentTypesEntry, p.contentTypes()); err != nil {
		return err
	}
	if err := p.writeRelations(z, ""); err != nil {
		return err
	}
	for _, part := range p.parts {
		if err := writeEntry(z, part.name, part.body); err != nil {
			return err
		}
		if err := p.writeRelations(z, part.name); err != nil {
			return err
		}
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("ooxml: close package: %w", err)
	}
	return nil
}

func (p *PackageWriter) validate() error {
	known := map[string]bool{"": true}
	for _, part := range p.parts {
		if known[part.name] {
			return fmt.Errorf("ooxml: part %q added twice", part.name)
		}
		known[part.name] = true
	}
	for source, relations := range p.relations {
		if !known[source] {
			return fmt.Errorf("ooxml: relationship from unknown part %q", source)
		}
		for _, r := range relations {
			if !known[r.target] || r.target == "" {
				return fmt.Errorf("ooxml: relationship from %q to unknown part %q", source, r.target)
			}
		}
	}
	return nil
}

func (p *PackageWriter) contentTypes() []byte {
	x := NewXMLWriter()
	x.Open("Types", A("xmlns", contentTypesNS))
	x.Empty("Default", A("Extension", "rels"), A("ContentType", relationsType))
	x.Empty("Default", A("Extension", "xml"), A("ContentType", "application/xml"))
	for _, part := range p.parts {
		x.Empty("Override", A("PartName", "/"+part.name), A("ContentType", part.contentType))
	}
	x.Close()
	return x.Bytes()
}

func (p *PackageWriter) writeRelations(z *zip.Writer, source string) error {
	relations := p.relations[source]
	if len(relations) == 0 {
		return nil
	}
	x := NewXMLWriter()
	x.Open("Relationships", A("xmlns", relationsNS))
	for _, r := range relations {
		x.Empty("Relationship",
			A("Id", r.id), A("Type", r.kind), A("Target", relativeTarget(source, r.target)))
	}
	x.Close()
	return writeEntry(z, relationsEntry(source), x.Bytes())
}

// relationsEntry names the part that holds the relationships of source:
// "word/document.xml" has "word/_rels/document.xml.rels".
func relationsEntry(source string) string {
	dir, file := path.Split(source)
	return dir + "_rels/" + file + ".rels"
}

// relativeTarget gives the target as seen from the folder of source. Word
// accepts absolute targets; several other readers do not.
func relativeTarget(source, target string) string {
	dir, _ := path.Split(source)
	if rest, ok := strings.CutPrefix(target, dir); ok {
		return rest
	}
	return strings.Repeat("../", strings.Count(dir, "/")) + target
}

func writeEntry(z *zip.Writer, name string, body []byte) error {
	entry, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: entryTime})
	if err != nil {
		return fmt.Errorf("ooxml: create entry %q: %w", name, err)
	}
	if _, err := entry.Write(body); err != nil {
		return fmt.Errorf("ooxml: write entry %q: %w", name, err)
	}
	return nil
}
