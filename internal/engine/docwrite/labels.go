package docwrite

import (
	"errors"
	"fmt"
)

// ErrLabelMissing is returned when a document needs a word that Labels lack.
var ErrLabelMissing = errors.New("docwrite: label missing")

// Labels are the words that the writer prints by itself, in the language of
// the document. There are no defaults: a word that a document needs and that
// is empty is an error. A document without sources that is not a review copy
// needs none.
type Labels struct {
	// SourceTable heads the source table (附：数据来源表).
	SourceTable string
	// Heads of the columns, and names of the lines of a comment.
	Number     string // 序号
	Figure     string // 数据
	Definition string // 指标与口径
	Scope      string // 范围与期间
	State      string // 状态
	AsOf       string // 截至
	// Words for the states.
	Draft    string
	Reviewed string
	Locked   string

	// Comments of the review copy.
	Unsourced string // said of a figure without a source
	Colon     string // between the name of a line and its value
	Author    string // author of the comments
	Initials  string // may be empty
}

// state is the word for a state.
func (l Labels) state(s State) string {
	switch s {
	case Draft:
		return l.Draft
	case Reviewed:
		return l.Reviewed
	case Locked:
		return l.Locked
	}
	return ""
}

type namedLabel struct{ name, value string }

// check tells whether the words that the document needs are there.
func (l Labels) check(doc Document) error {
	var needed []namedLabel
	if len(doc.Sources) > 0 || doc.ReviewCopy {
		needed = append(needed,
			namedLabel{"Definition", l.Definition}, namedLabel{"Scope", l.Scope},
			namedLabel{"State", l.State}, namedLabel{"AsOf", l.AsOf},
			namedLabel{"Draft", l.Draft}, namedLabel{"Reviewed", l.Reviewed}, namedLabel{"Locked", l.Locked})
	}
	if len(doc.Sources) > 0 {
		needed = append(needed,
			namedLabel{"SourceTable", l.SourceTable}, namedLabel{"Number", l.Number}, namedLabel{"Figure", l.Figure})
	}
	if doc.ReviewCopy {
		needed = append(needed,
			namedLabel{"Unsourced", l.Unsourced}, namedLabel{"Colon", l.Colon}, namedLabel{"Author", l.Author})
	}
	for _, n := range needed {
		if n.value == "" {
			return fmt.Errorf("%w: %s", ErrLabelMissing, n.name)
		}
	}
	return nil
}
