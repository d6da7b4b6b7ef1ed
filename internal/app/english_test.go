package app_test

import (
	"context"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"nianlun/internal/kit/i18n"
)

var (
	han         = regexp.MustCompile(`\p{Han}`)
	placeholder = regexp.MustCompile(`\\\{\w+\\\}`)
)

// Messages that are written into papers, spoken by commands, samples of a
// bureau's words on the page of parts, or units of targets: on a page they are data.
var data = []string{"document.", "cli.", "figure.scope.all", "ui.parts.", "plan.points"}

// telling is how many characters of its own a message with holes must have to be
// told from data: "4 处" may be the target of a task as well.
const telling = 4

// chinese are the messages of the Chinese catalogue as whole texts.
func chinese() map[string]*regexp.Regexp {
	all := map[string]*regexp.Regexp{}
	for _, key := range i18n.Keys(i18n.Chinese) {
		words := i18n.Chinese.T(key)
		own := han.FindAllString(placeholder.ReplaceAllString(regexp.QuoteMeta(words), ""), -1)
		if len(own) == 0 || isData(key) || strings.Contains(words, "{") && len(own) < telling {
			continue
		}
		all[key] = regexp.MustCompile("^" + placeholder.ReplaceAllString(regexp.QuoteMeta(words), `.*`) + "$")
	}
	return all
}

func isData(key string) bool {
	for _, prefix := range data {
		if strings.HasPrefix(key, prefix) {
			return true
		}
	}
	return false
}

// Pages of an English reader hold Chinese where the bureau's own words are shown,
// and no word of the product's own.
func TestEnglishPagesSpeakEnglish(t *testing.T) {
	messages := chinese()
	if len(messages) < 300 {
		t.Fatalf("only %d messages", len(messages))
	}
	x := someThings(t)
	data := wordsOfForms(t)
	for _, login := range []string{"bangongshi1", "jicai1", "school01", "head01", "fang", "dingyi"} {
		v := signIn(t, login).english()
		for _, r := range routes() {
			if r.Method != http.MethodGet || strings.HasSuffix(r.Path, ".docx") || strings.HasSuffix(r.Path, "file") || strings.HasSuffix(r.Path, "{file}") {
				continue
			}
			p := v.open(x.fill(r.Path))
			if lang := p.Find("html").AttrOr("lang", "en"); lang != "en" {
				t.Errorf("%s: %s is in %s", login, r.Path, lang)
			}
			eachText(p, func(words string) {
				if !data[words] {
					judge(t, login+" "+r.Path, words, messages)
				}
			})
		}
	}
}

// wordsOfForms are the texts of the bureau's forms, which are data: a field may
// be called what a page of ours is called too.
func wordsOfForms(t *testing.T) map[string]bool {
	t.Helper()
	forms, err := world.Records.Forms(context.Background(), world.id)
	if err != nil {
		t.Fatal(err)
	}
	words := map[string]bool{}
	for _, v := range forms {
		for _, section := range v.Definition.Sections {
			words[section.Title] = true
		}
		for _, field := range v.Definition.Fields() {
			words[field.Name] = true
			for _, option := range field.Options {
				words[option.Name] = true
			}
		}
	}
	return words
}

func judge(t *testing.T, where, words string, messages map[string]*regexp.Regexp) {
	t.Helper()
	if !han.MatchString(words) {
		return
	}
	for key, message := range messages {
		if message.MatchString(words) {
			t.Errorf("%s shows %q, the Chinese of %s", where, words, key)
		}
	}
}

// eachText gives the texts of a page and the words of its attributes, leaving out
// what says of itself that it is Chinese.
func eachText(p page, do func(string)) {
	p.Find("[lang=zh-CN]").Remove()
	p.Find("html, html *").Each(func(_ int, s *goquery.Selection) {
		s.Contents().Each(func(_ int, child *goquery.Selection) {
			if words := strings.TrimSpace(child.Text()); goquery.NodeName(child) == "#text" && words != "" {
				do(words)
			}
		})
		for _, a := range s.Nodes[0].Attr {
			spoken := slices.Contains([]string{"title", "aria-label", "placeholder", "alt"}, a.Key)
			if spoken || strings.HasPrefix(a.Key, "data-") && !slices.Contains(quoting, a.Key) {
				do(a.Val)
			}
		}
	})
}

// quoting are attributes that repeat the text of a paper.
var quoting = []string{"data-text", "data-replace", "data-answer-text", "data-insert"}
