package hook

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"net"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/base/calendar"
	"nianlun/internal/base/notify"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/i18n"
)

// waits are how long a delivery waits after each attempt that failed; after the
// last it is given up. Together they outlast a weekend.
var waits = []time.Duration{30 * time.Second, 2 * time.Minute, 10 * time.Minute, time.Hour, 6 * time.Hour, 24 * time.Hour, 48 * time.Hour}

const (
	atOnce  = 4                // hooks that are told at the same time
	perHook = 100              // deliveries of a hook in one run
	runTime = 20 * time.Second // after which a run begins no other delivery of a hook
)

// The headers of a delivery.
const (
	HeaderEvent     = "Nianlun-Event"
	HeaderDelivery  = "Nianlun-Delivery"
	HeaderTimestamp = "Nianlun-Timestamp" // seconds since 1970
	HeaderSignature = "Nianlun-Signature" // v1= and Sign in hexadecimal
)

// Sign is the signature of a delivery: HMAC-SHA256 with the hook's secret over
// timestamp, a point, and the body. Whoever receives it computes the same and
// refuses timestamps that are long past.
func Sign(secret, timestamp string, body []byte) string {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(timestamp + "."))
	mac.Write(body)
	return "v1=" + hex.EncodeToString(mac.Sum(nil))
}

// Deliver sends what is due and returns how many arrived: hook by hook in the
// order in which things happened, some hooks at once. What does not arrive is
// tried again later, and ends the hook's turn, so that a receiver that is down
// keeps nobody else waiting. It does not hold back what happened after it: one
// delivery that a receiver cannot stomach would keep all others from it for days.
// So the order in which deliveries arrive is no promise; the entry in their body is. A program that dies between sending and noting it
// sends again, under the same ID.
func (s *Service) Deliver(ctx context.Context) (int, error) {
	due, err := s.Store.Due(ctx, s.Now(), perHook)
	if err != nil {
		return 0, err
	}
	turns := byHook(due)
	var mu sync.Mutex
	var failed []error
	arrived := 0
	work := make(chan []Delivery)
	var group sync.WaitGroup
	for range min(atOnce, len(turns)) {
		group.Go(func() {
			for turn := range work {
				n, err := s.turn(ctx, turn)
				mu.Lock()
				arrived += n
				failed = append(failed, err)
				mu.Unlock()
			}
		})
	}
	for _, turn := range turns {
		work <- turn
	}
	close(work)
	group.Wait()
	return arrived, errors.Join(failed...)
}

// byHook divides deliveries by their hooks; the order stays.
func byHook(due []Delivery) [][]Delivery {
	var turns [][]Delivery
	at := map[string]int{}
	for _, d := range due {
		i, there := at[d.Hook]
		if !there {
			i = len(turns)
			at[d.Hook], turns = i, append(turns, nil)
		}
		turns[i] = append(turns[i], d)
	}
	return turns
}

// turn sends the deliveries of one hook one after the other, up to the first that
// does not arrive.
func (s *Service) turn(ctx context.Context, deliveries []Delivery) (arrived int, err error) {
	end := s.Now().Add(runTime)
	for _, d := range deliveries {
		done, err := s.deliver(ctx, d)
		if err != nil || !done || s.Now().After(end) {
			return arrived, err
		}
		arrived++
	}
	return arrived, nil
}

func (s *Service) deliver(ctx context.Context, d Delivery) (bool, error) {
	h, err := s.Store.Hook(ctx, d.Bureau, d.Hook)
	if err != nil {
		return false, err
	}
	if !h.Off.IsZero() || !h.Paused.IsZero() {
		return false, nil // a person has let it rest while its turn was on
	}
	was := d.Attempts
	d.Attempts++
	d.Status, d.Error = s.send(ctx, h, d)
	d.Sent = s.Now()
	switch {
	case ctx.Err() != nil:
		return false, ctx.Err() // the program ends; nothing is known of the receiver
	case d.Error == "":
		d.State = Done
	case d.Attempts > len(waits):
		d.State = Failed
	default:
		d.Next = s.Now().Add(waits[d.Attempts-1])
	}
	err = s.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.Store.UpdateDelivery(ctx, d, was); err != nil || d.State != Failed {
			return err
		}
		if err := s.call(ctx, h, d); err != nil {
			return err
		}
		return s.Audit.Write(ctx, access.System(d.Bureau), audit.Event{Verb: "hook.failed", Kind: access.Hook, Thing: h.ID,
			Data: map[string]any{"delivery": d.ID, "status": d.Status, "error": d.Error}})
	})
	if fault.Is(err, "hook.moved") {
		return false, nil // a person has sent it again meanwhile
	}
	return d.State == Done, err
}

