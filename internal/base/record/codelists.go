package record

import (
	"context"
	"reflect"
	"slices"
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

// OwnList is, by form, the version of a list of the bureau whose options some published
// versions hold. What holds none of it is left out. Only texts that name the list are
// read, and each version of the list once.
func (s *Service) OwnList(ctx context.Context, bureau, list string, versions []Version) (map[string]int, error) {
	if s.CodeLists == nil {
		return nil, nil
	}
	sheets := onceRead{CodeLists: s.CodeLists, known: map[int]codelist.Version{}}
	own := map[string]int{}
	for _, v := range versions {
		if !slices.ContainsFunc(v.Definition.CodeLists, func(use form.CodeList) bool { return use.List == list }) {
			continue
		}
		draft, err := formdraft.Read([]byte(v.YAML))
		if err != nil {
			continue // what is published was readable
		}
		for _, use := range draft.CodeLists {
			if use.List != list || own[v.Form] > 0 {
				continue
			}
			no, err := sheets.held(ctx, bureau, use, draft.Lists)
			if err != nil {
				return nil, err
			}
			if no > 0 {
				own[v.Form] = no
			}
		}
	}
	return own, nil
}

// onceRead reads each version of one list once.
type onceRead struct {
	CodeLists
	known map[int]codelist.Version // without a number where there is none
}

// held is the version whose options a form holds under a name; 0 when they are not the
// bureau's own.
func (o onceRead) held(ctx context.Context, bureau string, use formdraft.CodeList, lists []formdraft.List) (int, error) {
	no, err := strconv.Atoi(use.Version)
	at := slices.IndexFunc(lists, func(l formdraft.List) bool { return l.Name == use.Name })
	if err != nil || at < 0 {
		return 0, nil //nolint:nilerr // a version that is no number is nobody's
	}
	v, found := o.known[no]
	if !found {
		if v, err = o.Numbered(ctx, bureau, use.List, no); err != nil && !fault.Is(err, "notfound") {
			return 0, err
		}
		o.known[no] = v
	}
	if v.No == 0 || !holds(v, lists[at].Options) {
		return 0, nil
	}
	return no, nil
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
	return err == nil && holds(v, options), err
}

// holds tells whether options are those of a version.
func holds(v codelist.Version, options []formdraft.Option) bool {
	return reflect.DeepEqual(heldOptions(v), options)
}

// heldOptions are the items of a version as a definition's text holds them.
func heldOptions(v codelist.Version) []formdraft.Option {
	options := make([]formdraft.Option, len(v.Items))
	for i, item := range v.Items {
		options[i] = formdraft.Option{Code: item.Code, Name: item.Name, Under: item.Under, Retired: item.Retired.String()}
	}
	return options
}
