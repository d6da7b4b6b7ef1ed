package docread

// commitmentBar is the score from which a unit is proposed as a commitment.
const commitmentBar = 2

// score weighs the words of a unit: what an inspector could ask about later
// counts for it, guiding thought and slogans count against it.
func (r *commitmentReader) score(body span, heading bool) int {
	t := r.t
	score := 0
	score += 2 * min(countWords(t, body, concreteActs), 3)
	score += min(countWords(t, body, softActs), 2)
	score -= 2 * min(countWords(t, body, sloganWords), 3)
	for i := range r.figures[min(r.nextFig, len(r.figures)):] {
		f := r.figures[r.nextFig+i]
		if f.Start >= body.end {
			break
		}
		if f.Start >= body.start && f.Role == RoleTarget {
			score += 3
			break
		}
	}
	if guidingStarts.longestAt(t.r, body.start) > 0 {
		score -= 3
	}
	if isDefinition(t, body) {
		score -= 4
	}
	if heading {
		score -= 2
	}
	if body.end-body.start < 12 {
		score--
	}
	return score
}

// countWords counts the words of a set inside a span.
func countWords(t *text, s span, set *wordSet) int {
	count := 0
	for i := s.start; i < s.end; {
		n := set.longestAt(t.r[:s.end], i)
		if n > 0 {
			count++
			i += n
			continue
		}
		i++
	}
	return count
}

// isDefinition tells statements with 是 or 即: they say what something is.
func isDefinition(t *text, s span) bool {
	for i := s.start + 1; i < s.end && i-s.start < 30; i++ {
		if t.r[i] == '是' && t.at(i-1) != '要' && notCopula.longestAt(t.r, i-1) == 0 && !isComma(t.r[i]) {
			return true
		}
		if isComma(t.r[i]) && i-s.start > 20 {
			return false
		}
	}
	return false
}

// confidence maps a score to 0..1.
func confidence(score int) float64 {
	c := 0.5 + 0.08*float64(score-commitmentBar)
	return min(max(c, 0), 0.98)
}
