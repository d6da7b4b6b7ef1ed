package doclint

import (
	"strings"
	"testing"

	"nianlun/internal/engine/docread"
)

// BenchmarkLint checks a text as dense with figures as the opening of a yearly
// summary.
func BenchmarkLint(b *testing.B) {
	text := strings.Repeat("全县共有学校49所，其中小学37所、初中12所，在校生5300人，比上年增加300人，增长6%。新增普惠性幼儿园12所，占总数60所的20%。\n", 2000)
	doc := docread.ReadText(text, docread.Options{})
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Lint(doc)
	}
}
