// Package i18n owns the words that people read: two catalogues, zh-CN and en,
// one file per room of the house, and the way numbers and dates are written.
//
// It never decides which language a person wants: the doors do.
package i18n

import (
	"embed"
	"fmt"
	"io/fs"
	"sort"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Lang is a language that the product speaks.
type Lang string

// The languages. Chinese comes first; English is complete.
const (
	Chinese Lang = "zh-CN"
	English Lang = "en"
)

// Langs are the languages in the order in which a choice is offered.
var Langs = []Lang{Chinese, English}

//go:embed zh-CN/*.yaml en/*.yaml
var files embed.FS

var catalogues = mustLoad(files)

// Parse finds the language that a tag such as "en-GB" asks for; Chinese when it is neither.
func Parse(tag string) Lang {
	if strings.HasPrefix(strings.ToLower(tag), "en") {
		return English
	}
	return Chinese
}

// Keys are all message keys of a language, sorted.
func Keys(lang Lang) []string {
	keys := make([]string, 0, len(catalogues[lang]))
	for key := range catalogues[lang] {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	return keys
}

// Has tells whether the catalogues know a key.
func Has(key string) bool {
	_, ok := catalogues[Chinese][key]
	return ok
}

// T is the text of a key with its placeholders filled. Args are name, value
// pairs: T("plan.late", "days", 2). A placeholder {n|day|days} takes its first
// word when n is 1, otherwise its second. A key that is not in the catalogue
// is returned as it is, so that a missing text is seen and harms nothing.
func (l Lang) T(key string, args ...any) string {
	message, ok := catalogues[l][key]
	if !ok {
		return key
	}
	if len(args) == 0 {
		return message
	}
	return fill(message, args)
}

// Text is a message that waits for its reader's language.
type Text struct {
	Key  string
	Args []any
}

// Msg makes a Text. An argument may be a Text itself.
func Msg(key string, args ...any) Text { return Text{Key: key, Args: args} }

// In is the text in a language.
func (t Text) In(l Lang) string {
	args := make([]any, len(t.Args))
	for i, a := range t.Args {
		if inner, ok := a.(Text); ok {
			a = inner.In(l)
		}
		args[i] = a
	}
	return l.T(t.Key, args...)
}

func fill(message string, args []any) string {
	var out strings.Builder
	for {
		open := strings.IndexByte(message, '{')
		if open < 0 {
			break
		}
		size := strings.IndexByte(message[open:], '}')
		if size < 0 {
			break
		}
		out.WriteString(message[:open])
		out.WriteString(placeholder(message[open+1:open+size], args))
		message = message[open+size+1:]
	}
	out.WriteString(message)
	return out.String()
}

func placeholder(name string, args []any) string {
	forms := strings.Split(name, "|")
	for i := 0; i+1 < len(args); i += 2 {
		if args[i] != forms[0] {
			continue
		}
		value := fmt.Sprint(args[i+1])
		if len(forms) != 3 {
			return value
		}
		if value == "1" {
			return forms[1]
		}
		return forms[2]
	}
	return "{" + name + "}"
}

func mustLoad(files fs.FS) map[Lang]map[string]string {
	all := map[Lang]map[string]string{}
	for _, lang := range Langs {
		all[lang] = map[string]string{}
		names, err := fs.Glob(files, string(lang)+"/*.yaml")
		if err != nil {
			panic(err)
		}
		for _, name := range names {
			loadFile(files, name, all[lang])
		}
	}
	return all
}

func loadFile(files fs.FS, name string, into map[string]string) {
	data, err := fs.ReadFile(files, name)
	if err != nil {
		panic(err)
	}
	messages := map[string]string{}
	if err := yaml.Unmarshal(data, &messages); err != nil {
		panic(fmt.Sprintf("catalogue %s: %v", name, err))
	}
	for key, message := range messages {
		if _, twice := into[key]; twice {
			panic(fmt.Sprintf("catalogue %s: key %s stands in another file too", name, key))
		}
		into[key] = message
	}
}
