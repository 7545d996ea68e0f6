package reminders

import (
	"errors"
	"strings"

	"entente/bot/grammar"
	"entente/bot/turn"
	"entente/planner"
	"entente/planner/when"
	"entente/store"
)

// groupNames are what people call those who are reminded together, folded.
var groupNames = []struct {
	phrase   string
	audience planner.Audience
}{
	{"organisers", planner.ForOrganisers}, {"organizers", planner.ForOrganisers}, {"co-organisers", planner.ForOrganisers}, {"coordinators", planner.ForOrganisers}, {"organising team", planner.ForOrganisers}, {"organisation", planner.ForOrganisers},
	{"organisateurs", planner.ForOrganisers}, {"organisatrices et organisateurs", planner.ForOrganisers}, {"organisatrices", planner.ForOrganisers}, {"l'organisation", planner.ForOrganisers}, {"equipe d'organisation", planner.ForOrganisers}, {"l'equipe d'organisation", planner.ForOrganisers},
	{"members", planner.ForMembers}, {"membres", planner.ForMembers},
	{"those coming", planner.ForYes}, {"those who come", planner.ForYes}, {"those who are coming", planner.ForYes}, {"those who said yes", planner.ForYes}, {"participants", planner.ForYes}, {"attendees", planner.ForYes}, {"who is coming", planner.ForYes}, {"everybody who is coming", planner.ForYes}, {"everyone who is coming", planner.ForYes}, {"everybody coming", planner.ForYes}, {"everyone coming", planner.ForYes}, {"who comes", planner.ForYes}, {"whoever comes", planner.ForYes}, {"everybody who comes", planner.ForYes}, {"everyone who comes", planner.ForYes}, {"qui vient", planner.ForYes}, {"tout le monde qui vient", planner.ForYes},
	{"celles et ceux qui viennent", planner.ForYes}, {"ceux et celles qui viennent", planner.ForYes}, {"ceux qui viennent", planner.ForYes}, {"celles qui viennent", planner.ForYes}, {"participantes et participants", planner.ForYes}, {"participantes", planner.ForYes}, {"personnes inscrites", planner.ForYes}, {"personnes qui viennent", planner.ForYes}, {"inscrits", planner.ForYes},
	{"those who may come", planner.ForMaybe}, {"those who said maybe", planner.ForMaybe}, {"maybes", planner.ForMaybe}, {"personnes qui viendront peut-etre", planner.ForMaybe}, {"celles et ceux qui hesitent", planner.ForMaybe}, {"ceux qui hesitent", planner.ForMaybe}, {"personnes qui hesitent", planner.ForMaybe}, {"indecis", planner.ForMaybe},
	{"waiting list", planner.ForWaiting}, {"those waiting", planner.ForWaiting}, {"those who wait", planner.ForWaiting}, {"liste d'attente", planner.ForWaiting}, {"la liste d'attente", planner.ForWaiting}, {"personnes en attente", planner.ForWaiting},
	{"those who have not answered", planner.ForUnanswered}, {"those who haven't answered", planner.ForUnanswered}, {"those who did not answer", planner.ForUnanswered}, {"unanswered", planner.ForUnanswered}, {"who has not answered", planner.ForUnanswered}, {"who hasn't answered", planner.ForUnanswered}, {"whoever has not answered", planner.ForUnanswered}, {"everybody who has not answered", planner.ForUnanswered}, {"everyone who has not answered", planner.ForUnanswered}, {"everybody who hasn't answered", planner.ForUnanswered}, {"everyone who hasn't answered", planner.ForUnanswered}, {"qui n'a pas repondu", planner.ForUnanswered}, {"celles et ceux qui n'ont pas repondu", planner.ForUnanswered}, {"ceux qui n'ont pas repondu", planner.ForUnanswered}, {"personnes qui n'ont pas repondu", planner.ForUnanswered}, {"personnes sans reponse", planner.ForUnanswered},
	{"chair", planner.ForChair}, {"chairs", planner.ForChair}, {"chairperson", planner.ForChair}, {"presidence", planner.ForChair}, {"la presidence", planner.ForChair}, {"presidence de seance", planner.ForChair}, {"la presidence de seance", planner.ForChair}, {"qui preside", planner.ForChair},
	{"speakers", planner.ForSpeakers}, {"speaker", planner.ForSpeakers}, {"orateurs", planner.ForSpeakers}, {"oratrices", planner.ForSpeakers}, {"orateurs et oratrices", planner.ForSpeakers}, {"intervenants", planner.ForSpeakers}, {"intervenantes", planner.ForSpeakers}, {"qui intervient", planner.ForSpeakers}, {"personnes qui interviennent", planner.ForSpeakers},
}

// groupOf finds a group at the beginning of text, and the rest.
func groupOf(text string) (audience planner.Audience, rest string, ok bool) {
	text = grammar.TrimLeft(text)
	for _, lead := range []string{"", "to the", "to all the", "to all", "to", "all the", "all", "the", "a tous les", "a toutes les", "a", "aux", "tous les", "les"} {
		after, fits := grammar.CutPhrase(text, lead)
		if !fits {
			continue
		}
		for _, g := range groupNames {
			if rest, ok := grammar.CutPhrase(grammar.TrimLeft(after), g.phrase); ok {
				return g.audience, grammar.TrimLeft(rest), true
			}
		}
	}
	return "", text, false
}

