package levelsdb_test

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"testing"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/base/audit/auditdb"
	"nianlun/internal/base/calendar"
	"nianlun/internal/base/calendar/calendardb"
	"nianlun/internal/base/notify"
	"nianlun/internal/base/notify/notifydb"
	"nianlun/internal/base/org"
	"nianlun/internal/base/org/orgdb"
	"nianlun/internal/base/param"
	"nianlun/internal/base/param/paramdb"
	"nianlun/internal/base/record"
	"nianlun/internal/base/record/recorddb"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/store"
	"nianlun/internal/work/collect"
	"nianlun/internal/work/collect/collectdb"
)

const formYAML = `
form: works
title: 校舍进度月报
period: month
basis: 专项资金月报制度
sections:
  - title: 总体
    fields:
      - {code: total, name: 项目总数, type: integer, unit: 个, required: true, prefill: last}
      - {code: spent, name: 本年完成投资, type: money, unit: 万元, decimals: 2}
`

// world is a bureau on a real database, with the real bases under it, like that of
// the tests of collectdb.
type world struct {
	*collect.Service
	t      testing.TB
	db     *collectdb.DB
	audit  *audit.Service
	bureau string
	chief  access.Actor
	mu     sync.Mutex
	now    time.Time
}

func newWorld(t testing.TB, s *store.Store, schools int) *world {
	t.Helper()
	return newWorldOf(t, s, schools, org.Bureau{Name: "云湖区教育局", Code: "350201"})
}

// newWorldOf is newWorld with a bureau of one's own: codes name one bureau each.
func newWorldOf(t testing.TB, s *store.Store, schools int, bureau org.Bureau) *world {
	t.Helper()
	ctx := context.Background()
	w := &world{t: t, db: collectdb.New(s), now: time.Date(2026, 10, 12, 9, 0, 0, 0, calendar.Zone)}
	log := audit.New(s, auditdb.New(s), []byte("0123456789abcdef0123456789abcdef"), w.clock, slog.New(slog.DiscardHandler))
	w.audit = log
	units := &org.Service{Tx: s, Store: orgdb.New(s), Audit: log, Now: w.clock}
	records := &record.Service{Tx: s, Store: recorddb.New(s), Audit: log, Now: w.clock}
	w.Service = &collect.Service{
		Tx: s, Store: w.db, Corrections: w.db, Burdens: w.db, Records: records, Units: units, Audit: log, Now: w.clock,
		Calendar: &calendar.Service{Tx: s, Store: calendardb.New(s), Audit: log, Now: w.clock},
		Params:   &param.Service{Tx: s, Store: paramdb.New(s), Audit: log},
		Notify:   &notify.Service{Store: notifydb.New(s), Now: w.clock},
	}
	w.Caps = &param.Service{Tx: s, Store: paramdb.New(s), Audit: log}
	b, err := units.AddBureau(ctx, access.Actor{Door: access.Command}, bureau)
	must(t, err)
	w.bureau = b.ID
	by := access.System(b.ID)
	all := []org.Unit{{ID: "sec", Name: "计划财务科", Type: org.Section}}
	for i := range schools {
		all = append(all, org.Unit{ID: schoolID(i), Name: fmt.Sprintf("第%d小学", i), Code: fmt.Sprintf("21350%05d", i), Type: org.Primary, Sort: i})
	}
	_, err = units.AddUnits(ctx, by, all)
	must(t, err)
	w.chief = access.Actor{Bureau: b.ID, Person: "hewei", Name: "何伟", Door: access.Screen, Post: access.Post{ID: "p0", Unit: "sec", Role: access.Section}}
	_, err = records.Publish(ctx, w.chief, formYAML)
	must(t, err)
	return w
}

func schoolID(i int) string { return fmt.Sprintf("school-%04d", i) }

func (w *world) clock() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.now
}

func (w *world) clerk(person string, i int) access.Actor {
	return access.Actor{Bureau: w.bureau, Person: person, Name: person, Door: access.Screen, Post: access.Post{ID: "p-" + person, Unit: schoolID(i), Role: access.Clerk}}
}

// month is a period by its id.
func (w *world) month(id string) period.Period {
	w.t.Helper()
	p, err := period.Parse(id)
	must(w.t, err)
	return p
}

// owed is a school's return for a month.
func (w *world) owed(i int, month string) collect.Obligation {
	w.t.Helper()
	all, err := w.db.Find(context.Background(), collect.Query{Bureau: w.bureau, Unit: schoolID(i), Begun: period.Date{Year: 2027, Month: 12, Day: 31}, Limit: 100})
	must(w.t, err)
	for _, o := range all {
		if o.Period.String() == month {
			return o
		}
	}
	w.t.Fatalf("school %d owes nothing for %s", i, month)
	return collect.Obligation{}
}

func (w *world) read(id string) collect.Obligation {
	w.t.Helper()
	o, err := w.db.Obligation(context.Background(), w.bureau, id)
	must(w.t, err)
	return o
}

// on is a day of 2026.
func on(month time.Month, day int) period.Date {
	return period.Date{Year: 2026, Month: month, Day: day}
}

func raw(total, spent string) form.Raw { return form.Raw{"total": total, "spent": spent} }

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
