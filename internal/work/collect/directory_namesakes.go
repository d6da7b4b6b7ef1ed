package collect

import (
	"strings"

	"nianlun/internal/base/access"
	"nianlun/internal/kit/i18n"
)

// called is a person's name with what tells namesakes apart in brackets: 李明（填报员）.
func (c candidate) called(marks ...string) string {
	var said []string
	for _, mark := range marks {
		if mark != "" {
			said = append(said, mark)
		}
	}
	if len(said) == 0 {
		return c.bare
	}
	return c.bare + "（" + strings.Join(said, "，") + "）"
}

// tellApart tells namesakes in one unit apart by their posts, and those of the same post
// by the last characters of what they sign in with, as few as it takes: the whole of it
// is half of what a sign-in needs, and not everybody's to read.
func tellApart(people []candidate) []candidate {
	for _, group := range namesakes(people) {
		for _, i := range group {
			people[i].Name = people[i].called(people[i].unit, people[i].posts())
		}
	}
	for _, group := range namesakes(people) {
		length := tailLength(people, group)
		for _, i := range group {
			if p := &people[i]; p.login != "" {
				p.Name = p.called(p.unit, p.posts(), i18n.Chinese.T("collect.namesake.tail", "tail", tail(p.login, length)))
			}
		}
	}
	return people
}

// namesakes are the groups of people who are called the same, by their places.
func namesakes(people []candidate) [][]int {
	byName := map[string][]int{}
	for i, p := range people {
		byName[plain(p.Name)] = append(byName[plain(p.Name)], i)
	}
	var groups [][]int
	for i, p := range people {
		if group := byName[plain(p.Name)]; len(group) > 1 && group[0] == i {
			groups = append(groups, group)
		}
	}
	return groups
}

// posts are the roles that a person holds, in words.
func (c candidate) posts() string {
	names := make([]string, len(c.roles))
	for i, role := range c.roles {
		names[i] = access.RoleName(role)
	}
	return strings.Join(names, "、")
}

// shortTail is how many characters of a login are shown at least.
const shortTail = 2

// tailLength is how many last characters tell a group apart.
func tailLength(people []candidate, group []int) int {
	longest := 0
	for _, i := range group {
		longest = max(longest, len([]rune(people[i].login)))
	}
	for length := shortTail; length < longest; length++ {
		seen := map[string]bool{}
		for _, i := range group {
			seen[tail(people[i].login, length)] = true
		}
		if len(seen) == len(group) {
			return length
		}
	}
	return longest
}

// tail are the last characters of a login, never all of it.
func tail(login string, length int) string {
	all := []rune(login)
	return string(all[max(len(all)-length, min(1, len(all))):])
}
