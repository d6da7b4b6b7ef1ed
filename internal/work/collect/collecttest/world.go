package collecttest

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/base/org"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/store"
	"nianlun/internal/work/collect"
	"nianlun/internal/work/collect/collectdb"
)

// Works is a small form with something of each period carried on.
const Works = `
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

// World is a bureau of schools that a section asks, without pages, for tests of what is
// stored and of several acts at once. It can be used from several goroutines.
type World struct {
	*collect.Service
	T      testing.TB
	Bases  Bases
	DB     *collectdb.DB
	SQL    *store.Store
	Bureau string
	Chief  access.Actor       // of the section
	Signs  []collect.SignRole // of the campaigns that Open opens

	mu  sync.Mutex
	now time.Time
}

// New is a bureau with so many schools.
func New(t testing.TB, s *store.Store, schools int) *World {
	t.Helper()
	return NewOf(t, s, schools, org.Bureau{Name: "云湖区教育局", Code: "350201"})
}

// NewOf is New with a bureau of one's own: codes name one bureau each.
func NewOf(t testing.TB, s *store.Store, schools int, bureau org.Bureau) *World {
	t.Helper()
	w := &World{T: t, SQL: s, Signs: []collect.SignRole{collect.Filler}, now: Monday}
	w.Bases = Open(t, s, w.Time)
	w.Service, w.DB = w.Bases.Collect, w.Bases.DB
	units := []org.Unit{Section()}
	for i := range schools {
		units = append(units, School(i, fmt.Sprintf("第%d小学", i), org.Primary))
	}
	w.Bureau = w.Bases.Found(t, bureau, units...)
	w.Chief = access.Actor{Bureau: w.Bureau, Person: "hewei", Name: "何伟", Door: access.Screen, Post: access.Post{ID: "p0", Unit: "sec", Role: access.Section}}
	_, err := w.Bases.Forms.Publish(context.Background(), w.Chief, Works)
	must(t, err)
	return w
}

// Time is what time it is in the world.
func (w *World) Time() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.now
}

// SetTime makes it another time.
func (w *World) SetTime(now time.Time) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.now = now
}

// Clerk is somebody who fills for the i-th school.
func (w *World) Clerk(person string, i int) access.Actor {
	return access.Actor{Bureau: w.Bureau, Person: person, Name: person, Door: access.Screen, Post: access.Post{ID: "p-" + person, Unit: SchoolID(i), Role: access.Clerk}}
}

// Open opens a campaign of all schools for these months.
func (w *World) Open(months ...string) collect.Opened {
	w.T.Helper()
	in := collect.NewCampaign{
		Form: "works", Owner: "sec", Year: 2026, ListNo: "云教表〔2026〕7号", EndsOn: period.Date{Year: 2026, Month: 12, Day: 31},
		Due: collect.DueRule{Workdays: 5, After: collect.AfterEnd}, Signatures: w.Signs,
		Units: collect.UnitRule{Types: []org.UnitType{org.Primary}},
	}
	for _, id := range months {
		in.Periods = append(in.Periods, w.Month(id))
	}
	out, err := w.OpenCampaign(context.Background(), w.Chief, in)
	must(w.T, err)
	return out
}

// Month is a period by its id.
func (w *World) Month(id string) period.Period {
	w.T.Helper()
	p, err := period.Parse(id)
	must(w.T, err)
	return p
}

// Owes is the i-th school's return for a month.
func (w *World) Owes(i int, month string) collect.Obligation {
	w.T.Helper()
	return w.Bases.Owed(w.T, w.Bureau, SchoolID(i), month)
}

// Read is a return as it is stored.
func (w *World) Read(id string) collect.Obligation {
	w.T.Helper()
	o, err := w.DB.Obligation(context.Background(), w.Bureau, id)
	must(w.T, err)
	return o
}

// Sheet is a return of the form as it is typed.
func Sheet(total, spent string) form.Raw { return form.Raw{"total": total, "spent": spent} }
