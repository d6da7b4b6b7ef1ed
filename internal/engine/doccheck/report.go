package doccheck

// Verdict tells how a summary answers a commitment.
type Verdict string

// The verdicts.
const (
	Done    Verdict = "done"    // a statement says that it was carried out
	Partly  Verdict = "partly"  // it was begun, is under way, or fell short of its target
	Missing Verdict = "missing" // the summary does not mention it
)

// Reason is the code of what a verdict rests on; screens translate it.
type Reason string

// The reasons.
const (
	ReasonStated     Reason = "stated"      // the answer reports the act as done
	ReasonTargetsMet Reason = "targets_met" // the answer's figures reach the targets
	ReasonFellShort  Reason = "fell_short"  // the answer's figures stay below the targets
	ReasonUnderWay   Reason = "under_way"   // the answer's words say that work goes on (正在推进, 主体完工)
	ReasonNotYet     Reason = "not_yet"     // the answer says that it was not done (尚未, 未能)
	ReasonPromised   Reason = "promised"    // mentioned as a problem or a promise for later only
	ReasonNoMention  Reason = "no_mention"  // no statement of the summary deals with it
)

// Met tells whether a result reaches a target.
type Met string

// The answers; "" means that nothing could be compared.
const (
	MetUnknown Met = ""
	MetYes     Met = "yes"
	MetNo      Met = "no"
)

// Bound tells which side of a target is good.
type Bound string

// The bounds.
const (
	AtLeast Bound = "at_least" // 达到, 不少于, and any target whose words say nothing
	AtMost  Bound = "at_most"  // 控制在…以内, 不超过, 下降到
	Exactly Bound = "exactly"  // 全部, 100%
)

// Report is the outcome of a comparison. Its order depends on the texts alone.
type Report struct {
	Entries   []Entry     // one for each commitment of the plan, in the plan's order
	Unplanned []Statement // what the summary reports and no commitment asked for, in text order
	Counts    Counts
}

// Counts sums a report up.
type Counts struct {
	Commitments, Done, Partly, Missing int
	Unplanned                          int
	TargetsMet, TargetsMissed          int
}

// Entry is the answer to one commitment.
type Entry struct {
	Commitment int // index into the plan's Commitments
	Verdict    Verdict
	Reason     Reason
	Score      float64  // how well the best answer fits, 0..1; 0 when there is none
	Confidence float64  // how sure the verdict is, 0..1; low ones want a person's eye
	Answers    []Answer // best first; empty when the verdict is Missing and nothing comes near
	Targets    []Target // one for each target figure of the commitment, in its order
}

// Answer is a statement of the summary that deals with a commitment.
// Offsets are code points of the summary's text.
type Answer struct {
	Start, End int
	Score      float64 // 0..1
	Reason     Reason  // what the statement says of the act; ReasonPromised never counts as an answer
}

// Target sets a planned figure against the result.
type Target struct {
	Planned int // index into the plan's Figures
	Result  int // index into the summary's Figures, -1 when the summary gives none
	Bound   Bound
	Met     Met // MetNo without a result where the act was not done
}

// Statement is a piece of the summary that reports an act or a result.
// Offsets are code points of the summary's text.
type Statement struct {
	Start, End int
	Figures    []int // indexes into the summary's Figures
	Heading    int   // Start of the nearest enclosing outline node, -1 when none
}
