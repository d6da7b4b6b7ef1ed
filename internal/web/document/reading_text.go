package document

import (
	"context"
	"io"
	"slices"
	"sort"
	"strconv"
	"strings"

	"nianlun/internal/engine/doclint"
	"nianlun/internal/engine/docread"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/document"

	"github.com/a-h/templ"
)

// paragraphID is the anchor of a paragraph, counted from 0: p1 is the first.
func paragraphID(i int) string { return "p" + strconv.Itoa(i+1) }

// sentenceID is the anchor of a proposal's sentence by the offset of its start.
func sentenceID(start int) string { return "o" + strconv.Itoa(start) }

// paragraphAt is the anchor of the paragraph that holds an offset.
func paragraphAt(all []docread.Paragraph, offset int) string {
	i := sort.Search(len(all), func(i int) bool { return all[i].End > offset })
	return paragraphID(min(i, max(len(all)-1, 0)))
}

func share(part, all int) string { return strconv.Itoa(part) + " / " + strconv.Itoa(all) }

// pointed marks the characters that a link points at where no proposal stands.
const pointed = -1

// mastheadWithin is how many paragraphs at the head may hold the name that is
// printed in red.
const mastheadWithin = 3

// headingLength is how long a line may be and still be set as a heading; longer
// ones run on into their text.
const headingLength = 60

// paperWriter writes the text as an official page. Each character knows the
// proposal that it belongs to and what it is; the inner one of two proposals and
// the open one win. It is code and not a template because a blank between two
// elements would show in Chinese text.
type paperWriter struct {
	ctx     context.Context
	r       *document.Reading
	text    []rune
	owner   []int32 // 0: none; i+1: proposal i; pointed
	mark    []int32 // 0: none; i+1: mark i
	clean   []int32 // 0: nothing; i+1: cleaning i
	sum     []int32 // 0: nothing; i+1: finding i
	marks   []document.Mark
	found   []doclint.Finding
	open    string
	cleaned int  // cleanings that are written or passed
	said    bool // the open sentence has been begun
	begun   map[int32]bool

	anchored map[int]bool // starts of sentences that have their anchor
	focus    bool
	out      strings.Builder
}

// paper is the text of a reading with its marks.
func paper(ctx context.Context, r *document.Reading, marks []document.Mark, found []doclint.Finding, l look) templ.Component {
	w := &paperWriter{ctx: ctx, r: r, text: []rune(r.Doc.Text), open: l.Open, begun: map[int32]bool{}, anchored: map[int]bool{}, focus: l.Until > 0}
	w.owner, w.mark, w.clean = make([]int32, len(w.text)), make([]int32, len(w.text)), make([]int32, len(w.text))
	w.paintOwners(l)
	w.sum = make([]int32, len(w.text))
	w.paintMarks(marks)
	w.paintSums(found)
	w.write()
	return templ.ComponentFunc(func(_ context.Context, out io.Writer) error {
		_, err := io.WriteString(out, w.out.String())
		return err
	})
}

