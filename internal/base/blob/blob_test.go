package blob

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"image"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/kit/fault"
)

type memory struct {
	files map[string]File // by bureau and id
	fail  error
}

func (m *memory) Insert(_ context.Context, bureau string, f File) error {
	if m.fail != nil {
		return m.fail
	}
	m.files[bureau+"/"+f.ID] = f
	return nil
}

func (m *memory) File(_ context.Context, bureau, id string) (File, error) {
	if f, ok := m.files[bureau+"/"+id]; ok {
		return f, nil
	}
	return File{}, fault.New(fault.NotFound, "notfound")
}

func (m *memory) Files(_ context.Context, bureau string, ids []string) ([]File, error) {
	var all []File
	for _, id := range ids {
		if f, ok := m.files[bureau+"/"+id]; ok {
			all = append(all, f)
		}
	}
	return all, nil
}

func (m *memory) Known(_ context.Context, hashes []string) (map[string]bool, error) {
	known := map[string]bool{}
	for _, f := range m.files {
		known[f.Hash] = true
	}
	return known, nil
}

var (
	by    = access.Actor{Bureau: "b", Person: "p", Door: access.Screen}
	rules = Rules{MaxBytes: megabyte}
)

func newService(t *testing.T) (*Service, *memory) {
	t.Helper()
	m := &memory{files: map[string]File{}}
	return &Service{Store: m, Dir: filepath.Join(t.TempDir(), "blobs"), Now: time.Now}, m
}

// archive makes a zip file with these parts; the first is large, so that the
// later ones lie behind what a detector reads of the beginning.
func archive(t *testing.T, parts ...string) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	filler, err := w.CreateHeader(&zip.FileHeader{Name: "docProps/thumbnail.jpeg", Method: zip.Store})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := filler.Write(bytes.Repeat([]byte("filler "), 2000)); err != nil {
		t.Fatal(err)
	}
	for _, part := range parts {
		p, err := w.Create(part)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(p, "<x/>"); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func picture(t *testing.T) string {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 3, 3))); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

const (
	program = "MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00\xb8\x00\x00\x00"
	elf     = "\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x02\x00\x3e\x00"
	pdf     = "%PDF-1.4\n1 0 obj\n"
	ole     = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00\x00\x00\x00\x00\x00\x00"
)

