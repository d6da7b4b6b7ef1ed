package account

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"runtime"
	"strings"
	"sync/atomic"

	"golang.org/x/crypto/argon2"
)

// Cost is how much work a password hash takes.
type Cost struct {
	Memory  uint32 // KiB
	Time    uint32 // passes
	Threads uint8
}

// Recommended is the cost that OWASP's Password Storage Cheat Sheet asks of
// Argon2id at least. Together with the limit on tries it is enough, and 250
// clerks who sign in at once wait seconds for it and not a minute (ADR 10).
var Recommended = Cost{Memory: 19 * 1024, Time: 2, Threads: 1}

const (
	saltSize = 16
	keySize  = 32
)

// Hasher makes and checks password hashes. It leaves one processor free of them:
// each takes its memory and a processor whole, and on the evening of a deadline
// those who sign in must queue instead of stopping everybody who is typing.
type Hasher struct {
	cost  Cost
	slots chan struct{}
	dummy string
	runs  atomic.Int64
}

// NewHasher makes a hasher. Raising the cost later renews each hash at the next
// sign-in.
func NewHasher(cost Cost) *Hasher {
	h := &Hasher{cost: cost, slots: make(chan struct{}, max(1, runtime.GOMAXPROCS(0)-1))}
	h.dummy = encode(cost, make([]byte, saltSize), make([]byte, keySize))
	return h
}

// Hash makes the hash of a password.
func (h *Hasher) Hash(ctx context.Context, password string) (string, error) {
	salt := make([]byte, saltSize)
	if _, err := rand.Read(salt); err != nil {
		return "", err
	}
	key, err := h.derive(ctx, password, salt, h.cost)
	if err != nil {
		return "", err
	}
	return encode(h.cost, salt, key), nil
}

// Check tells whether a password fits a hash, and whether the hash should be made
// anew because it took less work than is asked for now. An empty hash fits
// nothing and takes the same time as any.
func (h *Hasher) Check(ctx context.Context, password, hash string) (fits, weak bool, err error) {
	known := hash != ""
	if !known {
		hash = h.dummy
	}
	cost, salt, want, err := decode(hash)
	if err != nil {
		return false, false, err
	}
	got, err := h.derive(ctx, password, salt, cost)
	if err != nil {
		return false, false, err
	}
	fits = subtle.ConstantTimeCompare(got, want) == 1 && known
	weak = cost.Memory < h.cost.Memory || cost.Time < h.cost.Time
	return fits, weak, nil
}

func (h *Hasher) derive(ctx context.Context, password string, salt []byte, cost Cost) ([]byte, error) {
	select {
	case h.slots <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() { <-h.slots }()
	h.runs.Add(1)
	return argon2.IDKey([]byte(password), salt, cost.Time, cost.Memory, cost.Threads, keySize), nil
}

// encode writes the PHC text of a hash.
func encode(cost Cost, salt, key []byte) string {
	b64 := base64.RawStdEncoding.EncodeToString
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, cost.Memory, cost.Time, cost.Threads, b64(salt), b64(key))
}

func decode(hash string) (cost Cost, salt, key []byte, err error) {
	parts := strings.Split(hash, "$")
	if len(parts) != 6 || parts[1] != "argon2id" || parts[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return cost, nil, nil, fmt.Errorf("account: not an argon2id hash")
	}
	if _, err = fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &cost.Memory, &cost.Time, &cost.Threads); err != nil {
		return cost, nil, nil, fmt.Errorf("account: hash: %w", err)
	}
	if salt, err = base64.RawStdEncoding.DecodeString(parts[4]); err != nil {
		return cost, nil, nil, fmt.Errorf("account: salt: %w", err)
	}
	if key, err = base64.RawStdEncoding.DecodeString(parts[5]); err != nil {
		return cost, nil, nil, fmt.Errorf("account: key: %w", err)
	}
	if len(key) != keySize || cost.Time == 0 || cost.Threads == 0 {
		return cost, nil, nil, fmt.Errorf("account: hash with a key of %d bytes", len(key))
	}
	return cost, salt, key, nil
}
