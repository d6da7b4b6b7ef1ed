package collect_test

import (
	"context"
	"strings"
	"testing"

	"nianlun/internal/engine/form"
	"nianlun/internal/kit/i18n"
	"nianlun/internal/work/collect"
)

// Whoever has ten returns must see from a notice which one is meant.
func TestANoticeNamesTheReturn(t *testing.T) {
	ctx := context.Background()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	w := newWorld(t)
	o := w.submit(w.open(collect.Filler)("2026-09"), sheet(3, 1, 2, "10"))
	_, err := w.SendBack(ctx, chief, collect.SendBackInput{Seen: seen(o), Workdays: 3, Label: plain, Reasons: []collect.Reason{{Path: "spent", Text: "与台账不符"}}})
	must(err)
	sent := w.inbox.sent
	w, o, _ = locked(t)
	campaign, err := w.store.Campaign(ctx, bureau, o.Campaign)
	must(err)
	w.inbox.sent = nil
	_, err = w.ApproveCorrection(ctx, chief, seenC(w.signedC(clerk, o, form.Raw{"spent": "12.5"})))
	must(err)
	_, err = w.RefuseCorrection(ctx, chief, seenC(w.signedC(clerk, w.store.rows[o.ID], form.Raw{"spent": "13"})), "凭证不全")
	must(err)
	keys := map[string]bool{}
	for _, n := range append(sent, w.inbox.sent...) {
		keys[n.Text.Key] = true
		if strings.HasPrefix(n.Text.Key, "correction.notice.use.") {
			continue // it names the figure or the document
		}
		if words := n.Text.In(i18n.Chinese); !strings.Contains(words, "“"+campaign.Title+"”"+o.Period.Text().In(i18n.Chinese)) {
			t.Errorf("%s: %q names neither", n.Text.Key, words)
		}
	}
	for _, key := range []string{"correction.notice.ask", "correction.notice.sign", "correction.notice.approved", "correction.notice.refused", "collect.notice.back"} {
		if !keys[key] {
			t.Errorf("%s was not sent", key)
		}
	}
}
