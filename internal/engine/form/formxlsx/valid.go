package formxlsx

import (
	"strings"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/period"
	"nianlun/internal/engine/sheet"
)

// The limits of Excel for what it says at a cell, in UTF-16 units.
const (
	maxPromptTitle = 32
	maxPrompt      = 255
)

// largest is the largest number that Excel keeps exactly.
var largest = decimal.New(1, exactDigits).Sub(decimal.New(1, 0))

// check lets a range of cells take only what the field takes, as far as Excel can tell. The prompt is shown when a
// cell is chosen; fields that have their help beside them need none. decides is the cell, seen from the first of the
// range, by which it is decided what the field offers, or "".
func (p *page) check(f *form.Field, cells, decides string, prompt bool) error {
	rule := excelize.NewDataValidation(true)
	rule.SetSqref(cells)
	explain, err := p.book.limit(rule, f, decides)
	if err != nil {
		return err
	}
	title := sheet.Cut(f.Name, maxPromptTitle)
	if explain != "" {
		rule.SetError(excelize.DataValidationErrorStyleStop, title, sheet.Cut(explain, maxPrompt))
	}
	if text := p.book.helpOf(f); prompt && text != "" {
		rule.SetInput(title, sheet.Cut(text, maxPrompt))
	}
	if rule.Type == "" && !rule.ShowInputMessage {
		return nil
	}
	return p.book.file.AddDataValidation(p.name, rule)
}

// limit sets the rule and says what to write instead.
func (b *bookWriter) limit(rule *excelize.DataValidation, f *form.Field, decides string) (string, error) {
	between := excelize.DataValidationOperatorBetween
	switch kindOf(f) {
	case kindNumber, kindShare:
		low, high := bounds(f)
		explain := b.t("formxlsx.valid.number", "min", low.String(), "max", high.String(), "decimals", f.Decimals)
		kind := excelize.DataValidationTypeDecimal
		if f.Decimals == 0 && kindOf(f) == kindNumber {
			kind = excelize.DataValidationTypeWhole
			explain = b.t("formxlsx.valid.whole", "min", low.String(), "max", high.String())
		}
		if kindOf(f) == kindShare {
			low, high = low.Shift(-2), high.Shift(-2)
			explain = b.t("formxlsx.valid.share", "min", low.Shift(2).String(), "max", high.Shift(2).String())
		}
		return explain, rule.SetRange(low.String(), high.String(), kind, between)
	case kindDate:
		from, to := f.From, f.To
		if from.IsZero() {
			from = dayZero.AddDays(firstRightDay)
		}
		if to.IsZero() {
			to = lastDay
		}
		return b.t("formxlsx.valid.date", "min", from.String(), "max", to.String()),
			rule.SetRange(int(serial(from)), int(serial(to)), excelize.DataValidationTypeDate, between)
	case kindChoice, kindUnit, kindPerson, kindPeriod:
		reference := b.offers(f, decides)
		if reference == "" {
			return "", nil
		}
		rule.SetSqrefDropList(inXML.Replace(reference))
		if parent, found := b.form.Def.Field(f.Under); found {
			return b.t("formxlsx.valid.under", "parent", parent.Name), nil
		}
		return b.t("formxlsx.valid.list"), nil
	case kindText, kindArea:
		if f.Length == 0 {
			return "", nil
		}
		return b.t("formxlsx.valid.length", "max", f.Length), rule.SetRange(0, f.Length, excelize.DataValidationTypeTextLength, between)
	}
	return "", nil
}

// maxRule is the longest formula of a rule, in characters.
const maxRule = 255

// inXML writes a formula as the file holds it.
var inXML = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// offers is the list of a field: where it stands, or the formula that finds it by the cell that decides. Where no
// formula can find it, everything is offered that any choice above allows; what does not belong together is told when
// the workbook comes back.
func (b *bookWriter) offers(f *form.Field, decides string) string {
	following := func(formula, all string) string {
		if formula == "" || decides == "" {
			return all
		}
		if formula = strings.ReplaceAll(formula, theCell, decides); len([]rune(formula)) > maxRule {
			return all
		}
		return formula
	}
	switch kindOf(f) {
	case kindPeriod:
		return b.lists.periods(f, b.t)
	case kindUnit:
		return b.lists.add(sourceOf(f), texts(offered(b.who.who, f)))
	case kindPerson:
		groups := b.people[sourceOf(f)]
		switch {
		case len(groups) == 0:
			return ""
		case sameGroups(groups):
			return b.lists.add(sourceOf(f), groups[0].texts)
		}
		return following(b.lists.under(sourceOf(f), groups), "")
	}
	if parent, found := b.form.Def.Field(f.Under); found && decides != "" {
		return following(b.lists.under("under:"+f.Key(), optionGroups(f, parent, b.lists.day)), b.lists.choices(f))
	}
	return b.lists.choices(f)
}

func bounds(f *form.Field) (low, high decimal.Decimal) {
	low, high = largest.Neg(), largest
	if f.Min != nil {
		low = *f.Min
	}
	if f.Max != nil {
		high = *f.Max
	}
	return low, high
}

// helpOf is what a person should know about a field: its help, when it must be filled, what may be chosen.
func (b *bookWriter) helpOf(f *form.Field) string {
	var parts []string
	if f.Help != "" {
		parts = append(parts, f.Help)
	}
	if f.When != nil {
		parts = append(parts, b.t("formxlsx.help.when", "condition", f.When.Source))
	}
	if f.RequiredWhen != nil {
		parts = append(parts, b.t("formxlsx.help.required-when", "condition", f.RequiredWhen.Source))
	}
	if parent, found := b.form.Def.Field(f.Under); found {
		parts = append(parts, b.t("formxlsx.help.under", "parent", parent.Name))
	}
	switch kindOf(f) {
	case kindMany:
		names := optionNames(form.InUse(f.Options, b.lists.day, nil))
		parts = append(parts, b.t("formxlsx.help.many", "options", strings.Join(names, b.t("formxlsx.comma"))))
	case kindNone:
		parts = append(parts, b.t("formxlsx.help.files"))
	case kindShown:
		if f.Outside() {
			parts = append(parts, b.t("formxlsx.help.outside"))
		} else {
			parts = append(parts, b.t("formxlsx.help.shown"))
		}
	case kindTime:
		parts = append(parts, b.t("formxlsx.help.time"))
	case kindPeriod:
		if f.First == "" || f.Last == "" {
			parts = append(parts, b.t("formxlsx.help.period", "example", b.periodExample(f)))
		}
	case kindCode:
		parts = append(parts, b.t("formxlsx.help.code"))
	}
	return strings.Join(parts, b.t("formxlsx.semicolon"))
}

// periodExample shows what may be written for a period of the field's kind.
func (b *bookWriter) periodExample(f *form.Field) string {
	p, err := period.Of(period.Kind(f.Of), period.Date{Year: 2026, Month: 9, Day: 1}, nil)
	if err != nil {
		return f.Of
	}
	return periodText(b.t, f, p.String())
}

// label is the name of a field with its mark when it must be filled; the unit, if wanted, on a line of its own.
func (b *bookWriter) label(f *form.Field, unit bool) string {
	text := legible(f.Name)
	if f.Required || f.RequiredWhen != nil {
		text += requiredMark
	}
	if unit && f.Unit != "" {
		text += "\n" + legible(strings.TrimSpace(b.t("form.field.unit", "name", "", "unit", f.Unit)))
	}
	return text
}

const requiredMark = " *"
