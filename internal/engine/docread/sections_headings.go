package docread

// headingSection reads a heading's words. Words of the time to come win over
// all; plan words win over problem words (存在问题和下一步打算 holds the plan), and
// both over review words. Words that only mention a plan or a problem (落实三年行动
// 计划, 解决择校问题, 完成目标任务) say nothing, and inside a plan only plain words
// of looking back lead out of it. A heading at the first level says more than one
// below it.
func headingSection(t *text, title span, level int, around Section) (Section, bool) {
	h := headingWords{t: t, title: title, end: title.end}
	for h.end > title.start && closesHeading(t.r[h.end-1]) {
		h.end--
	}
	looksBack := h.endsWith(lookBackHeadings)
	switch {
	case around == "" && t.has(title, pastHalves) && !t.has(title, comingHeadings) && !t.has(title, futureHeadings) && !t.has(title, planPhrases):
		return SectionReview, true
	case looksBack && !t.has(title, comingHeadings):
		return SectionReview, true
	case t.has(title, comingHeadings), level == 1 && t.has(title, futureHeadings) && !h.tellsDeed():
		return SectionPlan, true
	case level == 1 && around != SectionReview && t.has(title, taskPhrases) && !h.endsWith(reviewHeadings) && !h.tellsDeed(),
		level == 1 && t.has(title, planPhrases) && !h.endsWith(reviewHeadings) && !h.tellsDeed():
		return SectionPlan, true
	case h.endsWith(taskHeadings) && around != SectionReview && !h.endsWith(planNames) && !h.tellsDeed():
		return SectionPlan, true
	case (h.endsWith(planHeadings) || h.endsWith(futureHeadings)) && !h.endsWith(planNames) && !h.tellsDeed():
		return SectionPlan, true
	case (h.endsWith(problemHeadings) || t.has(title, problemPhrases)) && !t.has(title, solvingWords):
		return SectionProblem, true
	case around == SectionPlan:
		return "", false
	case h.endsWith(reviewHeadings) || level == 1 && t.has(title, reviewPhrases):
		return SectionReview, true
	}
	return "", false
}

// headingWords are the words of a heading without its closing marks.
type headingWords struct {
	t     *text
	title span
	end   int
}

func (h headingWords) endsWith(set *wordSet) bool { return set.longestBefore(h.t.r[:h.end], h.end) > 0 }

// tellsDeed tells headings that say what is done with a plan or a task: they
// begin with a verb, alone or after adverbs.
func (h headingWords) tellsDeed() bool {
	i := h.title.start
	for range 3 {
		i += deedAdverbs.longestAt(h.t.r[:h.end], i)
	}
	return deedVerbs.longestAt(h.t.r[:h.end], i) > 0
}

func closesHeading(c rune) bool {
	return isClauseEnd(c) || c == '）' || c == ')' || c == '”' || isSpace(c)
}
