package api_test

import (
	"context"
	"fmt"
	"log/slog"
	"net/http/httptest"
	"net/netip"
	"os"
	"testing"
	"time"

	"nianlun/client"
	"nianlun/internal/api"
	"nianlun/internal/api/apidb"
	"nianlun/internal/base/access"
	"nianlun/internal/base/account"
	"nianlun/internal/base/account/accountdb"
	"nianlun/internal/base/audit"
	"nianlun/internal/base/audit/auditdb"
	"nianlun/internal/base/calendar"
	"nianlun/internal/base/calendar/calendardb"
	"nianlun/internal/base/codelist"
	"nianlun/internal/base/codelist/codelistdb"
	"nianlun/internal/base/hook"
	"nianlun/internal/base/hook/hookdb"
	"nianlun/internal/base/notify"
	"nianlun/internal/base/notify/notifydb"
	"nianlun/internal/base/org"
	"nianlun/internal/base/org/orgdb"
	"nianlun/internal/base/param"
	"nianlun/internal/base/param/paramdb"
	"nianlun/internal/base/record"
	"nianlun/internal/base/record/recorddb"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/store"
	"nianlun/internal/work/collect"
	"nianlun/internal/work/collect/collectdb"
	"nianlun/internal/work/indicator"
	"nianlun/internal/work/indicator/indicatordb"
)

// bureau is a whole installation with the real services on one database: two
// schools that owe a monthly form, a section that asks for it.
type bureau struct {
	t        testing.TB
	store    *store.Store
	audit    *audit.Service
	org      *org.Service
	records  *record.Service
	collect  *collect.Service
	figures  *indicator.Service
	accounts *account.Service
	lists    *codelist.Service
	hooks    *hook.Service
	system   access.Actor
	section  access.Actor
	units    map[string]string // name -> id
	tokens   map[string]string // name of a post -> secret
	server   *httptest.Server
}

// now is the bureau's clock: the morning of 16 October 2026.
func now() time.Time { return time.Date(2026, 10, 16, 1, 30, 0, 0, time.UTC) }

func newBureau(t testing.TB, s *store.Store, settings api.Settings) *bureau {
	t.Helper()
	b := &bureau{t: t, store: s, system: access.System("b"), units: map[string]string{}, tokens: map[string]string{}}
	b.wire()
	b.people()
	b.forms()
	b.codes()
	handler, err := api.New(api.Config{
		Tokens: b.accounts, Returns: api.Collected{Collect: b.collect}, Indicators: b.figures, Replays: apidb.New(s), Hooks: b.hooks, Corrections: api.Corrected{Collect: b.collect}, CodeLists: b.lists,
		Log: slog.New(slog.DiscardHandler), Now: now, Settings: settings,
	})
	b.must(err)
	b.server = httptest.NewServer(handler)
	t.Cleanup(b.server.Close)
	return b
}

// codes publishes a list of codes in two versions.
func (b *bureau) codes() {
	ctx := context.Background()
	l, err := b.lists.Start(ctx, b.system, codelist.Start{Code: "school-kinds", Draft: codelist.Draft{Name: "学校类别", Source: "JY/T 1001",
		Rows: []codelist.Row{{Code: "211", Name: "小学"}, {Code: "312", Name: "职业初中"}}}})
	b.must(err)
	_, err = b.lists.Publish(ctx, b.system, codelist.Publish{List: l.Code, Base: l.Rev, Reason: "首次"})
	b.must(err)
	l, err = b.lists.Save(ctx, b.system, codelist.Save{List: l.Code, Base: l.Rev + 1, Draft: codelist.Draft{Name: "学校类别", Source: "JY/T 1001",
		Rows: []codelist.Row{{Code: "211", Name: "普通小学"}, {Code: "312", Name: "职业初中", Retired: "2026-09-01"}}}})
	b.must(err)
	_, err = b.lists.Publish(ctx, b.system, codelist.Publish{List: l.Code, Base: l.Rev, Reason: "新标准"})
	b.must(err)
}

func (b *bureau) wire() {
	s, log := b.store, slog.New(slog.DiscardHandler)
	b.audit = audit.New(s, auditdb.New(s), []byte("0123456789abcdef0123456789abcdef"), now, log)
	b.org = &org.Service{Tx: s, Store: orgdb.New(s), Audit: b.audit, Now: now}
	rules := hook.Rules{Plain: true, Nets: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}}
	b.hooks = &hook.Service{Tx: s, Store: hookdb.New(s), Audit: b.audit, Client: hook.NewClient(rules), Inbox: &notify.Service{Store: notifydb.New(s), Now: now}, People: b.org, Now: now, Rules: rules}
	b.audit.Follow("hooks", b.hooks.Follow, hook.Verbs()...)
	params := &param.Service{Tx: s, Store: paramdb.New(s), Audit: b.audit}
	b.lists = &codelist.Service{Tx: s, Store: codelistdb.New(s), Audit: b.audit, Now: now}
	b.records = &record.Service{Tx: s, Store: recorddb.New(s), Audit: b.audit, Now: now, CodeLists: b.lists}
	b.accounts = &account.Service{
		Tx: s, Store: accountdb.New(s), People: b.org, Params: params, Audit: b.audit, Now: now,
		Hasher: account.NewHasher(account.Cost{Memory: 64, Time: 1, Threads: 1}),
	}
	b.collect = &collect.Service{
		Tx: s, Store: collectdb.New(s), Corrections: collectdb.New(s), Records: b.records, Units: b.org,
		Calendar: &calendar.Service{Tx: s, Store: calendardb.New(s), Audit: b.audit, Now: now},
		Params:   params, Audit: b.audit, Notify: &notify.Service{Store: notifydb.New(s), Now: now}, Now: now,
	}
	b.figures = &indicator.Service{
		Tx: s, Store: indicatordb.New(s), Source: stated{b.collect}, Units: b.org, Forms: b.records, Params: params, Audit: b.audit, Now: now,
	}
}

