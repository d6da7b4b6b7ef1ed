package account

import (
	"context"
	"fmt"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/base/org"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/txn"
)

// cheap keeps the tests fast; what is tested does not depend on the cost.
var cheap = Cost{Memory: 64, Time: 1, Threads: 1}

// memory keeps what accountdb keeps, knows the people, and notes every call.
type memory struct {
	mu        sync.Mutex
	calls     []string
	passwords map[string]Password
	tries     map[string]Tries
	tokens    map[string]Token // by digest
	people    map[string]org.Person
	posts     map[string]access.Actor
	log       []audit.Event
	by        []access.Actor
}

func (m *memory) note(format string, args ...any) func() {
	m.mu.Lock()
	m.calls = append(m.calls, fmt.Sprintf(format, args...))
	return m.mu.Unlock
}

var errNone = fault.New(fault.NotFound, "notfound")

func (m *memory) Write(_ context.Context, by access.Actor, e audit.Event) error {
	defer m.note("audit %s", e.Verb)()
	m.log, m.by = append(m.log, e), append(m.by, by)
	return nil
}

func (m *memory) Person(_ context.Context, _, person string) (org.Person, error) {
	defer m.note("person")()
	if p, ok := m.people[person]; ok {
		return p, nil
	}
	return org.Person{}, errNone
}

func (m *memory) PersonByLogin(_ context.Context, _, login string) (org.Person, error) {
	defer m.note("by login")()
	for _, p := range m.people {
		if p.Login == org.NormalLogin(login) {
			return p, nil
		}
	}
	return org.Person{}, errNone
}

func (m *memory) ActorOf(_ context.Context, _, post string, door access.Door, _ period.Date) (access.Actor, error) {
	defer m.note("actor")()
	by, ok := m.posts[post]
	if !ok {
		return access.Actor{}, errNone
	}
	by.Door = door
	return by, nil
}

func (m *memory) Int(_ context.Context, _, code string, _ period.Date) (int, error) {
	return map[string]int{
		"account.lock.tries": 5, "account.lock.minutes": 15, "account.password.length": 8, "account.password.classes": 3,
	}[code], nil
}

func (m *memory) Password(_ context.Context, _, person string) (Password, error) {
	defer m.note("password")()
	if p, ok := m.passwords[person]; ok {
		return p, nil
	}
	return Password{}, errNone
}

func (m *memory) SetPassword(_ context.Context, _ string, p Password) error {
	defer m.note("set password")()
	m.passwords[p.Person] = p
	return nil
}

func (m *memory) Tries(_ context.Context, _, digest string) (Tries, error) {
	defer m.note("tries")()
	return m.tries[digest], nil
}

func (m *memory) Charge(_ context.Context, _, digest string, now, since time.Time) (Tries, error) {
	defer m.note("charge")()
	t := m.tries[digest]
	switch {
	case now.Before(t.LockedUntil):
	case t.Last.Before(since):
		t = Tries{Failures: 1}
	default:
		t.Failures, t.LockedUntil = t.Failures+1, time.Time{}
	}
	t.Last = now
	m.tries[digest] = t
	return t, nil
}

func (m *memory) Lock(_ context.Context, _, digest string, until time.Time) error {
	defer m.note("lock")()
	t := m.tries[digest]
	t.Failures, t.LockedUntil = 0, until
	m.tries[digest] = t
	return nil
}

func (m *memory) Forget(_ context.Context, _, digest string) error {
	defer m.note("forget")()
	delete(m.tries, digest)
	return nil
}

func (m *memory) ForgetBefore(context.Context, time.Time) error { return nil }

func (m *memory) InsertToken(_ context.Context, _ string, token Token, digest string) error {
	m.tokens[digest] = token
	return nil
}

func (m *memory) TokenByDigest(_ context.Context, bureau, digest string) (Token, error) {
	if t, ok := m.tokens[digest]; ok && bureau == "b" {
		return t, nil
	}
	return Token{}, errNone
}

func (m *memory) Tokens(context.Context, string, string) ([]Token, error) { return nil, nil }

