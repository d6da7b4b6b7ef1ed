// Package nearest owns the guess behind "did you mean": which known word a mistyped one stands for.
//
// It never corrects anything by itself.
package nearest

// Word is the candidate that lies nearest to word, or "" when none lies near enough to be a likely slip: at most
// one change in three characters, and at least one.
func Word(word string, candidates []string) string {
	limit := max(1, (len([]rune(word))+1)/3)
	best, bestAt := "", limit+1
	for _, candidate := range candidates {
		if candidate == word {
			continue
		}
		if d := distance([]rune(word), []rune(candidate)); d < bestAt && d < max(len([]rune(word)), len([]rune(candidate))) {
			best, bestAt = candidate, d
		}
	}
	return best
}

// distance counts the insertions, deletions and replacements between two words (Levenshtein).
func distance(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j := range b {
			replaced := diagonal
			if a[i] != b[j] {
				replaced++
			}
			diagonal = row[j+1]
			row[j+1] = min(replaced, row[j]+1, diagonal+1)
		}
	}
	return row[len(b)]
}
