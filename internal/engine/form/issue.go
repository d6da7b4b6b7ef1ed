package form

// The codes of faults. Each has the message key "form.issue.<code>"; the placeholders are named here.
const (
	NotNumber    = "not_number"    // text
	NotWhole     = "not_whole"     // text
	WrongScale   = "wrong_scale"   // decimals, got
	TooBig       = "too_big"       // max
	BelowMin     = "below_min"     // min, with the unit
	AboveMax     = "above_max"     // max, with the unit
	BadDate      = "bad_date"      // text
	TooEarly     = "too_early"     // min
	TooLate      = "too_late"      // max
	NotInList    = "not_in_list"   // text, suggest, known
	NotUnder     = "not_under"     // text, parent, choice, known: not offered under the choice made above
	NothingUnder = "nothing_under" // text, parent, choice: nothing at all is offered under it
	ParentFirst  = "parent_first"  // text, parent: the choice that decides is not made yet
	NotYesNo     = "not_yesno"     // text
	Retired      = "retired"       // text, day: an option that is no longer chosen from the day on
	TooLong      = "too_long"      // max, got: characters
	TooMany      = "too_many"      // max, got: choices, files or rows
	TooFew       = "too_few"       // min, got: rows
	Required     = "required"      //
	BadCharacter = "bad_character" // NUL or another control character
	BadEncoding  = "bad_encoding"  // not UTF-8
	BadReference = "bad_reference" // text: not the id of a file or unit
	UnknownCell  = "unknown_cell"  // path: no such field
	DuplicateRow = "duplicate_row" // text, first: two rows with the same natural key

	BadTime   = "bad_time"   // text
	BadPeriod = "bad_period" // text, example
	BadPerson = "bad_person" // text: not the id of a person, or nobody to choose
	SameName  = "same_name"  // text: several people or units are called that

	BadPhone     = "bad_phone"     //
	NoAreaCode   = "no_area_code"  // a landline without its area code
	MobileLength = "mobile_length" // got: digits
	ForeignPhone = "foreign_phone" // not of the mainland
	NotMobile    = "not_mobile"    // a landline where a mobile is asked for
	NotLandline  = "not_landline"  // a mobile where a landline is asked for

	IDOld       = "id_old"       // 15 digits
	IDLength    = "id_length"    // got: characters
	IDCharacter = "id_character" // something else than digits and a last X
	IDRegion    = "id_region"    // no such province
	IDDate      = "id_date"      // no such day of birth
	IDCheck     = "id_check"     // the check character does not fit

	CreditLength    = "credit_length"    // got: characters
	CreditCharacter = "credit_character" // text: the first that is none of the alphabet's
	CreditRegion    = "credit_region"    // text
	CreditCheck     = "credit_check"     // the check character does not fit

	NoDatum    = "no_datum"     // coordinates without their system
	BadDatum   = "bad_datum"    // text: a system that is not taken
	OutOfChina = "out_of_china" // text: the coordinates
)

// Fault is what is wrong with one text, as a code with parameters.
type Fault struct {
	Code   string
	Params map[string]string
}

// Issue is a fault at a cell.
type Issue struct {
	Path  Path
	Place Place
	Fault
}

// Key is the message key of the fault. Where a near word is known, ".near" follows, and the message may offer it.
func (f Fault) Key() string {
	if f.Params["suggest"] != "" {
		return "form.issue." + f.Code + ".near"
	}
	return "form.issue." + f.Code
}

// Args are the parameters as the name, value pairs that a message takes.
func (f Fault) Args() []any {
	args := make([]any, 0, 2*len(f.Params)+2)
	for _, name := range sortedKeys(f.Params) {
		args = append(args, name, f.Params[name])
	}
	return args
}

// Message is the fault in the reader's language: it names the field and says how to mend it.
func (i Issue) Message(t T) string {
	return t(i.Key(), append(i.Args(), "field", i.Place.Field)...)
}

// Issues are all faults of a document, in the order of the form.
type Issues []Issue

// At finds the first issue at a cell.
func (is Issues) At(path Path) (Issue, bool) {
	for _, issue := range is {
		if issue.Path == path {
			return issue, true
		}
	}
	return Issue{}, false
}

func fault(code string, pairs ...string) *Fault {
	f := &Fault{Code: code, Params: make(map[string]string, len(pairs)/2)}
	for i := 0; i+1 < len(pairs); i += 2 {
		f.Params[pairs[i]] = pairs[i+1]
	}
	return f
}