// call tells everybody who administers hooks that one could not be told. One
// notice of a hook is enough, however much it is not told.
func (s *Service) call(ctx context.Context, h Hook, d Delivery) error {
	if err := s.Inbox.Withdraw(ctx, h.Bureau, access.Hook, h.ID); err != nil {
		return err
	}
	holders, err := s.People.HoldersOf(ctx, h.Bureau, calendar.Today(s.Now()), administrators()...)
	if err != nil {
		return err
	}
	called := map[string]bool{}
	for _, holder := range holders {
		if called[holder.Person.ID] {
			continue
		}
		called[holder.Person.ID] = true
		err := s.Inbox.Send(ctx, notify.Notice{Bureau: h.Bureau, Person: holder.Person.ID, Kind: access.Hook, Thing: h.ID, Link: "/hooks/" + h.ID,
			Text: i18n.Msg("hook.notice.failed", "name", h.Name, "n", d.Attempts)})
		if err != nil {
			return err
		}
	}
	return nil
}

// administrators are the roles that may set hooks up.
func administrators() []access.Role {
	return slices.DeleteFunc(access.Roles(), func(role access.Role) bool {
		return access.Scope(access.Actor{Bureau: "-", Post: access.Post{Role: role}}, access.Write, access.Hook).Empty()
	})
}

// kept is how long it can be seen what a hook was told.
const kept = 90 * 24 * time.Hour

// Clean forgets what arrived or was given up long ago.
func (s *Service) Clean(ctx context.Context) error {
	_, err := s.Store.Forget(ctx, s.Now().Add(-kept))
	return err
}

// The codes of what goes wrong with a delivery.
const (
	ErrorInside  = "inside"  // the name leads to an address that may not be told
	ErrorTime    = "time"    // no answer in time
	ErrorReach   = "reach"   // not reached
	ErrorStatus  = "status"  // an answer that is no success
	ErrorAddress = "address" // no longer an address that may be told
)

// send sends a delivery once. The code is empty when it arrived: any 2xx answer.
func (s *Service) send(ctx context.Context, h Hook, d Delivery) (status int, code string) {
	if s.Rules.refuses(h.Address) != "" { // the rules of the deployment may have changed
		return 0, ErrorAddress
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, h.Address, bytes.NewReader(d.Body))
	if err != nil {
		return 0, ErrorAddress
	}
	timestamp := strconv.FormatInt(s.Now().Unix(), 10)
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("User-Agent", "Nianlun")
	request.Header.Set(HeaderEvent, string(d.Event))
	request.Header.Set(HeaderDelivery, d.ID)
	request.Header.Set(HeaderTimestamp, timestamp)
	request.Header.Set(HeaderSignature, Sign(h.Secret, timestamp, d.Body))
	answer, err := s.Client.Do(request)
	if err != nil {
		return 0, errorOf(err)
	}
	defer func() { _ = answer.Body.Close() }()
	_, _ = io.Copy(io.Discard, io.LimitReader(answer.Body, 64<<10)) // what it says is of no use, and may be endless
	if answer.StatusCode/100 != 2 {
		return answer.StatusCode, ErrorStatus
	}
	return answer.StatusCode, ""
}

func errorOf(err error) string {
	var timeout net.Error
	switch {
	case errors.Is(err, errInside):
		return ErrorInside
	case errors.As(err, &timeout) && timeout.Timeout():
		return ErrorTime
	}
	return ErrorReach
}
