package formhtml

import (
	"strconv"

	"github.com/a-h/templ"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/period"
)

// attributes are what every input, select and textarea carries.
func attributes(c Cell, class string) templ.Attributes {
	a := templ.Attributes{"id": c.ID, "name": c.Name}
	if class != "" {
		a["class"] = class
	}
	if c.Aria != "" {
		a["aria-label"] = c.Aria
	}
	if c.DescribedBy != "" {
		a["aria-describedby"] = c.DescribedBy
	}
	if c.Mark == Wrong {
		a["aria-invalid"] = "true"
	}
	if c.Required {
		a["aria-required"] = "true"
	}
	if c.Decides != "" {
		a["data-decides"] = c.Decides
	}
	if c.Steers && !c.ReadOnly {
		a["data-steers"] = true
	}
	controlAttributes(c, a)
	return a
}

func controlAttributes(c Cell, a templ.Attributes) {
	if c.Searched {
		searchAttributes(c, a)
		return
	}
	switch c.Control {
	case form.ControlOne:
		a["disabled"] = c.ReadOnly
		return
	case form.ControlUnit, form.ControlPerson, form.ControlPeriod:
		if len(c.Choices) > 0 {
			a["disabled"] = c.ReadOnly
			return
		}
		a["type"] = "text"
		if c.Control == form.ControlPeriod {
			a["type"] = monthInput(c)
		}
		a["autocomplete"] = "off"
	case form.ControlTime:
		a["type"] = timeInput(c.Value)
	case form.ControlPhone:
		// Not the number of whoever fills the form: the browser must not offer it.
		a["type"], a["inputmode"], a["autocomplete"] = telInput(c), "tel", "off"
	case form.ControlCode:
		a["type"], a["autocomplete"], a["autocapitalize"], a["spellcheck"] = "text", "off", "characters", "false"
	case form.ControlWhole:
		a["inputmode"], a["autocomplete"] = "numeric", "off"
	case form.ControlDecimal:
		a["inputmode"], a["autocomplete"] = "decimal", "off"
	case form.ControlDate:
		a["type"] = dateInput(c.Value)
	}
	a["readonly"] = c.ReadOnly
	// The browser counts otherwise than we do for characters beyond the basic plane, so it gets some room.
	if c.MaxLength > 0 {
		a["maxlength"] = strconv.Itoa(2 * c.MaxLength)
	}
}

// searchAttributes are what a text carries that is searched by in a list. The browser's own list is that of pages
// without scripts; the script takes its place.
func searchAttributes(c Cell, a templ.Attributes) {
	a["type"], a["autocomplete"], a["spellcheck"], a["disabled"] = "text", "off", "false", c.ReadOnly
	if c.ReadOnly {
		return
	}
	a["list"], a["data-items"] = c.List, c.List
	a["data-several"] = c.Several
	if c.Hint != "" {
		a["placeholder"] = c.Hint
	}
	if c.Under != "" {
		a["data-under"], a["data-first"] = c.Under, c.None
	}
}

// plain reports whether a cell shows its value as one line of text: nothing of it looks as if it could be chosen or
// typed, and a date that was not given is no pattern of a date.
func plain(c Cell) bool {
	switch c.Control {
	case form.ControlMany:
		return c.Plain && c.Searched
	case form.ControlArea, form.ControlFiles, form.ControlShown:
		return false
	}
	return c.Plain
}

// readAttributes are what a value carries that is only read: it can be reached by keyboard and copied.
func readAttributes(c Cell, class string) templ.Attributes {
	a := templ.Attributes{"id": c.ID, "name": c.Name, "type": "text", "readonly": true, "autocomplete": "off"}
	if class != "" {
		a["class"] = class
	}
	if c.Aria != "" {
		a["aria-label"] = c.Aria
	}
	if c.DescribedBy != "" {
		a["aria-describedby"] = c.DescribedBy
	}
	if c.Mark == Wrong {
		a["aria-invalid"] = "true"
	}
	return a
}

// dateInput is the native control, unless what was written is no date: the native one would show nothing.
func dateInput(value string) string {
	if _, err := period.ParseDate(value); value != "" && err != nil {
		return "text"
	}
	return "date"
}

// timeInput is the native control, unless what was written is not what it can show.
func timeInput(value string) string {
	if value == "" || len(value) == 5 && value[2] == ':' {
		return "time"
	}
	return "text"
}

