package collect_test

import (
	"bytes"
	"image"
	"image/png"
	"testing"

	"nianlun/internal/work/collect"
)

func TestPhotosOfAReturn(t *testing.T) {
	b := newBureau(t, 2)
	b.open(alone, "2026-09")
	href := collect.Link(b.owed(0, "2026-09").ID)
	clerk := b.browser("wangxue")
	var photo bytes.Buffer
	must(t, png.Encode(&photo, image.NewGray(image.Rect(0, 0, 4, 4))))

	values := fill(clerk.get(href).fields("return"), goodSheet("10"))
	values.Set("return:act", "save")
	p := clerk.get(clerk.upload(href, values, "upload:photo", "校门.png", photo.Bytes()).want(303).location)
	p.has("#files ~ *, .files", "校门.png")
	link := p.Find(".files a").AttrOr("href", "")
	if got := clerk.get(link).want(200); got.body != photo.String() {
		t.Error("the photo came back changed")
	}
	b.browser("hewei").get(link).want(200)
	b.browser("sunli").get(link).want(404)

	// A photo that browsers cannot show is kept, with its kind in place of a small picture and
	// with a word on how to take others.
	heic := "\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic\x00\x00\x00\x08mdat"
	values = p.fields("return")
	values.Set("return:act", "save")
	p = clerk.get(clerk.upload(href, values, "upload:photo", "IMG_0413.HEIC", []byte(heic)).want(303).location)
	p.has(".upload", "兼容性最佳")
	p.has(".thumb.kind", "HEIC")
	if got := clerk.get(p.Find(".thumb.kind").AttrOr("href", "")).want(200); got.body != heic {
		t.Error("the HEIC photo came back changed")
	}

	// A program is no photo, whatever it is called.
	values = p.fields("return")
	values.Set("return:act", "save")
	values.Set("spent", "77")
	p = clerk.upload(href, values, "upload:photo", "校门.png", []byte("MZ\x90\x00 this program cannot be run in DOS mode")).want(422)
	p.has(".note.red", "校门.png")
	if v := p.Find("#f-spent").AttrOr("value", ""); v != "77" {
		t.Errorf("what was typed beside the file is lost: %q", v)
	}
	clerk.upload(href, values, "upload:spent", "校门.png", photo.Bytes()).want(422)

	// Another school cannot open a file by writing its id into its own return.
	id := link[len(href+"/files/"):]
	other := collect.Link(b.owed(1, "2026-09").ID)
	stranger := b.browser("sunli")
	values = fill(stranger.get(other).fields("return"), goodSheet("10"))
	values.Set("photo", id)
	values.Set("return:act", "save")
	stranger.post(other, values).want(422)
}
