package api

import (
	"context"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/base/codelist"
)

// CodeLists are the bureau's lists of codes; base/codelist fulfils it.
type CodeLists interface {
	Lists(ctx context.Context, by access.Actor) ([]codelist.List, error)
	Version(ctx context.Context, by access.Actor, code string, no int) (codelist.Version, error)
}

// CodeListHead is a list without its items.
type CodeListHead struct {
	Code    string `json:"code"`
	Name    string `json:"name"`
	Version int    `json:"version" doc:"The newest published version"`
	Closed  bool   `json:"closed" doc:"No further field of a form may take it"`
}

// CodeList is one published version of a list. It never changes.
type CodeList struct {
	Code      string     `json:"code"`
	Version   int        `json:"version"`
	Name      string     `json:"name"`
	Source    string     `json:"source" doc:"The standard or paper that it follows"`
	Parent    string     `json:"parent" doc:"The code of the list under whose items these stand; empty for none"`
	Published time.Time  `json:"published"`
	Items     []CodeItem `json:"items"`
}

// CodeItem is one code with its name.
type CodeItem struct {
	Code    string   `json:"code"`
	Name    string   `json:"name"`
	Under   []string `json:"under" doc:"The codes of the parent list under which alone the item is offered"`
	Retired string   `json:"retired" doc:"The day from which it is no longer chosen; empty for one in use"`
}

func codeListOf(v codelist.Version) CodeList {
	out := CodeList{Code: v.List, Version: v.No, Name: v.Name, Source: v.Source, Parent: v.Parent, Published: v.Published, Items: make([]CodeItem, len(v.Items))}
	for i, item := range v.Items {
		out.Items[i] = CodeItem{Code: item.Code, Name: item.Name, Under: append([]string{}, item.Under...), Retired: item.Retired.String()}
	}
	return out
}
