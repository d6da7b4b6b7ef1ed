package api

import (
	"time"

	"nianlun/internal/work/indicator"
)

// Indicator is a definition on the wire.
type Indicator struct {
	Code     string `json:"code"`
	Version  int    `json:"version"`
	Name     string `json:"name"`
	Meaning  string `json:"meaning"`
	Basis    string `json:"basis,omitempty" doc:"The document that defines or demands it"`
	Unit     string `json:"unit"`
	Decimals int32  `json:"decimals"`
	Better   string `json:"better" enum:"more,less,neither"`
	Period   string `json:"period" doc:"How often it is collected: month, quarter, half, year, week, school-year"`
	Formula  string `json:"formula"`
	Owner    string `json:"owner"`
}

// Figure is a computed figure with where it comes from.
type Figure struct {
	Ref      string    `json:"ref" doc:"Names this figure for ever, with the version of its definition"`
	Code     string    `json:"code"`
	Version  int       `json:"version"`
	Name     string    `json:"name"`
	Period   string    `json:"period"`
	Scope    string    `json:"scope"`
	Value    *string   `json:"value" doc:"null when it cannot be computed; notes say why"`
	Unit     string    `json:"unit"`
	State    string    `json:"state" enum:"draft,reviewed,locked"`
	Target   *string   `json:"target,omitempty"`
	Met      *bool     `json:"met,omitempty"`
	AsOf     time.Time `json:"asOf"`
	Notes    []string  `json:"notes"`
	Parts    []Part    `json:"parts"`
	Missing  []Gap     `json:"missing"`
	Operands []string  `json:"operands" doc:"What the inputs of a part are, in their order"`
}

// Part is what one unit gives.
type Part struct {
	Unit    string   `json:"unit"`
	Name    string   `json:"name"`
	Value   *string  `json:"value"`
	Inputs  []string `json:"inputs"`
	State   string   `json:"state"`
	Returns []string `json:"returns" doc:"Ids of the returns that its values stand in"`
}

// Gap is a unit that is not in the figure, or not with its own value.
type Gap struct {
	Unit   string `json:"unit"`
	Name   string `json:"name"`
	Reason string `json:"reason" enum:"absent,carried,impossible"`
	Period string `json:"period"`
}

func indicatorOf(v indicator.Version) Indicator {
	d := v.Definition()
	return Indicator{
		Code: d.Code, Version: v.No, Name: d.Name, Meaning: d.Meaning, Basis: d.Basis, Unit: d.Unit, Decimals: d.Decimals,
		Better: string(d.Better), Period: string(d.Period), Formula: d.Formula, Owner: d.Owner,
	}
}
