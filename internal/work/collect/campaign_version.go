package collect

import (
	"context"
	"slices"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/base/notify"
	"nianlun/internal/base/record"
	"nianlun/internal/engine/form"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/i18n"
)

// VersionMove is what it means to move a running campaign to a newer version of
// its form, or what it meant.
type VersionMove struct {
	Campaign Campaign
	From, To record.Version
	// Differences are what the new version does to the answers of the old one. A
	// refused one keeps the campaign on its version.
	Differences []form.Difference
	Blank       int // returns that nobody has begun: they are asked the new version
	Drafts      []MovedDraft
	Kept        int // returns that were handed in before, or are not wanted: they keep their version
}

// MovedDraft is a return that is being filled, carried to another version.
type MovedDraft struct {
	Return   string
	Unit     string
	UnitName string
	Period   string
	Lost     []form.Lost // answers that do not stand in the new version
}

// Refused reports whether the new version cannot take over the answers of the
// old one.
func (m VersionMove) Refused() bool {
	return slices.ContainsFunc(m.Differences, func(d form.Difference) bool { return d.Refused })
}

// PreviewVersion says what MoveToVersion would do, and writes nothing.
//
// Faults: campaign.version when the version is not a newer one; campaign.ended;
// form.unknown.
func (s *Service) PreviewVersion(ctx context.Context, by access.Actor, campaign string, version int) (VersionMove, error) {
	c, err := s.findCampaign(ctx, by, campaign, access.Read)
	if err != nil {
		return VersionMove{}, err
	}
	m, err := s.versionMove(ctx, c, version)
	return m.VersionMove, err
}

// MoveToVersion moves a running campaign to a newer version of its form. Returns
// that nobody has begun are asked the new version; drafts are carried to it, and
// units whose answers do not all stand there are told; returns that were handed
// in before keep their version, also when they were sent back, so that what was
// signed and reviewed stays what it was. Old revisions remain.
//
// Faults: those of PreviewVersion; campaign.incompatible when the new version
// cannot take over the answers; campaign.stale; denied.
func (s *Service) MoveToVersion(ctx context.Context, by access.Actor, campaign string, seen, version int) (VersionMove, error) {
	c, err := s.steer(ctx, by, campaign, seen)
	if err != nil {
		return VersionMove{}, err
	}
	var m versionMoving
	err = s.Tx.InTx(ctx, func(ctx context.Context) error {
		var err error
		if m, err = s.versionMove(ctx, c, version); err != nil {
			return err
		}
		if m.Refused() {
			return fault.New(fault.Conflict, "campaign.incompatible")
		}
		return s.moveVersion(ctx, by, m)
	})
	return m.VersionMove, err
}

// versionMoving is a move worked out and not yet written.
type versionMoving struct {
	VersionMove
	blanks  []Obligation
	drafts  []Obligation
	carried []form.Carried
}

func (s *Service) versionMove(ctx context.Context, c Campaign, version int) (versionMoving, error) {
	m := versionMoving{VersionMove: VersionMove{Campaign: c}}
	if c.State == Ended {
		return m, fault.New(fault.Conflict, "campaign.ended")
	}
	if version <= c.Version {
		return m, fault.New(fault.Invalid, "campaign.version", "n", c.Version)
	}
	var err error
	if m.From, err = s.Records.Version(ctx, c.Bureau, c.Form, c.Version); err != nil {
		return m, err
	}
	if m.To, err = s.Records.Version(ctx, c.Bureau, c.Form, version); err != nil {
		return m, err
	}
	m.Differences = form.Compat(m.From.Definition, m.To.Definition)
	if err := s.movable(ctx, c, &m); err != nil {
		return m, err
	}
	return m, s.carryDrafts(ctx, &m)
}

// movable divides a campaign's returns into blank ones, drafts and those that
// keep their version.
func (s *Service) movable(ctx context.Context, c Campaign, m *versionMoving) error {
	cells, err := s.Store.Cells(ctx, c.Bureau, c.ID)
	if err != nil {
		return err
	}
	var ids []string
	for _, cell := range cells {
		if cell.State == Owed || cell.State == Draft {
			ids = append(ids, cell.ID)
		}
	}
	open, err := s.Store.Obligations(ctx, c.Bureau, ids)
	if err != nil {
		return err
	}
	for _, o := range open {
		switch {
		case !o.HandedInOn.IsZero() || o.Version >= m.To.No:
		case o.Record == "":
			m.blanks = append(m.blanks, o)
		default:
			m.drafts = append(m.drafts, o)
		}
	}
	m.Blank, m.Kept = len(m.blanks), len(cells)-len(m.blanks)-len(m.drafts)
	slices.SortFunc(m.drafts, func(a, b Obligation) int { return compareText(a.Unit+a.Period.String(), b.Unit+b.Period.String()) })
	return nil
}

