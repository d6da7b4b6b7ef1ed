package indicator

import (
	"context"
	"strings"
)

// memo asks a Source once for each question. It lives for one reading of several
// indicators over the same forms, so that nothing in it can be stale.
type memo struct {
	source Source
	known  map[string][]Fact
}

func newMemo(source Source) *memo { return &memo{source: source, known: map[string][]Fact{}} }

// Facts implements Source. Callers share the answer and do not change it.
func (m *memo) Facts(ctx context.Context, bureau, form, field string, periods []string) ([]Fact, error) {
	key := strings.Join(append([]string{bureau, form, field}, periods...), "\x00")
	if facts, ok := m.known[key]; ok {
		return facts, nil
	}
	facts, err := m.source.Facts(ctx, bureau, form, field, periods)
	if err == nil {
		m.known[key] = facts
	}
	return facts, err
}
