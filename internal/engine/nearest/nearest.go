// Package nearest owns the guess behind "did you mean": which known word a mistyped one stands for.
//
// It never corrects anything by itself.
package nearest

import "unicode/utf8"

// Word is the candidate that lies nearest to word, or "" when none lies near enough to be a likely slip: at most
// one change in three characters, and at least one.
func Word(word string, candidates []string) string {
	length := utf8.RuneCountInString(word)
	limit := max(1, (length+1)/3)
	best, bestAt := "", limit+1
	for _, candidate := range candidates {
		other := utf8.RuneCountInString(candidate)
		if candidate == word || max(length, other)-min(length, other) >= bestAt { // too far away to be looked at
			continue
		}
		if d := Distance(word, candidate); d < bestAt && d < max(length, other) {
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
