package collect

import (
	"context"
	"slices"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/base/notify"
	"nianlun/internal/engine/flow"
	"nianlun/internal/engine/form"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/i18n"
)

// Entry says that somebody of the section put values into a school's return. The
// school looks at them, signs and hands in; whoever entered does not approve.
type Entry struct {
	Person string    `json:"person"`
	Name   string    `json:"name"`
	At     time.Time `json:"at"`
}

// enteredBy reports whether the person has put values into the return for the unit.
func enteredBy(o Obligation, person string) bool {
	return slices.ContainsFunc(o.Paper.Entered, func(e Entry) bool { return e.Person == person })
}

// entering is the action of putting values into a return for the unit.
func entering(state State) Action {
	if state == Back {
		return ActAmend
	}
	return ActEnter
}

// together is how many returns share a transaction: a commit costs as much as the
// writes of some dozens of them.
const together = 50

// SaveCampaign saves what a kept workbook of a campaign changes.
type SaveCampaign struct {
	Campaign string
	File     string
	// Whole leaves schools out of whose part something must be mended; without it
	// what can be saved of them is saved, and the rest is theirs to mend.
	Whole bool
}

// SaveCampaignBook saves what a kept workbook changes into the drafts of the
// schools, and tells of each what came of it. Each school's clerk is told, and the
// return stays the school's to check and to hand in.
func (s *Service) SaveCampaignBook(ctx context.Context, by access.Actor, in SaveCampaign) (CampaignBookLook, error) {
	by.Door = access.Excel
	look, err := s.LookAtCampaignBook(ctx, by, in.Campaign, in.File)
	if err != nil {
		return look, err
	}
	version, err := s.Records.Version(ctx, by.Bureau, look.Campaign.Form, look.Campaign.Version)
	if err != nil {
		return look, err
	}
	var taken []*SchoolBook
	for i := range look.Schools {
		one := &look.Schools[i]
		switch {
		case in.Whole && one.doubtful():
			one.refuse(i18n.Msg("workbook.refused.doubt", "n", countMust(one.Issues)))
			one.Left = true
		case one.Fate == BookTaken:
			taken = append(taken, one)
		}
	}
	for part := range slices.Chunk(taken, together) {
		if err := s.enterSome(ctx, by, version.Definition, look, part); err != nil {
			return look, err
		}
	}
	return look, s.Audit.Write(ctx, by, audit.Event{Verb: "campaign.workbook", Kind: access.Campaign, Thing: in.Campaign, Unit: look.Campaign.Owner, Data: map[string]any{
		"file": in.File, "name": look.Name, "period": look.Period.String(),
		"taken": look.Count(BookTaken), "same": look.Count(BookSame), "refused": look.Count(BookRefused),
	}})
}

// countMust is how many issues must be mended.
func countMust(issues []BookIssue) int {
	n := 0
	for _, i := range issues {
		if i.Must {
			n++
		}
	}
	return n
}

// enterSome writes some schools' parts in one transaction; when one of them lost a
// race, each is written by itself, and that one is refused.
func (s *Service) enterSome(ctx context.Context, by access.Actor, def *form.Definition, look CampaignBookLook, part []*SchoolBook) error {
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
		for _, one := range part {
			if err := s.enter(ctx, by, def, look, *one); err != nil {
				return err
			}
		}
		return nil
	})
	if fault.KindOf(err) != fault.Conflict {
		return err
	}
	for _, one := range part {
		err := s.Tx.InTx(ctx, func(ctx context.Context) error { return s.enter(ctx, by, def, look, *one) })
		if fault.KindOf(err) == fault.Conflict {
			one.refuse(i18n.Msg("workbook.refused.moved"))
			continue
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// enter writes one school's part.
func (s *Service) enter(ctx context.Context, by access.Actor, def *form.Definition, look CampaignBookLook, one SchoolBook) error {
	stored, err := s.stored(ctx, one.o, def)
	if err != nil {
		return err
	}
	sh := &sheet{o: one.o, def: def, old: stored.Values, oldRaw: stored.Raw, paper: one.o.Paper, dir: one.dir}
	if sh.read, err = s.readings(ctx, one.o, def, stored.Values); err != nil {
		return err
	}
	sh.decode(one.raw)
	if err := s.ownFiles(ctx, by, sh); err != nil {
		return err
	}
	next := sh.o
	if next.State, err = take(by, sh.o, entering(sh.o.State), flow.Given{}); err != nil {
		return err
	}
	if !enteredBy(next, by.Person) {
		next.Paper.Entered = append(slices.Clone(next.Paper.Entered), Entry{Person: by.Person, Name: by.Name, At: s.Now()})
	}
	if err := s.write(ctx, by, sh, &next); err != nil {
		return err
	}
	cells := sh.cells()
	err = s.Audit.Write(ctx, by, audit.Event{Verb: "return.enter", Kind: access.Return, Thing: next.ID, Unit: next.Unit,
		Data: cellsData{Record: next.Record, No: next.RecordNo, Cells: cells, Note: look.Name}})
	if err != nil {
		return err
	}
	return s.Notify.SendAll(ctx, []notify.Notice{{
		Bureau: next.Bureau, Unit: next.Unit, Role: access.Clerk, Kind: access.Return, Thing: next.ID, Link: Link(next.ID),
		Text: i18n.Msg("workbook.notice.entered", "title", look.Campaign.Title, "period", next.Period.Text(), "who", by.Name, "n", len(one.Changes)),
	}})
}
