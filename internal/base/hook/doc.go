// Package hook owns what other programs are told without asking: who wants to be
// told of what (hooks), what is still to be told (deliveries), and how it is
// told: signed, tried again, and never to an address inside unless a deployment
// allows it.
//
// It never decides what happens in the bureau: it follows the log. What it tells
// holds ids and a link, no figures and no personal data.
package hook
