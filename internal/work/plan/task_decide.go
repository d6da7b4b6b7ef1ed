package plan

import (
	"strings"

	"nianlun/internal/base/access"
	"nianlun/internal/kit/fault"
)

// mayDecide judges acts that need an approval: moving a promised deadline,
// pausing, closing. Whoever decides on the task may act at once; the office,
// which writes plans, may record what others approved and names the document
// (局务会纪要) as basis.
func mayDecide(by access.Actor, t Task, basis string) error {
	thing := t.thing(by.Bureau)
	if access.Can(by, access.Decide, thing) == access.Allowed {
		return nil
	}
	if access.Can(by, access.Write, thing) != access.Allowed {
		return access.Check(by, access.Decide, thing)
	}
	if strings.TrimSpace(basis) == "" {
		return fault.New(fault.Invalid, "task.basis").With("basis", "fault.task.basis")
	}
	return nil
}

// MayDecide tells a page what to offer: whether the actor may decide on the
// task, and whether a basis must be named.
func MayDecide(by access.Actor, t Task) (may, basis bool) {
	thing := t.thing(by.Bureau)
	if access.Can(by, access.Decide, thing) == access.Allowed {
		return true, false
	}
	return access.Can(by, access.Write, thing) == access.Allowed, true
}

// May tells a page whether the actor may do verb with the task.
func May(by access.Actor, verb access.Verb, t Task) bool {
	return access.Can(by, verb, t.thing(by.Bureau)) == access.Allowed
}

func needReason(reason string) error {
	if strings.TrimSpace(reason) == "" {
		return fault.New(fault.Invalid, "task.reason").With("reason", "fault.task.reason")
	}
	return nil
}
