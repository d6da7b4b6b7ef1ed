package formdraft_test

import (
	"reflect"
	"strings"
	"testing"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formdraft"
)

// Whatever is read is written so that it is read the same again, and a definition that form.Parse takes is taken after
// it went through a draft.
func FuzzRead(f *testing.F) {
	f.Add([]byte(sample))
	f.Add([]byte("form: a\nsections:\n  - {title: \"\\0\\r 一\\u2028\", help: |\n"))
	f.Add([]byte("form: a\ntitle: \"- #: \\ttab\\n  indented\\n\"\nlists: {\"~\": {null: null, 1: true}}\n"))
	f.Fuzz(func(t *testing.T, source []byte) {
		d, err := formdraft.Read(source)
		written := d.YAML()
		again, problems := formdraft.Read(written)
		if problems != nil {
			t.Fatalf("%v\n%q", problems, written)
		}
		if twice := again.YAML(); string(twice) != string(written) {
			t.Fatalf("%q\n%q", written, twice)
		}
		if err != nil {
			return
		}
		if _, err := form.Parse(source, nil); err != nil {
			return
		}
		if _, err := form.Parse(written, nil); err != nil {
			t.Fatalf("%v\n%s\n%s", err, source, written)
		}
	})
}

// A draft built from any texts comes back from its YAML as it was.
func FuzzTexts(f *testing.F) {
	f.Add("名称", "总数 == 1", "a: b # c")
	f.Add("null", "true", "2026-01-01")
	f.Add("一\n\n 二\n", "- x", "{a}, [b]\t\u0085\ufeff")
	f.Fuzz(func(t *testing.T, a, b, c string) {
		d := formdraft.Draft{Title: a, Help: b, Sign: []string{a + "x", c + "y"}, Lists: []formdraft.List{{Name: a, Options: []formdraft.Option{{Code: b, Name: c, Under: []string{c + "z"}}}}},
			Sections: []formdraft.Section{{Title: c, When: a, Rows: &formdraft.Rows{Name: a, Min: b}, Fields: []formdraft.Field{{Name: b, Min: c, Default: a, Required: "x" + b, Value: c, Options: []formdraft.Option{{Code: a, Name: b}}}}}},
			Checks:   []formdraft.Check{{Say: a, Logic: b, Mend: formdraft.Mend{Value: c}}}}
		once, err := formdraft.Read(d.YAML())
		if err != nil {
			t.Fatalf("%v\n%s", err, d.YAML())
		}
		twice, err := formdraft.Read(once.YAML())
		if err != nil || !reflect.DeepEqual(once, twice) {
			t.Fatalf("%v\n%+v\n%+v", err, once, twice)
		}
		if want := clean(a); once.Title != want {
			t.Fatalf("%q became %q", a, once.Title)
		}
	})
}

// clean is what a draft promises to keep of a text.
func clean(text string) string {
	return strings.TrimSpace(strings.ReplaceAll(strings.ToValidUTF8(text, "\uFFFD"), "\r\n", "\n"))
}