// stated makes the source of figures of what collecting states, as app does.
type stated struct{ *collect.Service }

func (s stated) Facts(ctx context.Context, bureau, form string, fields, periods []string) ([]indicator.Fact, error) {
	found, err := s.Service.Facts(ctx, bureau, form, fields, periods)
	facts := make([]indicator.Fact, len(found))
	for i, f := range found {
		state := indicator.Draft
		if f.State == collect.Reviewed || f.State == collect.Locked {
			state = indicator.State(f.State)
		}
		facts[i] = indicator.Fact{
			Unit: f.Unit, Period: f.Period, Values: f.Values, State: state, Return: f.Return, Record: f.Record, At: f.At,
		}
	}
	return facts, err
}

func (b *bureau) people() {
	ctx := context.Background()
	command := b.system
	command.Door = access.Command
	_, err := b.org.AddBureau(ctx, command, org.Bureau{ID: "b", Name: "云湖区教育局", Code: "990101"})
	if err != nil {
		_, err = b.org.AddBureau(ctx, b.system, org.Bureau{ID: "b", Name: "云湖区教育局", Code: "990101"})
	}
	b.must(err)
	from := period.Date{Year: 2020, Month: 1, Day: 1}
	for i, u := range []org.Unit{
		{Name: "计划财务科", Type: org.Section}, {Name: "人事科", Type: org.Section},
		{Name: "新桥小学", Type: org.Primary}, {Name: "古渡小学", Type: org.Primary},
	} {
		u.From, u.Sort = from, i
		if u.Type.School() {
			u.Code = fmt.Sprintf("21990000%02d", i)
		}
		added, err := b.org.AddUnit(ctx, b.system, u)
		b.must(err)
		b.units[u.Name] = added.ID
	}
	b.post("科员", "计划财务科", access.Section)
	b.post("办公室", "人事科", access.Office)
	b.post("新桥填报员", "新桥小学", access.Clerk)
	b.post("古渡填报员", "古渡小学", access.Clerk)
	b.post("新桥校长", "新桥小学", access.Head)
}

// post adds a person in a post with a token of the same name.
func (b *bureau) post(name, unit string, role access.Role) {
	ctx := context.Background()
	person, err := b.org.AddPerson(ctx, b.system, org.Person{Name: name, Login: fmt.Sprintf("u%d", len(b.tokens)+1), Active: true})
	b.must(err)
	post, err := b.org.AddPost(ctx, b.system, org.Post{Person: person.ID, Unit: b.units[unit], Role: role, Title: name, From: period.Date{Year: 2020, Month: 1, Day: 1}})
	b.must(err)
	_, secret, err := b.accounts.NewToken(ctx, b.system, person.ID, post.ID, name, time.Time{})
	b.must(err)
	b.tokens[name] = secret
	if role == access.Section {
		b.section = access.Actor{Bureau: "b", Person: person.ID, Name: name, Post: access.Post{ID: post.ID, Unit: b.units[unit], Role: role}, Door: access.Screen}
	}
}

func (b *bureau) forms() {
	ctx := context.Background()
	for _, name := range []string{"building-progress", "teacher-training"} {
		text, err := os.ReadFile("../engine/form/formtest/forms/" + name + ".yaml")
		b.must(err)
		_, err = b.records.Publish(ctx, b.system, string(text))
		b.must(err)
	}
	b.must(b.figures.PublishDefaults(ctx, b.system))
	var periods []period.Period
	for _, id := range []string{"2026-08", "2026-09"} {
		p, err := period.Parse(id)
		b.must(err)
		periods = append(periods, p)
	}
	_, err := b.collect.OpenCampaign(ctx, b.section, collect.NewCampaign{
		Form: "building-progress", Owner: b.units["计划财务科"], Year: 2026, Periods: periods,
		Due: collect.DueRule{Workdays: 5, After: collect.AfterEnd}, ListNo: "2026-07",
		EndsOn: period.Date{Year: 2026, Month: 12, Day: 31}, Units: collect.UnitRule{Types: []org.UnitType{org.Primary}},
		Signatures: []collect.SignRole{collect.Filler},
	})
	b.must(err)
}

func (b *bureau) must(err error) {
	b.t.Helper()
	if err != nil {
		b.t.Fatalf("%+v", err)
	}
}

// as is a client with the token of a post.
func (b *bureau) as(name string) *client.Client { return client.New(b.server.URL, b.tokens[name]) }

// owed is the return that a school owes for a period.
func (b *bureau) owed(name, p string) client.ReturnHead {
	b.t.Helper()
	found, err := b.as(name).Returns(context.Background(), client.ReturnQuery{Period: p})
	b.must(err)
	if len(found) != 1 {
		b.t.Fatalf("%d returns for %s", len(found), p)
	}
	return found[0]
}

// sheet is a building return that is in order.
func sheet(base int, spent string) client.Sheet {
	return client.Sheet{Base: base, Values: map[string]string{
		"projects": "3", "done": "1", "building": "1", "preparing": "1", "spent": spent, "stopped": "否",
		"list": "r1", "list[r1].name": "综合楼", "list[r1].phase": "main", "list[r1].area": "1200.5", "list[r1].plan": "900", "list[r1].paid": "410.25",
	}}
}
