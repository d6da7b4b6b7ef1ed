package levelsdb_test

import (
	"context"
	"nianlun/internal/work/collect/collecttest"
	"strings"
	"testing"

	"nianlun/internal/base/access"
	"nianlun/internal/base/org"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
	"nianlun/internal/work/collect"
)

// The office issues what the city asks in the name of the section that answers for it:
// the section steers and reviews from then on, and the log says who did it for whom.
func TestTheOfficeIssuesInASectionsName(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		l, ctx := newChain(t, s), context.Background()
		l.deliver(t)
		_, err := l.county.Units.(*org.Service).AddUnits(ctx, access.System(l.county.Bureau), []org.Unit{
			{ID: "office", Name: "办公室", Type: org.Section}, {ID: "staff", Name: "人事科", Type: org.Section}})
		must(t, err)
		office := access.Actor{Bureau: l.county.Bureau, Person: "chen", Name: "陈晓岚", Door: access.Screen, Post: access.Post{ID: "po", Unit: "office", Role: access.Office}}
		staff := access.Actor{Bureau: l.county.Bureau, Person: "ren", Name: "任洁", Door: access.Screen, Post: access.Post{ID: "ps", Unit: "staff", Role: access.Section}}

		choices, err := l.levels.IssueChoices(ctx, office, l.mandate.ID)
		must(t, err)
		if len(choices.Choices.Sections) != 3 {
			t.Errorf("the office may choose from %+v", choices.Choices.Sections)
		}
		if own, err := l.levels.IssueChoices(ctx, staff, l.mandate.ID); err != nil || len(own.Choices.Sections) != 1 {
			t.Errorf("a section may choose from %+v: %v", own.Choices.Sections, err)
		}
		if _, err := l.levels.Issue(ctx, staff, l.mandate.ID, issue(5)); fault.KindOf(err) != fault.Denied {
			t.Errorf("a section issues in another's name: %v", err)
		}
		for _, owner := range []string{"", collecttest.SchoolID(0), "nobody"} {
			in := issue(5)
			in.Owner = owner
			if _, err := l.levels.Issue(ctx, office, l.mandate.ID, in); !fault.Is(err, "collect.campaign") || fault.As(err).Fields[0].Path != "owner" {
				t.Errorf("for %q: %v", owner, err)
			}
		}
		// That right is for what the city asks alone.
		_, err = l.county.OpenCampaign(ctx, office, collect.NewCampaign{Form: "works", Owner: "sec"})
		if fault.KindOf(err) != fault.Denied {
			t.Errorf("the office opens a campaign of its own for another section: %v", err)
		}

		opened, err := l.levels.Issue(ctx, office, l.mandate.ID, issue(5))
		must(t, err)
		if opened.Campaign.Owner != "sec" || !collect.Steers(l.county.Chief, opened.Campaign) || collect.Steers(staff, opened.Campaign) {
			t.Errorf("%+v", opened.Campaign)
		}
		entries, err := l.county.Bases.Audit.Of(ctx, l.county.Bureau, access.Campaign, opened.Campaign.ID)
		must(t, err)
		said := ""
		for _, e := range entries {
			if e.Verb == "mandate.issue" {
				said = e.PersonName + " " + string(e.Data)
			}
		}
		for _, want := range []string{"陈晓岚", `"by":"office"`, `"for":"sec"`} {
			if !strings.Contains(strings.ReplaceAll(said, " \"", "\""), want) {
				t.Errorf("the log says %s, without %s", said, want)
			}
		}
		o := l.county.Owes(0, "2026-09")
		o, err = l.county.Submit(ctx, l.county.Clerk("clerk", 0), collect.SubmitInput{SaveInput: collect.SaveInput{Return: o.ID, Raw: collecttest.Sheet("4", "1.50")}})
		must(t, err)
		_, err = l.county.Review(ctx, l.county.Chief, collect.Seen{Return: o.ID, Base: o.RecordNo})
		must(t, err)
	})
}
