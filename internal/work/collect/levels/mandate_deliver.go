package levels

import (
	"context"
	"errors"
	"reflect"
	"slices"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/base/notify"
	"nianlun/internal/base/org"
	"nianlun/internal/engine/form/formdraft"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/i18n"
	"nianlun/internal/kit/id"
	"nianlun/internal/work/collect"
)

// Deliver hands the campaigns of a bureau to the bureaus below it, which stand in
// its tree as units with their code (org.Service.Below says which of them count):
// new ones, and what has changed of those that were handed down before. It also
// tells them what has been sent back. It may be called as often as one likes: what
// has not changed is not written.
func (l *Service) Deliver(ctx context.Context, bureau string) (delivered int, failed error) {
	below, err := l.Bureaus.Below(ctx, bureau)
	if err != nil || len(below) == 0 {
		return 0, err
	}
	own, err := l.Bureaus.Bureau(ctx, bureau)
	if err != nil {
		return 0, err
	}
	campaigns, err := l.Collect.CampaignsOf(ctx, bureau, 0)
	if err != nil {
		return 0, err
	}
	for _, c := range campaigns {
		n, err := l.deliver(ctx, c, own.Name, below)
		delivered, failed = delivered+n, errors.Join(failed, err) // one campaign's trouble is not the others'
	}
	return delivered, failed
}

func (l *Service) deliver(ctx context.Context, c collect.Campaign, name string, below map[string]org.Bureau) (int, error) {
	owed, err := l.owedBelow(ctx, c, below)
	if err != nil || len(owed) == 0 {
		return 0, err
	}
	version, err := l.Collect.Records.Version(ctx, c.Bureau, c.Form, c.Version)
	if err != nil {
		return 0, err
	}
	definition, err := formdraft.Recode(version.YAML, codeBelow)
	if err != nil {
		return 0, err
	}
	n := 0
	for unit, returns := range owed {
		m := Mandate{
			ID: id.New(), Bureau: below[unit].ID, From: c.Bureau, FromName: name, Above: c.ID, Follows: c.Follows, Unit: unit, Form: codeBelow(c.Form),
			Definition: definition, Year: c.Year, MandateTerms: termsOf(c, returns), Told: toldOf(returns), Rev: 1,
		}
		wrote, err := l.put(ctx, m, returns)
		if err != nil {
			return n, err
		}
		if wrote {
			n++
		}
	}
	return n, nil
}

// owedBelow are the returns of a campaign that bureaus below owe, by unit.
func (l *Service) owedBelow(ctx context.Context, c collect.Campaign, below map[string]org.Bureau) (map[string][]collect.Obligation, error) {
	cells, err := l.Collect.Store.Cells(ctx, c.Bureau, c.ID)
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, cell := range cells {
		if below[cell.Unit].ID != "" {
			ids = append(ids, cell.ID)
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	all, err := l.Collect.Store.Obligations(ctx, c.Bureau, ids)
	owed := map[string][]collect.Obligation{}
	for _, o := range all {
		owed[o.Unit] = append(owed[o.Unit], o)
	}
	return owed, err
}

// termsOf are a campaign's terms for one bureau below, its periods in the order of the
// calendar by which it reckons.
func termsOf(c collect.Campaign, returns []collect.Obligation) MandateTerms {
	t := MandateTerms{
		Version: c.Version, Title: c.Title, Basis: c.Basis, ListNo: c.ListNo, EndsOn: c.EndsOn, Signatures: c.Signatures,
	}
	if c.State == collect.Ended {
		t.EndedOn, t.EndedWhy = c.EndedOn, c.EndedWhy
	}
	for _, o := range returns {
		d := MandateDue{Period: o.Period, Return: o.ID, Due: o.Due}
		if o.State == collect.Exempt {
			d.Lifted, d.Why = true, o.Excuse()
		}
		t.Due = append(t.Due, d)
	}
	slices.SortFunc(t.Due, func(a, b MandateDue) int { return a.Period.Start(c.School).Compare(b.Period.Start(c.School)) })
	return t
}

func toldOf(returns []collect.Obligation) map[string]ToldState {
	told := make(map[string]ToldState, len(returns))
	for _, o := range returns {
		told[o.ID] = ToldState{State: o.State, Backs: o.Backs}
	}
	return told
}

// put writes a mandate that is new or has changed into the lower bureau's part.
func (l *Service) put(ctx context.Context, m Mandate, returns []collect.Obligation) (bool, error) {
	old, err := l.Mandates.MandateOf(ctx, m.Bureau, m.From, m.Above)
	if fault.KindOf(err) == fault.NotFound && err != nil {
		if !m.EndedOn.IsZero() || len(m.wanted()) == 0 {
			return false, nil // nothing is wanted any more of whom nobody had told
		}
		return true, l.add(ctx, m)
	}
	if err != nil {
		return false, err
	}
	old = old.completed(m)
	m.ID, m.Campaign, m.Taken, m.Rev = old.ID, old.Campaign, old.Taken, old.Rev
	if !reflect.DeepEqual(old.Told, m.Told) {
		if err := l.tell(ctx, old, m, returns); err != nil {
			return false, err
		}
	}
	if sameMandate(old, m) {
		return false, nil
	}
	return true, l.renew(ctx, old, m)
}

// completed is a mandate that an older release kept, without version, signatures and
// what its own campaign was made from: the campaign was made from the terms that it
// has, and what was not kept counts as it is now.
func (m Mandate) completed(now Mandate) Mandate {
	if m.Version > 0 {
		return m
	}
	m.Version, m.Signatures = now.Version, now.Signatures
	if m.Definition != now.Definition {
		m.Version-- // the form has moved since
	}
	if m.Campaign != "" && m.Taken == nil {
		terms := m.MandateTerms
		m.Taken = &terms
	}
	return m
}

// sameMandate reports whether nothing of what the bureau above says has changed.
func sameMandate(a, b Mandate) bool {
	return a.FromName == b.FromName && a.Unit == b.Unit && a.Definition == b.Definition && reflect.DeepEqual(a.MandateTerms, b.MandateTerms)
}

// add keeps a new mandate and tells the lower bureau's office of it.
func (l *Service) add(ctx context.Context, m Mandate) error {
	notices, err := l.steering(ctx, m, i18n.Msg("collect.notice.mandate", "from", m.FromName, "title", m.Title), MandateLink(m.ID))
	if err != nil {
		return err
	}
	return l.Collect.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := l.Mandates.AddMandate(ctx, m); err != nil {
			return err
		}
		if err := l.Collect.Notify.SendAll(ctx, notices); err != nil {
			return err
		}
		return l.Collect.Audit.Write(ctx, access.System(m.Bureau), audit.Event{Verb: "mandate.deliver", Kind: access.Campaign, Thing: m.ID,
			Data: map[string]any{"from": m.From, "above": m.Above, "list": m.ListNo, "terms": m.MandateTerms}})
	})
}

