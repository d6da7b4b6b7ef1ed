package document

import (
	"slices"
	"strconv"
	"strings"

	"nianlun/internal/engine/docread"
	"nianlun/internal/engine/doctext"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/document"

	"github.com/a-h/templ"
)

// paintMarks gives each character the mark that covers it, by its number in
// w.marks from 1, and what was cleaned there. A deadline hides a figure, a figure
// a unit.
func (w *paperWriter) paintMarks(marks []document.Mark) {
	w.marks = marks
	order := map[string]int{markOwner: 0, markFigure: 1, markDeadline: 2}
	numbers := make([]int, len(marks))
	for i := range numbers {
		numbers[i] = i
	}
	slices.SortStableFunc(numbers, func(a, b int) int { return order[markClass(marks[a].Kind)] - order[markClass(marks[b].Kind)] })
	for _, i := range numbers {
		paint(w.mark, marks[i].Start, marks[i].Shown(), int32(i+1))
	}
	for i, c := range w.r.Doc.Cleaned {
		paint(w.clean, c.Start, max(c.End, c.Start+1), int32(i+1))
	}
}

// pieces writes characters with their marks.
func (w *paperWriter) pieces(start, end int) {
	for i := start; i < end; {
		next := i + 1
		for next < end && w.mark[next] == w.mark[i] && w.clean[next] == w.clean[i] && w.sum[next] == w.sum[i] {
			next++
		}
		w.piece(i, next)
		i = next
	}
}

func (w *paperWriter) piece(start, end int) {
	words := templ.EscapeString(string(w.text[start:end]))
	class, attrs := "", ""
	if i := w.mark[start]; i > 0 {
		m := w.marks[i-1]
		class, attrs = markClass(m.Kind), ` data-s="`+strconv.Itoa(m.Start)+`"`
		if m.Corrected != "" {
			class += " by"
		}
	}
	class, attrs = w.sumAttrs(start, class, attrs)
	if i := w.clean[start]; i > 0 {
		c := w.r.Doc.Cleaned[i-1]
		class += " " + cleanClass(c)
		attrs += ` title="` + templ.EscapeString(w.cleanWords(c)) + `"`
	}
	if class == "" {
		w.out.WriteString(words)
		return
	}
	w.out.WriteString(`<mark class="` + class + `"` + attrs + `>` + words + "</mark>")
}

// mended are the cleanings that write a character better; the others take
// something out.
var mended = map[doctext.CleaningKind]bool{
	doctext.CleanWidth: true, doctext.CleanLookalike: true, doctext.CleanTraditional: true, doctext.CleanSpace: true, doctext.CleanWrap: true,
}

func cleanClass(c doctext.Cleaning) string {
	if mended[c.Kind] || c.Start == c.End {
		return markCleaned + " mend"
	}
	return markCleaned
}

// cleanWords say what was cleaned and, where it shows, what stood there.
func (w *paperWriter) cleanWords(c doctext.Cleaning) string {
	kind := ui.T(w.ctx, "clean."+string(c.Kind))
	if strings.TrimSpace(c.Was) == "" {
		return ui.T(w.ctx, "mark.cleaned", "kind", kind)
	}
	return ui.T(w.ctx, "mark.cleaned.was", "kind", kind, "was", c.Was)
}

// sectionOf is what the heading that begins in a paragraph is about, "" when none
// begins there.
func sectionOf(nodes []docread.Node, p docread.Paragraph) docread.Section {
	i, _ := slices.BinarySearchFunc(nodes, p.Start, func(n docread.Node, at int) int { return n.Start - at })
	if i < len(nodes) && nodes[i].Start < p.End {
		return nodes[i].Section
	}
	return ""
}