func (m *memory) change(token string, fn func(*Token)) {
	for digest, t := range m.tokens {
		if t.ID == token {
			fn(&t)
			m.tokens[digest] = t
		}
	}
}

func (m *memory) EndToken(_ context.Context, _, token string, at time.Time) error {
	m.change(token, func(t *Token) { t.Ended = at })
	return nil
}

func (m *memory) UseToken(_ context.Context, _, token string, at time.Time) error {
	defer m.note("use")()
	m.change(token, func(t *Token) { t.Used = at })
	return nil
}

const right = "Correct-horse-7"

var (
	admin = access.Actor{Bureau: "b", Person: "a", Post: access.Post{Role: access.SysAdmin}, Door: access.Screen}
	sec   = access.Actor{Bureau: "b", Person: "c", Post: access.Post{Role: access.SecAdmin}, Door: access.Screen}
	from  = netip.MustParseAddr("192.0.2.7")
)

type clock struct{ now time.Time }

func (c *clock) pass(d time.Duration) { c.now = c.now.Add(d) }

func newService(t *testing.T) (*Service, *memory, *clock) {
	t.Helper()
	m := &memory{
		passwords: map[string]Password{}, tries: map[string]Tries{}, tokens: map[string]Token{},
		people: map[string]org.Person{
			"xue":  {ID: "xue", Name: "王雪", Login: "wangxue", Phone: "13800000000", Active: true},
			"gone": {ID: "gone", Name: "离职者", Login: "gone"},
			"bare": {ID: "bare", Name: "无口令", Login: "bare", Active: true},
		},
		posts: map[string]access.Actor{"o1": {Bureau: "b", Person: "xue", Name: "王雪", Post: access.Post{ID: "o1", Unit: "u1", Role: access.Clerk}}},
	}
	c := &clock{now: time.Date(2026, 11, 21, 8, 0, 0, 0, time.UTC)}
	s := &Service{Tx: txn.None{}, Store: m, People: m, Params: m, Audit: m, Now: func() time.Time { return c.now }, Hasher: NewHasher(cheap)}
	for _, person := range []string{"xue", "gone"} {
		if err := s.SetPassword(t.Context(), admin, person, right); err != nil {
			t.Fatal(err)
		}
	}
	m.calls, m.log, m.by = nil, nil, nil
	return s, m, c
}

func signIn(s *Service, login, password string) error {
	_, err := s.SignIn(context.Background(), "b", login, password, from)
	return err
}

func TestSignIn(t *testing.T) {
	s, m, _ := newService(t)
	p, err := s.SignIn(t.Context(), "b", " WangXue ", right, from)
	if err != nil || p.ID != "xue" {
		t.Fatalf("%+v %v", p, err)
	}
	if len(m.tries) != 0 {
		t.Error("a success is counted as a failure")
	}
	if e := m.log[0]; e.Verb != "signin.ok" || e.Thing != "xue" || fmt.Sprint(e.Data) != "map[from:192.0.2.7]" || m.by[0].Name != "王雪" {
		t.Errorf("the log says %+v by %+v", e, m.by[0])
	}
	if err := signIn(s, "gone", right); !fault.Is(err, "signin.off") {
		t.Errorf("who is turned off: %v", err)
	}
	if err := signIn(s, "gone", "wrong"); !fault.Is(err, "signin.wrong") {
		t.Errorf("who is turned off is told so only with the right password: %v", err)
	}
}

