package collect

import (
	"strings"
	"time"
)

// BackMark is one reason for which a return was sent back, on one cell. It is
// open until the unit answers it.
type BackMark struct {
	Path   string    `json:"path"`  // form path of the cell; "" for the whole return
	Label  string    `json:"label"` // the cell as people name it
	Reason string    `json:"reason"`
	By     string    `json:"by"` // name of who sent it back
	At     time.Time `json:"at"`
	Was    string    `json:"was,omitempty"` // the value when it was sent back
	No     int       `json:"no,omitempty"`  // the record's revision that was sent back
	Answer string    `json:"answer,omitempty"`
	Closed bool      `json:"closed,omitempty"` // answered and handed in again
}

// Open reports whether the unit still has to answer.
func (m BackMark) Open() bool { return !m.Closed && strings.TrimSpace(m.Answer) == "" }

// OpenMarks are the marks that wait for an answer.
func OpenMarks(marks []BackMark) []BackMark {
	var open []BackMark
	for _, m := range marks {
		if m.Open() {
			open = append(open, m)
		}
	}
	return open
}

// answered is a copy of marks with the answers, by path, on those that are open
// to them.
func answered(marks []BackMark, answers map[string]string) []BackMark {
	out := make([]BackMark, len(marks))
	for i, m := range marks {
		if text, given := answers[m.Path]; given && !m.Closed {
			m.Answer = strings.TrimSpace(text)
		}
		out[i] = m
	}
	return out
}

// closed is a copy of marks in which all are closed: they were answered and the
// return is handed in again.
func closed(marks []BackMark) []BackMark {
	done := make([]BackMark, len(marks))
	for i, m := range marks {
		m.Closed = true
		done[i] = m
	}
	return done
}
