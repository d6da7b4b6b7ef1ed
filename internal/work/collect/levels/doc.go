// Package levels owns what goes on between a bureau and those below it: the
// mandates by which a city's campaign reaches a county, the county's own campaign
// that is issued for one, the roll-up of its schools' returns, and the acts by which
// the county hands up, signs, takes back and corrects in the city (docs/adr/0011).
//
// It stands on package collect, which does not know it: a campaign and a return are
// the same with or without levels. It never lets one bureau read the rows of another:
// the two share copies and counts alone, and what is done above is done as the lower
// bureau's own unit there.
package levels
