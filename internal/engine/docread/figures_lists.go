package docread

// valueRun shares out the nouns of a list to the values of another: 入园率、入学率
// 分别达到85%和99%.
type valueRun struct {
	subjects []string
	next     int
	end      int // where the last value of the run ends
	unit     string
}

const (
	maxRunGap  = 2  // characters between two values of a run
	maxRunLead = 16 // characters between 分别 and the first value
	maxRunText = 60 // characters of the list before 分别
)

// shareOut gives the figure the noun of its place in the list.
func (r *figureReader) shareOut(f *Figure) {
	t := r.t
	if run := r.run; run.next > 0 && run.next < len(run.subjects) && f.Unit == run.unit && f.Start-run.end <= maxRunGap {
		f.Subject = run.subjects[run.next]
		r.run.next++
		r.run.end = f.UnitEnd
		return
	}
	r.run = valueRun{}
	at := listedBefore(t, f.Start)
	if at < 0 || len(r.found) > 0 && at < r.found[len(r.found)-1].UnitEnd {
		return
	}
	n := valuesFrom(t, f)
	if n < 2 {
		return
	}
	subjects := nounsInRow(t, at)
	if len(subjects) == 0 && isComma(t.at(at-1)) {
		subjects = r.lastSubjects(n, at)
	}
	if len(subjects) != n {
		return
	}
	f.Subject = subjects[0]
	r.run = valueRun{subjects: subjects, next: 1, end: f.UnitEnd, unit: f.Unit}
}

// listedBefore returns where the 分别 before a value stands, -1 for none.
func listedBefore(t *text, i int) int {
	for j := i; j > 0 && i-j < maxRunLead && !isClauseEnd(t.r[j-1]); j-- {
		if n := listedWords.longestBefore(t.r, j); n > 0 {
			return j - n
		}
	}
	return -1
}

// valuesFrom counts the values of the run that begins with the figure.
func valuesFrom(t *text, f *Figure) int {
	const most = 8
	n, end := 1, f.UnitEnd
	for n < most {
		c := t.at(end)
		if c != '、' && c != '和' && c != '及' && c != '，' && c != ',' {
			break
		}
		next, ok := singleNumeral(t, end+1)
		if !ok {
			break
		}
		n, end = n+1, next.end
		if u, ok := unitAt(t, next.end, false); ok {
			end = u.end
		}
	}
	return n
}

// nounsInRow reads the list that ends at i: full nouns in a row. Nouns that share
// the head of the last one are none (小学、初中生均经费 tells one 经费).
func nounsInRow(t *text, i int) []string {
	start := i
	for start > 0 && i-start < maxRunText && (isHan(t.r[start-1]) || t.r[start-1] == '、') {
		start--
	}
	var list []string
	from := start
	for j := start; j <= i; j++ {
		if j < i && t.r[j] != '、' && (t.r[j] != '和' || nounInner.longestAt(t.r, j) > 0) {
			continue
		}
		list = append(list, clean(t.slice(lastNoun(t, span{from, j}))))
		from = j + 1
	}
	if len(list) < 2 || !alikeEnds(list) {
		return nil
	}
	return list
}

// alikeEnds tells whether the nouns of a list stand for themselves: all end in the
// same word, or all are short.
func alikeEnds(list []string) bool {
	const short = 4
	last := []rune(list[len(list)-1])
	same, brief := true, true
	for _, s := range list {
		r := []rune(s)
		if len(r) < 2 {
			return false
		}
		same = same && r[len(r)-1] == last[len(last)-1] && (len(r) >= short || r[len(r)-1] == '率')
		brief = brief && len(r) <= short
	}
	return same || brief
}

// lastSubjects returns what the last n figures of the sentence are about.
func (r *figureReader) lastSubjects(n, at int) []string {
	if len(r.found) < n || r.t.has(span{r.found[len(r.found)-n].UnitEnd, at}, fullStops) {
		return nil
	}
	var list []string
	for _, f := range r.found[len(r.found)-n:] {
		if f.Subject == "" {
			return nil
		}
		list = append(list, f.Subject)
	}
	return list
}
