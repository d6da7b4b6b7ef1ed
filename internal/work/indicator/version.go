package indicator

import (
	"time"

	"nianlun/internal/base/org"
	"nianlun/internal/engine/period"
)

// Version is a published definition. It never changes.
type Version struct {
	Code      string
	No        int
	YAML      string
	Operands  []Operand // with the codes of their fields
	OwnerUnit string    // id of the section that answers for it
	Published time.Time
	By        string // name of the person

	definition Definition
}

// Definition is what the version says, its operands bound to field codes.
func (v Version) Definition() Definition { return v.definition }

// Read parses the stored text again; a Store gives versions without their
// definition, and the service calls this on each.
func (v Version) Read() (Version, error) {
	d, err := Parse([]byte(v.YAML))
	if err != nil {
		return Version{}, err
	}
	d.Operands = v.Operands
	v.definition = d
	return v, nil
}

// inForce is the version that holds for a period: the newest whose first day
// lies not after the period's end; the oldest for periods before all of them.
func inForce(versions []Version, p period.Period) Version {
	end := p.End(nil)
	for i := len(versions) - 1; i > 0; i-- {
		since := versions[i].definition.Since
		if since.IsZero() || !since.After(end) {
			return versions[i]
		}
	}
	return versions[0]
}

// ownerOf finds the section with a name among the units of a day.
func ownerOf(units []org.Unit, name string, day period.Date) (org.Unit, bool) {
	for _, u := range units {
		if (u.Name == name || u.Short == name) && u.On(day) && !u.Type.School() {
			return u, true
		}
	}
	return org.Unit{}, false
}
