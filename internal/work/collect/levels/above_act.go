package levels

import (
	"context"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/period"
)

// AboveAct is something that a lower bureau does in the bureau above: it hands a
// period up, signs it, takes it back, or asks for a correction. The two bureaus
// share no transaction. So the act is kept here first, then it is done above, then
// it is closed here; a program that dies between leaves a row that says what is
// still to do, and the clock goes on from it (Service.Resume). Each step may be
// repeated without harm.
type AboveAct struct {
	ID      string
	Bureau  string // the lower one
	Mandate string
	Period  period.Period
	Return  string // above
	Kind    AboveKind
	State   AboveState
	Person  string
	Name    string
	Post    access.Post // of the person, in the lower bureau
	Door    access.Door
	Begun   time.Time
	Ended   time.Time
	No      int    // the revision of the return's record above, once it is done
	Why     string // code of the fault, when it was refused
	Input   AboveInput
	Parts   []HandedPart // of what was handed up
}

// AboveKind is what is done above.
type AboveKind string

// The kinds.
const (
	AboveSubmit   AboveKind = "submit"   // 上报
	AboveSign     AboveKind = "sign"     // 签字
	AboveWithdraw AboveKind = "withdraw" // 撤回
	AboveCorrect  AboveKind = "correct"  // 申请更正
	AboveEndorse  AboveKind = "endorse"  // 更正申请签字
)

// AboveState is how far an act is.
type AboveState string

// The states.
const (
	AboveBegun   AboveState = "begun"
	AboveDone    AboveState = "done"
	AboveRefused AboveState = "refused"
)

// AboveInput is what is sent.
type AboveInput struct {
	Base         int               `json:"base"` // the revision above that was seen
	Raw          form.Raw          `json:"raw,omitempty"`
	Said         form.Raw          `json:"said,omitempty"` // of Raw, what was said by hand
	Explanations map[string]string `json:"explanations,omitempty"`
	Answers      map[string]string `json:"answers,omitempty"`
	Nothing      string            `json:"nothing,omitempty"`
	Reason       string            `json:"reason,omitempty"`     // of a correction
	Correction   string            `json:"correction,omitempty"` // that is signed
	Rev          int               `json:"rev,omitempty"`        // of it
	Draft        int               `json:"draft,omitempty"`      // the revision of the draft that is handed up
}

// HandedPart is an own school's return that is in what was handed up.
type HandedPart struct {
	Unit    string `json:"unit"`
	Name    string `json:"name"`
	Return  string `json:"return"`
	No      int    `json:"no"` // the revision of its record
	Nothing bool   `json:"nothing,omitempty"`
}

// AboveActs keeps acts. A missing row is the NotFound fault "notfound".
type AboveActs interface {
	// AddAct keeps a begun act; the Conflict fault "mandate.underway" while another
	// one of the same period is begun.
	AddAct(ctx context.Context, a AboveAct) error
	// EndAct closes an act that is begun, with its state, revision, reason and time;
	// otherwise it is the Conflict fault "mandate.underway".
	EndAct(ctx context.Context, a AboveAct) error
	// DropAct forgets an act that is begun and that was refused at once.
	DropAct(ctx context.Context, bureau, id string) error
	// Acts are those of a mandate, the newest first; with a period those of it.
	Acts(ctx context.Context, bureau, mandate, period string) ([]AboveAct, error)
	// BegunActs are a bureau's acts that were begun before a moment and are not
	// closed, the oldest first.
	BegunActs(ctx context.Context, bureau string, before time.Time) ([]AboveAct, error)
}

// actor is the person in the eyes of the bureau above: whoever answers for the
// lower bureau there.
func (a AboveAct) actor(m Mandate) access.Actor {
	role := access.Clerk
	if a.Kind == AboveSign || a.Kind == AboveEndorse {
		role = access.Head
	}
	return access.Actor{
		Bureau: m.From, Person: a.Person, Name: a.Name, Door: a.Door,
		Post: access.Post{ID: a.Post.ID, Unit: m.Unit, Role: role},
	}
}

// own is the person in the own bureau.
func (a AboveAct) own() access.Actor {
	return access.Actor{Bureau: a.Bureau, Person: a.Person, Name: a.Name, Door: a.Door, Post: a.Post}
}