func TestWrongPasswordsLock(t *testing.T) {
	s, m, c := newService(t)
	for left := 4; left > 0; left-- {
		err := signIn(s, "wangxue", "wrong")
		if f := fault.As(err); f.Code != "signin.wrong" || f.Kind != fault.SignIn || f.Args[1] != left {
			t.Fatalf("with %d left: %v", left, err)
		}
	}
	err := signIn(s, "wangxue", "wrong")
	if f := fault.As(err); f.Code != "signin.locked" || f.Kind != fault.Locked || f.Args[1] != 15 {
		t.Fatalf("the fifth: %v", err)
	}
	c.pass(14*time.Minute + 10*time.Second)
	err = signIn(s, "wangxue", right)
	if f := fault.As(err); f.Code != "signin.locked" || f.Args[1] != 1 {
		t.Fatalf("the right password opens a lock: %v", err)
	}
	c.pass(time.Minute)
	if err := signIn(s, "wangxue", "wrong"); fault.As(err).Args[1] != 4 {
		t.Errorf("after the lock one begins anew: %v", err)
	}
	if err := signIn(s, "wangxue", right); err != nil {
		t.Fatalf("after the lock: %v", err)
	}
	var verbs []string
	for _, e := range m.log {
		verbs = append(verbs, strings.TrimPrefix(e.Verb, "signin."))
	}
	if got := strings.Join(verbs, " "); got != "wrong wrong wrong wrong lock locked wrong ok" {
		t.Errorf("the log: %s", got)
	}
}

func TestOldFailuresAreForgotten(t *testing.T) {
	s, _, c := newService(t)
	for range 12 {
		if err := signIn(s, "wangxue", "wrong"); fault.As(err).Code != "signin.wrong" || fault.As(err).Args[1] != 4 {
			t.Fatal(err)
		}
		c.pass(16 * time.Minute)
	}
}

// Whoever tries logins must not learn which exist: the same faults, the same
// calls to the store in the same order, and the same number of hashings.
func TestUnknownLoginLooksTheSame(t *testing.T) {
	trace := func(login string) (faults, calls []string, runs int64) {
		s, m, _ := newService(t)
		before := s.Hasher.runs.Load()
		for range 7 {
			faults = append(faults, fault.As(signIn(s, login, "wrong")).Error())
		}
		return faults, m.calls, s.Hasher.runs.Load() - before
	}
	faults, calls, runs := trace("wangxue")
	if runs != 5 || len(faults) != 7 {
		t.Fatalf("%d hashings, %v", runs, faults)
	}
	for _, login := range []string{"nobody", "bare", "", "wang\x00xue", "wang\xffxue", strings.Repeat("x", 100_000)} {
		f, c, r := trace(login)
		if !slices.Equal(f, faults) {
			t.Errorf("%.20q: faults %v, a known login gives %v", login, f, faults)
		}
		if !slices.Equal(c, calls) {
			t.Errorf("%.20q: calls %v, a known login makes %v", login, c, calls)
		}
		if r != runs {
			t.Errorf("%.20q: %d hashings, a known login takes %d", login, r, runs)
		}
	}
}

// The hash of nobody takes the work that a real one takes.
func TestNobodysHashCostsTheSame(t *testing.T) {
	h := NewHasher(cheap)
	cost, salt, key, err := decode(h.dummy)
	if err != nil || cost != cheap || len(salt) != saltSize || len(key) != keySize {
		t.Errorf("%+v %d %d %v", cost, len(salt), len(key), err)
	}
	if fits, _, err := h.Check(t.Context(), "", ""); fits || err != nil {
		t.Error("nobody has a password that fits")
	}
}

func TestWhatUnknownPeopleTypeIsNotKept(t *testing.T) {
	s, m, _ := newService(t)
	_ = signIn(s, "MyPassword-typed-in-the-wrong-box", "x")
	if text := fmt.Sprintf("%+v %+v %+v", m.log, m.by, m.tries); strings.Contains(strings.ToLower(text), "mypassword") {
		t.Errorf("kept: %s", text)
	}
}

// A hundred tries at once are no way around the limit.
func TestTriesAtOnceAreCounted(t *testing.T) {
	s, _, _ := newService(t)
	var mu sync.Mutex
	codes := map[string]int{}
	var wg sync.WaitGroup
	for range 100 {
		wg.Go(func() {
			err := signIn(s, "wangxue", "wrong")
			mu.Lock()
			codes[fault.As(err).Code]++
			mu.Unlock()
		})
	}
	wg.Wait()
	if codes["signin.wrong"] != 4 || codes["signin.locked"] != 96 {
		t.Errorf("got %v", codes)
	}
	if runs := s.Hasher.runs.Load(); runs > 2+5 {
		t.Errorf("%d passwords were looked at", runs-2)
	}
}

