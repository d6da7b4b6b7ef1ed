package collect

import (
	"context"
	"errors"
	"reflect"

	"nianlun/internal/base/access"
	"nianlun/internal/base/notify"
	"nianlun/internal/base/org"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/i18n"
	"nianlun/internal/kit/id"
)

// Deliver hands the campaigns of a bureau to the bureaus below it, which stand in
// its tree as units with their code (org.Service.Below says which of them count).
// It may be called as often as one likes: what has not changed is not written.
func (l *Levels) Deliver(ctx context.Context, bureau string) (delivered int, failed error) {
	below, err := l.Bureaus.Below(ctx, bureau)
	if err != nil || len(below) == 0 {
		return 0, err
	}
	own, err := l.Bureaus.Bureau(ctx, bureau)
	if err != nil {
		return 0, err
	}
	campaigns, err := l.Collect.Store.Campaigns(ctx, bureau, 0)
	if err != nil {
		return 0, err
	}
	for _, c := range campaigns {
		if c.State != Running {
			continue
		}
		n, err := l.deliver(ctx, c, own.Name, below)
		delivered, failed = delivered+n, errors.Join(failed, err)
	}
	return delivered, failed
}

func (l *Levels) deliver(ctx context.Context, c Campaign, name string, below map[string]org.Bureau) (int, error) {
	cells, err := l.Collect.Store.Cells(ctx, c.Bureau, c.ID)
	if err != nil {
		return 0, err
	}
	due := map[string][]MandateDue{}
	for _, cell := range cells {
		p, err := period.Parse(cell.Period)
		if err != nil || below[cell.Unit].ID == "" || cell.State == Exempt {
			continue
		}
		due[cell.Unit] = append(due[cell.Unit], MandateDue{Period: p, Return: cell.ID, Due: cell.Due})
	}
	if len(due) == 0 {
		return 0, nil
	}
	version, err := l.Collect.Records.Version(ctx, c.Bureau, c.Form, c.Version)
	if err != nil {
		return 0, err
	}
	code := "up-" + c.Form
	n := 0
	for unit, periods := range due {
		m := Mandate{
			ID: id.New(), Bureau: below[unit].ID, From: c.Bureau, FromName: name, Above: c.ID, Unit: unit, Form: code, Definition: recoded(version.YAML, code),
			Title: c.Title, Basis: c.Basis, ListNo: c.ListNo, EndsOn: c.EndsOn, Year: c.Year, Due: periods, Rev: 1,
		}
		wrote, err := l.put(ctx, m)
		if err != nil {
			return n, err
		}
		if wrote {
			n++
		}
	}
	return n, nil
}

// put writes a mandate that is new or has changed, and tells the lower bureau's
// office of a new one.
func (l *Levels) put(ctx context.Context, m Mandate) (bool, error) {
	all, err := l.Mandates.Mandates(ctx, m.Bureau)
	if err != nil {
		return false, err
	}
	for _, old := range all {
		if old.From != m.From || old.Above != m.Above {
			continue
		}
		m.ID, m.Campaign, m.Rev = old.ID, old.Campaign, old.Rev
		if reflect.DeepEqual(old, m) {
			return false, nil
		}
		return true, l.Mandates.PutMandate(ctx, m)
	}
	offices, err := l.Collect.Units.HoldersOf(ctx, m.Bureau, l.Collect.today(), access.Office)
	if err != nil {
		return false, err
	}
	return true, l.Collect.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := l.Mandates.PutMandate(ctx, m); err != nil {
			return err
		}
		var notices []notify.Notice
		for _, h := range offices {
			notices = append(notices, notify.Notice{Bureau: m.Bureau, Person: h.Person.ID, Kind: access.Campaign, Thing: m.ID, Link: "/collect",
				Text: i18n.Msg("collect.notice.mandate", "from", m.FromName, "title", m.Title)})
		}
		return l.Collect.Notify.SendAll(ctx, notices)
	})
}

// List are the mandates of the actor's bureau, for whoever may see its campaigns.
func (l *Levels) List(ctx context.Context, by access.Actor) ([]Mandate, error) {
	if !access.Scope(by, access.Read, access.Campaign).All {
		return nil, fault.New(fault.NotFound, "notfound")
	}
	return l.Mandates.Mandates(ctx, by.Bureau)
}
