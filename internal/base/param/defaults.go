package param

import (
	_ "embed"
	"fmt"

	"github.com/shopspring/decimal"
	"go.yaml.in/yaml/v3"

	"nianlun/internal/engine/period"
)

//go:embed defaults.yaml
var defaultsYAML []byte

// defaults are the parameters that come with the program, read once when it starts.
var defaults = mustRead(defaultsYAML)

func mustRead(data []byte) []Value {
	values, err := read(data)
	if err != nil {
		panic("defaults.yaml: " + err.Error())
	}
	return values
}

func read(data []byte) ([]Value, error) {
	var entries []struct {
		Code    string `yaml:"code"`
		Value   string `yaml:"value"`
		Unit    string `yaml:"unit"`
		From    string `yaml:"valid_from"`
		Source  string `yaml:"source"`
		Certain bool   `yaml:"certain"`
	}
	if err := yaml.Unmarshal(data, &entries); err != nil {
		return nil, err
	}
	values := make([]Value, len(entries))
	for i, e := range entries {
		if e.Code == "" || e.Source == "" {
			return nil, fmt.Errorf("entry %d (%s) lacks a code or a source", i+1, e.Code)
		}
		if _, err := decimal.NewFromString(e.Value); err != nil {
			return nil, fmt.Errorf("%s: %w", e.Code, err)
		}
		var from period.Date
		if err := from.UnmarshalText([]byte(e.From)); err != nil {
			return nil, fmt.Errorf("%s: valid_from: %w", e.Code, err)
		}
		values[i] = Value{Code: e.Code, Text: e.Value, Unit: e.Unit, Source: e.Source, From: from, Certain: e.Certain}
	}
	return values, nil
}
