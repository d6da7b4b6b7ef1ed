// Package links owns the addresses to which the pages of several rooms of returns lead,
// beyond those of a campaign and of a return, which work/collect gives.
//
// It never says who may open one: a page is shown or refused by its own room.
package links

import "nianlun/internal/work/collect"

const (
	// Past is where the returns of past years are brought.
	Past = "/collect/past"
	// Burden is the account of all schools; a school finds its own there.
	Burden = "/collect/burden"
)

// CampaignBook is where a campaign goes out as a workbook and comes back.
func CampaignBook(id string) string { return collect.CampaignLink(id) + "/workbook" }

// Book is where a return goes out as a workbook and comes back.
func Book(id string) string { return collect.Link(id) + "/workbook" }
