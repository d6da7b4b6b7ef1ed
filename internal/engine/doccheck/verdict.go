package doccheck

import (
	"strings"

	"nianlun/internal/engine/docread"
)

// entry judges one commitment by its matches.
func (c *comparison) entry(p *promise, list []match, opt Options) Entry {
	e := Entry{Commitment: p.index, Verdict: Missing, Reason: ReasonNoMention, Answers: []Answer{}, Targets: []Target{}}
	asked := stageOf(p.text)
	ongoing := p.c.Kind == docread.ActRun
	var reporting []match
	var states []state
	for _, m := range c.accepted(list) {
		s := &c.statements[m.statement]
		a := Answer{Start: m.start, End: m.end, Score: m.score, Reason: ReasonPromised}
		if !s.promised {
			m = c.widened(m)
			a.Start, a.End = m.start, m.end
			a.Reason = c.state(s, m, asked, ongoing)
			reporting = append(reporting, m)
			states = append(states, state{a.Reason, m.score, m.piece})
		}
		if len(e.Answers) < opt.MaxAnswers {
			e.Answers = append(e.Answers, a)
		}
	}
	e.Targets = c.targets(p, reporting)
	if len(e.Answers) > 0 {
		e.Score = e.Answers[0].Score
		e.Reason = ReasonPromised
	}
	if len(states) > 0 {
		e.Verdict, e.Reason = verdict(e.Targets, states)
		e.Score = states[0].score
		if e.Reason == ReasonNotYet {
			missed(e.Targets)
		}
	}
	e.Confidence = confidence(&e, list)
	return e
}

// missed marks the targets of an act that was not done: no figure is told of them.
func missed(targets []Target) {
	for i := range targets {
		if targets[i].Result < 0 {
			targets[i].Met = MetNo
		}
	}
}

// state is what one answer says of the act.
type state struct {
	reason Reason
	score  float64
	piece  int
}

// verdict weighs the targets and the states of the answers, best first. Figures
// speak before words; of the words, those of the best answer, of any that fits
// about as well, and of the best answer to each clause.
func verdict(targets []Target, states []state) (Verdict, Reason) {
	met := false
	for _, t := range targets {
		if t.Met == MetNo {
			return Partly, ReasonFellShort
		}
		met = met || t.Met == MetYes
	}
	heard := map[int]bool{whole: true}
	for _, s := range states {
		counts := s.score >= openShare*states[0].score || !heard[s.piece]
		heard[s.piece] = true
		if counts && s.reason != ReasonStated {
			return Partly, s.reason
		}
	}
	if met {
		return Done, ReasonTargetsMet
	}
	return Done, ReasonStated
}

// openShare is how near the best answer another must come for its state to count.
const openShare = 0.9

// state reads what the statement around a match says of the act.
func (c *comparison) state(s *statement, m match, asked int, ongoing bool) Reason {
	reason := stateOf(c.summary.Slice(m.start, m.end), asked, ongoing)
	if reason == ReasonStated && m.to+1 < len(s.clauses) && m.end < s.end {
		// The end of a work often stands in the clause after the one that names it.
		next := c.summary.Slice(s.clauses[m.to+1].start, s.clauses[m.to+1].end)
		if r := stateOf(next, 0, ongoing); r != ReasonStated && !c.named(next) {
			reason = r
		}
	}
	if reason == ReasonStated && s.problem {
		return ReasonNotYet
	}
	return reason
}

// named tells that a clause speaks of something named, and so of its own.
func (c *comparison) named(text string) bool { return len(names(text)) > 0 }

// widened adds to a match that only names the work the statement that follows in
// the same paragraph, where its state is told.
func (c *comparison) widened(m match) match {
	s := &c.statements[m.statement]
	next := m.statement + 1
	if next >= len(c.statements) || s.end-s.start > 24 || holds(s.text, completed) || strings.Contains(s.text, "了") || len(c.factsIn(s)) > 0 || c.statements[next].paragraph != s.paragraph {
		return m
	}
	if c.bestOf(next) > m.score {
		return m
	}
	m.end, m.to = c.statements[next].end, len(s.clauses)-1
	return m
}

// confidence falls where the score is near the bar, and where a commitment is
// called missing though something came near.
func confidence(e *Entry, list []match) float64 {
	if e.Verdict == Missing {
		near := 0.0
		if len(list) > 0 {
			near = list[0].score
		}
		return max(0.2, 1-near/answerBar*0.7)
	}
	sure := min(1, 0.4+(e.Score-answerBar)*1.5)
	if e.Reason == ReasonTargetsMet || e.Reason == ReasonFellShort {
		sure = min(1, sure+0.15)
	}
	return sure
}
