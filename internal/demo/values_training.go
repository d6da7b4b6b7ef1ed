package demo

import (
	"fmt"
	"math/rand/v2"

	"nianlun/internal/engine/form"
)

// trainingTarget is what the demo's plan promises in 人次 (plan.txt, 3 10); the
// demo keeps up with it.
const (
	trainingTarget = 9600.0
	trainingPace   = 1.01
)

var trainingLevels = []struct {
	code  string
	share float64
	hours float64
}{{"national", 0.02, 24}, {"province", 0.05, 20}, {"city", 0.11, 16}, {"district", 0.32, 8}, {"school", 0.50, 4}}

// trainer draws a school's months of training and keeps what adds up over the year.
type trainer struct {
	teachers int
	budget   float64
	spent    float64
	perMonth float64 // 人次
}

func newTrainer(s school, allTeachers int) *trainer {
	return &trainer{
		teachers: s.teachers, budget: cents(float64(s.teachers) * 0.11),
		perMonth: trainingTarget * trainingPace / 12 * float64(s.teachers) / float64(allTeachers),
	}
}

// return draws one month. January begins the year's spending anew.
func (t *trainer) month(r *rand.Rand, month int) form.Raw {
	if month == 1 {
		t.spent = 0
	}
	raw := form.Raw{"teachers": fmt.Sprint(t.teachers), "due": fmt.Sprint(t.teachers - t.teachers/20)}
	people, times, lesson := 0, 0, 0.0
	for _, level := range trainingLevels {
		n := int(t.perMonth*level.share*(0.8+0.4*r.Float64()) + 0.5)
		attended := max(0, n-n/12)
		hours := float64(n) * level.hours
		cell := func(field string) form.Path { return form.Path("levels[" + level.code + "]." + field) }
		raw[cell("people")], raw[cell("times")], raw[cell("lesson")] = fmt.Sprint(attended), fmt.Sprint(n), fmt.Sprintf("%.1f", hours)
		people, times, lesson = people+attended, times+n, lesson+hours
	}
	trained := min(t.teachers, people)
	passed := max(0, trained-int(float64(trained)*0.02+r.Float64()*0.6))
	average := 0.0
	if trained > 0 {
		average = lesson / float64(trained)
	}
	t.spent = min(t.budget, cents(t.spent+t.budget/12*(0.7+0.5*r.Float64())))
	raw["trained"], raw["passed"], raw["hours"] = fmt.Sprint(trained), fmt.Sprint(passed), fmt.Sprintf("%.1f", average)
	raw["person_times"] = fmt.Sprint(times)
	raw["budget"], raw["spent"] = money(t.budget), money(t.spent)
	raw["none"], raw["none_why"] = "yes", "本月教师参加区级以上培训和集体备课，没有另外办班"
	return raw
}
