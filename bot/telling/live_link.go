package telling

import (
	"entente/bot/access"
	"entente/bot/chat"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
)

// LiveLink is what every message says of a live link: the one place where it is
// printed.
func (v Voice) LiveLink(viewer *access.Viewer, reader when.Reader, e planner.Event, o planner.Occurrence) ([]chat.Block, error) {
	talk, err := v.Tx.TalkOf(o)
	if err != nil {
		return nil, err
	}
	address := talk.Links[planner.LiveLink]
	if address == "" {
		address = e.Link
	}
	if address == "" && e.LinkAccess.Rule != planner.LinkExternal {
		return nil, nil
	}
	hidden, err := viewer.CanSeeLink(e, o, reader.Now)
	args := words.Args{"id": EventID(e), "link": chat.Span{Kind: chat.Link, Text: address, URL: address}}
	switch {
	case err != nil || hidden == planner.LinkAfterwards || hidden == planner.LinkShown && address == "":
		return nil, err
	case hidden == planner.LinkShown:
		return v.Words.Blocks(v.Lang, "link.shown", args), nil
	case hidden == planner.LinkIsElsewhere:
		args["link"] = chat.Span{Kind: chat.Link, Text: e.LinkAccess.Address, URL: e.LinkAccess.Address}
	case hidden == planner.LinkTooEarly:
		if reader.Zone == "" {
			reader.Zone = o.Span.Zone
		}
		args["when"] = when.SayInstant(e.LinkAccess.From(o.StartAt), reader)
	}
	return v.Words.Blocks(v.Lang, "link.hidden_"+string(hidden), args), nil
}
