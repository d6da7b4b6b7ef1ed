package doclint

import (
	"strconv"
	"strings"

	"nianlun/internal/engine/docread"
	"nianlun/internal/kit/i18n"
)

// checkLists compares a number with the names listed with it: 高校3所（甲学院、乙学院、
// 丙电大）, 内设5个科，包括…, and 甲、乙、丙等3所. More names than the number says is a
// slip; fewer may be a selection.
func (c *checker) checkLists() {
	for i := range c.doc.Figures {
		f := &c.doc.Figures[i]
		if !named(f) {
			continue
		}
		want := int(f.Value.IntPart())
		if list, ok := c.namesAfter(i); ok {
			c.judgeNames(i, want, list, true)
		} else if list, ok := c.namesBefore(i); ok {
			c.judgeNames(i, want, list, false)
		}
	}
}

// named tells counts of things that have names.
func named(f *docread.Figure) bool {
	const most = 40
	if f.Value == nil || f.Value2 != nil || f.Kind != docread.KindCount || f.Approx != docread.ApproxExact || !f.Value.IsInteger() {
		return false
	}
	switch f.Unit {
	case "个", "所", "家", "处", "名", "人", "位", "县", "镇", "乡", "区", "科", "室", "股":
		n := f.Value.IntPart()
		return n >= 2 && n <= most
	}
	return false
}

// names is a list of names with its place.
type names struct {
	Span
	items []string
	tail  int  // 1 when the last item holds 和 or the like and may be two names
	open  bool // the list may be longer than it shows
}

// longestNames bounds a list of names, in characters.
const longestNames = 400

// namesAfter reads a list in brackets behind a number, or after 包括 and the like.
func (c *checker) namesAfter(i int) (names, bool) {
	const noun = 12
	f := &c.doc.Figures[i]
	at := f.UnitEnd
	for at < len(c.text) && at-f.UnitEnd < noun && !itemMark(c.text[at]) {
		at++
	}
	switch c.at(at) {
	case '（', '(':
		return c.readNames(at+1, "）)")
	case '，', ',', '：', ':':
		for _, cue := range []string{"包括", "分别是", "分别为", "即"} {
			if c.slice(at+1, at+1+len([]rune(cue))) == cue {
				return c.readNames(at+1+len([]rune(cue)), "。；;，,\n")
			}
		}
	}
	return names{}, false
}

// readNames reads names up to one of the end marks.
func (c *checker) readNames(start int, ends string) (names, bool) {
	end := start
	for end < len(c.text) && end-start < longestNames && !strings.ContainsRune(ends, c.text[end]) {
		if strings.ContainsRune("。；;\n（(", c.text[end]) {
			return names{}, false
		}
		end++
	}
	if end >= len(c.text) || end-start >= longestNames {
		return names{}, false
	}
	return listOf(Span{start, end}, c.slice(start, end))
}

// namesBefore reads the list before 等4所.
func (c *checker) namesBefore(i int) (names, bool) {
	f := &c.doc.Figures[i]
	if c.at(f.Start-1) != '等' {
		return names{}, false
	}
	end := f.Start - 1
	start := end
	for start > 0 && end-start < longestNames && !itemEnd(c.text[start-1]) {
		start--
	}
	return listOf(Span{start, end}, c.slice(start, end))
}

// itemEnd tells the marks that end a clause; 、 does not.
func itemEnd(r rune) bool { return strings.ContainsRune("，,；;。：:\n！？（(）)", r) }

// listOf cuts a list of names. The last two are often joined by 和, which may as
// well stand inside a name.
func listOf(where Span, text string) (names, bool) {
	const longest = 20
	items := strings.Split(text, "、")
	if len(items) < 2 {
		return names{}, false
	}
	last := items[len(items)-1]
	open := strings.Contains(text, "等") || strings.ContainsAny(text, "0123456789")
	tail := 0
	if r := []rune(last); len(r) > 2 && strings.ContainsAny(string(r[1:len(r)-1]), "和及与") {
		tail = 1
	}
	for _, item := range items {
		if n := len([]rune(strings.TrimSpace(item))); n < 2 || n > longest {
			return names{}, false
		}
	}
	return names{Span: where, items: items, tail: tail, open: open}, true
}

// judgeNames compares the number of names. The list before 等 may begin with other
// words, so it only confirms.
func (c *checker) judgeNames(i, want int, list names, after bool) {
	got := len(list.items)
	if got+list.tail == want {
		got = want
	}
	args := []any{"figure", c.said(i), "n", got}
	if got == want {
		c.confirm(Confirmed{Kind: KindList, Message: i18n.Msg("lint.ok.list", args...), Spans: []Span{list.Span}}, i)
		return
	}
	if !after || list.open || !institutions(list.items) {
		return
	}
	f := Finding{
		Severity: SeverityInfo, Kind: KindList, Expected: strconv.Itoa(got), Found: strconv.Itoa(want), Spans: []Span{list.Span},
		Message: i18n.Msg("lint.list.fewer", args...),
	}
	if got > want {
		f.Severity, f.Message = SeverityWarning, i18n.Msg("lint.list.more", args...)
	}
	c.find(f, i)
}

// institutions tells lists in which every item ends like the name of a body or a
// place.
func institutions(items []string) bool {
	for _, item := range items {
		r := []rune(strings.TrimSpace(item))
		if !strings.ContainsRune("校园中小学院馆办室科股中心县区镇乡站所局处队会", r[len(r)-1]) {
			return false
		}
	}
	return true
}
