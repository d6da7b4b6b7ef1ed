package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"time"

	"nianlun/client"
)

// load is what the clients were answered.
type load struct {
	clients int
	cells   int
	began   time.Time // of counting
	counted time.Duration
	answers []answer
}

// answer is one acknowledged hand-in.
type answer struct {
	at   time.Time
	took time.Duration
}

// hand lets clients hand a wide form in, each its next return as soon as the one
// before is acknowledged: the whole sheet in one call, which saves, checks, signs
// and logs it.
func (s settings) hand(ctx context.Context, form wideForm, address string, b *bureau) (*load, error) {
	ctx, cancel := context.WithTimeout(ctx, s.warm+s.load)
	defer cancel()
	l := &load{clients: s.clients, cells: form.cells(), began: time.Now().Add(s.warm)}
	waiting := make(chan owed, len(b.open[form]))
	for _, o := range b.open[form] {
		waiting <- o
	}
	close(waiting)
	sender := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: s.clients, MaxConnsPerHost: s.clients}}
	defer sender.CloseIdleConnections()
	var failed error
	var mu sync.Mutex
	var running sync.WaitGroup
	for range s.clients {
		running.Go(func() {
			answers, err := handIn(ctx, sender, form, address, waiting)
			mu.Lock()
			defer mu.Unlock()
			l.answers = append(l.answers, answers...)
			if err != nil {
				failed = errors.Join(failed, err)
				cancel()
			}
		})
	}
	running.Wait()
	return l, errors.Join(failed, l.count())
}

func handIn(ctx context.Context, sender *http.Client, form wideForm, address string, waiting <-chan owed) ([]answer, error) {
	var answers []answer
	for o := range waiting {
		c := client.New(address, o.token)
		c.HTTP = sender
		values := form.sheet(o.school, o.month)
		began := time.Now()
		got, err := c.Submit(ctx, o.id, o.id, client.Sheet{Values: values})
		if err != nil {
			return answers, unlessOver(ctx, err)
		}
		if got.State != "submitted" {
			return answers, fmt.Errorf("return %s is %s", o.id, got.State)
		}
		now := time.Now()
		answers = append(answers, answer{now, now.Sub(began)})
	}
	return answers, nil
}

// unlessOver drops the error of a call that the end of the measurement has cut off.
func unlessOver(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return nil //nolint:nilerr // the end of the time is no fault
	}
	return err
}

// count drops what was answered while the server warmed up.
func (l *load) count() error {
	l.answers = slices.DeleteFunc(l.answers, func(a answer) bool { return a.at.Before(l.began) })
	if len(l.answers) == 0 {
		return errors.New("no return was handed in")
	}
	last := slices.MaxFunc(l.answers, func(a, b answer) int { return a.at.Compare(b.at) })
	l.counted = last.at.Sub(l.began)
	return nil
}

func (l *load) report(t *table, name string) {
	perSecond := make([]int, int(l.counted/time.Second))
	var all []time.Duration
	for _, a := range l.answers {
		all = append(all, a.took)
		if second := int(a.at.Sub(l.began) / time.Second); second < len(perSecond) {
			perSecond[second]++
		}
	}
	spread := fmt.Sprintf("%d in %.0f s, none refused", len(l.answers), l.counted.Seconds())
	if len(perSecond) > 0 {
		spread = fmt.Sprintf("%d – %d in single seconds; %s", slices.Min(perSecond), slices.Max(perSecond), spread)
	}
	t.add(fmt.Sprintf("returns of %d cells handed in, %d clients, %s", l.cells, l.clients, name), "/s",
		float64(len(l.answers))/l.counted.Seconds(), spread)
	t.times("  one hand-in, "+name, sampleOf(all))
}
