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
		if d := Distance(word, candidate); d < bestAt && d < max(len([]rune(word)), len([]rune(candidate))) {
			best, bestAt = candidate, d
		}
	}
	return best
}

// Distance counts the insertions, deletions, replacements and swaps of neighbours between two words (optimal string
// alignment).
func Distance(from, to string) int {
	a, b := []rune(from), []rune(to)
	var before []int
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		next := make([]int, len(b)+1)
		next[0] = i + 1
		for j := range b {
			replaced := row[j]
			if a[i] != b[j] {
				replaced++
			}
			next[j+1] = min(replaced, next[j]+1, row[j+1]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				next[j+1] = min(next[j+1], before[j-1]+1)
			}
		}
		before, row = row, next
	}
	return row[len(b)]
}
