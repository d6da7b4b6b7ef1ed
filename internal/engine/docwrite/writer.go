package docwrite

import (
	"fmt"
	"io"

	"nianlun/internal/engine/ooxml"
)

// Namespaces and kinds of parts, ISO/IEC 29500-1.
const (
	mainNS     = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	relationNS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	coreKind   = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"

	wordType = "application/vnd.openxmlformats-officedocument.wordprocessingml."
	appType  = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
	coreType = "application/vnd.openxmlformats-package.core-properties+xml"

	mainPart = "word/document.xml"
)

// preserve keeps blanks at the ends of a text.
var preserve = ooxml.A("xml:space", "preserve")

// Write writes the document as a .docx file. Equal documents and labels give
// equal bytes. Nothing is written when the document or the labels are not in
// order; the error then wraps one of this package's errors and says where.
func Write(w io.Writer, doc Document, labels Labels) error {
	if err := validate(doc); err != nil {
		return err
	}
	if err := labels.check(doc); err != nil {
		return err
	}
	if err := assemble(doc, labels).Write(w); err != nil {
		return fmt.Errorf("docwrite: %w", err)
	}
	return nil
}

// assemble puts the parts into a package.
func assemble(doc Document, labels Labels) *ooxml.PackageWriter {
	p := ooxml.NewPackageWriter()
	p.Relate("", relationNS+"/officeDocument", mainPart)
	p.Relate("", coreKind, "docProps/core.xml")
	p.Relate("", relationNS+"/extended-properties", "docProps/app.xml")

	related := func(kind, file string) string {
		return p.Relate(mainPart, relationNS+"/"+kind, "word/"+file)
	}
	related("styles", "styles.xml")
	related("settings", "settings.xml")
	related("fontTable", "fontTable.xml")
	odd := related("footer", "footer1.xml")
	even := related("footer", "footer2.xml")

	b := newBody(doc, labels)
	b.write(odd, even)
	p.Add(mainPart, wordType+"document.main+xml", b.x.Bytes())
	p.Add("word/styles.xml", wordType+"styles+xml", stylesPart())
	p.Add("word/settings.xml", wordType+"settings+xml", settingsPart())
	p.Add("word/fontTable.xml", wordType+"fontTable+xml", fontTablePart())
	p.Add("word/footer1.xml", wordType+"footer+xml", oddFooterPart())
	p.Add("word/footer2.xml", wordType+"footer+xml", evenFooterPart())
	if len(b.comments) > 0 {
		related("comments", "comments.xml")
		p.Add("word/comments.xml", wordType+"comments+xml", b.commentsPart())
	}
	p.Add("docProps/core.xml", coreType, corePart(doc))
	p.Add("docProps/app.xml", appType, appPart())
	return p
}
