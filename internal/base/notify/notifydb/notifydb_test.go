package notifydb_test

import (
	"context"
	"testing"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/base/notify"
	"nianlun/internal/base/notify/notifydb"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/i18n"
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
)

func actor(person, unit string, role access.Role) access.Actor {
	return access.Actor{Bureau: "b", Person: person, Post: access.Post{Unit: unit, Role: role}, Door: access.Screen}
}

func newInbox(s *store.Store) *notify.Service {
	now := time.Date(2026, 11, 21, 8, 0, 0, 0, time.UTC)
	return &notify.Service{Store: notifydb.New(s), Now: func() time.Time { now = now.Add(time.Minute); return now }}
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func unread(t *testing.T, s *notify.Service, by access.Actor, want int) {
	t.Helper()
	if n, err := s.Unread(t.Context(), by); err != nil || n != want {
		t.Errorf("%s has %d unread, want %d: %v", by.Person, n, want, err)
	}
}

func TestInbox(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, box := context.Background(), newInbox(s)
		text := i18n.Msg("fault.org.long", "most", 3, "inner", i18n.Msg("fault.param.unknown", "code", "x"), "big", 12345678901234567)
		check(t, box.Send(ctx, notify.Notice{Bureau: "b", Person: "xue", Text: text, Link: "/tasks/1", Kind: access.Task, Thing: "t1"}))
		check(t, box.SendAll(ctx, []notify.Notice{
			{Bureau: "b", Unit: "u1", Role: access.Clerk, Text: i18n.Msg("fault.denied"), Kind: access.Return, Thing: "r1"},
			{Bureau: "b", Unit: "u2", Role: access.Clerk, Text: i18n.Msg("fault.denied"), Kind: access.Return, Thing: "r2"},
			{Bureau: "c", Person: "xue", Text: i18n.Msg("fault.denied")},
		}))
		xue, li := actor("xue", "u1", access.Clerk), actor("li", "u1", access.Clerk)
		unread(t, box, xue, 2)
		unread(t, box, li, 1)
		unread(t, box, actor("xue", "u1", access.Head), 1)

		inbox, err := box.Inbox(ctx, xue)
		check(t, err)
		if len(inbox) != 2 || inbox[0].Thing != "r1" || inbox[1].Thing != "t1" || inbox[1].Link != "/tasks/1" {
			t.Fatalf("inbox: %+v", inbox)
		}
		got := inbox[1].Text
		if got.In(i18n.Chinese) != text.In(i18n.Chinese) || got.Args[5] != "12345678901234567" {
			t.Errorf("the text came back as %+v", got)
		}
		if inner, ok := got.Args[3].(i18n.Text); !ok || inner.In(i18n.English) != i18n.English.T("fault.param.unknown", "code", "x") {
			t.Errorf("the inner text came back as %#v", got.Args[3])
		}

		check(t, box.Read(ctx, xue, inbox[0].ID))
		check(t, box.Read(ctx, xue, inbox[0].ID)) // twice is once
		unread(t, box, xue, 1)
		unread(t, box, li, 1) // who holds the same post still sees it as new
		inbox, err = box.Inbox(ctx, xue)
		check(t, err)
		if inbox[0].Thing != "t1" || inbox[0].Read || !inbox[1].Read {
			t.Errorf("unread ones come first: %+v", inbox)
		}
		if err := box.Read(ctx, li, inbox[0].ID); fault.KindOf(err) != fault.NotFound {
			t.Errorf("somebody reads another's notice: %v", err)
		}
		check(t, box.ReadAll(ctx, li))
		unread(t, box, li, 0)

		check(t, box.Withdraw(ctx, "b", access.Return, "r1"))
		unread(t, box, xue, 1)
		if inbox, err = box.Inbox(ctx, xue); err != nil || len(inbox) != 1 {
			t.Errorf("withdrawn and still there: %+v %v", inbox, err)
		}
		check(t, box.Clear(ctx, "b", time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)))
		unread(t, box, xue, 0)
		var marks int
		check(t, s.Read(ctx).NewRaw("SELECT count(*) FROM notice_read").Scan(ctx, &marks))
		if marks != 0 {
			t.Errorf("%d marks without a notice", marks)
		}
	})
}

// What was told last stands first, whatever was stored last.
func TestTheLatestNoticeStandsFirst(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, day := t.Context(), time.Date(2026, 11, 5, 8, 0, 0, 0, time.UTC)
		box := &notify.Service{Store: notifydb.New(s), Now: func() time.Time { return day }}
		check(t, box.Send(ctx, notify.Notice{Bureau: "b", Person: "xue", Text: i18n.Msg("fault.denied"), Thing: "later"}))
		day = day.AddDate(0, 0, -1)
		check(t, box.Send(ctx, notify.Notice{Bureau: "b", Person: "xue", Text: i18n.Msg("fault.denied"), Thing: "earlier"}))
		inbox, err := box.Inbox(ctx, actor("xue", "u1", access.Clerk))
		check(t, err)
		if len(inbox) != 2 || inbox[0].Thing != "later" {
			t.Errorf("%+v", inbox)
		}
	})
}

func TestUnsoundNoticesAreRefused(t *testing.T) {
	box := &notify.Service{Now: time.Now}
	text := i18n.Msg("fault.denied")
	for name, n := range map[string]notify.Notice{
		"no bureau":      {Person: "p", Text: text},
		"nobody":         {Bureau: "b", Text: text},
		"unit only":      {Bureau: "b", Unit: "u", Text: text},
		"no text":        {Bureau: "b", Person: "p", Text: i18n.Msg("no.such.key")},
		"foreign link":   {Bureau: "b", Person: "p", Text: text, Link: "https://example.org"},
		"foreign link 2": {Bureau: "b", Person: "p", Text: text, Link: "//example.org"},
	} {
		if err := box.Send(t.Context(), n); err == nil {
			t.Errorf("%s passed", name)
		}
	}
	if _, err := box.Inbox(t.Context(), access.System("b")); fault.KindOf(err) != fault.SignIn {
		t.Errorf("a rule has an inbox: %v", err)
	}
}

// The bell counts on every page: it must be cheap after years of notices.
func BenchmarkUnread(b *testing.B) {
	for name, open := range map[string]func(testing.TB) *store.Store{"sqlite": storetest.SQLite, "postgres": storetest.Postgres} {
		b.Run(name, func(b *testing.B) {
			s := open(b)
			box := newInbox(s)
			notices := make([]notify.Notice, 3000)
			for i := range notices {
				notices[i] = notify.Notice{Bureau: "b", Unit: "u", Role: access.Clerk, Text: i18n.Msg("fault.denied")}
				if i%3 > 0 {
					notices[i].Unit = "other"
				}
			}
			check(b, box.SendAll(b.Context(), notices))
			by := actor("p", "u", access.Clerk)
			check(b, box.ReadAll(b.Context(), by))
			for b.Loop() {
				if n, err := box.Unread(b.Context(), by); n != 0 || err != nil {
					b.Fatal(n, err)
				}
			}
		})
	}
}
