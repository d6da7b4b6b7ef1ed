package document

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"nianlun/internal/base/access"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/i18n"
)

// An official text is Chinese whatever language its writer's screen speaks.
const paper = i18n.Chinese

func titleOf(in NewDraft, bureau string) string {
	return paper.T("document.title."+string(in.Kind), "bureau", bureau, "year", in.Year)
}

// skeleton lays the draft out along the plan: what was done under the plan's own
// themes, what is late as problems, what is open as next steps.
func (s *Drafts) skeleton(ctx context.Context, by access.Actor, in NewDraft, promises []Promise) (Content, error) {
	var c Content
	c.head(1, chapter(1, paper.T("document.chapter.done."+string(in.Kind))))
	theme, section := "", 0
	for _, p := range promises {
		if p.Theme != theme {
			theme, section = p.Theme, section+1
			c.head(2, subchapter(section, bare(theme)))
		}
		block, ok, err := s.answer(ctx, by, in, p)
		if err != nil {
			return c, err
		}
		if ok {
			c.Blocks = append(c.Blocks, block)
		}
	}
	c.head(1, chapter(2, paper.T("document.chapter.problems")))
	c.list("document.late", "document.late.none", titles(promises, func(p Promise) bool { return p.Late }))
	c.head(1, chapter(3, paper.T("document.chapter.next."+string(in.Kind))))
	c.list("document.open", "document.open.none", titles(promises, func(p Promise) bool { return !p.Done && !p.Late }))
	return c, nil
}

// answer is the paragraph that answers a promise: its latest report, and the
// figure that measures it in the draft's period. The promise's own words have a
// source, the plan; the report's have none yet. A promise without either gets no
// paragraph, and the checker will name it.
func (s *Drafts) answer(ctx context.Context, by access.Actor, in NewDraft, p Promise) (Block, bool, error) {
	block := Block{Kind: ParagraphBlock, Answers: []string{p.Task}}
	block.add(Inline{Text: sentence(p.Title), Cited: paper.T("document.cited.plan")})
	if p.Progress != "" {
		block.add(Inline{Text: sentence(p.Progress)})
	}
	name, bound, err := s.measured(ctx, by, in, p)
	if err != nil || bound == nil {
		return block, p.Progress != "", err
	}
	block.add(Inline{Text: name})
	block.add(Inline{Figure: bound})
	block.add(Inline{Text: fullStop})
	return block, true, nil
}

// measured binds the figure that measures a promise; nil when there is none.
func (s *Drafts) measured(ctx context.Context, by access.Actor, in NewDraft, p Promise) (string, *Bound, error) {
	if p.Indicator == "" {
		return "", nil, nil
	}
	f, err := s.Figures.FigureAt(ctx, by, p.Indicator, in.Period)
	if isGone(err) {
		return "", nil, nil
	}
	if err != nil {
		return "", nil, err
	}
	bound, ok := Bind(f)
	if !ok {
		return "", nil, nil
	}
	return f.Name, &bound, nil
}

// isGone: there is no such figure, or not for such a period.
func isGone(err error) bool { return err != nil && fault.KindOf(err) == fault.NotFound }

const fullStop = "。"

func sentence(words string) string {
	words = strings.TrimSpace(words)
	if strings.HasSuffix(words, fullStop) {
		return words
	}
	return words + fullStop
}

func (c *Content) head(level int, words string) {
	c.Blocks = append(c.Blocks, Block{Kind: HeadingBlock, Level: level, Inlines: []Inline{{Text: words}}})
}

func (c *Content) list(key, none string, names []string) {
	in := Inline{Text: paper.T(none)}
	if len(names) > 0 {
		in = Inline{Text: paper.T(key, "n", len(names), "names", strings.Join(names, "；")), Cited: paper.T("document.cited.plan")}
	}
	c.Blocks = append(c.Blocks, Block{Kind: ParagraphBlock, Inlines: []Inline{in}})
}

func titles(promises []Promise, keep func(Promise) bool) []string {
	var names []string
	for _, p := range promises {
		if keep(p) {
			names = append(names, p.Title)
		}
	}
	return names
}

// numerals of chapters: GB/T 9704-2012, 7.3.3: 一、 （一） 1. （1）.
var numerals = []string{"零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"}

func numeral(n int) string {
	switch {
	case n <= 10:
		return numerals[n]
	case n < 20:
		return "十" + numerals[n-10]
	default:
		return strconv.Itoa(n)
	}
}

func chapter(n int, words string) string    { return numeral(n) + "、" + words }
func subchapter(n int, words string) string { return "（" + numeral(n) + "）" + words }

// bare is a heading of the plan without its own number.
func bare(heading string) string {
	heading = strings.TrimSpace(heading)
	for _, open := range []string{"（", "("} {
		rest, ok := strings.CutPrefix(heading, open)
		if !ok {
			continue
		}
		if _, after, found := strings.Cut(strings.ReplaceAll(rest, ")", "）"), "）"); found {
			return after
		}
	}
	if before, after, found := strings.Cut(heading, "、"); found && len([]rune(before)) <= 3 && isNumeral(before) {
		return after
	}
	return heading
}

func isNumeral(words string) bool {
	for _, r := range words {
		if !slices.Contains(numerals, string(r)) && !unicode.IsDigit(r) {
			return false
		}
	}
	return words != ""
}