// renew writes changed terms. The own campaign stays as it is until somebody
// accepts them.
func (l *Service) renew(ctx context.Context, old, m Mandate) error {
	notices, err := l.steering(ctx, m, i18n.Msg("collect.notice.renewed", "from", m.FromName, "title", m.Title), MandateLink(m.ID))
	if err != nil {
		return err
	}
	return l.Collect.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := l.Mandates.UpdateMandate(ctx, m); err != nil {
			return err
		}
		if err := l.Collect.Notify.SendAll(ctx, notices); err != nil {
			return err
		}
		return l.Collect.Audit.Write(ctx, access.System(m.Bureau), audit.Event{Verb: "mandate.renew", Kind: access.Campaign, Thing: m.ID,
			Data: map[string]any{"from": m.From, "above": m.Above, "old": old.MandateTerms, "new": m.MandateTerms}})
	})
}

// tell notes how the returns above stand, and tells whoever steers the own campaign
// what was sent back since.
func (l *Service) tell(ctx context.Context, old, m Mandate, returns []collect.Obligation) error {
	var notices []notify.Notice
	for _, o := range returns {
		if o.State != collect.Back || o.Backs <= old.Told[o.ID].Backs {
			continue
		}
		text := i18n.Msg("collect.notice.backabove", "from", m.FromName, "title", m.Title, "period", o.Period.Text(), "n", len(collect.OpenMarks(o.Paper.Marks)), "due", o.Deadline().Text())
		some, err := l.steering(ctx, m, text, MandatePeriodLink(m.ID, o.Period))
		if err != nil {
			return err
		}
		notices = append(notices, some...)
	}
	return l.Collect.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := l.Mandates.Tell(ctx, m.Bureau, m.ID, m.Told); err != nil {
			return err
		}
		return l.Collect.Notify.SendAll(ctx, notices)
	})
}

// steering addresses a notice to whoever steers the own campaign, or, while there
// is none, to the lower bureau's office.
func (l *Service) steering(ctx context.Context, m Mandate, text i18n.Text, link string) ([]notify.Notice, error) {
	one := notify.Notice{Bureau: m.Bureau, Kind: access.Campaign, Thing: m.ID, Link: link, Text: text}
	if m.Campaign != "" {
		c, err := l.Collect.CampaignOf(ctx, m.Bureau, m.Campaign)
		if err != nil {
			return nil, err
		}
		return collect.ToSection(one, c.Owner), nil
	}
	offices, err := l.Collect.Units.HoldersOf(ctx, m.Bureau, l.today(), access.Office)
	if err != nil {
		return nil, err
	}
	var notices []notify.Notice
	for _, h := range offices {
		one.Person = h.Person.ID
		notices = append(notices, one)
	}
	return notices, nil
}
