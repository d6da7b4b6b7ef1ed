package document

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"nianlun/internal/base/access"
	"nianlun/internal/base/notify"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/i18n"
	"nianlun/internal/kit/id"
)

// tray keeps batches in memory, with the jobs asked for and the notices sent.
type tray struct {
	batches map[string]Batch
	files   map[string][]BatchFile
	jobs    []BatchRun
	notices []notify.Notice
	broken  error // what the store answers to SaveFile
}

func (t *tray) InsertBatch(_ context.Context, b Batch) error { t.batches[b.ID] = b; return nil }

func (t *tray) Batch(_ context.Context, bureau, id string) (Batch, error) {
	b, ok := t.batches[id]
	if !ok || b.Bureau != bureau {
		return Batch{}, fault.New(fault.NotFound, "notfound")
	}
	b.Files, b.Tally = slices.Clone(t.files[id]), Tally{}
	for _, f := range b.Files {
		switch f.State {
		case FileDone:
			b.Tally.Done++
		case FileFailed:
			b.Tally.Failed++
		default:
			b.Tally.Waiting++
		}
	}
	return b, nil
}

func (t *tray) HoldBatch(ctx context.Context, bureau, id string) (Batch, error) {
	return t.Batch(ctx, bureau, id)
}

func (t *tray) Batches(ctx context.Context, bureau string, year int) (list []Batch, _ error) {
	for key, b := range t.batches {
		if b.Bureau == bureau && b.Year == year {
			found, _ := t.Batch(ctx, bureau, key)
			list = append(list, found)
		}
	}
	return list, nil
}

func (t *tray) Unfinished(context.Context) (list []Batch, _ error) {
	for _, b := range t.batches {
		if b.Working {
			list = append(list, b)
		}
	}
	return list, nil
}

func (t *tray) SaveBatch(_ context.Context, b Batch) error {
	old := t.batches[b.ID]
	old.Want, old.Working, old.Ended = b.Want, b.Working, b.Ended
	t.batches[b.ID] = old
	return nil
}

func (t *tray) InsertFile(_ context.Context, _ string, f BatchFile) error {
	t.files[f.Batch] = append(t.files[f.Batch], f)
	return nil
}

func (t *tray) SaveFile(_ context.Context, _ string, f BatchFile) (bool, error) {
	if t.broken != nil {
		return false, t.broken
	}
	i := slices.IndexFunc(t.files[f.Batch], func(old BatchFile) bool { return old.ID == f.ID })
	if i < 0 || t.files[f.Batch][i].State == FileDone {
		return false, nil
	}
	t.files[f.Batch][i] = f
	return true, nil
}

func (t *tray) Enqueue(_ context.Context, _, _ string, args any) (string, error) {
	t.jobs = append(t.jobs, args.(BatchRun))
	return id.New(), nil
}

func (t *tray) Send(_ context.Context, n notify.Notice) error {
	t.notices = append(t.notices, n)
	return nil
}

// stack is a batch being brought to a reader's desk.
type stack struct {
	*Batches
	t     *testing.T
	has   *tray
	desk  *reader
	batch string
}

func newStack(t *testing.T, want int) *stack {
	t.Helper()
	has, desk := &tray{batches: map[string]Batch{}, files: map[string][]BatchFile{}}, newReader(t)
	desk.Params = limits{uploadMegabytes: 1, batchFiles: 200}
	s := &stack{t: t, has: has, desk: desk, Batches: &Batches{Readings: desk.Readings, Store: has, Jobs: has, Inbox: has}}
	b, err := s.Open(context.Background(), office, NewBatch{Year: 2026, Want: want})
	if err != nil {
		t.Fatal(err)
	}
	s.batch = b.ID
	return s
}

func (s *stack) add(name, text string) BatchFile {
	s.t.Helper()
	f, err := s.Add(context.Background(), office, s.batch, NewFile{Name: name, SentAs: name, Data: strings.NewReader(text)})
	if err != nil {
		s.t.Fatal(err)
	}
	return f
}

// work runs the jobs until none is left and returns how many ran.
func (s *stack) work() int {
	s.t.Helper()
	ran := 0
	for ; len(s.has.jobs) > 0; ran++ {
		next := s.has.jobs[0]
		s.has.jobs = s.has.jobs[1:]
		if _, err := s.Run(context.Background(), next); err != nil {
			s.t.Fatal(err)
		}
	}
	return ran
}

func (s *stack) now() Batch {
	s.t.Helper()
	b, err := s.Get(context.Background(), office, s.batch)
	if err != nil {
		s.t.Fatal(err)
	}
	return b
}

