package doctext

import (
	"path"
	"strings"

	"nianlun/internal/engine/ooxml"
)

// Where parts lie when the package does not say: programs that write no
// relationships use the names of Word.
const (
	defaultMain  = "word/document.xml"
	workbookPart = "xl/workbook.xml"
)

// relation is a relationship of a package or part (ECMA-376 part 2, 9.3). The
// type is cut to its last word, which is the same in the transitional and the
// strict form.
type relation struct{ id, kind, target string }

// relationsOf reads the relationships of a part, the package's own for ""; nil
// when it has none.
func relationsOf(p *ooxml.Package, part string) ([]relation, error) {
	dir, base := path.Split(part)
	name := dir + "_rels/" + base + ".rels"
	if !p.Has(name) {
		return nil, nil
	}
	v := &relationsVisitor{dir: dir, found: []relation{}}
	err := p.Walk(name, v)
	return v.found, err
}

// mainPart is the part that the package is about, "" when there is none.
func mainPart(p *ooxml.Package) (string, error) {
	found, err := relationsOf(p, "")
	if err != nil {
		return "", err
	}
	for _, r := range found {
		if r.kind == "officeDocument" && p.Has(r.target) {
			return r.target, nil
		}
	}
	for _, usual := range []string{defaultMain, workbookPart} {
		if p.Has(usual) {
			return usual, nil
		}
	}
	return "", nil
}

// isForeignMain tells main parts of other programs: slides, drawings, binary
// workbooks.
func isForeignMain(name string) bool {
	return strings.HasPrefix(name, "ppt/") || strings.HasPrefix(name, "xl/") || strings.HasPrefix(name, "visio/")
}

// docxParts are the parts beside the main one that are read; "" when absent.
type docxParts struct{ styles, numbering, footnotes, endnotes string }

func partsOf(p *ooxml.Package, main string) (docxParts, error) {
	dir := path.Dir(main)
	var parts docxParts
	fields := map[string]*string{
		"styles": &parts.styles, "numbering": &parts.numbering, "footnotes": &parts.footnotes, "endnotes": &parts.endnotes,
	}
	found, err := relationsOf(p, main)
	if err != nil {
		return parts, err
	}
	for _, r := range found {
		if field := fields[r.kind]; field != nil && p.Has(r.target) {
			*field = r.target
		}
	}
	if found == nil {
		for kind, field := range fields {
			if usual := dir + "/" + kind + ".xml"; p.Has(usual) {
				*field = usual
			}
		}
	}
	return parts, nil
}

type relationsVisitor struct {
	dir   string
	found []relation
}

func (v *relationsVisitor) Start(e ooxml.Element) bool {
	if e.Name != "Relationship" || e.Attr("TargetMode") == "External" {
		return e.Name == "Relationships"
	}
	target := strings.ReplaceAll(e.Attr("Target"), `\`, "/")
	if !strings.HasPrefix(target, "/") {
		target = path.Join("/", v.dir, target)
	}
	v.found = append(v.found, relation{e.Attr("Id"), path.Base(e.Attr("Type")), strings.TrimPrefix(path.Clean(target), "/")})
	return false
}

func (v *relationsVisitor) End(space, name string) {}
func (v *relationsVisitor) Text([]byte)            {}
