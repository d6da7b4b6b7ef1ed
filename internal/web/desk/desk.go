// Package desk owns 工作台, the page that a working day begins with: what I owe
// and when, what waits for my decision, what changed since I was here. It also
// shows the inbox of notices.
//
// It never decides anything itself: every row leads to the page where the act is.
package desk

import (
	"context"
	"net/http"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/base/notify"
	"nianlun/internal/engine/period"
	"nianlun/internal/engine/workdays"
	"nianlun/internal/web/door"
	"nianlun/internal/work/collect"
	"nianlun/internal/work/collect/levels"
	"nianlun/internal/work/document"
	"nianlun/internal/work/plan"
)

// Tasks are the tasks of a year.
type Tasks interface {
	Board(ctx context.Context, by access.Actor, year int) (plan.Board, error)
}

// Returns are the returns that the post owes, and those that wait for it.
type Returns interface {
	Owed(ctx context.Context, by access.Actor) ([]collect.Item, error)
	Waiting(ctx context.Context, by access.Actor) ([]collect.Item, error)
	CorrectionsWaiting(ctx context.Context, by access.Actor) ([]collect.CorrectionItem, error)
}

// Mandates are what the bureau above asks, where it is the post's turn.
type Mandates interface {
	Turns(ctx context.Context, by access.Actor) ([]levels.AskedAbove, error)
}

// Drafts are the texts being written.
type Drafts interface {
	List(ctx context.Context, by access.Actor, year int) ([]document.Draft, error)
}

// Inbox is what people were told.
type Inbox interface {
	Inbox(ctx context.Context, by access.Actor) ([]notify.Notice, error)
	Read(ctx context.Context, by access.Actor, notice string) error
	ReadAll(ctx context.Context, by access.Actor) error
}

// Calendar knows the working days.
type Calendar interface {
	Calendar(ctx context.Context, bureau string) (workdays.Calendar, error)
	Today() period.Date
}

// Params are the dated numbers of the field.
type Params interface {
	Int(ctx context.Context, bureau, code string, day period.Date) (int, error)
}

// Pages are the desk and the inbox.
type Pages struct {
	Tasks    Tasks
	Returns  Returns
	Mandates Mandates
	Drafts   Drafts
	Inbox    Inbox
	Calendar Calendar
	Params   Params
	Now      func() time.Time
}

// Routes are the addresses of the desk.
func Routes(p Pages) []door.Route {
	return []door.Route{
		{Method: http.MethodGet, Path: "/home", Handle: p.home},
		{Method: http.MethodGet, Path: "/desk", Handle: p.desk},
		{Method: http.MethodGet, Path: "/notices", Handle: p.noticeList},
		{Method: http.MethodPost, Path: "/notices/{id}/read", Handle: p.noticeRead},
		{Method: http.MethodPost, Path: "/notices/read", Handle: p.noticeReadAll},
	}
}

// home is where sign-in leads: whoever answers for the whole year begins with its
// ring, everybody else with what is owed.
func (p Pages) home(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	if access.Can(door.By(ctx), access.Decide, access.Thing{Bureau: door.By(ctx).Bureau, Kind: access.Plan}) == access.Allowed {
		return door.Redirect(w, r, ringHref(door.Year(ctx)))
	}
	return door.Redirect(w, r, "/desk")
}
