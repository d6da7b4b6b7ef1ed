package collect

import "nianlun/internal/work/collect"

// Addresses to which the pages of several rooms lead.
const (
	// PastPath is where the returns of past years are brought.
	PastPath = "/collect/past"
	// BurdenPath is the account of all schools; a school finds its own there.
	BurdenPath = "/collect/burden"
)

// CampaignLink is the address of a campaign.
func CampaignLink(id string) string { return "/collect/campaigns/" + id }

// CampaignBookLink is where a campaign goes out as a workbook and comes back.
func CampaignBookLink(id string) string { return CampaignLink(id) + "/workbook" }

// BookLink is where a return goes out as a workbook and comes back.
func BookLink(id string) string { return collect.Link(id) + "/workbook" }
