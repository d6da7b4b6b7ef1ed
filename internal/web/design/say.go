package design

import (
	"context"

	"nianlun/internal/engine/expr/exprbuild"
	"nianlun/internal/web/ui"
)

// sayOf is the message of a check that was given none, made from its rule: what is
// compared, with the figures. Empty when the rule has no shape to tell it from.
func sayOf(ctx context.Context, source string) string {
	rule, read := exprbuild.Read(source)
	if !read || len(rule.Then.Rows) == 0 {
		return ""
	}
	words := ""
	for i, row := range rule.Then.Rows {
		if i > 0 {
			words += ui.T(ctx, sayJoin(rule.Then.Any))
		}
		words += sayRow(ctx, row)
	}
	return ui.T(ctx, "design.say.end", "words", words)
}

func sayJoin(any bool) string {
	if any {
		return "design.say.or"
	}
	return "design.say.and"
}

func sayRow(ctx context.Context, r exprbuild.Row) string {
	left, right := r.Left.String(), r.Right.String()
	word := ""
	if len(r.Words) > 0 {
		right, word = r.Words[0], r.Words[0]
	}
	args := []any{"left", left, "right", right, "now", "{" + left + "}", "want", "{" + right + "}", "within", r.Within, "word", word}
	if len(r.Words) == 0 && !constant(r.Right) {
		if key, found := map[exprbuild.Relation]string{exprbuild.Equal: "design.say.equal", exprbuild.AtMost: "design.say.most",
			exprbuild.AtLeast: "design.say.least", exprbuild.Less: "design.say.less", exprbuild.More: "design.say.more",
			exprbuild.NotEqual: "design.say.other", exprbuild.Near: "design.say.near", exprbuild.NearShare: "design.say.share"}[r.Is]; found {
			return ui.T(ctx, key, args...)
		}
	}
	switch r.Is {
	case exprbuild.Filled:
		return ui.T(ctx, "design.say.filled", args...)
	case exprbuild.Empty:
		return ui.T(ctx, "design.say.empty", args...)
	case exprbuild.Yes:
		return ui.T(ctx, "design.say.yes", args...)
	case exprbuild.No:
		return ui.T(ctx, "design.say.no", args...)
	case exprbuild.NotEqual:
		return ui.T(ctx, "design.say.not", args...)
	case exprbuild.AtMost:
		return ui.T(ctx, "design.say.mostnumber", args...)
	case exprbuild.AtLeast:
		return ui.T(ctx, "design.say.leastnumber", args...)
	case exprbuild.Less:
		return ui.T(ctx, "design.say.lessnumber", args...)
	case exprbuild.More:
		return ui.T(ctx, "design.say.morenumber", args...)
	}
	return ui.T(ctx, "design.say.be", args...)
}

// constant tells a side that is the same for every return.
func constant(s exprbuild.Side) bool {
	for _, t := range s.Terms {
		if t.Number == "" {
			return false
		}
	}
	return len(s.By)+len(s.Over) == 0
}
