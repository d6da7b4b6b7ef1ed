package hook

import (
	"context"
	"encoding/base64"
	"strconv"
	"strings"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/id"
)

// listed bounds one page of deliveries.
const listed = 200

// Deliveries are what a hook was told or is to be told, the newest first; at most
// 200 at once, all of them when the limit of q is 0 or more than that. next asks
// for what is older, and is empty when nothing is.
func (s *Service) Deliveries(ctx context.Context, by access.Actor, q Query) (page []Delivery, next string, err error) {
	if err := check(by, access.Read); err != nil {
		return nil, "", err
	}
	h, err := s.find(ctx, by, q.Hook)
	if err != nil {
		return nil, "", err
	}
	if q.Hook = h.ID; q.Limit < 1 || q.Limit > listed {
		q.Limit = listed
	}
	limit := q.Limit
	q.Limit++ // one more tells whether anything follows
	if page, err = s.Store.Deliveries(ctx, by.Bureau, q); err != nil || len(page) <= limit {
		return page, "", err
	}
	page = page[:limit]
	last := page[limit-1]
	return page, Cursor{Made: last.Made, ID: last.ID}.String(), nil
}

// String is the cursor as callers hand it back.
func (c Cursor) String() string {
	return base64.RawURLEncoding.EncodeToString([]byte(strconv.FormatInt(c.Made.UnixNano(), 10) + " " + c.ID))
}

// ParseCursor reads what String writes; the empty text is the beginning. Anything
// else is an Invalid fault that names the field after.
func ParseCursor(text string) (Cursor, error) {
	if text == "" {
		return Cursor{}, nil
	}
	plain, err := base64.RawURLEncoding.DecodeString(text)
	nanos, delivery, found := strings.Cut(string(plain), " ")
	at, wrong := strconv.ParseInt(nanos, 10, 64)
	if err != nil || wrong != nil || !found || !id.Valid(delivery) {
		return Cursor{}, fault.New(fault.Invalid, "hook.cursor").With("after", "fault.hook.cursor")
	}
	return Cursor{Made: time.Unix(0, at), ID: delivery}, nil
}
