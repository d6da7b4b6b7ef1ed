package collect_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/base/org"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/work/collect"
)

// Whoever holds posts at 河西小学, which carries 青溪小学 on.
var (
	heirClerk = actor("heli", "school-c", access.Clerk)
	heirHead  = actor("heyan", "school-c", access.Head)
)

// staffed are units with clerks, and heads, at some of them.
type staffed struct {
	bureauUnits
	clerks []string
	heads  []string // two are two heads
}

func (u staffed) HoldersOf(_ context.Context, _ string, _ period.Date, roles ...access.Role) ([]org.Holder, error) {
	var all []org.Holder
	for _, unit := range u.clerks {
		if slices.Contains(roles, access.Clerk) {
			all = append(all, org.Holder{Post: org.Post{Unit: unit, Role: access.Clerk}, Person: org.Person{ID: "clerk-" + unit, Name: "clerk of " + unit}})
		}
	}
	for i, unit := range u.heads {
		if slices.Contains(roles, access.Head) {
			person := org.Person{ID: fmt.Sprintf("head%d", i), Name: "head of " + unit}
			all = append(all, org.Holder{Post: org.Post{Unit: unit, Role: access.Head}, Person: person})
		}
	}
	return all, nil
}

// merged is a bureau on 16 November whose 青溪小学 was merged into 河西小学 six days ago.
func (w *world) merged() {
	w.t.Helper()
	w.restructured()
	on := period.Date{Year: 2026, Month: time.November, Day: 10}
	units := w.Units.(bureauUnits)
	for i, u := range units.all {
		if u.ID == school {
			units.all[i].Until, units.all[i].Into = on.AddDays(-1), "school-c"
		}
	}
	w.Units = staffed{units, []string{"school-c", "school-d"}, []string{"school-c", "school-c", "school-d", "school-d"}}
	if err := w.Follow(context.Background(), access.System(bureau), event(org.Merged, units.all[1], "school-c", on)); err != nil {
		w.t.Fatal(err)
	}
	w.now = time.Date(2026, 11, 16, 9, 0, 0, 0, w.now.Location())
}

// passed passes returns on and gives what came of each.
func (w *world) passed(in collect.PassOnInput) map[string]error {
	w.t.Helper()
	results, err := w.PassOn(context.Background(), chief, in)
	if err != nil {
		w.t.Fatal(err)
	}
	said := map[string]error{}
	for _, r := range results {
		said[r.Return] = r.Err
	}
	return said
}

func TestTheSuccessorHandsInWhatAMergedUnitOwes(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	w.merged()
	o := w.of(school, "2026-09")
	due := period.Date{Year: 2026, Month: time.November, Day: 20}
	if said := w.passed(collect.PassOnInput{Returns: []string{o.ID}, Due: due}); said[o.ID] != nil {
		t.Fatal(said[o.ID])
	}
	if got := w.of(school, "2026-09"); got.Heir != "school-c" || got.Unit != school || got.Due != due || got.Rev != o.Rev+1 {
		t.Fatalf("%+v", got)
	}
	if n := w.inbox.sent[len(w.inbox.sent)-1]; n.Unit != "school-c" || n.Role != access.Clerk || n.Thing != o.ID {
		t.Errorf("told %+v", n)
	}
	if w.log.count("return.passon") != 1 {
		t.Error("the log says nothing")
	}
	if items, err := w.Owed(ctx, clerk); err != nil || slices.ContainsFunc(items, func(i collect.Item) bool { return i.ID == o.ID }) {
		t.Errorf("the merged unit still owes it: %v", err)
	}
	items, err := w.Owed(ctx, heirClerk)
	at := slices.IndexFunc(items, func(i collect.Item) bool { return i.ID == o.ID })
	if err != nil || at < 0 || items[at].UnitName != "青溪小学" || items[at].HeirName != "河西小学" {
		t.Fatalf("the successor's desk: %v %+v", err, items)
	}
	if _, err := w.Return(ctx, clerk, o.ID); fault.KindOf(err) != fault.NotFound {
		t.Errorf("who answers no longer still opens it: %v", err)
	}
	in := collect.SubmitInput{SaveInput: collect.SaveInput{Return: o.ID, Raw: sheet(3, 1, 2, "1.00")}}
	if _, err := w.Submit(ctx, heirClerk, in); err != nil {
		t.Fatal(err)
	}
	waiting, err := w.Waiting(ctx, heirHead)
	if err != nil || len(waiting) != 1 || waiting[0].ID != o.ID {
		t.Errorf("the successor's head has nothing to sign: %v %+v", err, waiting)
	}
	if _, err := w.Sign(ctx, heirHead, collect.Seen{Return: o.ID, Base: 1}); err != nil {
		t.Fatal(err)
	}
	facts, err := w.Facts(ctx, bureau, "works", []string{"total"}, []string{"2026-09"})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range facts {
		if f.Return == o.ID && f.Unit != school {
			t.Errorf("the figure counts for %s", f.Unit)
		}
	}
}

