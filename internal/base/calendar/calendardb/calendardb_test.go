package calendardb_test

import (
	"context"
	"testing"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/base/calendar"
	"nianlun/internal/base/calendar/calendardb"
	"nianlun/internal/engine/period"
	"nianlun/internal/engine/workdays"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
)

type log []audit.Event

func (l *log) Write(_ context.Context, _ access.Actor, e audit.Event) error {
	*l = append(*l, e)
	return nil
}

var sysadmin = access.Actor{Bureau: "b", Person: "p", Post: access.Post{Role: access.SysAdmin}, Door: access.Screen}

func newCalendar(s *store.Store) (*calendar.Service, *log) {
	l := &log{}
	return &calendar.Service{Tx: s, Store: calendardb.New(s), Audit: l, Now: time.Now}, l
}

func date(year int, month time.Month, day int) period.Date {
	return period.Date{Year: year, Month: month, Day: day}
}

func works(t *testing.T, s *calendar.Service, bureau string, day period.Date, want bool) {
	t.Helper()
	c, err := s.Calendar(context.Background(), bureau)
	if err != nil {
		t.Fatal(err)
	}
	if c.IsWorkday(day) != want {
		t.Errorf("bureau %s, %s: worked is %t", bureau, day, !want)
	}
}

func TestOneDayIsCorrected(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		s, l := newCalendar(st)
		ctx := context.Background()
		snow := date(2026, 1, 20)
		works(t, s, "b", snow, true)
		if err := s.SetDay(ctx, sysadmin, workdays.Day{Name: "大雪停课", Date: snow, IsOffDay: true}); err != nil {
			t.Fatal(err)
		}
		works(t, s, "b", snow, false)
		works(t, s, "other", snow, true)
		works(t, s, "b", date(2026, 10, 1), false) // the rest of the notice still holds
		works(t, s, "b", date(2026, 10, 10), true)
		if err := s.SetDay(ctx, sysadmin, workdays.Day{Date: snow}); err != nil {
			t.Fatal(err)
		}
		works(t, s, "b", snow, true)
		if len(*l) != 2 || (*l)[0].Verb != "calendar.set" || (*l)[0].Thing != "2026" {
			t.Errorf("the log: %+v", *l)
		}
	})
}

func TestANewYearIsImported(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		s, _ := newCalendar(st)
		ctx := context.Background()
		year := workdays.Year{Year: 2027, Papers: []string{"国办发明电〔2026〕1号"}, Days: []workdays.Day{
			{Name: "元旦", Date: date(2026, 12, 31), IsOffDay: true}, {Name: "元旦", Date: date(2027, 1, 1), IsOffDay: true},
			{Name: "元旦", Date: date(2027, 1, 2), IsOffDay: false},
		}}
		if err := s.SetDay(ctx, sysadmin, year.Days[1]); !fault.Is(err, "calendar.unknown") {
			t.Errorf("a day of a year that is not known: %v", err)
		}
		for range 2 {
			if err := s.SetYear(ctx, sysadmin, year); err != nil {
				t.Fatal(err)
			}
		}
		works(t, s, "b", date(2026, 12, 31), false)
		works(t, s, "b", date(2027, 1, 2), true)
		years, err := s.Years(ctx, "b")
		if err != nil || len(years) != 4 || years[3].Year != 2027 || len(years[3].Days) != 3 || years[3].Papers[0] != year.Papers[0] {
			t.Errorf("years: %+v %v", years, err)
		}
		// A notice that is wrong in itself is refused with its day.
		year.Days[2].Date = date(2027, 1, 4)
		err = s.SetYear(ctx, sysadmin, year)
		if f := fault.As(err); f.Code != "calendar.year" || len(f.Fields) != 1 || f.Fields[0].Path != "2027-01-04" ||
			f.Fields[0].Key != "fault.calendar.reason.weekday" {
			t.Errorf("got %v %+v", err, f.Fields)
		}
		clerk := sysadmin
		clerk.Post.Role = access.Clerk
		if err := s.SetYear(ctx, clerk, year); fault.KindOf(err) != fault.NotFound {
			t.Errorf("a clerk sets the calendar: %v", err)
		}
	})
}

// Midnight is that of the bureau, not of Greenwich.
func TestToday(t *testing.T) {
	s := &calendar.Service{Now: func() time.Time { return time.Date(2026, 11, 20, 16, 0, 0, 0, time.UTC) }}
	if got := s.Today(); got != date(2026, 11, 21) {
		t.Errorf("today is %s", got)
	}
	if got := calendar.Today(time.Date(2026, 11, 20, 15, 59, 59, 0, time.UTC)); got != date(2026, 11, 20) {
		t.Errorf("a second before midnight is %s", got)
	}
}
