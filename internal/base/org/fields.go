package org

import (
	"strings"
	"unicode/utf8"

	"nianlun/internal/kit/fault"
)

// longest is the size of the longest name that screens and tables are made for, in characters.
const longest = 200

// fields gathers what is wrong with an input, field by field.
type fields struct{ wrong []fault.Field }

func (f *fields) add(path, key string, args ...any) {
	f.wrong = append(f.wrong, fault.Field{Path: path, Key: key, Args: args})
}

// require refuses an empty, overlong or unstorable text.
func (f *fields) require(path, text string) {
	if strings.TrimSpace(text) == "" {
		f.add(path, "fault.org.required")
		return
	}
	f.text(path, text)
}

// text refuses an overlong or unstorable text.
func (f *fields) text(path, text string) {
	switch {
	case !utf8.ValidString(text) || strings.ContainsRune(text, 0):
		f.add(path, "fault.text.bytes")
	case utf8.RuneCountInString(text) > longest:
		f.add(path, "fault.org.long", "most", longest)
	}
}

func (f *fields) span(path string, span Span) {
	if span.backwards() {
		f.add(path, "fault.org.backwards")
	}
}

// err is the Invalid fault with all wrong fields, or nil.
func (f *fields) err() error {
	if len(f.wrong) == 0 {
		return nil
	}
	e := fault.New(fault.Invalid, "invalid", "n", len(f.wrong))
	e.Fields = f.wrong
	return e
}
