package api

import (
	"context"
)

type returnSaveInput struct {
	ID      string `path:"id" maxLength:"60"`
	Key     string `header:"Idempotency-Key" maxLength:"100" doc:"Any text of your own, such as a UUID; the same key acts once, and is answered with the return as it is then"`
	Body    sheet[SaveValues]
	RawBody []byte
}

// returnSave takes a whole sheet.
func (s *server) returnSave(ctx context.Context, in *returnSaveInput) (*returnOutput, error) {
	return s.saveValues(ctx, in, false)
}

// returnPatch takes some cells of a sheet.
func (s *server) returnPatch(ctx context.Context, in *returnSaveInput) (*returnOutput, error) {
	return s.saveValues(ctx, in, true)
}

func (s *server) saveValues(ctx context.Context, in *returnSaveInput, part bool) (*returnOutput, error) {
	body, err := in.Body.read(s.api)
	if err != nil {
		return nil, err
	}
	about := "save "
	if part {
		about = "patch "
	}
	_, err = once(ctx, s, in.Key, asked(about+in.ID, in.RawBody), func(keep func(context.Context, SavedAs) error) (SavedAs, error) {
		return s.Returns.Save(ctx, by(ctx), in.ID, body, part, keep)
	})
	if err != nil {
		return nil, err
	}
	r, err := s.Returns.Get(ctx, by(ctx), in.ID, "")
	return answer(r), err
}
