//go:build unix

package convert

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"nianlun/internal/engine/doctext"
	"nianlun/internal/engine/doctext/doctexttest"
	"nianlun/internal/kit/fault"
)

const plan = "某县教育局2031年工作要点\n一、项目建设\n9月底前新建小学3所，新增学位2400个。\n"

// made are the sample's other formats, written by LibreOffice once for all tests.
var made struct {
	sync.Once
	files map[string][]byte
	err   error
}

// sample is the plan in a format that LibreOffice writes.
func sample(t *testing.T, extension string) []byte {
	t.Helper()
	for _, program := range []string{"soffice", "pdftotext"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skipf("%s is not installed: %v", program, err)
		}
	}
	made.Do(func() { made.files, made.err = makeSamples() })
	if made.err != nil {
		t.Fatal(made.err)
	}
	return made.files[extension]
}

// flat is a text as a flat OpenDocument file.
func flat(text string) string {
	const head = `<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" ` +
		`xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3" ` +
		`office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>`
	body := strings.ReplaceAll(strings.TrimSuffix(text, "\n"), "\n", "</text:p><text:p>")
	return head + "<text:p>" + body + "</text:p></office:text></office:body></office:document>"
}

func makeSamples() (map[string][]byte, error) {
	dir, err := os.MkdirTemp("", "convert-test-")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	in := filepath.Join(dir, "plan.fodt")
	if err := os.WriteFile(in, []byte(flat(plan)), 0o600); err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	for _, target := range []string{"doc", "rtf", "odt", "pdf", `locked.pdf:writer_pdf_Export:{"EncryptFile":{"type":"boolean","value":"true"},"DocumentOpenPassword":{"type":"string","value":"x"}}`} {
		extension, filter, _ := strings.Cut(target, ":")
		to := strings.TrimPrefix(extension, "locked.")
		if filter != "" {
			to += ":" + filter
		}
		cmd := exec.Command("soffice", "-env:UserInstallation=file://"+dir+"/profile", "--headless", "--convert-to", to, "--outdir", dir, in)
		if said, err := cmd.CombinedOutput(); err != nil {
			return nil, errors.Join(err, errors.New(string(said)))
		}
		if files[extension], err = os.ReadFile(filepath.Join(dir, "plan."+strings.TrimPrefix(extension, "locked."))); err != nil {
			return nil, err
		}
	}
	return files, nil
}

func TestReadConverts(t *testing.T) {
	for _, extension := range []string{"doc", "rtf", "odt", "pdf"} {
		src, err := New().Read(t.Context(), "plan.x", sample(t, extension))
		if err != nil {
			t.Errorf("%s: %v", extension, err)
			continue
		}
		text, err := doctext.Extract(src, doctext.Limits{})
		if err != nil {
			t.Errorf("%s: %v", extension, err)
			continue
		}
		if got := strings.NewReplacer(" ", "", "\f", "").Replace(text.String()); got != plan {
			t.Errorf("%s: got %q", extension, got)
		}
	}
}

func TestReadPassesOthersThrough(t *testing.T) {
	c := New()
	c.LookPath = func(string) (string, error) { return "", exec.ErrNotFound }
	for _, data := range [][]byte{[]byte(plan), doctexttest.Plain(t, plan), nil, []byte("MZ"), []byte(oleSignature)} {
		src, err := c.Read(t.Context(), "a.txt", data)
		if err != nil || src.Name != "a.txt" || string(src.Data) != string(data) || src.Format != doctext.FormatByContent {
			t.Errorf("%.10q: got %+v, %v", data, src, err)
		}
	}
}

func TestLockedFiles(t *testing.T) {
	if _, err := New().Read(t.Context(), "", sample(t, "locked.pdf")); !fault.Is(err, "convert.locked") {
		t.Errorf("pdf: %v", err)
	}
	doc := slices.Clone(sample(t, "doc"))
	for at := 0; at < len(doc); at += 64 {
		if doc[at] == 0xEC && doc[at+1] == 0xA5 {
			doc[at+11] |= 1
		}
	}
	if _, err := New().Read(t.Context(), "", doc); !fault.Is(err, "convert.locked") {
		t.Errorf("doc: %v", err)
	}
}

func TestMissingPrograms(t *testing.T) {
	c := New()
	c.LookPath = func(string) (string, error) { return "", exec.ErrNotFound }
	for data, program := range map[string]string{"%PDF-1.7\n": "poppler-utils", `{\rtf1}`: "LibreOffice"} {
		_, err := c.Read(t.Context(), "a", []byte(data))
		if !fault.Is(err, "convert.missing") || !slices.Contains(fault.As(err).Args, any(program)) {
			t.Errorf("%s: %v", program, err)
		}
	}
	if got := c.Kinds(); !slices.Equal(got, []string{"docx", "xlsx", "txt"}) {
		t.Errorf("kinds %v", got)
	}
	if got := c.Missing(); !slices.Equal(got, []string{"poppler-utils", "LibreOffice"}) {
		t.Errorf("missing %v", got)
	}
	c.LookPath = func(p string) (string, error) { return p, nil }
	if got := c.Kinds(); !slices.Contains(got, "pdf") || !slices.Contains(got, "wps") || len(c.Missing()) != 0 {
		t.Errorf("kinds %v", got)
	}
}

// standIn has a shell script stand in for the programs.
func standIn(t *testing.T, script string) *Converter {
	t.Helper()
	path := filepath.Join(t.TempDir(), "program")
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+script), 0o700); err != nil {
		t.Fatal(err)
	}
	c := New()
	c.LookPath = func(string) (string, error) { return path, nil }
	c.TempDir = t.TempDir()
	return c
}

