package plan

import (
	"context"
	"slices"
	"strings"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
)

// Change is one member of a task before and after. Units and people are ids.
type Change struct {
	Field string `json:"field"` // title, leader, lead, participants, start, due, target, state
	Old   string `json:"old"`
	New   string `json:"new"`
}

// Trace is what the log keeps of an act on a task besides who and when; the
// timeline is read from it.
type Trace struct {
	Changes  []Change `json:"changes,omitempty"`
	Reason   string   `json:"reason,omitempty"`
	Basis    string   `json:"basis,omitempty"` // the document that approves it
	Text     string   `json:"text,omitempty"`
	Progress string   `json:"progress,omitempty"` // id of the report
	To       []string `json:"to,omitempty"`       // people who were told
}

// update writes a task that was just read in this transaction, with its log entry.
func (s *Service) update(ctx context.Context, by access.Actor, t Task, verb string, trace Trace) error {
	t.Rev++
	if err := s.Store.UpdateTask(ctx, by.Bureau, t); err != nil {
		return err
	}
	return s.write(ctx, by, t, verb, trace)
}

func (s *Service) write(ctx context.Context, by access.Actor, t Task, verb string, trace Trace) error {
	return s.Audit.Write(ctx, by, audit.Event{Verb: verb, Kind: access.Task, Thing: t.ID, Unit: t.Lead, Data: trace})
}

// changes compares two states of a task, member by member.
func changes(old, now Task) []Change {
	var all []Change
	add := func(field, before, after string) {
		if before != after {
			all = append(all, Change{Field: field, Old: before, New: after})
		}
	}
	add("title", old.Title, now.Title)
	add("leader", old.Leader, now.Leader)
	add("lead", old.Lead, now.Lead)
	if !slices.Equal(old.Participants, now.Participants) {
		add("participants", strings.Join(old.Participants, " "), strings.Join(now.Participants, " "))
	}
	add("start", old.Start.String(), now.Start.String())
	add("due", old.Due.String(), now.Due.String())
	add("target", old.Target.String(), now.Target.String())
	add("state", string(old.State), string(now.State))
	return all
}

// String is the target as it is written: ≥60%, and the indicator that tells it.
// The empty text for none.
func (t *Target) String() string {
	if t == nil {
		return ""
	}
	text := string(t.Op) + t.Value.String() + t.Unit
	if t.Indicator != "" {
		text += " (" + t.Indicator + ")"
	}
	return text
}
