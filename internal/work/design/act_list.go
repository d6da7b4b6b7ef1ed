package design

import (
	"reflect"
	"strings"

	"nianlun/internal/engine/form/formdraft"
	"nianlun/internal/kit/fault"
)

// EditList changes a list of options; one without a name is added. To is its name
// afterwards.
type EditList struct {
	List, To string
	Options  []formdraft.Option
}

// Name implements Act.
func (EditList) Name() string { return "list.edit" }

// Target implements Act.
func (a EditList) Target() string { return listTarget(a.List) }

func (a EditList) untouched(before, now *formdraft.Draft) bool {
	return reflect.DeepEqual(findList(before, a.List), findList(now, a.List))
}

func (a EditList) apply(b *bench) error {
	to := strings.TrimSpace(a.To)
	if to == "" {
		return fault.New(fault.Invalid, "design.wrong").With("to", "design.need.list")
	}
	if to != a.List && findList(b.content, to) != nil {
		return fault.New(fault.Invalid, "design.wrong").With("to", "design.taken.list", "name", to)
	}
	if a.List == "" {
		options := b.withCodes(a.Options, nil, "o")
		b.content.Lists = append(b.content.Lists, formdraft.List{Name: to, Options: options})
		b.look = listTarget(to)
		return nil
	}
	list := findList(b.content, a.List)
	if list == nil {
		return gone()
	}
	list.Options = underCodes(b.withCodes(a.Options, list.Options, "o"), b.listParents(a.List))
	if to != a.List {
		b.content.RenameList(a.List, to)
	}
	b.look = listTarget(to)
	return nil
}

// RemoveList takes a list out.
type RemoveList struct{ List string }

// Name implements Act.
func (RemoveList) Name() string { return "list.remove" }

// Target implements Act.
func (a RemoveList) Target() string { return listTarget(a.List) }

func (a RemoveList) untouched(before, now *formdraft.Draft) bool {
	return reflect.DeepEqual(findList(before, a.List), findList(now, a.List))
}

func (a RemoveList) apply(b *bench) error {
	for i := range b.content.Lists {
		if b.content.Lists[i].Name == a.List {
			b.content.Lists = append(b.content.Lists[:i:i], b.content.Lists[i+1:]...)
			b.look = "form"
			return nil
		}
	}
	return gone()
}

// withCodes keeps the code of each option and gives one to those that have none:
// never a code that was published, because answers point at it. Options without a
// name are left out.
func (b *bench) withCodes(options, before []formdraft.Option, prefix string) []formdraft.Option {
	taken, codes := b.publishedOptions(), map[string]string{}
	for _, o := range before {
		taken[o.Code], codes[o.Name] = true, o.Code
	}
	for _, o := range options {
		taken[o.Code] = true
	}
	var out []formdraft.Option
	used := map[string]bool{}
	for _, o := range options {
		o.Name = strings.TrimSpace(o.Name)
		if o.Name == "" {
			continue
		}
		if o.Code == "" {
			o.Code = codes[o.Name]
		}
		if o.Code == "" || used[o.Code] {
			o.Code = numbered(prefix, taken)
			taken[o.Code] = true
		}
		used[o.Code] = true
		out = append(out, o)
	}
	return out
}

// ParentOptions are the options of the field of a section under whose choices those
// of another one are offered; none where there is no such field.
func ParentOptions(content formdraft.Draft, section formdraft.Section, f formdraft.Field) []formdraft.Option {
	for i := range section.Fields {
		parent := &section.Fields[i]
		if f.Under == "" || parent.Name != f.Under && parent.Code != f.Under {
			continue
		}
		if list := findList(&content, parent.Of); list != nil && len(parent.Options) == 0 {
			return list.Options
		}
		return parent.Options
	}
	return nil
}

// listParents are the options under whose choices those of a list are offered.
func (b *bench) listParents(list string) []formdraft.Option {
	for _, s := range b.content.Sections {
		for _, f := range s.Fields {
			if f.Of == list && f.Under != "" {
				return ParentOptions(*b.content, s, f)
			}
		}
	}
	return nil
}

// underCodes turns the names of choices, as people write them, into their codes.
func underCodes(options, parents []formdraft.Option) []formdraft.Option {
	codes := map[string]string{}
	for _, o := range parents {
		codes[o.Name] = o.Code
	}
	for i := range options {
		for j, word := range options[i].Under {
			if code := codes[word]; code != "" {
				options[i].Under[j] = code
			}
		}
	}
	return options
}

// publishedOptions are the codes of all options and given rows that were published.
func (b *bench) publishedOptions() map[string]bool {
	codes := map[string]bool{}
	if b.published == nil {
		return codes
	}
	for _, f := range b.published.Fields() {
		for _, o := range f.Options {
			codes[o.Code] = true
		}
	}
	for i := range b.published.Sections {
		if rows := b.published.Sections[i].Rows; rows != nil {
			for _, o := range rows.Fixed {
				codes[o.Code] = true
			}
		}
	}
	return codes
}

func findList(content *formdraft.Draft, name string) *formdraft.List {
	for i := range content.Lists {
		if content.Lists[i].Name == name {
			return &content.Lists[i]
		}
	}
	return nil
}

func listTarget(name string) string { return "list:" + name }
