package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"nianlun/client"
	"nianlun/internal/work/collect"
)

// The evening on which a monthly return is due, in a district of as many schools
// as are measured: at each a clerk types the wide form and hands it in, and a
// head signs it. An hour is pressed into the evening's length.
const (
	atOnce = 250 // clerks who sign in in the same moment, when the reminder arrives
	drafts = 6   // times that a clerk's page saves by itself while somebody types
)

// act is one thing that a person did and waited for, up to the whole answer.
type act struct {
	what string
	took time.Duration
}

// evening is what the people of one evening were answered.
type evening struct {
	mu   sync.Mutex
	acts []act
}

// timed does one act and notes how long it took.
func (e *evening) timed(what string, do func() error) error {
	began := time.Now()
	err := do()
	took := time.Since(began)
	e.mu.Lock()
	defer e.mu.Unlock()
	e.acts = append(e.acts, act{what, took})
	if err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	return nil
}

// measureEvening lets everybody come, and looks afterwards whether every return
// is there with both names under it.
func (s settings) measureEvening(ctx context.Context, t *table, server *server, b *bureau, name string) error {
	e := &evening{}
	ctx, cancel := context.WithTimeout(ctx, 2*s.evening)
	defer cancel()
	var failed error // the first: after it everybody is sent home
	var once sync.Once
	var people sync.WaitGroup
	for n, o := range b.evening {
		handedIn := make(chan struct{})
		for _, come := range []func() error{
			func() error { defer close(handedIn); return s.clerk(ctx, e, server.address, b.clerks[o.unit], n, o) },
			func() error { return s.head(ctx, e, server.address, b.heads[o.unit], n, o, handedIn) },
		} {
			people.Go(func() {
				if err := come(); err != nil {
					once.Do(func() { failed = fmt.Errorf("school %d: %w", n+1, err) })
					cancel()
				}
			})
		}
	}
	people.Wait()
	if failed != nil {
		return failed
	}
	if err := allSigned(ctx, server.address, b); err != nil {
		return err
	}
	e.report(t, len(b.evening), name)
	return nil
}

// clerk is the evening of one who fills a return in.
func (s settings) clerk(ctx context.Context, e *evening, address, login string, n int, o owed) error {
	r := rand.New(rand.NewPCG(uint64(n), 1)) //nolint:gosec // an order, no secret
	what := "sign-in"
	if n < atOnce {
		what = "sign-in, all at once"
	} else if err := pause(ctx, share(s.evening, 0.6*r.Float64())); err != nil {
		return err
	}
	v, err := e.comes(ctx, what, address, login)
	if err != nil {
		return err
	}
	sheet := formEvening.sheet(o.school, o.month)
	page, err := e.opens(ctx, v, o.id)
	if err != nil {
		return err
	}
	for i := range drafts {
		if err := pause(ctx, share(s.evening, 0.03+0.02*r.Float64())); err != nil {
			return err
		}
		if err := e.timed("draft", func() error { return v.draft(ctx, o.id, page, typed(sheet, i)) }); err != nil {
			return err
		}
	}
	return e.timed("hand-in", func() error {
		return v.post(ctx, collect.Link(o.id), posted(page, nil, "return:act", "submit", "sheet:saved", "1"))
	})
}

// head is the evening of one who signs.
func (s settings) head(ctx context.Context, e *evening, address, login string, n int, o owed, handedIn <-chan struct{}) error {
	r := rand.New(rand.NewPCG(uint64(n), 2)) //nolint:gosec // an order, no secret
	if err := pause(ctx, share(s.evening, 0.3+0.6*r.Float64())); err != nil {
		return err
	}
	v, err := e.comes(ctx, "sign-in", address, login)
	if err != nil {
		return err
	}
	select {
	case <-handedIn:
	case <-ctx.Done():
		return ctx.Err()
	}
	page, err := e.opens(ctx, v, o.id)
	if err != nil {
		return err
	}
	return e.timed("signature", func() error { return v.post(ctx, collect.Link(o.id)+"/sign", posted(page, nil)) })
}

