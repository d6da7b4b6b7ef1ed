package collect

import (
	_ "embed"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/flow"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/i18n"
)

//go:embed correction.flow.yaml
var correctionYAML []byte

// correctionLife is the flow of a request, read once when the program starts.
var correctionLife = mustLife(correctionYAML)

// CorrectionLife is the definition of a request's life, for those who show it.
func CorrectionLife() *flow.Machine { return correctionLife }

// The actions of a request.
const (
	ActAsk     Action = "ask"
	ActDecline Action = "decline"
	ActApprove Action = "approve"
	ActRefuse  Action = "refuse"
)

// canCorrect tells whether the actor may take an action on a request now, by
// state and role.
func canCorrect(by access.Actor, c Correction, act Action) flow.Decision {
	return correctionLife.Can(string(c.State), string(act), flowActor(by), correctionFacts(c))
}

// takeCorrection tells where an action leads with what is given. Approve has
// seen to the form before it takes the step.
func takeCorrection(by access.Actor, c Correction, act Action, given flow.Given) (CorrectionState, error) {
	facts := correctionFacts(c)
	facts.Met = map[flow.Requirement]bool{}
	for _, r := range flow.Requirements() {
		facts.Met[r] = true
	}
	s, d := correctionLife.Apply(string(c.State), string(act), flowActor(by), facts, given)
	return CorrectionState(s.To.Code), correctionRefusal(c, d)
}

func correctionFacts(c Correction) flow.Facts {
	return flow.Facts{Actors: map[string]string{string(ActAsk): c.AskedBy}}
}

// correctionRefusal is a decision as an error.
func correctionRefusal(c Correction, d flow.Decision) error {
	if d.Allowed {
		return nil
	}
	switch d.Code {
	case flow.WrongState:
		return correctionMoved(c)
	case flow.OwnAct:
		return fault.New(fault.Denied, "correction.own")
	case flow.NotThatActor:
		return fault.New(fault.Denied, "correction.another")
	case flow.WantsReason:
		return fault.New(fault.Invalid, "correction.reason").With("reason", "correction.need.answer")
	default:
		return fault.New(fault.Denied, "denied")
	}
}

// correctionMoved says that a request is no longer in the state that the actor
// saw.
func correctionMoved(c Correction) error {
	return fault.New(fault.Conflict, "correction.moved", "state", i18n.Msg("correction.state."+string(c.State)))
}
