package design

import (
	"encoding/json"

	"nianlun/internal/engine/expr/exprbuild"
	"nianlun/internal/web/door"
)

// builtPrefix begins the names of inputs that hold an expression put together by
// choosing, as JSON; the input without it holds the same as text.
const builtPrefix = "built."

// maxBuilt bounds the JSON of one expression.
const maxBuilt = 64 << 10

// ruleText is a condition or check: as it was put together, or as it was written.
func ruleText(v door.Values, name string) string {
	rule, built := builtRule(v, name)
	if !built {
		return v.Text(name)
	}
	return rule.String()
}

func builtRule(v door.Values, name string) (exprbuild.Rule, bool) {
	var rule exprbuild.Rule
	return rule, decodeBuilt(v, name, &rule)
}

// sideText is a calculation, as ruleText.
func sideText(v door.Values, name string) string {
	var side exprbuild.Side
	if !decodeBuilt(v, name, &side) {
		return v.Text(name)
	}
	return side.String()
}

func decodeBuilt(v door.Values, name string, into any) bool {
	text := v.Text(builtPrefix + name)
	return text != "" && len(text) <= maxBuilt && json.Unmarshal([]byte(text), into) == nil
}
