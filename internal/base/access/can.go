package access

import "slices"

// Kind is a kind of thing that rights are about.
type Kind string

// The kinds.
const (
	Plan      Kind = "plan"
	Task      Kind = "task"
	Form      Kind = "form" // drafts and published versions of forms
	Campaign  Kind = "campaign"
	Return    Kind = "return"
	Indicator Kind = "indicator"
	Document  Kind = "document"
	Unit      Kind = "unit"
	Person    Kind = "person"
	PostKind  Kind = "post"
	Calendar  Kind = "calendar"
	Job       Kind = "job"
	Audit     Kind = "audit"
	Token     Kind = "token"
	Hook      Kind = "hook" // programs that are told what happens
)

// Kinds are all kinds.
func Kinds() []Kind {
	return []Kind{Plan, Task, Form, Campaign, Return, Indicator, Document, Unit, Person, PostKind, Calendar, Job, Audit, Token, Hook}
}

// Verb is what somebody wants to do with a thing.
type Verb string

// The verbs.
const (
	Read     Verb = "read"
	Write    Verb = "write"
	Assign   Verb = "assign"
	Report   Verb = "report"
	Remind   Verb = "remind"
	Decide   Verb = "decide"
	Fill     Verb = "fill"
	Submit   Verb = "submit"
	Review   Verb = "review"
	SendBack Verb = "send-back"
	Sign     Verb = "sign"
	Lock     Verb = "lock"
	Issue    Verb = "issue"
	Verify   Verb = "verify"
	Correct  Verb = "correct" // ask for a change of what is locked
)

// Verbs are all verbs.
func Verbs() []Verb {
	return []Verb{Read, Write, Assign, Report, Remind, Decide, Fill, Submit, Review, SendBack, Sign, Lock, Issue, Verify, Correct}
}

var knownKinds, knownVerbs = set(Kinds()), set(Verbs())

func set[T comparable](all []T) map[T]bool {
	m := make(map[T]bool, len(all))
	for _, x := range all {
		m[x] = true
	}
	return m
}

// Thing is what rights need to know of a thing: its bureau and kind, the unit
// that it belongs to (a return belongs to its school), the units that are named
// on it (the section that owns a campaign; lead unit and participants of a
// task), and the leader in charge.
type Thing struct {
	Bureau    string
	Kind      Kind
	Unit      string
	Concerned []string
	Leader    string
}

// Decision is the answer to Can.
type Decision int

// The decisions. Hidden is a refusal that must look as if the thing did not
// exist, because the actor may not even read it; doors answer 404.
const (
	Allowed Decision = iota
	Refused
	Hidden
)

// Can tells whether the actor, in the present post, may do verb with thing.
func Can(by Actor, verb Verb, thing Thing) Decision {
	if by.Door == Rule && by.Bureau == thing.Bureau {
		return Allowed
	}
	if Scope(by, verb, thing.Kind).Has(thing) {
		return Allowed
	}
	if verb != Read && Scope(by, Read, thing.Kind).Has(thing) {
		return Refused
	}
	return Hidden
}

// Filter is Scope's answer: the things of one bureau that a query may return.
// It is the union of its parts; with all parts empty it holds nothing.
type Filter struct {
	Bureau    string
	All       bool
	Unit      string // things that belong to this unit
	Concerned string // things on which this unit is named, or that belong to it
	Leader    string // things whose leader in charge is this person
}

// Scope gives the answer of Can for a whole kind, as a filter for a query:
// a thing passes the filter exactly when Can allows it.
func Scope(by Actor, verb Verb, kind Kind) Filter {
	f := Filter{Bureau: by.Bureau}
	if by.Door == Rule {
		f.All = true
		return f
	}
	far := table[right{by.Post.Role, kind, verb}]
	f.All = far&reachAll != 0
	if far&reachOwn != 0 {
		f.Unit = by.Post.Unit
	}
	if far&reachConcerned != 0 {
		f.Concerned = by.Post.Unit
	}
	if far&reachLed != 0 {
		f.Leader = by.Person
	}
	return f
}

// Empty tells that nothing can pass.
func (f Filter) Empty() bool {
	return !f.All && f.Unit == "" && f.Concerned == "" && f.Leader == ""
}

// Has tells whether a thing passes the filter.
func (f Filter) Has(thing Thing) bool {
	if thing.Bureau != f.Bureau || f.Bureau == "" {
		return false
	}
	switch {
	case f.All:
		return true
	case f.Unit != "" && thing.Unit == f.Unit:
		return true
	case f.Concerned != "" && (thing.Unit == f.Concerned || slices.Contains(thing.Concerned, f.Concerned)):
		return true
	default:
		return f.Leader != "" && thing.Leader == f.Leader
	}
}
