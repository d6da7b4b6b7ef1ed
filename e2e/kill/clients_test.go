package kill

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"sync"

	"nianlun/client"
)

// tally counts what the clients were told.
type tally struct {
	saved, submitted int
	cut, cutButDone  int
}

func (t *tally) add(o tally) {
	t.saved += o.saved
	t.submitted += o.submitted
	t.cut += o.cut
	t.cutButDone += o.cutButDone
}

// work sends the clients off. The function that it returns waits until the last
// has noticed that the program is gone, and tells what they were answered and
// what must not have been answered.
func (b *bureau) work(address string, chance *rand.Rand) func() (tally, []error) {
	var all tally
	var faults []error
	var mu sync.Mutex
	var running sync.WaitGroup
	shares := b.shares()
	for i := range clients {
		own := rand.New(rand.NewPCG(chance.Uint64(), uint64(i)))
		running.Go(func() {
			one, err := b.workThrough(address, shares[i], own)
			mu.Lock()
			defer mu.Unlock()
			all.add(one)
			if err != nil {
				faults = append(faults, err)
			}
		})
	}
	return func() (tally, []error) {
		running.Wait()
		return all, faults
	}
}

// shares deals the returns that are not handed in yet to the clients. The
// interrupted ones lie in front, because the list keeps its order.
func (b *bureau) shares() [clients][]*slip {
	var shares [clients][]*slip
	n := 0
	// Neighbours in the list are one school's: taken in order, all clients would
	// speak with one token at a time, and soon more often than a token may.
	mixed := rand.New(rand.NewPCG(1, 2)).Perm(len(b.returns))
	for _, i := range mixed {
		s := b.returns[i]
		s.touched = false
		if s.state != "submitted" {
			shares[n%clients] = append(shares[n%clients], s)
			n++
		}
	}
	return shares
}

// workThrough saves and hands in one return after the other until the program
// no longer answers.
func (b *bureau) workThrough(address string, share []*slip, chance *rand.Rand) (tally, error) {
	sender := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 1}, Timeout: within}
	defer sender.CloseIdleConnections()
	var told tally
	for _, s := range share {
		speaker := client.New(address, b.schools[s.unit].token)
		speaker.HTTP = sender
		for s.state != "submitted" {
			gone, err := s.advance(speaker, chance, &told)
			if gone || err != nil {
				return told, err
			}
		}
	}
	return told, fmt.Errorf("all returns are handed in before the kill: the campaign needs more")
}

// advance takes one step with a return; gone tells that the program is no more.
func (s *slip) advance(c *client.Client, chance *rand.Rand, told *tally) (gone bool, err error) {
	ctx, cancel := context.WithTimeout(context.Background(), within)
	defer cancel()
	s.touched = true
	a := s.next(chance)
	var saved client.Return
	var receipt client.Receipt
	if a.submit {
		receipt, err = c.Submit(ctx, s.id, a.key, a.sheet)
	} else {
		saved, err = c.Save(ctx, s.id, a.sheet)
	}
	var refused *client.Problem
	switch {
	case errors.As(err, &refused):
		return false, fmt.Errorf("%v: refused: %w", s, err)
	case errors.Is(err, context.DeadlineExceeded):
		return false, fmt.Errorf("%v: no answer within %s: %w", s, within, err)
	case err != nil: // the connection broke: the kill
		s.cut = &a
		told.cut++
		return true, nil
	}
	if a.submit {
		told.submitted++
		return false, s.receive(a, receipt)
	}
	told.saved++
	return false, s.acknowledge(a, saved)
}
