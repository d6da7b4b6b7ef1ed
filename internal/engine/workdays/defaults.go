package workdays

import (
	"embed"
	"fmt"
	"path"
)

//go:embed data/*.json
var data embed.FS

// Defaults returns the years that come with the program, oldest first. They
// fill a new bureau's calendar, which is then edited there.
func Defaults() ([]Year, error) {
	entries, err := data.ReadDir("data")
	if err != nil {
		return nil, fmt.Errorf("workdays: read the years that come along: %w", err)
	}
	years := make([]Year, 0, len(entries))
	for _, entry := range entries {
		text, err := data.ReadFile(path.Join("data", entry.Name()))
		if err != nil {
			return nil, fmt.Errorf("workdays: read %s: %w", entry.Name(), err)
		}
		year, err := ParseYear(text)
		if err != nil {
			return nil, fmt.Errorf("workdays: %s: %w", entry.Name(), err)
		}
		years = append(years, year)
	}
	return years, nil
}
