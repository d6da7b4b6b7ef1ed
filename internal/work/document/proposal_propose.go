package document

import (
	"strings"

	"nianlun/internal/engine/docread"
	"nianlun/internal/kit/id"
)

// proposals are what a reading proposes: each commitment that the reader found.
func proposals(r *Reading, d Directory) []Proposal {
	all := make([]Proposal, 0, len(r.Doc.Commitments))
	for _, c := range r.Doc.Commitments {
		p := propose(r, d, c.Start, c.End, c.Deadline, c.DeadlineDate)
		p.Title, p.Kind, p.Confidence = titleFor(c.Title, p.Text), string(c.Kind), c.Confidence
		if p.Owner = c.Owner; p.Lead == "" {
			p.Lead, p.Participants = d.ownerNamed(c.Owner)
		}
		p.Leader = d.InCharge[p.Lead]
		all = append(all, p)
	}
	return all
}

// propose makes a proposal of a part of the text from what was read there. The
// deadline's words are those of the heading above when the part has none itself.
func propose(r *Reading, d Directory, start, end int, dueWords, dueDate string) Proposal {
	text := r.characters()
	p := Proposal{ID: id.New(), Start: start, End: end, Text: strings.TrimSpace(r.Slice(start, end)), State: Proposed, Rev: 1, Confidence: 1}
	p.Title = titleFor("", p.Text)
	if dueDate == "" {
		dueWords, dueDate = deadlineIn(r.Doc.Deadlines, start, end)
	}
	when := dueOf(p.Text, dueWords, dueDate, r.planYear())
	p.Due, p.DueWords, p.DueFrom = when.date, when.words, when.from
	p.Lead, p.Participants = d.owners(text[start:end])
	p.Leader = d.InCharge[p.Lead]
	p.Target = targetIn(r.Doc.Figures, text, start, end)
	if p.Target != nil {
		d.suggest(p.Target, p.Text)
	}
	return p
}

// planYear is the year that months without one belong to.
func (r *Reading) planYear() int {
	if r.Doc.Year > 0 {
		return r.Doc.Year
	}
	return r.Year
}

// targetIn is the first figure of a part of the text that is a target.
func targetIn(figures []docread.Figure, text []rune, start, end int) *Target {
	for _, f := range figures {
		if f.Start < start || f.End > end || f.Role != docread.RoleTarget {
			continue
		}
		if describes(text, f) {
			continue
		}
		if t := targetOf(text, f); t != nil {
			return t
		}
	}
	return nil
}

// ownerNamed finds the units that the reader's owner words name: the first leads.
func (d Directory) ownerNamed(words string) (lead string, participants []string) {
	if words == "" {
		return "", nil
	}
	for _, m := range d.Mentions([]rune(words)) {
		if lead == "" {
			lead = m.Unit
			continue
		}
		participants = append(participants, m.Unit)
	}
	return lead, others(participants, lead)
}
