package record

import (
	"context"
	"reflect"
	"strconv"

	"nianlun/internal/base/codelist"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formdraft"
	"nianlun/internal/kit/fault"
)

// CodeLists are the lists that a bureau keeps for all its forms; base/codelist
// fulfils it.
type CodeLists interface {
	// Newest and Numbered are the NotFound fault "notfound" when there is none.
	Newest(ctx context.Context, bureau, code string) (codelist.Version, error)
	Numbered(ctx context.Context, bureau, code string, no int) (codelist.Version, error)
	// Offered are the newest versions of the lists that further fields may take.
	Offered(ctx context.Context, bureau string) ([]codelist.Version, error)
}

// codeLists lets a definition look lists up; the first error is kept in failed.
func (s *Service) codeLists(ctx context.Context, bureau string, library *form.Library, failed *error) {
	if s.CodeLists == nil {
		return
	}
	note := func(err error) {
		if err != nil && !fault.Is(err, "notfound") && *failed == nil {
			*failed = err
		}
	}
	library.CodeList = func(code string) (form.SharedList, bool) {
		v, err := s.CodeLists.Newest(ctx, bureau, code)
		note(err)
		return v.Shared(), err == nil
	}
	library.CodeLists = func() []string {
		all, err := s.CodeLists.Offered(ctx, bureau)
		note(err)
		codes := make([]string, len(all))
		for i, v := range all {
			codes[i] = v.List
		}
		return codes
	}
}

// Hold is the text of a definition as it is published: with the options of the
// bureau's lists that it names, as they are now, so that nothing that happens to a
// list changes what the text means. What it holds already stays, as in a form that
// came from another bureau. A list that is not there is left for Parse to name.
func (s *Service) Hold(ctx context.Context, bureau, yaml string) (string, error) {
	if s.CodeLists == nil {
		return yaml, nil
	}
	draft, err := formdraft.Read([]byte(yaml))
	if err != nil {
		return yaml, nil //nolint:nilerr // Parse names the mistakes
	}
	held := map[string]formdraft.Held{}
	for _, use := range draft.CodeLists {
		v, err := s.CodeLists.Newest(ctx, bureau, use.List)
		if fault.Is(err, "notfound") {
			continue
		}
		if err != nil {
			return yaml, err
		}
		held[use.Name] = formdraft.Held{Version: v.No, Options: heldOptions(v)}
	}
	return string(formdraft.Hold([]byte(yaml), held)), nil
}

// LetGo is a published text as a draft of the next version begins with it: the
// options of the bureau's own lists are looked up again. Those of a form that came
// from another bureau stay in it: here nobody keeps the list that they are of.
func (s *Service) LetGo(ctx context.Context, bureau, yaml string) (string, error) {
	if s.CodeLists == nil {
		return yaml, nil
	}
	var failed error
	text := formdraft.LetGo([]byte(yaml), func(use formdraft.CodeList, options []formdraft.Option) bool {
		own, err := s.isOwn(ctx, bureau, use, options)
		if err != nil && failed == nil {
			failed = err
		}
		return own
	})
	return string(text), failed
}

// OwnLists are the lists of the bureau whose options a published text holds, with the
// names that the form gives them and the versions.
func (s *Service) OwnLists(ctx context.Context, bureau, yaml string) ([]formdraft.CodeList, error) {
	draft, err := formdraft.Read([]byte(yaml))
	if err != nil || s.CodeLists == nil {
		return nil, nil //nolint:nilerr // what is published was readable
	}
	var own []formdraft.CodeList
	for _, use := range draft.CodeLists {
		for _, list := range draft.Lists {
			if list.Name != use.Name {
				continue
			}
			is, err := s.isOwn(ctx, bureau, use, list.Options)
			if err != nil {
				return nil, err
			}
			if is {
				own = append(own, use)
			}
		}
	}
	return own, nil
}

// isOwn tells whether options are those of a version of the bureau's own list. The
// code alone does not: another bureau may call its list the same.
func (s *Service) isOwn(ctx context.Context, bureau string, use formdraft.CodeList, options []formdraft.Option) (bool, error) {
	no, err := strconv.Atoi(use.Version)
	if err != nil {
		return false, nil //nolint:nilerr // a version that is no number is nobody's
	}
	v, err := s.CodeLists.Numbered(ctx, bureau, use.List, no)
	if fault.Is(err, "notfound") {
		return false, nil
	}
	return err == nil && reflect.DeepEqual(heldOptions(v), options), err
}

// heldOptions are the items of a version as a definition's text holds them.
func heldOptions(v codelist.Version) []formdraft.Option {
	options := make([]formdraft.Option, len(v.Items))
	for i, item := range v.Items {
		options[i] = formdraft.Option{Code: item.Code, Name: item.Name, Under: item.Under, Retired: item.Retired.String()}
	}
	return options
}
