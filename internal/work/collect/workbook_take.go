package collect

import (
	"context"
	"slices"

	"nianlun/internal/base/access"
	"nianlun/internal/base/org"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formxlsx"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/i18n"
)

// TakeCampaignBook takes the workbook of a campaign in, to be looked at with
// LookAtCampaignBook before anything is saved. Only the section that owns the
// campaign may bring one.
//
// Faults: workbook.refused with the reason at the field "file"; blob.toolarge.
func (s *Service) TakeCampaignBook(ctx context.Context, by access.Actor, in BookUpload) (file string, err error) {
	if _, err := s.findCampaign(ctx, by, in.Thing, access.Write); err != nil {
		return "", err
	}
	data, err := s.readBook(ctx, by, in.Content)
	if err != nil {
		return "", err
	}
	if _, err := s.campaignAnswers(ctx, by, in.Thing, data); err != nil {
		return "", err
	}
	return s.keepBook(ctx, by, in.Name, data)
}

// answers is what a campaign's workbook says.
type answers struct {
	campaign Campaign
	def      *form.Definition
	period   period.Period
	all      []formxlsx.Answer
	issues   formxlsx.Issues
	sheets   map[string]campaignSheet // by return
	roster   *roster
}

func (s *Service) campaignAnswers(ctx context.Context, by access.Actor, campaign string, data []byte) (answers, error) {
	c, version, err := s.bookCampaign(ctx, by, campaign, access.Write)
	if err != nil {
		return answers{}, err
	}
	about, issue := formxlsx.AboutOf(data, formxlsx.Limits{})
	if issue != nil {
		return answers{}, refusedBook(formxlsx.Issues{*issue})
	}
	out := answers{campaign: c, def: version.Definition, sheets: map[string]campaignSheet{}}
	if out.period, err = c.bookPeriod(about.Period, s.today()); err != nil || about.Period == "" {
		out.period = c.Periods[0] // another campaign's: the reading says so
	}
	sheets, err := s.campaignSheets(ctx, c, out.period, BookScope{})
	if err != nil {
		return answers{}, err
	}
	for _, sheet := range sheets {
		out.sheets[sheet.o.ID] = sheet
	}
	if out.roster, err = s.roster(ctx, c.Bureau, version.Definition); err != nil {
		return answers{}, err
	}
	f := bookForm(version, out.period.String(), out.roster.directories(func(id string) string { return out.sheets[id].o.Answers() }))
	out.all, out.issues = formxlsx.ReadCampaign(data, formxlsx.ExpectCampaign{Form: f, ID: c.ID, Base: func(id string) (string, bool) {
		_, owed := out.sheets[id]
		return "", owed
	}})
	return out, refusedBook(out.issues)
}

// BookFate is what becomes of one school's part of a campaign's workbook.
type BookFate string

// The fates.
const (
	BookTaken   BookFate = "taken"   // it changes the return, or has changed it
	BookSame    BookFate = "same"    // it says what is stored
	BookRefused BookFate = "refused" // it says something else and may not
)

// SchoolBook is one school's part of a campaign's workbook.
type SchoolBook struct {
	Return  string
	Unit    org.Unit
	Fate    BookFate
	Why     *i18n.Text   // of a refusal
	Changes []BookChange // of a refusal: what would have changed
	Issues  []BookIssue
	Left    bool // out, as it was chosen, since something must be mended

	o   Obligation
	raw form.Raw
	dir *Directory
}

// CampaignBookLook is what a campaign's workbook would change.
type CampaignBookLook struct {
	Campaign Campaign
	Period   period.Period
	File     string
	Name     string
	Schools  []SchoolBook
	Issues   []BookIssue // of no school in particular
}

// Count is how many schools have a fate.
func (l CampaignBookLook) Count(fate BookFate) int {
	n := 0
	for _, one := range l.Schools {
		if one.Fate == fate {
			n++
		}
	}
	return n
}

// Doubtful is how many schools would be changed although something must be mended.
func (l CampaignBookLook) Doubtful() int {
	n := 0
	for _, one := range l.Schools {
		if one.doubtful() {
			n++
		}
	}
	return n
}

func (b *SchoolBook) doubtful() bool {
	return b.Fate == BookTaken && slices.ContainsFunc(b.Issues, func(i BookIssue) bool { return i.Must })
}

// All are all issues, those of the whole workbook first.
func (l CampaignBookLook) All() []BookIssue {
	all := slices.Clone(l.Issues)
	for _, one := range l.Schools {
		all = append(all, one.Issues...)
	}
	return all
}

