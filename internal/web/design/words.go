package design

import (
	"context"
	"strconv"
	"strings"
	"time"

	"nianlun/internal/base/calendar"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/yamldoc"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/design"
)

// words gives texts in the reader's language, in the shape that forms take.
func words(ctx context.Context) form.T {
	return func(key string, args ...any) string { return ui.T(ctx, key, args...) }
}

// clockWords writes a moment in the country's time. Empty for none.
func clockWords(ctx context.Context, at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return ui.Lang(ctx).Clock(at.In(calendar.Zone))
}

// byWords says who did something and when; forms that came with the program were
// published by nobody.
func byWords(ctx context.Context, who string, at time.Time) string {
	if who == "" {
		return clockWords(ctx, at)
	}
	return ui.T(ctx, "design.by", "who", who, "at", clockWords(ctx, at))
}

// typeWords is a type of fields as people call it.
func typeWords(ctx context.Context, name string) string { return ui.T(ctx, "design.type."+name) }

// problemWords says what is wrong in the words of the page, which knows no keys of
// a file.
func problemWords(ctx context.Context, p design.Problem) string {
	if p.Code == yamldoc.MissingKey {
		return ui.T(ctx, "design.problem.missing", "what", ui.T(ctx, "design.field."+keyName(p.Params["key"])))
	}
	if key := plainer[p.Code]; key != "" {
		var args []any
		for name, value := range p.Params {
			args = append(args, name, value)
		}
		return ui.T(ctx, key, args...)
	}
	return p.Words(words(ctx))
}

// plainer are the messages for problems whose words in a file name its keys, which
// nobody sees on the page.
var plainer = map[string]string{
	form.UnknownRefer: "design.problem.refer", form.UnknownForm: "design.problem.form", form.UnderField: "design.problem.under",
	form.UnderNothing: "design.problem.undernothing", form.UnknownList: "design.problem.list", form.NoTotal: "design.problem.total",
	form.DuplicateID: "design.problem.twice",
}

// keyName is the name on the page of a key of the definition.
func keyName(key string) string {
	key = strings.TrimPrefix(key, "rows.")
	switch key {
	case "logic", "experience":
		return "rule"
	case "form":
		return "code"
	}
	return key
}

// noteWords is a note of an import, with types as people call them.
func noteWords(ctx context.Context, n design.Note) string {
	var args []any
	for name, value := range n.Params {
		if name == "type" {
			value = typeWords(ctx, value)
		}
		args = append(args, name, value)
	}
	return ui.T(ctx, n.Key, args...)
}

func itoa(n int) string { return strconv.Itoa(n) }
