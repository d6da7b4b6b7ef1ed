package demo

import (
	"context"
	"fmt"

	"nianlun/internal/base/access"
	"nianlun/internal/base/org"
)

// Names are drawn from common ones; nobody is meant.
var (
	surnames = []rune("王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤")
	givens   = []string{"雪", "敏", "倩", "丽", "洁", "涛", "卓", "宁", "芳", "楠", "梅", "帆", "琳", "朗", "诺", "静", "航", "昊", "婷", "云飞", "苏晓", "建国", "志强", "晓燕", "春梅", "文博", "思远", "雨桐", "子墨", "海燕", "立新", "红霞", "永康", "佳怡", "明辉", "玉兰", "国栋", "秀英", "小军", "一凡", "新宇", "若兰", "德明", "巧云", "长青", "淑华", "景行", "怀瑾", "知行", "清和"}
)

// hiring is a person with the post that is given at once.
type hiring struct {
	person org.Person
	post   org.Post
}

func (b *builder) makePeople(ctx context.Context) error {
	var all []hiring
	s := b.cast.script
	for _, x := range append(s.Leaders, s.Admins...) {
		all = append(all, hire(x.Name, x.Login, b.cast.root.ID, x.Role, x.Title))
	}
	for _, section := range s.Sections {
		for i, name := range section.Staff {
			title := "科员"
			if i == 0 {
				title = "科长"
			}
			if section.Role == access.Office && i == 0 {
				title = "文秘"
			}
			all = append(all, hire(name, fmt.Sprintf("%s%d", section.Code, i+1), b.cast.sections[section.Code].ID, section.Role, title))
		}
	}
	for i, name := range s.Inspectors {
		all = append(all, hire(name, fmt.Sprintf("duxue%d", i+1), b.cast.sections["dudao"].ID, access.Inspector, "责任督学"))
	}
	used := map[string]bool{}
	for _, h := range all {
		used[h.person.Name] = true
	}
	for i, school := range b.cast.schools {
		all = append(all,
			hire(b.newName(used), fmt.Sprintf("school%02d", i+1), school.unit.ID, access.Clerk, "填报员"),
			hire(b.newName(used), fmt.Sprintf("head%02d", i+1), school.unit.ID, access.Head, headTitle(school.unit.Type)))
	}
	return b.employ(ctx, all)
}

func hire(name, login, unit string, role access.Role, title string) hiring {
	return hiring{
		person: org.Person{Name: name, Login: login, Active: true},
		post:   org.Post{Unit: unit, Role: role, Title: title, From: foundation},
	}
}

func headTitle(t org.UnitType) string {
	if t == org.Kindergarten {
		return "园长"
	}
	return "校长"
}

// newName draws a name that nobody has yet. With very many people names repeat,
// as they do in life.
func (b *builder) newName(used map[string]bool) string {
	name := ""
	for range 20 {
		name = string(surnames[b.rand.IntN(len(surnames))]) + givens[b.rand.IntN(len(givens))]
		if !used[name] {
			break
		}
	}
	used[name] = true
	return name
}

func (b *builder) employ(ctx context.Context, all []hiring) error {
	people := make([]org.Person, len(all))
	for i, h := range all {
		people[i] = h.person
	}
	people, err := b.app.Org.AddPeople(ctx, b.system, people)
	if err != nil {
		return err
	}
	posts := make([]org.Post, len(all))
	for i, h := range all {
		h.post.Person = people[i].ID
		posts[i] = h.post
	}
	if posts, err = b.app.Org.AddPosts(ctx, b.system, posts); err != nil {
		return err
	}
	b.place(people, posts)
	for _, p := range people {
		if err := b.app.Accounts.GivePassword(ctx, b.system, p.ID, Password); err != nil {
			return err
		}
	}
	return b.setLeaders(ctx)
}

// place notes who acts in which part.
func (b *builder) place(people []org.Person, posts []org.Post) {
	b.cast.staff, b.cast.leaders = map[string][]access.Actor{}, map[string]access.Actor{}
	schools := map[string]int{}
	for i, s := range b.cast.schools {
		schools[s.unit.ID] = i
	}
	for i, post := range posts {
		actor := org.Holder{Person: people[i], Post: post}.Actor(b.bureau.ID, access.Screen)
		n, atSchool := schools[post.Unit]
		switch {
		case atSchool && post.Role == access.Clerk:
			b.cast.schools[n].clerk = actor
		case atSchool:
			b.cast.schools[n].head = actor
		case post.Unit == b.cast.root.ID:
			b.cast.leaders[people[i].Login] = actor
		default:
			b.cast.staff[post.Unit] = append(b.cast.staff[post.Unit], actor)
		}
	}
}

// setLeaders puts each section under the deputy that the script names.
func (b *builder) setLeaders(ctx context.Context) error {
	for _, leader := range b.cast.script.Leaders {
		for _, code := range leader.Leads {
			person := b.cast.leaders[leader.Login].Person
			if err := b.app.Org.SetLeader(ctx, b.system, b.cast.sections[code].ID, person, foundation); err != nil {
				return err
			}
		}
	}
	return nil
}

// clerkOf is the first of a section's staff.
func (b *builder) clerkOf(code string) access.Actor { return b.cast.staff[b.cast.sections[code].ID][0] }

// offered are the accounts that the program names for trying: one of each role.
var offered = []string{"bangongshi1", "fang", "wuhy", "jicai1", "renshi1", "school03", "head03", "duxue1", "dingyi", "baij", "zhongm"}
