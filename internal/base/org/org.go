package org

import (
	"nianlun/internal/base/access"
	"nianlun/internal/engine/period"
)

// Bureau is a tenant: one county's or district's education bureau. Code is its
// six digits of GB/T 2260.
type Bureau struct{ ID, Name, Code string }

// Span is a stretch of days. A zero From is open to the past, a zero Until to
// the future; Until itself is the last day that counts.
type Span struct{ From, Until period.Date }

// Has tells whether the day lies in the span.
func (s Span) Has(day period.Date) bool {
	return (s.From.IsZero() || !day.Before(s.From)) && (s.Until.IsZero() || !day.After(s.Until))
}

// backwards tells that the span ends before it begins.
func (s Span) backwards() bool {
	return !s.From.IsZero() && !s.Until.IsZero() && s.Until.Before(s.From)
}

// Unit is a school, a section or another body in the bureau's tree. Code is the
// 10-digit 学校(机构)标识码 of a school, empty or free for others. Short is the
// name on crowded screens. Zone is the inspection zone (督学责任区).
type Unit struct {
	ID      string
	Code    string
	Name    string
	Short   string
	Type    UnitType
	From    period.Date
	Until   period.Date
	Zone    string
	Parents []Parent
	Sort    int
	Former  []Former // names before the present one, the oldest first
	Into    string   // the unit that it was merged into
}

// On tells whether the unit exists on a day.
func (u Unit) On(day period.Date) bool { return Span{u.From, u.Until}.Has(day) }

// ParentOn is the unit above on a day; empty when there is none.
func (u Unit) ParentOn(day period.Date) string {
	for _, p := range u.Parents {
		if (Span{p.From, p.Until}).Has(day) {
			return p.Unit
		}
	}
	return ""
}

// Label is the short name, or the name where there is none.
func (u Unit) Label() string {
	if u.Short != "" {
		return u.Short
	}
	return u.Name
}

// Parent is the unit above, for some days.
type Parent struct {
	Unit  string
	From  period.Date
	Until period.Date
}

// Person is somebody of the bureau or of a school. Who is not Active cannot sign in.
type Person struct {
	ID     string
	Name   string
	Login  string
	Phone  string
	Active bool
}

// Post is a person × unit × role for some days. Rights are judged per post.
type Post struct {
	ID     string
	Person string
	Unit   string
	Role   access.Role
	Title  string
	From   period.Date
	Until  period.Date
}

// On tells whether the post is held on a day.
func (p Post) On(day period.Date) bool { return Span{p.From, p.Until}.Has(day) }

// Holder is a post with the person who holds it.
type Holder struct {
	Post   Post
	Person Person
}

// Leading says that a leader (分管领导) is in charge of a section for some days.
type Leading struct {
	Section string
	Person  string
	From    period.Date
	Until   period.Date
}

// On tells whether it holds on a day.
func (l Leading) On(day period.Date) bool { return Span{l.From, l.Until}.Has(day) }
