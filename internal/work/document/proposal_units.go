package document

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
)

// The words by which a text says who leads and who takes part. These are words
// of official prose, not of this program.
var (
	leadWords    = []string{"牵头", "负责", "主办", "统筹", "具体负责", "承办", "会同", "组织"}
	helpWords    = []string{"配合", "参与", "协同", "协助", "协办", "参加"}
	leadLabels   = []string{"牵头单位：", "责任单位：", "牵头科室：", "责任科室：", "责任部门：", "牵头部门：", "责任股室：", "牵头股室：", "主办单位："}
	helpLabels   = []string{"配合单位：", "协办单位：", "配合科室：", "参与单位：", "配合部门：", "协同单位："}
	joiningRunes = []rune("、和及与同")
	// before may stand before a unit's name without being part of it.
	before = []rune("由、和及与同会请经向交在给让是各")
	// sciences continue a name that ends with 科 into another word: 教育科学.
	sciences = []rune("学技研")
)

// longName is from how many characters on a name stands for itself, whatever
// stands before it.
const longName = 5

// Mention is a unit's name in a text: offsets in characters.
type Mention struct {
	Unit       string
	Start, End int
}

// Mentions finds the names of units in a text, the longest first where several
// begin at one place.
func (d Directory) Mentions(text []rune) []Mention {
	names := d.names()
	var found []Mention
	for i := 0; i < len(text); {
		m, ok := names.at(text, i)
		if ok && standsAlone(text, m, found) {
			found = append(found, m)
			i = m.End
			continue
		}
		i++
	}
	return found
}

type unitName struct {
	unit string
	name []rune
}

// unitNames are names by their first character, the longest first.
type unitNames map[rune][]unitName

func (d Directory) names() unitNames {
	names := unitNames{}
	add := func(unit, name string) {
		if r := []rune(strings.TrimSpace(name)); len(r) >= 2 {
			names[r[0]] = append(names[r[0]], unitName{unit, r})
		}
	}
	for _, u := range d.Units {
		add(u.ID, u.Name)
		if u.Short != u.Name {
			add(u.ID, u.Short)
		}
	}
	for _, list := range names {
		slices.SortStableFunc(list, func(a, b unitName) int { return cmp.Compare(len(b.name), len(a.name)) })
	}
	return names
}

func (n unitNames) at(text []rune, i int) (Mention, bool) {
	for _, c := range n[text[i]] {
		if end := i + len(c.name); end <= len(text) && slices.Equal(text[i:end], c.name) {
			return Mention{c.unit, i, end}, true
		}
	}
	return Mention{}, false
}

// standsAlone tells a unit's name from the same characters inside another word
// (区政府办公室, 教育科学).
func standsAlone(text []rune, m Mention, earlier []Mention) bool {
	if text[m.End-1] == '科' && m.End < len(text) && slices.Contains(sciences, text[m.End]) {
		return false
	}
	if m.Start == 0 || m.End-m.Start >= longName {
		return true
	}
	prev := text[m.Start-1]
	if !unicode.Is(unicode.Han, prev) || slices.Contains(before, prev) {
		return true
	}
	return len(earlier) > 0 && earlier[len(earlier)-1].End == m.Start
}

// ownersAmong reads from a text and the units named in it who leads and who takes part: 由甲科牵头、乙科配合;
// 由甲科负责; 责任单位：甲科、乙科. Of several that lead together the first leads.
func ownersAmong(text []rune, found []Mention) (lead string, participants []string) {
	for i := 0; i < len(found); {
		end := joined(text, found, i)
		group := found[i:end]
		role := roleAfter(text, group[len(group)-1].End)
		if role == "" {
			role = roleBefore(text, group[0].Start)
		}
		for _, m := range group {
			switch {
			case role == "lead" && lead == "":
				lead = m.Unit
			case role != "":
				participants = append(participants, m.Unit)
			}
		}
		i = end
	}
	return lead, others(participants, lead)
}

// joined is the end of the list of names that begins at i: 甲科、乙科和丙科.
func joined(text []rune, found []Mention, i int) int {
	end := i + 1
	for end < len(found) {
		gap := text[found[end-1].End:found[end].Start]
		if len(gap) > 1 || len(gap) == 1 && !slices.Contains(joiningRunes, gap[0]) {
			break
		}
		end++
	}
	return end
}

func roleAfter(text []rune, at int) string {
	rest := string(text[at:min(at+6, len(text))])
	for _, filler := range []string{"共同", "具体", "等", "等部门", "分别"} {
		rest = strings.TrimPrefix(rest, filler)
	}
	switch {
	case startsWithAny(rest, leadWords):
		return "lead"
	case startsWithAny(rest, helpWords):
		return "help"
	default:
		return ""
	}
}

func roleBefore(text []rune, at int) string {
	head := strings.ReplaceAll(string(text[max(at-8, 0):at]), ":", "：")
	switch {
	case endsWithAny(head, leadLabels):
		return "lead"
	case endsWithAny(head, helpLabels):
		return "help"
	default:
		return ""
	}
}

func startsWithAny(text string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(text, w) })
}

func endsWithAny(text string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.HasSuffix(text, w) })
}

// others are units without doubles, without empty ones and without one of them.
func others(units []string, but string) []string {
	var kept []string
	for _, u := range units {
		if u != "" && u != but && !slices.Contains(kept, u) {
			kept = append(kept, u)
		}
	}
	return kept
}
