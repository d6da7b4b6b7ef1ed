package kill

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"strconv"

	"nianlun/client"
)

// slip is what the clients know of one return: what was acknowledged last, and
// the call that was cut off, if any.
type slip struct {
	id       string
	unit     string
	state    string
	revision int
	values   map[string]string
	cut      *attempt
	touched  bool // in the present round
	attempts int
}

// attempt is one call.
type attempt struct {
	submit bool
	key    string
	sheet  client.Sheet
}

// acknowledge takes over what the program has answered, after a look whether it
// answers what was asked.
func (s *slip) acknowledge(a attempt, got client.Return) error {
	if got.State != "draft" {
		return fmt.Errorf("return %s: answered with state %s, not draft", s.id, got.State)
	}
	for path, text := range a.sheet.Values {
		if got.Values[path] != text {
			return fmt.Errorf("return %s: answered with %s = %q, sent was %q", s.id, path, got.Values[path], text)
		}
	}
	s.state, s.revision, s.values, s.cut = got.State, got.Revision, got.Values, nil
	return nil
}

// receive takes over the receipt of a hand-in. It holds no values: those that
// were sent count, and what is found later must be them.
func (s *slip) receive(a attempt, got client.Receipt) error {
	if got.State != "submitted" || got.ID != s.id {
		return fmt.Errorf("return %s: answered with %s in state %s, not submitted", s.id, got.ID, got.State)
	}
	if a.sheet.Values != nil {
		s.values = a.sheet.Values
	}
	s.state, s.revision, s.cut = got.State, got.Revision, nil
	return nil
}

// same reports whether the return stands as it was acknowledged.
func (s *slip) same(state string, revision int, values map[string]string) bool {
	return s.state == state && s.revision == revision && (revision == 0 || maps.Equal(cells(s.values), cells(values)))
}

// cells are values without the list of the table's rows, which the program adds.
func cells(values map[string]string) map[string]string {
	only := maps.Clone(values)
	delete(only, "table")
	return only
}

// cutDone reports whether the return stands as the call that was cut off would
// have left it: wholly, or it is a half-written state.
func (s *slip) cutDone(state string, revision int, values map[string]string) bool {
	if s.cut == nil {
		return false
	}
	wantState, wantRevision, want := "draft", s.revision+1, s.cut.sheet.Values
	if s.cut.submit {
		wantState = "submitted"
	}
	if want == nil { // handed in as it stood
		wantRevision, want = s.revision, s.values
	}
	if state != wantState || revision != wantRevision {
		return false
	}
	for path, text := range want {
		if values[path] != text {
			return false
		}
	}
	return true
}

func (s *slip) String() string {
	text := fmt.Sprintf("return %s, acknowledged %s at revision %d", s.id, s.state, s.revision)
	if s.cut != nil {
		text += fmt.Sprintf(", cut off: submit %v of %d values", s.cut.submit, len(s.cut.sheet.Values))
	}
	return text
}

// next is the next call for this return. One that was cut off in handing in is
// sent again as it was, which must act once.
func (s *slip) next(chance *rand.Rand) attempt {
	if s.cut != nil && s.cut.submit {
		return *s.cut
	}
	s.attempts++
	a := attempt{submit: s.revision > 0 && chance.IntN(3) > 0, sheet: client.Sheet{Base: s.revision}}
	a.key = fmt.Sprintf("%s-%d", s.id, s.attempts)
	if a.submit && chance.IntN(4) == 0 {
		return a // hands in what is saved
	}
	a.sheet.Values = sheet(chance, s.id, s.attempts)
	return a
}

// sheet fills the form so that its check holds.
func sheet(chance *rand.Rand, id string, attempt int) map[string]string {
	values := map[string]string{
		"cost": fmt.Sprintf("%d.%d%d", chance.IntN(90), chance.IntN(10), 1+chance.IntN(9)), // as it is given back: without zeros at the end
		"note": fmt.Sprintf("%s %d", id, attempt),                                          // no two sheets are alike
	}
	sum := 0
	for _, row := range []string{"breakfast", "lunch", "dinner", "snack"} {
		for _, day := range []string{"mon", "tue", "wed", "thu", "fri"} {
			n := 1 + chance.IntN(900)
			sum += n
			values["table["+row+"]."+day] = strconv.Itoa(n)
		}
	}
	values["meals"] = strconv.Itoa(sum)
	return values
}