func TestABatchIsRead(t *testing.T) {
	s := newStack(t, 3)
	s.add("要点.txt", plan)
	s.add("总结.docx", docx(t, plan))
	if len(s.has.jobs) != 1 || s.has.jobs[0].Actor != office {
		t.Fatalf("jobs %+v", s.has.jobs)
	}
	s.work()
	b := s.now()
	if b.Tally != (Tally{Done: 2}) || b.Missing() != 1 || b.Working || len(s.has.notices) != 0 {
		t.Fatalf("%+v", b)
	}
	s.add("空.txt", "")
	s.work()
	b = s.now()
	if b.Tally != (Tally{Done: 2, Failed: 1}) || b.Missing() != 0 || b.Ended.IsZero() || b.Share() != 1 {
		t.Fatalf("%+v", b)
	}
	first := b.Files[0]
	r := s.desk.has.readings[first.Reading]
	if first.No != 1 || first.Title != r.Title || r.Batch != b.ID || r.Year != 2026 || len(r.Proposals) == 0 || first.Counts.Commitments != len(r.Doc.Commitments) {
		t.Errorf("%+v", first)
	}
	if b.Files[2].Fault.Key != "fault.blob.empty" || b.Files[2].File != "" {
		t.Errorf("%+v", b.Files[2])
	}
	if len(s.has.notices) != 1 || s.has.notices[0].Person != "chen" || s.has.notices[0].Text.Key != "batch.notice.failed" || s.has.notices[0].Link != "/batches/"+b.ID {
		t.Errorf("%+v", s.has.notices)
	}
}

func TestTheSameFileIsKeptOnce(t *testing.T) {
	s := newStack(t, 1)
	a := s.add("要点.txt", plan)
	if b := s.add("要点.txt", plan); b.ID != a.ID {
		t.Errorf("kept as %s and %s", a.ID, b.ID)
	}
	s.work()
	if c := s.add("要点.txt", plan); c.ID != a.ID || c.State != FileDone || len(s.desk.has.readings) != 1 {
		t.Errorf("%+v", c)
	}
}

func TestAFailedFileSentAgainTakesItsPlace(t *testing.T) {
	s := newStack(t, 1)
	bad := s.add("要点.txt", "")
	good := s.add("要点.txt", plan)
	s.work()
	b := s.now()
	if bad.ID != good.ID || len(b.Files) != 1 || b.Files[0].State != FileDone || b.Files[0].Fault.Key != "" || b.Files[0].Size == 0 {
		t.Errorf("%+v", b.Files)
	}
}

func TestWhatIsWrongWithAFile(t *testing.T) {
	cases := map[string]struct{ name, data, fault string }{
		"another kind":   {"a.exe", "MZ", "fault.blob.type"},
		"renamed":        {"a.docx", "no zip at all", "fault.blob.type"},
		"too large":      {"a.txt", strings.Repeat("字", 400_000), "fault.reading.toolarge"},
		"blank":          {"a.txt", " \n\u3000\n", "fault.reading.empty"},
		"damaged inside": {"a.docx", zipped(t, map[string]string{"[Content_Types].xml": contentTypes, "word/document.xml": "<w:document"}), "fault.reading.damaged"},
	}
	for name, c := range cases {
		s := newStack(t, 1)
		s.add(c.name, c.data)
		s.work()
		f := s.now().Files[0]
		if f.State != FileFailed || f.Fault.Key != c.fault || !i18n.Has(f.Fault.Key) || f.Name != c.name {
			t.Errorf("%s: %+v", name, f)
		}
	}
}

func TestFailedFilesAreTriedAgain(t *testing.T) {
	s := newStack(t, 2)
	s.add("空.txt", " ")
	s.add("要点.txt", plan)
	s.work()
	if n, err := s.Retry(context.Background(), office, s.batch); n != 1 || err != nil {
		t.Fatalf("%d %v", n, err)
	}
	if b := s.now(); b.Tally.Waiting != 1 || !b.Working || !b.Ended.IsZero() {
		t.Errorf("%+v", b)
	}
	s.work()
	if b := s.now(); b.Tally != (Tally{Done: 1, Failed: 1}) || b.Ended.IsZero() {
		t.Errorf("%+v", b)
	}
	lost := newStack(t, 1)
	lost.add("a.exe", "MZ")
	if _, err := lost.Retry(context.Background(), office, lost.batch); !fault.Is(err, "batch.retry") {
		t.Errorf("nothing can be read again: %v", err)
	}
}

func TestAFileThatEndsTheProgramIsGivenUp(t *testing.T) {
	s := newStack(t, 1)
	s.add("要点.txt", plan)
	files := s.has.files[s.batch]
	files[0].State, files[0].Tries = FileReading, tries // three times begun, never ended
	if err := s.Resume(context.Background()); err != nil || len(s.has.jobs) != 2 {
		t.Fatalf("%d jobs, %v", len(s.has.jobs), err)
	}
	s.work()
	if f := s.now().Files[0]; f.State != FileFailed || f.Fault.Key != "fault.batch.broken" {
		t.Errorf("%+v", f)
	}
}

