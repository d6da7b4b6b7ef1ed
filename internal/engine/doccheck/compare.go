package doccheck

import (
	"cmp"
	"slices"

	"nianlun/internal/engine/docread"
)

// Options steers a comparison. The zero value is usable.
type Options struct {
	MaxAnswers int // how many answers an entry lists at most; 0 means 5
}

const defaultAnswers = 5

// The bars.
const (
	answerBar  = 0.26 // score from which a statement answers a commitment
	besideBar  = 0.62 // share of the best score that a second answer needs
	rivalBar   = 0.62 // share of the best score for a statement that another commitment must leave
	plannedBar = 0.24 // score from which a statement counts as planned
)

// Compare answers each commitment of a plan from a summary. Time and memory grow
// linearly with the two texts for texts of ordinary prose.
func Compare(plan, summary *docread.Document, opt Options) Report {
	if opt.MaxAnswers <= 0 {
		opt.MaxAnswers = defaultAnswers
	}
	c := newComparison(plan, summary)
	c.matchAll()
	report := Report{Entries: make([]Entry, 0, len(c.promises))}
	for i := range c.promises {
		report.Entries = append(report.Entries, c.entry(&c.promises[i], c.matches[i], opt))
	}
	report.Unplanned = c.unplanned()
	report.Counts = count(&report)
	return report
}

// comparison holds two texts while they are compared.
type comparison struct {
	plan, summary *docread.Document
	weights       *weights
	promises      []promise
	statements    []statement
	paths         map[int][]feature // of the summary's headings
	matches       [][]match         // for each promise, best first
	best          [][]float64       // for each statement and clause, the best score of any promise there
}

func newComparison(plan, summary *docread.Document) *comparison {
	c := &comparison{plan: plan, summary: summary, weights: newWeights()}
	c.promises = promises(plan)
	c.statements = statements(summary)
	c.paths = headingPaths(summary)
	runes := masked(summary)
	for i := range c.statements {
		s := &c.statements[i]
		s.clauses = clausesOf(runes, s.start, s.end)
		var all [][]feature
		for k := range s.clauses {
			s.clauses[k].features = features(runes[s.clauses[k].start:s.clauses[k].end])
			all = append(all, s.clauses[k].features)
		}
		s.features = union(all...)
		s.names = names(s.text)
		c.weights.count(s.features)
	}
	for i := range c.promises {
		c.weights.count(c.promises[i].whole)
	}
	c.weights.freeze()
	for i := range c.statements {
		c.statements[i].windows = windowsOf(&c.statements[i], c.weights)
	}
	for i := range c.promises {
		p := &c.promises[i]
		p.weight = c.weights.sum(p.whole)
		for k := range p.pieces {
			p.pieces[k].weight = c.weights.sum(p.pieces[k].features)
		}
	}
	return c
}

// matchAll weighs the candidates of each promise, and of each of its clauses that
// says something of its own.
func (c *comparison) matchAll() {
	ix := newIndex(c.statements)
	c.matches = make([][]match, len(c.promises))
	c.best = make([][]float64, len(c.statements))
	for i := range c.statements {
		c.best[i] = make([]float64, len(c.statements[i].clauses))
	}
	for i := range c.promises {
		p := &c.promises[i]
		c.match(ix, p, i, whole, 1)
		if len(p.pieces) > 1 {
			for k := range min(len(p.pieces), maxPieces) {
				if p.pieces[k].weight >= minPiece {
					c.match(ix, p.alone(k), i, k, pieceShare)
				}
			}
		}
		slices.SortStableFunc(c.matches[i], func(a, b match) int {
			return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.start, b.start), cmp.Compare(a.end, b.end))
		})
	}
}

// match adds what answers a promise, or a piece of one, to the i-th list.
func (c *comparison) match(ix *index, p *promise, i, piece int, share float64) {
	for _, at := range ix.candidates(c.weights, p.whole) {
		if len(c.statements[at].clauses) == 0 {
			continue
		}
		m := c.weigh(p, at)
		m.score *= share
		m.piece = piece
		if m.score < plannedBar {
			continue
		}
		c.matches[i] = append(c.matches[i], m)
		for k := m.from; k <= m.to; k++ {
			c.best[at][k] = max(c.best[at][k], m.score)
		}
	}
}

// rival is the best score of any promise for the clauses of a match, where they
// have one of their own: the lowest over the clauses, since the rest may be shared.
func (c *comparison) rival(m match) float64 {
	least := 1.0
	for k := m.from; k <= m.to; k++ {
		least = min(least, c.best[m.statement][k])
	}
	return least
}

// bestOf is the best score of any promise for a statement.
func (c *comparison) bestOf(statement int) float64 {
	best := 0.0
	for _, score := range c.best[statement] {
		best = max(best, score)
	}
	return best
}

// accepted are the matches of a promise that answer it, best first: those that
// come near the best, and the best of each of its clauses.
func (c *comparison) accepted(list []match) []match {
	var kept []match
	answered := map[int]bool{}
	for _, m := range list {
		if m.score < answerBar || m.score < rivalBar*c.rival(m) || overlaps(kept, m) {
			continue
		}
		near := len(kept) == 0 || m.score >= besideBar*kept[0].score
		if !near && (m.piece == whole || answered[m.piece]) {
			continue
		}
		answered[m.piece] = true
		kept = append(kept, m)
	}
	return kept
}

// overlaps tells that a match says again what better ones have said.
func overlaps(kept []match, m match) bool {
	for _, k := range kept {
		if k.statement == m.statement && k.from <= m.to && m.from <= k.to {
			return true
		}
	}
	return false
}

func count(r *Report) Counts {
	n := Counts{Commitments: len(r.Entries), Unplanned: len(r.Unplanned)}
	for _, e := range r.Entries {
		switch e.Verdict {
		case Done:
			n.Done++
		case Partly:
			n.Partly++
		case Missing:
			n.Missing++
		}
		for _, t := range e.Targets {
			switch t.Met {
			case MetYes:
				n.TargetsMet++
			case MetNo:
				n.TargetsMissed++
			}
		}
	}
	return n
}
