package blob

import (
	"bytes"
	"context"
	"image"
	"image/jpeg"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	"nianlun/internal/kit/fault"
)

var photoRules = Rules{MaxBytes: megabyte, Types: []string{"jpg", "png", "webp"}, Picture: true}

func photo(t *testing.T, width, height int) string {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, width, height)), nil); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestThumb(t *testing.T) {
	s, _ := newService(t)
	ctx := t.Context()
	f, err := s.Put(ctx, by, "现场.jpg", strings.NewReader(photo(t, 1600, 900)), photoRules)
	if err != nil {
		t.Fatal(err)
	}
	made, err := os.Stat(s.thumbPath(f.Hash))
	if err != nil {
		t.Fatal("not made when it came in:", err)
	}
	c, file, err := s.Thumb(ctx, "b", f.ID)
	if err != nil || file.Type != "image/jpeg" || file.Name != "现场.jpg" {
		t.Fatalf("%+v %v", file, err)
	}
	defer func() { _ = c.Close() }()
	config, _, err := image.DecodeConfig(c)
	if err != nil || config.Width != 320 || config.Height != 180 {
		t.Errorf("%v %v", config, err)
	}
	again, err := os.Stat(s.thumbPath(f.Hash))
	if err != nil || !again.ModTime().Equal(made.ModTime()) {
		t.Error("it was made again")
	}
	if _, _, err := s.Thumb(ctx, "c", f.ID); fault.KindOf(err) != fault.NotFound {
		t.Errorf("another bureau opens it: %v", err)
	}
	if _, _, err := s.Thumb(ctx, "b", "none"); fault.KindOf(err) != fault.NotFound {
		t.Errorf("no such file: %v", err)
	}
}

