package ooxml

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"
)

const contentTypes = "[Content_Types].xml"

// archive zips name, body pairs.
func archive(t testing.TB, pairs ...string) []byte {
	t.Helper()
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for i := 0; i < len(pairs); i += 2 {
		w, err := z.Create(pairs[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, pairs[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func TestOpenReadsParts(t *testing.T) {
	p, err := Open(archive(t, contentTypes, "<Types/>", "word/document.xml", "<a>b</a>"), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(p.Names()); got != "[[Content_Types].xml word/document.xml]" {
		t.Errorf("names %s", got)
	}
	if !p.Has("word/document.xml") || p.Has("word/none.xml") {
		t.Error("Has is wrong")
	}
	r, err := p.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = r.Close() }()
	if body, err := io.ReadAll(r); err != nil || string(body) != "<a>b</a>" {
		t.Errorf("body %q, %v", body, err)
	}
	if _, err := p.Open("word/none.xml"); CodeOf(err) != CodeMissing {
		t.Errorf("missing part: %v", err)
	}
}

func TestOpenRefuses(t *testing.T) {
	good := archive(t, contentTypes, "<Types/>", "a.xml", strings.Repeat("x", 2000))
	many := []string{contentTypes, ""}
	for i := range 20 {
		many = append(many, fmt.Sprint(i), "")
	}
	cases := []struct {
		name   string
		data   []byte
		limits Limits
		want   Code
	}{
		{"empty", nil, Limits{}, CodeNotPackage},
		{"program", []byte("MZ\x90"), Limits{}, CodeNotPackage},
		{"truncated", good[:len(good)-30], Limits{}, CodeDamaged},
		{"plain zip", archive(t, "a.txt", "a"), Limits{}, CodeNotPackage},
		{"many parts", archive(t, many...), Limits{MaxParts: 10}, CodeBomb},
		{"large part", good, Limits{MaxPartSize: 1000}, CodeBomb},
		{"large total", good, Limits{MaxTotalSize: 1000}, CodeBomb},
		{"high ratio", good, Limits{MaxRatio: 5, RatioFloor: 100}, CodeBomb},
		{"parent path", archive(t, contentTypes, "", "../a", ""), Limits{}, CodeUnsafe},
		{"inner parent path", archive(t, contentTypes, "", "a/../../b", ""), Limits{}, CodeUnsafe},
		{"backslash path", archive(t, contentTypes, "", `..\a`, ""), Limits{}, CodeUnsafe},
		{"absolute path", archive(t, contentTypes, "", "/a", ""), Limits{}, CodeUnsafe},
		{"drive", archive(t, contentTypes, "", "C:a", ""), Limits{}, CodeUnsafe},
		{"same name twice", archive(t, contentTypes, "", "a", "1", "a", "2"), Limits{}, CodeUnsafe},
	}
	for _, c := range cases {
		if _, err := Open(c.data, c.limits); CodeOf(err) != c.want {
			t.Errorf("%s: got %v, want %s", c.name, err, c.want)
		}
	}
}

// TestUnderstatedSize patches the directory so that it claims a small part: the
// reader must not believe it.
func TestUnderstatedSize(t *testing.T) {
	data := archive(t, contentTypes, "<Types/>", "a.xml", strings.Repeat("x", 5000))
	entry := bytes.LastIndex(data, []byte("a.xml"))
	size := data[entry-46+24:] // uncompressed size in the central directory
	size[0], size[1], size[2], size[3] = 10, 0, 0, 0
	p, err := Open(data, Limits{})
	if err != nil {
		t.Fatal(err)
	}
	r, err := p.Open("a.xml")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = r.Close() }()
	body, err := io.ReadAll(r)
	if err == nil || CodeOf(err) == "" || len(body) > 100 {
		t.Errorf("%d bytes, %v", len(body), err)
	}
}

// recorder writes what it visits.
type recorder struct {
	strings.Builder
	skip string
}

func (r *recorder) Start(e Element) bool {
	_, _ = fmt.Fprintf(r, "<%s %s>", e.Name, e.Attr("val"))
	return e.Name != r.skip
}
func (r *recorder) End(space, name string) { _, _ = fmt.Fprintf(r, "</%s>", name) }
func (r *recorder) Text(chars []byte)      { r.Write(chars) }

func walkText(t *testing.T, body string, limits Limits) (string, error) {
	t.Helper()
	p, err := Open(archive(t, contentTypes, "", "a.xml", body), limits)
	if err != nil {
		t.Fatal(err)
	}
	r := &recorder{skip: "del"}
	err = p.Walk("a.xml", r)
	return r.String(), err
}

func TestWalk(t *testing.T) {
	got, err := walkText(t, `<?xml version="1.0"?><w:a xmlns:w="urn:w"><w:b w:val="1">x&amp;y</w:b><w:del>gone<w:b>gone</w:b></w:del>z</w:a>`, Limits{})
	if want := "<a ><b 1>x&y</b><del >z</a>"; err != nil || got != want {
		t.Errorf("got %s, %v; want %s", got, err, want)
	}
}

func TestWalkRefuses(t *testing.T) {
	cases := []struct {
		name, body string
		want       Code
	}{
		{"document type", `<!DOCTYPE a><a/>`, CodeUnsafe},
		{"entity bomb", `<!DOCTYPE a [<!ENTITY b "bb">]><a>&b;</a>`, CodeUnsafe},
		{"unknown entity", `<a>&b;</a>`, CodeDamaged},
		{"unclosed", `<a><b></a>`, CodeDamaged},
		{"foreign encoding", `<?xml version="1.0" encoding="utf-7"?><a/>`, CodeDamaged},
		{"deep", strings.Repeat("<a>", 300) + strings.Repeat("</a>", 300), CodeBomb},
	}
	for _, c := range cases {
		if _, err := walkText(t, c.body, Limits{}); CodeOf(err) != c.want {
			t.Errorf("%s: got %v, want %s", c.name, err, c.want)
		}
	}
	p, err := Open(archive(t, contentTypes, ""), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Walk("none.xml", &recorder{}); CodeOf(err) != CodeMissing {
		t.Errorf("missing part: %v", err)
	}
}

func FuzzOpen(f *testing.F) {
	f.Add(archive(f, contentTypes, "<Types/>", "a.xml", "<a/>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := Open(data, Limits{})
		if err != nil {
			if CodeOf(err) == "" {
				t.Errorf("error without a code: %v", err)
			}
			return
		}
		for _, name := range p.Names() {
			if err := p.Walk(name, &recorder{}); err != nil && CodeOf(err) == "" {
				t.Errorf("error without a code: %v", err)
			}
		}
	})
}
