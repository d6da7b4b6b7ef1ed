package docwrite

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"nianlun/internal/kit/goldentest"
)

// parts unzips a document and checks that every part is well-formed.
func parts(t *testing.T, docx []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(docx), int64(len(docx)))
	if err != nil {
		t.Fatal(err)
	}
	bodies := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if err := wellFormed(body); err != nil {
			t.Errorf("%s: %v", f.Name, err)
		}
		bodies[f.Name] = string(body)
	}
	return bodies
}

func wellFormed(body []byte) error {
	d := xml.NewDecoder(bytes.NewReader(body))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

// TestGolden compares every part of both copies of the sample, one element a
// line, with the files under testdata. Run with -update after a wanted change
// and read the difference.
func TestGolden(t *testing.T) {
	for _, name := range []string{"issue", "review"} {
		doc := sample()
		doc.ReviewCopy = name == "review"
		got := parts(t, render(t, doc))
		dir := filepath.Join("testdata", name)
		if goldentest.Updating() {
			if err := os.RemoveAll(dir); err != nil {
				t.Fatal(err)
			}
		}
		for part, body := range got {
			file := filepath.Join(dir, strings.NewReplacer("/", "_", "[", "", "]", "").Replace(part)+".txt")
			goldentest.Same(t, file, indented(body))
		}
		goldentest.Same(t, filepath.Join(dir, "parts.txt"), partList(got))
	}
}

func partList(parts map[string]string) string {
	var names []string
	for name := range parts {
		names = append(names, name)
	}
	slices.Sort(names)
	return strings.Join(names, "\n") + "\n"
}

// indented puts every tag on a line of its own, except that an element that
// holds only text stays on one line.
func indented(body string) string {
	var b strings.Builder
	depth := 0
	for body != "" {
		tag, text, rest := nextTag(body)
		body = rest
		if strings.HasPrefix(tag, "</") {
			depth--
		}
		fmt.Fprintf(&b, "%s%s", strings.Repeat("  ", depth), tag)
		opens := !strings.HasPrefix(tag, "</") && !strings.HasPrefix(tag, "<?") && !strings.HasSuffix(tag, "/>")
		if opens && strings.TrimSpace(text) != "" {
			closing, _, after := nextTag(body)
			fmt.Fprintf(&b, "%s%s", text, closing)
			body, opens = after, false
		}
		if opens {
			depth++
		}
		b.WriteString("\n")
	}
	return b.String()
}

// nextTag splits a tag and the text behind it from the front of body.
func nextTag(body string) (tag, text, rest string) {
	end := strings.IndexByte(body, '>') + 1
	tag, rest = body[:end], body[end:]
	next := strings.IndexByte(rest, '<')
	if next < 0 {
		return tag, rest, ""
	}
	return tag, rest[:next], rest[next:]
}

func TestWriteIsDeterministic(t *testing.T) {
	if !bytes.Equal(render(t, sample()), render(t, sample())) {
		t.Error("two writes of one document differ")
	}
}
