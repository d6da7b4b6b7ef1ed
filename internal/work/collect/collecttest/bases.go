// Package collecttest owns the bureaus on which tests of collecting stand: the real
// service on a real database, with the real bases under it.
//
// It is for tests alone, and never says what is right: a test does.
package collecttest

import (
	"context"
	"fmt"
	"log/slog"
	"testing"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/base/audit/auditdb"
	"nianlun/internal/base/blob"
	"nianlun/internal/base/blob/blobdb"
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
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/store"
	"nianlun/internal/work/collect"
	"nianlun/internal/work/collect/collectdb"
)

// Monday is when the worlds of tests begin: the twelfth of October 2026, at nine.
var Monday = time.Date(2026, 10, 12, 9, 0, 0, 0, calendar.Zone)

// Bases are collecting and what it stands on, over one database.
type Bases struct {
	Collect *collect.Service
	DB      *collectdb.DB
	Audit   *audit.Service
	Org     *org.Service
	Forms   *record.Service
}

// Open wires the bases; clock says what time it is.
func Open(t testing.TB, s *store.Store, clock func() time.Time) Bases {
	t.Helper()
	b := Bases{DB: collectdb.New(s), Audit: audit.New(s, auditdb.New(s), []byte("0123456789abcdef0123456789abcdef"), clock, slog.New(slog.DiscardHandler))}
	b.Org = &org.Service{Tx: s, Store: orgdb.New(s), Audit: b.Audit, Now: clock}
	b.Forms = &record.Service{Tx: s, Store: recorddb.New(s), Audit: b.Audit, Now: clock}
	params := &param.Service{Tx: s, Store: paramdb.New(s), Audit: b.Audit}
	b.Collect = &collect.Service{
		Tx: s, Store: b.DB, Corrections: b.DB, Burdens: b.DB, Records: b.Forms, Units: b.Org, Audit: b.Audit, Now: clock,
		Calendar: &calendar.Service{Tx: s, Store: calendardb.New(s), Audit: b.Audit, Now: clock}, Params: params, Caps: params,
		Notify: &notify.Service{Store: notifydb.New(s), Now: clock}, Files: &blob.Service{Store: blobdb.New(s), Dir: t.TempDir(), Now: clock},
	}
	return b
}

// Found makes a bureau with these units and gives its id.
func (b Bases) Found(t testing.TB, one org.Bureau, units ...org.Unit) string {
	t.Helper()
	ctx := context.Background()
	made, err := b.Org.AddBureau(ctx, access.Actor{Door: access.Command}, one)
	must(t, err)
	_, err = b.Org.AddUnits(ctx, access.System(made.ID), units)
	must(t, err)
	return made.ID
}

// Owed is what a unit of a bureau owes for a period, by the period's id.
func (b Bases) Owed(t testing.TB, bureau, unit, when string) collect.Obligation {
	t.Helper()
	all, err := b.DB.Find(context.Background(), collect.Query{Bureau: bureau, Unit: unit, Begun: period.Date{Year: 2029, Month: 12, Day: 31}, Limit: 100})
	must(t, err)
	for _, o := range all {
		if o.Period.String() == when {
			return o
		}
	}
	t.Fatalf("%s owes nothing for %s", unit, when)
	return collect.Obligation{}
}

// Section is the unit that asks in these bureaus.
func Section() org.Unit { return org.Unit{ID: "sec", Name: "计划财务科", Type: org.Section} }

// SchoolID is the id of the i-th school.
func SchoolID(i int) string { return fmt.Sprintf("school-%04d", i) }

// School is the i-th school.
func School(i int, name string, typ org.UnitType) org.Unit {
	return org.Unit{ID: SchoolID(i), Name: name, Code: fmt.Sprintf("21350%05d", i), Type: typ, Sort: i}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
