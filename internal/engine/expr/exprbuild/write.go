package exprbuild

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
	"golang.org/x/text/width"
)

// String writes the rule as an expression. Rows of which something is still to be chosen are left out; a rule without
// any is the empty text.
func (r Rule) String() string {
	then := r.Then.write()
	if then == "" {
		return ""
	}
	when := r.If.write()
	if when == "" {
		return then
	}
	if r.Then.whole() > 1 {
		then = "(" + then + ")"
	}
	return "not (" + when + ") or " + then
}

func (g Group) whole() int {
	n := 0
	for _, row := range g.Rows {
		if row.Whole() {
			n++
		}
	}
	return n
}

func (g Group) write() string {
	join := " and "
	if g.Any {
		join = " or "
	}
	var rows []string
	for _, row := range g.Rows {
		if row.Whole() {
			rows = append(rows, row.String())
		}
	}
	return strings.Join(rows, join)
}

// String writes a whole row.
func (r Row) String() string {
	left, right := r.Left.String(), r.Right.String()
	switch r.Is {
	case Filled, Empty:
		return string(r.Is) + "(" + left + ")"
	case Yes:
		return left + " == 是"
	case No:
		return left + " == 否"
	case OneOf:
		words := make([]string, len(r.Words))
		for i, w := range r.Words {
			words[i] = quote(w)
		}
		return left + " in [" + strings.Join(words, ", ") + "]"
	case Includes:
		return quote(r.Words[0]) + " in " + left
	case Contains:
		return left + " contains " + quote(r.Words[0])
	case Near:
		return "abs(" + left + " - " + r.Right.operand() + ") <= " + number(r.Within)
	case NearShare:
		return "abs(" + left + " - " + r.Right.operand() + ") <= " + r.Right.operand() + " * " + shifted(r.Within, -2)
	}
	if len(r.Words) > 0 {
		right = quote(r.Words[0])
	}
	return left + " " + string(r.Is) + " " + right
}

// String writes the side as an expression.
func (s Side) String() string {
	if s.IsEmpty() {
		return ""
	}
	text := sum(s.Terms)
	factors := len(s.By) > 0 || len(s.Over) > 0 || s.Times != ""
	if factors {
		text = bracketed(s.Terms)
	}
	if len(s.By) > 0 {
		text += " * " + bracketed(s.By)
	}
	if len(s.Over) > 0 {
		text += " / " + bracketed(s.Over)
	}
	if s.Times != "" {
		text += " * " + number(s.Times)
	}
	if s.Places != "" {
		text = "round(" + text + ", " + number(s.Places) + ")"
	}
	return text
}

// operand is the side where a sum would have to stand in brackets.
func (s Side) operand() string {
	if len(s.Terms) == 1 && len(s.By)+len(s.Over) == 0 && s.Times == "" && !s.Terms[0].Minus || s.Places != "" {
		return s.String()
	}
	return "(" + s.String() + ")"
}

func bracketed(terms []Term) string {
	if len(terms) == 1 && !terms[0].Minus {
		return sum(terms)
	}
	return "(" + sum(terms) + ")"
}

func sum(terms []Term) string {
	var b strings.Builder
	for i, t := range terms {
		switch {
		case i == 0 && t.Minus:
			b.WriteString("-")
		case i > 0 && t.Minus:
			b.WriteString(" - ")
		case i > 0:
			b.WriteString(" + ")
		}
		b.WriteString(t.write())
	}
	return b.String()
}

func (t Term) write() string {
	switch {
	case t.Number != "":
		return number(t.Number)
	case t.How == Count:
		return "len(" + t.Name + ")"
	case t.How == Sum:
		return "sum(" + t.Name + ", ." + t.Column + ")"
	case t.How != "":
		return string(t.How) + "(map(" + t.Name + ", ." + t.Column + "))"
	}
	return t.Name
}

// number is a number as people type it, with whole-width digits or commas between thousands, as the language has it.
// What is none stays as it is, for the compiler to point at.
func number(text string) string {
	plain := strings.ReplaceAll(strings.TrimSpace(width.Narrow.String(text)), ",", "")
	d, err := decimal.NewFromString(plain)
	if err != nil || strings.ContainsAny(plain, "eE") {
		return strings.TrimSpace(text)
	}
	return d.String()
}

// shifted moves the point of a number: 30 by -2 is 0.3.
func shifted(text string, places int32) string {
	d, err := decimal.NewFromString(number(text))
	if err != nil {
		return strings.TrimSpace(text)
	}
	return d.Shift(places).String()
}

func quote(text string) string { return strconv.Quote(text) }
