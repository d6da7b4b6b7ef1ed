package main

import (
	"context"
	"os"
	"time"

	"nianlun/internal/demo"
	"nianlun/internal/engine/docread"
	"nianlun/internal/engine/doctext"
)

const mebi = 1 << 20

// measureProgram looks at the file that is shipped.
func (s settings) measureProgram(_ context.Context, t *table) error {
	info, err := os.Stat(s.program)
	if err != nil {
		return err
	}
	t.add("program, stripped", "MiB", float64(info.Size())/mebi, "one file, nothing beside it")
	return nil
}

// readFor is how long the reader reads each document.
const readFor = 4 * time.Second

// measureReader reads the demo's plan, as it is and many times in a row: a
// document of a megabyte is larger than any that a bureau issues.
func (s settings) measureReader(ctx context.Context, t *table) error {
	plan := demo.PlanText(2026)
	long := ""
	for len(long) < mebi {
		long += plan + "\n"
	}
	for _, d := range []struct{ name, text string }{{"reader, a plan of 7 kB", plan}, {"reader, a text of 1 MB", long}} {
		if err := readAgain(ctx, t, d.name, []byte(d.text)); err != nil {
			return err
		}
	}
	return nil
}

func readAgain(ctx context.Context, t *table, name string, text []byte) error {
	var all []time.Duration
	for began := time.Now(); time.Since(began) < readFor && ctx.Err() == nil || len(all) < 2; {
		start := time.Now()
		if _, err := docread.Read(doctext.Source{Name: "plan.txt", Data: text}, docread.Options{Year: 2026}); err != nil {
			return err
		}
		all = append(all, time.Since(start))
	}
	times := sampleOf(all[1:]) // the first fills caches
	speed := float64(len(text)) / 1e6 / times.at(0.5).Seconds()
	t.add(name, "MB/s", speed, times.spread()+" ms a reading")
	return nil
}
