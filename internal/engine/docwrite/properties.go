package docwrite

import (
	"strings"
	"time"

	"nianlun/internal/engine/ooxml"
)

// corePart writes the file's properties: what the document is, who made it and
// when.
func corePart(doc Document) []byte {
	created := stamp(doc.Meta.Created)
	w3c := ooxml.A("xsi:type", "dcterms:W3CDTF")
	x := ooxml.NewXMLWriter()
	x.Open("cp:coreProperties",
		ooxml.A("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
		ooxml.A("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
		ooxml.A("xmlns:dcterms", "http://purl.org/dc/terms/"),
		ooxml.A("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"))
	x.Leaf("dc:title", strings.ReplaceAll(doc.Title, "\n", ""))
	x.Leaf("dc:creator", doc.Meta.Creator)
	x.Leaf("cp:lastModifiedBy", doc.Meta.Creator)
	x.Leaf("dcterms:created", created, w3c)
	x.Leaf("dcterms:modified", created, w3c)
	x.Leaf("dc:language", "zh-CN")
	x.Close()
	return x.Bytes()
}

// appPart names the program that wrote the file.
func appPart() []byte {
	x := ooxml.NewXMLWriter()
	x.Open("Properties", ooxml.A("xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"))
	x.Leaf("Application", "Nianlun")
	x.Close()
	return x.Bytes()
}

func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }
