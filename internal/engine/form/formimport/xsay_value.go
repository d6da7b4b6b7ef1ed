package formimport

import "strings"

// number says an expression that gives a number.
func (t *translator) number(n *xnode) said {
	s := t.value(n)
	if t.fault == "" && s.kind != sayNumber {
		return t.fail(firstFilled(n.text, s.text))
	}
	return s
}

// value says an expression that gives a value.
func (t *translator) value(n *xnode) said {
	if t.fault != "" {
		return said{}
	}
	switch n.kind {
	case xNumber:
		if !numberText.MatchString(n.text) {
			return t.fail(n.text)
		}
		return said{text: n.text, tie: tieAtom}
	case xText:
		return said{text: quote(n.text), tie: tieAtom, kind: sayText}
	case xRef, xSelf:
		return t.reference(n)
	case xMinus:
		return said{text: "-" + t.number(n.under[0]).within(tieAtom), tie: tieUnary}
	case xBinary:
		return t.arithmetic(n)
	}
	return t.function(n)
}

func (t *translator) arithmetic(n *xnode) said {
	op, known := map[string]string{"+": "+", "-": "-", "*": "*", "div": "/", "mod": "%"}[n.text]
	if !known {
		return t.fail(n.text)
	}
	tie := tieMultiply
	if op == "+" || op == "-" {
		tie = tieAdd
	}
	left, right := t.number(n.under[0]), t.number(n.under[1])
	return said{text: left.within(tie) + " " + op + " " + right.within(tie+1), tie: tie}
}

// function says a function that gives a value.
func (t *translator) function(n *xnode) said {
	args := n.under
	switch n.text {
	case "round", "abs", "floor", "ceiling":
		return t.rounding(n)
	case "number":
		if len(args) == 1 {
			return t.number(args[0])
		}
	case "int":
		if len(args) == 1 && (args[0].kind == xRef || args[0].kind == xSelf) {
			if s := t.number(args[0]); s.of != nil && t.x.fieldOf(s.of).Type == "integer" {
				return s
			}
		}
	case "pow":
		if len(args) == 2 {
			return said{text: t.number(args[0]).within(tieAtom) + " ** " + t.number(args[1]).within(tieAtom), tie: tieMultiply}
		}
	case "if":
		if len(args) == 3 {
			return t.either(args)
		}
	case "coalesce":
		if len(args) == 2 {
			return said{text: "(" + t.number(args[0]).within(tieAtom) + " ?? " + t.number(args[1]).within(tieAtom) + ")", tie: tieAtom}
		}
	case "sum", "count", "min", "max":
		return t.overColumn(n)
	case "count-selected":
		if len(args) == 1 && args[0].kind == xSelf && t.check {
			if s := t.reference(args[0]); s.kind == sayMany {
				return said{text: "count(" + s.text + ")", tie: tieAtom}
			}
		}
	}
	return t.fail(n.text + "()")
}

func (t *translator) rounding(n *xnode) said {
	name := map[string]string{"round": "round", "abs": "abs", "floor": "floor", "ceiling": "ceil"}[n.text]
	if len(n.under) == 0 || len(n.under) > 2 || len(n.under) == 2 && n.text != "round" {
		return t.fail(n.text + "()")
	}
	var parts []string
	for _, arg := range n.under {
		parts = append(parts, t.number(arg).text)
	}
	return said{text: name + "(" + strings.Join(parts, ", ") + ")", tie: tieAtom}
}

// either says if(test, a, b). A test that cannot be told counts as false in XPath.
func (t *translator) either(args []*xnode) said {
	test := t.condition(args[0], false)
	yes, no := t.number(args[1]), t.number(args[2])
	return said{text: "((" + test.text + ") ?? false) ? " + yes.within(tieOr) + " : " + no.within(tieOr), tie: tieChoice}
}

// overColumn says sum, count, min and max of a column of a table, or min and max of several values.
func (t *translator) overColumn(n *xnode) said {
	if len(n.under) == 1 && n.under[0].kind == xRef {
		if n.text == "count" {
			return t.count(n.under[0].text)
		}
		to := t.x.known[n.under[0].text]
		if to == nil || to.table == "" || to.table == t.it.table || to.kind != "integer" && to.kind != "decimal" && to.kind != "calculate" && to.kind != "range" {
			return t.fail(n.under[0].text)
		}
		table, column := firstSpeakable(to.rows, to.table), firstSpeakable(t.x.fieldOf(to).Name, t.x.fieldOf(to).Code)
		if n.text == "sum" {
			return said{text: "sum(" + table + ", ." + column + ")", tie: tieAtom}
		}
		return said{text: n.text + "(map(" + table + ", ." + column + "))", tie: tieAtom}
	}
	if n.text != "min" && n.text != "max" || len(n.under) < 2 {
		return t.fail(n.text + "()")
	}
	var parts []string
	for _, arg := range n.under {
		parts = append(parts, t.number(arg).text)
	}
	return said{text: n.text + "(" + strings.Join(parts, ", ") + ")", tie: tieAtom}
}

// count says how many rows a table has, by the name of the repeat or of one of its questions.
func (t *translator) count(name string) said {
	if to := t.x.known[name]; to != nil && to.table != "" && to.table != t.it.table {
		return said{text: "count(" + firstSpeakable(to.rows, to.table) + ")", tie: tieAtom}
	}
	for _, it := range t.x.items {
		if it.table != "" && it.table != t.it.table && t.x.repeats[name] == it.table {
			return said{text: "count(" + firstSpeakable(it.rows, it.table) + ")", tie: tieAtom}
		}
	}
	return t.fail(name)
}

// reference says a question: by its name where expressions can use it, otherwise by its code.
func (t *translator) reference(n *xnode) said {
	to := t.it
	if n.kind == xRef {
		to = t.x.known[n.text]
	} else if n.kind != xSelf {
		return t.fail(firstFilled(n.text, "."))
	}
	shown := "${" + n.text + "}"
	switch {
	case to == nil || to.row.table == nil:
		return t.fail(shown)
	case to.table != "" && to.table != t.it.table:
		return t.fail(shown)
	case to == t.it && t.it.kind == "calculate", !t.check && to.order >= t.it.order:
		return t.fail(shown)
	}
	f := t.x.fieldOf(to)
	s := said{text: firstSpeakable(f.Name, f.Code), tie: tieAtom, kind: kindOf(f.Type), of: to}
	if s.kind == sayOther {
		return t.fail(shown)
	}
	if (f.Type == "choice" || f.Type == "multichoice") && to.list == nil {
		return t.fail(shown)
	}
	return s
}

func kindOf(typ string) skind {
	switch typ {
	case "integer", "decimal", "calculated":
		return sayNumber
	case "text", "longtext", "choice", "place":
		return sayText
	case "date":
		return sayDate
	case "yesno":
		return sayBool
	case "multichoice":
		return sayMany
	}
	return sayOther
}

func firstSpeakable(name, code string) string {
	if speakable(name) {
		return name
	}
	return code
}
