package design

import (
	"reflect"
	"slices"
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
	if to != a.List && (findList(b.content, to) != nil || findCodeList(b.content, to) != nil) {
		return fault.New(fault.Invalid, "design.wrong").With("to", "design.taken.list", "name", to)
	}
	if a.List == "" {
		options := b.withCodes(a.Options, nil, "o")
		b.content.Lists = append(b.content.Lists, formdraft.List{Name: to, Options: options})
		b.look = listTarget(to)
		return nil
	}
	list := findList(b.content, a.List)
	switch {
	case list != nil:
		b.editOptions(list, a.Options)
	case findCodeList(b.content, a.List) == nil: // its options are the bureau's
		return gone()
	}
	if to != a.List {
		b.content.RenameList(a.List, to)
	}
	b.look = listTarget(to)
	return nil
}

// editOptions changes the options of a list. One that came with the form from
// elsewhere is the form's own from the first change on.
func (b *bench) editOptions(list *formdraft.List, options []formdraft.Option) {
	was := list.Options
	list.Options = underCodes(b.withCodes(stillRetired(options, was), was, "o"), b.listParents(list.Name))
	if !reflect.DeepEqual(was, list.Options) {
		b.content.CodeLists = slices.DeleteFunc(b.content.CodeLists, func(l formdraft.CodeList) bool { return l.Name == list.Name })
	}
}

// stillRetired keeps the day from which an option is retired, which no panel shows.
func stillRetired(options, was []formdraft.Option) []formdraft.Option {
	days := map[string]string{}
	for _, o := range was {
		days[o.Code] = o.Retired
	}
	options = slices.Clone(options)
	for i := range options {
		if day := days[options[i].Code]; options[i].Code != "" && options[i].Retired == "" {
			options[i].Retired = day
		}
	}
	return options
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
	if findCodeList(b.content, a.List) != nil {
		b.content.CodeLists = slices.DeleteFunc(b.content.CodeLists, func(l formdraft.CodeList) bool { return l.Name == a.List })
		b.content.Lists = slices.DeleteFunc(b.content.Lists, func(l formdraft.List) bool { return l.Name == a.List })
		b.look = "form"
		return nil
	}
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
// of another one are offered; none where there is no such field. listed are the
// options of a list by its name.
func ParentOptions(listed func(name string) []formdraft.Option, section formdraft.Section, f formdraft.Field) []formdraft.Option {
	for i := range section.Fields {
		parent := &section.Fields[i]
		if f.Under == "" || parent.Name != f.Under && parent.Code != f.Under {
			continue
		}
		if len(parent.Options) == 0 {
			return listed(parent.Of)
		}
		return parent.Options
	}
	return nil
}

// listed are the options of a list of the form, its own or the bureau's.
func (b *bench) listed(name string) []formdraft.Option {
	if list := findList(b.content, name); list != nil {
		return list.Options
	}
	if use := findCodeList(b.content, name); use != nil {
		v, _ := b.bureauList(use.List)
		return optionsOf(v)
	}
	return nil
}

// listParents are the options under whose choices those of a list are offered.
func (b *bench) listParents(list string) []formdraft.Option {
	for _, s := range b.content.Sections {
		for _, f := range s.Fields {
			if f.Of == list && f.Under != "" {
				return ParentOptions(b.listed, s, f)
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
