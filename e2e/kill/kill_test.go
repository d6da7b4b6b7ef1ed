// Package kill proves that a return is kept once its hand-in was acknowledged:
// it kills the program as it is shipped, without warning and in the middle of
// its work, again and again on the same data.
//
// What it kills is the process, so it proves the program's transactions and its
// order of answering, not the disk's: what the kernel holds survives a SIGKILL
// and not a power cut.
package kill

import (
	"context"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"
	"time"

	"nianlun/internal/kit/store/storetest"
)

const (
	rounds    = 20 // kills
	clients   = 8
	shortest  = 30 * time.Millisecond // from the first call to the kill
	longest   = 700 * time.Millisecond
	settled   = 200 * time.Millisecond // in which a server ends what the killed program had sent
	seedIn    = "NIANLUN_KILL_SEED"    // repeats a run's values and moments
	leastDone = 5 * rounds             // hand-ins that a run must have seen acknowledged to prove anything
)

func seed(t *testing.T) uint64 {
	if text := os.Getenv(seedIn); text != "" {
		n, err := strconv.ParseUint(text, 10, 64)
		if err != nil {
			t.Fatalf("%s: %v", seedIn, err)
		}
		return n
	}
	return uint64(time.Now().UnixNano())
}

func TestNothingAcknowledgedIsLost(t *testing.T) { killAgain(t, "") }

// On PostgreSQL the hand-ins of several clients share a commit.
func TestNothingAcknowledgedIsLostOnPostgres(t *testing.T) { killAgain(t, storetest.Address(t)) }

func killAgain(t *testing.T, database string) {
	t.Helper()
	n := seed(t)
	chance := rand.New(rand.NewPCG(n, 1))
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("repeat with %s=%d", seedIn, n)
		}
	})
	b := newBureau(t, database)
	var told tally
	for round := 1; round <= rounds; round++ {
		told.add(b.killOnce(t, chance, round))
		if t.Failed() {
			t.Fatalf("round %d of %d", round, rounds)
		}
	}
	b.checkAll(t)
	t.Logf("%d rounds: %d hand-ins and %d drafts acknowledged; %d calls cut off, of which %d were found done",
		rounds, told.submitted, told.saved, told.cut, told.cutButDone)
	if told.submitted < leastDone || told.cut == 0 {
		t.Errorf("only %d hand-ins acknowledged and %d calls cut off: the kills did not fall among hand-ins", told.submitted, told.cut)
	}
}

// killOnce lets the clients work, kills the program, and looks at what is left:
// in odd rounds through the program that is started again, in even rounds in the
// folder itself, so that both of them meet the database as the kill left it.
func (b *bureau) killOnce(t *testing.T, chance *rand.Rand, round int) tally {
	t.Helper()
	s := b.serve(t)
	end := b.work(s.address, chance)
	time.Sleep(shortest + time.Duration(chance.Int64N(int64(longest-shortest))))
	s.kill(t)
	if b.address != "" {
		time.Sleep(settled)
	}
	told, faults := end()
	for _, fault := range faults {
		t.Errorf("round %d: %v", round, fault)
	}
	if round%2 == 1 {
		again := b.serve(t)
		b.checkThroughAPI(t, again.address)
		again.stop(t)
	}
	told.cutButDone = b.checkFolder(t)
	b.verify(t)
	return told
}

// within is the time that one call or command may take.
const within = 20 * time.Second

func limited(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(context.Background(), within)
	t.Cleanup(cancel)
	return ctx
}