func TestTheChaseListPutsWhatIsPassedOnWithWhoAnswers(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	w.merged()
	o, late := w.of(school, "2026-08"), w.of(school, "2026-09")
	w.passed(collect.PassOnInput{Returns: []string{o.ID}})
	list, err := w.Overdue(ctx, chief, collect.ChaseFilter{})
	if err != nil {
		t.Fatal(err)
	}
	under := map[string]string{}
	for _, u := range list.Units {
		for _, row := range u.Rows {
			under[row.ID] = u.Unit.ID + "/" + row.For
		}
	}
	if under[o.ID] != "school-c/青溪小学" || under[late.ID] != school+"/" {
		t.Errorf("%v", under)
	}
	before := len(w.inbox.sent)
	if _, err := w.RemindAll(ctx, chief, []string{o.ID, late.ID}); err != nil {
		t.Fatal(err)
	}
	var told []string
	for _, n := range w.inbox.sent[before:] {
		told = append(told, n.Unit)
	}
	slices.Sort(told)
	if !slices.Equal(told, []string{school, "school-c"}) {
		t.Errorf("reminded %v", told)
	}
}

func TestPassingOnIsRefused(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*world)
		unit   string
		in     collect.PassOnInput
		want   string
	}{
		"a unit that is there":        {nil, "school-d", collect.PassOnInput{}, "passon.alive"},
		"to one that is no more":      {nil, school, collect.PassOnInput{To: other, Reason: "x"}, "passon.heir"},
		"to one that nobody knows":    {nil, school, collect.PassOnInput{To: "nowhere", Reason: "x"}, "passon.heir"},
		"to itself":                   {nil, school, collect.PassOnInput{To: school, Reason: "x"}, "passon.heir"},
		"to a section":                {nil, school, collect.PassOnInput{To: section, Reason: "x"}, "passon.heir"},
		"to another without a reason": {nil, school, collect.PassOnInput{To: "school-d", Reason: " "}, "passon.reason"},
		"a successor without a clerk": {func(w *world) { w.Units = staffed{w.Units.(staffed).bureauUnits, nil, nil} }, school, collect.PassOnInput{}, "passon.heir"},
		"too few to sign": {func(w *world) {
			w.Units = staffed{w.Units.(staffed).bureauUnits, []string{"school-c"}, []string{"school-c"}}
		}, school, collect.PassOnInput{}, "passon.short"},
		"no successor in the register": {func(w *world) { w.unit(school).Into = "" }, school, collect.PassOnInput{}, "passon.none"},
		"a bureau's sums":              {func(w *world) { w.unit(school).Type = org.BureauUnit }, school, collect.PassOnInput{}, "passon.bureau"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.merged()
			if c.change != nil {
				c.change(w)
			}
			o := w.of(c.unit, "2026-09")
			c.in.Returns = []string{o.ID}
			_ = wantFault(t, w.passed(c.in)[o.ID], c.want)
			if got := w.of(c.unit, "2026-09"); got.Heir != "" || got.Rev != o.Rev {
				t.Errorf("it was passed on all the same: %+v", got)
			}
		})
	}
}

// unit is a unit of the register, to be changed.
func (w *world) unit(id string) *org.Unit {
	all := w.Units.(staffed).all
	return &all[slices.IndexFunc(all, func(u org.Unit) bool { return u.ID == id })]
}

