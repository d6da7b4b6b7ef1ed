package desk

import (
	"context"
	"net/http"

	"nianlun/internal/base/access"
	"nianlun/internal/base/notify"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
)

// changedShown is how much of the inbox the desk shows.
const changedShown = 8

func (p Pages) changed(ctx context.Context, by access.Actor) ([]ui.Moment, error) {
	notices, err := p.Inbox.Inbox(ctx, by)
	if err != nil {
		return nil, err
	}
	var moments []ui.Moment
	for _, n := range notices[:min(len(notices), changedShown)] {
		moments = append(moments, p.moment(ctx, n))
	}
	return moments, nil
}

func (p Pages) moment(ctx context.Context, n notify.Notice) ui.Moment {
	at := n.At.In(p.Now().Location())
	when := ui.Lang(ctx).Date(at)
	if at.Format("2006-01-02") == p.Now().Format("2006-01-02") {
		when = at.Format("15:04")
	}
	colour := ui.Colour("")
	if !n.Read {
		colour = ui.Blue
	}
	return ui.Moment{When: when, Colour: colour, What: n.Text.In(ui.Lang(ctx)), Href: n.Link}
}

type inboxView struct {
	Rows   []noticeRow
	Unread bool
}

type noticeRow struct {
	ID, When, Words, Href string
	Read                  bool
}

func (p Pages) noticeList(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	notices, err := p.Inbox.Inbox(ctx, door.By(ctx))
	if err != nil {
		return err
	}
	var view inboxView
	for _, n := range notices {
		m := p.moment(ctx, n)
		view.Unread = view.Unread || !n.Read
		view.Rows = append(view.Rows, noticeRow{ID: n.ID, When: m.When, Words: m.What, Href: m.Href, Read: n.Read})
	}
	return door.Page(w, r, door.View{Title: ui.T(ctx, "desk.notices"), Nav: "desk"}, inboxPage(view))
}

// noticeRead marks a notice and leads to what it is about.
func (p Pages) noticeRead(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	form, err := door.Form(r)
	if err != nil {
		return err
	}
	if err := p.Inbox.Read(ctx, door.By(ctx), r.PathValue("id")); err != nil {
		return err
	}
	next := form.Text("next")
	if next == "" {
		next = "/notices"
	}
	return door.Redirect(w, r, next)
}

func (p Pages) noticeReadAll(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	if err := p.Inbox.ReadAll(ctx, door.By(ctx)); err != nil {
		return err
	}
	return door.Redirect(w, r, "/notices")
}
