package ui

// FrameView is what stands round a page.
type FrameView struct {
	Title     string // of the page, for the browser's tab
	Bureau    string
	Nav       []NavGroup
	Year      int
	Years     []int
	Notices   int
	NoticesAt string // pages that the bar leads to; "" hides each
	SearchAt  string
	AccountAt string
	Person    string
	PersonID  string       // keeps apart what two people leave unsaved in one browser
	Posts     []PostChoice // the one in force is Current
	Back      string       // path and query of this page: switches come back to it
	Theme     Theme
	Class     string     // extra class of main, such as "with-panel"
	Scripts   []string   // entries that only this page needs, such as "editor.js"
	Search    string     // what was searched for
	Toast     *ToastView // what has just been done
}

// NavGroup is a part of the rail; the first group has no words.
type NavGroup struct {
	Words string
	Items []NavItem
}

// NavItem is one way in the rail. Near ones stand in the bottom bar of a phone:
// at most four.
type NavItem struct {
	Code    string // what a page names to be marked as current
	Words   string
	Href    string
	Icon    string
	Count   int
	Near    bool
	Current bool
}

// PostChoice is a post that the person may act in.
type PostChoice struct {
	ID      string
	Words   string // 办公室 · 科员
	Current bool
}

// Theme is the person's choice of light or dark.
type Theme string

// The themes. System follows the machine.
const (
	SystemTheme Theme = "system"
	LightTheme  Theme = "light"
	DarkTheme   Theme = "dark"
)

// Themes are the themes in the order in which they are offered.
var Themes = []Theme{SystemTheme, LightTheme, DarkTheme}

// ParseTheme reads a theme; what is none is System.
func ParseTheme(text string) Theme {
	if t := Theme(text); t == LightTheme || t == DarkTheme {
		return t
	}
	return SystemTheme
}

func (t Theme) class() string {
	if t == LightTheme || t == DarkTheme {
		return "theme-" + string(t)
	}
	return ""
}

func (t Theme) key() string {
	switch t {
	case LightTheme:
		return "ui.theme.light"
	case DarkTheme:
		return "ui.theme.dark"
	default:
		return "ui.theme.system"
	}
}

func (f FrameView) post() string {
	for _, p := range f.Posts {
		if p.Current {
			return p.Words
		}
	}
	return ""
}

// face is the last two characters of a Chinese name, the first letters of others.
func (f FrameView) face() string {
	runes := []rune(f.Person)
	if len(runes) > 2 && runes[len(runes)-1] > 0x2e7f {
		return string(runes[len(runes)-2:])
	}
	return string(runes[:min(2, len(runes))])
}
