package flow

import (
	"slices"
	"strings"

	"nianlun/internal/engine/expr"
)

// Actor is who acts, in one post.
type Actor struct {
	Person string   // the id of the person
	Roles  []string // the words of the definition that fit the post: 科室, 科室:安全科
}

func (a Actor) isAny(roles []string) bool {
	return slices.ContainsFunc(roles, func(role string) bool { return slices.Contains(a.Roles, role) })
}

// Facts are what is true of the thing.
type Facts struct {
	// Actors says who took an action last, person by action code. An action that was never taken is absent.
	Actors map[string]string
	// Met says which requirements are fulfilled.
	Met map[Requirement]bool
	// Names gives the facts that guards speak of; nil when no guard is used. A guard that cannot be told, because a
	// fact is missing, does not hold.
	Names expr.Names
}

// Given is what comes with an action.
type Given struct {
	Signed   bool
	Reason   string // the words
	Cells    int    // how many cells a reason stands on
	Evidence int    // how many files
	Form     bool   // the form of the step is filled
}

// The codes of refusals. Each has the message key "form.flow.<code>"; the placeholders are named here.
const (
	UnknownState  = "unknown_state"  // state
	UnknownAction = "unknown_action" // action
	WrongState    = "wrong_state"    // action, state: names
	WrongRole     = "wrong_role"     // action, who
	NotThatActor  = "not_that_actor" // action, of: only whoever did `of` may
	OwnAct        = "own_act"        // action, of: whoever did `of` may not
	Guarded       = "guarded"        // action, when
	NotMet        = "not_met"        // action, requirement: its verb
	WantsSign     = "wants_sign"     // action, part
	WantsReason   = "wants_reason"   // action
	WantsCells    = "wants_cells"    // action
	WantsEvidence = "wants_evidence" // action, evidence
	WantsForm     = "wants_form"     // action, form
)

// Decision is an answer with its reason.
type Decision struct {
	Allowed bool
	Code    string // why not
	Params  map[string]string
}

// Key is the message key of the reason. The requirement of not_met has a text of its own: form.flow.requirement.<verb>.
func (d Decision) Key() string { return "form.flow." + d.Code }

// Args are the placeholders as name, value pairs.
func (d Decision) Args() []any {
	args := make([]any, 0, 2*len(d.Params))
	for _, name := range []string{"action", "state", "who", "of", "when", "requirement", "part", "evidence", "form"} {
		if value, found := d.Params[name]; found {
			args = append(args, name, value)
		}
	}
	return args
}

func refuse(code string, pairs ...string) Decision {
	d := Decision{Code: code, Params: map[string]string{}}
	for i := 0; i+1 < len(pairs); i += 2 {
		d.Params[pairs[i]] = pairs[i+1]
	}
	return d
}

// Can tells whether the actor may take an action now, apart from what must come with it.
func (m *Machine) Can(state, action string, by Actor, facts Facts) Decision {
	s, found := m.State(state)
	if !found {
		return refuse(UnknownState, "state", state)
	}
	a, found := m.Action(action)
	if !found {
		return refuse(UnknownAction, "action", action)
	}
	if !slices.Contains(a.From, state) {
		return refuse(WrongState, "action", a.Name, "state", s.Name)
	}
	if d := m.may(a, by, facts); !d.Allowed {
		return d
	}
	if !a.holds(facts) {
		return refuse(Guarded, "action", a.Name, "when", a.When)
	}
	return Decision{Allowed: true}
}

// may looks at who acts.
func (m *Machine) may(a Action, by Actor, facts Facts) Decision {
	if a.ActorOf != "" && (by.Person == "" || facts.Actors[a.ActorOf] != by.Person) {
		return refuse(NotThatActor, "action", a.Name, "of", m.actionName(a.ActorOf))
	}
	if a.ActorOf == "" && !by.isAny(a.Who) {
		return refuse(WrongRole, "action", a.Name, "who", strings.Join(a.Who, "、"))
	}
	if a.NotActor != "" && facts.Actors[a.NotActor] == by.Person {
		return refuse(OwnAct, "action", a.Name, "of", m.actionName(a.NotActor))
	}
	return Decision{Allowed: true}
}

func (m *Machine) actionName(code string) string {
	a, _ := m.Action(code)
	return a.Name
}

func (a Action) holds(facts Facts) bool {
	if a.guard == nil {
		return true
	}
	if facts.Names == nil {
		return false
	}
	result, err := a.guard.Eval(facts.Names, expr.Options{})
	return err == nil && result.Value.Bool()
}

// Available lists the actions that the actor may take now, in the order of the definition. What must come with each
// stands in its Needs.
func (m *Machine) Available(state string, by Actor, facts Facts) []Action {
	var actions []Action
	for _, a := range m.Actions {
		if m.Can(state, a.Code, by, facts).Allowed {
			actions = append(actions, a)
		}
	}
	return actions
}

// Step is a step that was allowed. The caller stores it.
type Step struct {
	Action Action
	From   State
	To     State
}

// Apply tells whether the actor may take an action with what is given, and where it leads. Without Allowed the Step
// is empty.
func (m *Machine) Apply(state, action string, by Actor, facts Facts, given Given) (Step, Decision) {
	if d := m.Can(state, action, by, facts); !d.Allowed {
		return Step{}, d
	}
	a, _ := m.Action(action)
	if d := a.wants(facts, given); !d.Allowed {
		return Step{}, d
	}
	from, _ := m.State(state)
	to, _ := m.State(a.To)
	return Step{Action: a, From: from, To: to}, Decision{Allowed: true}
}

// wants looks for what must come with the action and does not.
func (a Action) wants(facts Facts, given Given) Decision {
	for _, r := range a.Needs.Checks {
		if !facts.Met[r] {
			return refuse(NotMet, "action", a.Name, "requirement", r.Verb)
		}
	}
	blank := strings.TrimSpace(given.Reason) == ""
	switch {
	case a.Needs.Reason == ReasonCells && given.Cells == 0:
		return refuse(WantsCells, "action", a.Name)
	case a.Needs.Reason != NoReason && blank:
		return refuse(WantsReason, "action", a.Name)
	case a.Needs.Evidence != "" && given.Evidence == 0:
		return refuse(WantsEvidence, "action", a.Name, "evidence", a.Needs.Evidence)
	case a.Needs.Form != "" && !given.Form:
		return refuse(WantsForm, "action", a.Name, "form", a.Needs.Form)
	case a.Needs.Sign != "" && !given.Signed:
		return refuse(WantsSign, "action", a.Name, "part", a.Needs.Sign)
	}
	return Decision{Allowed: true}
}
