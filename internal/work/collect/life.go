package collect

import (
	_ "embed"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/flow"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/i18n"
)

//go:embed return.flow.yaml
var lifeYAML []byte

// life is the flow of a return, read once when the program starts.
var life = mustLife(lifeYAML)

// Action is a step of a return's life, as return.flow.yaml names it.
type Action string

// The actions.
const (
	ActSave     Action = "save"
	ActMend     Action = "mend"
	ActEnter    Action = "enter" // into a school's draft, by the section that asks
	ActAmend    Action = "amend" // the same in a return that was sent back
	ActSubmit   Action = "submit"
	ActSign     Action = "sign"
	ActReturn   Action = "return"
	ActReview   Action = "review"
	ActLock     Action = "lock"
	ActWithdraw Action = "withdraw"
	ActExempt   Action = "exempt"
	ActOblige   Action = "oblige"
)

func mustLife(data []byte) *flow.Machine {
	var roles []string
	for _, role := range access.Roles() {
		roles = append(roles, access.RoleName(role))
	}
	m, err := flow.Parse(data, flow.Vocabulary{Roles: roles})
	if err != nil {
		panic("return.flow.yaml: " + err.Error())
	}
	return m
}

// can tells whether the actor may take an action on a return now, by state and
// role; what must come with the action is asked for by take.
func can(by access.Actor, o Obligation, act Action) flow.Decision {
	return life.Can(string(o.State), string(act), flowActor(by), factsOf(o))
}

// step is can as an error: return.moved when the state has no such action,
// return.own when it is own work, otherwise denied.
func step(by access.Actor, o Obligation, act Action) error {
	return refusal(o, can(by, o, act))
}

// take tells where an action leads with what is given.
func take(by access.Actor, o Obligation, act Action, given flow.Given) (State, error) {
	facts := factsOf(o)
	if act == ActSubmit { // Submit has seen to the form before it takes the step
		facts.Met = map[flow.Requirement]bool{}
		for _, r := range flow.Requirements() {
			facts.Met[r] = true
		}
	}
	s, d := life.Apply(string(o.State), string(act), flowActor(by), facts, given)
	return State(s.To.Code), refusal(o, d)
}

func refusal(o Obligation, d flow.Decision) error {
	if d.Allowed {
		return nil
	}
	switch d.Code {
	case flow.WrongState:
		return Moved(o)
	case flow.OwnAct:
		return fault.New(fault.Denied, "return.own")
	case flow.NotThatActor:
		return fault.New(fault.Denied, "return.another")
	case flow.WantsReason:
		return fault.New(fault.Invalid, "collect.back", "n", 1).With("reason:0", "collect.need.reason")
	default:
		return fault.New(fault.Denied, "denied")
	}
}

func flowActor(by access.Actor) flow.Actor {
	return flow.Actor{Person: by.Person, Roles: []string{access.RoleName(by.Post.Role)}}
}

func factsOf(o Obligation) flow.Facts {
	facts := flow.Facts{Actors: map[string]string{}}
	if o.SubmittedBy != "" {
		facts.Actors[string(ActSubmit)] = o.SubmittedBy
	}
	return facts
}

// stateText names a state for people.
func stateText(s State) i18n.Text { return i18n.Msg("collect.state." + string(s)) }

// Life is the definition of a return's life, for those who show it.
func Life() *flow.Machine { return life }
