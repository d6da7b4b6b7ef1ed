package doccheck

import (
	"strings"

	"nianlun/internal/engine/docread"
)

// promise is a commitment as the comparison sees it.
type promise struct {
	index  int
	c      docread.Commitment
	whole  []feature
	weight float64
	pieces []piece // its clauses that say something of their own
	names  []string
	path   []feature // of the headings above it
	text   string    // without owner and time
}

type piece struct {
	features []feature
	weight   float64
	targets  []int // indexes into the plan's Figures
	names    []string
}

// alone is a piece of a promise as a promise of its own.
func (p *promise) alone(k int) *promise {
	pc := &p.pieces[k]
	c := p.c
	c.TargetFigures = pc.targets
	return &promise{index: p.index, c: c, whole: pc.features, weight: pc.weight, names: pc.names, path: p.path}
}

// promises prepares the commitments of a plan.
func promises(doc *docread.Document) []promise {
	runes := masked(doc)
	list := make([]promise, len(doc.Commitments))
	paths := headingPaths(doc)
	for i, c := range doc.Commitments {
		p := promise{index: i, c: c, path: paths[c.Heading]}
		var kept strings.Builder
		var all [][]feature
		for _, cl := range clausesOf(runes, c.Start, min(c.End, c.Start+2*maxStatement)) {
			text := string(runes[cl.start:cl.end])
			if namesOwner(text) {
				continue
			}
			kept.WriteString(text)
			kept.WriteString("，")
			pc := piece{features: features(runes[cl.start:cl.end]), names: names(text)}
			for _, f := range c.TargetFigures {
				if at := doc.Figures[f].Start; at >= cl.start && at < cl.end {
					pc.targets = append(pc.targets, f)
				}
			}
			p.pieces = append(p.pieces, pc)
			all = append(all, pc.features)
		}
		p.whole, p.text = union(all...), kept.String()
		p.names = names(p.text)
		list[i] = p
	}
	return list
}

// namesOwner tells clauses that only say who acts.
func namesOwner(text string) bool {
	if holds(text, ownerHeads) {
		return true
	}
	return strings.HasPrefix(text, "由") && holds(text, ownerVerbs) && len([]rune(text)) < 30
}

// masked is a document's text with figures' numerals and times blanked: they are
// compared as values, or not at all.
func masked(doc *docread.Document) []rune {
	runes := []rune(doc.Text)
	hide := func(start, end int) {
		for i := max(start, 0); i < min(end, len(runes)); i++ {
			if !endsClause(runes[i]) {
				runes[i] = 0
			}
		}
	}
	for _, f := range doc.Figures {
		hide(f.Start, max(f.End, f.UnitEnd))
	}
	for _, d := range doc.Deadlines {
		hide(d.Start, d.End)
	}
	return runes
}

// headingPaths gives for the start of each node the features of its title and of
// the titles above it; -1 has none.
func headingPaths(doc *docread.Document) map[int][]feature {
	paths := map[int][]feature{}
	for _, n := range doc.Outline {
		title := []rune(n.Title)
		paths[n.Start] = features(title[:min(len(title), 40)])
	}
	return paths
}
