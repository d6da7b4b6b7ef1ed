package document

import (
	"context"
	"net/url"

	"nianlun/internal/engine/period"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/document"

	"github.com/a-h/templ"
)

// addressOf is the reader's address with a proposal open, at its sentence.
func addressOf(reading, open string) string {
	if open == "" {
		return "/documents/" + reading
	}
	return "/documents/" + reading + "?" + url.Values{"open": {open}}.Encode() + "#said"
}

// readerSwap puts the reader in place of the old one and shows the open sentence.
const readerSwap = "outerHTML show:top showTarget:#said"

// step are the attributes of a link to another state of the reader: htmx swaps
// the reader, browsers without scripts follow the link.
func step(href, key string) templ.Attributes {
	all := templ.Attributes{"hx-get": href, "hx-target": "#reading", "hx-swap": "outerHTML", "hx-replace-url": "true"}
	if key != "" {
		all["data-key"], all["aria-keyshortcuts"] = key, key
	}
	return all
}

// acting are the attributes of a form that acts on the reading.
func acting(action string) templ.Attributes {
	return templ.Attributes{"hx-post": action, "hx-target": "#reading", "hx-swap": readerSwap}
}

// mending are the attributes of a form that acts on a mark: the page stays where
// it is.
func mending(action string) templ.Attributes {
	return templ.Attributes{"hx-post": action, "hx-target": "#reading", "hx-swap": "outerHTML"}
}

// dayWords writes a day; its year only when it is not the reading's own.
func dayWords(ctx context.Context, day period.Date, year int) string {
	if day.IsZero() {
		return ""
	}
	if day.Year != year {
		return ui.Lang(ctx).FullDate(day.Time())
	}
	return ui.Lang(ctx).Date(day.Time())
}

// targetWords writes a target: ≥ 60%.
func targetWords(t *document.Target) string {
	if t == nil {
		return ""
	}
	return string(t.Op) + " " + t.Value.String() + t.Unit
}

// targetError is what is wrong with any of a target's three fields.
func targetError(v openView) string {
	for _, f := range []ui.FieldView{v.Op, v.Value, v.Unit} {
		if f.Error != "" {
			return f.Error
		}
	}
	return ""
}

func tasksWords(ctx context.Context, v readingView) string {
	if v.Ready == 0 {
		return ui.T(ctx, "reading.act.tasks")
	}
	return ui.T(ctx, "reading.act.tasks.n", "n", v.Ready)
}

// tasksWhy says why no tasks can be made, or that some will have to wait.
func tasksWhy(ctx context.Context, v readingView) string {
	switch {
	case v.Ready == 0:
		return ui.T(ctx, "reading.tasks.why")
	case v.Waiting > 0:
		return ui.T(ctx, "reading.tasks.later", "n", v.Waiting)
	default:
		return ""
	}
}
