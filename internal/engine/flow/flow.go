// Package flow owns the life of a thing that moves through states: which actions there are, who may take them, what
// each of them asks for, and where it leads. A flow is data, read from YAML.
//
// It never stores a state, knows no calendar and no people: the caller says in which state a thing is, who acts, and
// what is true of it, and is told whether the step is allowed and what follows.
package flow

import (
	"slices"

	"nianlun/internal/engine/expr"
)

// Group says how a state is listed.
type Group string

// The groups of states.
const (
	Todo  Group = "todo"  // somebody owes the next step
	Doing Group = "doing" // under way
	Done  Group = "done"  // over
)

// Machine is one flow, as read by Parse. It is immutable and safe to use from many goroutines.
type Machine struct {
	Code    string
	Title   string
	States  []State  // in the order of the definition; a thing begins in the first
	Actions []Action // in the order of the definition
}

// State is where a thing can be.
type State struct {
	Code   string
	Name   string
	Group  Group
	Edit   []string  // the roles that may change the form in this state
	Within *Duration // how long a thing may stay here
	Late   *Late     // what happens when it is late here
}

// Action is a step from one state to another.
type Action struct {
	Code     string
	Name     string
	From     []string
	To       string
	Who      []string // roles; any of them
	ActorOf  string   // instead of roles: whoever took this action
	NotActor string   // whoever took this action may not take that one
	When     string   // a guard, as an expression over the caller's facts
	Needs    Needs

	guard *expr.Program
}

// Needs are the things that must come with an action.
type Needs struct {
	Sign     string        // the part in which the actor signs: 填报人, 审核人
	Reason   Reason        // why, on cells or as text
	Checks   []Requirement // what must be true of the form
	Evidence string        // what must be attached
	Form     string        // a form that must be filled for the step
	Due      string        // the deadline that the step sets: a duration or a parameter
}

// Reason says how a reason must be given.
type Reason string

// The ways of giving a reason.
const (
	NoReason    Reason = ""
	ReasonText  Reason = "text"  // in words
	ReasonCells Reason = "cells" // in words, on at least one cell
)

// Requirement is something that must be true of the form: passes(logic), explained(experience), complete(form).
type Requirement struct{ Verb, Of string }

// String is the requirement as written.
func (r Requirement) String() string { return r.Verb + "(" + r.Of + ")" }

// Requirements lists what a definition may ask for.
func Requirements() []Requirement {
	return []Requirement{{"passes", "logic"}, {"explained", "experience"}, {"complete", "form"}}
}

// Late says what happens to a thing that stays too long in a state.
type Late struct {
	After  string // due
	Remind []Reminder
	Tell   []string // roles
	Light  string
}

// Reminder says when to remind, relative to the deadline.
type Reminder struct {
	When  ReminderWhen
	After Duration // how long before, or how often
}

// ReminderWhen places a reminder.
type ReminderWhen string

// The places of reminders.
const (
	Before ReminderWhen = "before"
	AtDue  ReminderWhen = "due"
	Every  ReminderWhen = "every" // again and again once it is late
)

// Duration is a number of days, or the name of a dated parameter that holds it.
type Duration struct {
	Days    int
	Working bool // days of work by the State Council's calendar
	Param   string
}

// Start is the state in which a thing begins.
func (m *Machine) Start() State { return m.States[0] }

// State finds a state by its code.
func (m *Machine) State(code string) (State, bool) {
	at := slices.IndexFunc(m.States, func(s State) bool { return s.Code == code })
	if at < 0 {
		return State{}, false
	}
	return m.States[at], true
}

// Action finds an action by its code.
func (m *Machine) Action(code string) (Action, bool) {
	at := slices.IndexFunc(m.Actions, func(a Action) bool { return a.Code == code })
	if at < 0 {
		return Action{}, false
	}
	return m.Actions[at], true
}

// MayEdit reports whether the actor may change the form in a state.
func (m *Machine) MayEdit(state string, by Actor) bool {
	s, found := m.State(state)
	return found && by.isAny(s.Edit)
}
