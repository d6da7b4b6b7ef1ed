// Package fault owns the errors that reach a person: a kind that the doors turn
// into a status, a stable code, and a message key with its arguments.
//
// It never holds a sentence (the catalogues do) and never shows what caused the
// error (the log does).
package fault

import (
	"errors"
	"fmt"
)

// Kind says what a caller can do about an error. Each kind has one HTTP status;
// the table stands in the doors, not here.
type Kind int

// The kinds, from the caller's side.
const (
	Internal    Kind = iota // our fault: nothing the caller can mend
	Invalid                 // the input is wrong: mend it and send again
	SignIn                  // nobody is signed in
	Denied                  // signed in, but this post may not
	NotFound                // no such thing, or not for this post
	Conflict                // somebody else was first
	TooLarge                // the input is over a limit
	Locked                  // for now: wait or ask
	Unavailable             // a part that this needs is not there
)

// Field is one wrong input: the path of the field or the address of the cell,
// and the message that tells how to mend it.
type Field struct {
	Path string
	Key  string
	Args []any
}

// Error is a fault. Code is stable and appears in the API; the message key is
// "fault." + Code. Args are name, value pairs for the message.
type Error struct {
	Kind   Kind
	Code   string
	Args   []any
	Fields []Field
	cause  error
}

// New makes a fault of a kind with a stable code and the message's arguments.
func New(kind Kind, code string, args ...any) *Error {
	return &Error{Kind: kind, Code: code, Args: args}
}

// Wrap is New with a cause, which goes to the log only.
func Wrap(cause error, kind Kind, code string, args ...any) *Error {
	return &Error{Kind: kind, Code: code, Args: args, cause: cause}
}

// Key is the message key in the catalogues.
func (e *Error) Key() string { return "fault." + e.Code }

// With adds a wrong field and returns the fault.
func (e *Error) With(path, key string, args ...any) *Error {
	e.Fields = append(e.Fields, Field{Path: path, Key: key, Args: args})
	return e
}

// Error is for the log, never for a person.
func (e *Error) Error() string {
	text := e.Code
	if len(e.Args) > 0 {
		text += fmt.Sprintf(" %v", e.Args)
	}
	if e.cause != nil {
		text += ": " + e.cause.Error()
	}
	return text
}

func (e *Error) Unwrap() error { return e.cause }

// As finds the fault in err. An error that is none becomes an Internal fault
// that wraps it, so that a door always has something to show.
func As(err error) *Error {
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	return Wrap(err, Internal, "internal")
}

// KindOf is the kind of err; Internal when err is no fault.
func KindOf(err error) Kind { return As(err).Kind }

// Is tells whether err is a fault with this code.
func Is(err error, code string) bool {
	var e *Error
	return errors.As(err, &e) && e.Code == code
}