func TestWeakHashIsRenewed(t *testing.T) {
	s, m, _ := newService(t)
	old := m.passwords["xue"].Hash
	s.Hasher = NewHasher(Cost{Memory: 128, Time: 2, Threads: 1})
	if err := signIn(s, "wangxue", right); err != nil {
		t.Fatal(err)
	}
	renewed := m.passwords["xue"]
	if renewed.Hash == old || !strings.Contains(renewed.Hash, "m=128,t=2") || !renewed.MustChange {
		t.Errorf("got %+v", renewed)
	}
	if err := signIn(s, "wangxue", right); err != nil || m.passwords["xue"] != renewed {
		t.Errorf("the renewed hash: %v", err)
	}
}

func TestPasswordRules(t *testing.T) {
	s, m, _ := newService(t)
	for password, code := range map[string]string{
		"Ab3-xyz":         "account.password.short",
		"abcdefgh1":       "account.password.simple",
		"WangXue-2026!":   "account.password.login",
		"A-13800000000x":  "account.password.login",
		"bad\xffbytes-A1": "account.password.bytes",
		"一二三四五六七八":        "account.password.simple",
		"长口令一二三四-Aa1":     "",
	} {
		err := s.SetPassword(t.Context(), admin, "xue", password)
		if code == "" && err != nil || code != "" && !fault.Is(err, code) {
			t.Errorf("%q: %v, want %q", password, err, code)
		}
	}
	if !m.passwords["xue"].MustChange {
		t.Error("a password that somebody else has set must be changed")
	}
	me := access.Actor{Bureau: "b", Person: "xue", Door: access.Screen}
	if err := s.ChangePassword(t.Context(), me, "not it", "Another-Pass-9"); !fault.Is(err, "account.password.old") {
		t.Errorf("a wrong old password: %v", err)
	}
	if err := s.ChangePassword(t.Context(), me, "长口令一二三四-Aa1", "长口令一二三四-Aa1"); !fault.Is(err, "account.password.same") {
		t.Errorf("the same password: %v", err)
	}
	if err := s.ChangePassword(t.Context(), me, "长口令一二三四-Aa1", "Another-Pass-9"); err != nil {
		t.Fatal(err)
	}
	standing, err := s.Standing(t.Context(), "b", "xue")
	if err != nil || standing.MustChange || standing.Hash != "" {
		t.Errorf("%+v %v", standing, err)
	}
	if err := s.SetPassword(t.Context(), sec, "xue", right); fault.KindOf(err) != fault.Denied {
		t.Errorf("the security administrator sets passwords: %v", err)
	}
}

func TestGuessingTheOldPasswordLocks(t *testing.T) {
	s, m, _ := newService(t)
	me := access.Actor{Bureau: "b", Person: "xue", Door: access.Screen}
	for i := range 5 {
		err := s.ChangePassword(t.Context(), me, fmt.Sprint("guess ", i), "Another-Pass-9")
		if want := map[bool]string{true: "signin.locked", false: "account.password.old"}[i == 4]; !fault.Is(err, want) {
			t.Errorf("guess %d: %v", i, err)
		}
	}
	if err := s.ChangePassword(t.Context(), me, right, "Another-Pass-9"); !fault.Is(err, "signin.locked") {
		t.Errorf("the right one after five wrong: %v", err)
	}
	if m.log[len(m.log)-1].Verb != "signin.locked" {
		t.Errorf("the log: %+v", m.log)
	}
}

func TestOnlyTheProgramGivesPasswordsThatStay(t *testing.T) {
	s, m, _ := newService(t)
	if err := s.GivePassword(t.Context(), admin, "bare", right); fault.KindOf(err) != fault.Denied {
		t.Errorf("an administrator: %v", err)
	}
	if err := s.GivePassword(t.Context(), access.System("b"), "bare", "short"); !fault.Is(err, "account.password.short") {
		t.Errorf("a weak one: %v", err)
	}
	if err := s.GivePassword(t.Context(), access.System("b"), "bare", right); err != nil || m.passwords["bare"].MustChange {
		t.Errorf("%+v %v", m.passwords["bare"], err)
	}
}

