package plan

import (
	"context"
	"slices"

	"nianlun/internal/base/access"
	"nianlun/internal/base/notify"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/i18n"
)

// Inbox is where people are told.
type Inbox interface {
	SendAll(ctx context.Context, notices []notify.Notice) error
}

// Remind asks the lead units of tasks for progress, each task by itself. Text is
// what the actor adds; it may be empty. Nobody is reminded of what is done or
// paused.
func (s *Service) Remind(ctx context.Context, by access.Actor, ids []string, text string) ([]Result, error) {
	return s.each(ctx, by, ids, func(ctx context.Context, t Task, _ bool) error {
		if err := access.Check(by, access.Remind, t.thing(by.Bureau)); err != nil {
			return err
		}
		if err := notDone(t); err != nil {
			return err
		}
		if t.State == Paused {
			return fault.New(fault.Conflict, "task.paused")
		}
		people, err := s.answerers(ctx, by, t)
		if err != nil {
			return err
		}
		if err := s.tell(ctx, by, t, people, "plan.notice.remind", "text", text); err != nil {
			return err
		}
		return s.write(ctx, by, t, "task.remind", Trace{Text: text, To: people})
	})
}

// answerers are the people of the lead unit who may report on the task.
func (s *Service) answerers(ctx context.Context, by access.Actor, t Task) ([]string, error) {
	if t.Lead == "" {
		return nil, fault.New(fault.Conflict, "task.nolead")
	}
	holders, err := s.Org.PostsOfUnit(ctx, by.Bureau, t.Lead, "", s.day())
	if err != nil {
		return nil, err
	}
	var people []string
	for _, h := range holders {
		if May(h.Actor(by.Bureau, access.Screen), access.Report, t) && !slices.Contains(people, h.Person.ID) {
			people = append(people, h.Person.ID)
		}
	}
	if len(people) == 0 {
		return nil, fault.New(fault.Conflict, "task.nobody")
	}
	return people, nil
}

// tellLeader tells the leader in charge; without one nobody is told and the act
// still counts.
func (s *Service) tellLeader(ctx context.Context, by access.Actor, t Task, key string, args ...any) error {
	if t.Leader == "" {
		return nil
	}
	return s.tell(ctx, by, t, []string{t.Leader}, key, args...)
}

func (s *Service) tell(ctx context.Context, by access.Actor, t Task, people []string, key string, args ...any) error {
	args = append([]any{"no", t.No, "title", t.Title, "who", by.Name}, args...)
	notices := make([]notify.Notice, len(people))
	for i, person := range people {
		notices[i] = notify.Notice{
			Bureau: by.Bureau, Person: person, Text: i18n.Msg(key, args...), Link: Link(t.ID), Kind: access.Task, Thing: t.ID,
		}
	}
	return s.Inbox.SendAll(ctx, notices)
}

// Link is the address of a task's page.
func Link(task string) string { return "/plan/tasks/" + task }
