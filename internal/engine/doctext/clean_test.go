package doctext

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// cleaned is a text before and after cleaning.
type cleaned struct{ name, text, want string }

// checkCleaned cleans each text and compares the view; kind must be among what
// was cleaned when anything was.
func checkCleaned(t *testing.T, kind CleaningKind, cases []cleaned) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			text := Plain(c.text)
			view := Clean(text)
			checkView(t, text, view)
			if got := string(view.Runes); got != c.want {
				t.Errorf("got\n%s\nwant\n%s\ncleaned %+v", got, c.want, view.Cleaned)
			}
			if c.text != c.want && !slices.ContainsFunc(view.Cleaned, func(one Cleaning) bool { return one.Kind == kind }) {
				t.Errorf("nothing of kind %s in %+v", kind, view.Cleaned)
			}
			if c.text == c.want && (view.At != nil || len(view.Cleaned) > 0) {
				t.Errorf("a whole text was cleaned: %+v", view.Cleaned)
			}
		})
	}
}

// checkView holds what is true of every view.
func checkView(t *testing.T, text Text, view View) {
	t.Helper()
	if view.At == nil {
		if len(view.Runes) != len(text.Runes) {
			t.Errorf("%d runes of %d without offsets", len(view.Runes), len(text.Runes))
		}
	} else {
		if len(view.At) != len(view.Runes)+1 || int(view.At[len(view.Runes)]) != len(text.Runes) {
			t.Errorf("%d offsets for %d runes", len(view.At), len(view.Runes))
		}
		for i := 1; i < len(view.At); i++ {
			if view.At[i] <= view.At[i-1] {
				t.Fatalf("offset %d after %d", view.At[i], view.At[i-1])
			}
		}
	}
	covered := make([]bool, len(text.Runes))
	for k, c := range view.Cleaned {
		if c.Start < 0 || c.Start >= c.End || c.End > len(text.Runes) || c.Kind == "" {
			t.Fatalf("cleaning %d: %+v", k, c)
		}
		if k > 0 && c.Start < view.Cleaned[k-1].Start {
			t.Fatalf("cleaning %+v after %+v", c, view.Cleaned[k-1])
		}
		if !strings.HasPrefix(string(text.Runes[c.Start:c.End]), c.Was) {
			t.Errorf("cleaning %+v quotes other words", c)
		}
		for i := c.Start; i < c.End; i++ {
			covered[i] = true
		}
	}
	if len(view.Cleaned) == maxCleaning {
		return
	}
	// What is not said to be cleaned is in the view as it was.
	for i, c := range view.Runes {
		if at := view.Start(i); !covered[at] && text.Runes[at] != c {
			t.Fatalf("%q at %d became %q unsaid", text.Runes[at], at, c)
		}
	}
	kept := 0
	for _, yes := range covered {
		if !yes {
			kept++
		}
	}
	if kept > len(view.Runes) {
		t.Errorf("%d runes are lost unsaid", kept-len(view.Runes))
	}
}

func TestViewOffsets(t *testing.T) {
	text := Plain("甲&nbsp;乙１<p>丙")
	view := Clean(text)
	if got := string(view.Runes); got != "甲 乙1\n丙" {
		t.Fatalf("view %q", got)
	}
	places := ""
	for i := range view.Runes {
		places += fmt.Sprintf("%d-%d ", view.Start(i), view.End(i+1))
	}
	if want := "0-1 1-2 7-8 8-9 9-10 12-13 "; places != want {
		t.Errorf("places %s, want %s", places, want)
	}
	for offset, want := range map[int]int{0: 0, 1: 1, 3: 2, 7: 2, 8: 3, 9: 4, 10: 5, 12: 5, 13: 6} {
		if got := view.Index(offset); got != want {
			t.Errorf("offset %d is %d in the view, want %d", offset, got, want)
		}
	}
}

func TestCleanWholeText(t *testing.T) {
	const text = "云溪县教育局2031年工作要点\n\n　　一、总体要求\n　　以教育公平为重点，新建学校3所、改造学校12所，投入资金1.35亿元。\n　　（一）抓质量。一是开展教研活动24次；二是举办比赛6次。\n附件：任务分解表\n序号\t任务\t责任科室\n1\t新建学校\t规划科\n云溪县教育局\n2031年2月10日\n"
	view := Clean(Plain(text))
	if view.At != nil || len(view.Cleaned) != 0 {
		t.Errorf("cleaned %+v", view.Cleaned)
	}
	source := Plain(text)
	if view := Clean(source); &view.Runes[0] != &source.Runes[0] {
		t.Error("an undamaged text was copied")
	}
}
