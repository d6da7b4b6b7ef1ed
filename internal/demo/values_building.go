package demo

import (
	"fmt"
	"math/rand/v2"
	"time"

	"nianlun/internal/engine/form"
)

// yearTarget is what the demo's plan promises to spend on buildings, in 万元
// (plan.txt, 4 13). The demo falls a little behind it, so that a light shows.
const (
	yearTarget = 16000.0
	paceShare  = 0.95
)

// project is one building project of a school: its share of the district's
// spending, when it begins and how long it takes.
type project struct {
	name   string
	area   float64 // square metres
	weight float64
	start  int // month of the year in which work begins, 1 to 12
	length int // months
	plan   float64
}

var works = []string{"综合楼", "教学楼", "运动场改造", "食堂改造", "宿舍楼", "实验楼", "校舍加固", "照明改造"}

// projectsOf draws a school's projects: larger schools have more, the smallest none.
func projectsOf(r *rand.Rand, s school) []project {
	n := min(3, s.pupils/700+r.IntN(2))
	all := make([]project, 0, n)
	first := r.IntN(len(works))
	for i := range n {
		p := project{
			name: s.unit.Label() + works[(first+i*3)%len(works)], area: float64(600+r.IntN(90)*100) + float64(r.IntN(10))/10,
			start: 1 + r.IntN(5), length: 5 + r.IntN(7),
		}
		p.weight = p.area * (0.8 + r.Float64()*0.4)
		all = append(all, p)
	}
	return all
}

// scale gives every project its planned amount so that the district's spending
// by the last month stands at the pace times its share of the year.
func scale(all [][]project, last time.Month) {
	spent := 0.0
	for _, projects := range all {
		for _, p := range projects {
			spent += p.weight * p.share(int(last))
		}
	}
	if spent == 0 {
		return
	}
	perWeight := yearTarget * paceShare * float64(last) / 12 / spent
	for _, projects := range all {
		for i := range projects {
			projects[i].plan = cents(projects[i].weight * perWeight)
		}
	}
}

// share is how much of a project is paid at the end of a month: slowly at first,
// then evenly, and all at its end.
func (p project) share(month int) float64 {
	done := float64(month-p.start+1) / float64(p.length)
	switch {
	case done <= 0:
		return 0
	case done >= 1:
		return 1
	default:
		return 0.1*done + 0.9*done*done*(1.5-0.5*done)
	}
}

var phases = []string{"land", "approve", "tender", "main", "fitting", "accept"}

func (p project) phase(month int) string {
	return phases[min(len(phases)-1, 3+int(p.share(month)*2.9))]
}

// buildingReturn is what a school writes for a month.
func buildingReturn(projects []project, month int) form.Raw {
	done, building, spent := 0, 0, 0.0
	raw := form.Raw{"stopped": "no"}
	keys := ""
	for i, p := range projects {
		paid := cents(p.plan * p.share(month))
		spent += paid
		switch share := p.share(month); {
		case share >= 1:
			done++
		case share > 0:
			building++
			key := fmt.Sprintf("p%d", i+1)
			if keys != "" {
				keys += ","
			}
			keys += key
			cell := func(field string) form.Path { return form.Path("list[" + key + "]." + field) }
			raw[cell("name")], raw[cell("phase")] = p.name, p.phase(month)
			raw[cell("area")], raw[cell("plan")], raw[cell("paid")] = fmt.Sprintf("%.1f", p.area), money(p.plan), money(paid)
		}
	}
	raw["list"] = keys
	raw["projects"], raw["done"] = fmt.Sprint(len(projects)), fmt.Sprint(done)
	raw["building"], raw["preparing"] = fmt.Sprint(building), fmt.Sprint(len(projects)-done-building)
	raw["spent"] = money(spent)
	return raw
}

func cents(v float64) float64 { return float64(int64(v*100+0.5)) / 100 }

func money(v float64) string { return fmt.Sprintf("%.2f", v) }