// notKnown are the words between "remind" and how long before, when they are to
// name somebody and nobody is known by them: "the deans", but not "of E5".
func (r *request) notKnown(text string, rule planner.Reminder) string {
	if rule.Audience != planner.ForPerson || len(grammar.TellingWords(text)) == 0 || r.NamesEvent(text) {
		return ""
	}
	for _, mark := range []string{"of", "about", "for", "de", "du", "des", "d'", "pour"} {
		if _, ok := grammar.CutPhrase(grammar.TrimLeft(text), mark); ok {
			return ""
		}
	}
	return grammar.Squeeze(text)
}

// takeGroup reads a group: the organisers, the members.
func takeGroup(text string, rule *planner.Reminder) (string, bool) {
	audience, rest, ok := groupOf(text)
	if ok {
		rule.Audience = audience
	}
	return rest, ok
}

// inThread says that a reminder stands under the earlier one, folded.
var inThread = []string{"in the thread", "in thread", "dans le fil", "en fil"}

// takeThread reads, anywhere in text, that a reminder stands in the thread.
func takeThread(text string) (rest string, found bool) {
	for _, phrase := range inThread {
		if rest, ok := grammar.CutOut(text, phrase); ok {
			return rest, true
		}
	}
	return text, false
}

// takeRecipient reads who is reminded: me, a group, here, or a room of the
// person's.
func (r *request) takeRecipient(rest string, rule *planner.Reminder) (string, error) {
	for _, me := range []string{"me", "moi", "-moi", "myself"} {
		if after, ok := grammar.CutPhrase(rest, me); ok {
			rule.Audience, rule.ToPerson = planner.ForPerson, r.Person.ID
			return grammar.TrimLeft(after), nil
		}
	}
	if rest, ok := takeGroup(rest, rule); ok {
		return rest, nil
	}
	for _, here := range []string{"here", "us", "ici", "nous", "this room", "ce salon", "everybody", "everyone"} {
		if after, ok := grammar.CutPhrase(rest, here); ok {
			rule.ToRoom = r.In.Room
			return grammar.TrimLeft(after), nil
		}
	}
	for _, m := range r.In.Mentions {
		if m.Room != "" && strings.HasPrefix(rest, m.Text) {
			rule.ToRoom = m.Room
			return grammar.TrimLeft(rest[len(m.Text):]), MayPost(r.Turn, m.Room, m.Text)
		}
		if m.Person != "" && strings.HasPrefix(rest, m.Text) {
			return rest, &planner.Refusal{Why: "remind.others", Words: m.Text}
		}
	}
	if strings.HasPrefix(rest, "#") {
		name, after, _ := strings.Cut(rest[1:], " ")
		room, err := r.Tx.RoomNamed(r.In.Network, name)
		if errors.Is(err, store.ErrNotFound) {
			return rest, &planner.Refusal{Why: "room.unknown", Words: "#" + name}
		}
		if err != nil {
			return rest, err
		}
		rule.ToRoom = room.ID
		return grammar.TrimLeft(after), MayPost(r.Turn, room.ID, "#"+name)
	}
	if name := r.someoneElse(rest); name != "" {
		return rest, &planner.Refusal{Why: "remind.others", Words: name}
	}
	rule.Audience, rule.ToPerson = planner.ForPerson, r.Person.ID
	return rest, nil
}

// someoneElse is the name in "remind Bob tomorrow at 9 to send slides", which is
// no reminder of one's own: words between the verb and a time behind which the
// deed begins.
func (r *request) someoneElse(text string) string {
	verb := grammar.OpeningOf(grammar.Polite(grammar.Clean(r.Text)))
	_, en := verb.Cut("remind")
	_, fr := verb.Cut("rappelez a")
	if _, familiar := verb.Cut("rappelle a"); !en && !fr && !familiar {
		return ""
	}
	found, err := when.Find(grammar.BlankQuoted(text), r.TimeContext())
	if err != nil || found.Pieces[0][0] == 0 {
		return ""
	}
	name := grammar.Squeeze(text[:found.Pieces[0][0]])
	deed := text[found.Pieces[len(found.Pieces)-1][1]:]
	for _, mark := range []string{"to", "that", "de", "d'", "que", "qu'"} {
		if _, ok := grammar.CutPhrase(grammar.TrimLeft(deed), mark); ok && len(strings.Fields(name)) <= 3 && !strings.HasPrefix(name, "to ") {
			return name
		}
	}
	return ""
}

// MayPost: into another room only those remind who organise its collaboration.
func MayPost(r *turn.Turn, id planner.RoomID, name string) error {
	if id == r.In.Room || r.Admin() {
		return nil
	}
	room, err := r.Tx.Room(id)
	if errors.Is(err, store.ErrNotFound) {
		return &planner.Refusal{Why: "room.unknown", Words: name}
	}
	if err != nil {
		return err
	}
	if room.Collaboration == "" {
		return &planner.Refusal{Why: "room.not_tied", Words: "#" + room.Name}
	}
	c, err := r.Tx.Collaboration(room.Collaboration)
	if err != nil {
		return err
	}
	return r.MayPlan(c)
}
