package formimport

import (
	"slices"
	"strings"
)

// translator says one expression of XLSForm in the expression language of forms. It says only what means exactly the
// same, also where answers are missing: XPath takes a missing answer for an empty text, so that ${x} != 'a' holds of it,
// while in forms a comparison with a missing answer is neither true nor false, which counts as not true.
type translator struct {
	x     *xlsform
	it    *item
	check bool // a check or a formula, which may read any field; a condition reads fields above only
	fault xfault
}

// said is an expression in our language.
type said struct {
	text string
	tie  int // how tightly its outermost operator binds
	kind skind
	of   *item // of a field that is a choice
}

type skind int

const (
	sayNumber skind = iota
	sayText
	sayDate
	sayTime
	sayBool
	sayMany
	sayOther
)

// How tightly operators bind.
const (
	tieChoice = iota
	tieOr
	tieAnd
	tieCompare
	tieAdd
	tieMultiply
	tieUnary
	tieAtom
)

func (t *translator) fail(why string) said {
	if t.fault == "" {
		t.fault = xfault(firstFilled(why, "…"))
	}
	return said{tie: tieAtom, kind: sayOther}
}

func (t *translator) parsed(source string) *xnode {
	n, fault := parseXPath(source)
	if fault != "" {
		t.fail(string(fault))
		return &xnode{kind: xText}
	}
	return n
}

// within writes a part so that it stands alone under an operator.
func (s said) within(tie int) string {
	if s.tie < tie {
		return "(" + s.text + ")"
	}
	return s.text
}

// condition says an expression of which only its truth counts, or its opposite.
func (t *translator) condition(n *xnode, opposite bool) said {
	if t.fault != "" {
		return said{}
	}
	switch n.kind {
	case xBinary:
		if n.text == "and" || n.text == "or" {
			return t.both(n, opposite)
		}
		if slices.Contains([]string{"=", "!=", "<", "<=", ">", ">="}, n.text) {
			return t.compare(n, opposite)
		}
	case xCall:
		return t.truth(n, opposite)
	case xRef, xSelf:
		ref := t.reference(n)
		if ref.kind == sayNumber || ref.kind == sayBool {
			return t.fail(ref.text) // a number alone is true when it is not 0; nobody writes that on purpose
		}
		return presence(ref, !opposite)
	}
	return t.fail(n.text)
}

func (t *translator) both(n *xnode, opposite bool) said {
	and := (n.text == "and") != opposite
	word, tie := " or ", tieOr
	if and {
		word, tie = " and ", tieAnd
	}
	left, right := t.condition(n.under[0], opposite), t.condition(n.under[1], opposite)
	return said{text: left.within(tie) + word + right.within(tie), tie: tie, kind: sayBool}
}

// presence says that there is an answer, or that there is none.
func presence(ref said, there bool) said {
	if there {
		return said{text: "filled(" + ref.text + ")", tie: tieAtom, kind: sayBool}
	}
	return said{text: "empty(" + ref.text + ")", tie: tieAtom, kind: sayBool}
}

func (t *translator) truth(n *xnode, opposite bool) said {
	switch {
	case n.text == "not" && len(n.under) == 1:
		return t.condition(n.under[0], !opposite)
	case n.text == "boolean" && len(n.under) == 1:
		return t.condition(n.under[0], opposite)
	case (n.text == "true" || n.text == "false") && len(n.under) == 0:
		return said{text: map[bool]string{true: "true", false: "false"}[(n.text == "true") != opposite], tie: tieAtom, kind: sayBool}
	case n.text == "selected" && len(n.under) == 2:
		return t.selected(n, opposite)
	}
	return t.fail(n.text + "()")
}

// selected says that one of the choices of a field is chosen.
func (t *translator) selected(n *xnode, opposite bool) said {
	ref := t.reference(n.under[0])
	word := n.under[1]
	if t.fault != "" || ref.of == nil || word.kind != xText {
		return t.fail("selected()")
	}
	option, ok := t.option(ref, word.text)
	if !ok {
		return t.fail(word.text)
	}
	if ref.kind != sayMany {
		return t.equal(ref, option, n.under[:1], !opposite, opposite)
	}
	chosen := said{text: option + " in " + ref.text, tie: tieCompare, kind: sayBool}
	if !opposite {
		return chosen
	}
	return t.orMissing(n.under[:1], said{text: "not (" + chosen.text + ")", tie: tieUnary, kind: sayBool})
}

// option is a choice as a text, with the code that it has in the draft.
func (t *translator) option(ref said, name string) (string, bool) {
	code, found := ref.of.list.byName[name]
	return quote(code), found
}

