package codelist

import (
	"context"
	"strconv"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/base/calendar"
	"nianlun/internal/base/codelist"
	"nianlun/internal/engine/period"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
)

// mayWrite tells whether the post makes lists.
func mayWrite(ctx context.Context) bool {
	return !access.Scope(door.By(ctx), access.Write, access.Form).Empty()
}

func crumbs(ctx context.Context, more ...ui.Crumb) []ui.Crumb {
	way := []ui.Crumb{{Words: ui.T(ctx, "collect.title"), Href: "/collect"}, {Words: ui.T(ctx, "design.title"), Href: "/forms"}}
	if len(more) == 0 {
		return append(way, ui.Crumb{Words: ui.T(ctx, "codelist.title")})
	}
	return append(append(way, ui.Crumb{Words: ui.T(ctx, "codelist.title"), Href: listPath}), more...)
}

// byWords is who did something, and when; what the program itself made was done by
// nobody.
func byWords(ctx context.Context, who string, at time.Time) string {
	clock := ui.Lang(ctx).Clock(at.In(calendar.Zone))
	if who == "" {
		return clock
	}
	return ui.T(ctx, "codelist.by", "who", who, "at", clock)
}

func versionWords(ctx context.Context, no int) string { return ui.T(ctx, "codelist.version", "n", no) }

// dayWords is a day, none for the zero one.
func dayWords(ctx context.Context, day period.Date) string {
	if day.IsZero() {
		return ""
	}
	return ui.Lang(ctx).FullDate(day.Time())
}

// changeLine is one difference between two versions.
type changeLine struct {
	Colour ui.Colour
	State  string
	Words  string
}

func changeLines(ctx context.Context, changes []codelist.Change) []changeLine {
	lines := make([]changeLine, len(changes))
	for i, c := range changes {
		lines[i] = changeLine{Colour: colourOf(c.Kind), State: ui.T(ctx, "codelist.kind."+string(c.Kind)), Words: changeWords(ctx, c)}
	}
	return lines
}

// changeWords is a difference between two versions of a list in a sentence.
func changeWords(ctx context.Context, c codelist.Change) string {
	old := c.Old
	if day, err := period.ParseDate(c.Old); err == nil && c.Kind == codelist.Retired {
		old = dayWords(ctx, day)
	}
	return ui.T(ctx, c.Key(), "code", c.Code, "old", old, "new", c.New)
}

func colourOf(kind codelist.ChangeKind) ui.Colour {
	switch kind {
	case codelist.Added, codelist.Revived:
		return ui.Green
	case codelist.Retired:
		return ui.Amber
	}
	return ui.Grey
}

func itoa(n int) string { return strconv.Itoa(n) }
