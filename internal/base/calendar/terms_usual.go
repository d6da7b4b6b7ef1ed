package calendar

import (
	_ "embed"
	"fmt"
	"time"

	"go.yaml.in/yaml/v3"

	"nianlun/internal/engine/period"
)

//go:embed terms.yaml
var termsYAML []byte

// usual are the terms of school years without a calendar, read once when the
// program starts; usualSource says what they rest on.
var usual, usualSource = mustReadTerms(termsYAML)

func mustReadTerms(data []byte) ([]period.UsualTerm, string) {
	terms, source, err := readTerms(data)
	if err != nil {
		panic("terms.yaml: " + err.Error())
	}
	return terms, source
}

func readTerms(data []byte) ([]period.UsualTerm, string, error) {
	var file struct {
		Terms []struct {
			First string `yaml:"first"`
			Last  string `yaml:"last"`
		} `yaml:"terms"`
		Source string `yaml:"source"`
	}
	if err := yaml.Unmarshal(data, &file); err != nil {
		return nil, "", err
	}
	if len(file.Terms) == 0 || file.Source == "" {
		return nil, "", fmt.Errorf("it lacks terms or their source")
	}
	terms := make([]period.UsualTerm, len(file.Terms))
	for i, t := range file.Terms {
		first, err := monthDay(t.First)
		if err != nil {
			return nil, "", err
		}
		last, err := monthDay(t.Last)
		if err != nil {
			return nil, "", err
		}
		terms[i] = period.UsualTerm{First: first, Last: last}
	}
	return terms, file.Source, nil
}

func monthDay(text string) (period.MonthDay, error) {
	day, err := time.Parse("01-02", text)
	return period.MonthDay{Month: day.Month(), Day: day.Day()}, err
}
