package ui

import "context"

func specimenSpread(ctx context.Context) []SpreadPart {
	return []SpreadPart{
		{Count: 19, Colour: Blue, Words: T(ctx, "ui.parts.blue"), Href: "/parts"},
		{Count: 17, Colour: Green, Words: T(ctx, "ui.parts.green"), Href: "/parts"},
		{Count: 5, Colour: Amber, Words: T(ctx, "ui.parts.amber"), Href: "/parts"},
		{Count: 3, Colour: Red, Words: T(ctx, "ui.parts.red"), Href: "/parts"},
		{Count: 2, Colour: Grey, Words: T(ctx, "ui.parts.grey"), Href: "/parts"},
	}
}
