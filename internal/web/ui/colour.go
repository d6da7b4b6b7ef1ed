package ui

// Colour is the colour of a light, tag, note or bar. It is never the only sign:
// every part that takes one takes words as well.
type Colour string

// The colours of lights.
const (
	Green Colour = "green" // on time
	Amber Colour = "amber" // near or lagging
	Red   Colour = "red"   // overdue
	Grey  Colour = "grey"  // paused
	Blue  Colour = "blue"  // done
)