// equal says that two parts are the same, or are not. Where a missing answer makes it true, that is said as well.
func (t *translator) equal(left said, right string, reads []*xnode, same, missingToo bool) said {
	op := " != "
	if same {
		op = " == "
	}
	out := said{text: left.within(tieAdd) + op + right, tie: tieCompare, kind: sayBool}
	if !missingToo {
		return out
	}
	return t.orMissing(reads, out)
}

// orMissing adds that an answer which is read is missing. A check is not computed without the answer that it is about.
func (t *translator) orMissing(reads []*xnode, rest said) said {
	var parts []string
	for _, ref := range refsOf(reads) {
		if ref.kind == xSelf && t.check {
			continue
		}
		part := presence(t.reference(ref), false).text
		if !slices.Contains(parts, part) {
			parts = append(parts, part)
		}
	}
	if len(parts) == 0 {
		return rest
	}
	return said{text: strings.Join(append(parts, rest.within(tieOr)), " or "), tie: tieOr, kind: sayBool}
}

// refsOf are the questions that are read one by one; those read as a column of a table are not.
func refsOf(nodes []*xnode) []*xnode {
	var out []*xnode
	for _, n := range nodes {
		switch {
		case n.kind == xRef || n.kind == xSelf:
			out = append(out, n)
		case n.kind == xCall && len(n.under) == 1 && slices.Contains([]string{"sum", "count", "min", "max"}, n.text):
		default:
			out = append(out, refsOf(n.under)...)
		}
	}
	return out
}

// compare says a comparison.
func (t *translator) compare(n *xnode, opposite bool) said {
	left, right, op := n.under[0], n.under[1], n.text
	if left.kind == xText || left.kind == xNumber && right.kind != xNumber {
		left, right, op = right, left, turned(op)
	}
	if s, done := t.compareEmpty(left, right, op, opposite); done {
		return s
	}
	a := t.value(left)
	b, fits := t.against(a, right)
	if t.fault != "" {
		return a
	}
	if !fits || a.kind == sayMany {
		return t.fail(n.text)
	}
	reads := []*xnode{left, right}
	switch op {
	case "=":
		return t.equal(a, b, reads, !opposite, opposite)
	case "!=":
		return t.equal(a, b, reads, opposite, !opposite)
	}
	if a.kind != sayNumber && a.kind != sayDate {
		return t.fail(n.text)
	}
	if !opposite {
		return said{text: a.within(tieAdd) + " " + op + " " + b, tie: tieCompare, kind: sayBool}
	}
	inverse := map[string]string{"<": ">=", "<=": ">", ">": "<=", ">=": "<"}[op]
	return t.orMissing(reads, said{text: a.within(tieAdd) + " " + inverse + " " + b, tie: tieCompare, kind: sayBool})
}

// compareEmpty says comparisons that ask whether there is an answer: with an empty text, or of a length with 0.
func (t *translator) compareEmpty(left, right *xnode, op string, opposite bool) (said, bool) {
	if right.kind == xText && right.text == "" && (op == "=" || op == "!=") {
		ref := t.reference(left)
		return presence(ref, (op == "!=") != opposite), true
	}
	if left.kind == xCall && (left.text == "string-length" || left.text == "count-selected") && len(left.under) == 1 && right.kind == xNumber {
		switch op + right.text {
		case ">0", ">=1", "!=0":
			return presence(t.reference(left.under[0]), !opposite), true
		case "=0", "<1":
			return presence(t.reference(left.under[0]), opposite), true
		}
	}
	return said{}, false
}

// against says what a value is compared with, in the kind of the value.
func (t *translator) against(a said, right *xnode) (string, bool) {
	if a.of != nil && a.of.list != nil {
		if right.kind == xText || right.kind == xNumber {
			return t.option(a, right.text)
		}
	}
	if a.kind == sayNumber && right.kind == xText {
		return right.text, numberText.MatchString(right.text)
	}
	if a.kind == sayText && right.kind == xText && a.of == nil {
		return quote(right.text), true
	}
	if a.kind == sayBool { // an acknowledgement: OK, or nothing
		return "是", right.kind == xText && strings.EqualFold(right.text, "ok")
	}
	b := t.value(right)
	return b.within(tieAdd), a.kind == b.kind && (a.kind == sayNumber || a.kind == sayDate || a.kind == sayText) && b.kind != sayOther
}

// quote writes a text as a literal.
func quote(text string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\r", `\r`, "\t", `\t`).Replace(text) + `"`
}