// monthInput is the native control for months where a browser has one; all other periods are typed.
func monthInput(c Cell) string {
	p, err := period.Parse(c.Value)
	if c.Of == string(period.Month) && (c.Value == "" || err == nil && p.Kind() == period.Month) {
		return "month"
	}
	return "text"
}

// telInput is the control for telephone numbers; one that is shown in part is a text.
func telInput(c Cell) string {
	if c.ReadOnly {
		return "text"
	}
	return "tel"
}

// computed is what a number that nobody types carries. It has no name, so that nothing comes in for it.
func computed(c Cell, class string) templ.Attributes {
	a := templ.Attributes{"id": c.ID, "aria-live": "off"} // a page of sums would talk without end
	if class != "" {
		a["class"] = class
	}
	if c.Aria != "" {
		a["aria-label"] = c.Aria
	}
	if c.DescribedBy != "" {
		a["aria-describedby"] = c.DescribedBy
	}
	return a
}

// group is what the frame of several inputs carries.
func group(c Cell) templ.Attributes {
	a := templ.Attributes{"class": "row", "role": "group", "id": c.ID, "tabindex": "-1"}
	if c.Aria != "" {
		a["aria-label"] = c.Aria
	} else {
		a["aria-labelledby"] = c.ID + "-label"
	}
	if c.DescribedBy != "" {
		a["aria-describedby"] = c.DescribedBy
	}
	if c.Steers && !c.ReadOnly {
		a["data-steers"] = true
	}
	return a
}

// upload is what the input for new files carries. Its name is that of the cell behind "upload:", since what comes in
// are bytes and not the ids that the cell holds.
func upload(c Cell, class string, t form.T) templ.Attributes {
	a := templ.Attributes{"name": "upload:" + c.Name, "multiple": c.MaxFiles > 1}
	if class != "" {
		a["class"] = class
	}
	a["aria-label"] = t("form.file.add", "field", fieldOf(c))
	if c.Photo {
		a["accept"] = photoTypes
	}
	return a
}

// photoTypes are the pictures to choose from. A telephone that keeps photos in another format makes a JPEG of them then.
const photoTypes = "image/jpeg,image/png,image/webp"

// camera is what the input carries that takes a photo on the spot. It stands beside the one that chooses from what
// there is, since a device with a camera opens it without a question.
func camera(c Cell, class string, t form.T) templ.Attributes {
	a := upload(c, class, t)
	a["capture"] = "environment"
	a["accept"] = "image/jpeg,image/png"
	a["aria-label"] = t("form.file.camera", "field", fieldOf(c))
	delete(a, "multiple")
	return a
}

// fieldOf names a cell by itself: in a table also by its row.
func fieldOf(c Cell) string {
	if c.Aria != "" {
		return c.Aria
	}
	return c.Label
}

// offers reports whether what was written is among the choices.
func offers(c Cell) bool {
	for _, choice := range c.Choices {
		if c.Chosen[choice.Value] {
			return true
		}
	}
	return false
}

func colour(p Problem) string {
	if p.Mark == Odd {
		return "amber"
	}
	return "red"
}

// verdict is the message key of what must be done.
func verdict(p Problem) string {
	switch {
	case p.Mark == Wrong:
		return "form.problem.wrong"
	case p.Mark == Sent && p.Settled():
		return "form.problem.answered"
	case p.Mark == Sent:
		return "form.problem.sent"
	case p.Settled():
		return "form.problem.explained"
	}
	return "form.problem.odd"
}

// differs says what the source of a cell says, where something else is written.
func differs(c Cell, t form.T) string {
	if c.Value == "" {
		return t("form.field.offered", "source", c.Source, "value", c.Other.Show)
	}
	return t("form.field.differs", "source", c.Source, "value", c.Other.Show)
}

func sayLabel(p Problem) string {
	if p.Mark == Sent {
		return "form.problem.answer"
	}
	return "form.problem.explain"
}

// sayName is the name under which an explanation or answer comes in: "explain:" and the key of the finding, or
// "answer:" and the path that was sent back.
func sayName(p Problem) string {
	if p.Mark == Sent {
		return answerPrefix + p.Key
	}
	return explainPrefix + p.Key
}

// madeLabel names a cell that is a link: where it is, and what stands there. A number alone names nothing.
func madeLabel(c Cell) string { return fieldOf(c) + " " + c.Read }