// LookAtCampaignBook shows, school by school, what a kept workbook would change,
// and saves nothing.
func (s *Service) LookAtCampaignBook(ctx context.Context, by access.Actor, campaign, file string) (CampaignBookLook, error) {
	data, name, err := s.keptBook(ctx, by, file)
	if err != nil {
		return CampaignBookLook{}, err
	}
	read, err := s.campaignAnswers(ctx, by, campaign, data)
	if err != nil {
		return CampaignBookLook{}, err
	}
	look := CampaignBookLook{Campaign: read.campaign, Period: read.period, File: file, Name: name}
	told := map[string]formxlsx.Issues{}
	for _, i := range read.issues {
		if _, known := read.sheets[i.Return]; known {
			told[i.Return] = append(told[i.Return], i)
			continue
		}
		look.Issues = append(look.Issues, bookIssue(i, words{def: read.def}, form.NewValues()))
	}
	for _, answer := range read.all {
		one, err := s.schoolBook(ctx, by, read, answer, told[answer.ID])
		if err != nil {
			return CampaignBookLook{}, err
		}
		look.Schools = append(look.Schools, one)
	}
	return look, nil
}

// schoolBook lays one school's answer over its return. Where the school has typed
// something else meanwhile, the school's stays: the section helps, the school
// answers.
func (s *Service) schoolBook(ctx context.Context, by access.Actor, read answers, answer formxlsx.Answer, issues formxlsx.Issues) (SchoolBook, error) {
	sheet := read.sheets[answer.ID]
	one := SchoolBook{Return: sheet.o.ID, Unit: sheet.unit, Fate: BookSame, o: sheet.o}
	r := Return{Obligation: sheet.o, Campaign: read.campaign, Unit: sheet.unit, Definition: read.def, Today: s.today(), roster: read.roster}
	if err := s.fill(ctx, by, &r); err != nil {
		return one, err
	}
	look := ReturnBookLook{Return: r}
	if err := s.layOver(ctx, by, &look, answer, issues, everyClash); err != nil {
		if fault.Is(err, "workbook.refused") {
			one.refuse(i18n.Msg("formxlsx.issue." + formxlsx.MapChanged))
			return one, nil
		}
		return one, err
	}
	one.Changes, one.raw, one.dir = look.Changes, look.raw, look.Return.Directory
	switch may := can(by, sheet.o, entering(sheet.o.State)).Allowed; {
	case len(look.Changes) > 0 && may && sheet.o.Version != read.campaign.Version:
		one.refuse(i18n.Msg("workbook.refused.version", "n", sheet.o.Version))
		return one, nil
	case len(look.Changes)+len(look.Clashes) > 0 && !may:
		for _, c := range look.Clashes {
			one.Changes = append(one.Changes, BookChange{Place: c.Place, At: c.At, Old: c.Theirs, New: c.Mine})
		}
		one.refuse(i18n.Msg("workbook.refused.state", "state", stateText(sheet.o.State)))
		return one, nil
	case len(look.Changes) > 0:
		one.Fate = BookTaken
	}
	one.Issues = partIssues(look)
	return one, nil
}

// partIssues are the issues of a school's part: what was not read, what is no
// value, and broken checks. What is still empty is the school's to fill.
func partIssues(look ReturnBookLook) []BookIssue {
	var all []BookIssue
	for _, i := range look.Issues {
		if i.Said.Key != "form.issue."+form.Required && i.Said.Key != "form.issue."+form.TooFew {
			all = append(all, i)
		}
	}
	for _, c := range look.Clashes {
		all = append(all, BookIssue{At: c.At, Place: c.Place, Said: i18n.Msg("workbook.kept", "theirs", orNone(c.Theirs), "mine", orNone(c.Mine))})
	}
	return all
}

func (b *SchoolBook) refuse(why i18n.Text) { b.Fate, b.Why = BookRefused, &why }

// MarkedCampaignBook gives a kept workbook back with its issues marked in it.
func (s *Service) MarkedCampaignBook(ctx context.Context, by access.Actor, campaign, file string, t form.T) (Book, error) {
	look, err := s.LookAtCampaignBook(ctx, by, campaign, file)
	if err != nil {
		return Book{}, err
	}
	data, name, err := s.keptBook(ctx, by, file)
	if err != nil {
		return Book{}, err
	}
	return marked(data, name, look.All(), t)
}
