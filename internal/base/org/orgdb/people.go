package orgdb

import (
	"context"
	"database/sql"
	"errors"
	"slices"

	"github.com/uptrace/bun"

	"nianlun/internal/base/access"
	"nianlun/internal/base/org"
	"nianlun/internal/kit/store"
)

type personRow struct {
	bun.BaseModel `bun:"table:person,alias:p"`

	BureauID string `bun:"bureau_id,pk"`
	ID       string `bun:"id,pk"`
	Name     string `bun:"name"`
	Login    string `bun:"login"`
	Phone    string `bun:"phone"`
	Active   int    `bun:"active"`
}

func personRowOf(bureau string, p org.Person) personRow {
	return personRow{BureauID: bureau, ID: p.ID, Name: p.Name, Login: p.Login, Phone: p.Phone, Active: flag(p.Active)}
}

func (r personRow) person() org.Person {
	return org.Person{ID: r.ID, Name: r.Name, Login: r.Login, Phone: r.Phone, Active: r.Active == 1}
}

// People implements org.Store.
func (d *DB) People(ctx context.Context, bureau string, ids ...string) ([]org.Person, error) {
	var rows []personRow
	query := d.s.Read(ctx).NewSelect().Model(&rows).Where("bureau_id = ?", bureau).Order("id")
	if len(ids) > 0 {
		query.Where("id IN (?)", bun.List(ids))
	}
	if err := query.Scan(ctx); err != nil {
		return nil, err
	}
	people := make([]org.Person, len(rows))
	for i, r := range rows {
		people[i] = r.person()
	}
	return people, nil
}

// PersonByLogin implements org.Store.
func (d *DB) PersonByLogin(ctx context.Context, bureau, login string) (org.Person, error) {
	var row personRow
	err := d.s.Read(ctx).NewSelect().Model(&row).Where("bureau_id = ?", bureau).
		Where("login = ?", login).Where("login <> ''").Scan(ctx)
	return row.person(), store.Found(err)
}

// InsertPeople implements org.Store.
func (d *DB) InsertPeople(ctx context.Context, bureau string, people []org.Person) error {
	for part := range slices.Chunk(people, 500) {
		rows := make([]personRow, len(part))
		for i, p := range part {
			rows[i] = personRowOf(bureau, p)
		}
		if _, err := d.s.Write(ctx).NewInsert().Model(&rows).Exec(ctx); err != nil {
			return taken(err)
		}
	}
	return nil
}

// UpdatePerson implements org.Store.
func (d *DB) UpdatePerson(ctx context.Context, bureau string, person org.Person) error {
	row := personRowOf(bureau, person)
	result, err := d.s.Write(ctx).NewUpdate().Model(&row).WherePK().Exec(ctx)
	return store.Changed(result, taken(err), "notfound")
}

type postRow struct {
	bun.BaseModel `bun:"table:post,alias:o"`

	BureauID string `bun:"bureau_id,pk"`
	ID       string `bun:"id,pk"`
	PersonID string `bun:"person_id"`
	UnitID   string `bun:"unit_id"`
	Role     string `bun:"role"`
	Title    string `bun:"title"`
	From     civil  `bun:"valid_from"`
	Until    civil  `bun:"valid_until"`
}

func postRowOf(bureau string, p org.Post) postRow {
	return postRow{
		BureauID: bureau, ID: p.ID, PersonID: p.Person, UnitID: p.Unit, Role: string(p.Role), Title: p.Title,
		From: civil{p.From}, Until: civil{p.Until},
	}
}

type holderRow struct {
	postRow `bun:",extend"`

	PersonName   string `bun:"person_name"`
	PersonLogin  string `bun:"person_login"`
	PersonPhone  string `bun:"person_phone"`
	PersonActive int    `bun:"person_active"`
}

func (r holderRow) holder() org.Holder {
	return org.Holder{
		Post: org.Post{
			ID: r.ID, Person: r.PersonID, Unit: r.UnitID, Role: access.Role(r.Role), Title: r.Title,
			From: r.From.Date, Until: r.Until.Date,
		},
		Person: org.Person{ID: r.PersonID, Name: r.PersonName, Login: r.PersonLogin, Phone: r.PersonPhone, Active: r.PersonActive == 1},
	}
}

// withPerson selects posts with who holds them.
func withPerson(query *bun.SelectQuery) *bun.SelectQuery {
	return query.
		ColumnExpr("o.*, p.name AS person_name, p.login AS person_login, p.phone AS person_phone, p.active AS person_active").
		Join("JOIN person AS p ON p.bureau_id = o.bureau_id AND p.id = o.person_id")
}

var postByID = store.FixedSelect((*holderRow)(nil), func(q *bun.SelectQuery) *bun.SelectQuery {
	return withPerson(q).Where("o.bureau_id = $1 AND o.id = $2")
})

// post is one post, which every call of a program asks for.
func (d *DB) post(ctx context.Context, bureau, id string) ([]org.Holder, error) {
	var row holderRow
	err := d.s.One(ctx, postByID, &row, bureau, id)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	return []org.Holder{row.holder()}, err
}

// Posts implements org.Store.
func (d *DB) Posts(ctx context.Context, bureau string, q org.PostQuery) ([]org.Holder, error) {
	if q.Post != "" && q.Person == "" && q.Unit == "" && len(q.Roles) == 0 {
		return d.post(ctx, bureau, q.Post)
	}
	var rows []holderRow
	query := withPerson(d.s.Read(ctx).NewSelect().Model(&rows)).Where("o.bureau_id = ?", bureau).Order("o.id")
	if q.Post != "" {
		query.Where("o.id = ?", q.Post)
	}
	if q.Person != "" {
		query.Where("o.person_id = ?", q.Person)
	}
	if q.Unit != "" {
		query.Where("o.unit_id = ?", q.Unit)
	}
	if len(q.Roles) > 0 {
		query.Where("o.role IN (?)", bun.List(q.Roles))
	}
	if err := query.Scan(ctx); err != nil {
		return nil, err
	}
	holders := make([]org.Holder, len(rows))
	for i, r := range rows {
		holders[i] = r.holder()
	}
	return holders, nil
}

// InsertPosts implements org.Store.
func (d *DB) InsertPosts(ctx context.Context, bureau string, posts []org.Post) error {
	for part := range slices.Chunk(posts, 500) {
		rows := make([]postRow, len(part))
		for i, p := range part {
			rows[i] = postRowOf(bureau, p)
		}
		if _, err := d.s.Write(ctx).NewInsert().Model(&rows).Exec(ctx); err != nil {
			return taken(err)
		}
	}
	return nil
}

// UpdatePost implements org.Store.
func (d *DB) UpdatePost(ctx context.Context, bureau string, post org.Post) error {
	row := postRowOf(bureau, post)
	result, err := d.s.Write(ctx).NewUpdate().Model(&row).WherePK().Exec(ctx)
	return store.Changed(result, taken(err), "notfound")
}
