package telling

import (
	"entente/bot/chat"
	"entente/planner"
	"entente/planner/when"
)

// Held is when a date of an event is held: of one whose days are still to be
// found, the period.
func Held(e planner.Event, o planner.Occurrence, reader when.Reader) chat.Span {
	if e.Certainty == planner.SomeTime {
		return chat.Span{Text: when.SayPeriod(o.Span.Start.Date, o.Span.End.Date, reader)}
	}
	return TimeSpan(o, when.Say(o.Shown(), reader))
}

// TimeSpan is what package when says of an occurrence, as a span from which a
// network may show each reader their own hour; days without hours have none.
func TimeSpan(o planner.Occurrence, said string) chat.Span {
	span := chat.Span{Kind: chat.Instant, Text: said}
	if !o.Span.AllDay {
		span.At = o.StartAt
	}
	return span
}

// FromSpanTo says when something was held and when it is now: its starts, and
// where these are the same its ends too.
func FromSpanTo(was, is planner.Span, reader when.Reader) (then, now string) {
	if was.Start == is.Start && was.Zone == is.Zone && was != is {
		return when.Say(was, reader), when.Say(is, reader)
	}
	return when.SayStart(was, reader), when.SayStart(is, reader)
}

// NotHeldKey is the sentence of that key for a date with a reason, or for one
// without.
func NotHeldKey(key string, o planner.Occurrence) string {
	if o.Reason != "" {
		return key + "_because"
	}
	return key
}
