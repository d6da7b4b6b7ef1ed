package doctext

import "errors"

// Code says in one word why a source cannot be read.
type Code string

// The codes of an Error.
const (
	CodeEmpty    Code = "empty"    // no bytes, or nothing but blanks
	CodeBinary   Code = "binary"   // neither text nor a known document
	CodeType     Code = "type"     // a known kind of file that cannot be read here
	CodeEncoding Code = "encoding" // text in an encoding that was not recognised
	CodeTooLarge Code = "toolarge" // more bytes, paragraphs or characters than Limits
	CodeBomb     Code = "bomb"     // an archive that inflates beyond Limits
	CodeDamaged  Code = "damaged"  // truncated or broken
)

// Error is the only error type of this package. Detail is for the log, never
// for people.
type Error struct {
	Code   Code
	Detail string
}

func (e *Error) Error() string { return "doctext: " + string(e.Code) + ": " + e.Detail }

// CodeOf returns the code of an error made here, "" for any other error.
func CodeOf(err error) Code {
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}
