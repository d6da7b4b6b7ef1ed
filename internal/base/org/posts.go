package org

import (
	"context"
	"slices"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/id"
)

// Posts are the posts that a person holds on a day.
func (s *Service) Posts(ctx context.Context, bureau, person string, day period.Date) ([]Post, error) {
	holders, err := s.holders(ctx, bureau, PostQuery{Person: person}, day)
	if err != nil {
		return nil, err
	}
	posts := make([]Post, len(holders))
	for i, h := range holders {
		posts[i] = h.Post
	}
	return posts, nil
}

// Post is one post with its person, of any day; NotFound when there is none.
func (s *Service) Post(ctx context.Context, bureau, post string) (Holder, error) {
	found, err := s.Store.Posts(ctx, bureau, PostQuery{Post: post})
	if err != nil {
		return Holder{}, err
	}
	if len(found) == 0 {
		return Holder{}, fault.New(fault.NotFound, "notfound")
	}
	return found[0], nil
}

// PostsOfUnit are the posts of a unit that are held on a day by active people;
// an empty role asks for all roles.
func (s *Service) PostsOfUnit(ctx context.Context, bureau, unit string, role access.Role, day period.Date) ([]Holder, error) {
	query := PostQuery{Unit: unit}
	if role != "" {
		query.Roles = []access.Role{role}
	}
	return s.holders(ctx, bureau, query, day)
}

// HoldersOf are the posts with some roles, in any unit, held on a day by active people.
func (s *Service) HoldersOf(ctx context.Context, bureau string, day period.Date, roles ...access.Role) ([]Holder, error) {
	return s.holders(ctx, bureau, PostQuery{Roles: roles}, day)
}

// Leaders are the director and the deputies on a day, the director first.
func (s *Service) Leaders(ctx context.Context, bureau string, day period.Date) ([]Holder, error) {
	holders, err := s.HoldersOf(ctx, bureau, day, access.Director, access.Deputy)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(holders, func(a, b Holder) int { return leaderRank(a) - leaderRank(b) })
	return holders, nil
}

func leaderRank(h Holder) int {
	if h.Post.Role == access.Director {
		return 0
	}
	return 1
}

func (s *Service) holders(ctx context.Context, bureau string, query PostQuery, day period.Date) ([]Holder, error) {
	all, err := s.Store.Posts(ctx, bureau, query)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(all, func(h Holder) bool { return !h.Post.On(day) || !h.Person.Active }), nil
}

// ActorOf makes the actor of a post as it stands on a day. A post that has ended
// and a person who left give the NotFound fault.
func (s *Service) ActorOf(ctx context.Context, bureau, post string, door access.Door, day period.Date) (access.Actor, error) {
	h, err := s.Post(ctx, bureau, post)
	if err != nil {
		return access.Actor{}, err
	}
	if !h.Post.On(day) || !h.Person.Active {
		return access.Actor{}, fault.New(fault.NotFound, "notfound")
	}
	return h.Actor(bureau, door), nil
}

// Actor is the holder acting in the post through a door.
func (h Holder) Actor(bureau string, door access.Door) access.Actor {
	return access.Actor{
		Bureau: bureau, Person: h.Person.ID, Name: h.Person.Name, Door: door,
		Post: access.Post{ID: h.Post.ID, Unit: h.Post.Unit, Role: h.Post.Role},
	}
}

// AddPost gives one post and returns it with its ID.
func (s *Service) AddPost(ctx context.Context, by access.Actor, post Post) (Post, error) {
	added, err := s.AddPosts(ctx, by, []Post{post})
	if err != nil {
		return Post{}, err
	}
	return added[0], nil
}

// AddPosts gives many posts at once. Empty IDs are made here.
func (s *Service) AddPosts(ctx context.Context, by access.Actor, posts []Post) ([]Post, error) {
	if err := canWrite(by, access.PostKind); err != nil {
		return nil, err
	}
	check := fields{}
	added := make([]Post, len(posts))
	for i, p := range posts {
		if p.ID == "" {
			p.ID = id.New()
		}
		checkPost(&check, prefix(i, len(posts)), p)
		added[i] = p
	}
	if err := check.err(); err != nil {
		return nil, err
	}
	return added, s.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.checkHeld(ctx, by.Bureau, added); err != nil {
			return err
		}
		if err := s.Store.InsertPosts(ctx, by.Bureau, added); err != nil {
			return err
		}
		for _, p := range added {
			if err := s.Audit.Write(ctx, by, audit.Event{Verb: "post.add", Kind: access.PostKind, Thing: p.ID, Unit: p.Unit, Data: p}); err != nil {
				return err
			}
		}
		return nil
	})
}

// EndPost lets a post end with a day, which is the last one that counts.
func (s *Service) EndPost(ctx context.Context, by access.Actor, post string, last period.Date) error {
	if err := canWrite(by, access.PostKind); err != nil {
		return err
	}
	return s.Tx.InTx(ctx, func(ctx context.Context) error {
		h, err := s.Post(ctx, by.Bureau, post)
		if err != nil {
			return err
		}
		ended := h.Post
		ended.Until = last
		check := fields{}
		check.span("until", Span{ended.From, ended.Until})
		if err := check.err(); err != nil {
			return err
		}
		if err := s.Store.UpdatePost(ctx, by.Bureau, ended); err != nil {
			return err
		}
		return s.Audit.Write(ctx, by, audit.Event{Verb: "post.end", Kind: access.PostKind, Thing: post, Unit: ended.Unit,
			Data: change[Post]{h.Post, ended}})
	})
}

func checkPost(check *fields, at string, p Post) {
	if access.RoleName(p.Role) == "" {
		check.add(at+"role", "fault.org.role")
	}
	check.text(at+"title", p.Title)
	check.span(at+"until", Span{p.From, p.Until})
}

// checkHeld refuses posts of people or units that are not there.
func (s *Service) checkHeld(ctx context.Context, bureau string, posts []Post) error {
	var units, people []string
	for _, p := range posts {
		units, people = append(units, p.Unit), append(people, p.Person)
	}
	names, err := s.PeopleNames(ctx, bureau, people)
	if err != nil {
		return err
	}
	known := map[string]bool{}
	for part := range slices.Chunk(unique(units), 500) {
		found, err := s.Store.Units(ctx, bureau, part...)
		if err != nil {
			return err
		}
		for _, u := range found {
			known[u.ID] = true
		}
	}
	for _, p := range posts {
		if _, ok := names[p.Person]; !ok || !known[p.Unit] {
			return fault.New(fault.Invalid, "org.post.unknown")
		}
	}
	return nil
}
