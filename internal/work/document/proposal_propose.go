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
		all = append(all, proposalOf(r, d, c))
	}
	return all
}

func proposalOf(r *Reading, d Directory, c docread.Commitment) Proposal {
	p := propose(r, d, c.Start, c.End, c.Deadline, c.DeadlineDate)
	p.Title, p.Kind, p.Confidence = titleFor(c.Title, p.Text), string(c.Kind), c.Confidence
	if p.Owner = c.Owner; p.Lead == "" {
		p.Lead, p.Participants = r.ownerNamed(d, c)
	}
	p.Leader = d.InCharge[p.Lead]
	return p
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
	p.Lead, p.Participants = ownersAmong(text[start:end], r.unitsIn(d, start, end))
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

// ownerNamed finds the units that the reader's owner words name, where they stand
// in the commitment when they do: the first leads.
func (r *Reading) ownerNamed(d Directory, c docread.Commitment) (lead string, participants []string) {
	words := []rune(c.Owner)
	if len(words) == 0 {
		return "", nil
	}
	mentions := d.Mentions(words)
	if at := indexOf(r.characters()[c.Start:min(c.End, len(r.characters()))], words, 0); at >= 0 {
		mentions = r.unitsIn(d, c.Start+at, c.Start+at+len(words))
	}
	for _, m := range mentions {
		if lead == "" {
			lead = m.Unit
			continue
		}
		participants = append(participants, m.Unit)
	}
	return lead, others(participants, lead)
}
