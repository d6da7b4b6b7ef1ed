package doccheck

import (
	"math"

	"github.com/shopspring/decimal"
)

// What a score is made of.
const (
	coverShare   = 0.68 // how much of the commitment must be found, against how much of the statement is about it
	smallWeight  = 0.6  // two rare pairs of characters are chance, five are not
	pieceShare   = 0.92 // a clause of a commitment answered alone is worth less than the whole
	minPiece     = 1.6  // weight below which a clause says too little to be answered alone
	nameBonus    = 0.22
	nameMalus    = 0.75 // factor where both sides name schools, and none is the same
	subjectBonus = 0.12
	figureBonus  = 0.2  // the very figure of a target, in its unit
	figureTopic  = 0.08 // score below which the same figure is chance
	pathBonus    = 0.08
	maxPieces    = 8 // clauses of a commitment that are weighed alone
	maxWindow    = 3 // clauses that together may be the answer
)

// match is how well a stretch of a statement answers a commitment.
type match struct {
	statement  int
	start, end int // offsets
	from, to   int // clauses
	piece      int // index of the promise's clause that it answers, whole when the promise as such
	score      float64
}

// whole marks a match with all of a promise.
const whole = -1

// weigh finds the stretch of a statement that answers a promise best.
func (c *comparison) weigh(p *promise, at int) match {
	s := &c.statements[at]
	best := match{statement: at, piece: whole}
	for i := range s.windows {
		w := &s.windows[i]
		score := c.overlap(p.whole, p.weight, w.features, w.weight)
		if score > best.score {
			best.score, best.from, best.to = score, w.from, w.to
			best.start, best.end = s.clauses[w.from].start, s.clauses[w.to].end
		}
	}
	if best.score == 0 {
		return best
	}
	best.score = c.adjust(p, s, best)
	return best
}

// overlap is how far two weighed lists speak of the same thing.
func (c *comparison) overlap(a []feature, aWeight float64, b []feature, bWeight float64) float64 {
	shared := c.weights.shared(a, b)
	if shared == 0 || aWeight == 0 || bWeight == 0 {
		return 0
	}
	cover, focus := shared/aWeight, shared/bWeight
	return math.Pow(cover, coverShare) * math.Pow(focus, 1-coverShare) * shared / (shared + smallWeight)
}

// adjust weighs what pairs of characters do not see: names, figures' subjects,
// headings.
func (c *comparison) adjust(p *promise, s *statement, m match) float64 {
	score := m.score
	switch shared := sharedNames(p.names, s.names); {
	case shared > 0:
		score += nameBonus * float64(shared) / float64(len(p.names))
	case len(p.names) > 0 && len(s.names) > 0:
		score *= nameMalus
	}
	if c.sameSubject(p, s) {
		score += subjectBonus
	}
	if m.score >= figureTopic && c.sameFigure(p, s) {
		score += figureBonus
	}
	if s.heading >= 0 && len(p.path) > 0 {
		score += pathBonus * c.pathLikeness(p.path, c.summary.Outline[s.heading].Start)
	}
	return min(score, 1)
}

// pathLikeness is how much the headings of both sides share, 0..1.
func (c *comparison) pathLikeness(path []feature, heading int) float64 {
	other := c.paths[heading]
	least := min(c.weights.sum(path), c.weights.sum(other))
	if least == 0 {
		return 0
	}
	return c.weights.shared(path, other) / least
}

// sameSubject tells that a statement gives a figure of a target's unit and subject.
func (c *comparison) sameSubject(p *promise, s *statement) bool {
	for _, t := range p.c.TargetFigures {
		planned := &c.plan.Figures[t]
		for k := c.figureFrom(s.start); k < len(c.summary.Figures) && c.summary.Figures[k].Start < s.end; k++ {
			if comparable(planned, &c.summary.Figures[k]) && likeness(planned.Subject, c.summary.Figures[k].Subject) >= 0.5 {
				return true
			}
		}
	}
	return false
}

// tellingFigure is the least value that hardly recurs by chance: 3所 stands anywhere,
// 1200平方米 does not.
const tellingFigure = 100

// sameFigure tells that a statement gives the very value of a target in its unit.
func (c *comparison) sameFigure(p *promise, s *statement) bool {
	for _, t := range p.c.TargetFigures {
		planned := &c.plan.Figures[t]
		if planned.Value == nil || planned.Unit == "%" || planned.Value.LessThan(decimal.NewFromInt(tellingFigure)) {
			continue
		}
		for k := c.figureFrom(s.start); k < len(c.summary.Figures) && c.summary.Figures[k].Start < s.end; k++ {
			if found := &c.summary.Figures[k]; comparable(planned, found) && planned.Value.Equal(*found.Value) {
				return true
			}
		}
	}
	return false
}