const pdf = "%PDF-1.7\n"

func TestProgramsThatMisbehave(t *testing.T) {
	cases := []struct {
		name, script, data string
		change             func(*Converter)
		want               string
		kind               fault.Kind
	}{
		{"a scan", `printf '\f\f\f1\f'`, pdf, nil, "convert.scan", fault.Invalid},
		{"a font without a map", `printf '\356\200\201\356\200\202\356\200\203\356\200\204\356\200\205abcd\f'`, pdf, nil, "convert.scan", fault.Invalid},
		{"a password", `echo "Command Line Error: Incorrect password" >&2; exit 1`, pdf, nil, "convert.locked", fault.Invalid},
		{"no permission", `exit 3`, pdf, nil, "convert.locked", fault.Invalid},
		{"a damaged file", `exit 1`, pdf, nil, "convert.failed", fault.Invalid},
		{"too much output", `while :; do echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa; done`, pdf, func(c *Converter) { c.MaxOutput = megabyte }, "convert.toolarge", fault.TooLarge},
		{"too long", `sleep 60`, pdf, func(c *Converter) { c.Timeout = 200 * time.Millisecond }, "convert.slow", fault.Invalid},
		{"too large an input", `exit 0`, pdf, func(c *Converter) { c.MaxInput = 4 }, "convert.toolarge", fault.TooLarge},
		{"no output file", `exit 0`, `{\rtf1}`, nil, "convert.failed", fault.Invalid},
		{"too large a file", `mkdir out; printf 'aaaaaaaa' >out/in.docx`, `{\rtf1}`, func(c *Converter) { c.MaxOutput = 4 }, "convert.toolarge", fault.TooLarge},
	}
	for _, c := range cases {
		converter := standIn(t, c.script)
		if c.change != nil {
			c.change(converter)
		}
		begin := time.Now()
		_, err := converter.Read(t.Context(), "a", []byte(c.data))
		if !fault.Is(err, c.want) || fault.KindOf(err) != c.kind {
			t.Errorf("%s: got %v", c.name, err)
		}
		if took := time.Since(begin); took > 20*time.Second {
			t.Errorf("%s: took %s", c.name, took)
		}
		if left, _ := os.ReadDir(converter.TempDir); len(left) > 0 {
			t.Errorf("%s: left %v behind", c.name, left)
		}
	}
}

// TestChildrenEnd: a program that is stopped takes its children along.
func TestChildrenEnd(t *testing.T) {
	note := filepath.Join(t.TempDir(), "child")
	c := standIn(t, `sleep 300 & echo $! >`+note+`; wait`)
	c.Timeout = 500 * time.Millisecond
	if _, err := c.Read(t.Context(), "a", []byte(pdf)); !fault.Is(err, "convert.slow") {
		t.Fatal(err)
	}
	said, err := os.ReadFile(note)
	if err != nil {
		t.Fatal(err)
	}
	child, err := strconv.Atoi(strings.TrimSpace(string(said)))
	if err != nil {
		t.Fatal(err)
	}
	for range 50 {
		if err := syscall.Kill(child, 0); errors.Is(err, syscall.ESRCH) || isZombie(child) {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Errorf("child %d lives on", child)
}

// isZombie tells a process that ended and waits for its parent to notice.
func isZombie(pid int) bool {
	stat, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
	return err != nil || strings.Contains(string(stat), ") Z ")
}

func TestOfficeRunsOnceAtATime(t *testing.T) {
	c := standIn(t, `mkdir out; printf PK >out/in.docx`)
	c.Timeout = 300 * time.Millisecond
	c.turn <- struct{}{}
	if _, err := c.Read(t.Context(), "a", []byte(`{\rtf1}`)); !fault.Is(err, "convert.busy") || fault.KindOf(err) != fault.Unavailable {
		t.Errorf("while another runs: %v", err)
	}
	<-c.turn
	if _, err := c.Read(t.Context(), "a", []byte(`{\rtf1}`)); err != nil {
		t.Errorf("afterwards: %v", err)
	}
}

func TestReadEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	c := standIn(t, `sleep 60`)
	time.AfterFunc(100*time.Millisecond, cancel)
	if _, err := c.Read(ctx, "a", []byte(pdf)); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestKinds(t *testing.T) {
	ole := func(stream string) string {
		var b strings.Builder
		b.WriteString(oleSignature + strings.Repeat("\x00", 1024-len(oleSignature)))
		for _, c := range stream + "\x00" {
			b.WriteString(string([]byte{byte(c), 0}))
		}
		return b.String() + strings.Repeat("\x00", 128)
	}
	odf := "PK\x03\x04" + strings.Repeat("\x00", 26) + "mimetypeapplication/vnd.oasis.opendocument."
	for data, want := range map[string]kind{
		"%PDF-1.4": kindPDF, `{\rtf1\ansi`: kindRTF, odf + "text": kindODT, odf + "spreadsheet": kindODS, odf + "graphics": kindOther,
		ole("WordDocument"): kindDoc, ole("Workbook"): kindXls, ole("EncryptedPackage"): kindLocked, ole("PowerPoint Document"): kindOther,
		`<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>`: kindXML,
		"text": kindOther, "": kindOther, "PK": kindOther, "PK\x03\x04": kindOther, oleSignature: kindOther,
	} {
		if got := kindOf([]byte(data)); got != want {
			t.Errorf("%.40q: got %v, want %v", data, got, want)
		}
	}
}
