package collect

import (
	"context"
	"slices"
	"strings"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/base/record"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/id"
)

// SavePast stores what a kept workbook of past periods says.
type SavePast struct {
	Form string
	File string
	// Reason is why rows are taken whose checks are broken or whose cells are empty;
	// "" leaves them out.
	Reason string
	T      form.T // for the title of the campaigns that hold them
}

// SavePastBook stores the rows of a kept workbook that can be: as locked returns
// of campaigns that have ended, one for each year. What is there already stays as
// it is. Everything is stored or nothing.
func (s *Service) SavePastBook(ctx context.Context, by access.Actor, in SavePast) (PastLook, error) {
	by.Door = access.Excel
	bad := fault.New(fault.Invalid, "invalid")
	checkText(bad, "reason", in.Reason)
	if err := orNil(bad); err != nil {
		return PastLook{}, err
	}
	reason := strings.TrimSpace(in.Reason)
	look, err := s.lookAtPast(ctx, by, in.Form, in.File, reason != "")
	if err != nil {
		return look, err
	}
	years := map[int][]*PastRow{}
	for i := range look.Rows {
		row := &look.Rows[i]
		if row.stored(reason != "") {
			years[row.Period.Year()] = append(years[row.Period.Year()], row)
		}
	}
	return look, s.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.Store.Hold(ctx, by.Bureau, FormHold(in.Form)); err != nil {
			return err
		}
		if err := s.stillPast(ctx, by.Bureau, &look, years); err != nil {
			return err
		}
		for year, rows := range years {
			if err := s.savePastYear(ctx, by, look, in, year, rows); err != nil {
				return err
			}
		}
		return nil
	})
}

// stillPast takes out the rows whose returns another person has stored since the
// workbook was looked at; the transaction holds the form.
func (s *Service) stillPast(ctx context.Context, bureau string, look *PastLook, years map[int][]*PastRow) error {
	var periods []string
	for i := range look.Rows {
		if id := look.Rows[i].Period.String(); !slices.Contains(periods, id) {
			periods = append(periods, id)
		}
	}
	there, err := s.pastThere(ctx, bureau, look.Form.Form, periods)
	if err != nil {
		return err
	}
	for year, rows := range years {
		years[year] = slices.DeleteFunc(rows, func(row *PastRow) bool {
			at, found := there[row.Unit.ID+"/"+row.Period.String()]
			if found {
				row.Fate, row.Return, row.Why = PastThere, at, why("past.there")
			}
			return found
		})
		if len(years[year]) == 0 {
			delete(years, year)
		}
	}
	return nil
}

func (s *Service) savePastYear(ctx context.Context, by access.Actor, look PastLook, in SavePast, year int, rows []*PastRow) error {
	c, err := s.pastCampaign(ctx, by, look.Form, year, rows, in.T)
	if err != nil {
		return err
	}
	owed := make([]Obligation, len(rows))
	for i, row := range rows {
		saved, err := s.Records.Save(ctx, by, record.Save{Form: look.Form.Form, Version: look.Form.No, Values: row.values})
		if err != nil {
			return err
		}
		owed[i] = s.pastReturn(by, c, look, in, *row, saved)
	}
	if err := s.Store.AddObligations(ctx, owed); err != nil {
		return err
	}
	for i, row := range rows {
		row.Stored, row.Return = true, owed[i].ID
		err := s.Audit.Write(ctx, by, audit.Event{Verb: "return.import", Kind: access.Return, Thing: owed[i].ID, Unit: owed[i].Unit,
			Data: cellsData{Record: owed[i].Record, No: owed[i].RecordNo, Note: look.Name}})
		if err != nil {
			return err
		}
	}
	return s.Audit.Write(ctx, by, audit.Event{Verb: "campaign.import", Kind: access.Campaign, Thing: c.ID, Unit: c.Owner, Data: map[string]any{
		"form": c.Form, "version": c.Version, "year": year, "returns": len(owed), "file": in.File, "name": look.Name, "reason": strings.TrimSpace(in.Reason),
	}})
}

// pastReturn is a locked return that nobody handed in. It counts as in time: of the
// past nothing else is known.
func (s *Service) pastReturn(by access.Actor, c Campaign, look PastLook, in SavePast, row PastRow, saved record.Record) Obligation {
	due := row.Period.End(c.School)
	o := Obligation{
		ID: id.New(), Bureau: by.Bureau, Campaign: c.ID, Owner: c.Owner, Form: c.Form, Version: look.Form.No, Unit: row.Unit.ID, Period: row.Period,
		State: Locked, Opens: due, Due: due, HandedInOn: due, Record: saved.ID, RecordNo: saved.Rev,
		SubmittedAt: s.Now(), ReviewedBy: by.Person, ReviewedAt: s.Now(), Rev: 1,
		Paper: Paper{Imported: &Imported{Person: by.Person, Name: by.Name, At: s.Now(), File: in.File, Book: look.Name}},
	}
	if row.Fate == PastDoubt {
		o.Paper.Imported.Reason = strings.TrimSpace(in.Reason)
	}
	return o
}

// pastCampaign is the ended campaign that holds a form's past returns of a year; it
// is made when there is none.
func (s *Service) pastCampaign(ctx context.Context, by access.Actor, v record.Version, year int, rows []*PastRow, t form.T) (Campaign, error) {
	title := t("past.campaign", "title", v.Definition.Title)
	campaigns, err := s.Store.Campaigns(ctx, by.Bureau, year)
	if err != nil {
		return Campaign{}, err
	}
	terms, err := s.school(ctx, by.Bureau, v.Definition.Period)
	if err != nil {
		return Campaign{}, err
	}
	c := Campaign{
		School: terms,
		ID:     id.New(), Bureau: by.Bureau, Form: v.Form, Version: v.No, Title: title, Owner: by.Post.Unit, Kind: v.Definition.Period, Year: year,
		Due: DueRule{Workdays: 1, After: AfterEnd}, Basis: v.Definition.Basis, State: Ended, EndsOn: s.today(), EndedOn: s.today(), Rev: 1,
	}
	at := slices.IndexFunc(campaigns, func(old Campaign) bool {
		return old.Form == v.Form && old.Owner == by.Post.Unit && old.State == Ended && old.ListNo == "" && len(old.Signatures) == 0
	})
	if at >= 0 {
		c = campaigns[at]
		c.School = terms
	}
	for _, row := range rows {
		if !slices.Contains(c.Periods, row.Period) {
			c.Periods = append(c.Periods, row.Period)
		}
		if !slices.Contains(c.Units.Include, row.Unit.ID) {
			c.Units.Include = append(c.Units.Include, row.Unit.ID)
		}
	}
	slices.SortFunc(c.Periods, func(a, b period.Period) int { return strings.Compare(a.String(), b.String()) })
	if at >= 0 {
		return c, s.Store.UpdateCampaign(ctx, c)
	}
	return c, s.Store.AddCampaign(ctx, c)
}
