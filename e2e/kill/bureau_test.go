package kill

import (
	"context"
	_ "embed"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"nianlun/internal/app"
	"nianlun/internal/base/access"
	"nianlun/internal/base/org"
	"nianlun/internal/engine/period"
	"nianlun/internal/work/collect"
)

//go:embed testdata/weekly.yaml
var weekly string

// weeks is how many weeks the campaign asks for: with twelve schools more
// returns than the clients can hand in before the last kill.
const weeks = 260

// bureau is a small demo bureau with a campaign of many open returns.
type bureau struct {
	program string
	data    string
	address string // of a PostgreSQL database; empty for SQLite in the folder
	id      string
	schools map[string]school // by unit
	returns []*slip           // all returns of the campaign
}

// school is who fills for a unit.
type school struct {
	clerk access.Actor
	token string
}

// newBureau builds the program, lets it make a demo bureau, and works on a copy
// of its folder, so that what is killed is never what the demo left open.
func newBureau(t *testing.T, address string) *bureau {
	t.Helper()
	top := t.TempDir()
	b := &bureau{program: filepath.Join(top, "nianlun"), data: filepath.Join(top, "made"), address: address, schools: map[string]school{}}
	build := exec.Command("go", "build", "-o", b.program, "./cmd/nianlun")
	build.Dir, build.Env = filepath.Join("..", ".."), append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	b.start(t, "demo", "--schools", "12", "--months", "2").stop(t)
	made := b.data
	b.data = filepath.Join(top, "data")
	if err := os.CopyFS(b.data, os.DirFS(made)); err != nil {
		t.Fatal(err)
	}
	b.open(t, b.prepare)
	return b
}

// open opens the folder without the program.
func (b *bureau) open(t *testing.T, do func(context.Context, *testing.T, *app.App)) {
	t.Helper()
	ctx := context.Background()
	a, err := app.Open(ctx, app.Config{Data: b.data, Database: b.address})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	}()
	do(ctx, t, a)
}

// prepare opens a campaign on a form of its own and gives every school's clerk a
// token.
func (b *bureau) prepare(ctx context.Context, t *testing.T, a *app.App) {
	bureaus, err := a.Org.Bureaus(ctx)
	must(t, err)
	b.id = bureaus[0].ID
	system, today := access.System(b.id), period.DateOf(time.Now())
	_, err = a.Records.Publish(ctx, system, weekly)
	must(t, err)

	clerks, err := a.Org.HoldersOf(ctx, b.id, today, access.Clerk)
	must(t, err)
	for _, h := range clerks {
		_, secret, err := a.Accounts.NewToken(ctx, system, h.Person.ID, h.Post.ID, "kill", time.Time{})
		must(t, err)
		b.schools[h.Post.Unit] = school{clerk: h.Actor(b.id, access.API), token: secret}
	}
	sections, err := a.Org.HoldersOf(ctx, b.id, today, access.Section)
	must(t, err)
	owner := sections[0].Actor(b.id, access.Command)
	weekly := collect.NewCampaign{
		Form: "kill-weekly", Owner: owner.Post.Unit, Year: today.Year, Periods: pastWeeks(t, today),
		Due: collect.DueRule{Workdays: 5, After: collect.AfterEnd}, ListNo: "1", Signatures: []collect.SignRole{collect.Filler},
		EndsOn: today.AddDays(30), Units: collect.UnitRule{Types: org.SchoolTypes()}, Again: map[string]string{}, AboveCap: true,
	}
	asked, err := a.Collect.WouldAsk(ctx, owner, weekly)
	must(t, err)
	for _, field := range asked {
		weekly.Again[field.Field] = "a test of its own"
	}
	opened, err := a.Collect.OpenCampaign(ctx, owner, weekly)
	must(t, err)
	matrix, err := a.Collect.Matrix(ctx, owner, opened.Campaign.ID)
	must(t, err)
	for _, row := range matrix.Rows {
		for _, cell := range row.Cells {
			if cell.ID != "" {
				b.returns = append(b.returns, &slip{id: cell.ID, unit: row.Unit.ID, state: string(collect.Owed)})
			}
		}
	}
	if len(b.returns) < rounds*clients || len(b.schools) < clients {
		t.Fatalf("only %d returns of %d schools", len(b.returns), len(b.schools))
	}
}

// pastWeeks are weeks that are over, so that all can be reported.
func pastWeeks(t *testing.T, today period.Date) []period.Period {
	t.Helper()
	p, err := period.Of(period.Week, today.AddDays(-7*(weeks+1)), nil)
	must(t, err)
	all := make([]period.Period, weeks)
	for i := range all {
		all[i], p = p, p.Next(nil)
	}
	return all
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
