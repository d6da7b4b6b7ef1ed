package doctext

import (
	"runtime"
	"strings"
	"testing"
	"time"
)

// damaged texts press every cleaning rule's worst case.
var damaged = map[string]string{
	"entities":        "&nbsp;&amp;amp;amp;&#1",
	"ampersands":      "&amp;",
	"tags":            "<p <span </",
	"open tags":       "<span a",
	"comments":        "<!-- -",
	"broken tags":     "?/p>?p",
	"headings":        "## 甲\n**乙**：丙\n",
	"stars":           "# 甲\n**乙**丙**",
	"bars":            "|---|\n| 甲 | 乙 |\n",
	"shreds":          "新建\n3\n所学校\n",
	"doubled quotes":  "““甲”””",
	"glosses":         "县(xià（xiàn)",
	"low quotes":      "‚甲‚乙‛",
	"width":           "１２．５％",
	"numbers":         "1、甲",
	"digits":          "123456789",
	"traditional":     "學校縣a",
	"adverts":         "由会员分享",
	"adverts in text": "甲本文由乙，",
	"adverts, marks":  "。网友上传",
	"links":           "\n上一篇：甲",
	"addresses":       "http://w",
	"size notes":      "全文共1",
	"repeats":         "云溪县教育局\n",
	"pages":           "\n- 3 -",
	"bare numbers":    "\n1",
	"numbers, blanks": "\n7\n \n \n \n",
	"dashes":          "- - 1 ",
	"page of":         "第3页 共",
	"wraps":           "\n推进课程改革，完善教研制度，积极开展各类教学研讨活动，教育教学质量稳步提升",
	"blank lines":     "\n\n \t\n",
	"split numbers":   "新建校舍\n12\n万",
	"quotes":          "甲\"\n",
	"spaces":          "甲 乙，丙1 2 年",
	"spaced out":      "甲 ",
	"mixed":           "甲１\u200b ‚<p>&nbsp;學\n",
}

// TestCleanLinearTime cleans each damaged text at two lengths. Ten times the text
// may cost ten times the time and some noise, not a hundred times.
func TestCleanLinearTime(t *testing.T) {
	const short, factor = 20_000, 10
	for name, unit := range damaged {
		cost := func(size int) time.Duration {
			text := Plain(strings.Repeat(unit, size/len(unit)+1))
			start := time.Now()
			Clean(text)
			return time.Since(start)
		}
		// Other work on the machine only ever adds time: the least of several
		// runs is the honest one.
		base := min(cost(short), cost(short), cost(short))
		spent := cost(factor * short)
		for try := 0; try < 8 && spent > 4*factor*base; try++ {
			spent = min(spent, cost(factor*short))
		}
		if spent > 4*factor*base+100*time.Millisecond {
			t.Errorf("%s: %v, %v for %d times as much", name, base, spent, factor)
		}
	}
}

func FuzzClean(f *testing.F) {
	for _, unit := range damaged {
		f.Add(strings.Repeat(unit, 12))
	}
	f.Add("《甲》由会员分享，可在线阅读。\n1、" + strings.Repeat("乙", 200) + "\n2、" + strings.Repeat("丙", 200) + "\n3、丁")
	f.Add(wrap(longLine+longLine+longLine+longLine, 28))
	f.Fuzz(func(t *testing.T, data string) {
		text := Plain(data)
		before := string(text.Runes)
		view := Clean(text)
		if string(text.Runes) != before {
			t.Fatal("cleaning changed the text itself")
		}
		checkView(t, text, view)
		for offset := 0; offset <= len(text.Runes); offset += 7 {
			if i := view.Index(offset); i < 0 || i > len(view.Runes) || i < len(view.Runes) && view.Start(i) < offset {
				t.Fatalf("offset %d is %d in the view", offset, i)
			}
		}
		// What single characters stand for is settled in one go. (Dropping tags or
		// lines may bring others together, and script is judged by the whole.)
		again := &draft{source: view.Runes, runes: view.Runes}
		findCharacters(again)
		for _, c := range again.cleaned {
			if c.Kind == CleanWidth && !strings.Contains(c.Was, "．") {
				t.Errorf("%+v is left for a second cleaning", c)
			}
		}
	})
}

func BenchmarkClean(b *testing.B) {
	whole := strings.Repeat("一、"+longLine+"新建学校13所。\n（一）加强队伍。招聘教师126名，投入资金1.35亿元。\n", 2000)
	texts := map[string]string{
		"whole":   whole,
		"width":   strings.ReplaceAll(whole, "1", "１"),
		"wrapped": wrap(whole, 30),
	}
	for name, text := range texts {
		b.Run(name, func(b *testing.B) {
			source := Plain(text)
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				Clean(source)
			}
		})
	}
}

// mostAllocated is how many bytes cleaning may ask for in all, for each byte of a
// text that is nothing but damage.
const mostAllocated = 64

func TestCleanMemory(t *testing.T) {
	for name, unit := range damaged {
		source := Plain(strings.Repeat(unit, 300_000/len(unit)))
		size := len(string(source.Runes))
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		view := Clean(source)
		runtime.ReadMemStats(&after)
		all := float64(after.TotalAlloc-before.TotalAlloc) / float64(size)
		runtime.GC()
		runtime.ReadMemStats(&after)
		kept := (float64(after.HeapAlloc) - float64(before.HeapAlloc)) / float64(size)
		runtime.KeepAlive(view)
		runtime.KeepAlive(source)
		t.Logf("%-16s asks for %4.1f bytes a byte, keeps %4.1f", name, all, kept)
		if all > mostAllocated {
			t.Errorf("%s: %.1f bytes for each byte of text", name, all)
		}
	}
}
