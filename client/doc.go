// Package client speaks to Nianlun's public API (version 1) from Go.
//
// It imports nothing of the server, so that it can be copied; it never retries
// by itself and never guesses what a value means: numbers are texts.
package client
