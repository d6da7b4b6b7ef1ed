package collect_test

import (
	"encoding/json"
	"net/url"
	"testing"

	"nianlun/internal/engine/form"
	"nianlun/internal/work/collect"
)

// heard is what a page hears after it has sent cells.
type heard struct {
	Revision int               `json:"revision"`
	Cells    map[string]string `json:"cells"`
	Shown    map[string]string `json:"shown"`
	Rows     map[string][]string
	Who      string
	Clashes  []struct{ Name, Place, Mine, Theirs string }
	Seen     string
	Judged   *struct {
		Problems, Counts string
		Marks            []struct{ ID, Mark string }
		Totals           map[string][]string
	}
}

// draft sends cells as the script of a sheet does.
func (w *browser) draft(o collect.Obligation, person, revision, seen string, cells form.Raw) (page, heard) {
	w.t.Helper()
	values := fill(url.Values{"revision": {revision}, "sheet:person": {person}, "sheet:seen": {seen}}, cells)
	p := w.post(collect.Link(o.ID)+"/draft", values)
	var h heard
	if p.status == 200 {
		must(w.t, json.Unmarshal([]byte(p.body), &h))
	}
	return p, h
}

func TestDraftSendsAndHearsOnlyWhatChanged(t *testing.T) {
	b := newBureau(t, 2)
	b.open(alone, "2026-09")
	o := b.owed(0, "2026-09")
	clerk := b.browser("wangxue")
	_, first := clerk.draft(o, "wangxue", "0", "", form.Raw{"pupils[g1].begin": "２０", "pupils[g1].end": "5", "pupils[g1].came": "0", "pupils[g1].went": "0"})
	if first.Revision != 1 || len(first.Cells) != 1 || first.Cells["pupils[g1].begin"] != "20" {
		t.Errorf("heard %+v, want the plain digits alone", first)
	}
	if first.Judged == nil || len(first.Judged.Marks) == 0 || first.Judged.Totals["pupils"][1] != "20" {
		t.Fatalf("judged %+v", first.Judged)
	}
	_, again := clerk.draft(o, "wangxue", "1", first.Seen, form.Raw{"spent": "12.5"})
	if again.Revision != 2 || len(again.Cells) != 0 || again.Judged == nil {
		t.Errorf("heard %+v", again)
	}
	_, same := clerk.draft(o, "wangxue", "2", again.Seen, form.Raw{"spent": "12.5"})
	if same.Revision != 2 || same.Judged != nil || len(same.Cells) != 0 {
		t.Errorf("nothing has changed, and the page hears %+v", same)
	}
	p := clerk.get(collect.Link(o.ID))
	for id, want := range map[string]string{"#f-spent": "12.5", "#f-pupils-g1-begin": "20", "#f-pupils-g1-end": "5"} {
		if got := p.Find(id).AttrOr("value", ""); got != want {
			t.Errorf("%s is %q, want %q", id, got, want)
		}
	}
}

func TestDraftsOfTwoClerksMeet(t *testing.T) {
	b := newBureau(t, 2)
	b.open(alone, "2026-09")
	o := b.owed(0, "2026-09")
	one, two := b.browser("wangxue"), b.browser("lina")
	_, _ = one.draft(o, "wangxue", "0", "", form.Raw{"spent": "1"})
	_, _ = one.draft(o, "wangxue", "1", "", form.Raw{"spent": "2", "pupils[g1].came": "3"})
	_, h := two.draft(o, "lina", "1", "", form.Raw{"spent": "7", "pupils[g2].came": "4"})
	if h.Who != "王雪" || len(h.Clashes) != 1 || h.Clashes[0].Mine != "7" || h.Clashes[0].Place != "本年支出" {
		t.Errorf("heard %+v", h)
	}
	if h.Cells["pupils[g1].came"] != "3" {
		t.Errorf("the other's cell is not told: %v", h.Cells)
	}
	p := one.get(collect.Link(o.ID))
	if got := p.Find("#f-pupils-g2-came").AttrOr("value", ""); got != "4" {
		t.Errorf("the second clerk's cell is %q", got)
	}
	if got := p.Find("#f-spent").AttrOr("value", ""); got != "2" && got != "2.00" {
		t.Errorf("what was saved first is %q", got)
	}
}

func TestDraftOfAnotherPersonIsRefused(t *testing.T) {
	b := newBureau(t, 2)
	b.open(alone, "2026-09")
	o := b.owed(0, "2026-09")
	if p, _ := b.browser("lina").draft(o, "wangxue", "0", "", form.Raw{"spent": "1"}); p.status != 409 {
		t.Errorf("answered %d", p.status)
	}
}

func TestDraftOfAHandedInReturnIsRefused(t *testing.T) {
	b := newBureau(t, 2)
	b.open(three, "2026-09")
	o := b.submit(b.actor("wangxue"), b.owed(0, "2026-09"), goodSheet("5"))
	p, _ := b.browser("lina").draft(o, "lina", "1", "", form.Raw{"spent": "1"})
	if p.status != 409 {
		t.Errorf("answered %d: %s", p.status, p.body)
	}
}
