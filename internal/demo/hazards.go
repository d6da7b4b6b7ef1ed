package demo

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"time"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formtest/forms"
	"nianlun/internal/work/collect"
)

// collectHazards asks every school for the newest month's register of hazards, a form with a field of nearly every
// type. It draws nothing from the builder's chance, so that the figures of the other forms stay as they are.
func (b *builder) collectHazards(ctx context.Context) error {
	m := b.plan.months[len(b.plan.months)-1]
	a := &asking{form: forms.CampusHazards, section: "anwen", listNo: "云教报表〔2026〕3号", signs: []collect.SignRole{collect.Filler, collect.Chief}}
	if err := b.openFor(ctx, a, m); err != nil {
		return err
	}
	return b.app.InTx(ctx, func(ctx context.Context) error {
		matrix, err := b.app.Collect.Matrix(ctx, b.clerkOf(a.section), a.id)
		if err != nil {
			return err
		}
		ids := returnsOf(matrix, m.id())
		next := time.Date(m.year, m.m+1, 2, 9, 0, 0, 0, b.clock.Now().Location())
		for i, s := range b.cast.schools {
			id, owed := ids[s.unit.ID]
			if !owed {
				continue
			}
			b.clock.set(next.Add(time.Duration(i*7) * time.Minute))
			raw := hazardsOf(s, i, m)
			if err := b.photograph(ctx, s, id, i, raw); err != nil {
				return err
			}
			if err := b.carry(ctx, a, s, id, raw, hazardsLeft(i)); err != nil {
				return fmt.Errorf("%s %s: %w", a.form, s.unit.Name, err)
			}
		}
		return nil
	})
}

// hazardsLeft leaves a part of the registers unfinished; the school whose clerk the demo offers is filling its own.
func hazardsLeft(i int) leaving {
	switch {
	case i == 2:
		return leftDraft
	case i%5 == 0:
		return leftOwed
	case i%5 == 1:
		return leftSubmitted
	case i%5 == 3:
		return leftReviewed
	default:
		return finished
	}
}

// hazard is one place that the rounds of a school find.
type hazard struct {
	where, area, kind, grade string
	cost, days               int
	fixed                    string
}

var hazardsSeen = []hazard{
	{"北楼二层东侧楼道", "teach", "exit", "low", 0, 1, "yes"},
	{"食堂操作间燃气报警器", "canteen", "gas", "high", 2600, 2, "yes"},
	{"南门机动车入口", "gate", "guard", "mid", 18500, 20, "no"},
	{"操场单杠三组", "yard", "goal", "mid", 4200, 7, "yes"},
	{"实验楼准备室", "lab", "reagent", "high", 0, 1, "yes"},
	{"综合楼西立面", "teach", "wall", "mid", 36000, 30, "no"},
	{"校门东侧人行道", "gate", "ground", "low", 900, 5, "yes"},
}

// hazardsOf is one school's register. Every fourth school has found nothing.
func hazardsOf(s school, i int, m month) form.Raw {
	day := fmt.Sprintf("%04d-%02d-%02d", m.year, int(m.m), 10+i%15)
	raw := form.Raw{
		"day": day, "began": "08:30", "ended": "10:20", "scope": "teach,canteen,yard,gate", "term": termOf(m), "found": "yes",
		"leader": s.head.Person, "phone": fmt.Sprintf("0571-8820%04d", (1000+i*37)%10000), "place": s.unit.Label() + "操场",
	}
	if i%4 == 3 {
		raw["found"], raw["none"] = "no", "教学楼、食堂和校门都走了一遍，没有发现隐患"
		return raw
	}
	for n := range 1 + i%3 {
		h := hazardsSeen[(i+n*2)%len(hazardsSeen)]
		key := fmt.Sprintf("r%d", n+1)
		for field, text := range map[string]string{
			"where": h.where, "area": h.area, "kind": h.kind, "grade": h.grade, "since": day, "cost": fmt.Sprint(h.cost), "days": fmt.Sprint(h.days), "fixed": h.fixed,
		} {
			raw[form.CellPath("list", key, field)] = text
		}
	}
	return raw
}

// termOf is the term of a month: the first begins in September, the second in February.
func termOf(m month) string {
	switch {
	case m.m >= time.September:
		return fmt.Sprintf("%d-%d-T1", m.year, m.year+1)
	case m.m == time.January:
		return fmt.Sprintf("%d-%d-T1", m.year-1, m.year)
	default:
		return fmt.Sprintf("%d-%d-T2", m.year-1, m.year)
	}
}

// photograph adds a photo to the first hazard of some schools.
func (b *builder) photograph(ctx context.Context, s school, id string, i int, raw form.Raw) error {
	path := form.Path("list[r1].photo")
	if raw["list[r1].where"] == "" || hazardsLeft(i) == leftOwed || i%3 == 0 {
		return nil
	}
	picture, err := sketch(i)
	if err != nil {
		return err
	}
	file, err := b.app.Collect.Attach(ctx, s.clerk, collect.Upload{Return: id, Path: path, Name: "现场.jpg", Content: bytes.NewReader(picture)})
	raw[path] = file
	return err
}

// sketch draws what stands for a photo: a wall, the ground before it and a door.
func sketch(i int) ([]byte, error) {
	img := image.NewRGBA(image.Rect(0, 0, 800, 600))
	shade := uint8(150 + i%7*10)
	for y := range 600 {
		for x := range 800 {
			c := color.RGBA{R: shade, G: shade - 10, B: shade - 30, A: 0xff}
			switch {
			case y > 420:
				c = color.RGBA{R: 0x6b, G: 0x6d, B: 0x66, A: 0xff}
			case x > 120+i%5*100 && x < 260+i%5*100 && y > 170:
				c = color.RGBA{R: 0x5a, G: 0x3c, B: 0x28, A: 0xff}
			case (x+y)%90 < 4:
				c = color.RGBA{R: shade - 40, G: shade - 50, B: shade - 60, A: 0xff}
			}
			img.SetRGBA(x, y, c)
		}
	}
	var out bytes.Buffer
	err := jpeg.Encode(&out, img, nil)
	return out.Bytes(), err
}
