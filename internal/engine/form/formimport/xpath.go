package formimport

import (
	"strings"
	"unicode/utf8"
)

// xnode is a node of an expression of XLSForm, which is XPath 1.0 with ${name} for a question.
type xnode struct {
	kind  xkind
	text  string // the number, the text, the name, the operator
	under []*xnode
}

type xkind int

const (
	xNumber xkind = iota
	xText
	xRef  // ${name}
	xSelf // .
	xCall
	xBinary // or and = != < <= > >= + - * div mod
	xMinus
)

// xfault is what of an expression could not be taken over.
type xfault string

// maxExpression and maxNesting bound an expression.
const (
	maxExpression = 4_000
	maxNesting    = 60
)

// parseXPath reads an expression. The fault is empty, or the place that could not be read.
func parseXPath(source string) (*xnode, xfault) {
	if len(source) > maxExpression {
		return nil, xfault(clip(source))
	}
	p := &xparser{rest: source}
	p.next()
	n := p.binary(0)
	if p.fault == "" && p.token != "" {
		p.fail()
	}
	if p.fault != "" {
		return nil, p.fault
	}
	return n, ""
}

// xlevels are the operators from the loosest to the tightest.
var xlevels = [][]string{{"or"}, {"and"}, {"=", "!="}, {"<", "<=", ">", ">="}, {"+", "-"}, {"*", "div", "mod"}}

type xparser struct {
	rest  string
	token string // "" at the end
	kind  xtoken
	depth int
	fault xfault
}

type xtoken int

const (
	tokenSign xtoken = iota
	tokenNumber
	tokenText
	tokenRef
	tokenName
)

func (p *xparser) fail() {
	if p.fault == "" {
		p.fault = xfault(firstFilled(p.token, "…"))
	}
}

func (p *xparser) binary(level int) *xnode {
	if level == len(xlevels) {
		return p.unary()
	}
	left := p.binary(level + 1)
	for p.fault == "" && p.kind != tokenText && p.kind != tokenRef && containsWord(xlevels[level], p.token) {
		op := p.token
		p.next()
		left = &xnode{kind: xBinary, text: op, under: []*xnode{left, p.binary(level + 1)}}
	}
	return left
}

func (p *xparser) unary() *xnode {
	p.depth++
	defer func() { p.depth-- }()
	if p.depth > maxNesting {
		p.fail()
		return &xnode{}
	}
	if p.kind == tokenSign && p.token == "-" {
		p.next()
		return &xnode{kind: xMinus, under: []*xnode{p.unary()}}
	}
	return p.primary()
}

func (p *xparser) primary() *xnode {
	token, kind := p.token, p.kind
	switch {
	case p.fault != "" || token == "" && kind != tokenText:
		p.fail()
		return &xnode{}
	case kind == tokenNumber:
		p.next()
		return &xnode{kind: xNumber, text: token}
	case kind == tokenText:
		p.next()
		return &xnode{kind: xText, text: token}
	case kind == tokenRef:
		p.next()
		return &xnode{kind: xRef, text: token}
	case kind == tokenSign && token == ".":
		p.next()
		return &xnode{kind: xSelf}
	case kind == tokenSign && token == "(":
		p.next()
		n := p.binary(0)
		p.expect(")")
		return n
	case kind == tokenName:
		p.next()
		return p.call(token)
	}
	p.fail()
	return &xnode{}
}

func (p *xparser) call(name string) *xnode {
	n := &xnode{kind: xCall, text: name}
	if p.kind != tokenSign || p.token != "(" {
		p.fault = xfault(name)
		return n
	}
	p.next()
	for p.fault == "" && (p.token != ")" || p.kind != tokenSign) {
		n.under = append(n.under, p.binary(0))
		if p.kind == tokenSign && p.token == "," {
			p.next()
			continue
		}
		break
	}
	p.expect(")")
	return n
}

func (p *xparser) expect(sign string) {
	if p.fault == "" && (p.kind != tokenSign || p.token != sign) {
		p.fail()
	}
	p.next()
}

// next reads a token.
func (p *xparser) next() {
	p.rest = strings.TrimLeft(p.rest, " \t\r\n\u00a0")
	p.token, p.kind = "", tokenSign
	if p.rest == "" {
		return
	}
	switch c := p.rest[0]; {
	case c == '\'' || c == '"':
		end := strings.IndexByte(p.rest[1:], c)
		if end < 0 {
			p.token = p.rest
			p.fail()
			p.rest = ""
			return
		}
		p.token, p.kind, p.rest = p.rest[1:end+1], tokenText, p.rest[end+2:]
	case strings.HasPrefix(p.rest, "${"):
		end := strings.IndexByte(p.rest, '}')
		if end < 0 {
			p.token = p.rest
			p.fail()
			p.rest = ""
			return
		}
		p.token, p.kind, p.rest = strings.TrimSpace(p.rest[2:end]), tokenRef, p.rest[end+1:]
	case isDigit(c) || c == '.' && len(p.rest) > 1 && isDigit(p.rest[1]):
		p.take(tokenNumber, func(c byte) bool { return isDigit(c) || c == '.' })
	case isLetter(c):
		p.take(tokenName, func(c byte) bool { return isLetter(c) || isDigit(c) || c == '-' || c == '_' || c == ':' || c == '.' })
	default:
		p.sign()
	}
}

func (p *xparser) take(kind xtoken, in func(byte) bool) {
	end := 1
	for end < len(p.rest) && in(p.rest[end]) {
		end++
	}
	p.token, p.kind, p.rest = p.rest[:end], kind, p.rest[end:]
}

func (p *xparser) sign() {
	for _, two := range []string{"!=", "<=", ">=", "..", "//", "::"} {
		if strings.HasPrefix(p.rest, two) {
			p.token, p.rest = two, p.rest[2:]
			return
		}
	}
	_, size := utf8.DecodeRuneInString(p.rest)
	p.token, p.rest = p.rest[:size], p.rest[size:]
}

func isDigit(c byte) bool  { return c >= '0' && c <= '9' }
func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' }