func (w *paperWriter) paintOwners(l look) {
	order := make([]int, 0, len(w.r.Proposals))
	for i, p := range w.r.Proposals {
		if p.State != document.Merged {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { // the longer ones first, the open one last
		return w.weight(a) - w.weight(b)
	})
	if l.Until > 0 {
		from, until := w.sentence(l.From, l.Until)
		paint(w.owner, from, until, pointed)
	}
	for _, i := range order {
		p := w.r.Proposals[i]
		paint(w.owner, p.Start, p.End, int32(i+1))
	}
}

// sentence widens a single character to its sentence; longer parts stay.
func (w *paperWriter) sentence(from, until int) (int, int) {
	if until-from > 1 || from >= len(w.text) {
		return from, until
	}
	for until < len(w.text) && !strings.ContainsRune("。；！？\n", w.text[until-1]) {
		until++
	}
	return from, until
}

func (w *paperWriter) weight(i int) int {
	p := w.r.Proposals[i]
	if p.ID == w.open {
		return 1
	}
	return p.Start - p.End
}

func paint[T any](row []T, start, end int, colour T) {
	for i := max(start, 0); i < min(end, len(row)); i++ {
		row[i] = colour
	}
}

func (w *paperWriter) write() {
	titled := false
	done := 0
	for i, p := range w.r.Doc.Paragraphs {
		w.leftOut(done, p.Start)
		done = p.End
		body := strings.TrimSpace(string(w.text[p.Start:p.End]))
		switch {
		case !titled && body == w.r.Doc.Title:
			titled = true
			w.block("h1", i, p)
		case !titled && i < mastheadWithin && strings.HasSuffix(body, "文件") && !w.underHeading(p):
			w.block(`p class="masthead"`, i, p)
		case (p.Level == 1 || p.Level == 2) && p.End-p.Start <= headingLength:
			w.block("h2", i, p)
		default:
			w.block("p", i, p)
		}
	}
	w.leftOut(done, len(w.text))
}

// leftOut writes the lines between two paragraphs that were cleaned away.
func (w *paperWriter) leftOut(from, until int) {
	all := w.r.Doc.Cleaned // in text order
	for ; w.cleaned < len(all) && all[w.cleaned].Start < until; w.cleaned++ {
		c := all[w.cleaned]
		start, end := max(c.Start, from), min(c.End, until)
		if start >= end || strings.TrimSpace(string(w.text[start:end])) == "" {
			continue
		}
		w.out.WriteString(`<p class="gone"><mark class="c" title="` + templ.EscapeString(w.cleanWords(c)) + `">` +
			templ.EscapeString(strings.TrimSpace(string(w.text[start:end]))) + "</mark></p>\n")
	}
}

// underHeading tells that a paragraph stands below the first heading.
func (w *paperWriter) underHeading(p docread.Paragraph) bool {
	nodes := w.r.Doc.Outline
	return len(nodes) > 0 && p.Start >= nodes[0].Start
}

// block writes a paragraph, without the blanks by which it was indented.
func (w *paperWriter) block(tag string, i int, p docread.Paragraph) {
	start, end := p.Start, min(p.End, len(w.text))
	for start < end && strings.ContainsRune(" 　\t", w.text[start]) {
		start++
	}
	w.out.WriteString("<" + tag + ` id="` + paragraphID(i) + `" data-p="` + strconv.Itoa(start) + `"`)
	if section := sectionOf(w.r.Doc.Outline, p); section != "" {
		w.out.WriteString(` data-sec="` + templ.EscapeString(ui.T(w.ctx, "mark.section."+string(section))) + `"`)
	}
	w.out.WriteString(">")
	for i := start; i < end; {
		next := i + 1
		for next < end && w.owner[next] == w.owner[i] {
			next++
		}
		w.run(i, next)
		i = next
	}
	name, _, _ := strings.Cut(tag, " ")
	w.out.WriteString("</" + name + ">\n")
}

// run writes characters of one proposal, or of none.
func (w *paperWriter) run(start, end int) {
	owner := w.owner[start]
	if owner == 0 {
		w.pieces(start, end)
		return
	}
	if owner == pointed {
		w.out.WriteString(`<span class="say on"` + w.anchor() + `>`)
		w.pieces(start, end)
		w.out.WriteString("</span>")
		return
	}
	p := w.r.Proposals[owner-1]
	w.out.WriteString(`<span class="` + sayClass(p, w.open) + `"`)
	if p.ID == w.open {
		w.out.WriteString(w.anchor())
	}
	w.out.WriteString(">")
	if !w.begun[owner] {
		w.begun[owner] = true
		w.number(p)
	}
	w.pieces(start, end)
	w.out.WriteString("</span>")
	if p.ID == w.open && end == p.End {
		w.out.WriteString(`<a class="btn small only-narrow" href="#open">` + templ.EscapeString(ui.T(w.ctx, "reading.to.card")) + `</a>`)
	}
}

// anchor is the id by which links reach the open sentence. A link that points at
// words moves the focus there, which scrolls to it without a script.
func (w *paperWriter) anchor() string {
	if w.said {
		return ""
	}
	w.said = true
	if w.focus {
		return ` id="said" tabindex="-1" autofocus data-focus`
	}
	return ` id="said"`
}

func sayClass(p document.Proposal, open string) string {
	switch {
	case p.ID == open:
		return "say on"
	case p.State == document.Confirmed:
		return "say ok"
	default:
		return "say"
	}
}

// number writes a proposal's number, which opens its card. The word joiner keeps
// the number at its sentence when the line breaks.
func (w *paperWriter) number(p document.Proposal) {
	anchor := ""
	if !w.anchored[p.Start] { // two proposals may begin at one place
		w.anchored[p.Start] = true
		anchor = ` id="` + sentenceID(p.Start) + `"`
	}
	no := strconv.Itoa(p.No)
	if p.ID != w.open {
		href := templ.EscapeString(addressOf(w.r.ID, p.ID))
		no = `<a href="` + href + `" hx-get="` + href + `" hx-target="#reading" hx-swap="outerHTML" hx-replace-url="true" aria-label="` +
			templ.EscapeString(ui.T(w.ctx, "reading.open", "no", p.No)) + `">` + no + "</a>"
	}
	w.out.WriteString("<sup" + anchor + ">" + no + "</sup>\u2060")
}
