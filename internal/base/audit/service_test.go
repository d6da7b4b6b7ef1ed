package audit

import (
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/txn"
)

// The bytes that are hashed are a contract with every log that was ever sealed:
// this vector, computed by another program, must never change.
func TestLeafOfAKnownEntry(t *testing.T) {
	e := Entry{
		ID: "019a0000-0000-7000-8000-000000000001", Bureau: "b", At: time.Date(2026, 11, 21, 8, 0, 0, 123456000, time.UTC),
		Person: "p", PersonName: "王雪", Post: "o", PostUnit: "u", Role: access.Clerk, Door: access.Screen,
		Verb: "return.submit", Kind: access.Return, Thing: "r", Unit: "u", Data: []byte(`{"a":1}`),
	}
	const text = `{"v":1,"bureau":"b","id":"019a0000-0000-7000-8000-000000000001","at":1795248000123456,"person":"p",` +
		`"person_name":"王雪","post":"o","post_unit":"u","role":"clerk","door":"screen","verb":"return.submit","kind":"return",` +
		`"thing":"r","unit":"u","data":"{\"a\":1}"}`
	if got := string(e.text()); got != text {
		t.Errorf("text is\n%s\nwant\n%s", got, text)
	}
	e.MAC = mac([]byte("key"), e)
	const wantMAC, wantLeaf = "4dHCGsIxVWgMxv7AHBZVtt/ohadyLmL3IgrXOK/NhTY=", "TlgMltwNAgO47h+c1EWmaAdN61HWUo0Ky6016StKctA="
	if e.MAC != wantMAC || leaf(e).String() != wantLeaf {
		t.Errorf("mac %s, leaf %s", e.MAC, leaf(e))
	}
	if genuine([]byte("another key"), e) {
		t.Error("an entry passes under another key")
	}
	// The second version seals the digest of the data; sha256sum gave this one.
	second := e
	second.Digest = digest(second.Data)
	const wantDigest = "AVq9f1zFei3ZS3WQ8ErYCEJzkF7jPsXOvq5iJ2qX+GI="
	if want := strings.Replace(strings.Replace(text, `{"v":1`, `{"v":2`, 1), `"{\"a\":1}"`, `"`+wantDigest+`"`, 1); string(second.text()) != want {
		t.Errorf("text is\n%s\nwant\n%s", second.text(), want)
	}
	e.No = 7
	if leaf(e).String() != wantLeaf {
		t.Error("the place must not enter the leaf: it is not known when the entry is written")
	}
}

func TestKeyIsMadeOnceAndKept(t *testing.T) {
	path := filepath.Join(t.TempDir(), "audit.key")
	first, err := LoadKey(path)
	if err != nil || len(first) != keySize {
		t.Fatalf("%d bytes, %v", len(first), err)
	}
	second, err := LoadKey(path)
	if err != nil || string(second) != string(first) {
		t.Fatalf("another key: %v", err)
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("others may read the key: %v %v", info.Mode(), err)
	}
	if err := os.WriteFile(path, []byte("short"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := LoadKey(path); err == nil {
		t.Error("a broken key file passed")
	}
}

func TestProgramsThatStartAtOnceShareTheKey(t *testing.T) {
	path := filepath.Join(t.TempDir(), "audit.key")
	keys := make([]string, 16)
	var wg sync.WaitGroup
	for i := range keys {
		wg.Go(func() {
			key, err := LoadKey(path)
			if err != nil {
				t.Error(err)
			}
			keys[i] = string(key)
		})
	}
	wg.Wait()
	if slices.Sort(keys); len(slices.Compact(keys)) != 1 {
		t.Error("there are several keys")
	}
}

func TestOnlyTheAuditorVerifiesAndReads(t *testing.T) {
	log := New(txn.None{}, nil, nil, time.Now, slog.New(slog.DiscardHandler))
	for _, role := range []access.Role{access.Clerk, access.Section, access.SysAdmin, access.SecAdmin} {
		by := access.Actor{Bureau: "b", Person: "p", Post: access.Post{Role: role}, Door: access.Screen}
		if _, err := log.Verify(t.Context(), by); fault.KindOf(err) != fault.NotFound {
			t.Errorf("%s verifies: %v", role, err)
		}
		if _, err := log.Recent(t.Context(), by, Query{}); fault.KindOf(err) != fault.NotFound {
			t.Errorf("%s reads: %v", role, err)
		}
	}
}

func TestTwoFollowersOfOneNamePanic(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("two followers would share a cursor")
		}
	}()
	log := New(txn.None{}, nil, nil, time.Now, slog.New(slog.DiscardHandler))
	log.Follow("x", nil)
	log.Follow("x", nil)
}
