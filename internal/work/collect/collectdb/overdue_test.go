package collectdb_test

import (
	"context"
	"nianlun/internal/work/collect/collecttest"
	"slices"
	"testing"

	"nianlun/internal/base/access"
	"nianlun/internal/base/org"
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
	"nianlun/internal/work/collect"
)

// What is overdue stays before everybody's eyes: on the desk of the school, in the
// list of the section that asked, in the matrix, on the chase list. Neither the end
// of the campaign nor that of the unit nor that of the year takes it away; only
// being handed in and locked, or being excused with a reason.
func TestWhatIsOverdueNeverDisappears(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newWorld(t, s, 4)
		ctx := context.Background()
		units := w.Units.(*org.Service)
		units.Followers = []org.Follower{w.Service}
		c := w.Open("2026-08").Campaign // due in September
		const stays, merged, closed, drafted = 0, 1, 2, 3
		by := access.System(w.Bureau)
		_, err := units.AddPeople(ctx, by, []org.Person{{ID: "liu", Name: "刘芳", Active: true}, {ID: "chen", Name: "陈涛", Active: true}})
		must(t, err)
		_, err = units.AddPosts(ctx, by, []org.Post{
			{ID: "post-liu", Person: "liu", Unit: collecttest.SchoolID(stays), Role: access.Clerk, From: on(1, 1)},
			{ID: "post-chen", Person: "chen", Unit: collecttest.SchoolID(merged), Role: access.Clerk, From: on(1, 1)},
		})
		must(t, err)
		_, err = w.SaveDraft(ctx, w.Clerk("clerk", drafted), collect.SaveInput{Return: w.Owes(drafted, "2026-08").ID, Raw: collecttest.Sheet("3", "")})
		must(t, err)
		late := []int{stays, merged, closed, drafted}
		w.seesOverdue("when it is overdue", c, late)

		_, err = units.Restructure(ctx, access.System(w.Bureau), org.Restructuring{Kind: org.Merged, Unit: collecttest.SchoolID(merged), Into: collecttest.SchoolID(stays), On: on(10, 20), DocNo: "云教〔2026〕51号"})
		must(t, err)
		_, err = units.Restructure(ctx, access.System(w.Bureau), org.Restructuring{Kind: org.Closed, Unit: collecttest.SchoolID(closed), On: on(10, 25), DocNo: "云教〔2026〕52号"})
		must(t, err)
		w.SetTime(w.Time().AddDate(0, 0, 20))
		w.seesOverdue("after the merger and the closure", c, late)
		w.answers(collecttest.SchoolID(merged), "陈涛") // whoever still holds the post
		must(t, units.EndPost(ctx, by, "post-chen", on(10, 31)))
		w.answers(collecttest.SchoolID(merged), "刘芳") // who took over

		c, _, err = w.Ending(ctx, w.Chief, c.ID)
		must(t, err)
		_, err = w.EndCampaign(ctx, w.Chief, c.ID, collect.EndInput{Seen: c.Rev, Why: "任务完成"})
		must(t, err)
		w.seesOverdue("after the campaign has ended", c, late)

		w.SetTime(w.Time().AddDate(1, 2, 0)) // January of the year after the next
		_, err = w.TurnCampaigns(ctx, w.Bureau)
		must(t, err)
		w.seesOverdue("two years on", c, late)

		_, err = w.Exempt(ctx, w.Chief, c.ID, []string{w.Owes(closed, "2026-08").ID}, "")
		if err == nil {
			t.Error("excused without a reason")
		}
		w.seesOverdue("after an excuse without a reason", c, late)
		results, err := w.Exempt(ctx, w.Chief, c.ID, []string{w.Owes(closed, "2026-08").ID, w.Owes(merged, "2026-08").ID}, "学校已撤并，数据由区局补录")
		must(t, err)
		for _, r := range results {
			must(t, r.Err)
		}
		late = []int{stays, drafted}
		w.seesOverdue("after two were excused", c, late)

		_, err = w.Submit(ctx, w.Clerk("clerk", drafted), collect.SubmitInput{SaveInput: collect.SaveInput{Return: w.Owes(drafted, "2026-08").ID, Base: 1, Raw: collecttest.Sheet("3", "1.00")}})
		must(t, err)
		w.seesOverdue("after one was handed in", c, []int{stays})
	})
}

// answers compares who is to be called about what a unit owes.
func (w *world) answers(unit, name string) {
	w.T.Helper()
	chase, err := w.Overdue(context.Background(), w.Chief, collect.ChaseFilter{})
	must(w.T, err)
	for _, u := range chase.Units {
		if u.Unit.ID == unit && (len(u.Clerks) != 1 || u.Clerks[0].Name != name) {
			w.T.Errorf("%v answers for %s, not %s", u.Clerks, unit, name)
		}
	}
}

// seesOverdue compares what each place shows as overdue with the schools that are late.
func (w *world) seesOverdue(when string, c collect.Campaign, late []int) {
	w.T.Helper()
	ctx := context.Background()
	var want []string
	for _, i := range late {
		want = append(want, collecttest.SchoolID(i))
	}
	same := func(place string, got []string) {
		w.T.Helper()
		slices.Sort(got)
		if !slices.Equal(got, want) {
			w.T.Errorf("%s, %s: overdue are %v, want %v", when, place, got, want)
		}
	}
	var desks []string
	for i := range 4 {
		items, err := w.Owed(ctx, w.Clerk("clerk", i))
		must(w.T, err)
		for _, item := range items {
			if item.Campaign == c.ID && item.Late(item.Today) && item.Title != "" && item.UnitName != "" {
				desks = append(desks, item.Unit)
			}
		}
	}
	same("the desks of the schools", desks)

	items, err := w.List(ctx, w.Chief, collect.Filter{Campaign: c.ID})
	must(w.T, err)
	var listed []string
	for _, item := range items {
		if item.Late(item.Today) {
			listed = append(listed, item.Unit)
		}
	}
	same("the section's list", listed)

	m, err := w.Matrix(ctx, w.Chief, c.ID)
	must(w.T, err)
	var cells []string
	for _, row := range m.Rows {
		if row.Unit.Name != "" && row.Cells[0].Late(m.Today) {
			cells = append(cells, row.Unit.ID)
		}
	}
	same("the matrix", cells)

	chase, err := w.Overdue(ctx, w.Chief, collect.ChaseFilter{})
	must(w.T, err)
	var chased []string
	for _, u := range chase.Units {
		for _, row := range u.Rows {
			if u.Unit.Name != "" && row.Title != "" && row.Owner != "" {
				chased = append(chased, row.Unit)
			}
		}
	}
	same("the chase list", chased)
	if chase.Total != len(late) {
		w.T.Errorf("%s: the chase list counts %d of %d", when, chase.Total, len(late))
	}
}