// comes signs in and sees the desk.
func (e *evening) comes(ctx context.Context, what, address, login string) (v *visitor, err error) {
	err = e.timed(what, func() error {
		v, err = signIn(ctx, address, login)
		return err
	})
	if err != nil {
		return nil, err
	}
	return v, e.timed("desk", func() error { _, _, err := v.get(ctx, "/desk"); return err })
}

func (e *evening) opens(ctx context.Context, v *visitor, id string) (p *revision, err error) {
	err = e.timed("return opened", func() error {
		_, body, err := v.get(ctx, collect.Link(id))
		p = revisionIn(body)
		return err
	})
	return p, err
}

// revision is the revision that a page is based on, as its form sends it.
type revision struct{ no string }

var revisionInput = regexp.MustCompile(`name="revision"[^>]*value="(\d+)"`)

func revisionIn(body []byte) *revision {
	if found := revisionInput.FindSubmatch(body); found != nil {
		return &revision{string(found[1])}
	}
	return &revision{"0"}
}

// posted is what a return's form sends.
func posted(page *revision, sheet map[string]string, more ...string) url.Values {
	values := url.Values{"revision": {page.no}}
	for path, text := range sheet {
		values.Set(path, text)
	}
	for i := 0; i+1 < len(more); i += 2 {
		values.Set(more[i], more[i+1])
	}
	return values
}

// typed are the cells that somebody has typed between two drafts.
func typed(sheet map[string]string, draft int) map[string]string {
	paths := make([]string, 0, len(sheet))
	for path := range sheet {
		paths = append(paths, path)
	}
	slices.Sort(paths)
	some := map[string]string{}
	for _, path := range paths[draft*len(paths)/drafts : (draft+1)*len(paths)/drafts] {
		some[path] = sheet[path]
	}
	return some
}

// draft saves what was typed since the last one, as the page's script does.
func (v *visitor) draft(ctx context.Context, id string, page *revision, sheet map[string]string) error {
	answer, err := v.send(ctx, collect.Link(id)+"/draft", posted(page, sheet), "application/json")
	if err != nil {
		return err
	}
	defer func() { _ = answer.Body.Close() }()
	var saved struct {
		Revision int `json:"revision"`
	}
	if err := json.NewDecoder(answer.Body).Decode(&saved); err != nil || answer.StatusCode != http.StatusOK {
		return errors.Join(fmt.Errorf("draft: %s", answer.Status), err)
	}
	page.no = strconv.Itoa(saved.Revision)
	return nil
}

func share(d time.Duration, part float64) time.Duration { return time.Duration(part * float64(d)) }

func pause(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// allSigned looks at every return of the evening.
func allSigned(ctx context.Context, address string, b *bureau) error {
	for _, o := range b.evening {
		got, err := client.New(address, o.token).Return(ctx, o.id)
		if err != nil {
			return err
		}
		if got.State != string(collect.Submitted) || len(got.Signatures) != 2 {
			return fmt.Errorf("return %s is %s with %d names under it", o.id, got.State, len(got.Signatures))
		}
	}
	return nil
}

func (e *evening) report(t *table, schools int, name string) {
	all := e.sample("")
	t.times(fmt.Sprintf("evening of a deadline, %d people, any act, %s", 2*schools, name), all)
	last := &t.rows[len(t.rows)-1]
	last.spread += fmt.Sprintf(", 99 %% within %s, longest %s, none refused, all signed", figure(ms(all.at(0.99))), figure(ms(all.at(1))))
	for _, what := range []string{"sign-in, all at once", "sign-in", "desk", "return opened", "draft", "hand-in", "signature"} {
		t.times("  "+what+", "+name, e.sample(what))
	}
}

// sample is how long acts took, of one kind or of all.
func (e *evening) sample(what string) sample {
	var all []time.Duration
	for _, a := range e.acts {
		if what == "" || strings.EqualFold(a.what, what) {
			all = append(all, a.took)
		}
	}
	return sampleOf(all)
}
