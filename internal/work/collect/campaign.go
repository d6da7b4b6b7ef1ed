package collect

import (
	"slices"
	"strings"

	"nianlun/internal/base/org"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
)

// CampaignState is where a campaign stands.
type CampaignState string

// The states of a campaign.
const (
	Running CampaignState = "running"
	Ended   CampaignState = "ended"
)

// Campaign is a form sent to units for the periods of a year.
type Campaign struct {
	ID      string
	Bureau  string
	Form    string // code of the form
	Version int    // published version that its returns are filled on
	Title   string
	Owner   string // the section that asks and reviews
	Kind    period.Kind
	Year    int
	Periods []period.Period
	Due     DueRule
	Basis   string // why the bureau may ask; shown to whoever fills it
	// ListNo is the number in the bureau's list of permitted forms. A form
	// without one must not go to schools (教师减负清单, 厅字〔2019〕54号 and the
	// provinces' lists).
	ListNo     string
	EndsOn     period.Date // the asking ends here unless it is approved again
	Signatures []SignRole
	Units      UnitRule
	// Again are the fields that are asked although they are held already.
	Again  []AskedAgain
	Grace  int // working days after the due day that still count as on time
	Remind ReminderPlan
	// Recurs: the clock makes the next period's obligations as it begins, for as
	// long as the approval (EndsOn) reaches.
	Recurs   bool
	Follows  string // the campaign of the year before that this one carries on
	State    CampaignState
	EndedOn  period.Date
	EndedWhy string      // "" when it ended by itself on EndsOn
	WarnedOn period.Date // when the owner was told that the approval runs out
	// AboveYears are the years in which units may go above their caps, as was
	// accepted when the campaign was opened or a period released.
	AboveYears []int
	Held       *HeldPeriod // a period that waits for its section's decision
	Rev        int
	// School are the bureau's terms, of a campaign by terms; its row does not hold
	// them, whoever loads it does.
	School *period.Terms
}

// DueRule says when a return is due: so many working days after its period has
// ended, or has begun.
type DueRule struct {
	Workdays int    `json:"workdays"`
	After    Anchor `json:"after"`
}

// Anchor is the day that a due rule counts from.
type Anchor string

// The anchors. A report on what happened counts from the period's end; a count
// taken on a fixed day (the school year's 统计时点, 1 September) from its start.
const (
	AfterEnd   Anchor = "end"
	AfterStart Anchor = "start"
)

// Opens is the day on which a period of the campaign can first be reported: the
// last day before the first counted working day.
func (c Campaign) Opens(p period.Period) period.Date {
	if c.Due.After == AfterStart {
		return p.Start(c.School)
	}
	return p.End(c.School)
}

// UnitRule says which units owe the form: those of the types and zones, and
// those named, less those excluded. An empty list of zones means every zone.
type UnitRule struct {
	Types   []org.UnitType `json:"types,omitempty"`
	Zones   []string       `json:"zones,omitempty"`
	Include []string       `json:"include,omitempty"`
	Exclude []string       `json:"exclude,omitempty"`
}

// Takes reports whether a unit owes the form.
func (r UnitRule) Takes(u org.Unit) bool {
	if slices.Contains(r.Exclude, u.ID) {
		return false
	}
	if slices.Contains(r.Include, u.ID) {
		return true
	}
	if !slices.Contains(r.Types, u.Type) {
		return false
	}
	return len(r.Zones) == 0 || slices.Contains(r.Zones, u.Zone)
}

// Check finds what is missing before a campaign may be sent: every form has a
// basis, a list number, an owner and an end (厅字〔2019〕54号), periods, units and
// at least the signature of who fills it.
func (c Campaign) Check() error {
	bad := fault.New(fault.Invalid, "collect.campaign")
	need := func(ok bool, path, key string) {
		if !ok {
			_ = bad.With(path, key)
		}
	}
	need(strings.TrimSpace(c.Title) != "", "title", "collect.need.title")
	need(c.Owner != "", "owner", "collect.need.owner")
	need(strings.TrimSpace(c.Basis) != "", "basis", "collect.need.basis")
	need(strings.TrimSpace(c.ListNo) != "", "list", "collect.need.list")
	need(!c.EndsOn.IsZero(), "ends", "collect.need.ends")
	need(len(c.Periods) > 0, "periods", "collect.need.periods")
	need(c.Due.Workdays > 0, "due", "collect.need.due")
	need(c.Grace >= 0, "grace", "collect.need.grace")
	c.Remind.check(bad)
	need(c.Due.After == AfterEnd || c.Due.After == AfterStart, "after", "collect.need.after")
	need(len(c.Units.Types)+len(c.Units.Include) > 0, "units", "collect.need.units")
	need(rightSigns(c.Signatures), "signatures", "collect.need.signatures")
	if len(bad.Fields) > 0 {
		bad.Args = []any{"n", len(bad.Fields)}
		return bad
	}
	return nil
}

// rightSigns reports whether the places stand in their order, without doubles,
// beginning with who fills the form.
func rightSigns(roles []SignRole) bool {
	if len(roles) == 0 || roles[0] != Filler {
		return false
	}
	at := -1
	for _, role := range roles {
		i := slices.Index(SignRoles(), role)
		if i <= at {
			return false
		}
		at = i
	}
	return true
}
