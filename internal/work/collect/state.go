package collect

// State is where a return stands. The states and the steps between them are
// declared in return.flow.yaml; a test holds the two together.
type State string

// The states of a return. Late is none of them: it is computed from the day,
// see Obligation.Late.
const (
	Owed      State = "owed"      // 应报: nothing typed yet
	Draft     State = "draft"     // 填报中
	Submitted State = "submitted" // 待审核: handed in, signed by who filled it
	Back      State = "back"      // 已退回: sent back with reasons on cells
	Reviewed  State = "reviewed"  // 已审核: checked by the section that asked
	Locked    State = "locked"    // 已锁定: changes by a correction case only
	Exempt    State = "exempt"    // 免报: excused with a reason
)

// States are all states in the order of a return's life.
func States() []State {
	return []State{Owed, Draft, Submitted, Back, Reviewed, Locked, Exempt}
}

// Known reports whether s is one of the states above.
func (s State) Known() bool {
	for _, known := range States() {
		if s == known {
			return true
		}
	}
	return false
}

// Open reports whether the unit still has to hand the return in.
func (s State) Open() bool { return s == Owed || s == Draft || s == Back }

// HandedIn reports whether the return lies with, or has passed, the section.
func (s State) HandedIn() bool { return s == Submitted || s == Reviewed || s == Locked }
