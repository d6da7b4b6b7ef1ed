package document

import (
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"nianlun/internal/work/document"
)

// texts are runs as people and editors leave them.
var texts = []string{
	"全年新增学位", "12,480.50", "“一校一案”", "  前后有空格  ", "a<b>&\"'", "\\u0000 只是字样", "1/2", "第一行\n第二行", "𠮷", "e\u0301", "。",
}

// anyContent is content of the form that Clean leaves behind: what a draft holds.
func anyContent(t *testing.T, r *rand.Rand) document.Content {
	t.Helper()
	var c document.Content
	for range 1 + r.IntN(8) {
		b := document.Block{Kind: document.ParagraphBlock}
		if r.IntN(3) == 0 {
			b.Kind, b.Level = document.HeadingBlock, 1+r.IntN(4)
		} else {
			for range r.IntN(3) {
				b.Answers = append(b.Answers, "019b-task-"+string(rune('a'+r.IntN(26))))
			}
		}
		for range r.IntN(6) {
			b.Inlines = append(b.Inlines, anyInline(r))
		}
		c.Blocks = append(c.Blocks, b)
	}
	clean, err := c.Clean()
	if err != nil {
		t.Fatal(err)
	}
	return clean
}

func anyInline(r *rand.Rand) document.Inline {
	switch r.IntN(3) {
	case 0:
		values := []string{"0", "-3.5", "12480.50", "1234567.00", "99.9"}
		states := []document.FigureState{document.FigureDraft, document.FigureReviewed, document.FigureLocked}
		return document.Inline{Figure: &document.Bound{
			Ref: "building-spend@2/2026-09/全区 &?=", Value: values[r.IntN(len(values))], Unit: []string{"万元", "%", ""}[r.IntN(3)], State: states[r.IntN(3)],
		}}
	case 1:
		return document.Inline{Text: texts[r.IntN(len(texts))], Cited: "统计公报〔2026〕1号"}
	default:
		return document.Inline{Text: texts[r.IntN(len(texts))]}
	}
}

// What the page gives the editor and the editor gives back is what was stored.
func TestEditorGivesBackWhatItGot(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2026))
	for range 3000 {
		want := anyContent(t, r)
		text, err := toEditor(want)
		if err != nil {
			t.Fatal(err)
		}
		got, err := fromEditor(text)
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		if got, err = got.Clean(); err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("got  %+v\nwant %+v\n%s", got, want, text)
		}
	}
}

// A new, empty text gives the editor one paragraph to write in.
func TestEditorBeginsWithAParagraph(t *testing.T) {
	text, err := toEditor(document.Content{})
	if err != nil || text != `{"type":"doc","content":[{"type":"paragraph"}]}` {
		t.Errorf("%s %v", text, err)
	}
}

func TestEditorSendsNothingElse(t *testing.T) {
	for name, text := range map[string]string{
		"empty": "", "no JSON": "正文", "cut off": `{"type":"doc"`, "a list": `[]`, "another root": `{"type":"page"}`, "null": "null",
		"unknown inline": `{"type":"doc","content":[{"type":"paragraph","content":[{"type":"image"}]}]}`,
		"html break":     `{"type":"doc","content":[{"type":"paragraph","content":[{"type":"hardBreak"}]}]}`,
		"text as number": `{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":1}]}]}`,
		"two documents":  `{"type":"doc"}{"type":"doc"}`,
	} {
		if c, err := fromEditor(text); err == nil {
			t.Errorf("%s passed: %+v", name, c)
		}
	}
}

// Whatever arrives, reading it never panics, and what passes survives a second
// way through the editor.
func FuzzEditor(f *testing.F) {
	f.Add(`{"type":"doc","content":[{"type":"heading","attrs":{"level":2},"content":[{"type":"text","text":"一、"}]}]}`)
	f.Add(`{"type":"doc","content":[{"type":"paragraph","attrs":{"answers":"a b"},"content":[{"type":"figure","attrs":{"binding":"x","number":"1,000","unit":"个","state":"locked"}}]}]}`)
	f.Add(`{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"x","marks":[{"type":"cited","attrs":{"source":"y"}}]}]}]}`)
	f.Fuzz(func(t *testing.T, text string) {
		c, err := fromEditor(text)
		if err != nil {
			return
		}
		if c, err = c.Clean(); err != nil {
			return
		}
		again, err := toEditor(c)
		if err != nil {
			t.Fatal(err)
		}
		back, err := fromEditor(again)
		if err != nil {
			t.Fatal(err)
		}
		if back, err = back.Clean(); err != nil {
			t.Fatal(err)
		}
		if words(back) != words(c) {
			t.Fatalf("%q became %q", words(c), words(back))
		}
	})
}

func words(c document.Content) string {
	var all []string
	for _, b := range c.Blocks {
		all = append(all, b.Text())
	}
	return strings.Join(all, "\n")
}
