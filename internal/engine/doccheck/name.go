package doccheck

import (
	"slices"
	"strings"
)

// names lists the proper names in a text in one form each: what stands in quotes
// or title marks, and schools by the two characters before the kind of school
// (第三小学 and 三小 are one). Sorted, each once.
func names(text string) []string {
	r := []rune(text)
	list := append(quotedNames(r), schoolNames(text)...)
	list = append(list, shortNames(r)...)
	slices.Sort(list)
	return slices.Compact(list)
}

var closing = map[rune]rune{'《': '》', '“': '”', '‘': '’', '「': '」', '‚': '‛'}

// maxQuoted is the longest quotation taken for a name.
const maxQuoted = 30

func quotedNames(r []rune) []string {
	var list []string
	for i := 0; i < len(r); i++ {
		end, ok := closing[r[i]]
		if !ok {
			continue
		}
		for k := i + 1; k < len(r) && k-i <= maxQuoted+1; k++ {
			if r[k] != end {
				continue
			}
			if k-i > 2 {
				list = append(list, string(r[i+1:k]))
			}
			i = k
			break
		}
	}
	return list
}

// schoolNames finds names by their end.
func schoolNames(text string) []string {
	var list []string
	for _, end := range nameEnds {
		for from := 0; ; {
			at := strings.Index(text[from:], end)
			if at < 0 {
				break
			}
			before := []rune(text[:from+at])
			from += at + len(end)
			if name, ok := namedBy(before, end); ok {
				list = append(list, name)
			}
		}
	}
	return list
}

// namedBy is the name that ends in a kind of school, from the two characters
// before it.
func namedBy(before []rune, end string) (string, bool) {
	if len(before) < 2 {
		return "", false
	}
	two := string(before[len(before)-2:])
	if !wordRune(before[len(before)-1]) || !wordRune(before[len(before)-2]) || slices.Contains(generalNames, two) || particles[before[len(before)-1]] || strings.HasSuffix(two, "所") {
		return "", false
	}
	if before[len(before)-2] == '第' && ordinals[before[len(before)-1]] {
		if short, ok := shortEnds[end]; ok {
			return string(before[len(before)-1]) + short, true
		}
	}
	return two + end, true
}

var (
	ordinals  = runeSet(`一二三四五六七八九十`)
	shortEnds = map[string]string{"小学": "小", "中学": "中", "幼儿园": "幼", "高中": "高"}
	shortTail = runeSet(`小中幼高`)
)

// shortNames finds 三小, 一中, 二幼.
func shortNames(r []rune) []string {
	var list []string
	for i := 0; i+1 < len(r); i++ {
		if !ordinals[r[i]] || !shortTail[r[i+1]] || i > 0 && r[i-1] == '第' {
			continue
		}
		if i+2 < len(r) && strings.ContainsRune(`心学型等期考层`, r[i+2]) {
			continue // 一中心, 三小学 is caught by its end, 二中型
		}
		list = append(list, string(r[i:i+2]))
	}
	return list
}

// sharedNames counts the names that two sorted lists have in common; a name that
// holds the other counts too.
func sharedNames(a, b []string) int {
	n := 0
	for _, x := range a {
		for _, y := range b {
			if x == y || len(x) > 9 && strings.Contains(y, x) || len(y) > 9 && strings.Contains(x, y) {
				n++
				break
			}
		}
	}
	return n
}