func compareText(a, b string) int {
	if a < b {
		return -1
	}
	return 1
}

func (s *Service) carryDrafts(ctx context.Context, m *versionMoving) error {
	if len(m.drafts) == 0 {
		return nil
	}
	units, err := s.unitNames(ctx, m.Campaign.Bureau)
	if err != nil {
		return err
	}
	for _, o := range m.drafts {
		from, err := s.Records.Version(ctx, o.Bureau, o.Form, o.Version)
		if err != nil {
			return err
		}
		stored, err := s.Records.LoadRev(ctx, o.Bureau, o.Record, o.RecordNo)
		if err != nil {
			return err
		}
		carried := form.Carry(from.Definition, m.To.Definition, stored.Values, stored.Raw)
		m.carried = append(m.carried, carried)
		m.Drafts = append(m.Drafts, MovedDraft{Return: o.ID, Unit: o.Unit, UnitName: units[o.Unit], Period: o.Period.String(), Lost: carried.Lost})
	}
	return nil
}

func (s *Service) unitNames(ctx context.Context, bureau string) (map[string]string, error) {
	units, err := s.Units.AllUnits(ctx, bureau)
	if err != nil {
		return nil, err
	}
	names := make(map[string]string, len(units))
	for _, u := range units {
		names[u.ID] = u.Label()
	}
	return names, nil
}

// moveVersion writes a move. A return that is saved at the same moment is the
// Conflict fault return.moved for one of the two.
func (s *Service) moveVersion(ctx context.Context, by access.Actor, m versionMoving) error {
	c := m.Campaign
	c.Version = m.To.No
	if err := s.Store.UpdateCampaign(ctx, c); err != nil {
		return err
	}
	for _, o := range m.blanks {
		o.Version = c.Version
		if err := s.Store.MoveVersion(ctx, o); err != nil {
			return err
		}
	}
	var notices []notify.Notice
	for i, o := range m.drafts {
		if err := s.moveDraft(ctx, by, o, c.Version, m.carried[i]); err != nil {
			return err
		}
		if n := len(m.carried[i].Lost); n > 0 {
			notices = append(notices, notify.Notice{
				Bureau: o.Bureau, Unit: o.Answers(), Role: access.Clerk, Kind: access.Return, Thing: o.ID, Link: Link(o.ID),
				Text: i18n.Msg("collect.notice.version", "title", c.Title, "period", o.Period.Text(), "n", n),
			})
		}
	}
	if err := s.Notify.SendAll(ctx, notices); err != nil {
		return err
	}
	return s.Audit.Write(ctx, by, audit.Event{Verb: "campaign.version", Kind: access.Campaign, Thing: c.ID, Unit: c.Owner, Data: map[string]any{
		"form": c.Form, "from": m.From.No, "to": m.To.No, "blank": m.Blank, "drafts": len(m.Drafts), "kept": m.Kept,
	}})
}

func (s *Service) moveDraft(ctx context.Context, by access.Actor, o Obligation, version int, carried form.Carried) error {
	var saved record.Record
	err := s.Tx.InTx(ctx, func(ctx context.Context) (err error) { // which knows at once
		saved, err = s.Records.Save(ctx, by, record.Save{ID: o.Record, Form: o.Form, Version: version, Base: o.RecordNo, Values: carried.Values, Raw: storable(carried.Raw)})
		return err
	})
	if err != nil {
		return movedOr(err, o)
	}
	data := versionData{From: o.Version, To: version, Record: saved.ID, No: saved.Rev}
	for _, l := range carried.Lost {
		data.Lost = append(data.Lost, lostData{Path: l.Path.String(), Old: l.Shown, Code: l.Code})
	}
	o.Version, o.Record, o.RecordNo = version, saved.ID, saved.Rev
	if err := s.Store.MoveVersion(ctx, o); err != nil {
		return err
	}
	return s.Audit.Write(ctx, by, audit.Event{Verb: "return.version", Kind: access.Return, Thing: o.ID, Unit: o.Unit, Data: data})
}

// movedOr names the race with somebody who saves in the return's words.
func movedOr(err error, o Obligation) error {
	if fault.Is(err, "record.stale") {
		return Moved(o)
	}
	return err
}

// versionData is what the log keeps of a return that was carried to another
// version. What was lost is told as a person reads it, masked where it is personal.
type versionData struct {
	From   int        `json:"from"`
	To     int        `json:"to"`
	Record string     `json:"record"`
	No     int        `json:"no"`
	Lost   []lostData `json:"lost,omitempty"`
}

type lostData struct {
	Path string `json:"path"`
	Old  string `json:"old"`
	Code string `json:"code"`
}
