package hook

import (
	"context"
	"strings"

	"nianlun/internal/base/hook"
	"nianlun/internal/web/ui"
)

func eventWords(ctx context.Context, e hook.Event) string {
	switch e {
	case hook.ReturnLocked:
		return ui.T(ctx, "hook.event.locked")
	case hook.ReturnCorrected:
		return ui.T(ctx, "hook.event.corrected")
	case hook.Ping:
		return ui.T(ctx, "hook.event.ping")
	}
	return string(e)
}

func eventsWords(ctx context.Context, events []hook.Event) string {
	words := make([]string, len(events))
	for i, e := range events {
		words[i] = eventWords(ctx, e)
	}
	return strings.Join(words, ui.T(ctx, "hook.and"))
}

// outcome says what became of the last attempt.
func outcome(ctx context.Context, d hook.Delivery) string {
	switch {
	case d.Attempts == 0 && d.Sent.IsZero():
		return ui.T(ctx, "hook.outcome.none")
	case d.Error == "":
		return ui.T(ctx, "hook.outcome.status", "status", d.Status)
	case d.Error == hook.ErrorStatus:
		return ui.T(ctx, "hook.outcome.refused", "status", d.Status)
	}
	return ui.T(ctx, "hook.outcome."+d.Error)
}
