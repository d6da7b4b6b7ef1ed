package docread

// toneWindow is how much of a document its tone is judged by.
const toneWindow = 20_000

// tone counts the words of a text that tell of the past and of what is to come.
type tone struct {
	done    int // 了, 已, 截至
	reached int // 完成, 达到, where the sentence does not ask for it
	firm    int // 将, 要, 确保: words of nothing but plans
	coming  int // 加强, 继续: words of plans, and of news that dropped its 了
}

// toneSection judges a text whose title says nothing. A report says 了 every few
// dozen characters; a plan hardly ever does. A text that neither says what must be
// done nor speaks of hardly anything but work to do tells how things are.
func toneSection(t *text) Section {
	const (
		rareDone  = 300 // characters for each word of the past in a plan
		fewComing = 3
	)
	end := min(len(t.r), toneWindow)
	o := readTone(t, span{0, end})
	switch {
	case o.done*rareDone >= end && o.done > 0, 2*o.firm+o.coming <= o.done+o.reached:
		return SectionReview
	case o.firm > 0, o.coming > fewComing && o.reached == 0:
		return SectionPlan
	}
	return SectionReview
}

// readTone counts the words sentence by sentence.
func readTone(t *text, s span) tone {
	var o tone
	asks := false // whether the sentence has said so far that it is to come
	for i := s.start; i < s.end; i++ {
		switch {
		case isSentenceEnd(t.r[i]):
			asks = false
		case t.r[i] == '了' && t.at(i+1) != '解' && t.at(i-1) != '为' && t.at(i-1) != '除', doneWords.longestAt(t.r, i) > 0:
			o.done++
		case saysFirmly(t, i):
			o.firm++
			asks = true
		case comingWords.longestAt(t.r, i) > 0:
			o.coming++
			asks = true
		case !asks && reachedWords.longestAt(t.r, i) > 0:
			o.reached++
		}
	}
	return o
}

// saysFirmly tells the words that only plans and orders use: 确保 that is no
// purpose, 要 that opens a clause or follows who must.
func saysFirmly(t *text, i int) bool {
	if t.r[i] == '要' {
		prev := t.at(i - 1)
		return i == 0 || isClauseEnd(prev) || isSpace(prev) || mustBefore.longestBefore(t.r, i) > 0
	}
	return firmPlans.longestAt(t.r, i) > 0 && purposeBefore.longestBefore(t.r, i) == 0
}
