package telling

import (
	"strings"

	"entente/bot/chat"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
	"entente/store"
)

// Speakers lists speakers with their institutions.
func (v Voice) Speakers(list []planner.Speaker) string {
	said := make([]string, len(list))
	for i, s := range list {
		said[i] = WithAffiliation(v.Tx, s)
	}
	return v.Listed(said)
}

// TalkLine says who speaks on a date, and of what, or that it is to be
// announced; nothing where nobody has ever been asked to speak.
func (v Voice) TalkLine(t planner.Talk) []chat.Block {
	speakers := v.Speakers(t.Confirmed())
	switch {
	case speakers == "" && t.Title == "" && len(t.Speakers) == 0:
		return nil
	case speakers == "" && t.Title == "":
		return v.Words.Blocks(v.Lang, "talk.line_nobody", nil)
	case speakers == "":
		return v.Words.Blocks(v.Lang, "talk.line_title", words.Args{"title": Strong(t.Title)})
	case t.Title == "":
		return v.Words.Blocks(v.Lang, "talk.line_tba", words.Args{"speakers": speakers})
	}
	return v.Words.Blocks(v.Lang, "talk.line", words.Args{"speakers": speakers, "title": Strong(t.Title)})
}

// TalkLines are what is said of the talk on a date wherever the date is.
func (v Voice) TalkLines(o planner.Occurrence) ([]chat.Block, error) {
	t, err := v.Tx.TalkOf(o)
	if err != nil {
		return nil, err
	}
	return v.TalkLine(t), nil
}

// cellTitle is how many characters of a talk's title stand in a row of a list.
const cellTitle = 60

// TalkCell says in a row of a list who speaks, and of what; nothing where nobody
// has accepted.
func (v Voice) TalkCell(t planner.Talk) []chat.Text {
	speakers := v.Speakers(t.Confirmed())
	switch {
	case speakers == "":
		return nil
	case t.Title == "":
		return []chat.Text{Plain(speakers)}
	}
	return []chat.Text{v.Words.Spans(v.Lang, "talk.line", words.Args{"speakers": speakers, "title": Shorten(t.Title, cellTitle)})}
}

// TalksOn are the talks on dates that are shown together.
func TalksOn(tx *store.Tx, dated []store.Dated) (map[planner.OccurrenceID]planner.Talk, error) {
	ids := make([]planner.OccurrenceID, len(dated))
	for i, d := range dated {
		ids[i] = d.Occurrence.ID
	}
	return tx.TalksOn(ids)
}

// Fields lists parts of a talk.
func (v Voice) Fields(list []planner.Field) string {
	said := make([]string, len(list))
	for i, f := range list {
		said[i] = v.Words.Text(v.Lang, "talk.field."+string(f), nil)
	}
	return strings.Join(said, ", ")
}

// LetterArgs are values for what is written to a speaker about their talk, in the
// language of its reader.
func (v Voice) LetterArgs(e planner.Event, o planner.Occurrence, s planner.Speaker, reader when.Reader) words.Args {
	place := e.PlaceOn(o)
	if place != "" {
		place = " (" + place + ")"
	}
	by := planner.Speaker{Person: s.By}
	return words.Args{
		"name": NameOfSpeaker(v.Tx, s), "by": NameOfSpeaker(v.Tx, by), "kind": v.Words.Text(reader.Lang, "kind."+string(e.Kind), nil),
		"title": Strong(e.Title), "id": Code(DateID(e, o)), "ref": DateID(e, o), "when": TimeSpan(o, when.SayStart(o.Shown(), reader)), "place": place,
	}
}
