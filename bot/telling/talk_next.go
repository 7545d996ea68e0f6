package telling

import (
	"slices"
	"time"

	"entente/bot/chat"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
	"entente/store"
)

// NextButtons offers an organiser what can be done after a decline on a date, or
// when another is proposed; nothing of it happens by itself.
func (v Voice) NextButtons(e planner.Event, o planner.Occurrence, s planner.Speaker, reader when.Reader) (blocks []chat.Block, buttons []chat.Button, err error) {
	offer := func(key string, args words.Args, sentence string) {
		buttons = append(buttons, chat.Button{Label: v.Words.Text(v.Lang, key, args), Sentence: sentence})
	}
	if s.State == planner.OtherDate {
		proposed := words.Args{"date": when.SayDate(s.Proposed, reader)}
		if free, ok := v.freeOn(e, s.Proposed, reader.Now); ok {
			offer("button.take_date", proposed, "agree "+SpeakerID(s)+" on "+DateID(e, free))
		} else {
			blocks = v.Words.Blocks(v.Lang, "talk.other_not_free", proposed)
		}
	}
	candidates, err := CandidatesOf(v.Tx, e.ID)
	if err != nil {
		return nil, nil, err
	}
	id := DateID(e, o)
	if len(candidates) > 0 {
		next := candidates[0]
		offer("button.invite_next", words.Args{"name": NameOfSpeaker(v.Tx, next)}, "invite "+SpeakerID(next)+" for "+id)
		offer("button.choose", nil, "candidates for "+id)
	} else {
		blocks = append(blocks, v.Words.Blocks(v.Lang, "talk.no_candidates", words.Args{"ref": id, "series": EventID(e)})...)
	}
	offer("button.leave_open", nil, "leave open "+id)
	return blocks, buttons, nil
}

// freeOn is the date of an event on a day, when it is held and nobody speaks.
func (v Voice) freeOn(e planner.Event, day planner.Date, now time.Time) (planner.Occurrence, bool) {
	occs, err := v.Tx.OccurrencesOf(e.ID)
	if err != nil {
		return planner.Occurrence{}, false
	}
	talks, err := v.Tx.TalksOf(e.ID)
	i := slices.IndexFunc(occs, func(o planner.Occurrence) bool { return o.HeldOn(day) && o.StartAt.After(now) })
	if err != nil || i < 0 || len(talks[occs[i].ID].Speaking()) > 0 {
		return planner.Occurrence{}, false
	}
	return occs[i], true
}

// CandidatesOf are those who may be asked to speak at an event, in order.
func CandidatesOf(tx *store.Tx, e planner.EventID) ([]planner.Speaker, error) {
	all, err := tx.SpeakersOf(e)
	return slices.DeleteFunc(all, func(s planner.Speaker) bool { return s.State != planner.Candidate }), err
}
