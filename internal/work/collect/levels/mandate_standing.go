package levels

import (
	"nianlun/internal/work/collect"
)

// Standing is how far a bureau is with one period of a mandate.
type Standing string

// The standings in the order of a period's way.
const (
	NotIssued  Standing = "unissued" // 待布置: the own schools are not asked yet
	NotAsked   Standing = "unasked"  // 待确认: added above since it was issued
	Collecting Standing = "asked"    // 已布置: the own schools are reporting
	ToHandUp   Standing = "ready"    // 待上报: every own return is reviewed
	HandedUp   Standing = "handed"   // 已上报: lies above, or waits for the own signatures
	BackAbove  Standing = "back"     // 被退回
	Approved   Standing = "reviewed" // 上级已审核
	Settled    Standing = "locked"   // 上级已锁定
	NotWanted  Standing = "lifted"   // 不用报
)

// Standings are all standings.
func Standings() []Standing {
	return []Standing{NotIssued, NotAsked, Collecting, ToHandUp, HandedUp, BackAbove, Approved, Settled, NotWanted}
}

// Over reports whether the bureau has nothing to do for the period.
func (s Standing) Over() bool { return s == Approved || s == Settled || s == NotWanted }

// Acts reports whether it is the bureau's turn: the return above is not there.
func (s Standing) Acts() bool { return !s.Over() && s != HandedUp }

// standing tells how far a period is, from the return above and the own returns.
func standing(m Mandate, d MandateDue, above collect.State, asked bool, own collect.Count) Standing {
	switch {
	case above == collect.Locked:
		return Settled
	case above == collect.Reviewed:
		return Approved
	case above == collect.Submitted:
		return HandedUp
	case d.Lifted || above == collect.Exempt:
		return NotWanted
	case m.Campaign == "":
		return NotIssued
	case !asked:
		return NotAsked
	case above == collect.Back:
		return BackAbove
	case own.Reviewed+own.Locked == own.Total():
		return ToHandUp
	}
	return Collecting
}
