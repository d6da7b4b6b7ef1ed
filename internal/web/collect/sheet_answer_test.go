package collect_test

import (
	"context"
	"strconv"
	"testing"
	"time"

	"nianlun/internal/engine/form"
	"nianlun/internal/work/collect"
)

// told waits until a cell says that it is wrong, and answers how many milliseconds after it was left that was.
func (s *screen) told(t *testing.T, id string) int {
	t.Helper()
	s.run(`(() => {
		const cell = document.getElementById("` + id + `"), begun = performance.now()
		window.toldAfter = window.sentAfter = undefined
		const old = window.fetch
		window.fetch = (...all) => { window.sentAfter = window.sentAfter ?? performance.now() - begun; window.fetch = old; return old(...all) }
		new MutationObserver((_, look) => { if (cell.getAttribute("aria-invalid") === "true") { window.toldAfter = Math.round(performance.now() - begun); look.disconnect() } }).observe(cell, {attributes: true})
		document.activeElement.blur()
	})()`)
	s.until(`window.toldAfter !== undefined`)
	text, err := s.ask(`window.toldAfter`)
	must(t, err)
	ms, err := strconv.Atoi(text)
	must(t, err)
	return ms
}

// TestScreenTellsAtOnceWhatIsWrong leaves cells with wrong texts: outside tables, in a short table and in one of 12,000
// cells. It logs how long the message takes, and fails where it is asked for no sooner than after the pause of typing.
func TestScreenTellsAtOnceWhatIsWrong(t *testing.T) {
	b := newBureau(t, 2)
	o := b.troubled(t, map[int]string{500: "十几"})
	s := b.screen(t, "wangxue")
	s.open(collect.Link(o.ID))
	for _, id := range []string{"f-list-r20-c1", "f-list-r21-c2", "f-spare"} {
		s.fill(id, "不知道")
		t.Logf("%s is told %d ms after it was left", id, s.told(t, id))
		s.want(`window.sentAfter < 1100`, "true") // not after the pause of typing, however long the answer takes
	}
	s.says("[data-field=spare] a.why", "数")
	s.fill("f-spare", "12")
	s.run(`document.activeElement.blur()`)
	s.until(`!document.querySelector("[data-field=spare]").matches(".bad") && !document.querySelector("[data-field=spare] a.why")`)
	s.want(`document.getElementById("f-spare").getAttribute("aria-describedby")`, "null")
}

// TestScreenSendsNoHalfNumbers types on in the next cell: what was left is saved, what is being typed is not, until
// nobody types any more; and whoever fills cell after cell asks no more than once in a pace.
func TestScreenSendsNoHalfNumbers(t *testing.T) {
	b := newBureau(t, 2)
	b.open(alone, "2026-09")
	o := b.owed(0, "2026-09")
	s := b.screen(t, "wangxue")
	s.open(collect.Link(o.ID))
	s.run(`window.sent = []; (() => { const old = window.fetch; window.fetch = (url, how) => { window.sent.push([performance.now(), how.body]); return old(url, how) } })()`)
	s.fill("f-pupils-g1-begin", "100")
	s.fill("f-pupils-g1-came", "2")
	s.until(`window.sent.length === 1`)
	s.want(`window.sent[0][1].includes("g1%5D.begin=100") && !window.sent[0][1].includes("g1%5D.came")`, "true")
	s.until(`window.sent.length === 2 && window.sent[1][1].includes("g1%5D.came=2")`) // after a pause, with the cursor in it
	s.state("saved")
	s.run(`window.sent = []`)
	begun := time.Now()
	for i := range 12 {
		s.fill("f-pupils-g"+strconv.Itoa(1+i%2)+"-"+[]string{"begin", "came", "went"}[i/2%3], strconv.Itoa(i%10))
		time.Sleep(150 * time.Millisecond)
	}
	took := time.Since(begun)
	s.state("saved")
	got, err := s.ask(`window.sent.length`)
	must(t, err)
	n, err := strconv.Atoi(got)
	must(t, err)
	t.Logf("12 cells in %s: %d drafts", took, n)
	if most := int(took/time.Second) + 3; n > most {
		t.Errorf("%d drafts were sent in %s, want no more than %d", n, took, most)
	}
	one, err := b.Return(context.Background(), b.actor("wangxue"), o.ID)
	must(t, err)
	if got := one.Values.Get(form.CellPath("pupils", "g2", "went")).Number().String(); got != "1" {
		t.Errorf("the last cell holds %q", got)
	}
}

// TestScreenKeepsAnAnswerThatCrossesADraft leaves an answer to a reason while a draft
// without it is under way: the problems that come with its answer are drawn anew, with
// what was written meanwhile, and that is saved.
func TestScreenKeepsAnAnswerThatCrossesADraft(t *testing.T) {
	b := newBureau(t, 2)
	b.open(alone, "2026-09")
	o := b.submit(b.actor("wangxue"), b.owed(0, "2026-09"), goodSheet("100"))
	_, err := b.SendBack(t.Context(), b.chief, collect.SendBackInput{Seen: collect.Seen{Return: o.ID, Base: o.RecordNo}, Workdays: 2,
		Label: func(key string, _ ...any) string { return key }, Reasons: []collect.Reason{{Path: "spent", Text: "与台账不符"}}})
	must(t, err)
	s := b.screen(t, "wangxue")
	s.open(collect.Link(o.ID))
	s.run(`(() => {
		const old = window.fetch
		window.fetch = (...all) => { window.fetch = old; return old(...all).then((answer) => new Promise((go) => (window.arrives = () => go(answer)))) }
	})()`)
	s.fill("f-spent", "98.5")
	s.run(`document.activeElement.blur()`)
	s.until(`window.arrives`)
	s.run(`(() => {
		window.old = document.querySelector("aside [name='answer:spent']")
		old.focus()
		old.value = "已按台账改"
		old.dispatchEvent(new Event("input", {bubbles: true}))
		old.blur()
		window.arrives()
	})()`)
	s.until(`!window.old.isConnected`)
	s.want(`document.querySelector("aside [name='answer:spent']").value`, "已按台账改")
	s.state("saved")

	// A colleague has answered meanwhile: both answers stand there.
	other := b.browser("lina")
	s.run(`(() => {
		const old = window.fetch
		window.arrives = null
		window.fetch = (...all) => new Promise((go) => (window.leaves = () => { window.fetch = old; go(old(...all)) })).then((answer) => new Promise((go) => (window.arrives = () => go(answer))))
	})()`)
	s.fill("f-spent", "98")
	s.run(`document.activeElement.blur()`)
	s.until(`window.leaves`)
	now, err := b.Return(t.Context(), b.actor("lina"), o.ID)
	must(t, err)
	other.draft(o, "lina", strconv.Itoa(now.Obligation.RecordNo), "", form.Raw{"answer:spent": "凭证已附"})
	s.run(`window.leaves()`)
	s.until(`window.arrives`)
	s.run(`(() => {
		const answer = document.querySelector("aside [name='answer:spent']")
		answer.value = "已按台账再改"
		answer.dispatchEvent(new Event("input", {bubbles: true}))
		window.arrives()
	})()`)
	s.want(`document.querySelector("aside [name='answer:spent']").value`, "凭证已附\n已按台账再改")
	s.state("saved")
	s.press("报送")
	s.until(`!document.querySelector("form[data-sheet]")`)
}
