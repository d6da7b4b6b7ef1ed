package formhtml

import (
	"slices"
	"strconv"
	"strings"

	"nianlun/internal/engine/form"
)

// problems gathers everything that is to be dealt with, in the order of the form, and numbers it.
func (b *builder) problems() {
	faulty := map[form.Path]bool{} // a cell that is wrongly written is not called empty as well
	for _, issue := range b.in.Issues {
		if faulty[issue.Path] {
			continue
		}
		faulty[issue.Path] = true
		p := Problem{Mark: Wrong, Place: issue.Place.Label(b.t), Text: issue.Message(b.t), paths: []form.Path{issue.Path}}
		b.list = append(b.list, p)
	}
	for _, finding := range b.in.Findings {
		if finding.Skipped == "" {
			b.list = append(b.list, b.finding(finding))
		}
	}
	for _, back := range b.in.Back {
		text := b.t("form.problem.back", "who", back.Who, "reason", back.Reason)
		b.list = append(b.list, Problem{Mark: Sent, Text: text, Key: string(back.Path), Said: back.Answer,
			Place: b.place(back.Path), paths: []form.Path{back.Path}})
	}
	b.sort()
	for i := range b.list {
		p := &b.list[i]
		p.Number = i + 1
		p.ID = problemID(p.Number)
		p.ReadOnly = b.in.ReadOnly
		for _, path := range p.paths {
			b.point(path, p)
		}
		if len(p.paths) > 0 {
			p.Cell = cellID(p.paths[0])
			p.Link = "#" + p.Cell
		}
	}
}

func (b *builder) place(path form.Path) string {
	return form.PlaceOf(b.in.Def, b.in.Values, path).Label(b.t)
}

func (b *builder) finding(f form.Finding) Problem {
	p := Problem{Mark: Odd, Text: f.Message, Key: f.Key(), Said: f.Explanation, paths: f.Cells}
	if f.Class == form.Logic {
		p.Mark, p.Said = Wrong, ""
	}
	if f.Failed != "" {
		p.Text += b.t(f.FailKey(), "lacks", strings.Join(f.Lacks, b.t("form.place.and")))
	}
	if again, found := b.in.Again[f.Key()]; found && p.Mark == Odd && p.Said == "" && !b.in.ReadOnly {
		p.Again = &again
	}
	var places []string
	for _, path := range f.Cells {
		places = append(places, b.place(path))
	}
	p.Place = b.places(places)
	if f.Mend != nil && !b.in.ReadOnly {
		p.Mend = &Mend{Name: string(f.Mend.Path), Value: f.Mend.Text, Show: f.Mend.Show}
	}
	return p
}

// places names up to three places, and how many there are when there are more.
func (b *builder) places(places []string) string {
	separator := b.t("form.place.and")
	if len(places) <= 3 {
		return strings.Join(places, separator)
	}
	return b.t("form.place.more", "places", strings.Join(places[:3], separator), "n", strconv.Itoa(len(places)))
}

// sort puts problems into the order in which their first cells stand in the form; what has no cell comes last.
func (b *builder) sort() {
	if len(b.list) < 2 {
		return
	}
	order := map[form.Path]int{}
	for i, path := range b.in.Def.Paths(b.in.Values) {
		order[path] = i
	}
	first := func(p Problem) int {
		if len(p.paths) > 0 {
			if at, found := order[p.paths[0]]; found {
				return at
			}
		}
		return len(order)
	}
	slices.SortStableFunc(b.list, func(a, c Problem) int { return first(a) - first(c) })
}

// point lets a cell show its weightiest problem: wrong before sent back before odd, the first of each.
func (b *builder) point(path form.Path, p *Problem) {
	weight := map[Mark]int{Odd: 1, Sent: 2, Wrong: 3}
	if at := b.at[path]; at != nil && weight[at.Mark] >= weight[p.Mark] {
		return
	}
	b.at[path] = p
}
