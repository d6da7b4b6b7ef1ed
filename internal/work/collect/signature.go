package collect

import (
	"slices"
	"time"
)

// SignRole is the place of a signature on a return.
type SignRole string

// The places in the order in which they are signed (统计法: 填报人, 审核人 and
// 单位负责人 sign what a unit reports).
const (
	Filler  SignRole = "filler"  // 填报人: signs by handing in
	Checker SignRole = "checker" // 审核人
	Chief   SignRole = "chief"   // 负责人
)

// SignRoles are all places in order.
func SignRoles() []SignRole { return []SignRole{Filler, Checker, Chief} }

// Signature is one name under a return.
type Signature struct {
	Role   SignRole  `json:"role"`
	Person string    `json:"person"`
	Name   string    `json:"name"`
	At     time.Time `json:"at"`
}

// nextSign is the first place of the campaign's list that is not signed yet; ""
// when all are.
func nextSign(wanted []SignRole, signed []Signature) SignRole {
	for _, role := range wanted {
		has := func(s Signature) bool { return s.Role == role }
		if !slices.ContainsFunc(signed, has) {
			return role
		}
	}
	return ""
}

// signedBy reports whether the person has signed anywhere on the return: the
// names must be of different people.
func signedBy(signed []Signature, person string) bool {
	return slices.ContainsFunc(signed, func(s Signature) bool { return s.Person == person })
}

// OwnWork reports whether the person has filled, entered or signed any of the return:
// nobody approves own work, whichever post he holds while he does.
func (o Obligation) OwnWork(person string) bool {
	return o.SubmittedBy == person || slices.Contains(o.Paper.Fillers, person) ||
		enteredBy(o, person) || signedBy(o.Paper.Signatures, person)
}

// Awaits names who must act next on a return that is handed in; "" when nobody.
type Awaits string

// Whom a return may wait for: the unit's next signature, or the section.
const (
	AwaitsNobody  Awaits = ""
	AwaitsChecker Awaits = Awaits(Checker)
	AwaitsChief   Awaits = Awaits(Chief)
	AwaitsSection Awaits = "section"
)

// awaited is whom a submitted return waits for, given the signatures it has.
func awaited(wanted []SignRole, signed []Signature) Awaits {
	if next := nextSign(wanted, signed); next != "" {
		return Awaits(next)
	}
	return AwaitsSection
}
