package sheet

import (
	"net/http"
	"strings"

	"nianlun/internal/engine/form"
	"nianlun/internal/web/door"
	"nianlun/internal/work/collect"
)

// Names of a return's form that are no cells. The colon keeps ours apart from
// the codes of fields, which hold none.
const (
	RevisionName  = "revision" // of the record, as the drafts' script knows it
	addName       = "add"      // a button of formhtml: one more row in a table
	MendName      = "mend"     // a button of formhtml: path=value
	againName     = "again"    // a button of formhtml: finding=text
	ActName       = "return:act"
	NothingName   = "return:nothing"
	HeardName     = "return:heard"
	ExplainPrefix = "explain:"
	savedName     = "sheet:saved" // of the sheet's script: all cells have been saved, only the act comes
	keepPrefix    = "keep:"       // of formhtml: nothing said takes nothing back
	answerPrefix  = "answer:"
)

// Input is what came in from a return's form.
type Input struct {
	collect.SaveInput
	Submit  bool
	Nothing string
	Heard   string // what the page showed of other returns
	Add     string // table that wants a row
	Mended  form.Path
}

// InputOf reads what came in from the form of a return.
func InputOf(r *http.Request) (Input, error) {
	values, err := door.Form(r)
	if err != nil {
		return Input{}, err
	}
	in := Input{
		SaveInput: collect.SaveInput{Return: r.PathValue("return"), Raw: form.Raw{}, Explanations: map[string]string{}, Answers: map[string]string{}},
		Submit:    values.Text(ActName) == "submit", Nothing: values.Text(NothingName), Heard: values.Text(HeardName), Add: values.Text(addName),
	}
	in.Base, _ = values.Int(RevisionName)
	for _, name := range values.Names() {
		in.take(name, values)
	}
	if values.Has(savedName) {
		in.Raw = nil // the script of the sheet has saved all cells: what is stored counts
		in.sayAgain(values.Raw(againName))
		return in, nil
	}
	if path, value, ok := strings.Cut(values.Raw(MendName), "="); ok {
		in.Mended = form.Path(path)
		in.Raw[in.Mended] = value
	}
	for _, name := range values.Names() {
		if finding, found := strings.CutPrefix(name, keepPrefix); found && in.Explanations[finding] == "" {
			delete(in.Explanations, finding)
		}
	}
	in.sayAgain(values.Raw(againName))
	return in, nil
}

// sayAgain takes the button that says again what was said of another figure or
// period.
func (in *Input) sayAgain(pair string) {
	if finding, text, ok := strings.Cut(pair, "="); ok {
		in.Explanations[finding], in.Again = text, []string{finding}
	}
}

// take sorts one name of the form. Several values of a cell (choices, the keys
// of rows) are joined as the form engine reads them.
func (in *Input) take(name string, values door.Values) {
	switch {
	case name == RevisionName || name == addName || name == MendName || name == againName || name == ActName || name == NothingName || name == HeardName:
	case strings.HasPrefix(name, ExplainPrefix):
		in.Explanations[strings.TrimPrefix(name, ExplainPrefix)] = values.Text(name)
	case strings.HasPrefix(name, keepPrefix):
	case strings.HasPrefix(name, answerPrefix):
		in.Answers[strings.TrimPrefix(name, answerPrefix)] = values.Text(name)
	default:
		if path, ok := form.ParsePath(name); ok {
			in.Raw[path] = strings.Join(values.Texts(name), ",")
		}
	}
}