func TestAnEndedProgramIsNotTheFilesFault(t *testing.T) {
	s := newStack(t, 1)
	s.add("要点.txt", plan)
	ctx, end := context.WithCancel(context.Background())
	end()
	if _, err := s.Run(ctx, s.has.jobs[0]); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	if f := s.now().Files[0]; f.State != FileWaiting || f.Tries != 0 {
		t.Errorf("%+v", f)
	}
}

func TestABrokenStoreIsNotTheFilesFault(t *testing.T) {
	s := newStack(t, 1)
	s.add("要点.txt", plan)
	s.has.broken = errors.New("disk")
	if _, err := s.Run(context.Background(), s.has.jobs[0]); err == nil {
		t.Error("the queue is not told")
	}
	s.has.broken = nil
	s.work()
	if b := s.now(); b.Tally.Done != 1 {
		t.Errorf("%+v", b)
	}
}

func TestABatchRunTwiceReadsOnce(t *testing.T) {
	s := newStack(t, 1)
	s.add("要点.txt", plan)
	s.has.jobs = append(s.has.jobs, s.has.jobs[0])
	s.work()
	if len(s.desk.has.readings) != 1 || len(s.has.notices) != 1 {
		t.Errorf("%d readings, %d notices", len(s.desk.has.readings), len(s.has.notices))
	}
}

func TestALargeBatchTakesTurns(t *testing.T) {
	const n = 2*turn + 5
	s := newStack(t, n)
	for i := range n {
		s.add(fmt.Sprintf("%02d.txt", i), plan)
	}
	if ran := s.work(); ran != 3 {
		t.Errorf("%d turns", ran)
	}
	if b := s.now(); b.Tally.Done != n || b.Working {
		t.Errorf("%+v", b.Tally)
	}
}

func TestNoMoreFilesThanAllowed(t *testing.T) {
	ctx := context.Background()
	s := newStack(t, 1)
	if _, err := s.Open(ctx, office, NewBatch{Want: 201}); !fault.Is(err, "batch.many") {
		t.Errorf("201 announced: %v", err)
	}
	if _, err := s.Open(ctx, office, NewBatch{}); !fault.Is(err, "batch.none") {
		t.Errorf("none announced: %v", err)
	}
	s.desk.Params = limits{uploadMegabytes: 1, batchFiles: 2}
	s.add("1.txt", plan)
	s.add("2.txt", plan)
	if _, err := s.Add(ctx, office, s.batch, NewFile{Name: "3.txt", Data: strings.NewReader(plan)}); !fault.Is(err, "batch.many") {
		t.Errorf("a third of two: %v", err)
	}
	if b := s.now(); b.Want != 2 {
		t.Errorf("%d wanted, two came", b.Want)
	}
}

func TestABatchIsClosedShort(t *testing.T) {
	ctx := context.Background()
	s := newStack(t, 5)
	if err := s.Close(ctx, office, s.batch); !fault.Is(err, "batch.none") {
		t.Errorf("an empty one: %v", err)
	}
	s.add("1.txt", plan)
	s.work()
	if err := s.Close(ctx, office, s.batch); err != nil {
		t.Fatal(err)
	}
	if b := s.now(); b.Missing() != 0 || b.Ended.IsZero() || len(s.has.notices) != 1 {
		t.Errorf("%+v", b)
	}
}

func TestWhoMayBringBatches(t *testing.T) {
	ctx := context.Background()
	s := newStack(t, 1)
	section, clerk := office, office
	section.Post.Role, clerk.Post.Role = access.Section, access.Clerk
	for _, by := range []access.Actor{section, clerk, {Bureau: "other", Post: office.Post}} {
		if _, err := s.Add(ctx, by, s.batch, NewFile{Name: "a.txt", Data: strings.NewReader(plan)}); err == nil {
			t.Errorf("%s may add", by.Post.Role)
		}
		if _, err := s.Retry(ctx, by, s.batch); err == nil {
			t.Errorf("%s may retry", by.Post.Role)
		}
	}
	if _, err := s.Get(ctx, section, s.batch); err != nil {
		t.Errorf("a section may read: %v", err)
	}
	if _, err := s.Get(ctx, clerk, s.batch); fault.KindOf(err) != fault.NotFound {
		t.Errorf("a school sees the batch: %v", err)
	}
}

// limits are parameters by code.
type limits map[string]int

func (l limits) Int(_ context.Context, _, code string, _ period.Date) (int, error) {
	return l[code], nil
}
