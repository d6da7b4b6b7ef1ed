package door

import (
	"net"
	"net/http"
	"strings"

	"nianlun/internal/web/ui"
)

const (
	// bureauCookie remembers which bureau was chosen last on an address that serves
	// several. It says how a person begins, never who it is.
	bureauCookie = "bureau"
	// listed is how many bureaus stand in a plain list; more are searched by typing.
	listed = 12
)

// Bureau is a bureau that can be reached here.
type Bureau struct {
	ID   string
	Code string // GB/T 2260; what links and the page of sign-in name it by
	Name string
}

// key names the bureau in links, forms and the cookie.
func (b Bureau) key() string {
	if b.Code != "" {
		return b.Code
	}
	return b.ID
}

// words are the bureau as one line that can be searched and typed.
func (b Bureau) words() string {
	if b.Code == "" {
		return b.Name
	}
	return b.whole()
}

// whole is the bureau as one line that no other has, for those of the same name.
func (b Bureau) whole() string { return b.Name + " " + b.key() }

// namesakes counts the bureaus by their names.
func namesakes(all []Bureau) map[string]int {
	count := map[string]int{}
	for _, b := range all {
		count[b.Name]++
	}
	return count
}

// hostOf is the host name of the address that was asked for, without port.
func hostOf(r *http.Request) string {
	host := r.Host
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	return strings.ToLower(strings.TrimSuffix(host, "."))
}

// bureauOf finds a bureau by id.
func bureauOf(all []Bureau, id string) (Bureau, bool) {
	for _, b := range all {
		if b.ID == id {
			return b, true
		}
	}
	return Bureau{}, false
}

// bureauNamed finds a bureau by what a link or a person says: its code, its name,
// both as in the list, or a part of its name that no other has.
func bureauNamed(all []Bureau, text string) (Bureau, bool) {
	text = strings.Join(strings.Fields(text), " ")
	if text == "" {
		return Bureau{}, false
	}
	var named, part []Bureau
	for _, b := range all {
		switch {
		case text == b.key(), text == b.whole():
			return b, true
		case text == b.Name:
			named = append(named, b)
		case strings.Contains(b.Name, text):
			part = append(part, b)
		}
	}
	switch {
	case len(named) == 1:
		return named[0], true
	case len(named) == 0 && len(part) == 1:
		return part[0], true
	}
	return Bureau{}, false
}

// usual is the bureau with which the page of sign-in begins: the one chosen last
// in this browser, else the first. Where there are too many for a list nothing is
// chosen for anybody.
func usual(r *http.Request, all []Bureau) (Bureau, bool) {
	if b, ok := bureauNamed(all, cookieValue(r, bureauCookie)); ok {
		return b, true
	}
	if len(all) > listed {
		return Bureau{}, false
	}
	return all[0], true
}

// wanted is the bureau that a sign-in is for: what the form says, or the usual one
// where the form has no such field. False means that the person has to choose.
func wanted(r *http.Request, all []Bureau, form Values) (Bureau, bool) {
	if !form.Has("bureau") {
		return usual(r, all)
	}
	return bureauNamed(all, form.Text("bureau"))
}

// offer fills in the choice of bureaus; on an address with one there is none.
func offer(view *ui.SignInView, all []Bureau, chosen Bureau) {
	if len(all) < 2 {
		return
	}
	view.Search = len(all) > listed
	same := namesakes(all)
	for _, b := range all {
		option := ui.Option{Value: b.key(), Words: b.Name}
		switch {
		case same[b.Name] > 1 && view.Search:
			option.Value = b.whole()
		case same[b.Name] > 1:
			option.Words = b.whole()
		case view.Search:
			option.Value = b.words()
		}
		view.Bureaus = append(view.Bureaus, option)
	}
	switch {
	case view.Choice != "" || chosen.ID == "":
	case view.Search && same[chosen.Name] > 1:
		view.Choice = chosen.whole()
	case view.Search:
		view.Choice = chosen.words()
	default:
		view.Choice = chosen.key()
	}
}
