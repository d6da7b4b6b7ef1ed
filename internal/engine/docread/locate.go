package docread

import (
	"cmp"
	"slices"

	"nianlun/internal/engine/doctext"
)

// locate moves what was found in the view to where it stands in the text.
func locate(doc *Document, view doctext.View) {
	if view.At == nil {
		return
	}
	move := func(start, end *int) {
		if *end > *start {
			*end = view.End(*end)
			*start = view.Start(*start)
			return
		}
		*start = view.Start(*start)
		*end = *start
	}
	node := func(start *int) {
		if *start >= 0 {
			*start = view.Start(*start)
		}
	}
	for i := range doc.Figures {
		f := &doc.Figures[i]
		f.UnitEnd = view.End(max(f.UnitEnd, f.End))
		move(&f.Start, &f.End)
	}
	for i := range doc.Outline {
		n := &doc.Outline[i]
		node(&n.Parent)
		move(&n.Start, &n.End)
	}
	for i := range doc.Deadlines {
		move(&doc.Deadlines[i].Start, &doc.Deadlines[i].End)
	}
	for i := range doc.Commitments {
		c := &doc.Commitments[i]
		node(&c.Heading)
		move(&c.Start, &c.End)
	}
	for i := range doc.Paragraphs {
		move(&doc.Paragraphs[i].Start, &doc.Paragraphs[i].End)
	}
}

// viewLevels moves the heading levels of a file's paragraphs to the view.
func viewLevels(view doctext.View, levels map[int]int) map[int]int {
	if view.At == nil || len(levels) == 0 {
		return levels
	}
	moved := make(map[int]int, len(levels))
	for offset, level := range levels {
		moved[view.Index(offset)] = level
	}
	return moved
}

// mergeCleaned puts what was cleaned on the way out of the file and what was
// cleaned in the text in one order.
func mergeCleaned(file, text []doctext.Cleaning) []doctext.Cleaning {
	if len(file) == 0 {
		return text
	}
	all := slices.Concat(file, text)
	slices.SortStableFunc(all, func(a, b doctext.Cleaning) int { return cmp.Compare(a.Start, b.Start) })
	return all
}