func TestOnlyWhoSteersPassesOn(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	w.merged()
	o := w.of(school, "2026-09")
	for _, by := range []access.Actor{clerk, heirClerk, heirHead, actor("renshi", "sec-staff", access.Section)} {
		results, err := w.PassOn(ctx, by, collect.PassOnInput{Returns: []string{o.ID}})
		if err == nil && len(results) == 1 {
			err = results[0].Err
		}
		if k := fault.KindOf(err); err == nil || k != fault.Denied && k != fault.NotFound {
			t.Errorf("%s: %v", by.Person, err)
		}
	}
	bad := wantFault(t, func() error {
		_, err := w.PassOn(ctx, chief, collect.PassOnInput{Returns: []string{o.ID}, Due: period.Date{Year: 2026, Month: 1, Day: 1}})
		return err
	}(), "collect.passon")
	if !hasField(bad, "due") {
		t.Errorf("%+v", bad.Fields)
	}
	if w.of(school, "2026-09").Heir != "" {
		t.Error("it was passed on")
	}
}

func TestTakingBackAndASuccessorThatIsMergedItself(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	w.merged()
	o := w.of(school, "2026-09")
	w.passed(collect.PassOnInput{Returns: []string{o.ID}})
	_ = wantFault(t, w.passed(collect.PassOnInput{Returns: []string{o.ID}})[o.ID], "passon.alive") // who answers is there
	if err := w.TakeBack(ctx, chief, o.ID); err != nil || w.of(school, "2026-09").Heir != "" {
		t.Fatal(err)
	}
	_ = wantFault(t, w.TakeBack(ctx, chief, o.ID), "return.moved")
	w.passed(collect.PassOnInput{Returns: []string{o.ID}})
	heir := w.unit("school-c")
	heir.Until, heir.Into = period.Date{Year: 2026, Month: time.November, Day: 15}, "school-d"
	list, err := w.Overdue(ctx, chief, collect.ChaseFilter{})
	if err != nil || len(list.Units) == 0 || !list.Units[0].Gone {
		t.Fatalf("%v %+v", err, list.Units)
	}
	if said := w.passed(collect.PassOnInput{Returns: []string{o.ID}}); said[o.ID] != nil || w.of(school, "2026-09").Heir != "school-d" {
		t.Fatalf("%v", said)
	}
	if _, err := w.Submit(ctx, actor("du", "school-d", access.Clerk), collect.SubmitInput{SaveInput: collect.SaveInput{Return: o.ID, Raw: sheet(3, 1, 2, "1.00")}}); err != nil {
		t.Fatal(err)
	}
	told := len(w.inbox.sent)
	if err := w.TakeBack(ctx, chief, o.ID); err != nil {
		t.Errorf("while its head has not signed it can be taken back: %v", err)
	}
	w.passed(collect.PassOnInput{Returns: []string{o.ID}})
	for i, n := range w.inbox.sent[told:] {
		if n.Role != access.Head || n.Thing != o.ID {
			t.Errorf("%d: what waits for a signature is told to %+v", i, n)
		}
	}
	if len(w.inbox.sent) != told+2 {
		t.Errorf("told %+v", w.inbox.sent[told:])
	}
	if err := w.TakeBack(ctx, chief, o.ID); err != nil {
		t.Fatal(err)
	}
	w.Units = staffed{w.Units.(staffed).bureauUnits, []string{"school-d"}, []string{"school-d"}}
	_ = wantFault(t, w.passed(collect.PassOnInput{Returns: []string{o.ID}})[o.ID], "passon.short") // two signatures, one head
}

func TestTheLookBeforePassingOn(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	w.merged()
	gone, there := w.of(school, "2026-09"), w.of("school-d", "2026-09")
	look, err := w.LookPassOn(ctx, chief, []string{gone.ID, there.ID})
	if err != nil || len(look.Rows) != 2 {
		t.Fatal(err, look.Rows)
	}
	for _, row := range look.Rows {
		switch row.ID {
		case gone.ID:
			if row.Err != nil || row.Successor != "河西小学" || row.UnitName != "青溪小学" {
				t.Errorf("%+v", row)
			}
		case there.ID:
			_ = wantFault(t, row.Err, "passon.alive")
		}
	}
	if len(look.Heirs) != 2 || look.Heirs[0].ID == school {
		t.Errorf("%+v", look.Heirs)
	}
	look, err = w.LookPassOn(ctx, actor("chen", "office", access.Office), []string{gone.ID})
	if err != nil || len(look.Rows) != 1 {
		t.Fatal(err, look.Rows)
	}
	_ = wantFault(t, look.Rows[0].Err, "passon.owner")
	_, err = w.LookPassOn(ctx, heirClerk, []string{gone.ID})
	_ = wantFault(t, err, "notfound")
}
