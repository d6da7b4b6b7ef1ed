package document

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// titleLength is how long a task's title is at most, in characters.
const titleLength = 80

// shortTitle is how long a proposed title is at most.
const shortTitle = 40

var (
	leadingTime = regexp.MustCompile(`^(?:\d{4}年)?(?:\d{1,2}月(?:份)?(?:\d{1,2}日|底|末|中旬|上旬|下旬|初)?|全年|年内|年底)(?:之前|以前|前)?[，,]?`)
	ownerClause = regexp.MustCompile(`[（(]?(?:由|责任单位[：:]|牵头单位[：:])[^，,。；;]*(?:牵头|负责|配合|协助|参与)[^，,。；;）)]*[）)]?`)
	clauseEnds  = regexp.MustCompile(`[，,；;。]`)
)

// titleFor proposes a title: what the reader took for the act, without the time
// and without who leads, which have their own fields.
func titleFor(proposed, text string) string {
	title := strings.TrimSpace(ownerClause.ReplaceAllString(proposed, ""))
	if utf8.RuneCountInString(title) < 4 {
		title = firstClause(ownerClause.ReplaceAllString(text, ""))
	}
	if bare := leadingTime.ReplaceAllString(title, ""); utf8.RuneCountInString(bare) >= 4 {
		title = bare
	}
	title = strings.Trim(title, "，,。；; 　")
	if r := []rune(title); len(r) > shortTitle {
		title = string(r[:shortTitle])
	}
	return title
}

// firstClause is the first clause that says something.
func firstClause(text string) string {
	for _, clause := range clauseEnds.Split(text, -1) {
		clause = strings.TrimSpace(clause)
		if bare := leadingTime.ReplaceAllString(clause, ""); utf8.RuneCountInString(bare) >= 4 {
			return clause
		}
	}
	return strings.TrimSpace(text)
}
