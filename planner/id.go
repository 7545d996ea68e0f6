package planner

import "crypto/rand"

// NewID makes an opaque identifier of any of the kinds above: 26 letters and
// digits (130 random bits). It is the one thing here that is not a function
// of its arguments.
func NewID[ID ~string]() ID { return ID(rand.Text()) }
