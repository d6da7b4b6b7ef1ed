package form

import (
	"bytes"
	"encoding/json"
	"testing"
)

// TestTextsAreWrittenAsTheLibraryDoes holds the hand-written strings against encoding/json.
func TestTextsAreWrittenAsTheLibraryDoes(t *testing.T) {
	for _, text := range []string{"", "甲", "a\"b", `back\slash`, "line\nend", "tab\t", "\u2028\u2029", "<&>", "\x7f", "bad \xff byte", "\x00", "12.50", "😀"} {
		var want bytes.Buffer
		encoder := json.NewEncoder(&want)
		encoder.SetEscapeHTML(false)
		if err := encoder.Encode(text); err != nil {
			t.Fatal(err)
		}
		if got := string(appendText(nil, text)); got+"\n" != want.String() {
			t.Errorf("%q: %s, the library writes %s", text, got, want.String())
		}
	}
}