func TestContentDecidesWhatAFileIs(t *testing.T) {
	docx, xlsx := archive(t, "[Content_Types].xml", "word/document.xml"), archive(t, "[Content_Types].xml", "xl/workbook.xml")
	cases := []struct {
		name, content string
		rules         Rules
		want          string // media type, or a fault's code
	}{
		{"总结.docx", docx, rules, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
		{"表.XLSX", xlsx, rules, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
		{"表.docx", xlsx, rules, "blob.type"},
		{"空壳.docx", archive(t, "x"), rules, "blob.type"},
		{"坏的.docx", docx[:len(docx)/2], rules, "blob.type"},
		{"包.zip", archive(t, "x"), rules, "application/zip"},
		{"通知.pdf", pdf, rules, "application/pdf"},
		{"通知.pdf", "not a pdf", rules, "blob.type"},
		{"照片.png", picture(t), rules, "image/png"},
		{"照片.jpg", picture(t), rules, "blob.type"},
		{"照片.jpg", program + strings.Repeat("x", 1000), rules, "blob.type"},
		{"照片.jpg", elf, rules, "blob.type"},
		{"setup.exe", program, rules, "blob.type"},
		{"页面.html", "<html><script>alert(1)</script>", rules, "blob.type"},
		{"页面.txt", "<html><script>alert(1)</script>", rules, "blob.type"},
		{"说明.txt", "今年的工作要点", rules, "text/plain"},
		{"说明", "今年的工作要点", rules, "blob.type"},
		{"旧文.wps", ole, rules, "application/msword"},
		{"照片.png", picture(t), Rules{MaxBytes: 1000, Types: []string{"pdf"}}, "blob.type"},
		{"通知.pdf", pdf, Rules{MaxBytes: 1000, Types: []string{"pdf"}}, "application/pdf"},
		{"说明.txt", "", rules, "blob.empty"},
		{"说明.txt", strings.Repeat("x", megabyte), rules, "text/plain"},
		{"说明.txt", strings.Repeat("x", megabyte+1), rules, "blob.toolarge"},
		{"", "x", rules, "blob.name"},
		{"..", "x", rules, "blob.name"},
		{"a\x00.txt", "x", rules, "blob.name"},
		{"照\u202egnp.txt", "x", rules, "blob.name"},
		{strings.Repeat("长", 200) + ".txt", "x", rules, "blob.name"},
	}
	for _, c := range cases {
		s, m := newService(t)
		f, err := s.Put(t.Context(), by, c.name, strings.NewReader(c.content), c.rules)
		got := f.Type
		if err != nil {
			got = fault.As(err).Code
		}
		if got != c.want {
			t.Errorf("%.40q: %s, want %s (%v)", c.name, got, c.want, err)
		}
		if err != nil && (len(m.files) > 0 || len(leftovers(t, s)) > 0) {
			t.Errorf("%.40q was refused and left %v", c.name, leftovers(t, s))
		}
	}
}

// leftovers are all files below the folder.
func leftovers(t *testing.T, s *Service) []string {
	t.Helper()
	var files []string
	err := filepath.WalkDir(s.Dir, func(path string, entry os.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			files = append(files, path)
		}
		return err
	})
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
	return files
}

func TestFileComesBack(t *testing.T) {
	s, _ := newService(t)
	ctx := t.Context()
	const content = "今年的工作要点"
	sum := sha256.Sum256([]byte(content))
	f, err := s.Put(ctx, by, `C:\我的文档\要点.txt`, strings.NewReader(content), rules)
	if err != nil {
		t.Fatal(err)
	}
	if f.Name != "要点.txt" || f.Size != int64(len(content)) || f.Hash != hex.EncodeToString(sum[:]) || f.Person != "p" {
		t.Errorf("got %+v", f)
	}
	if _, err := os.Stat(filepath.Join(s.Dir, f.Hash[:2], f.Hash[2:])); err != nil {
		t.Error(err)
	}
	r, again, err := s.Open(ctx, "b", f.ID)
	if err != nil || again != f {
		t.Fatalf("%+v %v", again, err)
	}
	defer func() { _ = r.Close() }()
	if _, err := r.Seek(6, io.SeekStart); err != nil {
		t.Fatal(err)
	}
	if rest, err := io.ReadAll(r); err != nil || string(rest) != content[6:] {
		t.Errorf("%q %v", rest, err)
	}
	if _, _, err := s.Open(ctx, "c", f.ID); fault.KindOf(err) != fault.NotFound {
		t.Errorf("another bureau opens it: %v", err)
	}
	if err := os.Remove(s.path(f.Hash)); err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.Open(ctx, "b", f.ID); !fault.Is(err, "blob.gone") {
		t.Errorf("lost bytes: %v", err)
	}
}

func TestOneContentLiesOnce(t *testing.T) {
	s, m := newService(t)
	for range 3 {
		if _, err := s.Put(t.Context(), by, "a.txt", strings.NewReader("same"), rules); err != nil {
			t.Fatal(err)
		}
	}
	if files := leftovers(t, s); len(files) != 1 || len(m.files) != 3 {
		t.Errorf("%d rows, files %v", len(m.files), files)
	}
}

func TestBrokenUploadLeavesNothing(t *testing.T) {
	s, m := newService(t)
	boom := errors.New("the line broke")
	_, err := s.Put(t.Context(), by, "a.txt", io.MultiReader(strings.NewReader("half"), iotest.ErrReader(boom)), rules)
	if !errors.Is(err, boom) || len(leftovers(t, s)) > 0 || len(m.files) > 0 {
		t.Errorf("%v, left %v", err, leftovers(t, s))
	}
	if _, err := s.Put(t.Context(), by, "a.txt", strings.NewReader("x"), Rules{}); err == nil {
		t.Error("rules without a limit passed")
	}
}

func TestSweep(t *testing.T) {
	s, m := newService(t)
	ctx := t.Context()
	kept, err := s.Put(ctx, by, "a.txt", strings.NewReader("kept"), rules)
	if err != nil {
		t.Fatal(err)
	}
	m.fail = errors.New("the transaction failed")
	if _, err := s.Put(ctx, by, "b.txt", strings.NewReader("orphan"), rules); err == nil {
		t.Fatal("no error")
	}
	if err := os.WriteFile(filepath.Join(s.temporary(), "upload-1"), []byte("half"), 0o600); err != nil {
		t.Fatal(err)
	}
	if n, err := s.Sweep(ctx); n != 0 || err != nil {
		t.Errorf("what is young was swept: %d %v", n, err)
	}
	s.Now = func() time.Time { return time.Now().Add(2 * grace) }
	if n, err := s.Sweep(ctx); n != 2 || err != nil {
		t.Errorf("swept %d %v", n, err)
	}
	if files := leftovers(t, s); len(files) != 1 || files[0] != s.path(kept.Hash) {
		t.Errorf("left %v", files)
	}
}