func TestBrokenHashesAreErrors(t *testing.T) {
	good := encode(cheap, make([]byte, saltSize), make([]byte, keySize))
	for _, hash := range []string{"x", "$argon2i$v=19$m=64,t=1,p=1$AAAA$AAAA", strings.Replace(good, "t=1", "t=0", 1),
		strings.Replace(good, "v=19", "v=16", 1), good[:len(good)-4], strings.Replace(good, "m=64", "m=x", 1)} {
		if _, _, err := NewHasher(cheap).Check(t.Context(), "x", hash); err == nil {
			t.Errorf("%s passed", hash)
		}
	}
}

func TestTokens(t *testing.T) {
	s, m, c := newService(t)
	ctx := t.Context()
	_, secret, err := s.NewToken(ctx, sec, "xue", "o1", "统计接口", c.now.Add(48*time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	for digest := range m.tokens {
		if strings.Contains(digest, secret) || strings.Contains(fmt.Sprint(m.log), secret) {
			t.Error("the secret is kept")
		}
	}
	by, err := s.ByToken(ctx, secret)
	if err != nil || by.Person != "xue" || by.Door != access.API || by.Post.ID != "o1" {
		t.Fatalf("%+v %v", by, err)
	}
	m.calls = nil
	c.pass(10 * time.Minute)
	if _, err := s.ByToken(ctx, secret); err != nil || slices.Contains(m.calls, "use") {
		t.Errorf("each call writes when it was used: %v %v", m.calls, err)
	}
	for _, wrong := range []string{"", "x", secret + "x", strings.Replace(secret, ".b.", ".c.", 1), "nianlun.b.", "nianlun.b\xff.x", "nianlun.b\x00.x", strings.Repeat("x.", 1000)} {
		if _, err := s.ByToken(ctx, wrong); !fault.Is(err, "account.token") {
			t.Errorf("%.40q: %v", wrong, err)
		}
	}
	kept := m.posts["o1"]
	delete(m.posts, "o1")
	if _, err := s.ByToken(ctx, secret); !fault.Is(err, "account.token") {
		t.Errorf("the post has ended, the token goes on: %v", err)
	}
	m.posts["o1"] = kept
	c.pass(48 * time.Hour)
	if _, err := s.ByToken(ctx, secret); !fault.Is(err, "account.token") {
		t.Errorf("after its end: %v", err)
	}
	token, secret, err := s.NewToken(ctx, sec, "xue", "o1", "无期限", time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.EndToken(ctx, sec, token.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := s.ByToken(ctx, secret); !fault.Is(err, "account.token") {
		t.Errorf("after it was revoked: %v", err)
	}
	for _, bad := range []struct {
		by           access.Actor
		person, name string
		until        time.Time
	}{{admin, "xue", "n", time.Time{}}, {sec, "gone", "n", time.Time{}}, {sec, "xue", " ", time.Time{}}, {sec, "xue", "n", c.now}} {
		if _, _, err := s.NewToken(ctx, bad.by, bad.person, "o1", bad.name, bad.until); err == nil {
			t.Errorf("a token for %+v", bad)
		}
	}
}

func TestUnlock(t *testing.T) {
	s, _, _ := newService(t)
	for range 5 {
		_ = signIn(s, "wangxue", "wrong")
	}
	if tries, err := s.TriesOf(t.Context(), admin, "xue"); err != nil || !tries.LockedUntil.After(s.Now()) {
		t.Errorf("the lock is not shown: %+v %v", tries, err)
	}
	if _, err := s.TriesOf(t.Context(), sec, "xue"); fault.KindOf(err) != fault.Denied {
		t.Errorf("who may not unlock is shown: %v", err)
	}
	if err := s.Unlock(t.Context(), admin, "xue"); err != nil {
		t.Fatal(err)
	}
	if err := signIn(s, "wangxue", right); err != nil {
		t.Errorf("after unlocking: %v", err)
	}
}

func BenchmarkHash(b *testing.B) {
	h := NewHasher(Recommended)
	for b.Loop() {
		if _, err := h.Hash(context.Background(), right); err != nil {
			b.Fatal(err)
		}
	}
}