// What came in as evidence before small pictures were made gets one when it is asked for, and what is no picture none.
func TestThumbLater(t *testing.T) {
	s, _ := newService(t)
	ctx := t.Context()
	f, err := s.Put(ctx, by, "旧照.png", strings.NewReader(picture(t)), rules)
	if err != nil {
		t.Fatal(err)
	}
	c, _, err := s.Thumb(ctx, "b", f.ID)
	if err != nil {
		t.Fatal(err)
	}
	if body, err := io.ReadAll(c); err != nil || len(body) == 0 {
		t.Error(len(body), err)
	}
	_ = c.Close()
	for name, content := range map[string]string{"通知.pdf": pdf, "坏的.jpg": photo(t, 64, 64)[:300]} {
		f, err := s.Put(ctx, by, name, strings.NewReader(content), rules)
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err := s.Thumb(ctx, "b", f.ID); fault.KindOf(err) != fault.NotFound {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// webp is a photo of 64 × 32, as Chromium saves it.
func webp(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile("../../engine/thumb/testdata/lossy.webp")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestThumbOfAWebP(t *testing.T) {
	s, _ := newService(t)
	f, err := s.Put(t.Context(), by, "微信图片.webp", strings.NewReader(webp(t)), photoRules)
	if err != nil || !f.Small() || !f.Shown() {
		t.Fatalf("%+v %v", f, err)
	}
	c, small, err := s.Thumb(t.Context(), "b", f.ID)
	if err != nil || small.Type != "image/jpeg" {
		t.Fatalf("%+v %v", small, err)
	}
	defer func() { _ = c.Close() }()
	if config, format, err := image.DecodeConfig(c); err != nil || format != "jpeg" || config.Width != 64 || config.Height != 32 {
		t.Errorf("%+v %s %v", config, format, err)
	}
}

func TestHostilePhotos(t *testing.T) {
	whole := photo(t, 200, 100)
	at := strings.Index(whole, "\xff\xc0") + 5
	bomb := whole[:at] + "\xee\xee\xee\xee" + whole[at+4:]
	for _, tt := range []struct{ name, content, want string }{
		{"照片.jpg", bomb, "blob.pixels"},
		{"照片.jpg", whole[:len(whole)/2], "blob.picture"},
		{"照片.png", picture(t)[:40], "blob.picture"},
		{"照片.webp", webp(t)[:60], "blob.picture"},
		{"照片.webp", strings.Replace(webp(t), "\x9d\x01\x2a\x40\x00\x20\x00", "\x9d\x01\x2a\xff\x3f\xff\x3f", 1), "blob.picture"},
		{"照片.jpg", webp(t), "blob.type"},
		{"照片.jpg", picture(t), "blob.type"},
		{"照片.svg", "<svg onload='alert(1)'/>", "blob.type"},
		{"照片.gif", "GIF89a\x01\x00\x01\x00\x00\x00\x00;", "blob.type"},
		{"照片.jpg", "<html><script>alert(1)</script>", "blob.type"},
		{"照片.jpg", strings.Repeat("\xff\xd8", megabyte), "blob.toolarge"},
		{"照片.jpg", "", "blob.empty"},
	} {
		s, m := newService(t)
		_, err := s.Put(t.Context(), by, tt.name, strings.NewReader(tt.content), photoRules)
		if err == nil || fault.As(err).Code != tt.want {
			t.Errorf("%s: %v, want %s", tt.name, err, tt.want)
		}
		if left := leftovers(t, s); len(left) > 0 || len(m.files) > 0 {
			t.Errorf("%s left %v", tt.name, left)
		}
	}
}

// A small picture goes when its content does, and stays as long.
func TestSweepThumbs(t *testing.T) {
	s, m := newService(t)
	ctx := t.Context()
	kept, err := s.Put(ctx, by, "a.jpg", strings.NewReader(photo(t, 40, 40)), photoRules)
	if err != nil {
		t.Fatal(err)
	}
	gone, err := s.Put(ctx, by, "b.jpg", strings.NewReader(photo(t, 50, 50)), photoRules)
	if err != nil {
		t.Fatal(err)
	}
	delete(m.files, "b/"+gone.ID)
	s.Now = func() time.Time { return time.Now().Add(2 * grace) }
	if n, err := s.Sweep(ctx); n != 2 || err != nil {
		t.Errorf("swept %d %v", n, err)
	}
	if left := leftovers(t, s); len(left) != 2 || left[0] != s.path(kept.Hash) || left[1] != s.thumbPath(kept.Hash) {
		t.Errorf("left %v", left)
	}
}

// opener opens telephones' photos, or does not.
type opener struct {
	jpeg string
	err  error
}

func (o opener) Photo(context.Context, []byte) ([]byte, error) { return []byte(o.jpeg), o.err }

const heic = "\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic\x00\x00\x00\x08mdat"

// A photo in a telephone's own format is kept as it is; it has a small picture where a program opens it.
func TestThumbOfATelephonesPhoto(t *testing.T) {
	rules := Rules{MaxBytes: megabyte, Types: []string{"heic"}, Picture: true}
	for name, c := range map[string]struct {
		photos Photos
		small  bool
	}{
		"opened":                {opener{jpeg: photo(t, 640, 480)}, true},
		"no program":            {nil, false},
		"not understood":        {opener{err: fault.New(fault.Invalid, "convert.failed")}, false},
		"opened as something":   {opener{jpeg: "MZ"}, false},
		"too many wait already": {opener{err: fault.New(fault.Unavailable, "convert.busy")}, false},
	} {
		t.Run(name, func(t *testing.T) {
			s, _ := newService(t)
			s.Photos = c.photos
			f, err := s.Put(t.Context(), by, "IMG_0413.HEIC", strings.NewReader(heic), rules)
			if err != nil {
				t.Fatal(err)
			}
			files, err := s.Files(t.Context(), "b", []string{f.ID})
			if err != nil || len(files) != 1 || files[0].Small() != c.small || files[0].Shown() {
				t.Errorf("%+v %v", files, err)
			}
			content, file, err := s.Thumb(t.Context(), "b", f.ID)
			if !c.small {
				if err == nil {
					t.Error("a small picture of what nobody opened")
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = content.Close() }()
			if config, _, err := image.DecodeConfig(content); err != nil || config.Width != 320 || file.Type != "image/jpeg" {
				t.Errorf("%+v %+v %v", config, file, err)
			}
		})
	}
}
