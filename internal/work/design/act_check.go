package design

import (
	"reflect"
	"slices"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formdraft"
	"nianlun/internal/kit/fault"
)

// EditCheck changes the check at a place; At -1 adds one. A check without an id
// keeps the one that it was published under, or its explanations would not be
// offered again.
type EditCheck struct {
	At    int
	Check formdraft.Check
}

// Name implements Act.
func (EditCheck) Name() string { return "check.edit" }

// Target implements Act.
func (a EditCheck) Target() string { return checkTarget(a.At) }

func (a EditCheck) untouched(before, now *formdraft.Draft) bool {
	return a.At < 0 || sameCheck(a.At, before, now)
}

func (a EditCheck) apply(b *bench) error {
	check := a.Check
	if check.Logic == "" && check.Experience == "" {
		return fault.New(fault.Invalid, "design.wrong").With("rule", "design.need.rule")
	}
	if check.Say == "" {
		return fault.New(fault.Invalid, "design.wrong").With("say", "design.need.say")
	}
	if a.At < 0 {
		check.ID = b.freeCheck()
		b.content.Checks = append(b.content.Checks, check)
		b.look = checkTarget(len(b.content.Checks) - 1)
		return nil
	}
	if a.At >= len(b.content.Checks) {
		return gone()
	}
	check.ID = b.content.Checks[a.At].ID
	if check.ID == "" {
		check.ID = b.freeCheck()
	}
	b.content.Checks[a.At] = check
	return nil
}

// freeCheck makes an id that no check has or had.
func (b *bench) freeCheck() string {
	taken := map[string]bool{}
	for _, c := range b.content.Checks {
		taken[c.ID] = true
	}
	if b.published != nil {
		for _, c := range b.published.Checks {
			taken[c.ID] = true
		}
	}
	return numbered("check-", taken)
}

// MoveCheck takes a check to another place.
type MoveCheck struct{ At, To int }

// Name implements Act.
func (MoveCheck) Name() string { return "check.move" }

// Target implements Act.
func (a MoveCheck) Target() string { return checkTarget(a.At) }

func (a MoveCheck) untouched(before, now *formdraft.Draft) bool {
	return len(before.Checks) == len(now.Checks) && sameCheck(a.At, before, now)
}

func (a MoveCheck) apply(b *bench) error {
	checks := b.content.Checks
	if a.At < 0 || a.At >= len(checks) {
		return gone()
	}
	moved := checks[a.At]
	checks = slices.Delete(checks, a.At, a.At+1)
	to := max(0, min(a.To, len(checks)))
	b.content.Checks = slices.Insert(checks, to, moved)
	b.look = checkTarget(to)
	return nil
}

// RemoveCheck takes a check out.
type RemoveCheck struct{ At int }

// Name implements Act.
func (RemoveCheck) Name() string { return "check.remove" }

// Target implements Act.
func (a RemoveCheck) Target() string { return checkTarget(a.At) }

func (a RemoveCheck) untouched(before, now *formdraft.Draft) bool {
	return sameCheck(a.At, before, now)
}

func (a RemoveCheck) apply(b *bench) error {
	if a.At < 0 || a.At >= len(b.content.Checks) {
		return gone()
	}
	b.content.Checks = slices.Delete(b.content.Checks, a.At, a.At+1)
	b.look = "form"
	return nil
}

func sameCheck(at int, before, now *formdraft.Draft) bool {
	return at >= 0 && at < len(before.Checks) && at < len(now.Checks) && reflect.DeepEqual(before.Checks[at], now.Checks[at])
}

func checkTarget(at int) string { return "check:" + itoa(at) }

// ClassOf is the class of a check as it is written; logic when neither is.
func ClassOf(c formdraft.Check) form.Class {
	if c.Experience != "" && c.Logic == "" {
		return form.Experience
	}
	return form.Logic
}
