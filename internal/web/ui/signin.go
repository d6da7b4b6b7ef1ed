package ui

// SignInView is the page where one signs in.
type SignInView struct {
	Bureau  string // the only one here; "" where one chooses
	Bureaus []Option
	Search  bool   // too many for a list: typed, with suggestions
	Choice  string // value of the chosen bureau, or what was typed
	// BureauError stands beside the choice.
	BureauError string
	Remember    bool
	Theme       Theme
	Login       string
	LoginError  string
	WordError   string // beside the password
	Note        string // above the fields: locked, turned off, too many
	Next        string // where to go then
	Days        int    // offers to remember for so many days; 0 offers nothing
	Public      string // address of what needs no account
	Back        string // this page, for the switches
}
